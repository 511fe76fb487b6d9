"""The purchasing strategy and its two signatures."""

from decimal import Decimal

import pytest

from procurement.core.models import ActState, AuditEvent, Notification
from procurement.core.services.signatures import SignatureRefused
from tenders.domain.lifecycle import TenderState
from tenders.domain.readiness import StrategyState
from tenders.domain.vocabulary import TeamRole
from tenders.models import Tender
from tenders.services import ambitions, strategy
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_ambition, make_member, make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    tender = make_tender(strategy="Eerst de voorraad.")
    make_ambition(tender=tender)
    for role in (TeamRole.CLIENT, TeamRole.BUDGET_HOLDER):
        make_member(tender=tender, role=role)
    return tender


def person(tender, role):
    return tender.team.get(role=role).user


def sign(tender, role_or_person, seen=None):
    signer = person(tender, role_or_person) if isinstance(role_or_person, TeamRole) else role_or_person
    seen = seen or strategy.status_of(Tender.objects.get(pk=tender.pk)).sha256
    return strategy.sign_strategy(tender.pk, person=signer, seen_sha256=seen)


def state(tender):
    return strategy.status_of(Tender.objects.get(pk=tender.pk)).state


def test_client_and_budget_holder_sign_the_same_text(tender):
    before = state(tender)
    first = sign(tender, TeamRole.CLIENT)
    between = state(tender)
    second = sign(tender, TeamRole.BUDGET_HOLDER)

    assert (before, between, state(tender)) == (StrategyState.UNSIGNED, StrategyState.PENDING, StrategyState.SIGNED)
    assert (first.pk, second.state) == (second.pk, ActState.COMPLETE)
    assert [item.capacity for item in strategy.status_of(tender).signatures] == ["client", "budget_holder"]
    assert AuditEvent.objects.last().action == "strategy.signed"


def test_the_other_is_told_that_a_signature_waits(tender):
    sign(tender, TeamRole.CLIENT)

    message = Notification.objects.get()
    assert message.recipient == person(tender, TeamRole.BUDGET_HOLDER)
    assert message.url == f"/aanbestedingen/{tender.pk}/ambitie/strategie/"


def test_who_signed_cannot_sign_again(tender):
    sign(tender, TeamRole.CLIENT)

    with pytest.raises(strategy.NotASignerError):
        sign(tender, TeamRole.CLIENT)


def test_somebody_in_both_roles_signs_once(tender):
    client = person(tender, TeamRole.CLIENT)
    make_member(tender=tender, role=TeamRole.BUDGET_HOLDER, user=client)
    sign(tender, TeamRole.CLIENT)

    with pytest.raises(strategy.NotASignerError):
        sign(tender, TeamRole.CLIENT)


def test_a_second_client_does_not_take_the_place_of_the_budget_holder(tender):
    second = make_member(tender=tender, role=TeamRole.CLIENT).user
    strategy.sign_strategy(tender.pk, person=second, seen_sha256=strategy.status_of(tender).sha256)

    first = tender.team.filter(role=TeamRole.CLIENT).first().user
    with pytest.raises(strategy.NotASignerError):
        sign(tender, first)


def test_others_cannot_sign(tender):
    with pytest.raises(strategy.NotASignerError):
        sign(tender, tender.created_by)


def test_a_text_that_changed_after_signing_is_no_longer_covered(tender):
    sign(tender, TeamRole.CLIENT)
    sign(tender, TeamRole.BUDGET_HOLDER)

    strategy.save_strategy(tender.pk, actor=tender.created_by, strategy="Toch maar nieuw.")

    assert state(tender) is StrategyState.STALE


def test_an_ambition_that_changed_after_signing_is_no_longer_covered_until_it_is_changed_back(tender):
    sign(tender, TeamRole.CLIENT)
    sign(tender, TeamRole.BUDGET_HOLDER)
    ambition = tender.ambitions.get()

    ambitions.change_ambition(ambition.pk, actor=tender.created_by, target=Decimal(70))
    changed = state(tender)
    ambitions.change_ambition(ambition.pk, actor=tender.created_by, target=Decimal(80))

    assert (changed, state(tender)) == (StrategyState.STALE, StrategyState.SIGNED)


def test_a_half_signed_act_under_an_older_text_gives_way(tender):
    old = sign(tender, TeamRole.CLIENT)
    strategy.save_strategy(tender.pk, actor=tender.created_by, strategy="Scherper.")
    between = state(tender)

    new = sign(tender, TeamRole.BUDGET_HOLDER)

    old.refresh_from_db()
    assert between is StrategyState.UNSIGNED
    assert (old.state, new.state) == (ActState.WITHDRAWN, ActState.PENDING)


def test_what_was_not_on_the_screen_is_not_signed(tender):
    with pytest.raises(strategy.ContentChangedError):
        sign(tender, TeamRole.CLIENT, seen="0" * 64)


@pytest.mark.parametrize("lacks", ["strategy", "ambition"])
def test_there_must_be_something_to_sign(tender, lacks):
    if lacks == "strategy":
        Tender.objects.update(strategy=" ")
    else:
        tender.ambitions.all().delete()

    with pytest.raises(strategy.NothingToSignError):
        sign(tender, TeamRole.CLIENT)


def test_a_signed_text_cannot_be_signed_again(tender):
    sign(tender, TeamRole.CLIENT)
    sign(tender, TeamRole.BUDGET_HOLDER)

    with pytest.raises(SignatureRefused):
        sign(tender, TeamRole.CLIENT)
    assert strategy.role_to_sign_in(tender, person(tender, TeamRole.CLIENT)) is None


def test_a_half_signed_strategy_is_taken_back_once(tender):
    sign(tender, TeamRole.CLIENT)

    for _time in range(2):
        strategy.withdraw_signature(tender.pk, person=person(tender, TeamRole.CLIENT))

    assert state(tender) is StrategyState.UNSIGNED
    assert AuditEvent.objects.filter(action="strategy.signature_withdrawn").count() == 1


def test_the_role_to_sign_in_follows_who_signed(tender):
    client, holder = (person(tender, role) for role in (TeamRole.CLIENT, TeamRole.BUDGET_HOLDER))
    before = (strategy.role_to_sign_in(tender, client), strategy.role_to_sign_in(tender, tender.created_by))
    sign(tender, TeamRole.CLIENT)

    assert before == (TeamRole.CLIENT, None)
    assert strategy.role_to_sign_in(tender, client) is None
    assert strategy.role_to_sign_in(tender, holder) is TeamRole.BUDGET_HOLDER


def test_a_text_saved_as_it_is_leaves_no_trace(tender):
    strategy.save_strategy(tender.pk, actor=tender.created_by, strategy="Eerst de voorraad. ")

    assert not AuditEvent.objects.exists()


def test_after_publication_nothing_is_written_or_signed(tender):
    Tender.objects.update(state=TenderState.PUBLISHED)

    for act in (
        lambda: strategy.save_strategy(tender.pk, actor=tender.created_by, strategy="x"),
        lambda: sign(tender, TeamRole.CLIENT),
        lambda: strategy.withdraw_signature(tender.pk, person=tender.created_by),
    ):
        with pytest.raises(TenderFrozenError):
            act()
    assert not AuditEvent.objects.exists()


def test_the_order_of_ambitions_does_not_change_what_is_signed(tender):
    make_ambition(tender=tender, code="A2")
    rows = list(tender.ambitions.all())

    assert strategy.content_sha256(tender, rows) == strategy.content_sha256(tender, rows[::-1])
