"""What was done to requirements can be taken back, whole, as long as nobody built on it."""

import pytest

from tenders.domain.lifecycle import TenderState
from tenders.domain.specification import UndoKind
from tenders.domain.vocabulary import ProofMoment, RequirementKind
from tenders.models import Lot
from tenders.services import requirements, undo
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_ambition, make_tender
from tests.factories.tenders_specification import make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def actor(tender):
    return tender.created_by


def codes(tender):
    return list(tender.requirements.in_reading_order().values_list("code", flat=True))


def test_a_removed_requirement_comes_back_as_it_was_in_its_place(tender, actor):
    make_requirement(tender=tender, code="E1")
    removed = make_requirement(tender=tender, code="E2", group="", consequence="Herstel.", norm="FSC")
    make_requirement(tender=tender, code="E3")
    step = requirements.delete_requirement(removed.pk, actor=actor)
    assert codes(tender) == ["E1", "E3"]

    undo.undo(step.pk, actor=actor)

    assert codes(tender) == ["E1", "E2", "E3"]
    back = tender.requirements.get(code="E2")
    assert (back.pk, back.text, back.norm, back.consequence) == (removed.pk, removed.text, "FSC", "Herstel.")
    tender.refresh_from_db()
    assert tender.retired_codes == []


def test_the_number_of_a_removed_requirement_is_free_for_nothing_else(tender, actor):
    removed = make_requirement(tender=tender, code="E1")
    requirements.delete_requirement(removed.pk, actor=actor)
    tender.refresh_from_db()

    assert requirements.next_code(tender, "E") == "E2"


def test_what_belonged_to_an_ambition_or_lot_that_is_gone_comes_back_without(tender, actor):
    ambition = make_ambition(tender=tender)
    lot = Lot.objects.create(tender=tender, number=2, title="Kasten")
    removed = make_requirement(tender=tender, ambition=ambition, lot=lot)
    step = requirements.delete_requirement(removed.pk, actor=actor)
    ambition.delete()
    lot.delete()

    undo.undo(step.pk, actor=actor)

    back = tender.requirements.get(pk=removed.pk)
    assert (back.ambition, back.lot) == (None, None)


def test_many_changed_at_once_go_back_together(tender, actor):
    rows = [make_requirement(tender=tender, group=group) for group in ("Hout", "Stof", "Hout")]

    step = requirements.change_requirements(
        tender.pk, [row.pk for row in rows], actor=actor, group="Alles", proof_moment=ProofMoment.DELIVERY
    )
    assert set(tender.requirements.values_list("group", "proof_moment")) == {("Alles", "delivery")}
    undo.undo(step.pk, actor=actor)

    assert list(tender.requirements.order_by("pk").values_list("group", flat=True)) == ["Hout", "Stof", "Hout"]
    assert set(tender.requirements.values_list("proof_moment", flat=True)) == {"bid"}


def test_nothing_to_change_is_no_step(tender, actor):
    row = make_requirement(tender=tender, group="Hout")

    assert requirements.change_requirements(tender.pk, [row.pk], actor=actor, group="Hout") is None
    assert undo.open_steps(tender) == []


def test_what_somebody_changed_since_is_not_overwritten(tender, actor):
    first, second = make_requirement(tender=tender, code="E1"), make_requirement(tender=tender, code="E2")
    step = requirements.change_requirements(tender.pk, [first.pk, second.pk], actor=actor, group="Alles")
    requirements.change_requirement(second.pk, actor=actor, group="Anders")

    with pytest.raises(undo.UndoRefusedError) as refused:
        undo.undo(step.pk, actor=actor)

    assert (refused.value.code, refused.value.codes) == ("changed_since", ["E2"])
    assert tender.requirements.get(pk=first.pk).group == "Alles"


def test_a_step_is_taken_back_once(tender, actor):
    step = requirements.delete_requirement(make_requirement(tender=tender).pk, actor=actor)
    undo.undo(step.pk, actor=actor)

    with pytest.raises(undo.UndoRefusedError) as refused:
        undo.undo(step.pk, actor=actor)

    assert refused.value.code == "done_before"
    assert undo.open_steps(tender) == []


def test_a_requirement_on_another_place_loses_what_only_fits_the_old_one_and_undo_gives_it_back(tender, actor):
    row = make_requirement(tender=tender, kind=RequirementKind.EXECUTION, consequence="Korting.")

    requirements.replace_requirement(row.pk, actor=actor, kind=RequirementKind.MINIMUM)
    row.refresh_from_db()
    assert (row.kind, row.consequence) == ("minimum", "")
    (step,) = undo.open_steps(tender)
    assert step.kind == UndoKind.CHANGED
    undo.undo(step.pk, actor=actor)

    row.refresh_from_db()
    assert (row.kind, row.consequence) == ("execution", "Korting.")


def test_an_exclusion_ground_is_never_made_of_a_requirement(tender, actor):
    row = make_requirement(tender=tender)

    with pytest.raises(ValueError):
        requirements.replace_requirement(row.pk, actor=actor, kind=RequirementKind.EXCLUSION)


def test_nothing_is_undone_after_publication(tender, actor):
    step = requirements.delete_requirement(make_requirement(tender=tender).pk, actor=actor)
    tender.refresh_from_db()
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    with pytest.raises(TenderFrozenError):
        undo.undo(step.pk, actor=actor)
