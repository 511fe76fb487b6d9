"""Why a procedure can, can hardly or cannot be used for one contract; the checks behind ``procedure_choice``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from procurement.core.domain.rule_table import Certainty
from tenders.domain.procedure_vocabulary import (
    BidEffort,
    Exemption,
    Innovation,
    NegotiationGround,
    NoNoticeGround,
    Regime,
)
from tenders.domain.procedures import AW, LEVELS, WITHOUT_THRESHOLD, WORKS_CERTAINTY, WORKS_REGULATION
from tenders.domain.thresholds import NEAR_PCT
from tenders.domain.vocabulary import ContractKind, Procedure

P = Procedure
MANY_FIRMS = 8
"""From so many capable firms on, a selection spares the most of them the work of a bid (house rule)."""
LEAST_RESTRICTED, LEAST_NEGOTIATED, LEAST_QUOTE, USUAL_QUOTE = 5, 3, 2, 3
GUIDE = "Gids Proportionaliteit 3.4"
POLICY = "inkoopbeleid"
STUDY = "studie circulair aanbesteden, regels 392-396 en 1056-1071"


class Verdict(StrEnum):
    """Whether a procedure can be used."""

    POSSIBLE = "possible"
    UNWISE = "unwise"
    IMPOSSIBLE = "impossible"

    @property
    def rank(self) -> int:
        """0 for possible; the verdict of a procedure is the highest of its reasons."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a verdict. code: of the wording. article: where it stands. params: what fills the wording."""

    code: str
    verdict: Verdict
    article: str
    certainty: Certainty
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceFacts:
    """What the choice of a procedure rests on; None: not known yet.

    value_eur, threshold_eur: euro excl. VAT. threshold_eur: for the regime, kind and authority on the planned day of
    the notice. single_max_eur, multiple_max_eur: up to these the organisation lets one or several firms quote;
    None: up to the threshold. capable_firms: how many firms can do the work.
    """

    contract_kind: ContractKind
    regime: Regime = Regime.REGULAR
    value_eur: Decimal | None = None
    threshold_eur: Decimal | None = None
    single_max_eur: Decimal | None = None
    multiple_max_eur: Decimal | None = None
    can_be_specified: bool | None = None
    innovation: Innovation = Innovation.NONE
    needs_negotiation: bool | None = None
    earlier_failed: bool | None = None
    capable_firms: int | None = None
    bid_effort: BidEffort = BidEffort.NORMAL
    cross_border: bool | None = None
    repeats: bool | None = None
    no_notice_ground: NoNoticeGround | None = None
    exemption: Exemption | None = None

    @property
    def grounds(self) -> list[NegotiationGround]:
        """The grounds of article 2.28 that these facts give."""
        given = {
            NegotiationGround.ADAPT: self.innovation is Innovation.ADAPT,
            NegotiationGround.DESIGN: self.innovation in (Innovation.DESIGN, Innovation.NOT_ON_MARKET),
            NegotiationGround.NATURE: self.needs_negotiation is True,
            NegotiationGround.SPECIFICATION: self.can_be_specified is False,
            NegotiationGround.EARLIER_FAILED: self.earlier_failed is True,
        }
        return [ground for ground, is_given in given.items() if is_given]

    @property
    def is_below(self) -> bool | None:
        """Whether the value lies below the threshold; None while either is unknown."""
        if self.value_eur is None or self.threshold_eur is None:
            return None
        return self.value_eur < self.threshold_eur

    def has_fewer_than(self, number: int) -> bool:
        """Whether it is known that fewer firms than this can do the work."""
        return self.capable_firms is not None and self.capable_firms < number


Reasons = Iterator[Reason]


def _possible(code: str, article: str, certainty: Certainty = Certainty.V, **params: object) -> Reason:
    return Reason(code, Verdict.POSSIBLE, article, certainty, params)


def _unwise(code: str, article: str, certainty: Certainty = Certainty.R, **params: object) -> Reason:
    return Reason(code, Verdict.UNWISE, article, certainty, params)


def _impossible(code: str, article: str, certainty: Certainty = Certainty.V, **params: object) -> Reason:
    return Reason(code, Verdict.IMPOSSIBLE, article, certainty, params)


def regime_reasons(procedure: Procedure, facts: ChoiceFacts) -> Reasons:
    """Yield what the part of the law that the contract falls under says of a procedure."""
    is_european = procedure in EUROPEAN
    if facts.regime is Regime.CONCESSION and is_european and procedure is not P.CONCESSION:
        yield _impossible("is_concession", f"{AW} deel 2a")
    if facts.regime is Regime.UTILITIES and is_european:
        yield _unwise("utilities_rules", f"{AW} deel 3", Certainty.V)
    if facts.regime is Regime.CALL_OFF and procedure is not P.FRAMEWORK_CALL_OFF:
        yield _unwise("framework_exists", f"{AW} art. 2.142-2.143")


