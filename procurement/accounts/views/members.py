"""Who works for the organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.forms.lists import MemberListForm
from procurement.accounts.forms.people import MemberForm, RoleForm
from procurement.accounts.labels import ACCOUNT_ERRORS
from procurement.accounts.models import Membership
from procurement.accounts.services.members import add_member, change_role, end_membership
from procurement.accounts.views.access import own_organisation
from procurement.accounts.views.lists import list_page
from procurement.accounts.views.tabs import tabs
from procurement.core.http import Request

MANAGE = "accounts.manage_members"


def members(request: Request) -> HttpResponse:
    """List the members, searched and ordered."""
    organisation = own_organisation(request)
    form = MemberListForm(request.GET)
    rows = Membership.objects.active_in(organisation.pk).searching(form.chosen("q")).order_by(*form.ordering())
    if form.chosen("role"):
        rows = rows.filter(role=form.chosen("role"))
    context = {
        "form": form,
        "list": list_page(request, rows),
        "may_manage": request.user.has_perm(MANAGE, organisation),
        "tabs": tabs(request, "members"),
    }
    return render(request, "accounts/members.html", context)


def add(request: Request) -> HttpResponse:
    """Give somebody a role in the organisation."""
    organisation = own_organisation(request, MANAGE)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = add_member(organisation.pk, actor=request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", ACCOUNT_ERRORS[error.code])
        else:
            told = _("%(name)s heeft toegang en krijgt een e-mail waarin staat hoe aan te melden.")
            messages.success(request, told % {"name": membership.user})
            return redirect("accounts:members")
    return render(request, "accounts/member_form.html", {"form": form})


def change(request: Request, pk: int) -> HttpResponse:
    """Change the role of a member."""
    organisation = own_organisation(request, MANAGE)
    membership = get_object_or_404(Membership.objects.active_in(organisation.pk), pk=pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership.pk, role=form.cleaned_data["role"], actor=request.user)
        except AccountError as error:
            form.add_error("role", ACCOUNT_ERRORS[error.code])
        else:
            messages.success(request, _("De rol van %(name)s is gewijzigd.") % {"name": membership.user})
            return redirect("accounts:members")
    return render(request, "accounts/member_role.html", {"form": form, "membership": membership})


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """End the access of a member."""
    organisation = own_organisation(request, MANAGE)
    membership = get_object_or_404(Membership.objects.active_in(organisation.pk), pk=pk)
    try:
        end_membership(membership.pk, actor=request.user)
    except AccountError as error:
        messages.error(request, ACCOUNT_ERRORS[error.code])
        return redirect("accounts:change_member", membership.pk)
    messages.success(request, _("De toegang van %(name)s is beëindigd.") % {"name": membership.user})
    return redirect("accounts:members")
