"""The chapters of the quarterly report, each from the frozen review."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from contracts.domain.periods import Quarter, between, parse
from contracts.domain.status import shortfall
from contracts.domain.vocabulary import Status
from contracts.labels import TREND_WORDS
from contracts.services.charts import VERDICTS, short_label
from contracts.services.report_texts import (
    day,
    delivered_words,
    figure,
    kept_word,
    long_quarter,
    promised_words,
    shown_snapshot,
    status_word,
    with_unit,
)
from procurement.core.domain.blocks import (
    Block,
    Bullets,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from procurement.core.domain.charts.frame import WIDE
from procurement.core.domain.charts.growth import GrowthData, Period, growth_chart
from procurement.core.domain.decimals import unit_name
from tenders.domain.vocabulary import Better

Content = dict[str, Any]


def summary(content: Content, *, is_draft: bool) -> list[Block]:
    """How the quarter went in one sentence and in the words of the review; a draft says that it is one."""
    counts = {status: sum(row["status"] == status for row in content["kpis"]) for status in Status}
    parts = [f"{counts[status]} {status_word(status)}" for status in Status if counts[status] or status is Status.GREEN]
    sentence = _("Van de %(count)s KPI's die dit kwartaal tellen: %(parts)s.") % {
        "count": len(content["kpis"]),
        "parts": ", ".join(parts),
    }
    blocks: list[Block] = [Heading(_("Samenvatting"), number="1")]
    if is_draft:
        blocks.append(
            Paragraph(
                _("Concept: deze rapportage is nog niet aangeboden voor ondertekening en kan nog wijzigen."), "strong"
            )
        )
    blocks += [Paragraph(sentence, "lead"), Paragraph(content["summary"])]
    if content["decisions"].strip():
        blocks += [Heading(_("Besluiten"), level=2), Paragraph(content["decisions"])]
    if content["attendees"].strip():
        blocks += [Heading(_("Aanwezig bij het gesprek"), level=2), Bullets(content["attendees"].strip().splitlines())]
    return blocks


def overview(content: Content) -> list[Block]:
    """Every KPI of the quarter against its norm."""
    header = (
        _("Nr."),
        _("KPI en bron"),
        _("Norm"),
        _("Meting"),
        _("Vorig"),
        _("Trend"),
        _("Status"),
    )
    rows = [
        (
            row["code"],
            "\n".join(filter(None, (f"{row['name']} ({unit_name(row['unit'])})", row["source"]))),
            figure(row["target"], row["decimals"], none=_("geen")),
            figure(row["value"], row["decimals"], none=_("niet gemeten")),
            figure(row["previous"], row["decimals"], none="–"),
            str(TREND_WORDS[row["trend"]]) if row["trend"] else "–",
            status_word(row["status"]) + (_(", gecorrigeerd") if row["corrected"] else ""),
        )
        for row in content["kpis"]
    ]
    caption = _("KPI's in het %(quarter)s") % {"quarter": long_quarter(content["period"])}
    align = ("left", "left", "right", "right", "right", "left", "left")
    return [
        Heading(_("KPI-overzicht"), number="2"),
        Table(caption, header, rows, align=align, widths=(9, 44, 9, 10, 9, 9, 10)),
        Paragraph(
            _(
                "Groen: doel gehaald. Oranje: binnen de afgesproken marge van het doel. Rood: verder van het doel. "
                "Vorig is de meting van het kwartaal ervoor; de trend zegt of het beter of minder gaat."
            ),
            "note",
        ),
    ]


def deviations(content: Content) -> list[Block]:
    """Each KPI that missed its norm: by how much, why, and what was agreed."""
    missed = [row for row in content["kpis"] if row["status"] in (Status.AMBER, Status.RED)]
    heading = Heading(_("Afwijkende KPI's"), number="3")
    if not missed:
        return [heading, Paragraph(_("Alle KPI's haalden hun norm."))]
    rows = [
        (
            f"{row['code']} {row['name']}",
            _missed_words(row),
            "\n".join([*filter(None, [row["note"].strip()]), *_agreed(content, row["code"])]),
        )
        for row in missed
    ]
    header = (_("KPI"), _("Afwijking"), _("Oorzaak en maatregel"))
    return [heading, Table(_("KPI's die hun norm niet haalden"), header, rows, widths=(26, 30, 44))]


def growth(content: Content) -> list[Block]:
    """Promised against delivered, with the path of each KPI that measures a promise."""
    heading = Heading(_("Beloofd en geleverd"), number="4")
    if not content["growth"]:
        return [heading, Paragraph(_("Geen KPI van dit contract komt uit een belofte in de inschrijving."))]
    rows = [
        (
            f"{promise['criterion']} {promise['name']}",
            kpi["code"],
            promised_words(promise, kpi["unit"], kpi["decimals"]),
            delivered_words(promise, kpi["unit"], kpi["decimals"]),
            promise["due"] or "–",
            kept_word(promise["status"]),
        )
        for kpi in content["growth"]
        for promise in kpi["promises"]
    ]
    header = (_("Belofte in de inschrijving"), _("KPI"), _("Beloofd"), _("Gemeten"), _("Telt"), _("Oordeel"))
    blocks: list[Block] = [
        heading,
        Paragraph(
            _(
                "Een belofte per contractjaar wordt beoordeeld op het vierde kwartaal van dat jaar, elke andere "
                "belofte op de nieuwste meting. Een belofte kent geen marge."
            )
        ),
        Table(_("Beloften en wat is gemeten"), header, rows, widths=(32, 9, 19, 15, 11, 14)),
    ]
    return blocks + [_figure(kpi) for kpi in content["growth"] if _has_figures(kpi)]


def actions(content: Content) -> list[Block]:
    """What was agreed now, and what was agreed before and is still open."""
    return [
        Heading(_("Afspraken"), number="5"),
        *_action_table(
            _("Afgesproken in dit gesprek"), content["actions"], _("In dit gesprek zijn geen acties afgesproken.")
        ),
        *_action_table(
            _("Nog open uit eerdere gesprekken"), content["open_actions"], _("Uit eerdere gesprekken staat niets open.")
        ),
    ]


def penalties(content: Content) -> list[Block]:
    """Each penalty with its rule, the hearing and the decision."""
    heading = Heading(_("Boetes"), number="6")
    if not content["penalties"]:
        return [heading, Paragraph(_("Over dit kwartaal is geen boete voorgesteld."))]
    blocks: list[Block] = [heading]
    for row in shown_snapshot(content)["penalties"]:
        hearing = row["hearing"] or _("De opdrachtnemer is nog niet gehoord.")
        pairs = [
            (_("Bedrag"), f"{row['amount']}, {row['state_label']}"),
            (_("Regel"), row["rule"]),
            (_("Reactie van de opdrachtnemer"), f"{hearing}{_on(row['heard_on'])}"),
        ]
        if row["motivation"]:
            pairs.append((_("Besluit"), f"{row['motivation']}{_on(row['decided_at'], row['decided_by'])}"))
        blocks += [Heading(f"{row['kpi']} {long_quarter(content['period'])}", level=2), Facts(pairs)]
    return blocks


def corrections(content: Content) -> list[Block]:
    """Each correction beside the first value, with its reason."""
    heading = Heading(_("Correcties"), number="7")
    if not content["corrections"]:
        return [heading, Paragraph(_("De metingen van dit kwartaal zijn niet gecorrigeerd."))]
    rows = [
        (
            row["kpi"],
            with_unit(row["old"], row["unit"], row["decimals"]),
            with_unit(row["new"], row["unit"], row["decimals"]),
            row["note"],
            day(row["on"]),
        )
        for row in content["corrections"]
    ]
    header = (_("KPI"), _("Eerst"), _("Gecorrigeerd"), _("Waarom"), _("Op"))
    return [heading, Table(_("Gecorrigeerde metingen"), header, rows, widths=(9, 16, 16, 41, 18))]


def agreement(content: Content, signatures: Sequence[tuple[str, str, str]], sha256: str) -> list[Block]:
    """Who signed what and when; the hash tells what they signed."""
    words = (
        _("Beide partijen tekenen deze inhoud; het kenmerk verandert als er iets in verandert.")
        if sha256
        else _("Na het aanbieden tekenen beide partijen deze rapportage.")
    )
    blocks: list[Block] = [Heading(_("Ondertekening"), number="8"), Paragraph(words)]
    if sha256:
        blocks.append(Paragraph(_("Kenmerk van de inhoud (SHA-256): %(hash)s") % {"hash": sha256}, "note"))
    return [*blocks, Signatures(signatures)]


def _missed_words(row: Content) -> str:
    if row["value"] is None or row["target"] is None:
        return status_word(row["status"])
    higher = row["better"] == Better.HIGHER
    behind = shortfall(Decimal(row["value"]), Decimal(row["target"]), higher_is_better=higher)
    params = {
        "status": status_word(row["status"]).capitalize(),
        "value": with_unit(row["value"], row["unit"], row["decimals"]),
        "target": _bare(row["target"], row),
        "behind": _difference(str(behind), row),
    }
    if higher:
        return _("%(status)s: %(value)s, norm ten minste %(target)s. %(behind)s te weinig.") % params
    return _("%(status)s: %(value)s, norm ten hoogste %(target)s. %(behind)s te veel.") % params


def _bare(value: str, row: Content) -> str:
    """A figure next to one that has its unit already; signs of percent and euro stay."""
    sign = row["unit"].split(" ")[0]
    return with_unit(value, sign, row["decimals"]) if sign in ("%", "EUR") else figure(value, row["decimals"])


def _difference(behind: str, row: Content) -> str:
    if row["unit"].startswith("%"):
        return _("%(count)s procentpunt") % {"count": figure(behind, row["decimals"])}
    return _bare(behind, row)


def _agreed(content: Content, code: str) -> list[str]:
    agreed = [one for one in content["actions"] if one["kpi"] == code]
    return [_action_words(one) for one in agreed] or [_("Geen afzonderlijke afspraak.")]


def _action_words(row: Content) -> str:
    return _("Afspraak: %(text)s (%(owner)s, uiterlijk %(due)s).") % {
        "text": row["text"].rstrip(".")[:1].lower() + row["text"].rstrip(".")[1:],
        "owner": row["owner"],
        "due": day(row["due"]),
    }


def _action_table(caption: str, rows: Sequence[Content], empty: str) -> list[Block]:
    if not rows:
        return [Paragraph(empty)]
    cells = [(row["text"], row["kpi"] or "–", row["owner"], day(row["due"])) for row in rows]
    header = (_("Afspraak"), _("KPI"), _("Wie"), _("Uiterlijk"))
    return [Table(caption, header, cells, widths=(43, 10, 28, 19))]


def _on(moment: str, person: str = "") -> str:
    return f"\n{', '.join(filter(None, (person, moment)))}" if moment else ""


def _has_figures(kpi: Content) -> bool:
    return any(row["target"] is not None or row["value"] is not None for row in kpi["path"])


def _figure(kpi: Content) -> Figure:
    by_quarter = {parse(row["period"]): row for row in kpi["path"]}
    quarters = list(between(min(by_quarter), max(by_quarter)))
    title = _("%(kpi)s: doel en meting per kwartaal") % {"kpi": f"{kpi['code']} {kpi['name']}"}
    data = GrowthData(
        title=title,
        unit=unit_name(kpi["unit"]),
        periods=[_period(quarter, by_quarter.get(quarter)) for quarter in quarters],
        higher_is_better=kpi["better"] == Better.HIGHER,
        baseline=None if kpi["baseline"] is None else Decimal(kpi["baseline"]),
    )
    svg = render_to_string("components/charts/growth.html", {"points": (growth_chart(data, WIDE),)})
    told = [
        f"{row['period']}: {with_unit(row['value'], kpi['unit'], kpi['decimals'])}"
        for row in kpi["path"]
        if row["value"] is not None
    ]
    return Figure(svg, title, f"{title}. {'; '.join(told)}")


def _period(quarter: Quarter, row: Content | None) -> Period:
    if row is None:
        return Period(short_label(quarter))
    target, value = (None if row[name] is None else Decimal(row[name]) for name in ("target", "value"))
    return Period(short_label(quarter), target, value, VERDICTS.get(Status(row["status"])))
