"""The audit trail, for who may read it."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from procurement.core.actions import ACTIONS
from procurement.core.forms.audit import AuditFilterForm
from procurement.core.http import Request
from procurement.core.models import AuditEvent
from procurement.core.permissions import audited_organisations
from procurement.core.querysets import AuditEventQuerySet

PER_PAGE = 50


@require_safe
def audit(request: Request) -> HttpResponse:
    """Who did what and when, newest first. ``subject`` ("tenders.Tender:12") narrows it to one object and its parts."""
    if not audited_organisations(request.user):
        raise PermissionDenied
    trail = AuditEvent.objects.visible_to(request.user)
    subject = _subject(request, request.GET.get("subject", ""))
    if subject is not None:
        trail = trail.about(subject)
    form = AuditFilterForm(request.GET or None, people=_people(trail), actions=_actions(trail))
    events = _narrowed(trail, form.cleaned_data) if form.is_valid() else trail
    page = Paginator(events.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for event in page.object_list:
        event.label = ACTIONS.get(event.action, event.action)
    context = {
        "page": page,
        "form": form,
        "subject": subject,
        "query": _query(request, without="page"),
        "clear_url": _clear_url(request),
    }
    return render(request, "core/audit.html", context)


def _subject(request: Request, text: str) -> models.Model | None:
    """Return the object that ``text`` names; 404 when it is not there or its trail is of another organisation."""
    if not text:
        return None
    label, _colon, key = text.partition(":")
    try:
        found = apps.get_model(label)._base_manager.filter(pk=key).first()
    except (LookupError, ValueError, ValidationError) as error:
        raise Http404 from error
    if found is None or not request.user.has_perm("core.view_auditevent", found):
        raise Http404
    return found


def _people(trail: AuditEventQuerySet) -> list[tuple[int, str]]:
    known = trail.order_by("actor_name").exclude(actor=None)
    return list(known.values_list("actor_id", "actor_name").distinct())


def _actions(trail: AuditEventQuerySet) -> list[str]:
    return list(trail.order_by().values_list("action", flat=True).distinct())


def _narrowed(trail: AuditEventQuerySet, chosen: dict[str, Any]) -> AuditEventQuerySet:
    if chosen["since"]:
        trail = trail.filter(shown_at__gte=_midnight(chosen["since"]))
    if chosen["until"]:
        trail = trail.filter(shown_at__lt=_midnight(chosen["until"] + timedelta(days=1)))
    if chosen["person"]:
        trail = trail.filter(actor=chosen["person"])
    if chosen["action"]:
        trail = trail.filter(action=chosen["action"])
    return trail


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _query(request: Request, *, without: str) -> str:
    kept: QueryDict = request.GET.copy()
    kept.pop(without, None)
    return kept.urlencode()


def _clear_url(request: Request) -> str:
    """Return where all events of the same subject stand; empty when nothing is filtered."""
    if not any(value for name, value in request.GET.items() if name not in ("page", "subject")):
        return ""
    subject = request.GET.get("subject", "")
    return f"{request.path}?{urlencode({'subject': subject})}" if subject else request.path
