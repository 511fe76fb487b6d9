"""The organisation: its data, and choosing which one to work for."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.current import SESSION_KEY
from procurement.accounts.forms.organisation import OrganisationForm
from procurement.accounts.models import Organisation
from procurement.accounts.services.organisations import change_organisation
from procurement.accounts.views.access import own_organisation
from procurement.accounts.views.tabs import tabs
from procurement.core.http import Request


def organisation(request: Request) -> HttpResponse:
    """Show the data of the organisation."""
    shown = own_organisation(request)
    context = {"organisation": shown, "tabs": tabs(request, "organisation")}
    return render(request, "accounts/organisation.html", context)


@transaction.atomic
def change(request: Request) -> HttpResponse:
    """Change the data of the organisation; who was second sees what the first one changed."""
    mine = own_organisation(request, "accounts.change_organisation")
    stored = Organisation.objects.select_for_update().get(pk=mine.pk)
    form = OrganisationForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        change_organisation(stored.pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("De gegevens van de organisatie zijn opgeslagen."))
        return redirect("accounts:organisation")
    return render(request, "accounts/organisation_form.html", {"form": form})


@require_POST
def switch(request: Request) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    mine = Organisation.objects.visible_to(request.user)
    number = request.POST.get("organisation", "")
    chosen = get_object_or_404(mine, pk=int(number) if number.isdecimal() else 0)
    request.session[SESSION_KEY] = chosen.pk
    messages.success(request, _("U werkt nu voor %(organisation)s.") % {"organisation": chosen.name})
    return redirect("core:work")
