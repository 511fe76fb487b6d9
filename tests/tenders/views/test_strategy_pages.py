"""The pages of stage 1: the purchasing strategy and its signatures."""

import pytest
from django.urls import reverse

from procurement.core.models import ActState, SignedAct
from tenders.models import Tender
from tests.factories.accounts import PASSWORD
from tests.factories.tenders import make_ambition

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(cast, client):
    client.force_login(cast.buyer)
    return client


@pytest.fixture
def url(cast):
    def find(name, *args):
        return reverse(f"tenders:{name}", args=[cast.tender.pk, *args])

    return find


def test_the_strategy_saves_itself_and_two_writers_conflict(cast, buyer, url):
    buyer.post(url("strategy_autosave"), {"strategy": "Van de een.", "initial-strategy": ""})
    late = buyer.post(url("strategy_autosave"), {"strategy": "Van de ander.", "initial-strategy": ""})

    assert late.status_code == 422
    assert Tender.objects.get(pk=cast.tender.pk).strategy == "Van de een."


def sign(client, url, person):
    client.force_login(person)
    page = client.get(url("strategy_sign"))
    seen = page.context["form"]["seen_sha256"].value()
    return client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD}, follow=True)


def test_client_and_budget_holder_sign_the_strategy(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")

    half = sign(client, url, cast.client).content.decode()
    whole = sign(client, url, cast.budget_holder).content.decode()

    assert "Uw handtekening staat eronder." in half
    assert "De inkoopstrategie is door beide partijen getekend." in whole
    assert SignedAct.objects.get().state == ActState.COMPLETE


def test_a_wrong_password_signs_nothing(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    client.force_login(cast.client)
    seen = client.get(url("strategy_sign")).context["form"]["seen_sha256"].value()

    answer = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": "fout"})

    assert "identity" in answer.context["form"].errors
    assert not SignedAct.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_signed(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    client.force_login(cast.client)
    seen = client.get(url("strategy_sign")).context["form"]["seen_sha256"].value()
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Toch nieuw.")

    answer = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD})

    assert "De tekst is intussen gewijzigd." in answer.content.decode()


def test_nothing_can_be_signed_before_it_is_written(cast, client, url):
    client.force_login(cast.client)
    page = client.get(url("strategy_sign"))
    data = {"seen_sha256": page.context["sha256"], "identity": PASSWORD}

    assert "Er valt voor u nu niets te tekenen" in page.content.decode()
    assert "Er valt nog niets te tekenen" in client.post(url("strategy_sign"), data).content.decode()


def test_who_signed_does_not_sign_twice(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)
    seen = client.get(url("strategy_sign")).context["sha256"]

    again = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD})

    assert "Alleen opdrachtgever en budgethouder tekenen, ieder één keer." in str(again.context["form"].errors)


def test_a_signed_strategy_is_read_until_one_asks_to_change_it(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)
    sign(client, url, cast.budget_holder)
    client.force_login(cast.buyer)

    read = client.get(url("strategy")).content.decode()
    write = client.get(url("strategy"), {"wijzigen": 1}).content.decode()
    client.post(url("strategy"), {"strategy": "Toch anders."})
    stale = client.get(url("strategy")).content.decode()

    assert "<textarea" not in read
    assert "Er staat al een handtekening onder deze tekst" in write
    assert "De handtekeningen dekken deze tekst niet meer" in stale
    assert "Moet nog tekenen" in stale


def test_a_half_signed_strategy_is_taken_back(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)

    page = client.post(url("strategy_withdraw"), follow=True).content.decode()

    assert "De handtekening is ingetrokken." in page
    assert SignedAct.objects.get().state == ActState.WITHDRAWN
