"""Forms of the library: the filters, an item of any kind, and why one is retired."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from procurement.core.form_parts import choice, fields_only
from tenders.domain.library import FIELDS, Field, LibraryKind, Shape
from tenders.extension_points import LIBRARY_CHOICES
from tenders.labels import choices_of
from tenders.labels_library import CONTENT_LABELS, LIBRARY_KIND_LABELS, library_certainty_choices
from tenders.models import LibraryItem, LibraryVersion
from tenders.querysets_library import GENERAL, NATIONAL, OWN
from tenders.services.product_groups import groups

PREFIX = "inhoud_"
ALL: list[tuple[str, Text]] = [("", _("alle"))]


class LibraryFilterForm(forms.Form):
    """Search and filters above the library; a wrong value is as good as none."""

    q = forms.CharField(
        label=_("Zoeken"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    groep = forms.ChoiceField(label=_("Productgroep"), required=False)
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    herkomst = forms.ChoiceField(
        label=_("Herkomst"), required=False, choices=[*ALL, (NATIONAL, _("landelijk")), (OWN, _("eigen organisatie"))]
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[LibraryKind],
        instruments: Sequence[str],
        own_groups: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "soort").choices = ALL + choices_of({kind: LIBRARY_KIND_LABELS[kind] for kind in kinds})
        known = groups()
        own = [(key, key) for key in own_groups if key and key not in known]
        named = [(key, group.name) for key, group in known.items()]
        choice(self, "groep").choices = [*ALL, (GENERAL, _("past bij alles")), *named, *own]
        choice(self, "instrument").choices = ALL + [(name, name) for name in instruments]

    def chosen(self) -> dict[str, str]:
        """What was chosen, by the name of the field; a wrong value is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ItemForm(forms.Form):
    """An item of one kind: what it says, where it comes from, and what changed."""

    title = forms.CharField(
        label=_("Titel"), max_length=200, help_text=_("Waaraan collega's het item in de lijst herkennen.")
    )
    product_group = forms.ChoiceField(label=_("Productgroep"), required=False)
    instrument = forms.CharField(
        label=_("Instrument"),
        max_length=80,
        required=False,
        help_text=_("Waarmee het wordt gemeten, zoals MKI of losmaakbaarheid."),
    )
    attention = forms.CharField(label=_("Let op bij gebruik"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    is_standing = forms.BooleanField(
        label=_("Standaardtekst: staat in elk nieuw concept"),
        required=False,
        help_text=_("Gaat vóór de landelijke standaardtekst van hetzelfde hoofdstuk."),
    )
    certainty = forms.ChoiceField(label=_("Zekerheid"), choices=library_certainty_choices)
    sources = forms.CharField(
        label=_("Bronnen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eén bron per regel; een internetadres zet u achter een streepje: titel | https://…"),
    )
    effect = forms.CharField(
        label=_("Effect"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Wat het aantoonbaar bereikte en waar dat is gemeten. Leeg: in de lijst staat dan “effect onbekend”."
        ),
    )
    note = forms.CharField(
        label=_("Wat is er gewijzigd"),
        max_length=240,
        required=False,
        help_text=_("Wie het item al gebruikt leest dit bij de melding dat er een nieuwe versie is."),
    )

    def __init__(
        self,
        *args: Any,
        kind: LibraryKind,
        item: LibraryItem | None = None,
        content: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        choice(self, "product_group").choices = [
            ("", _("past bij alles")),
            *((key, group.name) for key, group in groups().items()),
        ]
        if kind not in (LibraryKind.CLAUSE, LibraryKind.REVIEW):
            del self.fields["is_standing"]
        if item is None:
            del self.fields["note"]
        for field in FIELDS[kind]:
            self.fields[PREFIX + field.name] = _form_field(kind, field)
            self.initial[PREFIX + field.name] = _typed(field, (content or {}).get(field.name))
        own = [PREFIX + field.name for field in FIELDS[kind]]
        about = ["certainty", "sources", "effect"]
        self.helper = fields_only(
            Fieldset(_("Wat het zegt"), *own),
            Fieldset(
                _("Om terug te vinden"),
                "title",
                Div("product_group", "instrument", css_class="fields-in-row"),
                "attention",
                *(["is_standing"] if "is_standing" in self.fields else []),
            ),
            Fieldset(_("Waar het op rust"), *about, *(["note"] if item else [])),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a row of a table that lacks or exceeds its columns."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for field in FIELDS[self.kind]:
            name = PREFIX + field.name
            if field.shape is Shape.ROWS and name in data:
                rows = _rows(field, data[name])
                if any(len(row) != len(field.columns) for row in rows):
                    self.add_error(name, forms.ValidationError(_row_help(field), code="columns"))
        return data

    def content(self) -> dict[str, Any]:
        """The content as it is stored."""
        found: dict[str, Any] = {}
        for field in FIELDS[self.kind]:
            value = self.cleaned_data[PREFIX + field.name]
            if field.shape is Shape.ROWS:
                value = [dict(zip(field.columns, row, strict=True)) for row in _rows(field, value)]
            found[field.name] = value
        return found

    def head(self) -> dict[str, Any]:
        """What tells where the item belongs."""
        names = ("title", "product_group", "instrument", "attention", "is_standing")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def proof(self) -> dict[str, Any]:
        """How sure it is, with its sources."""
        data = self.cleaned_data
        lines = [line.partition("|") for line in data["sources"].splitlines() if line.strip()]
        sources = [{"title": title.strip(), "url": url.strip()} for title, _bar, url in lines]
        return {"certainty": data["certainty"], "sources": sources, "effect": data["effect"].strip()}


class RetireForm(forms.Form):
    """Why an item is taken out of use."""

    reason = forms.CharField(
        label=_("Waarom"),
        max_length=240,
        help_text=_("Wie het item al gebruikt ziet dit; de tekst in aanbestedingen blijft staan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


def initial_of(item: LibraryItem, version: LibraryVersion) -> dict[str, Any]:
    """Return what the form of an item starts from, beside its content."""
    sources = [f"{one['title']} | {one['url']}" if one.get("url") else one["title"] for one in version.sources]
    names = ("title", "product_group", "instrument", "attention", "is_standing")
    return {name: getattr(item, name) for name in names} | {
        "certainty": version.certainty,
        "sources": "\n".join(sources),
        "effect": version.effect,
    }


def _form_field(kind: LibraryKind, field: Field) -> forms.Field:
    label = capfirst(str(CONTENT_LABELS[field.name]))
    if field.shape is Shape.TICK:
        return forms.BooleanField(label=label, required=False)
    if field.shape is Shape.CHOICE:
        labels = LIBRARY_CHOICES.get(f"{kind}.{field.name}") or LIBRARY_CHOICES[field.name]
        empty: list[tuple[str, Text]] = [] if field.must else [("", "—")]
        return forms.ChoiceField(
            label=label, required=field.must, choices=empty + [(str(key), text) for key, text in labels.items()]
        )
    if field.shape is Shape.LINE:
        return forms.CharField(label=label, required=field.must, max_length=200)
    help_text = _row_help(field) if field.shape is Shape.ROWS else ""
    rows = 4 if field.shape is Shape.TEXT else 5
    return forms.CharField(
        label=label, required=field.must, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


def _typed(field: Field, value: Any) -> Any:
    """A value of the content as it is typed: rows one a line, their columns with a bar between."""
    if field.shape is not Shape.ROWS:
        return value
    return "\n".join(" | ".join(row[name] for name in field.columns) for row in value or ())


def _rows(field: Field, text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    last = len(field.columns) - 1
    return [[part.strip() for part in line.split("|", last)] for line in lines]


def _row_help(field: Field) -> str:
    columns = " | ".join(str(CONTENT_LABELS[name]) for name in field.columns)
    return str(_("Eén per regel, met een streepje ertussen: %(columns)s")) % {"columns": columns}
