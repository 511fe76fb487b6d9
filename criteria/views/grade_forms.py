"""The forms of one assessor: one for each bid on each criterion, with what belongs beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from criteria.domain.committee import reading_order
from criteria.forms.assessment import GradeForm
from criteria.models import Assessment, Bid, BidFile, Criterion, ScaleLevel, Seat
from criteria.services.assessments import Sheet

BIDS_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class GradeBox:
    """One form with its bid, criterion, the documents to read and where it is saved."""

    bid: Bid
    criterion: Criterion
    form: GradeForm
    documents: Sequence[BidFile]
    save_url: str
    is_complete: bool


def reading_list(seat: Seat, sheet: Sheet) -> list[Bid]:
    """Return the bids that take part, in this assessor's own order."""
    return reading_order(sheet.bids, reader=seat.pk, key=[bid.pk for bid in sheet.bids])


def boxes_of_bid(seat: Seat, bid: Bid, criteria: Sequence[Criterion], bound: Mapping[int, GradeForm]) -> list[GradeBox]:
    """Return the boxes of one bid, in the order of the criteria. bound: criterion id -> form that did not pass."""
    given = {row.criterion_id: row for row in Assessment.objects.current().filter(seat=seat, bid=bid)}
    documents = _documents(BidFile.objects.filter(bid=bid))
    levels = _levels(criteria)
    return [_box(seat, bid, one, given.get(one.pk), levels, documents, bound.get(one.pk)) for one in criteria]


def boxes_of_criterion(
    seat: Seat, bids: Sequence[Bid], criterion: Criterion, bound: Mapping[int, GradeForm]
) -> list[GradeBox]:
    """Return the boxes of one criterion, in the order of the bids. bound: bid id -> form that did not pass."""
    rows = Assessment.objects.current().filter(seat=seat, criterion=criterion, bid__in=bids)
    given = {row.bid_id: row for row in rows}
    documents = _documents(BidFile.objects.filter(bid__in=bids))
    levels = _levels([criterion])
    return [_box(seat, bid, criterion, given.get(bid.pk), levels, documents, bound.get(bid.pk)) for bid in bids]


def box_of(seat: Seat, bid: Bid, criterion: Criterion, *, data: Any) -> GradeBox:
    """Return the box of one part with what was sent."""
    row = Assessment.objects.current().filter(seat=seat, bid=bid, criterion=criterion).first()
    form = _form(bid, criterion, row or Assessment(bid=bid, criterion=criterion), _levels([criterion]), data)
    return GradeBox(bid, criterion, form, [], _save_url(bid, criterion), False)


def _box(
    seat: Seat,
    bid: Bid,
    criterion: Criterion,
    row: Assessment | None,
    levels: list[ScaleLevel],
    documents: Mapping[tuple[int, int | None], list[BidFile]],
    bound: GradeForm | None,
) -> GradeBox:
    form = bound or _form(bid, criterion, row or Assessment(), levels, None)
    own = documents.get((bid.pk, criterion.pk), [])
    general = documents.get((bid.pk, None), [])
    whole = row is not None and row.grade is not None and bool(row.motivation.strip())
    return GradeBox(bid, criterion, form, own or general, _save_url(bid, criterion), whole)


def _form(bid: Bid, criterion: Criterion, row: Assessment, levels: list[ScaleLevel], data: Any) -> GradeForm:
    return GradeForm(data, instance=row, levels=levels, prefix=f"g{bid.pk}-{criterion.pk}")


def _levels(criteria: Sequence[Criterion]) -> list[ScaleLevel]:
    if not criteria:
        return []
    return list(ScaleLevel.objects.filter(model_id=criteria[0].model_id).order_by("-grade"))


def _documents(rows: Any) -> dict[tuple[int, int | None], list[BidFile]]:
    found: dict[tuple[int, int | None], list[BidFile]] = {}
    for row in rows.select_related("file"):
        found.setdefault((row.bid_id, row.criterion_id), []).append(row)
    return found


def _save_url(bid: Bid, criterion: Criterion) -> str:
    return reverse("criteria:assess_save", args=[bid.lot.tender_id, bid.pk, criterion.pk])
