"""Fetch what a request is about: 404 when it may not be seen, 403 when it may not be used so."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from procurement.accounts.current import current_organisation
from procurement.accounts.models import Company, Organisation
from procurement.core.http import Request


def own_organisation(request: Request, perm: str = "accounts.view_organisation") -> Organisation:
    """The organisation that the person works for."""
    organisation = current_organisation(request)
    if organisation is None:
        raise Http404
    if not request.user.has_perm(perm, organisation):
        raise PermissionDenied
    return organisation


def open_company(request: Request, pk: int, perm: str = "accounts.view_company") -> Company:
    """A company of an address book that the person sees."""
    company = get_object_or_404(Company.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    if not request.user.has_perm(perm, company):
        raise PermissionDenied
    return company
