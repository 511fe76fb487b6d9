"""Requirements stand in their group; one moves within it, a group moves as a whole, what is dropped stays there."""

import pytest

from tenders.domain.vocabulary import RequirementKind
from tenders.services import requirement_order as order
from tenders.services import requirements
from tests.factories.tenders import make_tender
from tests.factories.tenders_specification import make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    tender = make_tender()
    for group, codes in (("Hout", ("E1", "E2", "E3")), ("Stof", ("E4", "E5"))):
        for code in codes:
            make_requirement(tender=tender, code=code, group=group)
    return tender


def codes(tender):
    return " ".join(tender.requirements.in_reading_order().values_list("code", flat=True))


def find(tender, code):
    return tender.requirements.get(code=code).pk


def test_a_requirement_changes_places_within_its_group_and_stops_at_its_edge(tender):
    order.move_requirement(find(tender, "E4"), actor=tender.created_by, up=True)
    assert codes(tender) == "E1 E2 E3 E4 E5"

    order.move_requirement(find(tender, "E3"), actor=tender.created_by, up=True)
    assert codes(tender) == "E1 E3 E2 E4 E5"


def test_a_dropped_requirement_stands_before_the_one_it_was_dropped_on(tender):
    order.place_requirement(find(tender, "E1"), actor=tender.created_by, group="Stof", before_id=find(tender, "E5"))

    assert codes(tender) == "E2 E3 E4 E1 E5"
    assert tender.requirements.get(code="E1").group == "Stof"


def test_a_place_that_is_gone_is_the_end_of_the_group(tender):
    order.place_requirement(find(tender, "E1"), actor=tender.created_by, group="Stof", before_id=find(tender, "E2"))

    assert codes(tender) == "E2 E3 E4 E5 E1"


def test_a_new_group_comes_last(tender):
    order.place_requirement(find(tender, "E1"), actor=tender.created_by, group="Metaal")

    assert codes(tender) == "E2 E3 E4 E5 E1"


def test_a_group_moves_as_a_whole_and_only_within_its_kind(tender):
    make_requirement(tender=tender, code="U1", group="Hout", kind=RequirementKind.EXECUTION)

    order.move_group(tender.pk, RequirementKind.MINIMUM, "Stof", actor=tender.created_by, up=True)
    assert codes(tender) == "E4 E5 E1 E2 E3 U1"

    order.move_group(tender.pk, RequirementKind.MINIMUM, "Stof", actor=tender.created_by, up=True)
    order.move_group(tender.pk, RequirementKind.MINIMUM, "Bestaat niet", actor=tender.created_by, up=True)
    assert codes(tender) == "E4 E5 E1 E2 E3 U1"


def test_a_group_with_the_name_of_another_joins_it(tender):
    make_requirement(tender=tender, code="E6", group="Metaal")

    count = order.rename_group(tender.pk, RequirementKind.MINIMUM, "Metaal", " Hout ", actor=tender.created_by)

    assert count == 1
    assert codes(tender) == "E1 E2 E3 E6 E4 E5"


def test_a_new_requirement_comes_last_in_its_group(tender):
    values = {"kind": RequirementKind.MINIMUM, "formulation": "functional", "proof_moment": "bid", "text": "Nieuw."}

    requirements.add_requirement(tender.pk, actor=tender.created_by, code="E9", group="Hout", **values)

    assert codes(tender) == "E1 E2 E3 E9 E4 E5"


def test_a_copy_stands_right_after_its_original_under_the_next_number(tender):
    copy = requirements.duplicate_requirement(find(tender, "E2"), actor=tender.created_by)

    assert codes(tender) == "E1 E2 E6 E3 E4 E5"
    assert (copy.code, copy.group, copy.text) == ("E6", "Hout", tender.requirements.get(code="E2").text)
