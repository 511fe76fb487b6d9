"""What the contract hangs on the thread of an ambition: promise, KPI, measurement, and the lesson that lacks."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.domain.vocabulary import ContractState
from contracts.labels import RESULT_WORDS
from contracts.models import Contract, Kpi
from contracts.services.deadlines import newest_due_quarter
from contracts.services.promises import lost_promises
from contracts.services.scorecard import points_by_kpi
from criteria.domain.lifecycle import EvaluationState
from criteria.models import Promise
from procurement.core.domain.decimals import format_unit
from tenders.extension_points import ThreadNode
from tenders.models import Lesson

Nodes = dict[int, list[ThreadNode]]


def contract_nodes(ambition_ids: Sequence[int]) -> Nodes:
    """Return ambition id -> promises of the winner, KPIs, newest measurements and what lacks; a few queries."""
    found: Nodes = {pk: [] for pk in ambition_ids}
    contracts = {
        row.pk: row
        for row in Contract.objects.filter(lot__tender__ambitions__in=ambition_ids).distinct().order_by("pk")
    }
    _add_promises(found, list(contracts.values()))
    _add_kpis(found, contracts)
    _add_lessons(found, contracts)
    return found


def _add_promises(found: Nodes, contracts: Sequence[Contract]) -> None:
    contract_of_bid = {row.bid_id: row for row in contracts}
    lost = {promise.pk for promises in lost_promises(contracts).values() for promise in promises}
    rows = Promise.objects.filter(
        criterion__ambition__in=found,
        bid__won_decisions__isnull=False,
        bid__lot__evaluation__state=EvaluationState.FINAL,
    )
    for promise in rows.select_related("criterion").distinct().order_by("criterion__order", "pk"):
        ambition_id = promise.criterion.ambition_id
        if ambition_id is None:
            continue
        contract = contract_of_bid.get(promise.bid_id)
        url = contract.get_absolute_url() if contract else ""
        found[ambition_id].append(ThreadNode("promise", promise_title(promise), url))
        if promise.pk in lost:
            title = _("Belofte %(code)s heeft geen KPI") % {"code": promise.criterion.code}
            found[ambition_id].append(ThreadNode("kpi", title, url, is_missing=True))


def promise_title(promise: Promise) -> str:
    """Return a promise in words: "K5: 72% massa", or the text of a promise without a value."""
    criterion = promise.criterion
    if promise.value is None:
        words = promise.text or criterion.name
    elif criterion.is_growth:
        words = _("%(name)s: jaar %(year)s") % {"name": criterion.name, "year": int(promise.value)}
    else:
        words = format_unit(promise.value, criterion.unit)
    return f"{criterion.code}: {words}"


def _add_kpis(found: Nodes, contracts: dict[int, Contract]) -> None:
    kpis = list(Kpi.objects.filter(ambition__in=found).order_by("contract", "order", "code"))
    points = points_by_kpi(kpis)
    due = {pk: newest_due_quarter(contract) for pk, contract in contracts.items()}
    for kpi in kpis:
        if kpi.ambition_id is None:
            continue
        nodes = found[kpi.ambition_id]
        nodes.append(ThreadNode("kpi", f"{kpi}", kpi.get_absolute_url()))
        measured = [point for point in points[kpi.pk].values() if point.value is not None]
        if measured:
            point = max(measured, key=lambda one: one.quarter)
            title = _("%(kpi)s: %(value)s in %(quarter)s, %(status)s") % {
                "kpi": kpi.code,
                "value": format_unit(point.value or 0, kpi.unit, places=kpi.decimals),
                "quarter": point.quarter,
                "status": RESULT_WORDS[point.status],
            }
            nodes.append(ThreadNode("measurement", title, kpi.get_absolute_url()))
        elif due.get(kpi.contract_id):
            title = _("%(kpi)s is nog niet gemeten") % {"kpi": kpi.code}
            nodes.append(ThreadNode("measurement", title, kpi.get_absolute_url(), is_missing=True))


def _add_lessons(found: Nodes, contracts: dict[int, Contract]) -> None:
    """A contract that ended without a lesson about an ambition leaves its thread open."""
    ended = [row.pk for row in contracts.values() if row.state == ContractState.ENDED]
    if not ended:
        return
    learned = set(Lesson.objects.filter(ambition__in=found).values_list("ambition_id", flat=True))
    rows = Kpi.objects.filter(contract__in=ended, ambition__in=found).values_list("ambition_id", "contract_id")
    for ambition_id, contract_id in sorted(set(rows)):
        if ambition_id not in learned and ambition_id is not None:
            url = reverse("contracts:lessons", args=[contract_id])
            found[ambition_id].append(ThreadNode("lesson", _("Nog geen les vastgelegd"), url, is_missing=True))
