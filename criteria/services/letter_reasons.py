"""The scores and the reasons in a letter: own words per criterion and the relative advantages of the winner."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.domain.vocabulary import LetterKind
from criteria.services.letter_facts import CriterionFacts, LetterFacts
from procurement.core.domain.blocks import Block, Heading, Paragraph, Table
from procurement.core.templatetags.formats import euro, number, unit


def score_table(facts: LetterFacts) -> list[Block]:
    """Return the table of points: the bidder's own and those of the winner, per criterion (rule AWD-03)."""
    if facts.letter.kind == LetterKind.EXCLUDED:
        return [
            Heading(_("Uw score"), number="3"),
            Paragraph(_("Wij hebben uw inschrijving niet beoordeeld. Er zijn dus geen cijfers of punten.")),
        ]
    own_only = facts.letter.kind == LetterKind.AWARD
    title = _("Uw score") if own_only else _("Uw score en die van de winnaar")
    header = [_("Criterium"), _("Te halen"), _("U")] + ([] if own_only else [_("Winnaar"), _("Verschil")])
    rows = [_row(one.code, one.name, one.maximum, one.own, one.winner, own_only) for one in facts.criteria]
    last = 0 if facts.own is None else _cost_rows(facts, rows, own_only)
    blocks: list[Block] = [
        Heading(title, number="3"),
        Table(
            caption=_("Punten per criterium"),
            header=header,
            rows=rows,
            align=["left", *["right"] * (len(header) - 1)],
            widths=[56, 22, 22] if own_only else [44, 14, 14, 14, 14],
            emphasis=[last] if last else [],
        ),
    ]
    if facts.letter.kind == LetterKind.KNOCKED_OUT:
        note = _(
            "Uw punten staan hier ter informatie. Omdat uw inschrijving niet is gerangschikt, tellen zij niet mee."
        )
        blocks.append(Paragraph(note, tone="note"))
    elif not own_only and not facts.is_full:
        note = _(
            "De punten voor kosten en het totaal van de winnaar staan hier niet: daarmee zijn haar kosten uit te "
            "rekenen."
        )
        blocks.append(Paragraph(note, tone="note"))
    return blocks


def reasons(facts: LetterFacts) -> list[Block]:
    """Return the reasons per criterion, and on costs."""
    if facts.letter.kind == LetterKind.EXCLUDED:
        return [
            Heading(_("Motivering"), number="4"),
            Paragraph(facts.letter.bid.set_aside_ground or _("Uw inschrijving kwam na het sluitingsmoment binnen.")),
        ]
    blocks: list[Block] = [Heading(_("Motivering per criterium"), number="4")]
    for one in facts.criteria:
        blocks.append(Heading(f"{one.code} {one.name}", level=2))
        blocks.extend(Paragraph(text) for text in _criterion(one, facts) if text)
    if facts.own is not None and facts.outcome.price_max is not None:
        blocks.append(Heading(_("Kosten"), level=2))
        blocks.extend(Paragraph(text) for text in _costs(facts) if text)
    return blocks


def _row(
    code: str, name: str, maximum: Decimal, own: Decimal | None, winner: Decimal | None, own_only: bool
) -> list[str]:
    found = [f"{code} {name}", number(maximum), _points(own)]
    if own_only:
        return found
    difference = "–" if own is None or winner is None else _signed(_two(own) - _two(winner))
    return [*found, _points(winner), difference]


def _cost_rows(facts: LetterFacts, rows: list[list[str]], own_only: bool) -> int:
    """Add the rows of costs and total; returns the index of the total, 0 without one."""
    own, winner, most = facts.own, facts.winner, facts.outcome.price_max
    if own is None or most is None:
        return 0
    hidden = not facts.is_full and not own_only
    rows.append(
        _row(
            _("Kosten"),
            "",
            most,
            Decimal(own.row["price_points"]),
            None if hidden else Decimal(winner.row["price_points"]),
            own_only,
        )
    )
    rows.append(_row(_("Totaal"), "", facts.outcome.points_max, own.total, None if hidden else winner.total, own_only))
    return len(rows) - 1


