"""Findings and decisions: by name, with history, and printed when they explain a deviation."""

import pytest
from django.urls import reverse

from procurement.core.domain.rule_table import Failure, Severity
from tenders.domain.compliance import Status
from tenders.domain.compliance_facts import TENDER_RULES
from tenders.domain.vocabulary import TeamRole
from tenders.extension_points import FINDING_TEXTS
from tenders.models import FindingDecision, TeamMember, Tender
from tenders.services import compliance, findings, publication
from tenders.services.findings import MotivationMissingError, NoSuchFindingError
from tests.factories.tenders import make_member
from tests.factories.tenders_publishing import make_complete
from tests.tenders.domain.test_compliance import FAILING

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(cast):
    return make_complete(cast.tender, actor=cast.buyer, no_lots_motivation="")


def seen(tender, rule_id):
    return next(row for row in findings.board_of(tender.pk) if row.finding.rule_id == rule_id)


def test_a_motivation_is_asked_stored_by_name_and_printed(cast, tender):
    row = seen(tender, "DOC-05")
    assert row.finding.severity is Severity.MOTIVATE
    assert row.url.endswith("#id_no_lots_motivation")
    with pytest.raises(MotivationMissingError):
        findings.decide(tender.pk, row.finding.key, actor=cast.buyer, text=" ")

    findings.decide(tender.pk, row.finding.key, actor=cast.buyer, text="Eén verantwoordelijke.")

    settled = seen(tender, "DOC-05")
    assert (settled.status, settled.decision.person) == (Status.SETTLED, cast.buyer)
    (printed,) = publication.snapshot_of(tender.pk)["motivations"]
    assert printed["text"] == "Eén verantwoordelijke."
    assert cast.buyer.name not in str(printed)


def test_a_newer_decision_keeps_the_older_one_as_history(cast, tender):
    key = seen(tender, "DOC-05").finding.key
    for text in ("Eerste uitleg.", "Tweede uitleg."):
        findings.decide(tender.pk, key, actor=cast.buyer, text=text)

    row = seen(tender, "DOC-05")
    assert row.decision.text == "Tweede uitleg."
    assert [old.text for old in row.history] == ["Eerste uitleg."]

    findings.revoke(tender.pk, key, actor=cast.lawyer)
    assert seen(tender, "DOC-05").status is Status.ASKS
    assert FindingDecision.objects.count() == 2


def test_what_blocks_is_not_decided(cast, tender):
    Tender.objects.filter(pk=tender.pk).update(duration_months=None)
    row = seen(tender, "CT-12")

    with pytest.raises(NoSuchFindingError):
        findings.decide(tender.pk, row.finding.key, actor=cast.buyer, text="Toch niet.")
    with pytest.raises(NoSuchFindingError):
        findings.decide(tender.pk, "CT-99/x", actor=cast.buyer)


def test_without_an_award_model_publication_is_blocked(cast, tender):
    tender.lots.get().award_model.delete()

    assert seen(tender, "CRIT-30").url.endswith("/gunningsmodel/")


def test_who_drafts_and_decides_is_named_and_ticked_off(cast, tender):
    make_member(tender=tender, user=cast.project_leader, role=TeamRole.MANDATE_HOLDER)
    row = seen(tender, "INT-09")

    findings.decide(tender.pk, row.finding.key, actor=cast.buyer, text="Er is niemand anders.")

    assert row.finding.severity is Severity.WARN
    assert cast.project_leader.name in row.message
    assert row.url == reverse("tenders:team", args=[tender.pk])
    assert seen(tender, "INT-09").status is Status.SETTLED


def test_who_left_the_team_gives_no_finding(cast, tender):
    member = make_member(tender=tender, user=cast.assessor, role=TeamRole.MANDATE_HOLDER)
    assert seen(tender, "INT-11").status is Status.SHOWN

    TeamMember.objects.filter(pk=member.pk).update(is_active=False)

    assert "INT-11" not in {row.finding.rule_id for row in findings.board_of(tender.pk)}


def test_many_tenders_cost_no_more_queries_than_one(cast, tender, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        found = compliance.findings_of(list(Tender.objects.values_list("pk", flat=True)))

    assert set(found) == {tender.pk}


@pytest.mark.parametrize(("_rule", "facts"), FAILING)
def test_every_failure_has_words_without_a_gap(_rule, facts):
    for rule in TENDER_RULES.rules:
        outcome = rule.check(facts)
        for failure in [outcome] if isinstance(outcome, Failure) else outcome or []:
            assert "%(" not in str(FINDING_TEXTS[failure.code]) % dict(failure.params)
