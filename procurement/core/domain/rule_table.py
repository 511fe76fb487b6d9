"""A table of small rules over facts, each with article, severity, scope and certainty."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Flag, StrEnum, auto
from types import MappingProxyType
from typing import Generic, TypeVar

from procurement.core.domain.canonical import sha256_hex

Facts = TypeVar("Facts")

_ID = re.compile(r"[A-Z][A-Z0-9]*-[0-9]{2,4}")


class Severity(StrEnum):
    """What a finding asks of people, from the hardest to the softest.

    BLOCK: the step is refused. MOTIVATE: refused until a motivation is stored ("apply or explain").
    WARN: a named user ticks it off. ADVICE: shown only. TASK: becomes a dated task.
    """

    BLOCK = "block"
    MOTIVATE = "motivate"
    WARN = "warn"
    ADVICE = "advice"
    TASK = "task"

    @property
    def rank(self) -> int:
        """0 for the hardest; a finding list sorts on it."""
        return list(Severity).index(self)


class Certainty(StrEnum):
    """How sure we are of a rule.

    V: read in a primary text. S: read in a secondary source. R: our own reading of verified rules together.
    M: from memory, to be confirmed by a lawyer; such a rule never blocks (``Rule.severity_in``).
    """

    V = "V"
    S = "S"
    R = "R"
    M = "M"


class Phase(StrEnum):
    """When a rule is looked at."""

    DRAFTING = "drafting"
    PUBLICATION = "publication"
    CLARIFICATION = "clarification"
    SELECTION = "selection"
    OPENING = "opening"
    EVALUATION = "evaluation"
    AWARD = "award"
    CONTRACT = "contract"
    APPLICATION = "application"


class Scope(Flag):
    """The kinds of procedure that a rule binds: level (EU, NATIONAL, QUOTE) times object (WORKS, OTHER).

    Combine with ``|`` and ``&``: ``Scope.NATIONAL & Scope.WORKS``. A tender lies in exactly one of the six.
    EU: at or above the threshold. NATIONAL: announced, below it. QUOTE: invited, below it.
    """

    EU_WORKS = auto()
    EU_OTHER = auto()
    NATIONAL_WORKS = auto()
    NATIONAL_OTHER = auto()
    QUOTE_WORKS = auto()
    QUOTE_OTHER = auto()
    EU = EU_WORKS | EU_OTHER
    NATIONAL = NATIONAL_WORKS | NATIONAL_OTHER
    QUOTE = QUOTE_WORKS | QUOTE_OTHER
    WORKS = EU_WORKS | NATIONAL_WORKS | QUOTE_WORKS
    OTHER = EU_OTHER | NATIONAL_OTHER | QUOTE_OTHER
    ALL = WORKS | OTHER

    @classmethod
    def of(cls, level: "Scope", *, works: bool) -> "Scope":
        """Return the single scope of a tender at ``level`` (EU, NATIONAL or QUOTE)."""
        return level & (cls.WORKS if works else cls.OTHER)

    @property
    def codes(self) -> list[str]:
        """The shortest list of names that says the same, such as ["EU", "NATIONAL_WORKS"]."""
        if self == Scope.ALL:
            return ["ALL"]
        names: list[str] = []
        rest: Scope = self
        for wide in (Scope.EU, Scope.NATIONAL, Scope.QUOTE, Scope.WORKS, Scope.OTHER):
            if wide in rest:
                names.append(str(wide.name))
                rest &= ~wide
        return names + [str(one.name) for one in rest]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: a ``kind`` such as "requirement", its ``key`` in the facts, a ``field``."""

    kind: str
    key: str = ""
    field: str = ""

    def __str__(self) -> str:
        return self.kind + (f":{self.key}" if self.key else "") + (f"#{self.field}" if self.field else "")


@dataclass(frozen=True, slots=True, init=False)
class Failure:
    """One way in which a rule is not met: a code and parameters that the edge turns into a sentence.

    params: text, numbers (Decimal, int), dates, or lists of these; never floats, never sentences.
    """

    code: str
    params: Mapping[str, object]
    subject: Subject | None

    def __init__(self, code: str, /, *, subject: Subject | None = None, **params: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "subject", subject)
        object.__setattr__(self, "params", params)


