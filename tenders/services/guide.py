"""The tender guide (aanbestedingsleidraad): all chapters from one frozen snapshot."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.core.domain.blocks import Block, Document, PageBreak, Paragraph
from procurement.core.domain.canonical import sha256_hex
from procurement.core.extension_points import Report
from procurement.core.models import BackgroundJob
from procurement.core.services.papers import Made, Paper
from procurement.core.templatetags.formats import dutch_date
from tenders.extension_points import SECTIONS
from tenders.labels import CONTRACT_KIND_LABELS, PROCEDURE_LABELS
from tenders.models import Publication, Tender
from tenders.services.publication import Snapshot, snapshot_of

KIND = "tenders.guide"
# Raise it when the same data must give another document.
VERSION = 1
# Sections from this order on are annexes: each begins on a new page.
FIRST_ANNEX = 940


def guide(snapshot: Snapshot, publication: Publication | None = None) -> Document:
    """Return the guide of a snapshot; without a publication it is marked as a draft on every page."""
    part = snapshot["procedure"]
    with override(part["language"]):
        blocks: list[Block] = []
        if publication is None:
            blocks.append(
                Paragraph(
                    _(
                        "CONCEPT. Dit stuk is nog niet gepubliceerd en kan veranderen. "
                        "Er kunnen geen rechten aan worden ontleend."
                    ),
                    tone="strong",
                )
            )
        for section in sorted(SECTIONS.values(), key=lambda section: section.order):
            built = section.build(snapshot)
            blocks += [PageBreak(), *built] if built and section.order >= FIRST_ANNEX else built
        title = part["title"] if publication else _("CONCEPT %(title)s") % {"title": part["title"]}
        return Document(
            title=title,
            subtitle=_("Aanbestedingsleidraad"),
            organisation=part["organisation"]["name"],
            reference=_reference(part, publication),
            language=part["language"],
            facts=_facts(part, snapshot, publication),
            blocks=blocks,
        )


def guide_of(tender: Tender, publication: Publication | None) -> Document:
    """Return the guide of a publication, or of the draft as it stands now."""
    return guide(publication.snapshot if publication else snapshot_of(tender.pk), publication)


def guide_paper(tender: Tender, publication: Publication | None) -> Paper:
    """Return the guide of a publication, or of the draft as it stands now, as it can be asked for."""
    number = publication.number if publication else 0
    title = _("Leidraad, publicatie %(number)s") % {"number": number} if number else _("Leidraad, concept")
    content = publication.sha256 if publication else sha256_hex(snapshot_of(tender.pk))
    fingerprint = sha256_hex({"tender": tender.pk, "content": content, "number": number, "version": VERSION})
    return Paper(KIND, title, fingerprint, {"tender": tender.pk, "number": number})


def build_guide(job: BackgroundJob, report: Report) -> Made:
    """Build the guide that the job asks for."""
    tender = Tender.objects.select_related("organisation").get(pk=job.params["tender"])
    number = job.params["number"]
    publication = Publication.objects.get(tender=tender, number=number) if number else None
    name = slugify(tender.reference) or str(tender.pk)
    ending = f"publicatie-{number}" if number else "concept"
    return Made(
        name=f"leidraad-{name}-{ending}", kind=KIND, target_id=tender.pk, document=guide_of(tender, publication)
    )


def _reference(part: dict[str, Any], publication: Publication | None) -> str:
    if publication is None:
        return _("%(reference)s, concept") % {"reference": part["reference"]}
    return _("%(reference)s, publicatie %(number)s") % {"reference": part["reference"], "number": publication.number}


def _facts(part: dict[str, Any], snapshot: Snapshot, publication: Publication | None) -> list[tuple[str, str]]:
    organisation = part["organisation"]
    procedure, kind = part["procedure"], part["contract_kind"]
    facts = [
        (_("Kenmerk"), part["reference"]),
        (_("Aanbestedende dienst"), organisation["name"]),
        (_("KvK-nummer"), organisation["kvk"]),
        (_("OIN"), organisation["oin"]),
        (_("Procedure"), str(PROCEDURE_LABELS.get(procedure, _("nog te kiezen"))).capitalize()),
        (_("Soort opdracht"), str(CONTRACT_KIND_LABELS[kind]).capitalize()),
        (_("CPV-codes"), part["cpv_codes"]),
        (_("Status"), _("definitief") if publication else _("CONCEPT")),
    ]
    if publication:
        facts += [
            (_("Versie"), _("publicatie %(number)s") % {"number": publication.number}),
            (_("Datum"), dutch_date(publication.published_at)),
            (_("Vingerafdruk (SHA-256)"), _grouped(publication.sha256)),
        ]
    return [(label, text) for label, text in facts if text]


def _grouped(sha256: str) -> str:
    return f"{sha256[:32]}\n{sha256[32:]}"
