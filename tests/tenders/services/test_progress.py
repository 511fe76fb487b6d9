"""States of stages 1 and 2 for many tenders, threads, and work that waits."""

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core import clock
from tenders.domain.lifecycle import TenderState
from tenders.domain.thread import LinkKind, LinkState
from tenders.domain.vocabulary import FollowUp, PolicyLevel, StageState, TeamRole
from tenders.extension_points import THREAD_FORWARD, ThreadNode
from tenders.models import Lesson, Tender
from tenders.services import preparation_work, progress, strategy, thread
from tests.factories.accounts import make_organisation, make_user
from tests.factories.tenders import (
    make_ambition,
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_consultation_response,
    make_member,
    make_policy_goal,
    make_tender,
)

pytestmark = pytest.mark.django_db

REQUIRED = (
    TeamRole.CLIENT,
    TeamRole.BUDGET_HOLDER,
    TeamRole.PROJECT_LEADER,
    TeamRole.CE_COORDINATOR,
    TeamRole.MANDATE_HOLDER,
)


def make_whole_tender(**fields):
    """A tender whose stages 1 and 2 are done."""
    tender = make_tender(definition="Minder nieuw.", strategy="Eerst de voorraad.", **fields)
    make_ambition(tender=tender)
    for role in REQUIRED:
        make_member(tender=tender, role=role)
    for role in (TeamRole.CLIENT, TeamRole.BUDGET_HOLDER):
        seen = strategy.status_of(tender).sha256
        strategy.sign_strategy(tender.pk, person=tender.team.get(role=role).user, seen_sha256=seen)
    consultation = make_consultation(tender=tender)
    question = make_consultation_question(consultation=consultation)
    make_consultation_response(consultation=consultation, answers={question: "Ja."})
    make_conclusion(consultation=consultation)
    return tender


def test_each_tender_has_its_own_state():
    whole, empty = make_whole_tender(), make_tender()
    begun = make_tender(organisation=whole.organisation, stock_first="Er staat nog veel.")
    waived = make_tender(no_consultation_reason="Vorig jaar gedaan.")
    ids = [whole.pk, empty.pk, begun.pk, waived.pk]

    assert progress.ambition_states(ids) == {
        whole.pk: StageState.DONE,
        empty.pk: StageState.EMPTY,
        begun.pk: StageState.BUSY,
        waived.pk: StageState.EMPTY,
    }
    assert progress.market_states(ids) == {
        whole.pk: StageState.DONE,
        empty.pk: StageState.EMPTY,
        begun.pk: StageState.EMPTY,
        waived.pk: StageState.DONE,
    }


def test_the_number_of_questions_does_not_grow_with_the_tenders(django_assert_num_queries):
    ids = [make_whole_tender().pk for _number in range(4)]

    with django_assert_num_queries(4):
        progress.ambition_states(ids)
    with django_assert_num_queries(2):
        progress.market_states(ids)


def test_gaps_name_what_one_tender_lacks():
    tender = make_whole_tender()
    tender.team.get(role=TeamRole.CLIENT).delete()
    make_conclusion(consultation=tender.consultation, follow_up=FollowUp.OPEN)

    assert [(gap.code, gap.role) for gap in progress.gaps_of_ambition(tender)] == [("role_missing", TeamRole.CLIENT)]
    assert [gap.code for gap in progress.gaps_of_market(tender)] == ["follow_up_open"]


def test_a_member_who_left_does_not_count():
    tender = make_whole_tender()
    tender.team.filter(role=TeamRole.CLIENT).update(is_active=False)

    assert progress.ambition_states([tender.pk]) == {tender.pk: StageState.BUSY}


@pytest.fixture
def forward():
    """An app that hangs a criterion on every ambition, and counts how often it is asked."""
    asked = []

    def find(ids):
        asked.append(list(ids))
        return {pk: [ThreadNode("criterion", f"K{pk}", f"/k/{pk}/")] for pk in ids}

    kept = dict(THREAD_FORWARD)
    dict.clear(THREAD_FORWARD)
    THREAD_FORWARD["test"] = find
    yield asked
    dict.clear(THREAD_FORWARD)
    dict.update(THREAD_FORWARD, kept)


def test_a_thread_runs_from_the_strategic_goal_through_what_higher_apps_hang_on_it(forward):
    organisation = make_organisation()
    top = make_policy_goal(organisation=organisation, level=PolicyLevel.STRATEGIC, title="Helft minder nieuw")
    goal = make_policy_goal(organisation=organisation, parent=top, title="Eerst voorraad")
    ambition = make_ambition(tender=make_tender(organisation=organisation), policy_goal=goal)

    found = thread.threads_of(ambition.tender)[0]

    assert [link.kind for link in found.links] == list(LinkKind)
    assert [node.title for node in found.links[0].nodes] == ["Helft minder nieuw", "Eerst voorraad"]
    assert [node.url for node in found.links[2].nodes] == [f"/k/{ambition.pk}/"]
    assert found.is_whole
    assert found.gaps == []