Check = Callable[[Facts], Failure | Iterable[Failure] | None]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Facts]):
    """One rule of the catalogue.

    severity: as intended; what really happens is ``severity_in``.
    softer: the milder severity in part of the scope, such as {Scope.QUOTE: Severity.WARN}.
    condition: one English sentence, for a lawyer.
    valid_until: last day on which the rule holds; a rule that ended stays here, its id is never reused.
    """

    id: str
    severity: Severity
    scope: Scope
    source: str
    certainty: Certainty
    phase: Phase
    condition: str
    check: Check[Facts]
    softer: Mapping[Scope, Severity] = field(default_factory=lambda: MappingProxyType({}))
    valid_from: date | None = None
    valid_until: date | None = None

    def severity_in(self, scope: Scope) -> Severity:
        """Return the severity for a tender in ``scope``; what rests on memory (M) warns instead of blocks."""
        severity = next((soft for part, soft in self.softer.items() if scope in part), self.severity)
        if self.certainty is Certainty.M and severity is Severity.BLOCK:
            return Severity.WARN
        return severity

    def holds(self, scope: Scope, on: date | None) -> bool:
        """Return whether the rule binds a tender in ``scope`` on that day; without a day: it has no end."""
        if scope not in self.scope:
            return False
        if on is None:
            return self.valid_until is None
        return (self.valid_from or on) <= on <= (self.valid_until or on)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is not met, with all that is shown: what, how hard, on which ground, how sure."""

    rule_id: str
    severity: Severity
    code: str
    params: Mapping[str, object]
    subject: Subject | None
    source: str
    certainty: Certainty
    phase: Phase

    @property
    def key(self) -> str:
        """Names the finding within one tender while its facts change: rule, code and subject."""
        return f"{self.rule_id}/{self.code}" + (f"/{self.subject}" if self.subject else "")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of key and parameters: a motivation given for other figures does not cover these."""
        return sha256_hex({"key": self.key, "params": self.params})


class RuleTable(Generic[Facts]):
    """The rules of one app over one kind of facts, in the order in which they were written."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule[Facts]] = {}

    def rule(
        self,
        rule_id: str,
        /,
        *,
        severity: Severity,
        scope: Scope,
        source: str,
        certainty: Certainty,
        phase: Phase,
        condition: str = "",
        softer: Mapping[Scope, Severity] | None = None,
        valid_from: date | None = None,
        valid_until: date | None = None,
    ) -> Callable[[Check[Facts]], Check[Facts]]:
        """Return a decorator that adds the function as a rule and leaves it as it is.

        condition: the exact condition in one English sentence; when empty, the docstring's first paragraph.

        Raises:
            ValueError: the id is taken or malformed, source or condition missing, ``softer`` not softer.
        """
        if rule_id in self._rules:
            raise ValueError(f"{rule_id} is used twice")
        if not _ID.fullmatch(rule_id):
            raise ValueError(f"{rule_id!r} is no rule id such as CRIT-03")
        if not source.strip():
            raise ValueError(f"{rule_id} names no source")
        softer = dict(softer or {})
        if any(soft.rank <= severity.rank for soft in softer.values()):
            raise ValueError(f"{rule_id} is not softer where it should be")

        def add(check: Check[Facts]) -> Check[Facts]:
            text = condition or " ".join((check.__doc__ or "").strip().split("\n\n")[0].split())
            if not text:
                raise ValueError(f"{rule_id} states no condition")
            self._rules[rule_id] = Rule(
                id=rule_id,
                severity=severity,
                scope=scope,
                source=source,
                certainty=certainty,
                phase=phase,
                condition=text,
                check=check,
                softer=softer,
                valid_from=valid_from,
                valid_until=valid_until,
            )
            return check

        return add

    @property
    def rules(self) -> list[Rule[Facts]]:
        """All rules, those that ended too."""
        return list(self._rules.values())

    def run(
        self, facts: Facts, scope: Scope, *, on: date | None = None, phases: Iterable[Phase] | None = None
    ) -> list[Finding]:
        """Return what is not met, the hardest first, then in the order of the table.

        scope: the single scope of the tender (``Scope.of``). on: the day whose rules count; without it the
        rules that have not ended. phases: only rules of these phases; without it all.

        Raises:
            ValueError: ``scope`` names none or more than one of the six scopes.
        """
        if len(list(scope)) != 1:
            raise ValueError(f"a tender lies in one scope, not in {scope}")
        wanted = frozenset(phases) if phases is not None else frozenset(Phase)
        findings = [
            Finding(
                rule_id=rule.id,
                severity=rule.severity_in(scope),
                code=failure.code,
                params=failure.params,
                subject=failure.subject,
                source=rule.source,
                certainty=rule.certainty,
                phase=rule.phase,
            )
            for rule in self._rules.values()
            if rule.phase in wanted and rule.holds(scope, on)
            for failure in _failures(rule.check(facts))
        ]
        return sorted(findings, key=lambda finding: finding.severity.rank)

    def catalogue(self) -> list[dict[str, object]]:
        """Return every rule as plain data for ``list_rules``, in the order of the table."""
        return [
            {
                "id": rule.id,
                "phase": rule.phase.value,
                "scope": rule.scope.codes,
                "severity": rule.severity.value,
                "runs_as": "warn" if _is_held_back(rule) else rule.severity.value,
                "softer": {code: soft.value for part, soft in rule.softer.items() for code in part.codes},
                "condition": rule.condition,
                "source": rule.source,
                "certainty": rule.certainty.value,
                "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
                "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
            }
            for rule in self._rules.values()
        ]


def _is_held_back(rule: Rule[Facts]) -> bool:
    return rule.certainty is Certainty.M and rule.severity is Severity.BLOCK


def _failures(outcome: Failure | Iterable[Failure] | None) -> Iterable[Failure]:
    if outcome is None:
        return ()
    return (outcome,) if isinstance(outcome, Failure) else outcome
