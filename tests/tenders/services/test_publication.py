"""Publishing: two people, one content, nothing open, and afterwards nothing changes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from procurement.core import clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import AuditEvent
from procurement.core.services.signatures import SignatureRefused, pending
from tenders.domain.lifecycle import TenderState
from tenders.models import FormalAct, Requirement, Tender
from tenders.services import publication, requirements
from tenders.services.drafting import TenderFrozenError
from tenders.services.formal_acts import OutsideTimeError
from tenders.services.publication import PublicationRefusedError
from tests.factories.tenders_publishing import SENT, make_complete, make_published, outside, settle

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(minutes=5)


@pytest.fixture
def tender(cast):
    return make_complete(cast.tender, actor=cast.buyer)


@pytest.fixture
def settled(cast, tender):
    with clock.at(NOW):
        settle(tender, actor=cast.buyer)
    return tender


@pytest.fixture
def offered(cast, settled):
    with clock.at(NOW):
        publication.offer(settled.pk, actor=cast.buyer, seen_sha256=publication.content_sha256(settled.pk))
    settled.refresh_from_db()
    return settled


def publish(tender, person, **more):
    with clock.at(NOW):
        sha256 = publication.content_sha256(tender.pk)
        return publication.publish(tender.pk, actor=person, **{"outside": outside(), "seen_sha256": sha256} | more)


def test_an_offer_waits_for_a_second_person_in_review(cast, offered):
    assert offered.state == TenderState.REVIEW
    assert pending(publication.KIND, offered).signatures.get().person == cast.buyer
    assert offered.publications.count() == 0


def test_a_second_person_freezes_publication_1_and_fixes_the_closing(cast, offered):
    frozen = publish(offered, cast.mandate_holder)

    offered.refresh_from_db()
    assert offered.state == TenderState.PUBLISHED
    assert offered.notice_sent_at == SENT
    assert offered.closing_at is not None
    assert frozen.number == 1
    assert frozen.sha256 == sha256_hex(frozen.snapshot) == frozen.act.content_sha256
    assert FormalAct.objects.get(tender=offered).outside_reference == "TN-1"
    assert AuditEvent.objects.order_by("seq").last().action == "tender.published"


def test_the_first_person_cannot_publish_alone(cast, offered):
    with pytest.raises(SignatureRefused, match="already_signed"):
        publish(offered, cast.buyer)

    offered.refresh_from_db()
    assert offered.state == TenderState.REVIEW


def test_open_findings_refuse_offer_and_publication(cast, tender):
    with clock.at(NOW), pytest.raises(PublicationRefusedError, match="open_findings"):
        publication.offer(tender.pk, actor=cast.buyer, seen_sha256=publication.content_sha256(tender.pk))


def test_without_an_offer_nobody_publishes(cast, settled):
    Tender.objects.filter(pk=settled.pk).update(state=TenderState.REVIEW)

    with pytest.raises(PublicationRefusedError, match="not_offered"):
        publish(settled, cast.mandate_holder)


def test_a_change_after_the_offer_is_not_published(cast, offered):
    Requirement.objects.filter(tender=offered, code="E1").update(text="Onderdelen moeten vijf jaar leverbaar zijn.")

    with pytest.raises(SignatureRefused, match="other_content"):
        publish(offered, cast.mandate_holder)


def test_who_looked_at_older_documents_cannot_sign(cast, settled):
    with clock.at(NOW), pytest.raises(PublicationRefusedError, match="changed"):
        publication.offer(settled.pk, actor=cast.buyer, seen_sha256="0" * 64)


def test_a_stale_offer_gives_way_to_a_new_one(cast, offered):
    Requirement.objects.filter(tender=offered, code="E1").update(text="Onderdelen moeten elf jaar leverbaar zijn.")

    with clock.at(NOW):
        publication.offer(offered.pk, actor=cast.buyer, seen_sha256=publication.content_sha256(offered.pk))

    assert publish(offered, cast.mandate_holder).number == 1


def test_an_offer_can_be_withdrawn_and_is_a_draft_again(cast, offered):
    publication.withdraw_offer(offered.pk, actor=cast.buyer)

    offered.refresh_from_db()
    assert offered.state == TenderState.DRAFT
    assert pending(publication.KIND, offered) is None


def test_a_notice_sent_later_than_planned_may_make_the_closing_too_early(cast, offered):
    late = SENT + timedelta(days=10)

    with clock.at(late + timedelta(hours=1)), pytest.raises(PublicationRefusedError, match="closing_too_early"):
        publication.publish(
            offered.pk,
            actor=cast.mandate_holder,
            outside=outside(late),
            seen_sha256=publication.content_sha256(offered.pk),
        )


def test_a_notice_in_the_future_is_refused(cast, offered):
    with pytest.raises(OutsideTimeError):
        publish(offered, cast.mandate_holder, outside=outside(NOW + timedelta(days=1)))


def test_a_second_click_publishes_nothing_more(cast, offered):
    publish(offered, cast.mandate_holder)

    with pytest.raises(PublicationRefusedError, match="wrong_state"):
        publish(offered, cast.second_buyer)
    assert offered.publications.count() == 1


def test_nothing_published_changes(cast):
    frozen = make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)

    frozen.snapshot = {}
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.delete()
    requirement = cast.tender.requirements.get(code="E1")
    with pytest.raises(TenderFrozenError):
        requirements.change_requirement(requirement.pk, actor=cast.buyer, text="Anders.")
    assert list(publication.hash_faults()) == []


def test_a_tender_closes_when_its_moment_has_passed_and_once(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    cast.tender.refresh_from_db()

    with clock.at(cast.tender.closing_at - timedelta(seconds=1)):
        assert publication.close_due_tenders() == 0
    with clock.at(cast.tender.closing_at):
        assert publication.close_due_tenders() == 1
        assert publication.close_due_tenders() == 0
    cast.tender.refresh_from_db()
    assert cast.tender.state == TenderState.CLOSED
