"""Requirements are held against what earns points: the range of a measured criterion, and the words of all."""

import pytest

from criteria.domain.vocabulary import CriterionKind
from tenders.domain.vocabulary import RequirementKind
from tenders.models import RequirementMeasure
from tenders.services import compliance
from tests.factories.criteria_model import make_criterion, make_model
from tests.factories.tenders import make_tender
from tests.factories.tenders_specification import make_requirement

pytestmark = pytest.mark.django_db


def rules_of(tender):
    return {finding.rule_id: finding for finding in compliance.findings_for(tender.pk)}


@pytest.fixture
def tender():
    tender = make_tender()
    make_criterion(
        model=make_model(lot=tender.lots.get()),
        code="K4",
        name="MKI per werkplek",
        kind=CriterionKind.MEASURED,
        unit="€",
        knots=[["8", "1"], ["20", "0"]],
        asked="Een berekening door iemand met een opleiding.",
    )
    return tender


def test_a_limit_outside_the_range_of_a_criterion_blocks(tender):
    row = make_requirement(tender=tender)
    measure = RequirementMeasure.objects.create(requirement=row, indicator="MKI", bound="at_least", value=25, unit="€")
    assert rules_of(tender)["SPEC-14"].params["other_code"] == "K4"

    measure.value = 12
    measure.save()

    assert "SPEC-14" not in rules_of(tender)


def test_education_is_not_scored_again(tender):
    make_requirement(tender=tender, kind=RequirementKind.SUITABILITY, text="U hebt een opleiding als restaurator.")

    assert rules_of(tender)["SUIT-13"].params["criterion"] == "K4"
