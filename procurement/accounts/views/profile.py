"""One's own data and security."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from procurement.accounts.forms.profile import ProfileForm
from procurement.accounts.language import in_language
from procurement.accounts.models import Membership, Organisation
from procurement.accounts.second_factor import has_authenticator, must_have_second_factor
from procurement.accounts.services.profile import change_profile
from procurement.core.http import Request


def profile(request: Request) -> HttpResponse:
    """Show and change one's own name, job title and language; shows roles and security."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = change_profile(request.user.pk, **form.cleaned_data)
        messages.success(request, _("Uw gegevens zijn opgeslagen."))
        return in_language(redirect("accounts:profile"), user.language)
    context = {
        "form": form,
        "memberships": Membership.objects.filter(user=request.user, is_active=True).select_related("organisation"),
        "organisations": Organisation.objects.visible_to(request.user),
        "has_authenticator": has_authenticator(request.user),
        "must_have_authenticator": must_have_second_factor(request.user),
    }
    return render(request, "accounts/profile.html", context)
