"""The page of the standstill with several summonses on it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from criteria.models import Evaluation, Summons, SummonsEnd
from procurement.core import clock
from tests.cast import Cast
from tests.factories.criteria_award import make_sent, make_summons
from tests.factories.files import PDF, TEXT

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 8, 1, 9, tzinfo=UTC)


@pytest.fixture
def sent(cast: Cast, client: Client) -> Evaluation:
    """The furniture case in its standstill, with the lawyer signed in."""
    client.force_login(cast.again("lawyer"))
    return make_sent(cast)


def url(cast: Cast, name: str, *more: int) -> str:
    return reverse(f"criteria:{name}", args=[cast.tender.pk, *more])


def post_summons(cast: Cast, client: Client, **data: Any) -> str:
    values = {"served_on": "2023-06-30", "party": "Kringstoel", "court": "Rechtbank Midden-Nederland", "remark": ""}
    with clock.at(LATER):
        return client.post(
            url(cast, "summons"), {f"dagvaarding-{name}": value for name, value in (values | data).items()}, follow=True
        ).text


def post_end(cast: Cast, client: Client, summons: Summons, **data: Any) -> str:
    values = {"how": "judgment", "ended_on": "2023-07-28", "note": "Afgewezen."} | data
    named = {f"einde-{summons.pk}-{name}": value for name, value in values.items()}
    with clock.at(LATER):
        return client.post(url(cast, "summons_end", summons.pk), named, follow=True).text


def test_two_summonses_stand_on_the_page_and_block(cast: Cast, client: Client, sent: Evaluation) -> None:
    post_summons(cast, client, party="Kringstoel", evidence=SimpleUploadedFile("dagvaarding.pdf", PDF))
    page = post_summons(cast, client, party="Bureauland")

    assert Summons.objects.count() == 2
    assert "Er loopt een kort geding van Kringstoel en Bureauland." in page
    assert "dagvaarding.pdf" in page
    assert url(cast, "finalise_award") not in page


def test_each_is_ended_on_its_own_and_then_the_award_can_be_final(cast: Cast, client: Client, sent: Evaluation) -> None:
    first, second = (make_summons(sent, cast.lawyer, party=name) for name in ("Kringstoel", "Bureauland"))

    page = post_end(cast, client, first, evidence=SimpleUploadedFile("vonnis.pdf", PDF))
    assert "Er loopt een kort geding van Bureauland." in page
    assert "vonnis.pdf" in page
    assert url(cast, "summons_end", first.pk) not in page

    post_end(cast, client, second, how="withdrawn", note="Per brief.")
    client.force_login(cast.again("buyer"))
    with clock.at(LATER):
        assert url(cast, "finalise_award") in client.get(url(cast, "standstill")).text


def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(
    cast: Cast, client: Client, sent: Evaluation
) -> None:
    page = post_summons(cast, client, served_on="2023-06-01", remark="Over het gunningscriterium K1.")

    assert "Deze dag ligt voor de verzending van de brieven" in page
    assert "Over het gunningscriterium K1." in page
    assert not Summons.objects.exists()


def test_a_proof_of_another_type_is_refused_at_its_field(cast: Cast, client: Client, sent: Evaluation) -> None:
    page = post_summons(cast, client, evidence=SimpleUploadedFile("x.txt", TEXT))

    assert 'id="div_id_dagvaarding-evidence" class="field field--error"' in page
    assert not Summons.objects.exists()


def test_only_the_form_that_failed_shows_its_errors(cast: Cast, client: Client, sent: Evaluation) -> None:
    first, second = (make_summons(sent, cast.lawyer, party=name) for name in ("Kringstoel", "Bureauland"))

    page = post_end(cast, client, second, ended_on="2023-06-01")

    assert f'id="div_id_einde-{second.pk}-ended_on" class="field field--error"' in page
    assert f'id="div_id_einde-{first.pk}-ended_on" class="field"' in page
    assert not SummonsEnd.objects.exists()


def test_a_summons_of_another_tender_is_not_found(cast: Cast, client: Client, sent: Evaluation) -> None:
    summons = make_summons(sent, cast.lawyer)
    other = cast.tender.pk + 1

    assert client.post(reverse("criteria:summons_end", args=[other, summons.pk])).status_code == 404
