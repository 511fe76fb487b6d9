"""Addresses of tenders."""

from django.urls import include, path

from tenders.clarification_urls import clarification_urls, own_question_urls
from tenders.library_urls import library_urls, tender_library_urls
from tenders.procedure_urls import procedure_urls
from tenders.publishing_urls import review_urls
from tenders.services import consultation_papers
from tenders.specification_urls import specification_urls
from tenders.views import (
    ambition,
    codes,
    market,
    market_questions,
    market_responses,
    overview,
    planning,
    policy,
    procedure,
    strategy,
    team,
    tenders,
)

app_name = "tenders"

policy_urls = [
    path("beleid/", policy.policy, name="policy"),
    path("beleid/<int:pk>/wijzigen/", policy.policy_edit, name="policy_edit"),
    path("beleid/<int:pk>/doelen/nieuw/", policy.goal_new, name="policy_goal_new"),
    path("beleid/doelen/<int:pk>/", policy.goal, name="policy_goal"),
    path("beleid/doelen/<int:pk>/wijzigen/", policy.goal_edit, name="policy_goal_edit"),
    path("beleid/doelen/<int:pk>/verwijderen/", policy.goal_remove, name="policy_goal_remove"),
]
ambition_urls = [
    path("", ambition.ambition, name="ambition"),
    path("nieuw/", ambition.ambition_new, name="ambition_new"),
    path("<int:ambition_id>/", ambition.ambition_edit, name="ambition_edit"),
    path("<int:ambition_id>/verwijderen/", ambition.ambition_remove, name="ambition_remove"),
    path("beleid-gelezen/", ambition.policy_read, name="policy_read"),
    path("definitie/", ambition.definition, name="definition"),
    path("definitie/overnemen/", ambition.definition_adopt, name="definition_adopt"),
    path("geschiktheid/", ambition.suitability, name="suitability"),
    path("geschiktheid/bewaren/", ambition.suitability_autosave, name="suitability_autosave"),
    path("team/", team.team, name="team"),
    path("team/nieuw/", team.member_new, name="member_new"),
    path("team/<int:member_id>/", team.member_edit, name="member_edit"),
    path("team/<int:member_id>/uit-team/", team.member_leave, name="member_leave"),
    path("team/<int:member_id>/terug/", team.member_return, name="member_return"),
    path("strategie/", strategy.strategy, name="strategy"),
    path("strategie/bewaren/", strategy.strategy_autosave, name="strategy_autosave"),
    path("strategie/tekenen/", strategy.strategy_sign, name="strategy_sign"),
    path("strategie/intrekken/", strategy.strategy_withdraw, name="strategy_withdraw"),
]
market_urls = [
    path("", market.market, name="market"),
    path("opzet/", market.market_edit, name="market_edit"),
    path("opzet/bewaren/", market.market_autosave, name="market_autosave"),
    path("geen-consultatie/", market.market_waive, name="market_waive"),
    path("toch-consultatie/", market.market_unwaive, name="market_unwaive"),
    path("vragen/", market_questions.questions, name="market_questions"),
    path("vragen/nieuw/", market_questions.question_new, name="market_question_new"),
    path("vragen/<int:question_id>/", market_questions.question_edit, name="market_question_edit"),
    path("vragen/<int:question_id>/verplaatsen/", market_questions.question_move, name="market_question_move"),
    path("vragen/<int:question_id>/verwijderen/", market_questions.question_remove, name="market_question_remove"),
    path("reacties/", market_responses.responses, name="market_responses"),
    path("reacties/nieuw/", market_responses.response_new, name="market_response_new"),
    path("reacties/<int:response_id>/", market_responses.response_edit, name="market_response_edit"),
    path("reacties/<int:response_id>/verwijderen/", market_responses.response_remove, name="market_response_remove"),
    path("conclusies/", market_responses.conclusions, name="market_conclusions"),
    path("conclusies/nieuw/", market_responses.conclusion_new, name="market_conclusion_new"),
    path("conclusies/<int:conclusion_id>/", market_responses.conclusion_edit, name="market_conclusion_edit"),
    path(
        "conclusies/<int:conclusion_id>/verwijderen/",
        market_responses.conclusion_remove,
        name="market_conclusion_remove",
    ),
    path("document/", market_responses.paper, {"kind": consultation_papers.DOCUMENT}, name="market_document"),
    path("verslag/", market_responses.paper, {"kind": consultation_papers.REPORT}, name="market_report"),
]

urlpatterns = [
    *policy_urls,
    path("codes/<str:kind>/", codes.codes, name="codes"),
    path("bibliotheek/", include(library_urls)),
    *own_question_urls,
    path("aanbestedingen/", tenders.tenders, name="tenders"),
    path("aanbestedingen/nieuw/", tenders.tender_new, name="tender_new"),
    path("aanbestedingen/<int:pk>/", overview.overview, name="workspace"),
    path("aanbestedingen/<int:pk>/wijzigen/", tenders.tender_edit, name="tender_edit"),
    path("aanbestedingen/<int:pk>/status/", tenders.transition, name="tender_transition"),
    path("aanbestedingen/<int:pk>/intrekken/", tenders.withdraw, name="tender_withdraw"),
    path("aanbestedingen/<int:pk>/ambitie/", include(ambition_urls)),
    path("aanbestedingen/<int:pk>/markt/", include(market_urls)),
    path("aanbestedingen/<int:pk>/procedure/", include(procedure_urls)),
    path("aanbestedingen/<int:pk>/planning/", planning.planning, name="planning"),
    path("aanbestedingen/<int:pk>/planning/termijnen/", procedure.term_facts, name="term_facts"),
    path("aanbestedingen/<int:pk>/planning/bereken/", planning.propose_planning, name="propose_planning"),
    path("aanbestedingen/<int:pk>/planning.ics", planning.planning_ics, name="planning_ics"),
    path("aanbestedingen/<int:pk>/specificatie/", include(specification_urls)),
    path("aanbestedingen/<int:pk>/bibliotheek/", include(tender_library_urls)),
    path("aanbestedingen/<int:pk>/toets/", include(review_urls)),
    path("aanbestedingen/<int:pk>/inlichtingen/", include(clarification_urls)),
]
