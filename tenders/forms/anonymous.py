"""What every form does whose text everybody will read: stop once where it may lead to who asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenders.domain import anonymity
from tenders.domain.anonymity import Leak
from tenders.labels_questions import LEAK_LABELS
from tenders.models import Tender
from tenders.services.anonymity import watch_for


class AnonymousMixin(forms.Form):
    """Stops once when a text that everybody will read holds what may lead to who asked.

    anonymous_fields: those texts. names_meant: pieces that were confirmed before.
    """

    name_is_meant = forms.BooleanField(
        label=gettext_lazy("Dit mag zo blijven staan: het verraadt niet wie de vraag stelde"), required=False
    )
    anonymous_fields: tuple[str, ...] = ()
    tender: Tender
    names_meant: tuple[str, ...] = ()

    def check_names(self, data: dict[str, Any]) -> None:
        """Put a message at every field that holds a telling piece, unless the person says it is meant."""
        if data.get("name_is_meant"):
            return
        watch = watch_for(self.tender)
        for name in self.anonymous_fields:
            found = anonymity.leaks(data.get(name) or "", watch, meant=self.names_meant)
            if found:
                message = _("Dit kan verraden wie de vraag stelde: %(names)s. Haal het weg, of bevestig hieronder.")
                params = {"names": leak_words(found)}
                self.add_error(name, forms.ValidationError(message, code="named", params=params))

    @property
    def asks_to_confirm(self) -> list[str]:
        """The field that confirms, once the form was sent; for its layout."""
        return ["name_is_meant"] if self.is_bound else []


def leak_words(found: list[Leak]) -> str:
    """Return the pieces with why each may betray somebody, as one text."""
    return ", ".join(f"“{leak.text}” ({LEAK_LABELS[leak.kind]})" for leak in found)
