"""Vision, definition and goals of an organisation."""

from decimal import Decimal

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.smart import NotMeasurableError
from tenders.domain.vocabulary import Better, PolicyLevel, TeamRole
from tenders.models import DefinitionVersion, PolicyGoal
from tenders.services import policy
from tests.factories.accounts import make_organisation, make_user
from tests.factories.tenders import make_ambition, make_member, make_policy_goal, make_tender

pytestmark = pytest.mark.django_db

FIGURES = {
    "level": PolicyLevel.TACTICAL,
    "title": "Eerst voorraad, dan opknappen, dan nieuw",
    "indicator": "leveringen uit hergebruik",
    "unit": "% van leveringen",
    "better": Better.HIGHER,
    "baseline": Decimal(20),
    "baseline_year": 2021,
    "target": Decimal(60),
    "target_year": 2026,
}


@pytest.fixture
def organisation():
    return make_organisation()


@pytest.fixture
def buyer(organisation):
    return make_user(organisation=organisation, role=Role.BUYER)


def change(organisation, buyer, **texts):
    texts = {"vision": "Minder nieuw.", "definition": "Zo min mogelijk nieuwe grondstoffen."} | texts
    return policy.change_policy(organisation.pk, actor=buyer, **texts)


def test_the_first_definition_is_version_1(organisation, buyer):
    changed = change(organisation, buyer, decision="Raad 12 januari 2022")

    assert (changed.vision, changed.definition_version) == ("Minder nieuw.", 1)
    version = DefinitionVersion.objects.get()
    assert (version.number, version.text, version.decision, version.written_by) == (
        1,
        "Zo min mogelijk nieuwe grondstoffen.",
        "Raad 12 januari 2022",
        buyer,
    )


def test_another_definition_is_the_next_version_and_the_old_one_stays(organisation, buyer):
    change(organisation, buyer)
    change(organisation, buyer, definition="Langer gebruiken.")

    assert list(DefinitionVersion.objects.values_list("number", "text")) == [
        (2, "Langer gebruiken."),
        (1, "Zo min mogelijk nieuwe grondstoffen."),
    ]
    assert AuditEvent.objects.last().data == {"fields": ["definition"], "version": 2}


def test_another_vision_leaves_the_definition_at_its_version(organisation, buyer):
    change(organisation, buyer)

    changed = change(organisation, buyer, vision="Alles circulair.")

    assert changed.definition_version == 1
    assert DefinitionVersion.objects.count() == 1


def test_the_same_texts_leave_no_trace(organisation, buyer):
    change(organisation, buyer)
    change(organisation, buyer)

    assert AuditEvent.objects.count() == 1


def test_a_goal_is_added_below_a_strategic_goal(organisation, buyer):
    top = policy.add_goal(organisation, actor=buyer, **FIGURES | {"level": PolicyLevel.STRATEGIC})
    goal = policy.add_goal(organisation, actor=buyer, parent=top, **FIGURES)

    assert list(top.children.all()) == [goal]
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["policy_goal.added"] * 2


@pytest.mark.parametrize(
    ("level", "parent_level", "is_own"),
    [
        (PolicyLevel.STRATEGIC, PolicyLevel.STRATEGIC, True),
        (PolicyLevel.TACTICAL, PolicyLevel.TACTICAL, True),
        (PolicyLevel.TACTICAL, PolicyLevel.STRATEGIC, False),
    ],
)
def test_a_goal_cannot_hang_just_anywhere(organisation, buyer, level, parent_level, is_own):
    parent = make_policy_goal(organisation=organisation if is_own else make_organisation(), level=parent_level)

    with pytest.raises(policy.ParentGoalError):
        policy.add_goal(organisation, actor=buyer, parent=parent, **FIGURES | {"level": level})


def test_a_goal_that_cannot_be_measured_is_refused(organisation, buyer):
    with pytest.raises(NotMeasurableError):
        policy.add_goal(organisation, actor=buyer, **FIGURES | {"unit": "meer"})

    assert not PolicyGoal.objects.exists()


def test_a_changed_goal_is_measured_again(organisation, buyer):
    goal = make_policy_goal(organisation=organisation)

    with pytest.raises(NotMeasurableError):
        policy.change_goal(goal.pk, actor=buyer, target=goal.baseline)
    policy.change_goal(goal.pk, actor=buyer, target=Decimal(70))
    policy.change_goal(goal.pk, actor=buyer, target=Decimal(70))

    assert PolicyGoal.objects.get().target == Decimal(70)
    assert AuditEvent.objects.get().data == {"fields": ["target"]}


def test_a_goal_that_nothing_hangs_on_is_removed(organisation, buyer):
    goal = make_policy_goal(organisation=organisation)

    policy.remove_goal(goal.pk, actor=buyer)

    assert not PolicyGoal.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.action, event.target_id) == ("policy_goal.removed", str(goal.pk))


def test_a_goal_with_an_ambition_stays(organisation, buyer):
    goal = make_policy_goal(organisation=organisation)
    make_ambition(tender=make_tender(organisation=organisation), policy_goal=goal)

    with pytest.raises(policy.GoalInUseError):
        policy.remove_goal(goal.pk, actor=buyer)


def test_a_withdrawn_tender_does_not_carry_a_goal(organisation):
    goal = make_policy_goal(organisation=organisation)
    for state in (TenderState.DRAFT, TenderState.WITHDRAWN):
        tender = make_tender(organisation=organisation, state=state)
        make_ambition(tender=tender, policy_goal=goal)
        make_ambition(tender=tender, policy_goal=goal)

    assert PolicyGoal.objects.counting_tenders().get().tender_count == 1


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("in_team", [True, False])
def test_who_sees_a_goal_in_a_list_may_open_it(organisation, role, in_team):
    goal = make_policy_goal(organisation=organisation)
    user = make_user(organisation=organisation, role=role)
    if in_team:
        make_member(tender=make_tender(organisation=organisation), user=user, role=TeamRole.PROJECT_LEADER)

    seen = PolicyGoal.objects.visible_to(user).contains(goal)

    assert seen == user.has_perm("tenders.view_policygoal", goal) == bool(role or in_team)
