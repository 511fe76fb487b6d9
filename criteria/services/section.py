"""What the award model writes in the tender guide: chapter 5 in short and the whole as an annex, from the snapshot."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria.domain.model_case import RELATIVE_FORMULAS, Part, leaves, points_total, price_points, uses_lcc, walk
from criteria.domain.vocabulary import Aggregate, Aspect, AwardMethod, Basis, Between, CriterionKind, PriceFormula
from criteria.domain.worked_example import Example, work_out
from criteria.labels import AGGREGATE_LABELS, ASPECT_LABELS, AWARD_METHOD_LABELS, BASIS_LABELS, PRICE_FORMULA_LABELS
from criteria.model_labels import TIE_BREAK_LABELS
from criteria.services.model_pictures import Picture, curve_picture, example_picture, price_picture
from procurement.core.domain.blocks import Block, Bullets, Facts, Figure, Heading, Paragraph, Table
from procurement.core.domain.decimals import format_euro, format_number, format_unit

Snapshot = Mapping[str, Any]
Row = Mapping[str, Any]


def award_chapter(snapshot: Snapshot) -> Sequence[Block]:
    """Chapter 5: how is compared, and the criteria in one table; the annex holds the rest."""
    blocks: list[Block] = [Heading(_("Gunningscriteria"), number="5")]
    if not snapshot["award_model"]:
        return [*blocks, Paragraph(_("De gunningscriteria worden nog vastgesteld."))]
    for part in snapshot["award_model"]:
        blocks += _lot_heading(snapshot, part)
        blocks.append(Paragraph(_method_text(part)))
        if part["method_motivation"]:
            blocks.append(Paragraph(part["method_motivation"]))
        blocks.append(_overview(part))
        minimums = [row for _depth, row in walk(part["criteria"]) if row["minimum"]]
        if minimums:
            blocks.append(
                Paragraph(_("Een inschrijving die een minimum niet haalt is ongeldig en krijgt geen plaats."))
            )
    blocks.append(Paragraph(_("Bijlage C beschrijft elk criterium, de schaal, de berekening en een rekenvoorbeeld.")))
    return blocks


def award_annex(snapshot: Snapshot) -> Sequence[Block]:
    """Annex C: criteria with what is asked and looked at, scale, costs, way of working, computation and an example."""
    blocks: list[Block] = [Heading(_("Bijlage C. Gunningscriteria en beoordelingskader"))]
    for part in snapshot["award_model"]:
        blocks += [
            *_lot_heading(snapshot, part),
            *_criteria_blocks(part),
            *_scale_blocks(part),
            *_cost_blocks(part),
            *_working_blocks(part),
            *_total_blocks(part),
            *_example_blocks(part),
            *_contract_blocks(part),
        ]
    return blocks


def minimum_words(row: Row) -> str:
    """Return what makes a bid invalid on this criterion, in words; empty when nothing does."""
    if not row["minimum"]:
        return ""
    figure = format_number(Decimal(row["minimum"]))
    if row["kind"] == CriterionKind.GRADED:
        return _("ten minste een %(figure)s") % {"figure": figure}
    if row["kind"] == CriterionKind.GROUP:
        return _("ten minste %(figure)s punten") % {"figure": figure}
    figure = format_unit(Decimal(row["minimum"]), row["unit"])
    return _("ten hoogste %(figure)s" if row["better"] == "lower" else "ten minste %(figure)s") % {"figure": figure}


def _lot_heading(snapshot: Snapshot, part: Part) -> list[Block]:
    if len(snapshot["award_model"]) < 2:
        return []
    return [Heading(_("Perceel %(number)s: %(title)s") % part["lot"], level=2)]


def _method_text(part: Part) -> str:
    method = AwardMethod(part["method"])
    if method is AwardMethod.WEIGHTED_POINTS:
        return _(
            "Wij gunnen op de beste verhouding tussen prijs en kwaliteit. Kwaliteit telt voor %(quality)s punten en "
            "kosten voor %(costs)s; de inschrijving met de meeste punten wint."
        ) % {
            "quality": format_number(points_total(part) - price_points(part)),
            "costs": format_number(price_points(part)),
        }
    if method is AwardMethod.QUALITY_VALUE:
        return _(
            "Wij gunnen op de beste verhouding tussen prijs en kwaliteit, met gunnen op waarde. Van de kosten gaat de "
            "waarde van de kwaliteit in euro af; de laagste uitkomst wint. U wordt betaald wat u hebt ingeschreven."
        )
    return _("Wij gunnen op: %(method)s.") % {"method": AWARD_METHOD_LABELS[method]}


def _overview(part: Part) -> Table:
    is_money = part["method"] == AwardMethod.QUALITY_VALUE
    rows = []
    for depth, row in walk(part["criteria"]):
        points = sum((Decimal(leaf["max_points"] or 0) for leaf in leaves([row])), Decimal(0))
        aspect = str(ASPECT_LABELS[Aspect(row["aspect"])]) if row["aspect"] else ""
        figure = format_euro(points, places=0) if is_money else format_number(points)
        rows.append([row["code"], f"{'– ' * depth}{row['name']}", aspect, minimum_words(row), figure])
    emphasis: list[int] = []
    if part["method"] == AwardMethod.WEIGHTED_POINTS:
        costs = str(BASIS_LABELS[Basis(part["basis"])])
        rows.append(["", _("Kosten: %(basis)s") % {"basis": costs}, "", "", format_number(price_points(part))])
        rows.append(["", _("Samen"), "", "", format_number(points_total(part))])
        emphasis = [len(rows) - 1]
    return Table(
        caption=_("Gunningscriteria"),
        header=[_("Code"), _("Criterium"), _("Soort"), _("Minimum"), _("Waarde") if is_money else _("Punten")],
        rows=rows,
        align=["left", "left", "left", "left", "right"],
        widths=[8, 44, 15, 21, 12],
        emphasis=emphasis,
    )


def _criteria_blocks(part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(_("Wat wij vragen en hoe wij beoordelen"), level=2)]
    for row in leaves(part["criteria"]):
        is_money = part["method"] == AwardMethod.QUALITY_VALUE
        points = Decimal(row["max_points"] or 0)
        worth = format_euro(points, places=0) if is_money else _("%(n)s punten") % {"n": format_number(points)}
        facts = [
            (_("Te verdienen"), _("ten hoogste %(worth)s") % {"worth": worth}),
            (_("Gevraagd"), row["asked"]),
            (_("Omvang"), _pages(row["max_pages"])),
            (_("Waar wij naar kijken"), row["looks_at"]),
            (_("Minimum"), minimum_words(row)),
            (_("Verband met de opdracht"), row["subject_link"]),
            (_("Controle"), row["verification"]),
            (_("Ambitie"), row["ambition"]["title"] if row["ambition"] else ""),
        ]
        blocks.append(Heading(f"{row['code']} {row['name']}", level=3))
        blocks.append(Facts([(label, text) for label, text in facts if text]))
        blocks += _curve_blocks(row, part)
    return blocks


def _curve_blocks(row: Row, part: Part) -> list[Block]:
    picture = curve_picture(row, part)
    if row["kind"] == CriterionKind.GRADED and not row["knots"]:
        return [
            Paragraph(_("De punten lopen evenredig op met het cijfer: een nul geeft niets, het hoogste cijfer alles."))
        ]
    if picture is None:
        return []
    between = (
        _("Tussen twee waarden gelden de punten van de waarde ervoor.")
        if row["between"] == Between.STEP
        else _("Tussen twee waarden lopen de punten in een rechte lijn.")
    )
    blocks = [*_picture_blocks(picture), Paragraph(between, tone="note")]
    if not picture.template.endswith("bars.html"):
        blocks.insert(1, _picture_table(picture))
    return blocks


def _scale_blocks(part: Part) -> list[Block]:
    if not any(row["kind"] == CriterionKind.GRADED for row in leaves(part["criteria"])):
        return []
    rows = [[format_number(Decimal(one["grade"])), one["word"], one["meaning"]] for one in part["scale"]]
    return [
        Heading(_("Schaal"), level=2),
        Paragraph(_("Beoordelaars geven alleen deze cijfers. Elk cijfer krijgt een motivering.")),
        Table(
            caption=_("Wat elk cijfer betekent"),
            header=[_("Cijfer"), _("Woord"), _("Wanneer")],
            rows=rows,
            align=["right", "left", "left"],
            widths=[9, 17, 74],
        ),
    ]


def _cost_blocks(part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(_("Kosten"), level=2)]
    facts = [(_("Gemeten als"), str(BASIS_LABELS[Basis(part["basis"])])), (_("Btw"), _("alle bedragen exclusief btw"))]
    if part["bid_ceiling_eur"]:
        limit = format_euro(Decimal(part["bid_ceiling_eur"]), places=0)
        facts.append((_("Plafond"), _("%(limit)s; een inschrijving erboven doet niet mee") % {"limit": limit}))
    if uses_lcc(part):
        facts += _lcc_facts(part)
    blocks.append(Facts(facts))
    if part["method"] == AwardMethod.WEIGHTED_POINTS:
        blocks += _formula_blocks(part)
    blocks.append(
        Paragraph(_("Een inschrijfprijs is hoger dan nul. Een prijs van nul of lager maakt de inschrijving ongeldig."))
    )
    blocks.append(
        Paragraph(
            _(
                "Lijkt een inschrijving abnormaal laag, dan vragen wij schriftelijk om uitleg voordat wij besluiten "
                "(art. 2.116)."
            )
        )
    )
    return blocks


def _lcc_facts(part: Part) -> list[tuple[str, str]]:
    rate = f"{format_number(Decimal(part['lcc_rate_pct']))}%" if part["lcc_rate_pct"] else ""
    years = ngettext("%(n)s jaar", "%(n)s jaar", part["lcc_years"] or 0) % {"n": part["lcc_years"] or ""}
    facts = [
        (_("Rekenperiode"), years if part["lcc_years"] else ""),
        (_("Discontovoet"), _("%(rate)s reëel per jaar") % {"rate": rate} if rate else ""),
        (_("Bron"), part["lcc_rate_source"]),
        (_("Methode"), _("kosten in jaar nul tellen voluit; kosten in een later jaar aan het eind van dat jaar")),
        (_("Restwaarde"), _("telt alleen als u haar garandeert; een schatting telt voor nul")),
        (_("U levert"), part["lcc_data_asked"]),
    ]
    return [(label, text) for label, text in facts if text]


def _formula_blocks(part: Part) -> list[Block]:
    formula = PriceFormula(part["formula"])
    blocks: list[Block] = [Paragraph(_formula_text(formula, part))]
    if formula in RELATIVE_FORMULAS:
        blocks.append(
            Paragraph(
                _("Valt een inschrijving af, dan berekenen wij de punten opnieuw over de inschrijvingen die blijven.")
            )
        )
    picture = price_picture(part)
    return [*blocks, *(_picture_blocks(picture) if picture else [])]


def _formula_text(formula: PriceFormula, part: Part) -> str:
    if formula is not PriceFormula.LINEAR_ABSOLUTE or not part["price_floor_eur"] or not part["price_ceiling_eur"]:
        return _("De punten voor kosten volgen uit de formule: %(formula)s.") % {
            "formula": PRICE_FORMULA_LABELS[formula]
        }
    low, high = Decimal(part["price_floor_eur"]), Decimal(part["price_ceiling_eur"])
    return _(
        "Punten voor kosten = %(points)s × (%(high)s − kosten) / (%(high)s − %(low)s), niet lager dan nul en niet "
        "hoger dan %(points)s. De punten hangen dus niet af van andere inschrijvingen."
    ) % {
        "points": format_number(price_points(part)),
        "low": format_number(low),
        "high": format_number(high),
    }


def _working_blocks(part: Part) -> list[Block]:
    count = part["assessor_count"]
    items = [
        _("Alle beoordelaars verklaren vooraf dat zij geen belang hebben bij een inschrijver."),
        _("Ieder beoordeelt eerst alleen, met een cijfer en een motivering per criterium."),
        _("Het cijfer is het %(way)s.") % {"way": AGGREGATE_LABELS[Aggregate(part["aggregate"])]},
        _("Prijzen blijven verzegeld tot de kwaliteit is vastgesteld."),
    ]
    if count:
        items.insert(0, ngettext("Er is %(n)s beoordelaar.", "Er zijn %(n)s beoordelaars.", count) % {"n": count})
    if part["spread_tolerance"]:
        figure = format_number(Decimal(part["spread_tolerance"]))
        items.append(_("Lopen cijfers meer dan %(n)s uiteen, dan bespreekt de commissie ze.") % {"n": figure})
    return [Heading(_("Beoordelingsteam en werkwijze"), level=2), Bullets(items)]


def _total_blocks(part: Part) -> list[Block]:
    texts = [_("Wij ronden tussendoor niet af.")]
    if part["rounding"]:
        step = format_number(Decimal(part["rounding"]))
        texts.append(_("Alleen het totaal wordt afgerond, op %(step)s; een half naar boven.") % {"step": step})
    blocks: list[Block] = [Heading(_("Totaal, afronding en gelijke stand"), level=2), Paragraph(" ".join(texts))]
    order = [
        str(TIE_BREAK_LABELS.get(code) or _("meeste punten op %(code)s") % {"code": code}) for code in part["tie_break"]
    ]
    if order:
        blocks += [Paragraph(_("Bij een gelijke stand beslist, in deze volgorde:")), Bullets(order, numbered=True)]
    return blocks


def _example_blocks(part: Part) -> list[Block]:
    example = work_out(part)
    if example.result is None:
        return []
    blocks: list[Block] = [
        Heading(_("Rekenvoorbeeld"), level=2),
        Paragraph(_("Drie verzonnen inschrijvingen, met dezelfde rekenmethode uitgerekend als de echte.")),
        _example_table(part, example),
    ]
    picture = example_picture(part, example)
    return [*blocks, *(_picture_blocks(picture) if picture else [])]


def _example_table(part: Part, example: Example) -> Table:
    result = example.result or {}
    lines = sorted(result["ranking"], key=lambda line: str(line["bidder"]))
    is_money = part["method"] != AwardMethod.WEIGHTED_POINTS
    rows = []
    for row in leaves(part["criteria"]):
        cells = []
        for line in lines:
            mark = line["criteria"][row["code"]]
            cells.append(f"{_input(mark['input'])}: {_amount(mark['earned'], is_money=is_money)}")
        rows.append([f"{row['code']} {row['name']}", *cells])
    rows.append([_("Kosten"), *(_costs(line) for line in lines)])
    rows.append([_("Totaal"), *(_amount(line["total"], is_money=is_money) for line in lines)])
    rows.append([_("Plaats"), *(f"{line['rank']}" for line in lines)])
    share = 60 // max(len(lines), 1)
    return Table(
        caption=_("Rekenvoorbeeld: cijfer of waarde, en wat die oplevert"),
        header=[_("Onderdeel"), *(_("Inschrijving %(bidder)s") % {"bidder": line["bidder"]} for line in lines)],
        rows=rows,
        align=["left", *["right"] * len(lines)],
        widths=[40, *[share] * len(lines)],
        emphasis=[len(rows) - 2],
    )


def _costs(line: Row) -> str:
    basis = format_euro(Decimal(line["basis"]), places=0)
    points = line.get("price_points")
    return f"{basis}: {format_number(Decimal(points), places=2)}" if points else basis


def _contract_blocks(part: Part) -> list[Block]:
    rows = [row for row in leaves(part["criteria"]) if row["kpi"]["name"]]
    if not rows:
        return []
    return [
        Heading(_("Borging in de overeenkomst"), level=2),
        Paragraph(_("Wat u op deze criteria belooft wordt een KPI in de overeenkomst en wordt elk kwartaal gemeten.")),
        Table(
            caption=_("Van belofte naar KPI"),
            header=[_("Criterium"), _("KPI"), _("Hoe wordt gemeten"), _("Bewijs")],
            rows=[[row["code"], row["kpi"]["name"], row["kpi"]["definition"], row["kpi"]["evidence"]] for row in rows],
            widths=[11, 24, 40, 25],
        ),
    ]


def _picture_blocks(picture: Picture) -> list[Block]:
    # Paper shows the wide picture alone.
    svg = render_to_string(picture.template, {"points": picture.points[:1]}).strip()
    return [Figure(svg=svg, caption=picture.caption, alternative=picture.words)]


def _picture_table(picture: Picture) -> Table:
    table = picture.table
    return Table(
        caption=picture.caption,
        header=[str(column["label"]) for column in table["columns"]],
        rows=[[cell["text"] for cell in row["cells"]] for row in table["rows"]],
        align=["left", "right"],
        widths=[50, 50],
    )


def _pages(count: int | None) -> str:
    return ngettext("ten hoogste %(n)s pagina", "ten hoogste %(n)s pagina's", count) % {"n": count} if count else ""


def _input(value: str) -> str:
    number = Decimal(value)
    return format_number(number) if number == number.quantize(Decimal("0.01")) else format_number(number, places=2)


def _amount(value: str, *, is_money: bool) -> str:
    return format_euro(Decimal(value), places=0) if is_money else format_number(Decimal(value), places=2)
