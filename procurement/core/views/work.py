""" "Mijn werk": what waits for this person, their latest messages and documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from procurement.core import clock
from procurement.core.domain.due import TimeLeft, time_left
from procurement.core.domain.workdays import WorkdayCalendar
from procurement.core.extension_points import WORK_ITEMS, WorkItem
from procurement.core.forms.work import WorkFilterForm
from procurement.core.http import Request
from procurement.core.labels import time_left_message
from procurement.core.models import BackgroundJob, Notification

SESSION_KEY = "work-filter"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: the item, and how much time is left for it."""

    item: WorkItem
    left: TimeLeft
    when: str

    @property
    def rank(self) -> tuple[bool, object, str]:
        """The nearest date first, then what has none, by name."""
        return (self.item.due is None, self.item.due or clock.today(), str(self.item.title))


@require_safe
def work(request: Request) -> HttpResponse:
    """Show what waits for the user by group, most urgent first. The chosen filter stays until it is cleared."""
    if not request.GET and request.session.get(SESSION_KEY):
        return redirect(f"{request.path}?{request.session[SESSION_KEY]}")
    items = [item for find in WORK_ITEMS.values() for item in find(request.user)]
    lines = sorted(map(_line, items), key=lambda line: line.rank)
    form = WorkFilterForm(request.GET or None, groups=sorted({str(item.group) for item in items}))
    is_filtered = form.is_valid() and any(form.cleaned_data.values())
    _remember(request, is_filtered=is_filtered)
    shown = _filtered(lines, form) if is_filtered else lines
    context = {
        "groups": _grouped(shown),
        "form": form if len(items) > SHOWN or is_filtered else None,
        "is_filtered": is_filtered,
        "total": len(lines),
        "late": sum(line.left.urgency == "late" for line in lines),
        "messages_unread": Notification.objects.filter(recipient=request.user, read_at__isnull=True)[:SHOWN],
        "jobs": BackgroundJob.objects.of(request.user).select_related("result")[:SHOWN],
        "today": clock.today(),
    }
    return render(request, "core/work.html", context)


def _line(item: WorkItem) -> Line:
    left = time_left(item.due, today=clock.today(), calendar=WorkdayCalendar())
    return Line(item, left, time_left_message(left))


def _remember(request: Request, *, is_filtered: bool) -> None:
    if is_filtered:
        request.session[SESSION_KEY] = request.GET.urlencode()
    else:
        request.session.pop(SESSION_KEY, None)


def _filtered(lines: Iterable[Line], form: WorkFilterForm) -> list[Line]:
    group, due = form.cleaned_data["group"], form.cleaned_data["due"]
    week = clock.today() + timedelta(days=7)
    return [
        line
        for line in lines
        if (not group or str(line.item.group) == group)
        and (due != "late" or line.left.urgency == "late")
        and (due != "week" or (line.item.due is not None and line.item.due <= week))
    ]


def _grouped(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Groups in the order of their most urgent line."""
    order = list(dict.fromkeys(str(line.item.group) for line in lines))
    placed = sorted(lines, key=lambda line: order.index(str(line.item.group)))
    return [(group, list(found)) for group, found in groupby(placed, key=lambda line: str(line.item.group))]
