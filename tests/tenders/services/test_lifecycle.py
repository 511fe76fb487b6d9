"""The states of a tender."""

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState, TransitionError
from tenders.models import Tender
from tenders.services import lifecycle
from tests.factories.accounts import make_user
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


def test_a_transition_saves_the_state_and_writes_one_event():
    tender = make_tender()

    lifecycle.transition(tender.pk, TenderState.REVIEW, actor=tender.created_by, reason=" klaar ")

    assert Tender.objects.get().state == TenderState.REVIEW
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == ("tender.transition", tender.created_by, str(tender.pk))
    assert event.data == {"source": "draft", "to": "review", "reason": "klaar"}


def test_an_illegal_transition_changes_nothing():
    tender = make_tender(state=TenderState.AWARDED)

    with pytest.raises(TransitionError):
        lifecycle.transition(tender.pk, TenderState.DRAFT, actor=tender.created_by)

    assert Tender.objects.get().state == TenderState.AWARDED
    assert not AuditEvent.objects.exists()


def test_a_tender_is_withdrawn_with_a_reason():
    tender = make_tender(state=TenderState.PUBLISHED)

    with pytest.raises(lifecycle.ReasonMissingError):
        lifecycle.transition(tender.pk, TenderState.WITHDRAWN, actor=tender.created_by, reason=" ")
    lifecycle.transition(tender.pk, TenderState.WITHDRAWN, actor=tender.created_by, reason="Budget vervallen.")

    assert Tender.objects.get().state == TenderState.WITHDRAWN


@pytest.mark.parametrize("role", [*Role, None])
def test_visible_to_agrees_with_the_view_permission(role):
    tender = make_tender()
    user = make_user(organisation=tender.organisation, role=role)

    assert Tender.objects.visible_to(user).contains(tender) == user.has_perm("tenders.view_tender", tender)
