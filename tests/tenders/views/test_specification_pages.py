"""The pages around the requirements: mirror, details, labels, frames, selection and programme of ambitions."""

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import RequirementKind
from tenders.models import (
    AmbitionLevel,
    FeasibilitySignal,
    Label,
    LabelDemand,
    RequirementMeasure,
    SelectionCriterion,
    SelectionLevel,
    SolutionSpace,
    SuitabilityDetail,
    UndoStep,
)
from tests.factories.accounts import make_user
from tests.factories.tenders import make_ambition, make_conclusion, make_consultation, make_tender
from tests.factories.tenders_specification import make_label, make_requirement

pytestmark = pytest.mark.django_db
MEASURE = {"role": "asked", "indicator": "MKI", "bound": "at_most", "value": "12,50", "unit": "€"}


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


@pytest.fixture
def url(tender):
    def find(name, *args):
        return reverse(f"tenders:{name}", args=[tender.pk, *args])

    return find


def selecting(tender):
    tender.procedure = "restricted"
    tender.save(update_fields=["procedure"])


def test_the_mirror_shows_place_reason_and_proposal_which_one_click_takes_over_and_back(buyer, url, tender):
    row = make_requirement(tender=tender, text="Lever zo circulair mogelijk.", ambition=make_ambition(tender=tender))
    page = buyer.get(url("mirror")).text
    assert "Lever <mark>zo circulair mogelijk</mark>" in page
    assert "Lever ten minste 80 % massa." in page

    answer = buyer.post(
        url("take_over_proposal", row.pk), {"soort": "vague", "plaats": "6", "woorden": "zo circulair mogelijk"}
    )
    row.refresh_from_db()
    assert row.text == "Lever ten minste 80 % massa."
    step = UndoStep.objects.get()
    assert answer.url == f"{url('mirror')}?stap={step.pk}"
    assert url("undo_requirements", step.pk) in buyer.get(answer.url).text

    buyer.post(url("undo_requirements", step.pk))
    row.refresh_from_db()
    assert row.text == "Lever zo circulair mogelijk."


def test_a_proposal_for_a_text_that_changed_is_not_taken_over(buyer, url, tender):
    row = make_requirement(tender=tender, text="Lever snel.")

    page = buyer.post(
        url("take_over_proposal", row.pk),
        {"soort": "vague", "plaats": "6", "woorden": "zo circulair mogelijk", "naar_eis": "ja"},
        follow=True,
    )

    assert "De tekst is intussen anders." in page.text
    assert not UndoStep.objects.exists()


def test_the_mirror_has_a_picture_counts_and_a_filter_by_kind_of_remark(buyer, url, tender):
    make_requirement(tender=tender, formulation="technical", text="Volgens NEN 1812.", purpose="")
    make_requirement(tender=tender)

    page = buyer.get(url("mirror"))
    assert "Van 2 eisen is 50% functioneel en 50% technisch." in page.text
    assert {one["kind"]: one["count"] for one in page.context["kinds"]} == {
        "norm_without_equivalent": 1,
        "no_purpose": 1,
    }

    page = buyer.get(url("mirror"), {"soort": "no_purpose"})
    assert [one.remark.kind for one in page.context["page"]] == ["no_purpose"]


def test_the_mirror_shows_pairs_that_are_at_odds(buyer, url, tender):
    ceiling = make_requirement(tender=tender, text="De stoel blijft onder de grens.")
    concrete = make_requirement(tender=tender, text="De voet is van beton.")
    fields = {"indicator": "MKI", "unit": "€ per stoel", "role": "asked", "bound": "at_most", "value": 12}
    RequirementMeasure.objects.create(requirement=ceiling, **fields)
    RequirementMeasure.objects.create(
        requirement=concrete, **fields | {"role": "leads_to", "bound": "at_least", "value": 14}
    )

    page = buyer.get(url("mirror")).text

    assert "Eis E1 stelt de grens 12 € per stoel, maar wat E2 voorschrijft komt in het beste geval uit op 14" in page
    assert "dit houdt publicatie tegen" in page


@pytest.mark.parametrize("number", [20, 200])
def test_the_mirror_costs_the_same_for_any_number(buyer, url, tender, django_assert_max_num_queries, number):
    for _row in range(number):
        make_requirement(tender=tender, text="Lever zo circulair mogelijk volgens NEN 1812.")
    buyer.get(url("mirror"))

    with django_assert_max_num_queries(24):
        buyer.get(url("mirror"))


def test_the_page_of_a_requirement_shows_what_the_mirror_says_of_it(buyer, url, tender):
    row = make_requirement(tender=tender, text="Lever zo circulair mogelijk.")
    make_requirement(tender=tender, text="Volgens NEN 1812.")

    page = buyer.get(url("change_requirement", row.pk)).text

    assert "zo circulair mogelijk</mark>" in page
    assert "NEN 1812" not in page


