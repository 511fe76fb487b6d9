"""Messages to the person who is signed in."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from procurement.core.http import Request
from procurement.core.models import Notification
from procurement.core.services.notifications import mark_read

PER_PAGE = 25


@require_safe
def notifications(request: Request) -> HttpResponse:
    """One's own messages, newest first."""
    mine = Notification.objects.filter(recipient=request.user)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    unread = mine.filter(read_at__isnull=True).count()
    return render(request, "core/notifications.html", {"page": page, "unread": unread})


@require_safe
def notification(request: Request, pk: int) -> HttpResponse:
    """Mark one's own message as read and go to what it is about."""
    message = get_object_or_404(Notification, pk=pk, recipient=request.user)
    mark_read(request.user, [message.pk])
    is_here = url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
    return redirect(message.url if message.url and is_here else "core:notifications")


@require_POST
def read_notifications(request: Request) -> HttpResponse:
    """Mark all of one's messages as read."""
    mark_read(request.user)
    return redirect("core:notifications")
