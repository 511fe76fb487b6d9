"""The library in a tender: origin and version stay with the row, changes since are seen, what is chosen is taken."""

from decimal import Decimal

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.library import LibraryCertainty, LibraryKind
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.extension_points import LIBRARY_TARGETS
from tenders.models import LibraryItem, Tender
from tenders.services import library_use
from tenders.services.drafting import TenderFrozenError
from tests.factories.accounts import make_organisation, make_user
from tests.factories.library import add_version, make_item, make_own_item
from tests.factories.tenders import make_ambition, make_consultation, make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


def insert(tender, item, target="requirement"):
    return library_use.insert(tender.pk, item.pk, target, actor=tender.created_by)


def test_an_inserted_requirement_keeps_its_origin_and_version(tender):
    item = make_item()
    add_version(item, content={"text": "Twaalf jaar leverbaar."})

    row = insert(tender, item)

    assert (row.code, row.text, row.verification) == ("E1", "Twaalf jaar leverbaar.", "Lijst van onderdelen")
    assert (row.kind, row.formulation, row.proof_moment) == (
        RequirementKind.MINIMUM,
        Formulation.FUNCTIONAL,
        ProofMoment.BID,
    )
    assert (row.library_version.item, row.library_version.number) == (item, 2)
    event = AuditEvent.objects.last()
    assert (event.action, event.data["code"], event.data["version"]) == ("library.inserted", item.code, 2)


def test_a_label_becomes_a_requirement_that_accepts_what_is_equal(tender):
    row = insert(tender, make_item(LibraryKind.LABEL))

    assert row.text == "De levering voldoet aantoonbaar aan: EU Ecolabel voor meubelen of gelijkwaardig."
    assert (row.norm, row.has_equivalent) == ("EU Ecolabel", True)


def test_a_kpi_becomes_an_execution_condition_with_its_path(tender):
    row = insert(tender, make_item(LibraryKind.KPI))

    assert row.kind == RequirementKind.EXECUTION
    assert row.text.endswith("Groeipad: contractjaar 1: 70,5; contractjaar 2: 80.")


def test_a_question_needs_a_consultation_to_stand_in(tender):
    item = make_item(LibraryKind.QUESTION)
    with pytest.raises(library_use.NotReadyError) as refused:
        insert(tender, item, "question")
    assert (refused.value.code, refused.value.page) == ("consultation_missing", "tenders:market")

    make_consultation(tender=tender)
    row = insert(tender, item, "question")

    assert (row.number, row.theme, row.why) == (1, "Haalbaarheid", "Voor het doel.")


def test_a_criterion_brings_its_scale_to_a_lot_without_a_model(tender):
    row = insert(tender, make_item(LibraryKind.CRITERION), "criterion")

    assert (row.code, row.name, row.max_points, row.minimum) == ("K1", "Herstel", Decimal(15), Decimal(6))
    assert [level.grade for level in row.model.scale.all()] == [Decimal(10), Decimal(6)]
    assert row.looks_at == "10 uitstekend: Alles is onderbouwd.\n6 voldoende: Het komt aan bod."


def test_a_kpi_becomes_a_measured_criterion_with_its_definition(tender):
    row = insert(tender, make_item(LibraryKind.KPI), "criterion")

    assert (row.kind, row.unit, row.better) == ("measured", "% massa", "higher")
    assert (row.kpi_name, row.kpi_evidence) == ("Aandeel hergebruikt", "Materiaalstaat")


def test_a_growth_criterion_keeps_its_curve(tender):
    knots = [{"value": "1", "fraction": "1"}, {"value": "2", "fraction": "0.9"}]
    item = make_item(
        LibraryKind.CRITERION,
        content={"kind": "measured", "is_growth": True, "knots": knots, "unit": "contractjaar", "better": "lower"},
    )

    row = insert(tender, item, "criterion")

    assert (row.knots, row.is_growth, row.minimum) == ([["1", "1"], ["2", "0.9"]], True, None)


def test_an_item_that_fits_elsewhere_is_refused(tender):
    with pytest.raises(library_use.DoesNotFitError):
        insert(tender, make_item(LibraryKind.QUESTION))
    with pytest.raises(library_use.DoesNotFitError):
        insert(tender, make_item(LibraryKind.AMBITION), "ambition")


