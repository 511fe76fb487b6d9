"""Two people change the same thing."""

from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.contrib.auth.models import Group
from django.http import QueryDict

from procurement.accounts.models import User
from procurement.core.conflicts import ConflictForm
from tenders.domain.vocabulary import ContractKind
from tenders.models import Tender
from tests.cast import Cast

TEXT = "Regel een\nRegel twee"


class TenderForm(ConflictForm):
    """A form with one field of each sort."""

    class Meta:
        model = Tender
        fields = [
            "title",
            "description",
            "contract_kind",
            "is_framework",
            "estimated_value_eur",
            "value_dated_on",
            "closing_at",
        ]
        widgets = {
            "value_dated_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "closing_at": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


@pytest.fixture
def tender(cast: Cast) -> Tender:
    Tender.objects.filter(pk=cast.tender.pk).update(description=TEXT, estimated_value_eur="489000.00")
    return Tender.objects.get(pk=cast.tender.pk)


def opened(tender: Tender) -> QueryDict:
    """What a browser posts of a form that was opened now and sent unchanged."""
    form = TenderForm(instance=Tender.objects.get(pk=tender.pk))
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.field.widget.format_value(bound.value()) if bound.name != "is_framework" else bound.value()
        value = value[0] if isinstance(value, list) else value
        if bound.name == "is_framework":
            if value:
                data[bound.html_name] = "on"
        else:
            data[bound.html_name] = str("" if value is None else value).replace("\n", "\r\n")
        raw = form.initial_raw(bound.name)
        data.setlist(bound.html_initial_name, list(raw) if isinstance(raw, tuple) else [str(raw)])
    return data


def sent(tender: Tender, data: QueryDict) -> TenderForm:
    return TenderForm(data, instance=Tender.objects.get(pk=tender.pk))


def save_as_somebody_else(tender: Tender, **values: Any) -> None:
    Tender.objects.filter(pk=tender.pk).update(**values)


def test_an_unchanged_form_changes_nothing(tender: Tender) -> None:
    form = sent(tender, opened(tender))

    assert form.is_valid(), form.errors
    assert form.changed_data in ([], ["description"])  # a browser sends line ends as two characters
    assert form.conflicts == []


def test_two_people_change_different_fields_and_both_keep_their_work(tender: Tender) -> None:
    data = opened(tender)
    save_as_somebody_else(
        tender,
        description="Van een ander",
        is_framework=True,
        contract_kind=ContractKind.SERVICES,
        value_dated_on="2023-02-01",
    )
    data["title"] = "Nieuwe titel"

    form = sent(tender, data)

    assert form.is_valid(), form.errors
    saved = form.save()
    assert (saved.title, saved.description, saved.is_framework) == ("Nieuwe titel", "Van een ander", True)
    assert (saved.contract_kind, str(saved.value_dated_on)) == (ContractKind.SERVICES, "2023-02-01")


def test_two_people_change_the_same_field_and_the_second_is_shown_both(tender: Tender) -> None:
    data = opened(tender)
    save_as_somebody_else(tender, description="Van een ander")
    data["description"] = "Van mij"

    form = sent(tender, data)

    assert not form.is_valid()
    conflict = form.conflicts[0]
    assert (conflict.name, conflict.label) == ("description", "Omschrijving van de opdracht")
    assert (conflict.stored, conflict.typed) == ("Van een ander", "Van mij")
    assert "Iemand anders heeft dit intussen gewijzigd." in str(form.errors["description"])


def test_what_was_typed_stays_in_the_field_and_sending_again_keeps_it(tender: Tender) -> None:
    data = opened(tender)
    save_as_somebody_else(tender, description="Van een ander")
    data["description"] = "Van mij"
    first = sent(tender, data)
    page = render_crispy_form(first)
    assert "Staat er nu" in page
    assert 'name="initial-description" value="Van een ander"' in page
    data["initial-description"] = "Van een ander"

    again = sent(tender, data)

    assert again.is_valid(), again.errors
    assert again.save().description == "Van mij"


def test_a_third_change_meanwhile_is_a_conflict_again(tender: Tender) -> None:
    data = opened(tender)
    save_as_somebody_else(tender, description="Van een ander")
    data["description"], data["initial-description"] = "Van mij", "Van een ander"
    save_as_somebody_else(tender, description="Van een derde")

    assert not sent(tender, data).is_valid()


def test_two_people_who_type_the_same_do_not_conflict(tender: Tender) -> None:
    data = opened(tender)
    save_as_somebody_else(tender, estimated_value_eur="500000.00")
    data["estimated_value_eur"] = "500000"

    assert sent(tender, data).is_valid()


@pytest.mark.parametrize(
    ("name", "stored", "typed", "shown"),
    [
        ("contract_kind", ContractKind.SERVICES, ContractKind.WORKS, ("dienst", "werk")),
        ("title", "Titel B", "Titel C", ("Titel B", "Titel C")),
        ("estimated_value_eur", "500000.00", "", ("500000.00", "(leeg)")),
        ("value_dated_on", "2023-02-01", "2023-03-01", ("2023-02-01", "2023-03-01")),
        ("closing_at", "2023-07-03T10:00:37Z", "2023-07-04T12:00", ("2023-07-03T12:00", "2023-07-04T12:00")),
    ],
)
def test_every_sort_of_field_can_conflict(
    tender: Tender, name: str, stored: str, typed: str, shown: tuple[str, str]
) -> None:
    data = opened(tender)
    save_as_somebody_else(tender, **{name: stored})
    data[name] = typed

    form = sent(tender, data)

    assert not form.is_valid()
    assert [(each.name, (each.stored, each.typed)) for each in form.conflicts] == [(name, shown)]


def test_a_box_is_yes_or_no(tender: Tender) -> None:
    save_as_somebody_else(tender, is_framework=True)
    data = opened(tender)
    save_as_somebody_else(tender, is_framework=False)

    form = sent(tender, data)  # the tick was left as it was: somebody else's choice stays

    assert form.is_valid()
    assert form.cleaned_data["is_framework"] is False


def test_seconds_that_an_input_does_not_show_are_no_change(tender: Tender) -> None:
    save_as_somebody_else(tender, closing_at="2023-07-03T10:00:37Z")
    data = opened(tender)
    save_as_somebody_else(tender, description="Van een ander")

    form = sent(tender, data)

    assert form.is_valid(), form.errors
    assert form.conflicts == []


def test_a_new_object_and_a_request_without_initial_values_are_not_compared(cast: Cast, tender: Tender) -> None:
    assert TenderForm(instance=Tender()).initial_raw("title") is None
    data = {"title": "Kort", "contract_kind": ContractKind.WORKS}

    form = TenderForm(data, instance=tender)

    assert form.is_valid(), form.errors
    assert form["title"].conflict is None


def test_every_field_posts_what_it_started_from(tender: Tender) -> None:
    page = render_crispy_form(TenderForm(instance=tender))

    for name in TenderForm.Meta.fields:
        assert page.count(f'name="initial-{name}"') == 1
    assert 'name="initial-is_framework" value="False"' in page


def test_hidden_values_are_escaped(tender: Tender) -> None:
    save_as_somebody_else(tender, title='"><script>alert(1)</script>')

    page = render_crispy_form(TenderForm(instance=Tender.objects.get(pk=tender.pk)))

    assert "<script>" not in page


class GroupsForm(ConflictForm):
    """A many-to-many field."""

    class Meta:
        model = User
        fields = ["name", "groups"]


def test_several_choices_are_compared_as_a_set(cast: Cast) -> None:
    one, two, three = (Group.objects.create(name=name) for name in ("een", "twee", "drie"))
    cast.reader.groups.set([one, two])
    data = QueryDict(mutable=True)
    data["name"] = cast.reader.name
    data.setlist("groups", [str(two.pk), str(one.pk)])
    form = GroupsForm(instance=cast.reader)
    data.setlist("initial-groups", list(form.initial_raw("groups")))
    cast.reader.groups.set([three])

    untouched = GroupsForm(data, instance=cast.reader)
    assert untouched.is_valid(), untouched.errors
    assert list(untouched.cleaned_data["groups"]) == [three]

    data.setlist("groups", [str(one.pk)])
    changed = GroupsForm(data, instance=cast.reader)
    assert not changed.is_valid()
    assert (changed.conflicts[0].stored, changed.conflicts[0].typed) == ("drie", "een")
