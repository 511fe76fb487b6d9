"""What the pages of the consensus meeting show: grades side by side, their spread, what was concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria.domain.committee import mean_of, must_be_discussed, spread_of
from criteria.models import Assessment, Bid, BidFile, Consensus, Criterion, Evaluation, ScaleLevel
from criteria.services.assessments import assessors_of, current_grades
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.spread import SpreadData, SpreadRow, spread_chart
from procurement.core.templatetags.formats import number


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One bid on the agenda."""

    bid: Bid
    url: str
    grades: Sequence[Decimal]
    mean: Decimal | None
    spread: Decimal
    must_discuss: bool
    conclusion: Consensus | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """One criterion: its rows, the picture, and how many bids must be talked about."""

    rows: Sequence[AgendaRow]
    chart: Any
    table: dict[str, Any]
    note: str


def agenda_of(evaluation: Evaluation, bids: Sequence[Bid], criterion: Criterion) -> Agenda:
    """Return the agenda of one criterion for these bids; the number of queries does not grow with them."""
    grades = current_grades(evaluation, bids=bids)
    agreed = {
        row.bid_id: row for row in Consensus.objects.filter(evaluation=evaluation, criterion=criterion, bid__in=bids)
    }
    rows = [
        _row(evaluation, bid, criterion, grades.get((bid.pk, criterion.pk), []), agreed.get(bid.pk)) for bid in bids
    ]
    return Agenda(
        rows=rows,
        chart=_chart(criterion, [(str(row.bid), row) for row in rows]),
        table=_table(rows),
        note=_note(sum(row.must_discuss for row in rows), evaluation.lot.award_model.spread_tolerance),
    )


def _note(count: int, tolerance: Decimal | None) -> str:
    """How much there is to talk about, by the tolerance that was set before the opening."""
    if count:
        return ngettext(
            "%(count)s inschrijving om te bespreken op deze pagina",
            "%(count)s inschrijvingen om te bespreken op deze pagina",
            count,
        ) % {"count": count}
    if tolerance is None:
        return _("iedereen gaf hetzelfde cijfer")
    return _("nergens liggen cijfers %(points)s punten of meer uit elkaar") % {"points": number(tolerance)}


def item_of(evaluation: Evaluation, bid: Bid, criterion: Criterion) -> dict[str, Any]:
    """Return one bid on one criterion: who gave what and why, with earlier versions, and what lies beside it."""
    current = current_grades(evaluation, bids=[bid]).get((bid.pk, criterion.pk), [])
    row = _row(evaluation, bid, criterion, current, None)
    versions = Assessment.objects.filter(bid=bid, criterion=criterion, is_current=False).order_by("-version")
    earlier: dict[int, list[Assessment]] = {}
    for old in versions:
        earlier.setdefault(old.seat_id, []).append(old)
    by_seat = {one.seat_id: one for one in current}
    bids = list(Bid.objects.filter(lot_id=evaluation.lot_id).taking_part())
    place = next((index for index, one in enumerate(bids) if one.pk == bid.pk), 0)
    return {
        "row": row,
        "grades": [
            {
                "name": seat.member.user.get_full_name(),
                "expertise": seat.member.expertise,
                "now": by_seat.get(seat.pk),
                "earlier": earlier.get(seat.pk, []),
            }
            for seat in assessors_of(evaluation)
        ],
        "chart": _chart(criterion, [(_("Cijfers"), row)]),
        "table": _table([row]),
        "documents": list(BidFile.objects.filter(bid=bid, criterion=criterion).select_related("file")),
        "previous": _link(bids[place - 1], criterion, evaluation) if place else None,
        "next": _link(bids[place + 1], criterion, evaluation) if place + 1 < len(bids) else None,
        "conclusion": Consensus.objects.filter(bid=bid, criterion=criterion).select_related("confirmed_by").first(),
    }


def _link(bid: Bid, criterion: Criterion, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "label": str(bid),
        "url": reverse("criteria:consensus_item", args=[evaluation.lot.tender_id, bid.pk, criterion.pk]),
    }


def _row(
    evaluation: Evaluation,
    bid: Bid,
    criterion: Criterion,
    given: Sequence[Assessment],
    conclusion: Consensus | None,
) -> AgendaRow:
    grades = [one.grade for one in given if one.grade is not None]
    return AgendaRow(
        bid=bid,
        url=reverse("criteria:consensus_item", args=[evaluation.lot.tender_id, bid.pk, criterion.pk]),
        grades=grades,
        mean=mean_of(grades) if grades else None,
        spread=spread_of(grades),
        must_discuss=must_be_discussed(grades, evaluation.lot.award_model.spread_tolerance),
        conclusion=conclusion,
    )


def _chart(criterion: Criterion, rows: Sequence[tuple[str, AgendaRow]]) -> Any:
    steps = sorted(ScaleLevel.objects.filter(model_id=criterion.model_id).values_list("grade", flat=True))
    lanes = [SpreadRow(label, row.grades, row.mean, row.must_discuss) for label, row in rows if row.grades]
    if not lanes or len(steps) < 2:
        return None
    title = _("Spreiding van de cijfers op %(criterion)s") % {"criterion": criterion.name}
    return both(spread_chart, SpreadData(title, steps, lanes, _("gemiddelde"), criterion.minimum))


def _table(rows: Sequence[AgendaRow]) -> dict[str, Any]:
    return {
        "columns": [
            {"label": _("Inschrijving")},
            {"label": _("Cijfers")},
            {"label": _("Gemiddelde"), "num": True},
            {"label": _("Verschil"), "num": True},
        ],
        "rows": [
            {
                "cells": [
                    {"text": row.bid.code},
                    {"text": ", ".join(number(grade) for grade in row.grades)},
                    {"text": number(row.mean, 1) if row.mean is not None else "–", "num": True},
                    {"text": number(row.spread), "num": True},
                ]
            }
            for row in rows
        ],
        "foot": None,
    }
