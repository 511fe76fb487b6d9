"""Acts of two people."""

import threading

import pytest
from django.db import connection, transaction

from procurement.accounts.models import User
from procurement.core.labels import SIGNATURE_REFUSED, signature_refused_message
from procurement.core.models import ActState, AuditEvent, Signature, SignedAct
from procurement.core.services import signatures
from procurement.core.services.signatures import SignatureRefused
from tests.cast import Cast

HASH = "a" * 64
OTHER = "b" * 64


def sign(cast: Cast, person: User, content: str = HASH, **more: object) -> SignedAct:
    return signatures.sign("test.publish", target=cast.tender, content_sha256=content, person=person, **more)


def test_one_signature_waits_for_the_second(cast: Cast) -> None:
    act = sign(cast, cast.buyer, capacity="inkoper")

    assert act.state == ActState.PENDING
    assert signatures.pending("test.publish", cast.tender) == act
    assert signatures.completed("test.publish", cast.tender) is None
    signature = signatures.signatures_of(cast.tender, "test.publish")[0]
    assert (signature.person, signature.person_name, signature.capacity) == (cast.buyer, "M. Verhoeve", "inkoper")
    assert AuditEvent.objects.get().action == "act.signed"


def test_two_different_people_complete_the_act(cast: Cast) -> None:
    sign(cast, cast.buyer)

    act = sign(cast, cast.second_buyer)

    assert act.state == ActState.COMPLETE
    assert act.completed_at is not None
    assert signatures.pending("test.publish", cast.tender) is None
    assert signatures.completed("test.publish", cast.tender) == act
    assert [each.person for each in signatures.signatures_of(cast.tender, "test.publish")] == [
        cast.buyer,
        cast.second_buyer,
    ]
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["act.signed", "act.completed"]


def test_an_act_of_one_person_is_complete_at_once(cast: Cast) -> None:
    assert sign(cast, cast.buyer, required=1).state == ActState.COMPLETE


def refused(cast: Cast, person: User, content: str = HASH) -> str:
    with pytest.raises(SignatureRefused) as caught, transaction.atomic():
        sign(cast, person, content)
    return caught.value.code


def test_nobody_signs_twice(cast: Cast) -> None:
    sign(cast, cast.buyer)

    assert refused(cast, cast.buyer) == "already_signed"
    assert Signature.objects.count() == 1


def test_the_second_person_signs_what_the_first_one_signed(cast: Cast) -> None:
    sign(cast, cast.buyer)

    assert refused(cast, cast.second_buyer, OTHER) == "other_content"


def test_a_double_click_after_the_last_signature_begins_nothing_new(cast: Cast) -> None:
    sign(cast, cast.buyer)
    sign(cast, cast.second_buyer)

    assert refused(cast, cast.second_buyer) == "already_complete"
    assert SignedAct.objects.count() == 1


def test_other_content_can_be_signed_after_the_act_is_withdrawn(cast: Cast) -> None:
    first = sign(cast, cast.buyer)
    signatures.withdraw(first.pk, person=cast.second_buyer)

    second = sign(cast, cast.second_buyer, OTHER)

    assert (second.pk != first.pk, second.state) == (True, ActState.PENDING)
    assert first.signatures.count() == 1
    withdrawn = AuditEvent.objects.get(action="act.withdrawn")
    assert (withdrawn.actor, withdrawn.target_id) == (cast.second_buyer, str(cast.tender.pk))


def test_a_completed_act_cannot_be_withdrawn(cast: Cast) -> None:
    act = sign(cast, cast.buyer, required=1)

    with pytest.raises(SignatureRefused, match="not_pending"):
        signatures.withdraw(act.pk, person=cast.buyer)


def test_acts_of_other_objects_and_kinds_stand_apart(cast: Cast) -> None:
    sign(cast, cast.buyer)

    assert signatures.pending("test.publish", cast.lot) is None
    assert signatures.pending("test.open", cast.tender) is None
    assert signatures.signatures_of(cast.lot, "test.publish") == []


@pytest.mark.django_db(transaction=True)
def test_people_who_sign_at_the_same_moment_make_one_act(cast: Cast) -> None:
    start = threading.Barrier(2)

    def act(person: User) -> None:
        start.wait()
        sign(cast, person)
        connection.close()

    threads = [threading.Thread(target=act, args=(person,)) for person in (cast.buyer, cast.second_buyer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert SignedAct.objects.get().state == ActState.COMPLETE


def test_every_refusal_has_its_sentence() -> None:
    for code in ("already_signed", "already_complete", "other_content", "not_pending"):
        assert signature_refused_message(code)
    assert len(SIGNATURE_REFUSED) == 4
