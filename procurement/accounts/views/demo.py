"""Signing in with one click as any of the cast. Exists in demo mode only, and signs in demo users only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from procurement.accounts.demo.people import GROUPS
from procurement.accounts.models import User
from procurement.core.http import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: Request) -> HttpResponse:
    """Show the cast by the part they play; sign in as the one that is chosen."""
    if not settings.DEMO_MODE:
        raise Http404
    users = {user.demo_key: user for user in User.objects.exclude(demo_key="").filter(is_active=True)}
    if request.method == "POST":
        user = users.get(request.POST.get("person", ""))
        if user is None:
            raise Http404
        login(request, user, backend=BACKEND)
        return redirect(_next_page(request))
    cast = [
        (group.title, [(person, users[person.key]) for person in group.people if person.key in users])
        for group in GROUPS
    ]
    context = {"cast": [(title, people) for title, people in cast if people], "next": request.GET.get("next", "")}
    return render(request, "accounts/demo_sign_in.html", context)


def _next_page(request: Request) -> str:
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return page
    return resolve_url(settings.LOGIN_REDIRECT_URL)
