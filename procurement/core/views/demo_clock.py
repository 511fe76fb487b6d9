"""Go to another date; only the demo can."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from procurement.core import clock
from procurement.core.forms.demo_clock import DemoClockForm
from procurement.core.http import Request
from procurement.core.services.demo_clock import go_to
from procurement.core.templatetags.formats import dutch_datetime


@require_http_methods(["GET", "POST"])
def demo_clock(request: Request) -> HttpResponse:
    """Show the clock of the demo, move it, or bring it back to today."""
    if not settings.DEMO_MODE:
        raise Http404
    now = timezone.localtime(clock.now())
    form = DemoClockForm(request.POST if "moment" in request.POST else None, initial={"moment": now})
    if request.method == "POST" and (form.is_valid() or "back" in request.POST):
        go_to(None if "back" in request.POST else form.cleaned_data["moment"], actor=request.user)
        messages.success(request, _("Het is nu %(moment)s.") % {"moment": dutch_datetime(clock.now())})
        return redirect("core:demo_clock")
    context = {"form": form, "now": now, "is_moved": clock.is_moved()}
    return render(request, "core/demo_clock.html", context)
