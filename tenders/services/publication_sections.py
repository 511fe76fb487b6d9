"""Chapters of the tender guide about reading, bidding, protection and the rest, from the frozen snapshot alone."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procurement.core.domain.blocks import Block, Bullets, Facts, Heading, Paragraph, Table
from tenders.domain.planning import has_standstill
from tenders.domain.vocabulary import Procedure, ProofMoment, RequirementKind, StepKind

Snapshot = dict[str, Any]


def reading_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Before chapter 1: which documents there are, which goes first, and what notes have changed."""
    blocks: list[Block] = [
        Heading(_("Leeswijzer")),
        Paragraph(_("Deze leidraad zegt wat wij vragen, hoe u inschrijft en hoe wij kiezen. Bij de stukken horen:")),
        Table(
            caption=_("Stukken van deze aanbesteding"),
            header=[_("Stuk"), _("Waar")],
            rows=[
                [_("Aanbestedingsleidraad"), _("dit document")],
                [_("Bijlage A. Programma van eisen"), _("achter in dit document")],
                [_("Bijlage B. Prijsblad"), _("apart rekenblad op het platform")],
                [_("Bijlage C. Gunningscriteria en beoordelingskader"), _("achter in dit document")],
                [_("Bijlage D. Conceptovereenkomst"), _("apart document; hoofdstuk 7 bevat de bepalingen over groei")],
                [_("Bijlage E. Uniform Europees Aanbestedingsdocument"), _("apart formulier op het platform")],
                [_("Bijlage F. Verklaring over de sancties tegen Rusland"), _("apart formulier op het platform")],
                [_("Nota's van inlichtingen"), _("op het platform, na publicatie")],
            ],
            widths=[48, 52],
        ),
        Paragraph(_("Spreken stukken elkaar tegen, dan geldt deze volgorde; het eerst genoemde gaat voor:")),
        Bullets(
            [
                _("de overeenkomst"),
                _("de nota's van inlichtingen, de laatste eerst"),
                _("deze leidraad met haar bijlagen"),
                _("de algemene voorwaarden"),
                _("uw inschrijving, behalve waar u meer biedt dan wij vragen"),
            ],
            numbered=True,
        ),
    ]
    notes = snapshot.get("clarifications") or []
    rows = [
        [str(note["number"]), change["place"], change["old_text"], change["new_text"]]
        for note in notes
        for change in note["amendments"]
    ]
    if rows:
        blocks.append(
            Table(
                caption=_("Gewijzigd sinds de eerste publicatie"),
                header=[_("Nota"), _("Onderdeel"), _("Was"), _("Is nu")],
                rows=rows,
                widths=[8, 24, 34, 34],
            )
        )
    return blocks


def motivations_paragraph(snapshot: Snapshot) -> Sequence[Block]:
    """Paragraph 2.5: where this tender deviates from a rule, and why (apply or explain)."""
    rows = snapshot.get("motivations") or []
    if not rows:
        return []
    return [
        Heading(_("Waar wij afwijken en waarom"), level=2, number="2.5"),
        Paragraph(_("De wet vraagt op deze punten een uitleg.")),
        Table(
            caption=_("Motiveringen"),
            header=[_("Punt"), _("Onze uitleg"), _("Grond")],
            rows=[[row["message"], row["text"], row["source"]] for row in rows],
            widths=[38, 42, 20],
        ),
    ]


