"""The pages of the award model: drafting, refusing at the field, and reading only after publication."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from criteria.models import AwardModel, Criterion
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import StageState
from tenders.extension_points import (
    COMPLIANCE_CHECKS,
    FINDING_TEXTS,
    SECTIONS,
    SNAPSHOT_PARTS,
    STAGES,
    SUBJECT_LINKS,
    THREAD_FORWARD,
)
from tests.factories.criteria_model import make_criterion, make_furniture_model, make_model
from tests.factories.tenders import make_ambition

KNOTS = {"knot-TOTAL_FORMS": "3", "knot-INITIAL_FORMS": "0"}
HEAD = {"code": "K9", "name": "Plan", "kind": "graded", "max_points": "10", "aspect": "process"}


@pytest.fixture
def buyer(cast) -> Client:
    client = Client()
    client.force_login(cast.buyer)
    return client


@pytest.fixture
def model(cast) -> AwardModel:
    return make_model(lot=cast.lot)


def page(name: str, cast, **more: int) -> str:
    return reverse(f"criteria:{name}", kwargs={"pk": cast.tender.pk, **more})


def typed(response, name: str) -> str:
    return response.context["form"][name].value()


def test_a_model_begins_with_a_scale_of_five(buyer, cast):
    assert "Begin het gunningsmodel" in buyer.get(page("award_model", cast)).content.decode()

    answer = buyer.post(page("start_model", cast))

    assert answer.url == page("model_method", cast)
    assert [str(level.grade) for level in cast.lot.award_model.scale.all()] == ["10.00", "8.00", "6.00", "4.00", "2.00"]
    assert AuditEvent.objects.last().action == "award_model.started"


def test_every_page_shows_the_whole_furniture_model(buyer, cast):
    model = make_furniture_model(lot=cast.lot, actor=cast.buyer)

    for name in ("award_model", "model_method", "model_costs", "model_scale", "model_points", "model_example"):
        assert buyer.get(page(name, cast)).status_code == 200
    for criterion in model.criteria.all():
        answer = buyer.get(page("change_criterion", cast, criterion_id=criterion.pk))
        assert criterion.name in answer.content.decode()
    assert (
        "Punten per contractjaar"
        in buyer.get(page("change_criterion", cast, criterion_id=model.criteria.get(code="K3").pk)).content.decode()
    )


def test_the_worked_example_says_at_which_criterion_it_cannot_compute(buyer, cast, model):
    wrong = make_criterion(model=model, kind="measured", knots=[["2", "0"], ["1", "1"]])

    text = buyer.get(page("model_example", cast)).content.decode()

    assert "K1: punt 2 van de curve klopt niet" in text
    assert page("change_criterion", cast, criterion_id=wrong.pk) in text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"max_points": "-3"}, "max_points", "hoger dan nul"),
        ({"max_points": "veel"}, "max_points", "geen getal"),
        ({"code": "K1"}, "code", "Code K1 is al van een ander criterium"),
        ({"code": "k1"}, "code", "Code K1 is al van een ander criterium"),
        ({"code": "Lot"}, "code", "eigen betekenis"),
        ({"code": "lot"}, "code", "eigen betekenis"),
        ({"minimum": "11"}, "minimum", "buiten de schaal"),
        ({"name": ""}, "name", ""),
    ],
)
def test_a_criterion_is_refused_at_the_field_and_nothing_typed_is_lost(buyer, cast, model, changes, field, words):
    make_criterion(model=model, code="K1")
    data = {**HEAD, **KNOTS, "asked": "Een heel lang verhaal.", **changes}

    answer = buyer.post(page("add_criterion", cast) + "?soort=graded", data)

    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    assert typed(answer, "asked") == "Een heel lang verhaal."
    assert model.criteria.count() == 1


def test_knots_that_do_not_rise_are_refused_in_their_row(buyer, cast, model):
    data = {**HEAD, **KNOTS, "kind": "measured", "better": "higher", "between": "linear", "unit": "%"}
    knots = {"knot-0-x": "20", "knot-0-share": "0", "knot-1-x": "10", "knot-1-share": "100"}

    answer = buyer.post(page("add_criterion", cast) + "?soort=measured", {**data, **knots})

    assert "hoger zijn dan die in de rij erboven" in answer.content.decode()
    assert 'value="100"' in answer.content.decode()
    assert not model.criteria.exists()


def test_a_measured_criterion_keeps_its_curve(buyer, cast, model):
    data = {**HEAD, **KNOTS, "kind": "measured", "better": "lower", "between": "linear", "unit": "EUR"}
    knots = {"knot-0-x": "1,50", "knot-0-share": "100", "knot-1-x": "5", "knot-1-share": "0"}

    buyer.post(page("add_criterion", cast) + "?soort=measured", {**data, **knots})

    assert model.criteria.get().knots == [["1.5", "1"], ["5", "0"]]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"price_floor_eur": "300.000"}, "price_ceiling_eur", "hoger zijn dan de ondergrens"),
        ({"price_ceiling_eur": ""}, "price_ceiling_eur", "dit getal nodig"),
        ({"price_points": "-1"}, "price_points", "niet negatief"),
        ({"price_points": "250"}, "price_points", "ten hoogste 100"),
        ({"formula": "logarithmic", "zero_at": "1"}, "zero_at", "hoger dan 1"),
    ],
)
def test_costs_are_refused_at_the_field(buyer, cast, model, changes, field, words):
    data = {
        "basis": "price",
        "formula": "linear_absolute",
        "price_points": "40",
        "price_floor_eur": "100.000",
        "price_ceiling_eur": "200.000",
        "lcc_data_asked": "Kosten per jaar.",
    }

    answer = buyer.post(page("model_costs", cast), {**data, **changes})

    assert words in " ".join(answer.context["form"].errors[field])
    assert typed(answer, "lcc_data_asked") == "Kosten per jaar."
    model.refresh_from_db()
    assert model.lcc_data_asked == ""


def test_costs_take_no_more_points_than_the_criteria_leave(buyer, cast, model):
    make_criterion(model=model, max_points=Decimal(55))
    data = {"basis": "price", "formula": "lowest_over_price"}

    over = buyer.post(page("model_costs", cast), data | {"price_points": "45,5"})
    fits = buyer.post(page("model_costs", cast), data | {"price_points": "45"})

    assert "laten 45 van de 100 punten over" in over.context["form"].errors["price_points"][0]
    assert fits.status_code == 302


def test_the_curve_of_costs_is_drawn_from_what_is_typed_and_not_stored(buyer, cast, model):
    data = {"basis": "price", "formula": "lowest_over_price", "price_points": "25"}

    answer = buyer.post(page("price_picture", cast), data)

    assert "procent van de laagste inschrijving" in answer.content.decode()
    model.refresh_from_db()
    assert model.price_points == Decimal(40)


def test_points_are_divided_on_one_page(buyer, cast, model):
    criterion = make_criterion(model=model)

    buyer.post(page("model_points", cast), {f"points_{criterion.pk}": "72,5", "price_points": "27,5"})

    criterion.refresh_from_db()
    model.refresh_from_db()
    assert (criterion.max_points, model.price_points) == (Decimal("72.5"), Decimal("27.5"))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("900", "Alle punten samen zijn 100. Vul ten hoogste 100 in."),
        ("40,5", "De andere criteria en kosten laten 40 van de 100 punten over. Vul ten hoogste 40 in"),
    ],
)
def test_points_that_cannot_come_out_are_said_at_the_criterion(buyer, cast, model, points, words):
    make_criterion(model=model, max_points=Decimal(20))
    own = make_criterion(model=model, max_points=Decimal(30))
    data = {**HEAD, **KNOTS, "code": own.code, "max_points": points}

    changed = buyer.post(page("change_criterion", cast, criterion_id=own.pk), data)
    fits = buyer.post(page("change_criterion", cast, criterion_id=own.pk), data | {"max_points": "40"})

    assert changed.context["form"].errors["max_points"][0].startswith(words)
    assert typed(changed, "max_points") == points
    assert "laten 40 van de 100 punten over" in changed.context["form"]["max_points"].help_text
    assert fits.status_code == 302


def test_a_model_is_typed_step_by_step(buyer, cast, model):
    first = make_criterion(model=model, max_points=Decimal(60))
    full = buyer.post(page("add_criterion", cast) + "?soort=graded", {**HEAD, **KNOTS})
    buyer.post(page("add_criterion", cast) + "?soort=graded", {**HEAD, **KNOTS, "max_points": ""})
    second = model.criteria.get(code="K9")
    names = [f"points_{first.pk}", f"points_{second.pk}"]
    buyer.post(page("model_points", cast), {names[0]: "20", names[1]: "", "price_points": "40"})

    too_many = buyer.post(page("model_points", cast), {names[0]: "50", names[1]: "30", "price_points": "40"})

    assert "alle 100 punten al" in full.context["form"].errors["max_points"][0]
    words = "Hier komt de som boven de 100 punten uit. Samen zijn het er 20 te veel."
    assert too_many.context["form"].errors == {"price_points": [words]}
    assert list(model.criteria.values_list("max_points", flat=True)) == [Decimal(20), None]


def test_a_model_that_has_too_many_points_is_lowered_step_by_step(buyer, cast, model):
    first, second = (make_criterion(model=model, max_points=Decimal(60)) for _number in "12")
    data = {**HEAD, **KNOTS, "code": first.code, "max_points": "50"}

    lowered = buyer.post(page("change_criterion", cast, criterion_id=first.pk), data)
    names = {f"points_{first.pk}": "50", f"points_{second.pk}": "40", "price_points": "40"}
    nearer = buyer.post(page("model_points", cast), names)

    assert (lowered.status_code, nearer.status_code) == (302, 302)


def test_points_of_a_model_that_ends_in_money_have_no_limit(buyer, cast, model):
    model.method = "quality_value"
    model.save()
    criterion = make_criterion(model=model, max_points=Decimal(5))

    answer = buyer.post(page("model_points", cast), {f"points_{criterion.pk}": "25.000"})
    data = {**HEAD, **KNOTS, "code": criterion.code, "max_points": "30.000"}
    changed = buyer.post(page("change_criterion", cast, criterion_id=criterion.pk), data)

    assert (answer.status_code, changed.status_code) == (302, 302)


def test_a_scale_with_one_grade_twice_is_refused(buyer, cast, model):
    rows = {"level-TOTAL_FORMS": "2", "level-INITIAL_FORMS": "0"}
    for place in ("0", "1"):
        rows |= {f"level-{place}-grade": "8", f"level-{place}-word": "goed", f"level-{place}-meaning": "Mooi."}

    answer = buyer.post(page("model_scale", cast), rows)

    assert "staat al op de schaal" in answer.content.decode()
    assert model.scale.count() == 5


def test_two_people_who_change_one_field_see_both_versions(buyer, cast, model):
    criterion = make_criterion(model=model, asked="Eerst.")
    Criterion.objects.filter(pk=criterion.pk).update(asked="Van een ander.")
    data = {**HEAD, **KNOTS, "code": "K1", "initial-asked": "Eerst.", "asked": "Van mij."}

    answer = buyer.post(page("change_criterion", cast, criterion_id=criterion.pk), data)

    text = answer.content.decode()
    assert "Van een ander." in text
    assert "Van mij." in text


def test_autosave_stores_what_can_stand_and_says_when_not(buyer, cast, model):
    criterion = make_criterion(model=model)
    address = page("autosave_criterion", cast, criterion_id=criterion.pk)

    assert buyer.post(address, {**HEAD, **KNOTS, "code": "K1", "looks_at": "Nieuw."}).status_code == 200
    assert buyer.post(address, {**HEAD, **KNOTS, "code": ""}).status_code == 422
    criterion.refresh_from_db()
    assert criterion.looks_at == "Nieuw."


def test_a_group_moves_and_goes_with_what_is_below(buyer, cast, model):
    first = make_criterion(model=model, code="K1")
    group = make_criterion(model=model, code="K2", kind="group")
    make_criterion(model=model, code="K2.1", parent=group)

    buyer.post(page("move_criterion", cast, criterion_id=group.pk), {"direction": "up"})
    assert [row.code for row in model.criteria.filter(parent=None)] == ["K2", "K1"]

    buyer.post(page("delete_criterion", cast, criterion_id=group.pk))
    assert list(model.criteria.all()) == [first]


def test_after_publication_the_model_is_read_only_and_says_why(buyer, cast, model):
    make_criterion(model=model)
    cast.tender.state = TenderState.PUBLISHED
    cast.tender.save()

    answer = buyer.get(page("award_model", cast))

    assert "is gepubliceerd" in answer.content.decode()
    assert "Nieuw criterium" not in answer.content.decode()
    assert buyer.post(page("model_costs", cast), {"basis": "price"}).status_code == 403


def test_the_stage_is_done_when_nothing_stops_publication(cast):
    stage = STAGES["award_model"]
    assert stage.states([cast.tender.pk]) == {cast.tender.pk: StageState.EMPTY}

    model = make_model(lot=cast.lot)
    assert stage.states([cast.tender.pk]) == {cast.tender.pk: StageState.BUSY}

    make_criterion(model=model)
    assert stage.states([cast.tender.pk]) == {cast.tender.pk: StageState.DONE}


def test_findings_have_words_and_an_address(cast):
    make_criterion(model=make_model(lot=cast.lot, price_points=Decimal(10)), subject_link="", verification="")

    findings = COMPLIANCE_CHECKS["award"]([cast.tender.pk])[cast.tender.pk]

    assert {"criterion_no_link", "criterion_no_verification", "points_not_100"} <= {one.code for one in findings}
    for finding in findings:
        assert str(FINDING_TEXTS[finding.code]) % finding.params
        assert SUBJECT_LINKS[finding.subject.kind](cast.tender.pk, finding.subject).startswith("/aanbestedingen/")


def test_criteria_hang_on_the_thread_of_their_ambition(cast):
    ambition = make_ambition(tender=cast.tender)
    criterion = make_criterion(model=make_model(lot=cast.lot), ambition=ambition)

    [node] = THREAD_FORWARD["criterion"]([ambition.pk])[ambition.pk]

    assert (node.kind, node.title) == ("criterion", "K1 Criterium 1")
    assert node.url.endswith(f"#criterium-{criterion.pk}")


def test_the_guide_is_written_from_the_publication_alone(cast):
    make_furniture_model(lot=cast.lot, actor=cast.buyer)
    snapshot = {"award_model": SNAPSHOT_PARTS["award_model"]([cast.tender.pk])[cast.tender.pk]}

    blocks = [*SECTIONS["award_model"].build(snapshot), *SECTIONS["award_annex"].build(snapshot)]

    text = repr(blocks)
    assert "Rekenvoorbeeld" in text
    assert "ten minste een 6" in text
    assert "2,25% reëel per jaar" in text
    assert repr([*SECTIONS["award_model"].build(snapshot), *SECTIONS["award_annex"].build(snapshot)]) == text
    assert len(SECTIONS["award_model"].build({"award_model": []})) == 2
