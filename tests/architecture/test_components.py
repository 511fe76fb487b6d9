"""The components and forms as HTML: what a reader, a screen reader and a hostile text make of them."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import get_template, render_to_string

HOSTILE = "<script>alert('5 \"punten\"')</script>"


class Person(forms.Form):
    """A form with one field of each sort."""

    name = forms.CharField(label="Naam", help_text="Zoals in het handelsregister.")
    price = forms.DecimalField(label="Prijs", widget=forms.TextInput(attrs={"data-no-autosave": True}))
    kind = forms.ChoiceField(label="Soort", widget=forms.RadioSelect, choices=[("a", "Eis"), ("b", "Wens")])
    agreed = forms.BooleanField(label="Akkoord", help_text="Van de budgethouder.")
    proof = forms.FileField(label="Bewijs", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        money = PrependedAppendedText("price", "€", "excl. btw")
        self.helper.layout = Layout(Fieldset("Wie en wat", "name", money), "kind", "agreed", "proof")


class Ids(HTMLParser):
    """All ids of a page, and all ids that something refers to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.made: list[str] = []
        self.asked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.made.append(value)
            elif name in {"for", "aria-describedby", "aria-labelledby"} and value:
                self.asked.extend(value.split())
            elif name == "href" and value and value.startswith("#"):
                self.asked.append(value[1:])


def component(name: str, **context: object) -> str:
    return " ".join(render_to_string(f"components/{name}.html", context).split())


@pytest.mark.parametrize("data", [None, {"name": "", "price": "-", "kind": "x"}])
def test_every_field_error_and_help_is_tied_to_its_control(data: dict[str, str] | None) -> None:
    ids = Ids(render_crispy_form(Person(data)))
    assert len(ids.made) == len(set(ids.made))
    assert set(ids.asked) <= set(ids.made)


def test_a_wrong_form_says_so_once_at_the_top_and_at_each_field() -> None:
    html = render_crispy_form(Person({"name": "", "price": "1", "kind": "a", "agreed": "on"}))
    assert html.index("error-summary") < html.index('href="#id_name"') < html.index('<label for="id_name"')
    assert html.count("id_name_error") == 2
    assert "id_price_error" not in html


def test_label_help_and_error_stand_above_the_control() -> None:
    html = render_crispy_form(Person({}))
    places = [
        html.index(part) for part in ('for="id_name"', 'id="id_name_helptext"', 'id="id_name_error"', 'id="id_name"')
    ]
    assert places == sorted(places)


def test_money_has_its_sign_and_says_that_vat_is_not_in_it() -> None:
    html = render_crispy_form(Person())
    assert re.search(r"€.*?name=\"price\".*?data-no-autosave.*?excl\. btw", html, flags=re.DOTALL)


def test_a_choice_has_a_legend_and_a_required_mark_that_is_read_out() -> None:
    html = render_crispy_form(Person())
    assert re.search(r"<legend>Soort.*?visually-hidden\">verplicht", html, flags=re.DOTALL)


def test_a_locked_stage_is_no_link() -> None:
    stage = {
        "number": 10,
        "label": "Gunning",
        "url": "/x/",
        "state": "empty",
        "state_label": "dicht",
        "is_locked": True,
    }
    assert "href" not in component("stages", stages=[stage])
    assert 'aria-current="step"' in component("stages", stages=[{**stage, "is_locked": False, "is_current": True}])


def test_the_thread_shows_a_gap_in_words_and_in_its_line() -> None:
    nodes = [
        {"kind": "Belofte", "title": "80% in jaar 2", "url": "/b/", "state": "present", "is_here": True},
        {"kind": "KPI", "title": "Nog geen KPI", "url": "", "state": "missing"},
    ]
    html = component("thread", nodes=nodes)
    assert html.count("thread__link--broken") == 1
    assert "Nog geen KPI" in html
    assert 'href="/b/"' not in html


def test_no_measurement_is_not_a_zero() -> None:
    assert "niet gemeten" in component("stat", label="Restafval", value=None, unit="kg")
    assert "niet gemeten" not in component("stat", label="Restafval", value=0, unit="kg")
    assert "niet ingevuld" in component("field", label="Percelen", value="")
    assert "niet ingevuld" not in component("field", label="Percelen", value=0)


def test_the_value_of_a_progress_bar_is_a_number_of_html() -> None:
    assert '<progress value="1200" max="5000"' in component("progress", label="Beoordeeld", done=1200, total=5000)
    assert 'data-total="1000"' in component("weight_sum", total=1000)


def test_who_must_still_sign_is_told_apart_from_who_did() -> None:
    people = [{"name": "A", "signed_at": "1 mei 2023"}, {"name": "B", "signed_at": None}]
    html = component("signatures", title="Openen", people=people, withdraw_url="/w/", csrf_token="t")
    assert html.count("signatures__person--signed") == 1
    assert "Moet nog tekenen" in html
    assert 'name="csrfmiddlewaretoken" value="t"' in html


@pytest.mark.parametrize("name", ["post_button", "confirm", "job_progress"])
def test_a_component_that_posts_carries_the_token_it_is_given(name: str) -> None:
    html = component(name, action="/x/", label="Doe", id="i", retry_url="/r/", state="failed", csrf_token="t")
    assert 'name="csrfmiddlewaretoken" value="t"' in html


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("callout", {"title": HOSTILE, "text": HOSTILE}),
        ("finding", {"severity": "block", "message": HOSTILE, "decision": HOSTILE}),
        ("empty_state", {"title": HOSTILE, "text": HOSTILE}),
        ("conflict", {"stored": HOSTILE, "typed": HOSTILE, "who": HOSTILE}),
        ("file_list", {"files": [{"name": HOSTILE, "url": "/f/"}]}),
        ("table", {"id": "t", "caption": HOSTILE, "rows": [{"cells": [{"text": HOSTILE}, {"text": HOSTILE}]}]}),
        ("confirm", {"title": HOSTILE, "text": HOSTILE, "label": HOSTILE}),
        ("copy_text", {"text": HOSTILE, "label": HOSTILE}),
    ],
)
def test_a_hostile_text_stays_text(name: str, context: dict[str, object]) -> None:
    html = component(name, **context)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("code", [400, 403, 404, 500, 503])
def test_the_pages_for_trouble_need_neither_database_nor_request(code: int) -> None:
    html = get_template(f"{code}.html").render({})
    assert re.search(r"<title>\w.* · Kring</title>", html)
    assert '<html lang="nl">' in html
    assert "<h1>" in html
