"""The pages of stage 3, as tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.lifecycle import EDITABLE
from tenders.models import Tender


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """Return the pages of the stage."""
    pages: list[tuple[str, Text]] = [
        ("procedure", _("Opdracht en waarde")),
        ("value_estimate", _("Raming")),
        ("procedure_choice", _("Procedurekeuze")),
        ("conditions", _("Looptijd en voorwaarden")),
        ("planning", _("Planning")),
    ]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def can_change(request: Request, tender: Tender) -> bool:
    """Whether this person may change the text of this tender now."""
    return tender.state in EDITABLE and request.user.has_perm("tenders.change_tender", tender)