def bidding_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 6: which documents a bid holds, where and until when it is handed in, how long it stays valid."""
    part = snapshot["procedure"]
    closing = step_text(snapshot, StepKind.CLOSING) or _("nog vast te stellen")
    blocks: list[Block] = [
        Heading(_("Inschrijvingsvereisten"), number="6"),
        Heading(_("In te dienen stukken"), level=2, number="6.1"),
        Table(
            caption=_("Stukken bij uw inschrijving"),
            header=[_("Nr."), _("Stuk"), _("Vorm"), _("Omvang"), _("Ondertekening")],
            rows=[[str(number), *row] for number, row in enumerate(_documents(snapshot), start=1)],
            widths=[6, 40, 24, 14, 16],
        ),
        Paragraph(
            _(
                "Ander bewijs vragen wij alleen van de beoogde winnaar. Noem in uw plannen geen namen van "
                "medewerkers waar een functie volstaat."
            ),
            tone="note",
        ),
        Heading(_("Indienen en sluiting"), level=2, number="6.2"),
        Facts(
            [
                (_("Sluiting"), closing),
                (
                    _("Indienen via"),
                    _("het aanbestedingsplatform; op een andere manier kan niet")
                    if part["electronic_submission"]
                    else _("de weg die in de aankondiging staat"),
                ),
                (_("Taal"), _("Nederlands")),
                (_("Gestanddoening"), _validity(part)),
            ]
        ),
        Paragraph(
            _(
                "Een inschrijving die na de sluiting binnenkomt openen wij niet. Dien ruim op tijd in: hoe lang het "
                "verzenden duurt is voor uw rekening. Is het platform rond de sluiting gestoord, meld dat dan "
                "direct; wij kunnen de sluiting dan voor iedereen verlengen zolang nog niets is geopend (art. 2.109)."
            )
        ),
        Heading(_("Vorm van uw inschrijving"), level=2, number="6.3"),
        Bullets(
            [
                _("Prijzen zijn in euro, exclusief btw, en staan alleen in het prijsblad."),
                _("Wat boven het maximum aantal pagina's uitkomt, lezen wij niet."),
                _("U schrijft één keer in, alleen of in een combinatie; voorbehouden zijn niet toegestaan."),
                _(
                    "Een kennelijke vergissing of een eenvoudig gebrek mag u herstellen als wij daarom vragen (art. "
                    "2.55)."
                ),
            ]
        ),
    ]
    return blocks


def protection_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 8: the award decision, the standstill with its rule of dates, the court and the complaint desk."""
    organisation = snapshot["procedure"]["organisation"]
    return [
        Heading(_("Gunning, rechtsbescherming en klachten"), number="8"),
        Heading(_("Gunningsbeslissing"), level=2, number="8.1"),
        Paragraph(
            _(
                "Alle inschrijvers krijgen onze beslissing op hetzelfde moment, met hun eigen score, die van de "
                "winnaar "
                "en de redenen. De mededeling is geen aanvaarding van een aanbod: een overeenkomst ontstaat pas na "
                "ondertekening. Wij mogen besluiten niet te gunnen; ook dan leggen wij uit waarom."
            )
        ),
        Heading(_("Opschortende termijn"), level=2, number="8.2"),
        *_standstill(snapshot),
        Heading(_("Naar de rechter"), level=2, number="8.3"),
        Paragraph(
            _(
                "Bent u het niet eens met de beslissing, dan kunt u binnen deze termijn een kort geding starten bij de "
                "voorzieningenrechter van de rechtbank %(court)s. Stuur ons dan een kopie van de dagvaarding. Na de "
                "termijn kunt u zich in beginsel niet meer tegen deze beslissing verzetten."
            )
            % {"court": organisation["court_city"] or _("in het arrondissement van de aanbestedende dienst")}
        ),
        Heading(_("Vragen, bezwaren en klachten"), level=2, number="8.4"),
        Paragraph(
            _(
                "Ziet u een fout, een tegenstrijdigheid of iets dat volgens u niet mag, meld dat dan zo vroeg als u "
                "redelijkerwijs kunt, als vraag voor de nota van inlichtingen. Wij kunnen het dan nog herstellen. "
                "Wat u "
                "niet eerder kon weten, mag u later aanvoeren. Komt u er met ons niet uit, dan kunt u klagen bij ons "
                "klachtenmeldpunt en daarna bij de Commissie van Aanbestedingsexperts. Een klacht schort de "
                "procedure niet op."
            )
        ),
        Facts([(_("Klachtenmeldpunt"), organisation["complaint_desk"] or _("nog niet opgenomen"))]),
    ]


