"""The pages of stage 11: what they show, and the acts that people do on them."""

import pytest
from django.urls import reverse

from criteria.domain.vocabulary import Disclosure
from criteria.models import AwardDecision, Standstill
from criteria.services import decision as decisions
from criteria.services import letters
from procurement.core import clock
from procurement.core.models import BackgroundJob
from tests.factories.accounts import PASSWORD
from tests.factories.criteria_award import (
    DECIDED_AT,
    SENT_AT,
    make_approved,
    make_computed,
    make_priced,
    make_sent,
)

pytestmark = pytest.mark.django_db


def address(name, cast, *more):
    return reverse(f"criteria:{name}", args=[cast.tender.pk, *more])


def page(client, cast, person, name, *more):
    client.force_login(cast.again(person))
    return client.get(address(name, cast, *more)).content.decode()


def test_the_page_names_the_winner_with_the_total_of_the_case(client, cast):
    make_computed(cast)

    html = " ".join(page(client, cast, "secretary", "award").split())

    assert "<strong>Herstelatelier De Werkbank</strong> (inschrijving E) wint met <strong>81,48</strong>" in html
    assert "5,2 ligt onder het gepubliceerde minimum van 6" in html


def test_before_the_decision_is_sent_others_in_the_tender_read_no_result(client, cast):
    make_computed(cast)

    html = page(client, cast, "client", "award")

    assert "nog niet voor u" in html
    assert "81,48" not in html
    assert client.get(address("award_explanation", cast)).status_code == 403


def test_computing_is_done_with_one_button(client, cast):
    make_priced(cast)
    client.force_login(cast.again("secretary"))

    answer = client.post(address("compute_award", cast), follow=True)

    assert "81,48" in answer.content.decode()


def test_explanation_shows_the_figures_of_the_formula(client, cast):
    make_computed(cast)

    html = page(client, cast, "lawyer", "award_explanation")

    assert "Gemiddelde van 10, 8, 8, 10, 8 is 8,8." in html
    assert "= 20,14." in html


def test_costs_show_a_short_budget_beside_the_whole_life(client, cast):
    make_computed(cast)

    html = page(client, cast, "buyer", "award_costs")

    for amount in ("572.584,72", "483.600", "576.580", "639.979"):
        assert amount in html


def test_sensitivity_names_the_weight_at_which_the_award_goes_over(client, cast):
    make_computed(cast)

    html = page(client, cast, "chair", "award_sensitivity")

    assert "42,38%" in html
    assert "B Kringstoel Collectief" in html


def test_the_downloaded_case_is_the_stored_one(client, cast):
    evaluation = make_computed(cast)
    client.force_login(cast.again("buyer"))

    answer = client.get(address("award_file", cast, "zaak"))

    assert answer.json() == evaluation.computations.get().case


def test_the_advice_saves_itself_and_waits_for_the_mandate_holder(client, cast):
    evaluation = make_computed(cast)
    client.force_login(cast.again("secretary"))
    data = {"text": "Gun aan E, om drie redenen.", "disclosure": Disclosure.LIMITED}

    assert client.post(address("advice_save", cast), data).status_code == 200
    client.post(address("decision", cast), {**data, "submit": "1"})

    assert decisions.advice_of(evaluation).submitted_at is not None
    assert client.post(address("advice_save", cast), data).status_code == 409


def test_deciding_asks_the_identity_again(client, cast):
    evaluation = make_computed(cast)
    decisions.save_advice(evaluation.pk, text="Gun aan E.", disclosure=Disclosure.FULL)
    decisions.submit_advice(evaluation.pk, actor=cast.secretary)
    client.force_login(cast.again("mandate_holder"))
    url = address("decide_award", cast)

    data = {"motivation": "Akkoord.", "seen_sha256": decisions.shown_sha256(evaluation)}

    with clock.at(DECIDED_AT):
        refused = client.post(url, data | {"identity": "iets anders"})
        assert "klopt niet" in refused.content.decode()
        assert not AwardDecision.objects.exists()
        client.post(url, data | {"identity": PASSWORD})

    assert AwardDecision.objects.get().winner.code == "E"


def test_sending_is_recorded_with_the_moment_of_the_platform(client, cast):
    make_approved(cast)
    client.force_login(cast.again("buyer"))

    with clock.at(SENT_AT):
        data = {"channel": "TenderNed", "outside_at": "2023-06-12T14:30:00", "reference": "TN-1"}
        client.post(address("letters_send", cast), data)

    found = Standstill.objects.get()
    assert found.act is not None
    assert found.ends_on.isoformat() == "2023-07-03"


def test_a_bidder_reads_its_own_letter_and_bid_only(client, cast):
    evaluation = make_sent(cast)
    own, other = (next(one for one in letters.letters_of(evaluation) if one.bid.code == code) for code in ("B", "A"))
    client.force_login(cast.again("bidder"))

    html = client.get(reverse("criteria:my_bids")).content.decode()
    assert "Kringstoel Collectief" in html
    assert "Noorderlinde" not in html
    assert "77,66" in client.get(reverse("criteria:my_letter", args=[own.pk])).content.decode()
    assert client.get(reverse("criteria:my_letter", args=[other.pk])).status_code == 404


def test_a_letter_is_not_there_for_the_bidder_before_it_is_sent(client, cast):
    evaluation = make_approved(cast)
    own = next(one for one in letters.letters_of(evaluation) if one.bid.code == "B")
    client.force_login(cast.again("bidder"))

    assert client.get(reverse("criteria:my_letter", args=[own.pk])).status_code == 404
    assert "in behandeling" in client.get(reverse("criteria:my_bids")).content.decode()


def test_one_asks_for_a_letter_as_pdf_once(client, cast):
    evaluation = make_approved(cast)
    letter = letters.letters_of(evaluation)[0]
    client.force_login(cast.again("buyer"))

    for _time in range(2):
        client.post(address("letter_pdf", cast, letter.pk))

    assert BackgroundJob.objects.filter(kind=letters.KIND).count() == 1