def test_suitability_is_worked_out_only_for_a_suitability_requirement(buyer, url, tender):
    other = make_requirement(tender=tender)
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY)
    assert buyer.get(url("requirement_suitability", other.pk)).status_code == 404

    buyer.post(
        url("requirement_suitability", row.pk),
        {"standing": "technical", "competence": "Opknappen van stoelen", "reference_eur": "250.000", "years": "3"},
    )

    detail = SuitabilityDetail.objects.get()
    assert (detail.standing, detail.reference_eur, detail.years) == ("technical", 250000, 3)


def test_autosave_of_a_detail_takes_what_is_right(buyer, url, tender):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY)

    answer = buyer.post(url("autosave_suitability", row.pk), {"competence": "Opknappen", "reference_eur": "veel"})

    assert answer.json() == {"left": {"reference_eur": "Minimale omvang van de referentie"}}
    assert SuitabilityDetail.objects.get().competence == "Opknappen"


def test_two_people_who_both_write_the_first_version_are_shown_both(buyer, url, tender):
    row = make_requirement(tender=tender, kind=RequirementKind.SUITABILITY)
    SuitabilityDetail.objects.create(requirement=row, competence="Van de collega")

    answer = buyer.post(url("requirement_suitability", row.pk), {"competence": "Van mij", "initial-competence": ""})

    assert list(answer.context["form"].errors) == ["competence"]
    assert "Van de collega" in answer.text


def test_a_measure_is_stored_whole_and_can_go(buyer, url, tender):
    row = make_requirement(tender=tender)
    assert buyer.post(url("autosave_measure", row.pk), MEASURE | {"value": ""}).status_code == 422
    assert not RequirementMeasure.objects.exists()

    assert buyer.post(url("autosave_measure", row.pk), MEASURE).json() == {}
    assert str(RequirementMeasure.objects.get().value) == "12.500"

    buyer.post(url("remove_measure", row.pk))
    assert not RequirementMeasure.objects.exists()


def test_a_red_signal_is_decided_by_name_with_a_reason(buyer, url, tender):
    row = make_requirement(tender=tender)
    conclusion = make_conclusion(consultation=make_consultation(tender=tender))
    data = {"signal": "red", "conclusion": conclusion.pk, "note": "Te duur.", "decision": "keep"}
    answer = buyer.post(url("requirement_feasibility", row.pk), data)
    assert list(answer.context["form"].errors) == ["decision_reason"]

    buyer.post(url("requirement_feasibility", row.pk), data | {"decision_reason": "De raad wil het."})

    signal = FeasibilitySignal.objects.get()
    assert (signal.conclusion, signal.decision, signal.decided_by) == (conclusion, "keep", signal.decided_by)
    assert signal.decided_by is not None
    assert signal.decided_at is not None


def test_a_known_label_starts_with_what_is_known_of_it(buyer, url, tender):
    page = buyer.post(url("add_label"), {"name": "EU Ecolabel"}, follow=True)

    label = Label.objects.get()
    assert "1.456 keer" in label.availability
    assert "EU Ecolabel staat in het register." in page.text
    assert list(buyer.post(url("add_label"), {"name": "EU Ecolabel"}).context["form"].errors) == ["name"]


def test_a_condition_is_ticked_with_its_source(buyer, url, tender):
    label = make_label(organisation=tender.organisation)

    answer = buyer.post(url("change_label", label.pk), {"name": "FSC", "is_verifiable": "on", "source": ""})

    assert list(answer.context["form"].errors) == ["source"]


def test_a_requirement_demands_a_label_with_its_fifth_condition_and_drops_it(buyer, url, tender):
    row, label = make_requirement(tender=tender), make_label(organisation=tender.organisation)
    data = {"label": label.pk, "is_linked": "on", "accepts_equivalent": "on", "accepts_other_proof": "on"}
    other = buyer.post(url("requirement_labels", row.pk), data | {"unlinked": "Iets anders."})
    assert list(other.context["form"].errors) == ["unlinked"]

    buyer.post(url("requirement_labels", row.pk), data)
    demand = LabelDemand.objects.get()
    assert (demand.is_linked, demand.accepts_equivalent) == (True, True)
    assert "E1" in buyer.get(url("labels")).text
    assert "eerst weg" in buyer.post(url("remove_label", label.pk), follow=True).text

    buyer.post(url("change_label_demand", row.pk, demand.pk), {"accepts_equivalent": "on"})
    demand.refresh_from_db()
    assert (demand.is_linked, demand.accepts_other_proof) == (False, False)

    buyer.post(url("drop_label_demand", row.pk, demand.pk))
    buyer.post(url("remove_label", label.pk))
    assert not Label.objects.exists()


def test_the_label_of_another_authority_is_not_there(buyer, url, tender):
    foreign = make_label(organisation=make_tender().organisation)
    row = make_requirement(tender=tender)

    assert buyer.get(url("change_label", foreign.pk)).status_code == 404
    assert list(buyer.post(url("requirement_labels", row.pk), {"label": foreign.pk}).context["form"].errors) == [
        "label"
    ]