def _criterion(one: CriterionFacts, facts: LetterFacts) -> Sequence[str]:
    is_winner = facts.letter.kind == LetterKind.AWARD
    if one.kind != "graded":
        return [_offered(one, facts) if is_winner else f"{_offered(one, facts)} {_compared(one)}"]
    own = _("U kreeg gemiddeld een %(grade)s. Dat geeft %(points)s van de %(most)s punten.") % {
        "grade": number(one.own_value),
        "points": _points(one.own),
        "most": number(one.maximum),
    }
    texts = [own, one.motivation, _led(_("Sterk in uw inschrijving:"), one.strengths)]
    if one.missing:
        texts.append(_led(_("Waarom u niet alle punten kreeg:"), one.missing))
    if not is_winner:
        texts.append(_compared(one))
    return texts


def _compared(one: CriterionFacts) -> str:
    if one.own is None or one.winner is None:
        return ""
    figures = {"winner": _points(one.winner), "strengths": one.winner_strengths}
    if one.own > one.winner:
        return _("Op dit criterium scoorde u hoger dan de winnaar, die %(winner)s punten kreeg.") % figures
    if one.own == one.winner:
        return _("Op dit criterium kreeg de winnaar evenveel punten.")
    if not one.winner_strengths:
        return _("De winnaar kreeg hier %(winner)s punten.") % figures
    return (
        _("De winnaar kreeg hier %(winner)s punten. Haar voordeel tegenover uw inschrijving: %(strengths)s") % figures
    )


def _offered(one: CriterionFacts, facts: LetterFacts) -> str:
    own = _("U bood %(value)s. Dat geeft %(points)s van de %(most)s punten.") % {
        "value": _with_unit(one.own_value, one.unit),
        "points": _points(one.own),
        "most": number(one.maximum),
    }
    if facts.letter.kind == LetterKind.AWARD or not facts.is_full:
        return own
    return f"{own} " + _("De winnaar bood %(value)s.") % {"value": _with_unit(one.winner_value, one.unit)}


def _costs(facts: LetterFacts) -> Sequence[str]:
    own, most = facts.own, facts.outcome.price_max
    if own is None or most is None:
        return []
    basis = facts.outcome.case["price"].get("basis", "price")
    words = {
        "npv": _("De contante waarde van uw kosten over %(years)s jaar is %(basis)s."),
        "eac": _("Uw kosten per jaar, berekend over %(years)s jaar, zijn %(basis)s."),
        "price": _("Uw inschrijfprijs is %(basis)s."),
    }[basis] % {"years": facts.outcome.case.get("lcc", {}).get("years", ""), "basis": euro(Decimal(own.row["basis"]))}
    points = Decimal(own.row["price_points"])
    texts = [
        words
        + " "
        + _("Dat geeft %(points)s van de %(most)s punten.") % {"points": _points(points), "most": number(most)}
    ]
    for line in facts.uncounted:
        texts.append(
            _(
                "U noemde een restwaarde van %(amount)s zonder die te garanderen. Volgens de leidraad telt zij dan "
                "voor nul."
            )
            % {"amount": euro(abs(line.amount_eur), 0)}
        )
    if facts.letter.kind != LetterKind.AWARD and facts.is_full:
        theirs = Decimal(facts.winner.row["price_points"])
        texts.append(
            _("Op kosten scoorde u hoger dan de winnaar, die %(points)s punten kreeg.") % {"points": _points(theirs)}
            if points > theirs
            else _("De winnaar kreeg voor kosten %(points)s punten.") % {"points": _points(theirs)}
        )
    return texts


def _led(lead: str, text: str) -> str:
    return f"{lead} {text}" if text else ""


def _with_unit(value: Decimal | None, name: str) -> str:
    return unit(value, name) if name else number(value)


def _two(value: Decimal) -> Decimal:
    return round(value, 2)


def _points(value: Decimal | None) -> str:
    return "–" if value is None else number(value, 2)


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + number(value, 2)
