"""Chapters of the tender guide that stages 3 and 4 write, from the frozen snapshot alone."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procurement.core.domain.blocks import Block, Facts, Heading, Paragraph, Table
from procurement.core.templatetags.formats import euro
from tenders.domain.vocabulary import ContractKind, Formulation, Procedure, ProofMoment, RequirementKind, StepKind
from tenders.labels import (
    CONTRACT_KIND_LABELS,
    FORMULATION_LABELS,
    PROCEDURE_LABELS,
    PROOF_MOMENT_LABELS,
    STEP_KIND_LABELS,
)

Snapshot = dict[str, Any]


def contract_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 1: the authority and the contract."""
    part = snapshot["procedure"]
    organisation = part["organisation"]
    blocks: list[Block] = [
        Heading(_("Aanbestedende dienst en opdracht"), number="1"),
        Heading(_("Aanbestedende dienst en contact"), level=2, number="1.1"),
        Facts(
            [
                (_("Naam"), organisation["name"]),
                (_("Adres"), organisation["address"]),
                (_("KvK-nummer"), organisation["kvk"]),
                (_("Contact"), _("Alleen via de berichtenmodule van het aanbestedingsplatform.")),
            ]
        ),
        Heading(_("Aanleiding en doel"), level=2, number="1.2"),
        Paragraph(part["occasion"]),
        Heading(_("Omschrijving en omvang"), level=2, number="1.3"),
        Paragraph(part["description"]),
        Facts(_scope_facts(part)),
        Heading(_("Looptijd en opties"), level=2, number="1.4"),
        Paragraph(_duration(part)),
    ]
    if part["duration_motivation"]:
        blocks.append(Paragraph(part["duration_motivation"]))
    blocks += [
        Heading(_("Samenvoegen en percelen"), level=2, number="1.5"),
        Paragraph("\n\n".join(t for t in (part["clustering_motivation"], part["no_lots_motivation"]) if t)),
        Heading(_("Varianten"), level=2, number="1.6"),
        Paragraph(
            _("Varianten zijn toegestaan.") if part["variants_allowed"] else _("Varianten zijn niet toegestaan.")
        ),
    ]
    return blocks


def procedure_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 2: procedure, planning, questions and tender fee."""
    part = snapshot["procedure"]
    fee = part["tender_fee_eur"]
    fee_text = (
        _("Een geldige inschrijving die niet wint krijgt een vergoeding van %(amount)s exclusief btw.")
        % {"amount": euro(Decimal(fee))}
        if fee
        else _("Er is geen tenderkostenvergoeding.")
    )
    return [
        Heading(_("Procedure en planning"), number="2"),
        Heading(_("Procedure en motivering"), level=2, number="2.1"),
        Paragraph(
            _("Dit is een aanbesteding volgens de procedure: %(procedure)s.")
            % {"procedure": PROCEDURE_LABELS[Procedure(part["procedure"])] if part["procedure"] else _("nog te kiezen")}
        ),
        Paragraph(part["procedure_motivation"]),
        Heading(_("Planning"), level=2, number="2.2"),
        _planning_table(snapshot["planning"]),
        Paragraph(
            _("Alle tijden zijn Nederlandse tijd. Een wijziging van de planning staat in een nota van inlichtingen."),
            tone="note",
        ),
        Heading(_("Vragen en nota van inlichtingen"), level=2, number="2.3"),
        Paragraph(
            _(
                "Vragen stelt u via het aanbestedingsplatform, tot het moment in de planning. Wij beantwoorden alle "
                "vragen geanonimiseerd en tegelijk voor iedereen. De nota van inlichtingen hoort bij de stukken en "
                "gaat vóór eerdere teksten. Zou bekendmaking van uw vraag uw belang schaden, meld dat dan bij de vraag."
            )
        ),
        Heading(_("Tenderkostenvergoeding"), level=2, number="2.4"),
        Paragraph(fee_text),
        Paragraph(part["tender_fee_motivation"]),
    ]


def exclusion_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 3: exclusion grounds."""
    rows = _of_kind(snapshot, RequirementKind.EXCLUSION)
    return [
        Heading(_("Uitsluitingsgronden"), number="3"),
        Paragraph(
            _(
                "U verklaart in het Uniform Europees Aanbestedingsdocument dat deze gronden niet op u van toepassing "
                "zijn. Is dat anders, dan kunt u laten zien welke maatregelen u hebt genomen (art. 2.87a). Bewijs "
                "vragen wij alleen van de beoogde winnaar."
            )
        ),
        Table(
            caption=_("Uitsluitingsgronden van deze aanbesteding"),
            header=[_("Nr."), _("Grond"), _("Artikel"), _("Waarom hier")],
            rows=[[r["code"], r["text"], r["article"], r["purpose"] or _("verplicht")] for r in rows],
            widths=[8, 42, 22, 28],
        ),
        Paragraph(
            _(
                "Daarnaast gunnen wij niet aan een partij die valt onder artikel 5 duodecies van Verordening (EU) "
                "833/2014 (sancties tegen Rusland). U ondertekent daarvoor een verklaring."
            )
        ),
    ]


