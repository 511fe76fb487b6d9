"""Rules of frames, variants, alternatives, selection, ambitions and conflicts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity, Subject
from tenders.domain import wording
from tenders.domain.compliance_facts import TENDER_RULES, RequirementFacts, TenderFacts, tender_field
from tenders.domain.conflicts import Conflict
from tenders.domain.figures import Bound
from tenders.domain.mirror import HARD_KINDS, MANY_HARD
from tenders.domain.specification import MeasureRole, Signal
from tenders.domain.vocabulary import RequirementKind
from tenders.domain.wording import Wording

rule = TENDER_RULES.rule
B, M, W, A = Severity.BLOCK, Severity.MOTIVATE, Severity.WARN, Severity.ADVICE
V, S, R = Certainty.V, Certainty.S, Certainty.R
DRAFTING, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
BELOW = Scope.NATIONAL | Scope.QUOTE
WHOLE = Decimal(100)
MKI_SCOPE = ("method", "dataset", "modules", "life_years")
ACCESSIBLE = re.compile(
    r"toegankelijk\w*|beperking\w*|rolstoel\w*|EN\s?301\s?549|design\s+for\s+all|ontwerp\s+voor\s+(?:alle\w*|iedereen)|"
    r"slechtzien\w*|slechthorend\w*|\bITS\b|NEN\s?9120",
    re.IGNORECASE,
)
SOLUTION = re.compile(
    r"\bdoor\s+middel\s+van\b|\bdoor\s+gebruik\s+van\b|\bmet\s+behulp\s+van\b|\bgemaakt\s+van\b|\bbestaa[nt]\s+uit\b|"
    r"\buitgevoerd\s+in\b|\bvan\s+het\s+type\b",
    re.IGNORECASE,
)


def space_field(name: str) -> Subject:
    """Return the subject of a finding about a field of frames and room."""
    return Subject("space", field=name)


@rule(
    "SPEC-07",
    severity=B,
    scope=Scope.ALL,
    source="studie regels 370-372; Aw 2012 art. 1.9",
    certainty=R,
    phase=PUBLICATION,
    softer={BELOW: W},
)
def frames_are_given(facts: TenderFacts) -> Iterator[Failure]:
    """A functional demand gives the frames of planning and budget within which a solution is sought."""
    space = facts.specification.space
    if not space.time_frame.strip():
        yield Failure("time_frame_missing", subject=space_field("time_frame"))
    if not space.budget_frame.strip():
        yield Failure("budget_frame_missing", subject=space_field("budget_frame"))


@rule(
    "SPEC-08",
    severity=A,
    scope=Scope.ALL,
    source="studie regels 1611-1651, 2033-2099",
    certainty=R,
    phase=DRAFTING,
)
def clear_or_flexible_is_chosen(facts: TenderFacts) -> Failure | None:
    """The team chose how much it lays down and how much it leaves to bidders."""
    return None if facts.specification.space.clarity else Failure("clarity_open", subject=space_field("clarity"))


@rule(
    "DOC-09",
    severity=B,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.75 lid 4-5",
    certainty=V,
    phase=DRAFTING,
    softer={BELOW: W},
)
def people_can_use_it(facts: TenderFacts) -> Failure | None:
    """What natural persons use is accessible for people with a disability, or the documents say why not."""
    space = facts.specification.space
    if not space.used_by_people or space.accessibility_reason.strip():
        return None
    rows = facts.of_kind(RequirementKind.MINIMUM, RequirementKind.EXECUTION)
    if any(ACCESSIBLE.search(f"{row.group} {row.text}") for row in rows):
        return None
    return Failure("not_accessible", subject=space_field("accessibility_reason"))


@rule("SPEC-09", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.75 lid 4", certainty=R, phase=DRAFTING)
def use_by_people_is_known(facts: TenderFacts) -> Failure | None:
    """It is written down whether natural persons use what is bought."""
    if facts.specification.space.used_by_people is not None:
        return None
    return Failure("use_unknown", subject=space_field("used_by_people"))


@rule("DOC-19", severity=B, scope=Scope.EU, source="Aw 2012 art. 2.83", certainty=V, phase=DRAFTING)
def variants_have_rules(facts: TenderFacts) -> Iterator[Failure]:
    """Where variants are allowed, the documents say what they meet, how and with which bid they come and count."""
    if not facts.variants_allowed:
        return
    space = facts.specification.space
    if not any(row.for_variants for row in facts.of_kind(RequirementKind.MINIMUM)):
        yield Failure("variants_without_requirements", subject=space_field("variants_allowed"))
    if space.variant_basis is None:
        yield Failure("variants_without_basis", subject=space_field("variant_basis"))
    if not space.variant_submission.strip():
        yield Failure("variants_without_way", subject=space_field("variant_submission"))
    if not space.variant_assessment.strip():
        yield Failure("variants_without_assessment", subject=space_field("variant_assessment"))


@rule(
    "SPEC-10",
    severity=B,
    scope=Scope.ALL,
    source="studie regels 2323-2326; Aw 2012 art. 1.9",
    certainty=R,
    phase=DRAFTING,
)
def alternatives_have_a_rule(facts: TenderFacts) -> Failure | None:
    """Where another way of working is allowed, the documents say how it is judged."""
    space = facts.specification.space
    if not space.alternatives_allowed or space.alternatives_rule.strip():
        return None
    return Failure("alternatives_without_rule", subject=space_field("alternatives_rule"))


@rule("SPEC-11", severity=W, scope=Scope.ALL, source="studie regels 965-968", certainty=R, phase=DRAFTING)
def red_signal_is_decided(facts: TenderFacts) -> list[Failure]:
    """A requirement that the market called unattainable has a decision: keep, change or drop."""
    return [
        Failure("signal_undecided", subject=row.at("signal.decision"), code=row.code)
        for row in facts.requirements
        if row.signal and row.signal.signal is Signal.RED and row.signal.decision is None
    ]


@rule("SPEC-12", severity=W, scope=Scope.ALL, source="studie regels 469-474", certainty=R, phase=DRAFTING)
def hard_ceiling_is_attainable(facts: TenderFacts) -> Iterator[Failure]:
    """A hard ceiling on environmental costs has a reference design that stays within it, with its source."""
    for row in _ceilings(facts):
        measure = row.measure
        if measure is None:
            continue
        if measure.reference is None or not measure.reference_source.strip():
            yield Failure("ceiling_without_reference", subject=row.at("measure.reference_value"), code=row.code)
        elif measure.reference > measure.figure.value:
            yield Failure(
                "reference_above_ceiling",
                subject=row.at("measure.reference_value"),
                code=row.code,
                reference=measure.reference,
                limit=measure.figure.value,
            )


@rule("SPEC-13", severity=W, scope=Scope.ALL, source="studie regels 895-900", certainty=R, phase=DRAFTING)
def environmental_scope_is_one(facts: TenderFacts) -> Iterator[Failure]:
    """A figure of environmental costs names method, data set, modules and life span, or bids cannot be compared."""
    for row in facts.requirements:
        if row.measure and row.measure.figure.indicator == "mki":
            missing = [name for name in MKI_SCOPE if name not in row.measure.scope]
            if missing:
                subject = row.at(f"measure.{missing[0]}")
                yield Failure("mki_scope_open", subject=subject, code=row.code, parts=missing)


@rule("SPEC-14", severity=B, scope=Scope.ALL, source="studie regels 469-474", certainty=R, phase=DRAFTING)
def demands_go_together(facts: TenderFacts) -> list[Failure]:
    """No two demands are at odds by the figures that were filled in."""
    return [_failure(conflict) for conflict in facts.specification.conflicts if conflict.is_certain]


@rule("SPEC-15", severity=W, scope=Scope.ALL, source="studie regels 1466-1498", certainty=R, phase=DRAFTING)
def demands_seem_to_go_together(facts: TenderFacts) -> list[Failure]:
    """No two demands seem to be at odds by their words."""
    return [_failure(conflict) for conflict in facts.specification.conflicts if not conflict.is_certain]


@rule("SPEC-16", severity=A, scope=Scope.ALL, source="studie regels 1466-1468, 2086-2089", certainty=R, phase=DRAFTING)
def room_is_left(facts: TenderFacts) -> Failure | None:
    """There are not so many hard requirements that no room is left for another solution."""
    count = len([row for row in facts.requirements if row.kind in HARD_KINDS])
    return Failure("many_hard", subject=tender_field("requirements"), count=count) if count > MANY_HARD else None


@rule("SPEC-17", severity=W, scope=Scope.ALL, source="studie regels 456-460", certainty=R, phase=DRAFTING)
def execution_condition_has_a_consequence(facts: TenderFacts) -> Iterator[Failure]:
    """An execution condition says how it is shown and what follows when it is not met."""
    for row in facts.of_kind(RequirementKind.EXECUTION):
        for name, code in (
            ("verification", "execution_without_proof"),
            ("consequence", "execution_without_consequence"),
        ):
            if not getattr(row, name).strip():
                yield Failure(code, subject=row.at(name), code=row.code)


@rule("SPEC-18", severity=A, scope=Scope.ALL, source="studie regels 2097-2099", certainty=R, phase=DRAFTING)
def ambition_has_a_level(facts: TenderFacts) -> Iterator[Failure]:
    """Every ambition says how far this tender goes: basic, good or excellent."""
    for entry in facts.specification.programme:
        if not entry.has_step and not entry.direction_only:
            subject = Subject("ambition_level", entry.key, "step")
            yield Failure("ambition_without_level", subject=subject, code=entry.code)


@rule("SPEC-19", severity=W, scope=Scope.ALL, source="studie regels 2097-2099", certainty=R, phase=DRAFTING)
def ambition_names_no_solution(facts: TenderFacts) -> Iterator[Failure]:
    """The levels of an ambition say what is reached, not by which material, make or means."""
    for entry in facts.specification.programme:
        for name, text in zip(("basic", "good", "excellent"), entry.texts, strict=False):
            if words := solution_words(text):
                subject = Subject("ambition_level", entry.key, name)
                yield Failure("ambition_with_solution", subject=subject, code=entry.code, words=words)


@rule(
    "SPEC-20",
    severity=W,
    scope=Scope.ALL,
    source="huisregel: de draad van beleid naar resultaat",
    certainty=R,
    phase=DRAFTING,
)
def direction_only_has_a_reason(facts: TenderFacts) -> Iterator[Failure]:
    """An ambition that only gives direction says why nothing binds to it."""
    for entry in facts.specification.programme:
        if entry.direction_only and not entry.direction_reason.strip():
            subject = Subject("ambition_level", entry.key, "direction_reason")
            yield Failure("direction_without_reason", subject=subject, code=entry.code)


@rule("SPEC-21", severity=W, scope=Scope.ALL, source="Aw 2012 art. 2.51", certainty=V, phase=DRAFTING)
def expert_knowledge_is_shared(facts: TenderFacts) -> Iterator[Failure]:
    """A market party that helped to specify leaves the field level: what it knew is shared, and measures are taken."""
    space = facts.specification.space
    if not space.expert_party.strip():
        return
    if not space.expert_shared.strip():
        yield Failure("expert_not_shared", subject=space_field("expert_shared"))
    if not space.expert_measures.strip():
        yield Failure("expert_without_measures", subject=space_field("expert_measures"))


@rule("PROC-17", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.99", certainty=V, phase=DRAFTING)
def selection_needs_a_preselection(facts: TenderFacts) -> Failure | None:
    """Candidates are ranked only in a procedure with a preselection, never in an open one."""
    selection = facts.specification.selection
    if selection.is_asked or not selection.weights:
        return None
    return Failure("selection_without_preselection", subject=Subject("selection"))


@rule("PROC-19", severity=B, scope=Scope.ALL, source="Aw 2012 art. 2.100", certainty=V, phase=PUBLICATION)
def selection_is_published_with_weights(facts: TenderFacts) -> Iterator[Failure]:
    """In a procedure with a preselection the criteria, their weights (together 100) and the scale are published."""
    selection = facts.specification.selection
    if not selection.is_asked:
        return
    if not selection.weights:
        yield Failure("selection_missing", subject=Subject("selection"))
        return
    total = sum((weight for _code, weight in selection.weights), Decimal(0))
    if total != WHOLE:
        yield Failure("selection_not_100", subject=Subject("selection"), total=total)
    if selection.levels < 2:
        yield Failure("selection_without_scale", subject=Subject("selection", field="scale"))


def solution_words(text: str) -> str:
    """Return the first words by which a text names a solution; empty when it names none."""
    if match := SOLUTION.search(text):
        return match.group()
    kinds = (Wording.BRAND, Wording.MATERIAL, Wording.LABEL)
    return next((one.words for one in wording.read(text) if one.kind in kinds), "")


def _ceilings(facts: TenderFacts) -> list[RequirementFacts]:
    return [
        row
        for row in facts.of_kind(RequirementKind.MINIMUM)
        if row.measure
        and row.measure.role is MeasureRole.ASKED
        and row.measure.figure.indicator == "mki"
        and row.measure.figure.bound is Bound.AT_MOST
    ]


def _failure(conflict: Conflict) -> Failure:
    return Failure(
        conflict.kind.value,
        subject=Subject("requirement", conflict.first, "text"),
        code=conflict.first_code,
        other_code=conflict.second_code,
        **conflict.params,
    )
