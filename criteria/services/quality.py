"""The quality part of the award: as the award case has it, as it is locked, and whom it knocks out."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from criteria.domain.award import CaseRefused
from criteria.domain.knock_out import knocked_out
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Aggregate, CriterionKind
from criteria.models import Bid, Consensus, Criterion, Evaluation
from criteria.services import assessments
from criteria.services.case import model_case
from criteria.services.promises import promises_of
from procurement.core.domain.canonical import decimal_text, sha256_hex


def bid_parts(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return what every bid that takes part brings to quality, as the award case writes it: no price, no costs.

    Grades stand under B1, B2 … in the order of the seats.
    """
    bids = list(taking_part(evaluation))
    grades = assessments.current_marks(evaluation)
    names = {seat.pk: f"B{place}" for place, seat in enumerate(assessments.assessors_of(evaluation), start=1)}
    promised = promises_of(bids)
    model = evaluation.lot.award_model
    by_consensus = model.aggregate == Aggregate.CONSENSUS
    rows = Consensus.objects.filter(evaluation=evaluation) if by_consensus else []
    agreed = {(row.bid_id, row.criterion_id): row for row in rows}
    criteria = sorted(model.criteria.all(), key=lambda one: (one.order, one.pk))
    parts = []
    for bid in bids:
        part: dict[str, Any] = {"bidder": bid.code, "grades": {}, "consensus": {}, "values": {}}
        for one in criteria:
            key = (bid.pk, one.pk)
            if one.kind == CriterionKind.MEASURED and key in promised and promised[key].value is not None:
                part["values"][one.code] = _plain(promised[key].value)
            elif one.kind == CriterionKind.GRADED and by_consensus and key in agreed and agreed[key].grade is not None:
                part["consensus"][one.code] = _plain(agreed[key].grade)
            elif one.kind == CriterionKind.GRADED and not by_consensus and key in grades:
                part["grades"][one.code] = {names[row.seat_id]: _plain(row.grade) for row in grades[key]}
        parts.append({name: value for name, value in part.items() if value})
    return parts


def knocked_out_codes(evaluation: Evaluation) -> dict[str, str]:
    """Return code of the bid -> code of the criterion that knocks it out, from what is in the database now.

    Raises:
        EvaluationError: "incomplete_quality": a bid lacks a grade or value.
    """
    model = evaluation.lot.award_model
    prefetch_related_objects([model], "scale", "criteria__ambition")
    try:
        return knocked_out(model_case(model)["criteria"], bid_parts(evaluation))
    except CaseRefused as refused:
        raise EvaluationError("incomplete_quality") from refused


def taking_part(evaluation: Evaluation) -> QuerySet[Bid]:
    """Return the bids that are graded and compared, in order of receipt."""
    return Bid.objects.filter(lot_id=evaluation.lot_id).taking_part()


def covered(evaluation: Evaluation) -> dict[str, list[int]]:
    """Return the ids of the bids and the grading seats that the lock takes in, for ``Evaluation.lock_covers``."""
    return {
        "bids": list(under_lock(evaluation).values_list("pk", flat=True)),
        "seats": list(assessments.grading_seats(evaluation).values_list("pk", flat=True)),
    }


def under_lock(evaluation: Evaluation) -> QuerySet[Bid]:
    """Return the bids that the lock covers, also those set aside since; before the lock those that take part."""
    ids = evaluation.locked_ids("bids")
    return taking_part(evaluation) if ids is None else Bid.objects.filter(lot_id=evaluation.lot_id, pk__in=ids)


def locked_content(evaluation: Evaluation) -> dict[str, Any]:
    """Return all that the lock fixes: grades that count, conclusions with their texts, values, and who graded."""
    bids = list(under_lock(evaluation))
    grades = assessments.current_marks(evaluation, bids=bids)
    agreed = Consensus.objects.filter(evaluation=evaluation, bid__in=bids).select_related("bid", "criterion")
    promised = promises_of(bids)
    codes = {bid.pk: bid.code for bid in bids}
    criteria = dict(Criterion.objects.filter(model__lot_id=evaluation.lot_id).values_list("pk", "code"))
    return {
        "evaluation": evaluation.pk,
        "assessors": sorted(assessments.grading_seats(evaluation).order_by().values_list("member__user_id", flat=True)),
        "grades": {
            f"{codes[bid]}/{criteria[criterion]}": [
                {"seat": row.seat_id, "version": row.version, "grade": row.grade, "motivation": row.motivation}
                for row in rows
            ]
            for (bid, criterion), rows in grades.items()
        },
        "conclusions": {
            f"{row.bid.code}/{row.criterion.code}": _texts(row)
            for row in sorted(agreed, key=lambda row: (row.bid.code, row.criterion.code))
        },
        "values": {
            f"{codes[bid]}/{criteria[criterion]}": {"value": row.value, "text": row.text, "source": row.source}
            for (bid, criterion), row in promised.items()
        },
    }


def locked_sha256(evaluation: Evaluation) -> str:
    """Return the SHA-256 of what the lock fixes; the same after the lock as long as nothing was changed."""
    return sha256_hex(locked_content(evaluation))


def _texts(row: Consensus) -> dict[str, Any]:
    return {"grade": row.grade, "motivation": row.motivation, "strengths": row.strengths, "missing": row.missing}


def _plain(value: Decimal | None) -> str:
    return decimal_text(value if value is not None else Decimal(0))
