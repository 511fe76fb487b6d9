"""Fetch a contract for a request, and the frame around its pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.domain.vocabulary import ContractState
from contracts.models import Contract
from contracts.services.parties import party_of
from procurement.core.http import Request


def open_contract(request: Request, pk: int, perm: str = "contracts.view_contract") -> Contract:
    """Return the contract for this request: 404 when it may not be seen, 403 when it may not be used so."""
    visible = Contract.objects.visible_to(request.user).select_related(
        "organisation", "company", "lot__tender", "manager"
    )
    contract = get_object_or_404(visible, pk=pk)
    if not request.user.has_perm(perm, contract):
        raise PermissionDenied
    return contract


def frame(request: Request, contract: Contract, current: str) -> dict[str, Any]:
    """Return what every page of a contract shows: the contract, its tabs, and what this person may do."""
    is_running = contract.state != ContractState.PREPARING
    pages = [("contract", _("KPI's"), True), ("reviews", _("Kwartaalgesprekken"), is_running)]
    pages += [("recalibrations", _("Herijking"), is_running), ("incentives", _("Boetes"), is_running)]
    pages += [("lessons", _("Lessen"), is_running and request.user.has_perm("contracts.view_lessons", contract))]
    return {
        "contract": contract,
        "tabs": [
            {"label": label, "url": reverse(f"contracts:{name}", args=[contract.pk]), "current": name == current}
            for name, label, shown in pages
            if shown
        ],
        "may_change": request.user.has_perm("contracts.change_contract", contract),
        "may_measure": request.user.has_perm("contracts.record_measurement", contract),
        "party": party_of(request.user, contract),
    }