def other_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 9: confidentiality, conflicts of interest, costs and where to learn about tax, environment and labour."""
    return [
        Heading(_("Overige bepalingen"), number="9"),
        Heading(_("Vertrouwelijkheid en openbaarheid"), level=2, number="9.1"),
        Paragraph(
            _(
                "Wat u vertrouwelijk geeft houden wij vertrouwelijk (art. 2.57). Zeg per onderdeel wat vertrouwelijk "
                "is "
                "en waarom; wij wegen dat zelf. Persoonsgegevens gebruiken wij alleen voor deze aanbesteding. Bij een "
                "verzoek op grond van de Wet open overheid vragen wij eerst uw zienswijze."
            )
        ),
        Heading(_("Eerlijke mededinging"), level=2, number="9.2"),
        Paragraph(
            _(
                "U stemt uw inschrijving niet af met anderen en meldt een mogelijk belangenconflict direct. Iedereen "
                "die "
                "bij ons meebeslist verklaart geen belang te hebben (art. 1.10b)."
            )
        ),
        Heading(_("Belasting, milieu en arbeid"), level=2, number="9.3"),
        Paragraph(
            _(
                "Door in te schrijven verklaart u dat u rekening hebt gehouden met de verplichtingen over belastingen, "
                "milieubescherming, arbeidsbescherming en arbeidsvoorwaarden. Informatie krijgt u bij (art. 2.81):"
            )
        ),
        Table(
            caption=_("Waar u informatie krijgt"),
            header=[_("Onderwerp"), _("Bij wie")],
            rows=[
                [_("Belastingen"), _("Belastingdienst, belastingdienst.nl")],
                [_("Milieu"), _("Rijksdienst voor Ondernemend Nederland, rvo.nl; Omgevingsdienst in uw regio")],
                [_("Arbeid en veiligheid"), _("Nederlandse Arbeidsinspectie, nlarbeidsinspectie.nl")],
            ],
            widths=[30, 70],
        ),
        Heading(_("Kosten en taal"), level=2, number="9.4"),
        Paragraph(
            _(
                "De kosten van uw inschrijving zijn voor u, behalve de vergoeding die in hoofdstuk 2 staat. Op deze "
                "aanbesteding is Nederlands recht van toepassing; wij schrijven en spreken Nederlands."
            )
        ),
    ]


def step_text(snapshot: Snapshot, step: StepKind) -> str:
    """Return the planned moment of a step as it is printed, with hour and time zone; empty when it has no date."""
    found = next((row for row in snapshot["planning"] if row["step"] == step), None)
    if not found:
        return ""
    day = date_format(date.fromisoformat(found["day"]), "l j F Y")
    if not found["hour"]:
        return day
    return _("%(day)s, %(hour)s uur (Nederlandse tijd)") % {"day": day, "hour": found["hour"].replace(":", ".")}


def _documents(snapshot: Snapshot) -> Iterator[list[str]]:
    yield [_("Uniform Europees Aanbestedingsdocument"), _("formulier"), "", _("ja")]
    yield [_("Verklaring over de sancties tegen Rusland"), _("formulier"), "", _("ja")]
    for model in snapshot.get("award_model") or []:
        for criterion in _leaves(model["criteria"]):
            if criterion["asked"]:
                pages = criterion["max_pages"]
                size = ngettext("%(n)s pagina", "%(n)s pagina's", pages) % {"n": pages} if pages else ""
                yield [f"{criterion['code']} {criterion['name']}", _("eigen document (pdf)"), size, _("nee")]
    for row in snapshot["requirements"]:
        if row["kind"] != RequirementKind.EXCLUSION and row["proof_moment"] == ProofMoment.BID and row["verification"]:
            yield [f"{row['code']}: {row['verification']}", _("eigen document (pdf)"), "", _("nee")]
    yield [_("Prijsblad"), _("rekenblad van de aanbestedende dienst"), "", _("ja")]


def _leaves(criteria: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for criterion in criteria:
        if criterion["children"]:
            yield from _leaves(criterion["children"])
        else:
            yield criterion


def _validity(part: dict[str, Any]) -> str:
    days = part["validity_days"]
    if not days:
        return _("nog vast te stellen")
    return ngettext("%(n)s dag na de sluiting", "%(n)s dagen na de sluiting", days) % {"n": days}


def _asks_standstill(snapshot: Snapshot) -> bool:
    procedure = snapshot["procedure"]["procedure"]
    days = [date.fromisoformat(row["day"]) for row in snapshot["planning"] if row["step"] == StepKind.NOTICE]
    return bool(procedure and days and has_standstill(Procedure(procedure), on=days[0]))


def _standstill(snapshot: Snapshot) -> list[Block]:
    planned = step_text(snapshot, StepKind.STANDSTILL_END)
    if not _asks_standstill(snapshot):
        text = _(
            "De wet schrijft hier geen opschortende termijn voor. Wij sluiten de overeenkomst toch niet binnen 20 "
            "kalenderdagen na verzending van de beslissing."
        )
    else:
        text = _(
            "Wij sluiten de overeenkomst niet binnen 20 kalenderdagen na verzending van de beslissing (art. 2.127). De "
            "dag na verzending is de eerste dag. Valt de laatste dag op een zaterdag, zondag of feestdag, dan loopt de "
            "termijn tot en met de eerstvolgende werkdag, om 23.59 uur. De vervaltermijn is gelijk aan deze termijn."
        )
    blocks: list[Block] = [Paragraph(text)]
    if planned:
        blocks.append(Paragraph(_("Volgens de planning is dat: %(day)s.") % {"day": planned}))
        blocks.append(Paragraph(_("De brief met de beslissing noemt de dag die telt."), tone="note"))
    return blocks
