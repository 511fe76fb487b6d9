"""Requirements keep their numbers, grounds come from the closed list, the published text stays."""

import pytest

from procurement.core.models import AuditEvent
from tenders.domain.exclusion import MANDATORY
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.services import requirement_order, requirements
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


def add(tender, code, **fields):
    values = {
        "kind": RequirementKind.MINIMUM,
        "code": code,
        "formulation": Formulation.FUNCTIONAL,
        "text": "De stoel moet zonder schade uit elkaar kunnen.",
        "proof_moment": ProofMoment.DELIVERY,
    }
    return requirements.add_requirement(tender.pk, actor=tender.created_by, **(values | fields))


def codes(tender):
    return list(tender.requirements.in_reading_order().values_list("code", flat=True))


def test_a_number_that_was_removed_is_never_given_again():
    tender = make_tender()
    first = add(tender, "E1")

    requirements.delete_requirement(first.pk, actor=tender.created_by)
    tender.refresh_from_db()

    assert requirements.next_code(tender, "E") == "E2"
    with pytest.raises(requirements.CodeTakenError):
        add(tender, "E1")
    assert codes(tender) == []


def test_two_requirements_cannot_share_a_number():
    tender = make_tender()
    add(tender, "E1")

    for code in ("E1", "e1"):
        with pytest.raises(requirements.CodeTakenError) as taken:
            add(tender, code, text="Een andere eis.")
        assert (taken.value.code, taken.value.reason) == ("E1", "in_use")

    assert codes(tender) == ["E1"]


def test_a_number_is_changed_to_none_that_is_taken_retired_or_of_a_ground():
    tender = make_tender()
    gone, first, second = add(tender, "E1"), add(tender, "E2"), add(tender, "E3")
    requirements.delete_requirement(gone.pk, actor=tender.created_by)

    for code, named, reason in (("e2", "E2", "in_use"), ("e1", "E1", "retired"), ("uf-C", "UF-c", "ground")):
        with pytest.raises(requirements.CodeTakenError) as taken:
            requirements.change_requirement(second.pk, actor=tender.created_by, code=code)
        assert (taken.value.code, taken.value.reason) == (named, reason)
    requirements.change_requirement(first.pk, actor=tender.created_by, code="e2")

    tender.refresh_from_db()
    assert codes(tender) == ["e2", "E3"]
    assert requirements.next_code(tender, "E") == "E4"


def test_a_requirement_moves_within_its_kind_and_stops_at_the_edge():
    tender = make_tender()
    add(tender, "U1", kind=RequirementKind.EXECUTION)
    for code in ("E1", "E2", "E3"):
        add(tender, code)
    last = tender.requirements.get(code="E3")

    requirement_order.move_requirement(last.pk, actor=tender.created_by, up=True)
    assert codes(tender) == ["E1", "E3", "E2", "U1"]

    requirement_order.move_requirement(last.pk, actor=tender.created_by, up=True)
    requirement_order.move_requirement(last.pk, actor=tender.created_by, up=True)
    assert codes(tender) == ["E3", "E1", "E2", "U1"]


def test_the_mandatory_grounds_always_stand_and_optional_ones_follow_the_choice():
    tender = make_tender()

    requirements.choose_grounds(tender.pk, {"UF-c": "Integriteit telt."}, actor=tender.created_by)
    requirements.choose_grounds(tender.pk, {"UF-h": "Beloften tellen."}, actor=tender.created_by)

    grounds = tender.requirements.filter(kind=RequirementKind.EXCLUSION)
    assert set(grounds.values_list("code", flat=True)) == {g.code for g in MANDATORY} | {"UF-h"}
    assert grounds.get(code="UF-h").article == "Aw 2012 art. 2.87 lid 1 h"


def test_a_ground_outside_the_closed_list_is_refused():
    tender = make_tender()

    with pytest.raises(KeyError):
        requirements.choose_grounds(tender.pk, {"UF-z": "Niet circulair genoeg."}, actor=tender.created_by)

    assert not tender.requirements.exists()


def test_nothing_changes_after_publication():
    tender = make_tender()
    requirement = add(tender, "E1")
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    for change in (
        lambda: add(tender, "E2"),
        lambda: requirements.change_requirement(requirement.pk, actor=tender.created_by, text="Anders."),
        lambda: requirements.delete_requirement(requirement.pk, actor=tender.created_by),
        lambda: requirement_order.move_requirement(requirement.pk, actor=tender.created_by, up=True),
        lambda: requirements.choose_grounds(tender.pk, {}, actor=tender.created_by),
        lambda: requirements.change_clauses(tender.pk, actor=tender.created_by, growth_clause="Meer."),
    ):
        with pytest.raises(TenderFrozenError):
            change()

    requirement.refresh_from_db()
    assert requirement.text == "De stoel moet zonder schade uit elkaar kunnen."


def test_saving_without_a_change_leaves_no_trace():
    tender = make_tender()
    requirement = add(tender, "E1")
    before = AuditEvent.objects.count()

    requirements.change_requirement(requirement.pk, actor=tender.created_by, text=requirement.text)

    assert AuditEvent.objects.count() == before
