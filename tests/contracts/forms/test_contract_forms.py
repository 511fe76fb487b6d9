"""Forms of contracts: Dutch figures, dates that fit, conflicts, and messages that help."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState
from contracts.forms.contract import ContractFilterForm, ContractForm, KpiForm, TargetsForm, managers_of
from contracts.forms.measuring import MeasurementForm, QuarterForm, refusal_message
from contracts.forms.review import ActionForm, DecisionForm, LessonForm, NewKpiForm, ReviewForm, action_forms
from contracts.models import Contract, Kpi
from contracts.services.measuring import MeasurementRefusedError
from contracts.services.reviews import save_review
from contracts.services.scorecard import scorecard
from procurement.core import clock
from tests.factories.contracts import make_condition, make_contract, make_kpi, make_manager

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 14, 9, 0, tzinfo=UTC)
Q1, Q2, Q3 = (Quarter(2024, number) for number in (1, 2, 3))


@pytest.fixture
def contract() -> Contract:
    return make_contract(state=ContractState.PREPARING)


def dates(**changes: str) -> dict[str, str]:
    values = {"reference": "C-1", "signed_on": "2023-07-10", "starts_on": "2024-01-01", "ends_on": "2031-12-31"}
    return values | changes


def test_a_contract_needs_an_end_after_its_start(contract):
    managers = managers_of(contract.organisation_id)

    assert ContractForm(dates(), managers=managers).is_valid()
    form = ContractForm(dates(ends_on="2024-01-01", ends_on_latest="2023-01-01"), managers=managers)
    assert set(form.errors) == {"ends_on", "ends_on_latest"}


def test_only_contract_managers_of_the_authority_can_be_chosen(contract):
    manager = make_manager(contract)
    make_manager(make_contract())

    assert list(managers_of(contract.organisation_id)) == [manager]


def kpi_data(contract: Contract, **changes: Any) -> dict[str, Any]:
    values = {
        "code": "KPI07",
        "name": "Restafval",
        "unit": "kg per kwartaal",
        "better": "lower",
        "decimals": "0",
        "baseline": "1.610,5",
        "definition": "Volgens de weegbon.",
        "tolerance_pct": "5",
    }
    return values | changes


def test_a_kpi_reads_dutch_figures_and_rests_on_a_condition(contract):
    condition = make_condition(contract.lot.tender)

    form = KpiForm(kpi_data(contract, requirement=condition.pk), contract=contract)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["baseline"] == Decimal("1610.5")
    assert "requirement" in KpiForm(kpi_data(contract), contract=contract).errors


@pytest.mark.parametrize("text", ["1.2345,6", "tien", "1,2,3", "12.34.5"])
def test_a_bad_figure_is_told_and_kept(contract, text):
    form = KpiForm(kpi_data(contract, baseline=text), contract=contract)

    assert "baseline" in form.errors
    assert form["baseline"].value() == text


def test_a_penalty_has_both_a_number_and_an_amount(contract):
    condition = make_condition(contract.lot.tender)

    form = KpiForm(kpi_data(contract, requirement=condition.pk, penalty_after_reds="2"), contract=contract)

    assert "penalty_eur" in form.errors


def test_two_people_who_change_the_same_field_see_both_versions(contract):
    kpi = make_kpi(contract)
    data = kpi_data(contract, requirement=kpi.requirement_id, name="Van mij") | {"initial-name": "Indicator 1"}
    Kpi.objects.filter(pk=kpi.pk).update(name="Van een ander")

    form = KpiForm(data, contract=contract, instance=Kpi.objects.get(pk=kpi.pk))

    assert not form.is_valid()
    [conflict] = form.conflicts
    assert (conflict.stored, conflict.typed) == ("Van een ander", "Van mij")


def test_an_empty_target_takes_over_the_quarter_before():
    form = TargetsForm({"2024Q1": "72", "2024Q2": "", "2024Q3": "80,5"}, quarters=[Q1, Q2, Q3], targets={})

    assert form.is_valid()
    assert form.targets() == {Q1: Decimal(72), Q2: Decimal(72), Q3: Decimal("80.5")}
    assert TargetsForm({}, quarters=[Q1], targets={}).errors


def test_the_filter_takes_only_what_it_offers():
    form = ContractFilterForm({"state": "onzin"}, states=[("running", "lopend")], sorts=[("title", "titel")])

    assert "state" in form.errors


def quarter_form(data: dict[str, str], contract: Contract) -> QuarterForm:
    return QuarterForm(data or None, lines=scorecard(contract, Q1))


def test_a_quarter_asks_only_what_is_not_measured_yet():
    contract = make_contract()
    done, open_kpi = make_kpi(contract, measured={"2024Q1": "70"}), make_kpi(contract)
    data = {"measured_on": "2024-04-09", "source": "Register", f"kpi_{open_kpi.pk}": "-3,5"}

    form = quarter_form(data, contract)

    assert f"kpi_{done.pk}" not in form.fields
    assert form.is_valid(), form.errors
    assert form.values() == {open_kpi.pk: Decimal("-3.5")}


def test_a_quarter_keeps_what_was_typed_when_one_value_is_wrong():
    contract = make_contract()
    first, second = make_kpi(contract), make_kpi(contract)
    data = {"measured_on": "2024-04-09", "source": "", f"kpi_{first.pk}": "1.234,5", f"kpi_{second.pk}": "veel"}

    form = quarter_form(data, contract)

    assert set(form.errors) == {"source", f"kpi_{second.pk}"}
    assert form[f"kpi_{first.pk}"].value() == "1.234,5"
    empty = quarter_form({"measured_on": "2024-04-09", "source": "Register"}, contract)
    assert empty.non_field_errors() == ["Vul ten minste één waarde in."]


def test_a_correction_says_why():
    data = {"value": "75", "measured_on": "2024-04-09", "source": "Register", "note": ""}

    assert MeasurementForm(data, is_correction=False).is_valid()
    assert "note" in MeasurementForm(data, is_correction=True).errors


def test_a_figure_that_the_database_cannot_hold_is_refused():
    data = {"value": "12345678901234,5", "measured_on": "2024-04-09", "source": "Register"}

    assert "value" in MeasurementForm(data, is_correction=False).errors


def test_a_refusal_speaks_dutch():
    refused = MeasurementRefusedError("not_begun", begins=date(2025, 1, 1))

    assert refusal_message(refused) == "Dit kwartaal begint pas op 1 januari 2025."


def test_an_action_has_a_person_and_a_day_and_an_empty_row_is_none(contract):
    assert ActionForm({}, contract=contract).is_valid()
    assert set(ActionForm({"text": "Wegen"}, contract=contract).errors) == {"owner", "due"}
    assert set(ActionForm({"owner": "G. Terpstra"}, contract=contract).errors) == {"text"}


def test_the_review_shows_its_actions_and_room_for_more():
    contract = make_contract()
    manager = make_manager(contract)
    action = {"text": "Wegen", "owner": "G. Terpstra", "due": date(2024, 6, 1), "kpi": None}
    with clock.at(NOW):
        texts = {"held_on": date(2024, 4, 24), "summary": "Op koers."}
        review = save_review(contract.pk, Q1, [action], actor=manager, **texts)

    rows = action_forms(review, contract)

    assert len(rows) == 5
    assert rows[0].initial["text"] == "Wegen"
    data = {"held_on": "2024-04-24", "summary": "Van mij", "initial-summary": "Ouder"}
    assert not ReviewForm(data, instance=review).is_valid()


def test_an_added_kpi_carries_its_target_over_the_quarters_to_come():
    contract = make_contract()
    make_kpi(contract, code="KPI01")
    quarters = [Quarter(2025, number) for number in (1, 2, 3, 4)]
    data = {
        "code": "KPI02",
        "name": "Voorstellen",
        "requirement": make_condition(contract.lot.tender).pk,
        "unit": "aantal",
        "better": "higher",
        "definition": "Opgeteld.",
        "quarter": "2025Q3",
        "target": "1,5",
        "reason": "Nieuw.",
    }

    form = NewKpiForm(data, contract=contract, quarters=quarters)
    assert form.is_valid(), form.errors
    assert form.proposal(quarters)["targets"] == {"2025Q3": "1.5", "2025Q4": "1.5"}
    for code in ("KPI01", "kpi01"):
        (words,) = NewKpiForm(data | {"code": code}, contract=contract, quarters=quarters).errors["code"]
        assert words.startswith("Nummer KPI01 is al van een andere KPI.")


def test_a_decision_is_a_choice_with_a_reason():
    assert DecisionForm({"impose": "no", "motivation": "Overmacht."}).is_valid()
    assert set(DecisionForm({}).errors) == {"impose", "motivation"}
    form = DecisionForm({"impose": "yes", "motivation": "De regel."})
    assert form.is_valid()
    assert form.cleaned_data["impose"] is True


def test_a_lesson_offers_the_ambitions_of_its_own_tender(contract):
    form = LessonForm({"text": "Noem de meting."}, contract=contract)

    assert form.is_valid()
    assert form.cleaned_data["ambition"] is None
