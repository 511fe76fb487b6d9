"""A clarification note as a document, from the publication that froze when it was sent."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from procurement.core.domain.blocks import Block, Document, Heading, Paragraph, Table
from procurement.core.domain.canonical import sha256_hex
from procurement.core.extension_points import Report
from procurement.core.models import BackgroundJob
from procurement.core.services.papers import Made, Paper
from procurement.core.templatetags.formats import dutch_date
from tenders.models import ClarificationNote, Publication, Tender
from tenders.services.formal_acts import readable_targets
from tenders.services.notes import publication_of

KIND = "tenders.note"
# Raise it when the same data must give another document.
VERSION = 2


def note_document(publication: Publication, number: int) -> Document:
    """Return clarification note ``number`` as the publication holds it."""
    part = publication.snapshot["procedure"]
    note = next(row for row in publication.snapshot["clarifications"] if row["number"] == number)
    with override(part["language"]):
        return Document(
            title=_("Nota van inlichtingen %(number)s") % {"number": number},
            organisation=part["organisation"]["name"],
            reference=_("%(reference)s, nota %(number)s") % {"reference": part["reference"], "number": number},
            language=part["language"],
            kind="letter",
            facts=[
                (_("Aanbesteding"), part["title"]),
                (_("Kenmerk"), part["reference"]),
                (_("Aanbestedende dienst"), part["organisation"]["name"]),
                (_("Datum"), dutch_date(publication.published_at)),
                (_("Stukken na deze nota"), _("publicatie %(number)s") % {"number": publication.number}),
                (_("Vingerafdruk (SHA-256)"), f"{publication.sha256[:32]}\n{publication.sha256[32:]}"),
            ],
            blocks=[*_introduction(note), *_changes(note), *_questions(note)],
        )


def note_paper(note: ClarificationNote) -> Paper:
    """Return a note that was sent, as it can be asked for."""
    return Paper(
        KIND,
        _("Nota van inlichtingen %(number)s") % {"number": note.number},
        sha256_hex({"note": note.pk, "content": publication_of(note).sha256, "version": VERSION}),
        {"note": note.pk, "tender": note.tender_id},
    )


def readers_of(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose notes this person may read: those that they see, and those they may ask about."""
    asking = Tender.objects.filter(pk__in=tender_ids).asking(user).values_list("pk", flat=True)
    return readable_targets(user, tender_ids) | set(asking)


def build_note(job: BackgroundJob, report: Report) -> Made:
    """Build the note that the job asks for."""
    note = ClarificationNote.objects.select_related("tender").get(pk=job.params["note"])
    name = slugify(note.tender.reference) or str(note.tender_id)
    return Made(
        name=f"nota-van-inlichtingen-{note.number}-{name}",
        kind=KIND,
        target_id=note.tender_id,
        document=note_document(publication_of(note), note.number),
    )


def _introduction(note: dict[str, Any]) -> list[Block]:
    count = len(note["questions"])
    asked = ngettext("Deze nota beantwoordt één vraag.", "Deze nota beantwoordt %(count)s vragen.", count or 2) % {
        "count": count
    }
    return [
        Heading(_("Inleiding"), number="1"),
        Paragraph(
            _(
                "Deze nota hoort bij de aanbestedingsstukken en gaat vóór eerdere teksten en eerdere nota's. Alle "
                "ondernemingen krijgen haar tegelijk. Vragen zijn zonder naam opgenomen."
            )
        ),
        Paragraph(asked),
    ]


def _changes(note: dict[str, Any]) -> list[Block]:
    heading = Heading(_("Wijzigingen van de stukken"), number="2")
    if not note["amendments"]:
        return [heading, Paragraph(_("Deze nota wijzigt niets aan de stukken."))]
    rows = [[row["place"], row["old_text"], row["new_text"], _why(row)] for row in note["amendments"]]
    table = Table(
        caption=_("Wijzigingen"),
        header=[_("Onderdeel"), _("Was"), _("Is nu"), _("Reden")],
        rows=rows,
        widths=[18, 30, 30, 22],
    )
    return [heading, table]


def _questions(note: dict[str, Any]) -> list[Block]:
    heading = Heading(_("Vragen en antwoorden"), number="3")
    if not note["questions"]:
        return [heading, Paragraph(_("Bij deze nota horen geen vragen."))]
    changed = {row["question"] for row in note["amendments"]}
    rows = [
        [
            str(row["number"]),
            row["document_part"],
            row["text"],
            row["answer"],
            _("ja") if row["number"] in changed else _("nee"),
        ]
        for row in note["questions"]
    ]
    table = Table(
        caption=_("Vragen en antwoorden"),
        header=[_("Nr."), _("Document"), _("Vraag"), _("Antwoord"), _("Wijziging")],
        rows=rows,
        widths=[6, 16, 31, 36, 11],
    )
    return [heading, table]


def _why(row: dict[str, Any]) -> str:
    if row["question"] is None:
        return str(row["reason"])
    return _("%(reason)s (vraag %(number)s)") % {"reason": row["reason"], "number": row["question"]}
