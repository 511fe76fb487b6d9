"""The button that mails a code to sign with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from procurement.accounts.identity import send_identity_code
from procurement.core.http import Request


@require_POST
def identity_code(request: Request) -> HttpResponse:
    """Mail a one-time code to the person who is signed in, when they have no password."""
    sent = send_identity_code(request.user)
    template = "accounts/identity_code.html#answer" if request.htmx else "accounts/identity_code.html"
    return render(request, template, {"sent": sent})