def threshold_reasons(procedure: Procedure, facts: ChoiceFacts) -> Reasons:
    """Yield what the value says of a procedure: above, near or below the threshold (VAL-02, VAL-09)."""
    if procedure in WITHOUT_THRESHOLD or procedure in EUROPEAN:
        return
    if facts.exemption is not None:
        yield _possible("exempt", f"{AW} art. 2.24-2.24c")
        return
    if facts.value_eur is None or facts.threshold_eur is None:
        yield _unwise("value_unknown", f"{AW} art. 2.14-2.15")
    elif not facts.is_below:
        yield _impossible("above_threshold", f"{AW} art. 2.1-2.3, 2.6a")
    elif facts.value_eur * 100 >= facts.threshold_eur * NEAR_PCT:
        yield _unwise("near_threshold", f"{AW} art. 2.15")
    else:
        yield _possible("below_threshold", f"{AW} art. 2.1-2.3")


def european_reasons(procedure: Procedure, facts: ChoiceFacts) -> Reasons:
    """Yield what speaks for or against announcing in Europe, whatever the procedure."""
    if facts.is_below and facts.exemption is None and facts.cross_border is not True:
        yield _unwise("heavier_than_needed", f"{AW} art. 1.10; {GUIDE}", Certainty.S)
    if facts.has_fewer_than(2):
        yield _unwise("one_firm", f"{AW} art. 2.32")


def _open(facts: ChoiceFacts) -> Reasons:
    yield _possible("always_allowed", f"{AW} art. 2.26")
    if facts.capable_firms is not None and facts.capable_firms > MANY_FIRMS and facts.bid_effort is BidEffort.HIGH:
        yield _unwise("many_costly_bids", f"{AW} art. 1.10; {GUIDE}", firms=facts.capable_firms)
    if facts.can_be_specified is False:
        yield _possible("ask_for_function", f"{AW} art. 2.76", Certainty.R)


def _restricted(facts: ChoiceFacts) -> Reasons:
    yield _possible("always_allowed_selecting", f"{AW} art. 2.27")
    yield from _selection(facts, LEAST_RESTRICTED)


def _selection(facts: ChoiceFacts, least: int) -> Reasons:
    if facts.has_fewer_than(least):
        yield _unwise("too_few_to_select", f"{AW} art. 2.99", Certainty.V, least=least, firms=facts.capable_firms)
    elif facts.capable_firms is not None and facts.capable_firms > MANY_FIRMS:
        yield _possible("many_firms_to_select", f"{AW} art. 2.99", Certainty.R, firms=facts.capable_firms)


def _negotiation(facts: ChoiceFacts) -> Reasons:
    if not facts.grounds:
        yield _impossible("no_ground", f"{AW} art. 2.28")
        return
    yield _possible("has_ground", f"{AW} art. 2.28, 2.30", grounds=[ground.value for ground in facts.grounds])
    yield from _selection(facts, LEAST_NEGOTIATED)


def _dialogue(facts: ChoiceFacts) -> Reasons:
    yield from _negotiation(facts)
    if facts.grounds and facts.innovation is Innovation.NONE:
        yield _unwise("dialogue_is_heavy", STUDY)


def _partnership(facts: ChoiceFacts) -> Reasons:
    if facts.innovation is not Innovation.NOT_ON_MARKET:
        yield _impossible("on_the_market", f"{AW} art. 2.31a")
        return
    yield _possible("not_on_the_market", f"{AW} art. 2.31a, 2.126b-d")
    yield from _selection(facts, LEAST_NEGOTIATED)


def _without_notice(facts: ChoiceFacts) -> Reasons:
    if facts.no_notice_ground is None:
        yield _impossible("no_exception", f"{AW} art. 2.32-2.36")
        return
    yield _unwise(
        "strict_exception", f"{AW} art. 2.32-2.36, 4.16-4.17", Certainty.V, ground=facts.no_notice_ground.value
    )


def _contest(facts: ChoiceFacts) -> Reasons:
    if facts.regime is Regime.CONTEST:
        yield _possible("asks_a_design", f"{AW} art. 2.42-2.43")
    else:
        yield _impossible("asks_no_design", f"{AW} art. 2.42")


def _social(facts: ChoiceFacts) -> Reasons:
    if facts.regime is not Regime.SOCIAL or facts.contract_kind is not ContractKind.SERVICES:
        yield _impossible("not_social", f"{AW} art. 2.38; Richtlijn 2014/24/EU bijlage XIV")
    elif facts.is_below:
        yield _impossible("below_social_threshold", f"{AW} art. 2.38-2.39")
    else:
        yield _possible("is_social", f"{AW} art. 2.38-2.39")


def _purchasing_system(facts: ChoiceFacts) -> Reasons:
    if facts.repeats is not True:
        yield _impossible("not_standard", f"{AW} art. 2.48")
        return
    yield _possible("standard_purchases", f"{AW} art. 2.48-2.50")
    if facts.can_be_specified is False:
        yield _unwise("not_specified_for_system", f"{AW} art. 2.48")


