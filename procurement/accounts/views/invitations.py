"""People from outside who were invited."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.forms.people import InvitationForm
from procurement.accounts.labels import ACCOUNT_ERRORS
from procurement.accounts.models import Invitation
from procurement.accounts.services.invitations import invite_person, withdraw_invitation
from procurement.accounts.views.access import own_organisation
from procurement.accounts.views.lists import list_page
from procurement.accounts.views.tabs import tabs
from procurement.core.http import Request

INVITE = "accounts.invite_person"


def invitations(request: Request) -> HttpResponse:
    """List who was invited, newest first."""
    organisation = own_organisation(request, INVITE)
    rows = Invitation.objects.filter(organisation=organisation).select_related("user", "invited_by")
    context = {"list": list_page(request, rows), "tabs": tabs(request, "invitations")}
    return render(request, "accounts/invitations.html", context)


def invite(request: Request) -> HttpResponse:
    """Invite somebody from outside."""
    organisation = own_organisation(request, INVITE)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_person(organisation.pk, actor=request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", ACCOUNT_ERRORS[error.code])
        else:
            messages.success(request, _("%(name)s is uitgenodigd.") % {"name": invitation.user})
            return redirect("accounts:invitations")
    return render(request, "accounts/invitation_form.html", {"form": form})


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    organisation = own_organisation(request, INVITE)
    invitation = get_object_or_404(Invitation.objects.filter(organisation=organisation), pk=pk)
    try:
        withdraw_invitation(invitation.pk, actor=request.user)
    except AccountError as error:
        messages.error(request, ACCOUNT_ERRORS[error.code])
    else:
        messages.success(request, _("De uitnodiging van %(name)s is ingetrokken.") % {"name": invitation.user})
    return redirect("accounts:invitations")
