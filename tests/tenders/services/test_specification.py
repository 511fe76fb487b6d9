"""What stands around requirements is stored with its trail, goes into the publication, and reaches the rules."""

import pytest

from procurement.core.models import AuditEvent
from tenders.domain.conflicts import Scored
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import RequirementKind
from tenders.extension_points import FINDING_TEXTS, SUBJECT_LINKS
from tenders.models import (
    AmbitionLevel,
    FeasibilitySignal,
    LabelDemand,
    RequirementMeasure,
    SelectionCriterion,
    SelectionLevel,
    SolutionSpace,
    SuitabilityDetail,
)
from tenders.services import compliance, findings, requirements, selection, specification, undo
from tenders.services.drafting import TenderFrozenError
from tenders.services.publication import snapshot_of
from tenders.services.specification_facts import conflicts_among, requirements_of
from tests.factories.tenders import make_ambition, make_tender
from tests.factories.tenders_specification import make_label, make_requirement
from tests.tenders.domain.test_specification_rules import FAILING, check

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def actor(tender):
    return tender.created_by


def findings_by_rule(tender):
    return {finding.rule_id: finding for finding in compliance.findings_for(tender.pk)}


def test_saving_a_detail_without_a_change_leaves_no_trace(tender, actor):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY)
    specification.save_detail(SuitabilityDetail, row.pk, actor=actor, competence="Herstel")
    before = AuditEvent.objects.count()

    specification.save_detail(SuitabilityDetail, row.pk, actor=actor, competence="Herstel")

    assert AuditEvent.objects.count() == before
    assert AuditEvent.objects.latest("pk").action == "requirement.detailed"


def test_taking_a_decision_about_a_signal_back_forgets_who_took_it(tender, actor):
    row = make_requirement(tender=tender)
    values = {"signal": "red", "decision": "keep", "decision_reason": "De raad wil het."}
    signal = specification.save_detail(FeasibilitySignal, row.pk, actor=actor, **values)
    assert signal.decided_by == actor

    signal = specification.save_detail(FeasibilitySignal, row.pk, actor=actor, decision="")

    assert (signal.decided_by, signal.decided_at) == (None, None)


def test_a_removed_requirement_comes_back_with_all_that_hung_below_it(tender, actor):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY)
    SuitabilityDetail.objects.create(requirement=row, competence="Herstel")
    LabelDemand.objects.create(requirement=row, label=make_label(organisation=tender.organisation))
    step = requirements.delete_requirement(row.pk, actor=actor)
    assert not SuitabilityDetail.objects.exists()

    undo.undo(step.pk, actor=actor)

    assert SuitabilityDetail.objects.get(requirement=row).competence == "Herstel"
    assert LabelDemand.objects.get(requirement=row).label.name == "FSC"


def test_a_copy_takes_what_hangs_below_the_original_along(tender, actor):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY, code="G1")
    SuitabilityDetail.objects.create(requirement=row, competence="Herstel")

    copy = requirements.duplicate_requirement(row.pk, actor=actor)

    assert copy.suitability.competence == "Herstel"
    assert SuitabilityDetail.objects.count() == 2


def test_everything_goes_into_the_publication(tender, actor):
    tender.procedure = "open"
    tender.save()
    ambition = make_ambition(tender=tender)
    row = make_requirement(
        tender=tender, kind=RequirementKind.SUITABILITY, lot=tender.lots.get(), consequence="Korting."
    )
    SuitabilityDetail.objects.create(requirement=row, standing="technical", reference_eur=1000)
    RequirementMeasure.objects.create(requirement=row, indicator="MKI", bound="at_most", value=12, unit="€")
    FeasibilitySignal.objects.create(requirement=row, signal="green", note="Kan.")
    LabelDemand.objects.create(requirement=row, label=make_label(organisation=tender.organisation, owner="De raad"))
    SolutionSpace.objects.create(tender=tender, time_frame="In 2027.", alternatives_rule="Even goed.")
    AmbitionLevel.objects.create(ambition=ambition, step="good", good="Twee derde.")

    snapshot = snapshot_of(tender.pk)

    (stored,) = snapshot["requirements"]
    assert (stored["lot"], stored["consequence"], stored["suitability"]["standing"]) == (1, "Korting.", "technical")
    assert (stored["suitability"]["reference_eur"], stored["measure"]["value"]) == ("1000.00", "12.000")
    assert (stored["feasibility"]["note"], stored["labels"][0]["owner"]) == ("Kan.", "De raad")
    assert (snapshot["solution_space"]["time_frame"], snapshot["solution_space"]["alternatives_rule"]) == (
        "In 2027.",
        "Even goed.",
    )
    assert snapshot["programme"] == [
        {
            "code": ambition.code,
            "step": "good",
            "basic": "",
            "good": "Twee derde.",
            "excellent": "",
            "direction_only": False,
            "direction_reason": "",
        }
    ]
    assert snapshot["selection"] == {}


