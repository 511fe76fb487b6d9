"""What higher apps may plug in to a tender. They do so in AppConfig.ready(). Every callable answers for many ids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procurement.core.domain.blocks import Block
from procurement.core.domain.rule_table import Finding, RuleTable, Subject
from procurement.core.extension_points import Text
from procurement.core.registry import Registry
from tenders.domain.conflicts import Scored
from tenders.domain.library import LibraryKind
from tenders.domain.vocabulary import StageState


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the workspace. url_name takes the tender's id as ``pk``.

    states: tender ids -> state of this stage for each of them.
    shown_to: (user, tender) -> whether this person may open the stage.
    """

    number: int
    label: Text
    url_name: str
    states: Callable[[Sequence[int]], dict[int, StageState]]
    shown_to: Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the tender guide. ``build(snapshot)`` reads the frozen snapshot only, so the same data give
    the same bytes for ever. order: place in the document."""

    order: int
    build: Callable[[dict[str, Any]], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class ThreadNode:
    """One link of the thread from policy to result. kind: "requirement", "criterion", "promise", "kpi",
    "measurement", "lesson"; is_missing: the thread breaks here (title then says what lacks)."""

    kind: str
    title: Text
    url: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class LibraryTarget:
    """A place in a tender where items of the library are put. Its rows have ``library_version``.

    kinds: of items that fit. model: of the rows; to_tender: lookup from a row to its tender. page: name of the address
    of the list. values_of(version): the fields of a row that follow from it. add(tender_id, actor, version): makes a
    row and returns it; None where a person must choose more, at start_url(tender_id, version). change(row, actor,
    values): stores fields of a row. harvest(row): what of the row is worth keeping, as (kind, title, content).
    url_of(row), name_of(row): where it stands and how it is called there.
    """

    label: Text
    order: int
    kinds: frozenset[LibraryKind]
    model: Any
    to_tender: str
    page: str
    values_of: Callable[[Any], dict[str, Any]]
    change: Callable[[Any, Any, dict[str, Any]], object]
    harvest: Callable[[Any], tuple[LibraryKind, str, dict[str, Any]]]
    url_of: Callable[[Any], str]
    name_of: Callable[[Any], str]
    add: Callable[[int, Any, Any], Any] | None = None
    start_url: Callable[[int, Any], str] | None = None


# key -> stage of the workspace.
STAGES: Registry[Stage] = Registry()

# key -> chapter of the tender guide.
SECTIONS: Registry[Section] = Registry()

# key -> tender ids -> findings of the rules of that app.
COMPLIANCE_CHECKS: Registry[Callable[[Sequence[int]], dict[int, list[Finding]]]] = Registry()

# app -> its table of rules, for the catalogue (``manage.py list_rules``).
RULE_TABLES: Registry[RuleTable[Any]] = Registry()

# code of a failure -> Dutch sentence that says what to do; its parameters as in ``%(total)s``.
FINDING_TEXTS: Registry[Text] = Registry()

# kind of subject -> (tender id, subject) -> address of the field where the finding is solved.
SUBJECT_LINKS: Registry[Callable[[int, Subject], str]] = Registry()

# key -> tender ids -> those whose award model scores growth or whose contract punishes it (rule CT-11).
GROWTH_SOURCES: Registry[Callable[[Sequence[int]], set[int]]] = Registry()

# key -> tender ids -> those that say how bids are judged, for every lot.
AWARD_SOURCES: Registry[Callable[[Sequence[int]], set[int]]] = Registry()

# key -> tender ids -> code and text of what earns points, for rules that compare it with requirements.
AWARD_TEXTS: Registry[Callable[[Sequence[int]], dict[int, list[tuple[str, str]]]]] = Registry()

# key -> tender ids -> the award criteria that measure a figure, with the range in which points are earned.
SCORED_MEASURES: Registry[Callable[[Sequence[int]], dict[int, list[Scored]]]] = Registry()

# key -> tender ids -> JSON of this part of the publication.
SNAPSHOT_PARTS: Registry[Callable[[Sequence[int]], dict[int, Any]]] = Registry()

# key -> ambition ids -> what this app hangs on the thread of each ambition, in order.
THREAD_FORWARD: Registry[Callable[[Sequence[int]], dict[int, list[ThreadNode]]]] = Registry()

# key -> where items of the library can be put.
LIBRARY_TARGETS: Registry[LibraryTarget] = Registry()

# "kind.field" of an item of the library -> what can be chosen there.
LIBRARY_CHOICES: Registry[Mapping[Any, Text]] = Registry()
