"""Reading the bids of a case: what each brings to each criterion, and its basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from criteria.domain.award import exact, lcc
from criteria.domain.award.case import (
    Aggregate,
    Basis,
    Bid,
    Entry,
    Graded,
    Leaf,
    Level,
    OnCurve,
    Reason,
    Relative,
    SetAside,
)
from criteria.domain.award.curves import Outside
from criteria.domain.award.intake.costs import read_costs
from criteria.domain.award.intake.criteria import Criteria
from criteria.domain.award.intake.reader import Reader
from criteria.domain.award.intake.text import NOT_A_NUMBER

_SECTIONS = ("grades", "consensus", "values", "levels")
_STAND_IN = Fraction(1)  # for what could not be read; the case is refused then
_KEYS = ("price", "costs", "withdrawn", "excluded", *_SECTIONS)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a bid that takes part must bring.

    basis: what is compared; None when the case does not say it well.
    keeps_withdrawn: a withdrawn bid takes part and is struck later.
    """

    criteria: Criteria
    leaves: Mapping[str, Leaf]
    basis: Basis | None
    terms: lcc.Terms | None
    keeps_withdrawn: bool

    @property
    def price(self) -> bool:
        """Whether a bid cannot do without a price."""
        return self.basis is Basis.PRICE or any(leaf.max is None for leaf in self.leaves.values())

    @property
    def costs(self) -> bool:
        """Whether a bid cannot do without cost lines."""
        return self.basis in (Basis.NPV, Basis.EAC)


@dataclass(slots=True)
class Bids:
    """The bids of one case while they are read: those that take part, those set aside, and all names.

    complete: every name could be read, so that a name not among ``bidders`` is unknown.
    """

    taking_part: list[Bid] = field(default_factory=list)
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    bidders: dict[str, None] = field(default_factory=dict)
    complete: bool = True


def read_bids(value: Reader, needs: Needs) -> Bids:
    """Return all bids; what a bid lacks is a fault unless the bid is set aside anyway."""
    bids = Bids()
    elements = value.elements()
    if not elements:
        value.refuse("must hold at least one bid")
    bids.complete = value.sound
    for element in elements:
        _read_bid(element, needs, bids)
    return bids


def _read_bid(value: Reader, needs: Needs, bids: Bids) -> None:
    fields = value.fields(required=("bidder",), optional=_KEYS)
    bidder = _read_bidder(fields["bidder"], bids)
    if not value.sound:
        return
    withdrawn = "withdrawn" in fields and fields["withdrawn"].flag()
    ground = fields["excluded"].text() if "excluded" in fields else None
    price = fields["price"].number(above=0) if "price" in fields else None
    entries = _read_entries(fields, needs)
    npv = _read_npv(fields, needs)
    if ground is not None:
        bids.set_aside[bidder] = SetAside(Reason.EXCLUDED, ground)
    elif withdrawn and not needs.keeps_withdrawn:
        bids.set_aside[bidder] = SetAside(Reason.WITHDRAWN)
    else:
        _check(value, fields, needs, entries)
        bid = Bid(bidder=bidder, basis=_STAND_IN, price=price, entries=entries, withdrawn=withdrawn)
        bids.taking_part.append(_on_basis(bid, npv, fields, needs))


def _read_bidder(value: Reader, bids: Bids) -> str:
    bidder = value.text()
    if value.sound and bidder in bids.bidders:
        value.refuse("another bid has this bidder")
    bids.bidders[bidder] = None
    bids.complete = bids.complete and value.sound
    return bidder


def _read_entries(fields: Mapping[str, Reader], needs: Needs) -> dict[str, Entry]:
    entries = {}
    for section in (name for name in _SECTIONS if name in fields):
        for code, value in fields[section].entries():
            leaf = needs.leaves.get(code)
            if leaf is not None and leaf.section == section:
                entry = _read_entry(leaf, value, needs)
                if value.sound and entry is not None:
                    entries[code] = entry
            elif needs.criteria.complete:
                value.refuse("unknown key")
    return entries


def _read_entry(leaf: Leaf, value: Reader, needs: Needs) -> Entry | None:
    if isinstance(leaf, Graded):
        return _read_grades(leaf, value)
    if isinstance(leaf, Level):
        level = value.text()
        if value.sound and level not in leaf.levels and (leaf.levels or needs.criteria.sound):
            value.refuse("unknown level")
        return Entry(leaf.levels.get(level, _STAND_IN), level)
    number = value.number(above=0 if isinstance(leaf, Relative) else None)
    return Entry(number, value.value)


def _read_grades(leaf: Graded, value: Reader) -> Entry | None:
    """Tens of thousands of grades: no reader is made for a grade unless it is at fault."""
    grades = []
    for assessor, given in value.members():
        grade = exact.read(given)
        if grade is None:
            value.member(assessor, given).refuse(NOT_A_NUMBER)
        else:
            grades.append(grade)
    if value.sound and not value.value:
        value.refuse("must hold at least one grade")
    if not value.sound or len(grades) < len(value.value):
        return None
    return Entry(exact.median(grades) if leaf.aggregate is Aggregate.MEDIAN else exact.mean(grades))


def _read_npv(fields: Mapping[str, Reader], needs: Needs) -> Fraction | None:
    """Costs are always read, and discounted when the basis is made of them."""
    if "costs" not in fields:
        return None
    faults_before = fields["costs"].fault_count
    lines = read_costs(fields["costs"], needs.terms)
    if needs.terms is None or not needs.costs or fields["costs"].fault_count > faults_before:
        return None
    return lcc.npv(lines, needs.terms)


def _on_basis(bid: Bid, npv: Fraction | None, fields: Mapping[str, Reader], needs: Needs) -> Bid:
    """The bid with what is compared; with a stand-in when that could not be read."""
    if needs.basis is Basis.PRICE:
        return replace(bid, basis=bid.price or _STAND_IN)
    if npv is None or needs.terms is None:
        return bid
    if npv <= 0:
        fields["costs"].refuse("the basis that they make must be above 0")
    if needs.basis is Basis.NPV:
        return replace(bid, basis=npv, npv=npv)
    eac = lcc.eac(npv, needs.terms)
    return replace(bid, basis=eac, npv=npv, eac=eac)


def _check(value: Reader, fields: Mapping[str, Reader], needs: Needs, entries: Mapping[str, Entry]) -> None:
    """Note what a bid that takes part lacks, and which of its grades and values no curve covers."""
    if needs.price and "price" not in fields:
        value.missing("price")
    if needs.costs and "costs" not in fields:
        value.missing("costs")
    for leaf in needs.leaves.values() if needs.criteria.complete else ():
        section = fields.get(leaf.section) or value.member(leaf.section, {})
        if section.sound and leaf.code not in section.value:
            section.missing(leaf.code)
        if leaf.code in entries and needs.criteria.sound and not _is_covered(leaf, entries[leaf.code]):
            section.member(leaf.code).refuse("must lie within the knots of the curve")


def _is_covered(leaf: Leaf, entry: Entry) -> bool:
    if not isinstance(leaf, OnCurve) or leaf.curve.outside is not Outside.REFUSE:
        return True
    return leaf.curve.covers(entry.value)
