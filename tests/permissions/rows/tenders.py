"""Who gets what at the addresses of policy, the list of tenders, and stages 1 and 2."""

from typing import Any

from procurement.accounts.models import Organisation
from tenders.domain.vocabulary import PolicyLevel, TeamRole
from tests.factories.tenders import (
    make_ambition,
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_consultation_response,
    make_policy_goal,
)
from tests.permissions.people import (
    ADMINS,
    BUYERS,
    DRAFTERS,
    MANAGES_TEAM,
    MEMBERS,
    SEES_TENDER,
    SIGNED_IN,
    TEAM,
)
from tests.permissions.row import Row, post
from tests.permissions.world import World, below_tender, of, of_tender

# Whoever works for the authority, or is in one of its teams.
SEES_POLICY = MEMBERS | TEAM
KEEPS_POLICY = ADMINS | BUYERS
READS_ALONG = SEES_TENDER - DRAFTERS
SIGNERS = frozenset({"client", "budget_holder"})
# Team members are people from outside the authority here; each confirms for themselves.
CONFIRMS = TEAM


def build(world: World) -> None:
    """A policy goal with an ambition, and a consultation with one of each; beside the tender in draft of the cast."""
    tender = world.cast.tender
    organisation = Organisation.objects.get(pk=tender.organisation_id)
    world["organisation"] = organisation
    world["policy_goal"] = make_policy_goal(organisation=organisation, level=PolicyLevel.STRATEGIC)
    world["ambition"] = make_ambition(tender=tender, policy_goal=world["policy_goal"])
    world["member"] = tender.team.get(role=TeamRole.LAWYER)
    consultation = make_consultation(tender=tender)
    world["consultation_question"] = make_consultation_question(consultation=consultation)
    world["consultation_response"] = make_consultation_response(consultation=consultation)
    world["conclusion"] = make_conclusion(consultation=consultation)


def written(name: str, arguments: Any = of_tender, by: frozenset[str] = DRAFTERS) -> tuple[Row, Row]:
    """A form that drafters open and send, while others who see the tender may not."""
    return (
        Row(f"tenders:{name}", by, arguments, forbidden=SEES_TENDER - by),
        post(f"tenders:{name}", by, arguments, forbidden=SEES_TENDER - by),
    )


AMBITION = below_tender(ambition_id="ambition")
MEMBER = below_tender(member_id="member")
QUESTION = below_tender(question_id="consultation_question")
RESPONSE = below_tender(response_id="consultation_response")
CONCLUSION = below_tender(conclusion_id="conclusion")