def suitability_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 4: suitability requirements, or the statement that there are none."""
    rows = _of_kind(snapshot, RequirementKind.SUITABILITY)
    blocks: list[Block] = [Heading(_("Geschiktheidseisen"), number="4")]
    if not rows:
        return [
            *blocks,
            Paragraph(
                _(
                    "Wij stellen geen geschiktheidseisen. Ervaring met circulaire opdrachten is geen voorwaarde om "
                    "mee te doen: wat u in deze opdracht gaat doen telt bij de gunningscriteria."
                )
            ),
        ]
    return [*blocks, _requirement_table(_("Geschiktheidseisen"), rows)]


def requirements_annex(snapshot: Snapshot) -> Sequence[Block]:
    """Annex: the programme of requirements, minimum requirements and execution conditions."""
    blocks: list[Block] = [
        Heading(_("Bijlage A. Programma van eisen")),
        Paragraph(
            _(
                "Een inschrijving die niet aan een minimumeis voldoet is ongeldig. Uitvoeringsvoorwaarden gelden "
                "tijdens de overeenkomst; u aanvaardt ze door in te schrijven."
            )
        ),
    ]
    if snapshot["clauses"]["equivalence"]:
        blocks.append(
            Paragraph(
                _("Waar een norm, keurmerk, merk of procedé wordt genoemd, mag u iets gelijkwaardigs aanbieden."),
                tone="strong",
            )
        )
    for kind, title in (
        (RequirementKind.MINIMUM, _("Minimumeisen")),
        (RequirementKind.EXECUTION, _("Uitvoeringsvoorwaarden")),
    ):
        rows = _of_kind(snapshot, kind)
        if rows:
            blocks += [Heading(title, level=2), _requirement_table(title, rows)]
    return blocks


def clauses_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 7: conditions of the contract, with the clauses of the growth model."""
    part = snapshot["clauses"]
    blocks: list[Block] = [
        Heading(_("Contractvoorwaarden"), number="7"),
        Paragraph(
            _(
                "De conceptovereenkomst hoort bij de stukken. Voorstellen tot wijziging doet u uitsluitend als vraag "
                "voor de nota van inlichtingen. De volgende bepalingen dragen het groeimodel van deze opdracht."
            )
        ),
    ]
    titles = (
        ("growth", _("Groeimodel")),
        ("penalty", _("Boeteregeling")),
        ("recalibration", _("Jaarlijkse herijking")),
    )
    for number, (key, title) in enumerate(titles, start=1):
        if part[key]:
            blocks += [Heading(title, level=2, number=f"7.{number}"), Paragraph(part[key])]
    return blocks


def _scope_facts(part: dict[str, Any]) -> list[tuple[str, str]]:
    value = part["estimated_value_eur"]
    facts = [
        (_("Soort opdracht"), str(CONTRACT_KIND_LABELS[ContractKind(part["contract_kind"])])),
        (_("Omvang"), part["quantity"]),
        (_("CPV-codes"), _codes(part.get("cpv")) or part["cpv_codes"]),
        (_("Plaats van uitvoering"), part["place"]),
        (_("Gebied (NUTS)"), _codes(part.get("nuts"))),
        (
            _("Geraamde waarde"),
            _("%(amount)s exclusief btw, over de hele looptijd met opties") % {"amount": euro(Decimal(value))}
            if value
            else "",
        ),
    ]
    return [(label, text) for label, text in facts if text]


def _codes(rows: Sequence[dict[str, str]] | None) -> str:
    """Codes with their names, one a line; empty for a snapshot of before they had names."""
    return "\n".join(f"{row['code']} {row['name']}" for row in rows or ())


def _duration(part: dict[str, Any]) -> str:
    months = part["duration_months"]
    if not months:
        return _("De looptijd wordt nog vastgesteld.")
    text = ngettext("De overeenkomst duurt %(n)s maand.", "De overeenkomst duurt %(n)s maanden.", months) % {
        "n": months
    }
    count = part["option_count"]
    if not count:
        return f"{text} {_('Er zijn geen opties tot verlenging.')}"
    option = _("Wij kunnen haar %(count)s keer met %(months)s maanden verlengen.") % {
        "count": count,
        "months": part["option_months"],
    }
    total = _("In totaal dus ten hoogste %(n)s maanden.") % {"n": months + count * part["option_months"]}
    return f"{text} {option} {total}"


def _planning_table(steps: list[dict[str, Any]]) -> Table:
    rows = []
    for step in steps:
        day = date_format(date.fromisoformat(step["day"]), "l j F Y")
        rows.append([str(STEP_KIND_LABELS[StepKind(step["step"])]).capitalize(), day, step["hour"], step["source"]])
    return Table(
        caption=_("Planning"),
        header=[_("Stap"), _("Datum"), _("Tijd"), _("Bron")],
        rows=rows,
        widths=[34, 32, 9, 25],
    )


def _requirement_table(caption: str, rows: list[dict[str, Any]]) -> Table:
    return Table(
        caption=caption,
        header=[_("Nr."), _("Eis"), _("Soort"), _("Hoe en wanneer u dit aantoont")],
        rows=[
            [
                row["code"],
                row["text"],
                str(FORMULATION_LABELS[Formulation(row["formulation"])]),
                f"{row['verification']} ({PROOF_MOMENT_LABELS[ProofMoment(row['proof_moment'])]})".strip(),
            ]
            for row in rows
        ],
        widths=[10, 46, 14, 30],
    )


def _of_kind(snapshot: Snapshot, kind: RequirementKind) -> list[dict[str, Any]]:
    return [row for row in snapshot["requirements"] if row["kind"] == kind]
