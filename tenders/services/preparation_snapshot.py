"""What stages 1 and 2 put into a publication, and the chapter of the guide that is written from it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from procurement.core.domain.blocks import Block, Bullets, Heading, Paragraph, Table
from procurement.core.domain.canonical import decimal_text
from procurement.core.domain.decimals import format_unit
from tenders.domain.vocabulary import RStrategy
from tenders.labels import R_STRATEGY_LABELS
from tenders.models import Ambition, ConsultationConclusion, MarketConsultation, Tender


def ambition_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return definition, vision and ambitions of each tender; figures are decimal strings."""
    ambitions: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    rows = Ambition.objects.filter(tender_id__in=tender_ids).select_related("policy_goal__parent")
    for ambition in rows.order_by("tender", "code"):
        ambitions[ambition.tender_id].append(_ambition(ambition))
    return {
        tender.pk: {
            "vision": tender.organisation.vision,
            "definition": tender.definition,
            "definition_version": tender.definition_version,
            "ambitions": ambitions[tender.pk],
        }
        for tender in Tender.objects.filter(pk__in=tender_ids).select_related("organisation")
    }


def market_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the outcome of the consultation of each tender, or why none was held; no party is named."""
    conclusions: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    for row in ConsultationConclusion.objects.filter(consultation__tender_id__in=tender_ids).select_related(
        "consultation"
    ):
        conclusions[row.consultation.tender_id].append(
            {"number": row.number, "text": row.text, "follow_up": row.follow_up, "reason": row.reason}
        )
    held = MarketConsultation.objects.filter(tender_id__in=tender_ids).counting_responses()
    found = {row.tender_id: _market(row, conclusions[row.tender_id]) for row in held}
    for pk, reason in Tender.objects.filter(pk__in=tender_ids).values_list("pk", "no_consultation_reason"):
        found.setdefault(pk, {"is_held": False, "reason": reason})
    return found


def ambitions_chapter(snapshot: dict[str, Any]) -> Sequence[Block]:
    """Paragraph 1.7 of the guide: definition, ambitions, and what the market said."""
    part, market = snapshot["ambition"], snapshot.get("market", {})
    blocks: list[Block] = [Heading(_("Circulaire ambities en samenhang met beleid"), level=2, number="1.7")]
    if part["vision"]:
        blocks.append(Paragraph(part["vision"]))
    if part["definition"]:
        blocks += [
            Paragraph(_("In deze aanbesteding verstaan wij onder circulariteit:")),
            Paragraph(part["definition"], tone="lead"),
        ]
    if part["ambitions"]:
        blocks += _ambition_blocks(part["ambitions"])
    if market.get("is_held"):
        blocks += _market_blocks(market)
    return blocks


def _ambition(ambition: Ambition) -> dict[str, Any]:
    goal = ambition.policy_goal
    return {
        "code": ambition.code,
        "title": ambition.title,
        "explanation": ambition.explanation,
        "r_strategy": ambition.r_strategy,
        "indicator": ambition.indicator,
        "unit": ambition.unit,
        "better": ambition.better,
        "baseline": decimal_text(ambition.baseline),
        "baseline_year": ambition.baseline_year,
        "target": decimal_text(ambition.target),
        "target_year": ambition.target_year,
        "policy_goal": goal.title,
        "strategic_goal": goal.parent.title if goal.parent else "",
    }


def _market(consultation: Any, conclusions: list[dict[str, Any]]) -> dict[str, Any]:
    published = consultation.report_published_on
    return {
        "is_held": True,
        "held_on": consultation.held_on.isoformat(),
        "channel": consultation.channel,
        "is_open": consultation.is_open,
        "responses": consultation.response_count,
        "capable_firms": consultation.capable_firms,
        "report_published_on": published.isoformat() if published else "",
        "conclusions": conclusions,
    }


def _ambition_blocks(ambitions: Sequence[dict[str, Any]]) -> list[Block]:
    header = (_("Nr."), _("Ambitie"), _("Meetbaar"), _("Nu"), _("Doel"), _("Jaar"))
    rows = [
        (
            row["code"],
            row["title"],
            row["indicator"],
            format_unit(Decimal(row["baseline"]), row["unit"]),
            format_unit(Decimal(row["target"]), row["unit"]),
            str(row["target_year"]),
        )
        for row in ambitions
    ]
    origins = [
        _("%(code)s komt uit het beleidsdoel “%(goal)s” en rust op %(strategy)s. %(explanation)s")
        % {
            "code": row["code"],
            "goal": row["policy_goal"],
            "strategy": R_STRATEGY_LABELS[RStrategy(row["r_strategy"])],
            "explanation": row["explanation"],
        }
        for row in ambitions
    ]
    align = ("left", "left", "left", "right", "right", "right")
    return [
        Table(_("Ambities van deze aanbesteding"), header, rows, align=align, widths=(7, 28, 27, 14, 14, 10)),
        Bullets([origin.strip() for origin in origins]),
    ]


def _market_blocks(market: dict[str, Any]) -> list[Block]:
    text = _("Vooraf is de markt geraadpleegd; het verslag is openbaar. De conclusies die wij hebben overgenomen:")
    adopted = [row["text"] for row in market["conclusions"] if row["follow_up"] == "adopted"]
    return [Paragraph(text), Bullets(adopted)] if adopted else []