POLICY_ROWS = (
    Row("tenders:policy", SEES_POLICY | {"other_buyer"}),
    Row("tenders:policy_edit", KEEPS_POLICY, of("organisation"), forbidden=SEES_POLICY - KEEPS_POLICY),
    post("tenders:policy_edit", KEEPS_POLICY, of("organisation"), forbidden=SEES_POLICY - KEEPS_POLICY),
    Row("tenders:policy_goal_new", KEEPS_POLICY, of("organisation"), forbidden=SEES_POLICY - KEEPS_POLICY),
    post("tenders:policy_goal_new", KEEPS_POLICY, of("organisation"), forbidden=SEES_POLICY - KEEPS_POLICY),
    Row("tenders:policy_goal", SEES_POLICY, of("policy_goal")),
    Row("tenders:policy_goal_edit", KEEPS_POLICY, of("policy_goal"), forbidden=SEES_POLICY - KEEPS_POLICY),
    post("tenders:policy_goal_edit", KEEPS_POLICY, of("policy_goal"), forbidden=SEES_POLICY - KEEPS_POLICY),
    Row("tenders:policy_goal_remove", KEEPS_POLICY, of("policy_goal"), forbidden=SEES_POLICY - KEEPS_POLICY),
    post("tenders:policy_goal_remove", KEEPS_POLICY, of("policy_goal"), forbidden=SEES_POLICY - KEEPS_POLICY),
)
TENDER_ROWS = (
    # The list shows what one may see; for somebody from outside it is empty.
    Row("tenders:tenders", SIGNED_IN),
    Row("tenders:tender_new", BUYERS | {"other_buyer"}, forbidden=SEES_POLICY - BUYERS),
    post("tenders:tender_new", BUYERS | {"other_buyer"}, forbidden=SEES_POLICY - BUYERS),
    Row("tenders:workspace", SEES_TENDER, of_tender),
    *written("tender_edit"),
    post("tenders:tender_transition", DRAFTERS, of_tender, forbidden=READS_ALONG, data={"target": "review"}),
    Row("tenders:tender_withdraw", BUYERS, of_tender, forbidden=SEES_TENDER - BUYERS),
    post("tenders:tender_withdraw", BUYERS, of_tender, forbidden=SEES_TENDER - BUYERS),
)
AMBITION_ROWS = (
    Row("tenders:ambition", SEES_TENDER, of_tender),
    *written("ambition_new"),
    Row("tenders:ambition_edit", SEES_TENDER, AMBITION),
    # Who may not write is shown the ambition, whatever they send.
    post("tenders:ambition_edit", SEES_TENDER, AMBITION),
    *written("ambition_remove", AMBITION),
    post("tenders:policy_read", CONFIRMS, of_tender, forbidden=SEES_TENDER - CONFIRMS),
    *written("definition"),
    post("tenders:definition_adopt", DRAFTERS, of_tender, forbidden=READS_ALONG),
    Row("tenders:suitability", SEES_TENDER, of_tender),
    post("tenders:suitability", SEES_TENDER, of_tender),
    post("tenders:suitability_autosave", DRAFTERS, of_tender, forbidden=READS_ALONG),
    Row("tenders:team", SEES_TENDER, of_tender),
    *written("member_new", by=MANAGES_TEAM),
    *written("member_edit", MEMBER, by=MANAGES_TEAM),
    post("tenders:member_leave", MANAGES_TEAM, MEMBER, forbidden=SEES_TENDER - MANAGES_TEAM),
    post("tenders:member_return", MANAGES_TEAM, MEMBER, forbidden=SEES_TENDER - MANAGES_TEAM),
    Row("tenders:strategy", SEES_TENDER, of_tender),
    post("tenders:strategy", SEES_TENDER, of_tender),
    post("tenders:strategy_autosave", DRAFTERS, of_tender, forbidden=READS_ALONG),
    Row("tenders:strategy_sign", SIGNERS, of_tender, forbidden=SEES_TENDER - SIGNERS),
    post("tenders:strategy_sign", SIGNERS, of_tender, forbidden=SEES_TENDER - SIGNERS),
    post("tenders:strategy_withdraw", DRAFTERS | SIGNERS, of_tender, forbidden=READS_ALONG - SIGNERS),
)
MARKET_ROWS = (
    Row("tenders:market", SEES_TENDER, of_tender),
    *written("market_edit"),
    post("tenders:market_autosave", DRAFTERS, of_tender, forbidden=READS_ALONG),
    # A consultation is there, so the page sends one back to it.
    Row("tenders:market_waive", DRAFTERS, of_tender, forbidden=READS_ALONG, ok=frozenset({302})),
    post("tenders:market_waive", DRAFTERS, of_tender, forbidden=READS_ALONG),
    post("tenders:market_unwaive", DRAFTERS, of_tender, forbidden=READS_ALONG),
    Row("tenders:market_questions", SEES_TENDER, of_tender),
    *written("market_question_new"),
    *written("market_question_edit", QUESTION),
    post("tenders:market_question_move", DRAFTERS, QUESTION, forbidden=READS_ALONG),
    *written("market_question_remove", QUESTION),
    Row("tenders:market_responses", SEES_TENDER, of_tender),
    *written("market_response_new"),
    *written("market_response_edit", RESPONSE),
    *written("market_response_remove", RESPONSE),
    Row("tenders:market_conclusions", SEES_TENDER, of_tender),
    *written("market_conclusion_new"),
    *written("market_conclusion_edit", CONCLUSION),
    *written("market_conclusion_remove", CONCLUSION),
    post("tenders:market_report", SEES_TENDER, of_tender),
    post("tenders:market_document", SEES_TENDER, of_tender),
)

ROWS: tuple[Row, ...] = (*POLICY_ROWS, *TENDER_ROWS, *AMBITION_ROWS, *MARKET_ROWS)
