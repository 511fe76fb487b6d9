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
    return [
        {"label": label, "url": reverse(f"criteria:{name}", args=[tender_id]), "current": name == current}
        for name, label, perm in pages
        if name == current or request.user.has_perm(perm, evaluation)
    ]
