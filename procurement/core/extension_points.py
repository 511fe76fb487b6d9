"""What higher apps may plug in to the core. They do so in AppConfig.ready()."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from procurement.core.registry import Registry

Text = str | Promise


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of "Mijn werk": what waits for this person, where, and when it is due.

    due: last day, or None when nothing presses. group: heading under which the line stands.
    """

    title: Text
    url: str
    group: Text
    subject: str = ""
    due: date | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation. ``shown_to(user)`` decides from role only, without a query per item."""

    label: Text
    url_name: str
    order: int
    shown_to: Callable[[Any], bool]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background job. ``run(job, report)`` builds the result and returns the stored file or None.

    report: callable ``(percent 0-100, step)`` that also shows that the worker lives.
    """

    label: Text
    run: Callable[[Any, Callable[[int, str], None]], Any]


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A part of the demo data. ``load(context)`` makes it through the services; lower ``order`` runs first."""

    order: int
    load: Callable[[dict[str, Any]], None]
    uses: Sequence[str] = field(default_factory=tuple)


# kind of stored file -> (user, target ids) -> ids of the targets whose files this user may read.
FILE_ACCESS: Registry[Callable[[Any, Sequence[int]], set[int]]] = Registry()

# name -> user -> what waits for this person now.
WORK_ITEMS: Registry[Callable[[Any], list[WorkItem]]] = Registry()

# name -> entry of the main navigation.
NAVIGATION: Registry[NavigationItem] = Registry()

# kind of job -> how it is run.
JOB_KINDS: Registry[JobKind] = Registry()

# kind of notification -> label that a person sees in the settings of notifications.
NOTIFICATION_KINDS: Registry[Text] = Registry()

# name -> part of the demo data.
DEMO_PARTS: Registry[DemoPart] = Registry()