def _call_off(facts: ChoiceFacts) -> Reasons:
    if facts.regime is Regime.CALL_OFF:
        yield _possible("within_framework", f"{AW} art. 2.142-2.143")
    else:
        yield _impossible("no_framework", f"{AW} art. 2.140-2.143")


def _concession(facts: ChoiceFacts) -> Reasons:
    if facts.regime is not Regime.CONCESSION:
        yield _impossible("no_concession", f"{AW} deel 2a")
        return
    yield _possible("risk_of_operation", f"{AW} deel 2a")
    if facts.is_below:
        yield _unwise("heavier_than_needed", f"{AW} art. 1.10; {GUIDE}", Certainty.S)


def _research(facts: ChoiceFacts) -> Reasons:
    if facts.regime is not Regime.RESEARCH or facts.contract_kind is not ContractKind.SERVICES:
        yield _impossible("no_research", f"{AW} art. 2.24 onder g")
        return
    yield _possible("research_services", f"{AW} art. 2.24 onder g")
    yield _possible("buying_is_separate", "rvo.nl SBIR", Certainty.S)


def _national_open(facts: ChoiceFacts) -> Reasons:
    yield from _works_regulation(facts, "hoofdstuk 2")
    yield from _announced_below(facts)


def _national_restricted(facts: ChoiceFacts) -> Reasons:
    yield from _works_regulation(facts, "hoofdstuk 3")
    yield from _announced_below(facts)
    if facts.has_fewer_than(LEAST_RESTRICTED):
        yield _unwise("too_few_to_select", GUIDE, Certainty.S, least=LEAST_RESTRICTED, firms=facts.capable_firms)


def _announced_below(facts: ChoiceFacts) -> Reasons:
    if facts.cross_border is True:
        yield _possible("suits_cross_border", f"{AW} art. 1.7b")
    elif _is_at_most(facts.value_eur, facts.single_max_eur):
        yield _unwise("small_for_notice", f"{AW} art. 1.10; {POLICY}", Certainty.S, limit_eur=facts.single_max_eur)


def _quote(facts: ChoiceFacts) -> Reasons:
    yield from _works_regulation(facts, "hoofdstuk 7")
    yield from _invited_below(facts)
    if facts.has_fewer_than(LEAST_QUOTE):
        yield _impossible("too_few_to_invite", f"{AW} art. 1.14-1.16", Certainty.S, firms=facts.capable_firms)
    elif facts.has_fewer_than(USUAL_QUOTE):
        yield _unwise("fewer_than_usual", f"{GUIDE}; {POLICY}", Certainty.S, firms=facts.capable_firms)
    if facts.multiple_max_eur is not None and not _is_at_most(facts.value_eur, facts.multiple_max_eur):
        yield _unwise("above_multiple_max", f"{GUIDE}; {POLICY}", Certainty.S, limit_eur=facts.multiple_max_eur)


def _single_quote(facts: ChoiceFacts) -> Reasons:
    yield from _invited_below(facts)
    if facts.single_max_eur is not None and not _is_at_most(facts.value_eur, facts.single_max_eur):
        yield _unwise("above_single_max", f"{GUIDE}; {POLICY}", Certainty.S, limit_eur=facts.single_max_eur)
    yield _possible("needs_objective_reason", f"{AW} art. 1.4")


def _invited_below(facts: ChoiceFacts) -> Reasons:
    if facts.cross_border is True and facts.exemption is None:
        yield _unwise("cross_border_wants_notice", f"{AW} art. 1.7b", Certainty.V)


def _works_regulation(facts: ChoiceFacts, chapter: str) -> Reasons:
    if facts.contract_kind is ContractKind.WORKS:
        yield _possible("follows_works_regulation", f"{AW} art. 1.22; {WORKS_REGULATION} {chapter}", WORKS_CERTAINTY)


def _is_at_most(value: Decimal | None, limit: Decimal | None) -> bool:
    return value is not None and limit is not None and value <= limit


EUROPEAN = frozenset(procedure for procedure in Procedure if LEVELS[procedure] is LEVELS[P.OPEN])
OWN_REASONS: Mapping[Procedure, Callable[[ChoiceFacts], Reasons]] = MappingProxyType(
    {
        P.OPEN: _open,
        P.RESTRICTED: _restricted,
        P.COMPETITIVE_NEGOTIATION: _negotiation,
        P.COMPETITIVE_DIALOGUE: _dialogue,
        P.INNOVATION_PARTNERSHIP: _partnership,
        P.NEGOTIATED_WITHOUT_NOTICE: _without_notice,
        P.DESIGN_CONTEST: _contest,
        P.SOCIAL_SERVICES: _social,
        P.DYNAMIC_PURCHASING: _purchasing_system,
        P.FRAMEWORK_CALL_OFF: _call_off,
        P.CONCESSION: _concession,
        P.SBIR: _research,
        P.NATIONAL_OPEN: _national_open,
        P.NATIONAL_RESTRICTED: _national_restricted,
        P.QUOTE: _quote,
        P.SINGLE_QUOTE: _single_quote,
    }
)
