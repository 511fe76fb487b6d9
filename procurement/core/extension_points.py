"""What higher apps may plug in to the core. They do so in AppConfig.ready()."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from procurement.core.registry import Registry

if TYPE_CHECKING:
    # A lazy text has methods of str as well; only the type checker knows this class.
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
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
    """One entry of the main navigation. ``shown_to(user)`` decides from role only, without a query per item.

    prefix: the entry is current on every page whose path begins so. count: what waits there, at most one query.
    is_personal: stands in the menu under the person's name, for what one needs seldom.
    """

    label: Text
    url_name: str
    order: int
    shown_to: Callable[[Any], bool]
    prefix: str = ""
    count: Callable[[Any], int] | None = None
    is_personal: bool = False


Report = Callable[[int, Text], None]


@dataclass(frozen=True, slots=True)
class JobFile:
    """What a job made, not stored yet: it is stored in the transaction that ends the job, or not at all.

    kind, target_id, name: as in ``services.files.store``. keep: does what else belongs in that transaction with the
    stored file, such as linking a letter to it. lock: locks the rows that ``keep`` changes, before the file is stored,
    because storing locks the audit trail and that comes last.
    """

    content: bytes
    name: str
    kind: str
    target_id: int
    keep: Callable[[Any], None] | None = None
    lock: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background job. ``run(job, report)`` builds the result: a ``JobFile``, a stored file, or None.

    A job may be done again after its worker was killed, so ``run`` changes nothing but through ``JobFile.keep`` or
    after ``services.jobs.hold(job)`` in the same transaction. ``report(percent 0-100, step)`` tells how far it is.
    """

    label: Text
    run: Callable[[Any, Report], Any]


@dataclass(frozen=True, slots=True)
class IntegrityCheck:
    """A part of ``manage.py verify_audit``. ``faults()`` yields an English sentence for each row that fails."""

    label: str
    faults: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A part of the demo data. ``load(context)`` makes it through the services; lower ``order`` runs first."""

    order: int
    load: Callable[[dict[str, Any]], None]
    uses: Sequence[str] = field(default_factory=tuple)


# kind of stored file -> (user, target ids) -> ids of the targets whose files this user may read.
FILE_ACCESS: Registry[Callable[[Any, Sequence[int]], set[int]]] = Registry()

# kind of stored file -> stored file -> its bytes once more, or None; for files that Kring can make again.
FILE_ORIGINS: Registry[Callable[[Any], bytes | None]] = Registry()

# kinds of stored file of which every download is written in the audit trail.
AUDITED_FILES: set[str] = set()

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

# name -> what stored hashes must still fit.
INTEGRITY_CHECKS: Registry[IntegrityCheck] = Registry()
