"""Policy and stages 1 and 2 of the demo: the furniture case in its own months, and the start of practice tenders."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from procurement.core import clock
from tenders.domain.vocabulary import Better, FollowUp, RStrategy, TeamRole
from tenders.models import Ambition, MarketConsultation, PolicyGoal, Tender
from tenders.services import ambitions, consultation, drafting, policy, strategy, team

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DATA = json.loads((Path(__file__).parent / "furniture_preparation.json").read_text(encoding="utf-8"))
FIRST_POLICY = datetime(2021, 6, 10, 10, 0, tzinfo=AMSTERDAM)
POLICY = datetime(2022, 3, 21, 10, 0, tzinfo=AMSTERDAM)
STARTED = datetime(2023, 1, 9, 10, 0, tzinfo=AMSTERDAM)
READ = datetime(2023, 1, 12, 9, 0, tzinfo=AMSTERDAM)
AMBITIONS = datetime(2023, 1, 13, 13, 30, tzinfo=AMSTERDAM)
MARKET_ASKED = datetime(2023, 1, 16, 9, 0, tzinfo=AMSTERDAM)
CLIENT_SIGNED = datetime(2023, 1, 26, 15, 10, tzinfo=AMSTERDAM)
BUDGET_HOLDER_SIGNED = datetime(2023, 1, 27, 9, 40, tzinfo=AMSTERDAM)
MARKET_CONCLUDED = datetime(2023, 2, 10, 14, 0, tzinfo=AMSTERDAM)
COMMITTEE_FORMED = datetime(2023, 3, 1, 11, 0, tzinfo=AMSTERDAM)


def load_policy(context: dict[str, Any]) -> None:
    """Vision, definition in two versions, and the goals; puts ``policy_goals`` by key in the context."""
    organisation, actor = context["organisation"], context["people"]["verhoeve"]
    with clock.at(FIRST_POLICY):
        first = DATA["earlier_definition"]
        policy.change_policy(
            organisation.pk, actor=actor, vision=DATA["vision"], definition=first, decision="College 8 juni 2021"
        )
    with clock.at(POLICY):
        policy.change_policy(
            organisation.pk,
            actor=actor,
            vision=DATA["vision"],
            definition=DATA["definition"],
            decision="Raad 17 maart 2022",
        )
        goals: dict[str, PolicyGoal] = {}
        for key, row in DATA["goals"].items():
            values = _figures(row) | {"parent": goals.get(row.get("parent", ""))}
            goals[key] = policy.add_goal(organisation, actor=actor, **values)
    organisation.refresh_from_db()
    context["policy_goals"] = goals


def load_ambition(context: dict[str, Any]) -> None:
    """Stage 1 of the furniture case; puts ``tender``, ``lot``, ``ambitions`` and ``committee`` in the context."""
    people = context["people"]
    actor = people["verhoeve"]
    with clock.at(STARTED):
        tender = drafting.create_tender(context["organisation"], actor=actor, **DATA["tender"])
        _form_team(tender, people)
    with clock.at(READ):
        for key, *_rest in DATA["team"]:
            ambitions.confirm_policy_read(tender.pk, actor=people[key])
    with clock.at(AMBITIONS):
        ambitions.adopt_definition(tender.pk, actor=people["meijering"])
        _judge_suitability(tender, people["bakker"])
        added = {
            key: _add_ambition(tender, context["policy_goals"][row["goal"]], row, people["meijering"])
            for key, row in DATA["ambitions"].items()
        }
        strategy.save_strategy(tender.pk, actor=actor, strategy=DATA["strategy"])
    for moment, key in ((CLIENT_SIGNED, "aalders"), (BUDGET_HOLDER_SIGNED, "koning")):
        with clock.at(moment):
            _sign(tender, people[key])
    with clock.at(COMMITTEE_FORMED):
        committee = _form_committee(tender, people)
    tender.refresh_from_db()
    context |= {"tender": tender, "lot": tender.lots.get(number=1), "ambitions": added, "committee": committee}


def load_market(context: dict[str, Any]) -> None:
    """Stage 2 of the furniture case: the consultation of 6 February 2023 with seven parties and five conclusions."""
    actor, tender = context["people"]["verhoeve"], context["tender"]
    with clock.at(MARKET_ASKED):
        held = _open_consultation(tender, actor, DATA["consultation"] | {"report_published_on": None})
        for row in DATA["questions"]:
            consultation.add_question(held.pk, actor=actor, **row | {"summary": ""})
    with clock.at(MARKET_CONCLUDED):
        _answer(held, actor, DATA["responses"])
        for question, row in zip(held.questions.all(), DATA["questions"], strict=True):
            consultation.change_question(question.pk, actor=actor, summary=row["summary"])
        _conclude(held, actor, DATA["conclusions"])
        _open_consultation(tender, actor, DATA["consultation"])
    tender.refresh_from_db()


def start_practice_tender(context: dict[str, Any], *, title: str, reference: str, group: str = "") -> Tender:
    """Start a tender to practise with, now, by the buyer; it waits in stage 1 with the definition adopted."""
    actor = context["people"]["verhoeve"]
    tender = drafting.create_tender(
        context["organisation"],
        actor=actor,
        title=title,
        reference=reference,
        product_group=group or "kantoormeubilair",
        description="Een aanbesteding om mee te oefenen: opknappen, aanvullen en onderhouden van bureaustoelen.",
    )
    return ambitions.adopt_definition(tender.pk, actor=actor)


def bring_to_ambition(context: dict[str, Any], tender: Tender) -> None:
    """Do stage 1 of a practice tender: team, ambition, suitability, and a strategy that both have signed.

    All but the buyer have read the policy: that still waits for who practises.
    """
    people = context["people"]
    _form_team(tender, people)
    for key in dict.fromkeys(key for key, *_rest in DATA["team"] if key != "verhoeve"):
        ambitions.confirm_policy_read(tender.pk, actor=people[key])
    _judge_suitability(tender, people["bakker"])
    row = DATA["ambitions"]["reuse"] | {
        "title": "75% van de stoelen opgeknapt of opnieuw gebruikt",
        "explanation": "Gemeten als massa-aandeel over alle geleverde stoelen, eigen voorraad meegeteld.",
        "baseline": "30",
        "baseline_year": clock.today().year - 1,
        "target": "75",
        "target_year": clock.today().year + 2,
    }
    _add_ambition(tender, context["policy_goals"]["reuse"], row, people["meijering"])
    text = (
        "Wij benutten eerst de 260 stoelen die er staan, laten opknappen wat kan en vullen aan wat ontbreekt. "
        "De ambitie komt terug in een eis, een gunningscriterium en een KPI."
    )
    strategy.save_strategy(tender.pk, actor=people["verhoeve"], strategy=text)
    for key in ("aalders", "koning"):
        _sign(tender, people[key])
    tender.refresh_from_db()


def bring_to_market(context: dict[str, Any], tender: Tender) -> None:
    """Do stage 2 of a practice tender: a short consultation of a month ago with two questions and one conclusion."""
    actor, day = context["people"]["verhoeve"], clock.today() - timedelta(days=30)
    values = DATA["consultation"] | {
        "purpose": "Weten welk deel van de stoelen kan worden opgeknapt en welke looptijd daarbij past.",
        "respond_by": None,
        "held_on": day.isoformat(),
        "report_published_on": (day + timedelta(days=10)).isoformat(),
        "capable_firms": 5,
    }
    held = _open_consultation(tender, actor, values)
    for row in (DATA["questions"][0], DATA["questions"][4]):
        text = row["text"].replace("onze voorraad van 1.150 stuks", "onze 260 stoelen")
        text = text.replace("een volwaardige werkplek", "een stoel die weer jaren meegaat")
        consultation.add_question(held.pk, actor=actor, **row | {"summary": "", "text": text})
    picked = [row | {"answers": [row["answers"][0], row["answers"][4]]} for row in DATA["responses"][:3]]
    _answer(held, actor, [row | {"received_on": day.isoformat()} for row in picked])
    lesson = [
        "Driekwart van de stoelen is met gewone middelen op te knappen.",
        "adopted",
        "De ambitie gaat uit van 75%.",
    ]
    _conclude(held, actor, [lesson])
    tender.refresh_from_db()


def _form_team(tender: Tender, people: Mapping[str, Any]) -> None:
    actor = people["verhoeve"]
    for key, role, department, expertise, mandate, amount in DATA["team"]:
        values = {
            "department": department,
            "expertise": expertise,
            "mandate": mandate,
            "mandate_eur": Decimal(amount) if amount else None,
        }
        own = tender.team.filter(user=people[key], role=role).first()
        if own:
            team.change_member(own.pk, actor=actor, **values)
        else:
            team.add_member(tender.pk, actor=actor, user=people[key], role=TeamRole(role), **values)


def _form_committee(tender: Tender, people: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: team.add_member(
            tender.pk,
            actor=people["verhoeve"],
            user=people[key],
            role=TeamRole.COMMITTEE,
            department=department,
            expertise=expertise,
        )
        for key, department, expertise in DATA["committee"]
    }


def _judge_suitability(tender: Tender, actor: Any) -> None:
    ambitions.save_suitability(
        tender.pk,
        actor=actor,
        stock_first=DATA["stock_first"],
        suitability_score=DATA["suitability_score"],
        suitability_motivation=DATA["suitability_motivation"],
    )


def _add_ambition(tender: Tender, goal: PolicyGoal, row: Mapping[str, Any], actor: Any) -> Ambition:
    values = _figures(row) | {"r_strategy": RStrategy(row["r_strategy"])}
    return ambitions.add_ambition(tender.pk, actor=actor, policy_goal=goal, **values)


def _sign(tender: Tender, person: Any) -> None:
    tender.refresh_from_db()
    seen = strategy.content_sha256(tender, list(tender.ambitions.all()))
    strategy.sign_strategy(tender.pk, person=person, seen_sha256=seen)


def _open_consultation(tender: Tender, actor: Any, row: Mapping[str, Any]) -> MarketConsultation:
    days = {name: _day(row[name]) for name in ("respond_by", "held_on", "report_published_on")}
    return consultation.save_consultation(tender.pk, actor=actor, **{**row, **days})


def _answer(held: MarketConsultation, actor: Any, rows: list[dict[str, Any]]) -> None:
    questions = list(held.questions.values_list("pk", flat=True))
    for row in rows:
        consultation.save_response(
            held.pk,
            actor=actor,
            party=row["party"],
            received_on=_day(row["received_on"]),
            may_be_named=row["may_be_named"],
            answers=dict(zip(questions, row["answers"], strict=True)),
        )


def _conclude(held: MarketConsultation, actor: Any, rows: list[list[str]]) -> None:
    for text, follow_up, reason in rows:
        consultation.save_conclusion(held.pk, actor=actor, text=text, follow_up=FollowUp(follow_up), reason=reason)


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in ("goal", "parent")}
    return values | {
        "better": Better(row["better"]),
        "baseline": Decimal(row["baseline"]),
        "target": Decimal(row["target"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
