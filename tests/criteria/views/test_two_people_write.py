"""Two people write the advice or an addition to a letter: nobody overwrites what the other wrote without seeing it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from criteria.domain.vocabulary import Disclosure
from criteria.models import AwardAdvice, Letter
from criteria.services import decision, letters
from procurement.core import clock
from tests.cast import Cast
from tests.factories.criteria_award import DECIDED_AT, approve, make_computed, make_decided

pytestmark = pytest.mark.django_db
CONFLICT = "Iemand anders heeft dit intussen gewijzigd."


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


class Opened:
    """A page that one person has open, with what its form started from."""

    def __init__(self, cast: Cast, person: str, name: str, *more: int) -> None:
        self.client = Client()
        self.client.force_login(cast.again(person))
        self.text = self.client.get(reverse(f"criteria:{name}", args=[cast.tender.pk, *more])).text

    @property
    def started_from(self) -> dict[str, str]:
        """The hidden values, as a browser posts them."""
        found = re.findall(r'<input type="hidden" name="(initial-\w+)" value="([^"]*)"', self.text)
        return {name: unescape(value) for name, value in found}

    def post(self, url: str, **data: str) -> Any:
        """Send the form, with what it started from."""
        answer = self.client.post(url, self.started_from | data, follow=True)
        if "text/html" in answer.headers["Content-Type"]:
            self.text = answer.text
        return answer


class TestAdvice:
    """The advice of the committee."""

    @pytest.fixture
    def pages(self, cast: Cast) -> tuple[Opened, Opened, str]:
        """The secretary and the buyer open the first draft, which nobody saved yet."""
        make_computed(cast)
        url = reverse("criteria:decision", args=[cast.tender.pk])
        return Opened(cast, "secretary", "decision"), Opened(cast, "buyer", "decision"), url

    def test_the_second_to_save_sees_both_texts(self, cast: Cast, pages: tuple[Opened, Opened, str]) -> None:
        first, second, url = pages
        first.post(url, text="Gun aan E, om drie redenen.", disclosure=Disclosure.FULL)

        second.post(url, text="Gun aan E.", disclosure=Disclosure.FULL)

        assert CONFLICT in second.text
        assert "Gun aan E, om drie redenen." in second.text
        assert AwardAdvice.objects.get().text == "Gun aan E, om drie redenen."

        second.post(url, text="Gun aan E, en meer.", disclosure=Disclosure.FULL)
        assert AwardAdvice.objects.get().text == "Gun aan E, en meer."

    def test_who_changes_something_else_keeps_the_text_of_the_other(
        self, cast: Cast, pages: tuple[Opened, Opened, str]
    ) -> None:
        first, second, url = pages
        first.post(url, text="Gun aan E, om drie redenen.", disclosure=Disclosure.FULL)

        second.post(url, text=second.started_from["initial-text"], disclosure=Disclosure.LIMITED)

        advice = AwardAdvice.objects.get()
        assert (advice.text, advice.disclosure) == ("Gun aan E, om drie redenen.", Disclosure.LIMITED)

    def test_typing_on_saves_nothing_over_the_other_either(self, cast: Cast, pages: tuple[Opened, Opened, str]) -> None:
        first, second, _url = pages
        save = reverse("criteria:advice_save", args=[cast.tender.pk])
        assert first.post(save, text="Gun aan E, om drie redenen.", disclosure=Disclosure.FULL).status_code == 200

        assert second.post(save, text="Gun aan E.", disclosure=Disclosure.FULL).status_code == 422
        assert AwardAdvice.objects.get().text == "Gun aan E, om drie redenen."

    def test_a_conflict_is_not_laid_before_the_mandate_holder(
        self, cast: Cast, pages: tuple[Opened, Opened, str]
    ) -> None:
        first, second, url = pages
        first.post(url, text="Gun aan E, om drie redenen.", disclosure=Disclosure.FULL)

        second.post(url, text="Gun aan E.", disclosure=Disclosure.FULL, submit="1")

        assert AwardAdvice.objects.get().submitted_at is None

    def test_what_was_laid_before_somebody_is_not_changed(self, cast: Cast, pages: tuple[Opened, Opened, str]) -> None:
        first, second, url = pages
        first.post(url, text="Gun aan E.", disclosure=Disclosure.FULL)
        decision.submit_advice(AwardAdvice.objects.get().evaluation_id, actor=cast.secretary)

        second.post(url, text="Gun aan B.", disclosure=Disclosure.FULL)

        assert AwardAdvice.objects.get().text == "Gun aan E."


def test_two_additions_to_one_letter_are_both_shown(cast: Cast) -> None:
    letter = letters.letters_of(make_decided(cast))[1]
    url = reverse("criteria:letter_note", args=[cast.tender.pk, letter.pk])
    with clock.at(DECIDED_AT):
        buyer, lawyer = (Opened(cast, name, "letter", letter.pk) for name in ("buyer", "lawyer"))
        buyer.post(url, personal_note="U mag ons bellen.")

        lawyer.post(url, personal_note="U kunt uitleg vragen.")

        assert CONFLICT in lawyer.text
        assert "U mag ons bellen." in lawyer.text
        assert Letter.objects.get(pk=letter.pk).personal_note == "U mag ons bellen."
        lawyer.post(url, personal_note="U mag ons bellen en uitleg vragen.")

    assert Letter.objects.get(pk=letter.pk).personal_note == "U mag ons bellen en uitleg vragen."


def test_an_addition_to_a_letter_that_was_signed_meanwhile_is_refused_and_stays_on_the_page(cast: Cast) -> None:
    evaluation = make_decided(cast)
    letter = letters.letters_of(evaluation)[1]
    with clock.at(DECIDED_AT):
        lawyer = Opened(cast, "lawyer", "letter", letter.pk)
        approve(evaluation, cast.buyer)

        lawyer.post(reverse("criteria:letter_note", args=[cast.tender.pk, letter.pk]), personal_note="Nog iets.")

    assert "al door iemand goedgekeurd" in lawyer.text
    assert "Nog iets." in lawyer.text
    assert Letter.objects.get(pk=letter.pk).personal_note == ""
