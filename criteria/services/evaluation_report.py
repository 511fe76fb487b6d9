"""The evaluation report (beoordelingsverslag): how the committee came to grades, points and ranking."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.award_labels import mark_words, out_message
from criteria.domain.cost_view import budget_rows, costs_of
from criteria.domain.explanation import marks_of
from criteria.domain.sensitivity import sensitivity_of
from criteria.models import Computation, Consensus, Evaluation, Seat
from criteria.services.outcome import Outcome, outcome
from procurement.core.domain.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from procurement.core.templatetags.formats import dutch_datetime, euro, number, percent


def document(evaluation: Evaluation, computation: Computation, head: str) -> Document:
    """Return the report on this computation. head: hash of the audit chain, printed at the end."""
    found = outcome(computation)
    tender = evaluation.lot.tender
    return Document(
        title=_("Beoordelingsverslag"),
        subtitle=tender.title,
        organisation=tender.organisation.name,
        reference=tender.reference,
        language=tender.language,
        facts=[
            (_("Aanbesteding"), tender.title),
            (_("Kenmerk"), tender.reference),
            (_("Kwaliteit vastgesteld"), dutch_datetime(evaluation.locked_at)),
            (_("Prijzen geopend"), dutch_datetime(evaluation.prices_opened_at)),
            (_("Berekend"), dutch_datetime(computation.computed_at)),
        ],
        blocks=[
            *_committee(evaluation),
            Heading(_("Uitslag"), number="2"),
            ranking_table(found),
            *not_ranked(found),
            *_conclusions(evaluation, found),
            *_how_computed(found),
            *_costs(found),
            *_firmness(found),
            *checks(computation, head, number="7"),
        ],
    )


def ranking_table(found: Outcome) -> Table:
    """Return the ranking with points per criterion."""
    header = [_("Plaats"), _("Inschrijver"), *(leaf["code"] for leaf in found.leaves)]
    if found.price_max is not None:
        header.append(_("Kosten"))
    header.append(_("Totaal"))
    rows = []
    for one in found.ranked:
        points = [number(one.earned(leaf["code"]), 2) for leaf in found.leaves]
        if found.price_max is not None:
            points.append(number(Decimal(one.row["price_points"]), 2))
        total = number(one.total, 2) if found.ends_in_points else euro(one.total)
        rows.append([str(one.rank), f"{one.bid.code} {one.bid.company.name}", *points, total])
    figures = len(header) - 2
    return Table(
        caption=_("Rangschikking"),
        header=header,
        rows=rows,
        align=["left", "left", *["right"] * figures],
        widths=[10, 34, *[56 // figures] * figures],
        emphasis=[0] if found.winner is not None else [],
    )


def not_ranked(found: Outcome) -> list[Block]:
    """Return who is not ranked, with the reason."""
    if not found.out:
        return []
    lines = [f"{one.bid.code} {one.bid.company.name}: {out_message(one, found.leaves)}" for one in found.out]
    return [Paragraph(_("Niet gerangschikt:")), Bullets(lines)]


def checks(computation: Computation, head: str, number: str) -> list[Block]:
    """Return how anybody can check the result: hashes and the command."""
    return [
        Heading(_("Controle"), number=number),
        Paragraph(
            _(
                "De berekening staat in één bestand. Iedereen kan haar overdoen met de opdracht "
                "“python manage.py award zaak.json”; de uitkomst is tot op het laatste cijfer dezelfde."
            )
        ),
        Table(
            caption=_("Kenmerken (SHA-256)"),
            header=[_("Wat"), _("Kenmerk")],
            rows=[
                [_("Zaak"), computation.result["case_sha256"]],
                [_("Uitkomst"), computation.result_sha256],
                *([[_("Laatste schakel van de controleketen"), head]] if head else []),
            ],
            widths=[26, 74],
        ),
    ]


def _committee(evaluation: Evaluation) -> list[Block]:
    seats = Seat.objects.filter(evaluation=evaluation).select_related("member__user").order_by("pk")
    return [
        Heading(_("Commissie en werkwijze"), number="1"),
        Paragraph(
            _(
                "Elke beoordelaar heeft eerst alleen beoordeeld, zonder de cijfers van anderen of een prijs te kennen. "
                "In het overleg zijn de cijfers besproken en vastgesteld. Daarna openden twee personen de prijzen."
            )
        ),
        Table(
            caption=_("Leden van de commissie"),
            header=[_("Naam"), _("Plaats"), _("Deskundigheid"), _("Verklaring van belangen")],
            rows=[
                [
                    seat.member.user.get_full_name(),
                    str(seat.get_kind_display()),
                    seat.member.expertise or seat.member.user.job_title or "–",
                    _("belang gemeld: %(measure)s") % {"measure": seat.measure or _("geen maatregel")}
                    if seat.has_conflict
                    else dutch_datetime(seat.declared_at, "short") or "–",
                ]
                for seat in seats
            ],
            widths=[24, 16, 30, 30],
        ),
    ]


def _conclusions(evaluation: Evaluation, found: Outcome) -> list[Block]:
    rows = Consensus.objects.filter(evaluation=evaluation).select_related("bid__company", "criterion")
    blocks: list[Block] = [Heading(_("Oordelen van de commissie"), number="3")]
    for leaf in found.leaves:
        mine = sorted((row for row in rows if row.criterion.code == leaf["code"]), key=lambda row: row.bid.code)
        if not mine:
            continue
        blocks.append(Heading(f"{leaf['code']} {leaf['name']}", level=2))
        blocks.append(
            Table(
                caption=_("Oordelen op %(code)s") % {"code": leaf["code"]},
                header=[_("Inschrijver"), _("Cijfer"), _("Motivering"), _("Sterk"), _("Ontbreekt")],
                rows=[
                    [
                        f"{row.bid.code} {row.bid.company.name}",
                        number(round(row.grade, 2).normalize()) if row.grade is not None else "–",
                        row.motivation,
                        row.strengths or "–",
                        row.missing or "–",
                    ]
                    for row in mine
                ],
                align=["left", "right", "left", "left", "left"],
                widths=[18, 8, 30, 22, 22],
            )
        )
    return blocks


def _how_computed(found: Outcome) -> list[Block]:
    blocks: list[Block] = [Heading(_("Van cijfer naar punten"), number="4")]
    for leaf in found.leaves:
        rows = [
            [mark.bidder, number(round(mark.value, 4).normalize()), mark_words(mark), number(mark.earned, 2)]
            for mark in marks_of(found.case, found.result, leaf)
        ]
        blocks.append(
            Table(
                caption=f"{leaf['code']} {leaf['name']}",
                header=[_("Code"), _("Cijfer of waarde"), _("Hoe"), _("Punten")],
                rows=rows,
                align=["left", "right", "left", "right"],
                widths=[8, 16, 62, 14],
            )
        )
    return blocks


def _costs(found: Outcome) -> list[Block]:
    costs = costs_of(found.case)
    blocks: list[Block] = [Heading(_("Kosten"), number="5")]
    if not costs:
        rows = [[one.bid.code, euro(one.row["basis"])] for one in found.ranked if "basis" in one.row]
        table = Table(
            caption=_("Kosten, exclusief btw"), header=[_("Code"), _("Bedrag")], rows=rows, align=["left", "right"]
        )
        return [*blocks, table]
    budget = {row.bidder: row for row in budget_rows(costs)}
    return [
        *blocks,
        Table(
            caption=_("Levenscycluskosten in euro, exclusief btw"),
            header=[
                _("Code"),
                _("Contante waarde"),
                _("Nominaal"),
                _("Budget tot en met jaar 4"),
                _("Zonder restwaarde"),
            ],
            rows=[
                [
                    one.bidder,
                    euro(one.npv),
                    euro(one.nominal, 0),
                    f"{euro(one.budget, 0)} ({budget[one.bidder].budget_place})",
                    euro(one.without_residual, 0),
                ]
                for one in costs
            ],
            align=["left", "right", "right", "right", "right"],
        ),
        Paragraph(_("Tussen haakjes de plaats op het budget van vier jaar: 1 is het goedkoopst."), tone="note"),
    ]


def _firmness(found: Outcome) -> list[Block]:
    sensitivity = sensitivity_of(found.case, found.result)
    blocks: list[Block] = [Heading(_("Hoe stevig de uitslag is"), number="6")]
    if sensitivity is None:
        return [*blocks, Paragraph(_("Bij deze methode bepaalt geen gewicht van punten de uitslag."))]
    chosen = percent(sensitivity.chosen.normalize())
    lines = [
        _("Als kosten meer dan %(weight)s wegen, wint %(after)s in plaats van %(before)s. Gepubliceerd is %(chosen)s.")
        % {"weight": percent(turn.weight, 2), "after": turn.after, "before": turn.before, "chosen": chosen}
        for turn in sensitivity.turns
    ]
    return [
        *blocks,
        *([Bullets(lines)] if lines else [Paragraph(_("Bij elk gewicht van kosten wint dezelfde inschrijver."))]),
    ]
