"""Definition, suitability and ambitions of a tender."""

from decimal import Decimal

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.smart import NotMeasurableError
from tenders.domain.vocabulary import RStrategy, TeamRole
from tenders.models import Ambition, TeamMember, Tender
from tenders.services import ambitions
from tenders.services.drafting import TenderFrozenError
from tests.factories.accounts import make_organisation, make_user
from tests.factories.tenders import make_ambition, make_member, make_policy_goal, make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender(organisation=make_organisation(definition="Minder nieuwe grondstoffen.", definition_version=3))


def add(tender, **fields):
    goal = fields.pop("policy_goal", None) or make_policy_goal(organisation=tender.organisation)
    values = ambitions.prefill(goal) | {"title": "60% bij start", "r_strategy": RStrategy.REUSE, "policy_goal": goal}
    return ambitions.add_ambition(tender.pk, actor=tender.created_by, **values | fields)


def test_the_definition_is_adopted_with_its_version(tender):
    ambitions.adopt_definition(tender.pk, actor=tender.created_by)

    tender.refresh_from_db()
    assert (tender.definition, tender.definition_version) == ("Minder nieuwe grondstoffen.", 3)
    assert AuditEvent.objects.get().data == {"version": 3}


def test_an_organisation_without_definition_has_nothing_to_adopt():
    tender = make_tender()

    with pytest.raises(ambitions.NoDefinitionError):
        ambitions.adopt_definition(tender.pk, actor=tender.created_by)


def test_a_sharpened_definition_remembers_which_version_it_sharpens(tender):
    ambitions.sharpen_definition(tender.pk, actor=tender.created_by, definition=" Eerst de eigen voorraad. ")

    tender.refresh_from_db()
    assert (tender.definition, tender.definition_version) == ("Eerst de eigen voorraad.", 3)


def test_a_definition_without_policy_has_no_version():
    tender = make_tender()

    ambitions.sharpen_definition(tender.pk, actor=tender.created_by, definition="Eigen woorden.")

    tender.refresh_from_db()
    assert tender.definition_version is None


def test_suitability_is_stored_once(tender):
    values = {"suitability_score": 5, "suitability_motivation": "Techniek is eenvoudig.", "stock_first": "1.150 stuks"}

    for _time in range(2):
        ambitions.save_suitability(tender.pk, actor=tender.created_by, **values)

    tender.refresh_from_db()
    assert tender.suitability_score == 5
    assert AuditEvent.objects.get().data == {"fields": sorted(values)}


def test_an_ambition_starts_from_the_figures_of_its_goal(tender):
    goal = make_policy_goal(organisation=tender.organisation)

    assert ambitions.prefill(goal) == {
        "policy_goal": goal.pk,
        "indicator": goal.indicator,
        "unit": goal.unit,
        "better": goal.better,
        "baseline": goal.baseline,
        "baseline_year": goal.baseline_year,
        "target": goal.target,
        "target_year": goal.target_year,
    }


def test_ambitions_are_numbered_and_a_gap_is_not_filled(tender):
    first, second = add(tender), add(tender)
    ambitions.remove_ambition(first.pk, actor=tender.created_by)

    assert (first.code, second.code, add(tender).code) == ("A1", "A2", "A3")


def test_an_ambition_that_cannot_be_measured_is_refused(tender):
    with pytest.raises(NotMeasurableError):
        add(tender, unit="")

    assert not Ambition.objects.exists()


def test_an_ambition_comes_from_a_goal_of_its_own_organisation(tender):
    with pytest.raises(ambitions.ForeignGoalError):
        add(tender, policy_goal=make_policy_goal(organisation=make_organisation()))


def test_a_changed_ambition_is_measured_again(tender):
    ambition = make_ambition(tender=tender)

    with pytest.raises(NotMeasurableError):
        ambitions.change_ambition(ambition.pk, actor=tender.created_by, target=Decimal(30))
    ambitions.change_ambition(ambition.pk, actor=tender.created_by, target=Decimal(85))
    ambitions.change_ambition(ambition.pk, actor=tender.created_by, target=Decimal(85))

    assert Ambition.objects.get().target == Decimal(85)
    assert AuditEvent.objects.get().data == {"tender": tender.pk, "fields": ["target"]}


def test_nothing_of_stage_1_changes_after_publication(tender):
    ambition = make_ambition(tender=tender)
    Tender.objects.update(state=TenderState.PUBLISHED)
    actor = tender.created_by

    for act in (
        lambda: ambitions.adopt_definition(tender.pk, actor=actor),
        lambda: ambitions.sharpen_definition(tender.pk, actor=actor, definition="x"),
        lambda: ambitions.save_suitability(tender.pk, actor=actor, stock_first="x"),
        lambda: add(tender),
        lambda: ambitions.change_ambition(ambition.pk, actor=actor, title="x"),
        lambda: ambitions.remove_ambition(ambition.pk, actor=actor),
    ):
        with pytest.raises(TenderFrozenError):
            act()

    assert not AuditEvent.objects.exists()


def test_a_team_member_confirms_the_policy_once(tender):
    leader = make_user(organisation=tender.organisation, role=Role.BUYER)
    make_member(tender=tender, user=leader, role=TeamRole.PROJECT_LEADER)
    make_member(tender=tender, user=leader, role=TeamRole.BUYER)

    counts = [ambitions.confirm_policy_read(tender.pk, actor=leader) for _time in range(2)]

    assert counts == [2, 0]
    assert not TeamMember.objects.filter(policy_read_at=None).exists()
    assert AuditEvent.objects.get().data == {"version": 3}
