"""Stage 3: the lines of the estimate, and taking their outcome over as the estimated value."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.templatetags.formats import euro
from tenders.domain.value_estimate import BY_MONTH, Counted, Estimate, Line, LineKind, Part, estimate
from tenders.labels_value import LINE_KIND_LABELS
from tenders.models import EstimateLine, Tender, ValueEstimate
from tenders.services.drafting import lock_draft, set_fields


class EmptyEstimateError(ValueError):
    """There is nothing to take over: the calculation has no lines, or comes to nothing."""


def estimate_of(rows: Iterable[EstimateLine]) -> Estimate:
    """Return how stored lines count and what they come to."""
    return estimate(_line(row) for row in rows)


def stored_estimate(tender: Tender) -> ValueEstimate:
    """Return what was taken over for the tender; new and empty where nothing was."""
    return ValueEstimate.objects.filter(tender=tender).select_related("taken_by").first() or ValueEstimate(
        tender=tender
    )


@transaction.atomic
def add_line(tender_id: int, *, actor: User, **values: Any) -> EstimateLine:
    """Add a line at the end and return it. values: kind, description, amount_eur, months, part.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    last = tender.estimate_lines.aggregate(last=Max("order"))["last"] or 0
    line = EstimateLine.objects.create(tender=tender, order=last + 1, **_fitting(values))
    audit.record("estimate.line_added", actor=actor, target=tender, line=line.pk, kind=line.kind)
    return line


@transaction.atomic
def change_line(line_id: int, *, actor: User, **values: Any) -> EstimateLine:
    """Store a line and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(EstimateLine.objects.values_list("tender_id", flat=True).get(pk=line_id))
    line = EstimateLine.objects.get(pk=line_id)
    changed = set_fields(line, _fitting({"kind": line.kind} | values))
    if changed:
        line.save(update_fields=[*changed, "updated_at"])
        audit.record("estimate.line_changed", actor=actor, target=tender, line=line.pk, fields=changed)
    return line


@transaction.atomic
def remove_line(line_id: int, *, actor: User) -> None:
    """Remove a line.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    line = EstimateLine.objects.get(pk=line_id)
    tender = lock_draft(line.tender_id)
    line.delete()
    audit.record("estimate.line_removed", actor=actor, target=tender, line=line_id, description=line.description)


@transaction.atomic
def choose_main_part(tender_id: int, *, actor: User, main_part: str) -> ValueEstimate:
    """Store the main object of a mixed contract and return the estimate.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    stored = stored_estimate(tender)
    if set_fields(stored, {"main_part": main_part}):
        stored.save()
        audit.record("estimate.main_part_chosen", actor=actor, target=tender, part=main_part)
    return stored


@transaction.atomic
def take_over(tender_id: int, *, actor: User) -> ValueEstimate:
    """Make the outcome the estimated value of today, keep the calculation with it, and return it.

    An explanation that is empty is filled with the calculation in words, in the language of the documents.

    Raises:
        TenderFrozenError: the text cannot change any more.
        EmptyEstimateError: there is nothing to take over.
    """
    tender = lock_draft(tender_id)
    found = estimate_of(tender.estimate_lines.all())
    if found.total_eur <= 0:
        raise EmptyEstimateError
    stored = stored_estimate(tender)
    stored.total_eur, stored.calculation = found.total_eur, [_plain(row) for row in found.lines]
    stored.taken_by, stored.taken_at = actor, clock.now()
    stored.save()
    tender.estimated_value_eur, tender.value_dated_on = found.total_eur, clock.today()
    tender.value_basis = tender.value_basis.strip() or in_words(found, language=tender.language)
    tender.save(update_fields=["estimated_value_eur", "value_dated_on", "value_basis", "updated_at"])
    audit.record("estimate.taken_over", actor=actor, target=tender, total_eur=str(found.total_eur))
    return stored


def in_words(found: Estimate, *, language: str) -> str:
    """Return the calculation, a line for each amount with its article, and the total."""
    with override(language):
        lines = [_words(row) for row in found.lines]
        return "\n".join([*lines, _("Samen: %(total)s exclusief btw.") % {"total": euro(found.total_eur)}])


def _words(row: Counted) -> str:
    name = row.line.description or str(LINE_KIND_LABELS[row.line.kind])
    if row.line.kind in BY_MONTH:
        text = _("%(name)s: %(months)s maanden van %(amount)s = %(total)s (%(article)s)")
    else:
        text = _("%(name)s: %(total)s (%(article)s)")
    return text % {
        "name": name,
        "months": row.factor,
        "amount": euro(row.line.amount_eur),
        "total": euro(row.total_eur),
        "article": row.article,
    }


def _line(row: EstimateLine) -> Line:
    return Line(LineKind(row.kind), row.amount_eur, row.months, Part(row.part), row.description)


def _fitting(values: dict[str, Any]) -> dict[str, Any]:
    """A number of months means nothing for an amount that is not by month."""
    if values.get("kind") in BY_MONTH:
        return values
    return values | {"months": None}


def _plain(row: Counted) -> dict[str, Any]:
    return {
        "kind": row.line.kind.value,
        "description": row.line.description,
        "amount_eur": str(row.line.amount_eur),
        "months": row.line.months,
        "part": row.line.part.value,
        "factor": row.factor,
        "article": row.article,
        "total_eur": str(row.total_eur),
    }