def test_an_item_of_another_authority_or_a_retired_one_is_not_there(tender):
    other = make_organisation()
    foreign = make_own_item(other, actor=make_user(organisation=other, role=Role.BUYER))

    with pytest.raises(LibraryItem.DoesNotExist):
        insert(tender, foreign)


def test_nothing_goes_into_a_published_tender(tender):
    Tender.objects.filter(pk=tender.pk).update(state=TenderState.PUBLISHED)

    with pytest.raises(TenderFrozenError):
        insert(tender, make_item())


def test_a_row_falls_behind_when_the_library_changes(tender):
    item = make_item()
    row = insert(tender, item)
    assert library_use.behind_of([tender.pk]) == {tender.pk: 0}

    add_version(item, content={"text": "Vijftien jaar."}, note="Na de evaluatie")

    assert library_use.behind_of([tender.pk]) == {tender.pk: 1}
    (use,) = library_use.uses_of(tender.pk)
    assert (use.row, use.name, use.is_behind) == (row, "E1", True)


def test_comparing_tells_what_the_library_changed_and_what_the_team_changed(tender):
    item = make_item()
    row = insert(tender, item)
    type(row).objects.filter(pk=row.pk).update(purpose="Eigen reden.")
    add_version(item, content={"text": "Vijftien jaar leverbaar."})

    found = library_use.compare(library_use.use_of(tender.pk, "requirement", row.pk))

    assert [change.path for change in found.changes] == [("text",)]
    assert [(field.name, field.is_new) for field in found.fields] == [("text", True), ("purpose", False)]


def test_adopting_takes_the_chosen_fields_and_leaves_the_rest(tender):
    item = make_item()
    row = insert(tender, item)
    type(row).objects.filter(pk=row.pk).update(purpose="Eigen reden.")
    add_version(item, content={"text": "Vijftien jaar.", "purpose": "Andere reden."})

    library_use.adopt(tender.pk, "requirement", row.pk, ["text"], actor=tender.created_by)

    row.refresh_from_db()
    assert (row.text, row.purpose, row.library_version.number) == ("Vijftien jaar.", "Eigen reden.", 2)
    assert AuditEvent.objects.last().action == "library.adopted"
    assert library_use.behind_of([tender.pk]) == {tender.pk: 0}


def test_keeping_leaves_the_text_and_stops_asking(tender):
    item = make_item()
    row = insert(tender, item)
    add_version(item, content={"text": "Vijftien jaar."})

    library_use.adopt(tender.pk, "requirement", row.pk, [], actor=tender.created_by)

    row.refresh_from_db()
    assert row.text == "Onderdelen moeten tien jaar leverbaar zijn."
    assert not library_use.use_of(tender.pk, "requirement", row.pk).is_behind
    assert AuditEvent.objects.last().action == "library.kept"


@pytest.mark.parametrize("target", sorted(LIBRARY_TARGETS))
def test_every_place_gives_back_what_it_was_given(tender, target):
    place = LIBRARY_TARGETS[target]
    kind = sorted(place.kinds)[0]
    if target == "ambition":
        row = make_ambition(tender=tender)
    else:
        make_consultation(tender=tender)
        row = insert(tender, make_item(kind), target)

    found, title, content = place.harvest(row)

    assert found in place.kinds
    assert title
    version = library_use.save_row(
        tender.pk,
        target,
        row.pk,
        actor=tender.created_by,
        content=content,
        head={"title": title},
        certainty=LibraryCertainty.PROPOSAL,
    )
    assert version.item.organisation == tender.organisation
    assert place.url_of(row).startswith(f"/aanbestedingen/{tender.pk}/")


def test_a_row_that_came_from_nowhere_becomes_the_item_it_was_saved_as(tender):
    ambition = make_ambition(tender=tender)
    _kind, title, content = LIBRARY_TARGETS["ambition"].harvest(ambition)
    save = {"content": content, "head": {"title": title}, "certainty": LibraryCertainty.PROPOSAL}

    version = library_use.save_row(tender.pk, "ambition", ambition.pk, actor=tender.created_by, **save)

    ambition.refresh_from_db()
    assert ambition.library_version == version
    assert library_use.compare(library_use.use_of(tender.pk, "ambition", ambition.pk)).fields == []


def test_an_item_shows_which_authorities_published_it(tender):
    item = make_item()
    insert(tender, item)
    assert library_use.adopters(item) == []

    Tender.objects.filter(pk=tender.pk).update(state=TenderState.PUBLISHED)

    assert library_use.adopters(item) == [tender.organisation]
