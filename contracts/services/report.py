"""The quarterly report as a file: made from what was signed, or as a draft from how things stand now."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts.domain.vocabulary import ReviewState
from contracts.models import Contract, Review
from contracts.services import report_blocks, reviews
from contracts.services.report_texts import long_quarter, plain_day, shown_snapshot
from procurement.core.domain.blocks import Document
from procurement.core.extension_points import Report
from procurement.core.models import BackgroundJob
from procurement.core.services.papers import Made, Paper, fingerprint_of
from procurement.core.templatetags.formats import dutch_datetime

__all__ = [
    "DRAFT_FILE_KIND",
    "FILE_KIND",
    "JOB_KIND",
    "build_report",
    "build_report_file",
    "readable_drafts",
    "readable_reports",
    "report_paper",
    "shown_snapshot",
]

JOB_KIND = "contracts.review_report"
FILE_KIND = "contracts.report"
# A draft is the paper of the authority: its file stays with who writes it, also after the review is offered.
DRAFT_FILE_KIND = "contracts.draft_report"


def report_paper(review: Review) -> Paper:
    """Return the report as it stands, as it can be asked for."""
    return Paper(
        JOB_KIND,
        _("Kwartaalrapportage %(period)s") % {"period": review.period},
        fingerprint_of(build_report(review)),
        {"review": review.pk},
    )


def build_report_file(job: BackgroundJob, report: Report) -> Made:
    """Build the report that the job asks for."""
    review = Review.objects.select_related("contract__organisation", "contract__company", "act").get(
        pk=job.params["review"]
    )
    kind = DRAFT_FILE_KIND if review.state == ReviewState.DRAFT else FILE_KIND
    name = f"kwartaalrapportage-{slugify(review.contract.reference)}-{review.period.lower()}"
    return Made(name=name, kind=kind, target_id=review.pk, document=build_report(review))


def readable_reports(user: Any, review_ids: Sequence[int]) -> set[int]:
    """Return the reviews whose report this person may read: those of contracts that they see."""
    visible = Contract.objects.visible_to(user)
    return set(Review.objects.filter(pk__in=review_ids, contract__in=visible).values_list("pk", flat=True))


def readable_drafts(user: Any, review_ids: Sequence[int]) -> set[int]:
    """Return the reviews whose draft report this person may read: those of contracts that they manage."""
    managed = Contract.objects.managed_by(user)
    return set(Review.objects.filter(pk__in=review_ids, contract__in=managed).values_list("pk", flat=True))


def readable_evidence(user: Any, contract_ids: Sequence[int]) -> set[int]:
    """Return the contracts whose evidence this person may read: those that they see."""
    return set(Contract.objects.visible_to(user).filter(pk__in=contract_ids).values_list("pk", flat=True))


def build_report(review: Review) -> Document:
    """Return the report as a tree of blocks, in Dutch; the frozen content when it was offered for signature."""
    with override("nl"):
        content = review.snapshot or reviews.snapshot_of(review)
        contract = content["contract"]
        return Document(
            title=_("Kwartaalrapportage %(quarter)s") % {"quarter": long_quarter(content["period"])},
            subtitle=contract["title"],
            blocks=[
                *report_blocks.summary(content, is_draft=review.state == ReviewState.DRAFT),
                *report_blocks.overview(content),
                *report_blocks.deviations(content),
                *report_blocks.growth(content),
                *report_blocks.actions(content),
                *report_blocks.penalties(content),
                *report_blocks.corrections(content),
                *report_blocks.agreement(content, _signatures(review, contract), review.sha256),
            ],
            organisation=contract["organisation"],
            reference=f"{contract['reference']} {content['period']}",
            facts=[
                (_("Contract"), f"{contract['title']}\n{contract['reference']}"),
                (_("Opdrachtgever"), contract["organisation"]),
                (_("Opdrachtnemer"), contract["contractor"]),
                (_("Periode"), long_quarter(content["period"])),
                (_("Gesprek op"), plain_day(review.held_on)),
                (_("Versie"), _version(review)),
            ],
        )


def _version(review: Review) -> str:
    if review.state == ReviewState.SIGNED and review.signed_at:
        return _("Ondertekend op %(day)s") % {"day": plain_day(review.signed_at)}
    if review.state == ReviewState.SIGNING:
        return _("Aangeboden voor ondertekening, nog niet door beide partijen getekend")
    return _("Concept")


def _signatures(review: Review, contract: dict[str, str]) -> list[tuple[str, str, str]]:
    """Who signed for which party, and which party still has to."""
    signed = list(review.act.signatures.order_by("pk")) if review.act else []
    rows = [(row.person_name, row.capacity.partition(": ")[2], dutch_datetime(row.shown_at)) for row in signed]
    done = {row.capacity.partition(":")[0] for row in signed}
    waiting = (("authority", contract["organisation"]), ("contractor", contract["contractor"]))
    return rows + [(name, "", "") for party, name in waiting if party not in done]
