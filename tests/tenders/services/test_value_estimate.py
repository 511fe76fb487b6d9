"""The lines of the estimate are kept, and their outcome becomes the value of the tender with its calculation."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.core import clock
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.value_estimate import LineKind, Part
from tenders.models import EstimateLine
from tenders.services import value_estimate as service
from tenders.services.compliance import findings_for
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_tender
from tests.factories.tenders_procedure import make_estimate_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


def add(tender, **values):
    defaults = {"kind": LineKind.ONCE, "description": "Stoelen", "amount_eur": Decimal(100), "part": Part.SUPPLIES}
    return service.add_line(tender.pk, actor=tender.created_by, **defaults | values)


def rules_of(tender):
    return {finding.rule_id for finding in findings_for(tender.pk)}


def test_the_outcome_becomes_the_estimated_value_of_today_with_its_calculation_in_words(tender):
    add(tender, amount_eur=Decimal(100_000))
    add(tender, kind=LineKind.MONTHLY, description="Onderhoud", amount_eur=Decimal(900), months=60, part=Part.SERVICES)

    stored = service.take_over(tender.pk, actor=tender.created_by)

    tender.refresh_from_db()
    assert tender.estimated_value_eur == stored.total_eur == Decimal(143_200)
    assert tender.value_dated_on == clock.today()
    words = tender.value_basis.replace("\xa0", " ")
    assert "Onderhoud: 48 maanden van € 900,00 = € 43.200,00 (Aw 2012 art. 2.20)" in words
    assert words.endswith("Samen: € 143.200,00 exclusief btw.")
    assert [row["total_eur"] for row in stored.calculation] == ["100000.00", "43200.00"]
    assert AuditEvent.objects.filter(action="estimate.taken_over").count() == 1


def test_words_that_people_wrote_about_the_estimate_stay(tender):
    tender.value_basis = "Drie offertes."
    tender.save(update_fields=["value_basis"])
    add(tender)

    service.take_over(tender.pk, actor=tender.created_by)

    tender.refresh_from_db()
    assert tender.value_basis == "Drie offertes."


def test_with_nothing_to_count_nothing_is_taken_over(tender):
    with pytest.raises(service.EmptyEstimateError):
        service.take_over(tender.pk, actor=tender.created_by)
    add(tender, amount_eur=Decimal(0))
    with pytest.raises(service.EmptyEstimateError):
        service.take_over(tender.pk, actor=tender.created_by)


def test_months_fall_away_from_an_amount_that_is_not_by_month(tender):
    line = add(tender, kind=LineKind.MONTHLY, months=12)

    changed = service.change_line(line.pk, actor=tender.created_by, kind=LineKind.ONCE)

    assert changed.months is None
    assert AuditEvent.objects.filter(action="estimate.line_changed").count() == 1


def test_a_value_that_no_longer_equals_its_calculation_is_found(tender):
    add(tender)
    service.take_over(tender.pk, actor=tender.created_by)
    assert "VAL-17" not in rules_of(tender)

    add(tender)

    assert "VAL-17" in rules_of(tender)


def test_a_mixed_contract_asks_for_its_main_object(tender):
    add(tender)
    add(tender, part=Part.WORKS)
    assert "VAL-12" in rules_of(tender)

    service.choose_main_part(tender.pk, actor=tender.created_by, main_part=Part.WORKS)

    assert "VAL-12" not in rules_of(tender)


def test_a_line_goes_with_its_trace(tender):
    line = make_estimate_line(tender=tender)

    service.remove_line(line.pk, actor=tender.created_by)

    assert not EstimateLine.objects.exists()
    assert AuditEvent.objects.get(action="estimate.line_removed").data["description"] == "Stoelen"


def test_a_published_tender_keeps_its_estimate(tender):
    line = make_estimate_line(tender=tender)
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    for change in (
        lambda: add(tender),
        lambda: service.change_line(line.pk, actor=tender.created_by, amount_eur=Decimal(1)),
        lambda: service.remove_line(line.pk, actor=tender.created_by),
        lambda: service.take_over(tender.pk, actor=tender.created_by),
        lambda: service.choose_main_part(tender.pk, actor=tender.created_by, main_part=Part.WORKS),
    ):
        with pytest.raises(TenderFrozenError):
            change()


def test_the_estimate_is_dated_by_the_clock_of_the_demo(tender):
    add(tender)
    with clock.at(clock.now().replace(year=2023, month=2, day=13)):
        service.take_over(tender.pk, actor=tender.created_by)

    tender.refresh_from_db()
    assert tender.value_dated_on == date(2023, 2, 13)