def test_selection_criteria_are_published_where_candidates_are_selected(tender, actor):
    SelectionCriterion.objects.create(tender=tender, code="S1", title="Visie", weight=100)
    SelectionLevel.objects.create(tender=tender, points=10, word="sterk", meaning="Nieuw.")
    tender.procedure = "restricted"
    tender.save()

    part = snapshot_of(tender.pk)["selection"]

    assert (part["criteria"][0]["code"], part["criteria"][0]["weight"]) == ("S1", "100.00")
    assert part["scale"] == [{"points": "10.00", "word": "sterk", "meaning": "Nieuw."}]


def test_selection_criteria_are_refused_without_a_preselection(tender, actor):
    with pytest.raises(selection.NoPreselectionError):
        selection.add_criterion(tender.pk, actor=actor, code="S1", title="Visie", weight=100)
    with pytest.raises(selection.NoPreselectionError):
        selection.set_scale(tender.pk, [], actor=actor)


def test_nothing_changes_after_publication(tender, actor):
    row = make_requirement(tender=tender)
    ambition = make_ambition(tender=tender)
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    for change in (
        lambda: specification.save_detail(SuitabilityDetail, row.pk, actor=actor, competence="x"),
        lambda: specification.save_space(tender.pk, actor=actor, limits="x"),
        lambda: specification.save_level(ambition.pk, actor=actor, basic="x"),
        lambda: selection.set_weights(tender.pk, {}, actor=actor),
    ):
        with pytest.raises(TenderFrozenError):
            change()

    assert not SolutionSpace.objects.exists()


def test_the_facts_below_a_requirement_reach_the_rules(tender):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY, code="G1")
    SuitabilityDetail.objects.create(requirement=row, standing="technical", forbids_reliance=True)
    FeasibilitySignal.objects.create(requirement=row, signal="red")

    found = findings_by_rule(tender)

    assert str(found["SUIT-11"].subject) == f"requirement:{row.pk}#suitability.forbids_reliance"
    assert findings.url_of(tender.pk, found["SUIT-11"]).endswith(f"/{row.pk}/geschiktheid/#id_forbids_reliance")
    assert findings.url_of(tender.pk, found["SPEC-11"]).endswith(f"/{row.pk}/haalbaarheid/#id_decision")
    assert findings.url_of(tender.pk, found["SPEC-09"]).endswith("/ruimte/#id_used_by_people")
    assert "SUIT-01" not in found


def test_an_ambition_that_only_gives_direction_needs_no_requirement(tender):
    ambition = make_ambition(tender=tender)
    assert "THR-01" in findings_by_rule(tender)

    AmbitionLevel.objects.create(ambition=ambition, direction_only=True, direction_reason="Nog geen markt.")

    assert "THR-01" not in findings_by_rule(tender)


def test_a_limit_is_held_against_what_earns_points(tender):
    row = make_requirement(tender=tender)
    RequirementMeasure.objects.create(requirement=row, indicator="MKI", bound="at_least", value=30, unit="€")
    scored = [Scored("K2", "mki", "€", none_at=20, all_at=8)]

    (conflict,) = conflicts_among(list(requirements_of([tender.pk])), scored)

    assert (conflict.kind, conflict.second_code) == ("points_unreachable", "K2")


def test_every_finding_has_words_and_a_place(tender):
    for _rule_id, facts in FAILING:
        for finding in check(facts, on=facts.value_dated_on):
            assert finding.code in FINDING_TEXTS
            assert "%(" not in findings.message_of(finding)
            assert finding.subject.kind in SUBJECT_LINKS