def test_every_app_is_asked_once_for_all_ambitions(forward):
    tender = make_tender()
    ids = [make_ambition(tender=tender).pk for _number in range(3)]

    assert len(thread.threads_of(tender)) == 3
    assert forward == [ids]


def test_a_tender_without_ambitions_asks_nobody(forward):
    assert thread.threads_of(make_tender()) == []
    assert forward == []


def test_threads_of_goals_leave_out_withdrawn_tenders(forward):
    organisation = make_organisation()
    goal = make_policy_goal(organisation=organisation)
    states = (TenderState.DRAFT, TenderState.AWARDED, TenderState.WITHDRAWN)
    ambitions = [
        make_ambition(tender=make_tender(organisation=organisation, state=state), policy_goal=goal) for state in states
    ]

    found = thread.threads_of_goals([goal.pk], Tender.objects.all())[goal.pk]

    assert {item.ambition for item in found} == set(ambitions[:2])
    awarded = next(item for item in found if item.ambition == ambitions[1])
    assert [gap.kind for gap in awarded.gaps] == [LinkKind.PROMISE, LinkKind.KPI]


def test_lessons_stand_at_the_end_of_the_thread():
    ambition = make_ambition(tender=make_tender())
    for text in ("Eerder schouwen.", "Paspoort vanaf dag één."):
        Lesson.objects.create(
            tender=ambition.tender,
            ambition=ambition,
            text=text,
            written_by=ambition.tender.created_by,
            written_at=clock.now(),
        )

    last = thread.threads_of(ambition.tender)[0].links[-1]

    assert last.state is LinkState.PRESENT
    assert [node.title for node in last.nodes] == ["Eerder schouwen.", "Paspoort vanaf dag één."]


def work(user):
    return [(str(item.title), item.url) for item in preparation_work.work_of(user)]


def test_a_strategy_waits_for_who_has_not_signed_it():
    tender = make_tender(strategy="Eerst de voorraad.")
    make_ambition(tender=tender)
    client = make_member(tender=tender, role=TeamRole.CLIENT, policy_read_at=clock.now()).user
    holder = make_member(tender=tender, role=TeamRole.BUDGET_HOLDER, policy_read_at=clock.now()).user
    url = f"/aanbestedingen/{tender.pk}/ambitie/strategie/"
    before = work(client)

    strategy.sign_strategy(tender.pk, person=client, seen_sha256=strategy.status_of(tender).sha256)

    assert before == [("Inkoopstrategie tekenen als opdrachtgever", url)]
    assert work(client) == []
    assert work(holder) == [("Inkoopstrategie tekenen als budgethouder", url)]


def test_a_strategy_without_an_ambition_waits_for_nobody():
    tender = make_tender(strategy="Eerst de voorraad.")
    client = make_member(tender=tender, role=TeamRole.CLIENT, policy_read_at=clock.now()).user

    assert work(client) == []


def test_a_team_member_is_asked_to_read_the_policy_and_the_committee_is_not():
    tender = make_tender()
    leader = make_member(tender=tender, role=TeamRole.PROJECT_LEADER).user
    assessor = make_member(tender=tender, role=TeamRole.COMMITTEE).user

    assert work(leader) == [("Beleid lezen dat voor deze aanbesteding geldt", f"/aanbestedingen/{tender.pk}/ambitie/")]
    assert work(assessor) == []


def test_nothing_waits_in_a_published_tender():
    tender = make_tender(strategy="Eerst de voorraad.", state=TenderState.PUBLISHED)
    make_ambition(tender=tender)
    client = make_member(tender=tender, role=TeamRole.CLIENT).user

    assert work(client) == []


@pytest.mark.parametrize("role", [*Role, None])
def test_the_search_of_tenders_needs_every_word(role):
    tender = make_tender(title="Circulaire stoelen", reference="LIN-7", product_group="meubilair")
    make_tender(organisation=tender.organisation, title="Circulaire kleding")
    user = make_user(organisation=tender.organisation, role=role)
    make_member(tender=tender, user=user, role=TeamRole.LAWYER)

    found = Tender.objects.visible_to(user).searching("circulaire lin meub")

    assert list(found) == [tender]
    assert list(Tender.objects.with_in_team(user)) == [tender]
