"""Starting and changing a tender."""

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import ContractKind, TeamRole
from tenders.models import Tender
from tenders.services import drafting
from tests.factories.accounts import make_organisation, make_user
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


def create(**fields):
    organisation = fields.pop("organisation", None) or make_organisation()
    actor = fields.pop("actor", None) or make_user(organisation=organisation, role=Role.BUYER)
    fields = {"title": " Bureaustoelen ", "reference": "2026-001"} | fields
    return drafting.create_tender(organisation, actor=actor, **fields)


def test_a_new_tender_has_one_lot_and_its_maker_as_buyer():
    tender = create()

    assert (tender.title, tender.state) == ("Bureaustoelen", TenderState.DRAFT)
    assert list(tender.lots.values_list("number", "title")) == [(1, "Bureaustoelen")]
    assert list(tender.team.values_list("user_id", "role")) == [(tender.created_by_id, TeamRole.BUYER)]
    event = AuditEvent.objects.get()
    assert (event.action, event.data) == ("tender.created", {"reference": "2026-001"})


def test_a_reference_is_used_once_in_an_organisation():
    tender = create()

    with pytest.raises(drafting.ReferenceTakenError):
        create(organisation=tender.organisation)

    assert Tender.objects.count() == 1


def test_capitals_make_no_other_reference():
    tender = make_tender(reference="Lin-1")

    with pytest.raises(drafting.ReferenceTakenError) as taken:
        drafting.create_tender(tender.organisation, actor=tender.created_by, title="X", reference="LIN-1")

    assert taken.value.reference == "Lin-1"


def test_another_organisation_may_use_the_same_reference():
    create()

    assert create().reference == "2026-001"


def test_changing_the_title_renames_the_only_lot_too():
    tender = create()

    drafting.change_tender(tender.pk, actor=tender.created_by, title="Stoelen", contract_kind=ContractKind.SERVICES)

    tender.refresh_from_db()
    assert (tender.title, tender.contract_kind) == ("Stoelen", ContractKind.SERVICES)
    assert tender.lots.get().title == "Stoelen"
    assert AuditEvent.objects.last().data == {"fields": ["contract_kind", "title"]}


def test_a_change_that_changes_nothing_leaves_no_trace():
    tender = make_tender()

    drafting.change_tender(tender.pk, actor=tender.created_by, title=tender.title)

    assert not AuditEvent.objects.exists()


def test_a_reference_cannot_be_changed_into_one_that_is_taken():
    tender = make_tender(reference="A")
    make_tender(organisation=tender.organisation, reference="B")

    with pytest.raises(drafting.ReferenceTakenError):
        drafting.change_tender(tender.pk, actor=tender.created_by, reference="B")

    assert Tender.objects.get(pk=tender.pk).reference == "A"


@pytest.mark.parametrize("state", [TenderState.PUBLISHED, TenderState.AWARDED, TenderState.WITHDRAWN])
def test_a_tender_that_is_out_cannot_be_changed(state):
    tender = make_tender(state=state)

    with pytest.raises(drafting.TenderFrozenError):
        drafting.change_tender(tender.pk, actor=tender.created_by, title="Anders")

    assert Tender.objects.get().title == tender.title


def test_another_fault_of_the_database_is_not_taken_for_a_reference():
    tender = make_tender()

    with pytest.raises(Exception, match="tenders_value_above_zero"):
        drafting.change_tender(tender.pk, actor=tender.created_by, reference="NIEUW", estimated_value_eur=-1)


def test_a_reference_is_proposed_that_is_free():
    organisation = make_organisation()
    first = drafting.suggest_reference(organisation)
    make_tender(organisation=organisation, reference=f"{first[:5]}002")

    assert first.endswith("-001")
    assert drafting.suggest_reference(organisation) == f"{first[:5]}003"
