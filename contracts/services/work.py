"""What waits for the parties of a contract, for "Mijn werk"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.domain.periods import Quarter, between, parse
from contracts.domain.vocabulary import ContractState, IncentiveState, ReviewState
from contracts.models import Contract, Incentive, Recalibration, Review, ReviewAction
from contracts.services import recalibration
from contracts.services import reviews as review_service
from contracts.services.deadlines import measure_by, newest_ended_quarter, review_by
from contracts.services.parties import Party, party_of
from contracts.services.scorecard import first_quarter, open_quarters
from procurement.accounts.domain.roles import Role
from procurement.core import clock
from procurement.core.extension_points import Text, WorkItem
from procurement.core.models import ActState, Signature

SHOW_ACTIONS_DAYS = 14
"""An agreed action is work from two weeks before it is due (house rule)."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked once for all contracts of a person. signed: (kind, target) -> parties that signed already."""

    unmeasured: dict[int, Quarter]
    reviews: dict[int, list[Review]]
    recalibrations: dict[int, list[Recalibration]]
    incentives: dict[int, list[Incentive]]
    actions: dict[int, list[ReviewAction]]
    signed: dict[tuple[str, str], set[str]]


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person in the running contracts that they manage or carry out; a few queries."""
    contracts = _contracts_of(user)
    if not contracts:
        return []
    facts = _facts(contracts)
    return [item for contract in contracts for item in _of(user, contract, facts)]


def _contracts_of(user: Any) -> list[Contract]:
    """Those of the companies they speak for; those they manage; and those without a manager of their authority."""
    authorities = [pk for pk, roles in user.roles.items() if Role.CONTRACT_MANAGER in roles]
    mine = Q(company__in=user.company_ids) | Q(manager=user)
    mine |= Q(organisation__in=authorities, manager__isnull=True)
    rows = Contract.objects.visible_to(user).filter(mine, state=ContractState.RUNNING)
    return list(rows.select_related("organisation", "company", "lot__tender").order_by("pk"))


def _facts(contracts: Sequence[Contract]) -> _Facts:
    ids = [row.pk for row in contracts]
    soon = clock.today() + timedelta(days=SHOW_ACTIONS_DAYS)
    decisions = Recalibration.objects.filter(contract__in=ids).exclude(act__state=ActState.COMPLETE)
    open_incentives = Incentive.objects.filter(
        contract__in=ids, state__in=(IncentiveState.PROPOSED, IncentiveState.HEARD)
    )
    actions = ReviewAction.objects.filter(review__contract__in=ids, done_on__isnull=True, due__lte=soon)
    reviews = list(Review.objects.filter(contract__in=ids).order_by("period"))
    recalibrations = list(decisions.select_related("kpi").order_by("pk"))
    return _Facts(
        unmeasured=open_quarters(contracts),
        reviews=_by_contract(reviews, ids),
        recalibrations=_by_contract(recalibrations, ids),
        incentives=_by_contract(open_incentives.select_related("kpi").order_by("pk"), ids),
        actions=_by_contract(actions.select_related("review").order_by("due", "pk"), ids),
        signed=_signed([row.pk for row in reviews], [row.pk for row in recalibrations]),
    )


def _by_contract(rows: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {pk: [] for pk in ids}
    for row in rows:
        found[row.review.contract_id if isinstance(row, ReviewAction) else row.contract_id].append(row)
    return found


def _signed(reviews: Sequence[int], decisions: Sequence[int]) -> dict[tuple[str, str], set[str]]:
    mine = Q(act__kind=review_service.KIND, act__target_id__in=[str(pk) for pk in reviews])
    mine |= Q(act__kind=recalibration.KIND, act__target_id__in=[str(pk) for pk in decisions])
    rows = Signature.objects.filter(mine, act__state=ActState.PENDING)
    found: dict[tuple[str, str], set[str]] = {}
    for kind, target, capacity in rows.values_list("act__kind", "act__target_id", "capacity"):
        found.setdefault((kind, target), set()).add(capacity.partition(":")[0])
    return found


def _of(user: Any, contract: Contract, facts: _Facts) -> Iterator[WorkItem]:
    party = party_of(user, contract)
    is_manager = bool(user.has_perm("contracts.change_contract", contract))
    unmeasured = facts.unmeasured.get(contract.pk)
    if unmeasured and user.has_perm("contracts.record_measurement", contract):
        title = _("Meet de KPI's van %(quarter)s") % {"quarter": unmeasured}
        yield _item(contract, title, "measure", [str(unmeasured)], due=measure_by(unmeasured), group=_("Meten"))
    if is_manager:
        yield from _to_write(contract, facts)
    if party:
        yield from _to_sign(contract, party, facts)
    yield from _penalties(contract, party, facts, is_manager=is_manager)
    yield from _actions(contract, facts)


def _to_write(contract: Contract, facts: _Facts) -> Iterator[WorkItem]:
    """The oldest quarter that is measured whole and not offered yet."""
    last, unmeasured = newest_ended_quarter(contract), facts.unmeasured.get(contract.pk)
    if last is None:
        return
    if unmeasured:
        last = min(last, unmeasured.previous())
    states = {parse(row.period): row.state for row in facts.reviews[contract.pk]}
    for quarter in between(first_quarter(contract), last):
        if states.get(quarter, ReviewState.DRAFT) == ReviewState.DRAFT:
            title = _("Leg het kwartaalgesprek van %(quarter)s vast en bied het aan") % {"quarter": quarter}
            yield _item(contract, title, "review", [str(quarter)], due=review_by(quarter), group=_("Bespreken"))
            return


def _to_sign(contract: Contract, party: Party, facts: _Facts) -> Iterator[WorkItem]:
    for review in facts.reviews[contract.pk]:
        signed = facts.signed.get((review_service.KIND, str(review.pk)), set())
        if review.state == ReviewState.SIGNING and str(party) not in signed:
            title = _("Teken het kwartaalgesprek van %(quarter)s") % {"quarter": review.period}
            due = review_by(parse(review.period))
            yield _item(contract, title, "review", [review.period], due=due, group=_("Tekenen"))
    for decision in facts.recalibrations[contract.pk]:
        if str(party) not in facts.signed.get((recalibration.KIND, str(decision.pk)), set()):
            title = _("Teken de herijking van %(kpi)s") % {"kpi": _subject(decision)}
            due = parse(decision.period).first_day
            yield _item(contract, title, "recalibrations", [], due=due, group=_("Tekenen"))


def _penalties(contract: Contract, party: Party | None, facts: _Facts, *, is_manager: bool) -> Iterator[WorkItem]:
    for row in facts.incentives[contract.pk]:
        params = {"kpi": row.kpi.code, "quarter": row.period}
        title: Text = ""
        if row.state == IncentiveState.PROPOSED and party is Party.CONTRACTOR:
            title = _("Geef uw reactie op de voorgestelde boete voor %(kpi)s in %(quarter)s") % params
        elif row.state == IncentiveState.PROPOSED and is_manager:
            title = _("Hoor de opdrachtnemer over de boete voor %(kpi)s in %(quarter)s") % params
        elif is_manager:
            title = _("Besluit over de boete voor %(kpi)s in %(quarter)s") % params
        if title:
            yield _item(contract, title, "incentives", [], group=_("Boetes"))


def _actions(contract: Contract, facts: _Facts) -> Iterator[WorkItem]:
    for action in facts.actions[contract.pk]:
        title = _("Afspraak voor %(owner)s: %(text)s") % {"owner": action.owner, "text": action.text}
        yield _item(contract, title, "reviews", [], due=action.due, group=_("Afspraken"))


def _subject(decision: Recalibration) -> str:
    return decision.kpi.code if decision.kpi else str(decision.proposal.get("code", ""))


def _item(
    contract: Contract, title: Text, url_name: str, args: list[str], *, group: Text, due: date | None = None
) -> WorkItem:
    url = reverse(f"contracts:{url_name}", args=[contract.pk, *args])
    return WorkItem(title=title, url=url, group=group, subject=contract.title, due=due)
