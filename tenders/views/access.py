"""Fetch what belongs to a request: 404 when it may not be seen, 403 when it may not be used so."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from procurement.accounts.current import current_organisation
from procurement.accounts.models import Organisation
from procurement.core.http import Request
from tenders.models import PolicyGoal
from tenders.permissions import team_organisations
from tenders.services.drafting import TenderFrozenError

Row = TypeVar("Row", bound=models.Model)


def open_organisation(request: Request, perm: str, organisation_id: int | None = None) -> Organisation:
    """Return the authority asked for, or the one this person works for now; who is only in a team, that of the team."""
    current = current_organisation(request)
    if organisation_id is None:
        organisation_id = current.pk if current else min(team_organisations(request.user), default=None)
    if organisation_id is None or organisation_id not in {*request.user.roles, *team_organisations(request.user)}:
        raise Http404
    organisation = Organisation.objects.get(pk=organisation_id)
    if not request.user.has_perm(perm, organisation):
        raise PermissionDenied
    return organisation


def open_goal(request: Request, pk: int, perm: str = "tenders.view_policygoal") -> PolicyGoal:
    """Return a policy goal that this person may see and use so."""
    goals = PolicyGoal.objects.visible_to(request.user).select_related("organisation", "parent").distinct()
    goal = get_object_or_404(goals, pk=pk)
    if not request.user.has_perm(perm, goal):
        raise PermissionDenied
    return goal


def open_row(rows: models.QuerySet[Row] | models.Manager[Row], pk: int, **filters: Any) -> Row:
    """Return a row below a tender that was opened already; 404 when it is of another one."""
    return get_object_or_404(rows.filter(Q(**filters)) if filters else rows, pk=pk)


def says_when_frozen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose service refuses a tender that was published while the page stood open."""

    @wraps(view)
    def wrapper(request: Request, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except TenderFrozenError:
            messages.error(
                request,
                _("Dit is niet opgeslagen: de aanbesteding is intussen gepubliceerd of ingetrokken."),
            )
            return redirect("tenders:workspace", pk)

    return wrapper


def saved(left: Mapping[str, str] | None = None) -> JsonResponse:
    """The answer to an autosave that took; the browser says the time.

    left: name -> label of fields that could not be stored yet.
    """
    return JsonResponse({"left": dict(left)} if left else {})


def not_saved() -> JsonResponse:
    """The answer to an autosave that could not be taken; the page says to use the button."""
    return JsonResponse({}, status=422)
