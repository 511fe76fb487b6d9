"""The address book: companies and who speaks for them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.current import current_organisation
from procurement.accounts.domain.errors import AccountError
from procurement.accounts.forms.company import CompanyForm
from procurement.accounts.forms.lists import CompanyListForm
from procurement.accounts.forms.people import PersonForm
from procurement.accounts.labels import ACCOUNT_ERRORS
from procurement.accounts.models import Company, CompanyContact
from procurement.accounts.services.companies import add_company, add_contact, change_company, end_contact
from procurement.accounts.views.access import open_company, own_organisation
from procurement.accounts.views.lists import list_page
from procurement.core.http import Request

ADD = "accounts.add_company"
CHANGE = "accounts.change_company"


def companies(request: Request) -> HttpResponse:
    """List the companies that the person sees, searched and ordered."""
    form = CompanyListForm(request.GET)
    found = Company.objects.visible_to(request.user).searching(form.chosen("q")).counting_contacts()
    context = {
        "form": form,
        "list": list_page(request, found.order_by(*form.ordering())),
        "may_add": request.user.has_perm(ADD, current_organisation(request)),
    }
    return render(request, "accounts/companies.html", context)


def company(request: Request, pk: int) -> HttpResponse:
    """Show a company and its contacts."""
    shown = open_company(request, pk)
    context = {
        "company": shown,
        "contacts": CompanyContact.objects.filter(company=shown, is_active=True).select_related("user"),
        "may_change": request.user.has_perm(CHANGE, shown),
    }
    return render(request, "accounts/company.html", context)


def add(request: Request) -> HttpResponse:
    """Add a company to the address book."""
    organisation = own_organisation(request, ADD)
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(add_company(organisation.pk, actor=request.user, **form.cleaned_data))
        except AccountError as error:
            form.add_error("name", ACCOUNT_ERRORS[error.code])
    return render(request, "accounts/company_form.html", {"form": form})


@transaction.atomic
def change(request: Request, pk: int) -> HttpResponse:
    """Change what is known of a company; who was second sees what the first one changed."""
    shown = open_company(request, pk, CHANGE)
    stored = Company.objects.select_for_update().get(pk=shown.pk)
    form = CompanyForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(change_company(stored.pk, actor=request.user, **form.cleaned_data))
        except AccountError as error:
            form.add_error("name", ACCOUNT_ERRORS[error.code])
    return render(request, "accounts/company_form.html", {"form": form, "company": shown})


def new_contact(request: Request, pk: int) -> HttpResponse:
    """Let somebody speak for the company."""
    shown = open_company(request, pk, CHANGE)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            contact = add_contact(shown.pk, actor=request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", ACCOUNT_ERRORS[error.code])
        else:
            messages.success(
                request, _("%(name)s krijgt een e-mail waarin staat hoe aan te melden.") % {"name": contact.user}
            )
            return redirect(shown)
    return render(request, "accounts/contact_form.html", {"form": form, "company": shown})


@require_POST
def remove_contact(request: Request, pk: int, contact: int) -> HttpResponse:
    """End that somebody speaks for the company."""
    shown = open_company(request, pk, CHANGE)
    found = get_object_or_404(CompanyContact.objects.filter(company=shown), pk=contact)
    try:
        end_contact(found.pk, actor=request.user)
    except AccountError as error:
        messages.error(request, ACCOUNT_ERRORS[error.code])
    else:
        messages.success(request, _("De toegang van %(name)s is beëindigd.") % {"name": found.user})
    return redirect(shown)