def test_frames_and_room_are_stored_with_the_variants_of_the_tender(buyer, url, tender):
    buyer.post(
        url("solution_space"),
        {
            "time_frame": "In 2027.",
            "clarity": "balanced",
            "used_by_people": "False",
            "variants_allowed": "on",
            "variant_basis": "with",
        },
    )

    space = SolutionSpace.objects.get()
    assert (space.time_frame, space.clarity, space.used_by_people, space.variant_basis) == (
        "In 2027.",
        "balanced",
        False,
        "with",
    )
    tender.refresh_from_db()
    assert tender.variants_allowed
    page = buyer.get(url("solution_space"))
    assert page.context["form"].initial["variants_allowed"] is True


def test_frames_are_saved_while_one_types(buyer, url, tender):
    assert buyer.post(url("autosave_solution_space"), {"budget_frame": "Twee ton."}).json() == {}
    assert SolutionSpace.objects.get().budget_frame == "Twee ton."


def test_the_programme_says_what_carries_an_ambition_and_what_does_not(buyer, url, tender):
    carried, loose = make_ambition(tender=tender), make_ambition(tender=tender)
    make_requirement(tender=tender, ambition=carried)
    AmbitionLevel.objects.create(ambition=carried, step="good", good="Door middel van sensoren.")

    page = buyer.get(url("programme")).text

    assert "Hier staat een oplossing: Door middel van" in page
    assert page.count("niets bindt eraan") == 1
    assert f"{url('choose_placement')}?ambitie={loose.pk}" in page


def test_direction_only_wants_its_reason_and_then_settles_the_ambition(buyer, url, tender):
    ambition = make_ambition(tender=tender)
    answer = buyer.post(url("ambition_level", ambition.pk), {"direction_only": "on"})
    assert list(answer.context["form"].errors) == ["direction_reason"]

    buyer.post(url("ambition_level", ambition.pk), {"direction_only": "on", "direction_reason": "Nog geen markt."})

    assert "alleen richting" in buyer.get(url("programme")).text


def test_a_level_is_saved_while_one_types(buyer, url, tender):
    ambition = make_ambition(tender=tender)

    assert buyer.post(url("autosave_ambition_level", ambition.pk), {"basic": "Een derde.", "step": "good"}).json() == {}

    assert AmbitionLevel.objects.get().basic == "Een derde."


def test_selection_is_there_only_in_a_procedure_with_candidates(buyer, url, tender):
    assert buyer.get(url("selection")).status_code == 404
    assert "Selectiecriterium" not in buyer.get(url("choose_placement")).text

    selecting(tender)

    assert buyer.get(url("selection")).status_code == 200
    assert url("add_selection_criterion") in buyer.get(url("choose_placement")).text


def test_criteria_get_weights_and_a_scale(buyer, url, tender):
    selecting(tender)
    data = {"title": "Visie op circulariteit", "asked": "Een visie.", "looks_at": "De ideeën."}
    buyer.post(url("add_selection_criterion"), data | {"code": "S1", "weight": "50"})
    buyer.post(url("add_selection_criterion"), data | {"code": "S2", "weight": "30,5"})
    again = buyer.post(url("add_selection_criterion"), data | {"code": "S2", "weight": "20"})
    assert list(again.context["form"].errors) == ["code"]

    first, second = SelectionCriterion.objects.all()
    buyer.post(url("selection"), {f"weight_{first.pk}": "60", f"weight_{second.pk}": "40"})
    assert [str(row.weight) for row in SelectionCriterion.objects.all()] == ["60.00", "40.00"]

    levels = {"level-TOTAL_FORMS": "3", "level-INITIAL_FORMS": "0", "level-MIN_NUM_FORMS": "0"}
    one = {"level-0-points": "10", "level-0-word": "sterk", "level-0-meaning": "Vernieuwend."}
    short = buyer.post(url("selection_scale"), levels | one)
    assert "ten minste twee niveaus" in short.text
    two = {"level-1-points": "0", "level-1-word": "zwak", "level-1-meaning": "Niets nieuws."}
    buyer.post(url("selection_scale"), levels | one | two)
    assert [level.word for level in SelectionLevel.objects.all()] == ["sterk", "zwak"]


def test_criteria_left_behind_by_another_procedure_can_go(buyer, url, tender):
    selecting(tender)
    criterion = SelectionCriterion.objects.create(tender=tender, code="S1", title="Visie", weight=100)
    tender.procedure = "open"
    tender.save(update_fields=["procedure"])
    assert "geen voorselectie" in buyer.get(url("selection")).text

    buyer.post(url("remove_selection_criterion", criterion.pk))

    assert not SelectionCriterion.objects.exists()


def test_nothing_can_be_written_after_publication(buyer, url, tender):
    row = make_requirement(tender=tender)
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    for name in ("mirror", "programme", "solution_space", "labels"):
        page = buyer.get(url(name))
        assert page.status_code == 200
        assert "<textarea" not in page.text
    assert buyer.post(url("solution_space"), {}).status_code == 403
    assert buyer.post(url("requirement_measure", row.pk), MEASURE).status_code == 403
