"""The tabs of stage 10; who may not open a page does not see its tab."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.models import Evaluation
from procurement.core.http import Request


def assessment_tabs(request: Request, evaluation: Evaluation, current: str) -> list[dict[str, Any]]:
    """Return the tabs of the stage for this person."""
    pages = [
        ("assessment", _("Overzicht"), "criteria.view_assessment"),
        ("committee", _("Commissie"), "criteria.view_assessment"),
        ("promises", _("Beloofde waarden"), "criteria.view_promises"),
        ("consensus", _("Consensus"), "criteria.view_consensus"),
        ("prices", _("Prijzen"), "criteria.view_prices"),
    ]
    tender_id = evaluation.lot.tender_id
    tabs = []
    for name, label, perm in pages:
        is_current, may_open = name == current, request.user.has_perm(perm, evaluation)
        if is_current or may_open:
            # The prices are opened under a tab whose own page is closed until then.
            url = reverse(f"criteria:{name}", args=[tender_id]) if may_open else request.path
            tabs.append({"label": label, "url": url, "current": is_current})
    return tabs
