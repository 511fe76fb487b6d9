"""Grading alone: saved while one types, nothing lost, and irrevocable once handed in."""

from typing import Any

import pytest
from django.test import Client

from criteria.domain.lifecycle import EvaluationState
from criteria.models import Assessment, Seat
from procurement.core.models import AuditEvent, Notification
from tests.cast import Cast
from tests.criteria.views.asking import SCRIPT, Person, messages_of
from tests.factories.criteria_bids import GRADING_AT, Scene, make_grade, make_scene, set_state

pytestmark = pytest.mark.django_db
WORDS = "Het plan noemt aantallen per jaar."


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """Two assessors grade two bids on two criteria."""
    return make_scene(cast)


@pytest.fixture
def prins(cast: Cast, scene: Scene) -> Person:
    """An assessor."""
    return Person(cast.assessor, cast.tender.pk, at=GRADING_AT)


def typed(scene: Scene, *, grade: str = "8", motivation: str = WORDS, **more: str) -> dict[str, str]:
    """The form of the first bid on the first criterion."""
    prefix = f"g{scene.bids[0].pk}-{scene.k1.pk}"
    values = {f"{prefix}-grade": grade, f"{prefix}-motivation": motivation}
    initial = {f"initial-{prefix}-{name}": text for name, text in more.pop("initial", {}).items()}  # type: ignore[attr-defined]
    return values | initial | more


def save(person: Person, scene: Scene, *, script: bool = True, **fields: Any) -> Any:
    return person.post("assess_save", scene.bids[0].pk, scene.k1.pk, data=typed(scene, **fields), script=script)


def test_saving_while_one_types_says_when(prins: Person, scene: Scene) -> None:
    answer = save(prins, scene, grade="")

    assert answer.json() == {"saved": "12:00"}
    row = Assessment.objects.get()
    assert (row.grade, row.motivation) == (None, WORDS)


def test_empty_is_no_grade_and_shows_as_not_complete(prins: Person, scene: Scene) -> None:
    save(prins, scene, grade="")

    page = prins.get("assess_bid", scene.bids[0].pk)

    assert "nog niet compleet" in page.text
    assert page.context["progress"].done == 0


@pytest.mark.parametrize(("view", "name"), [("bid", "assess_bid"), ("criterion", "assess_criterion")])
def test_without_script_the_button_saves_and_one_stays_where_one_was(
    prins: Person, scene: Scene, view: str, name: str
) -> None:
    page = prins.post("assess_save", scene.bids[0].pk, scene.k1.pk, data=typed(scene, view=view, page="1"), follow=True)

    assert page.resolver_match.url_name == name
    assert messages_of(page) == ["Opgeslagen: inschrijving A, K1."]
    assert WORDS in page.text


@pytest.mark.parametrize("view", ["bid", "criterion"])
def test_a_grade_beside_the_scale_is_refused_and_the_words_stay(prins: Person, scene: Scene, view: str) -> None:
    by_script = save(prins, scene, grade="7.3")
    page = save(prins, scene, grade="7.3", script=False, view=view)

    assert by_script.status_code == 422
    assert "Dit cijfer staat niet op de schaal." in page.text
    assert WORDS in page.text
    assert not Assessment.objects.exists()


def test_two_tabs_show_both_versions(prins: Person, scene: Scene) -> None:
    save(prins, scene, motivation="Uit het eerste tabblad")
    empty = {"grade": "", "motivation": ""}

    by_script = save(prins, scene, motivation="Uit het tweede", initial=empty)
    page = save(prins, scene, motivation="Uit het tweede", initial=empty, script=False)

    assert by_script.status_code == 422
    assert "Uit het eerste tabblad" in page.text
    assert "Uit het tweede" in page.text
    assert Assessment.objects.get().motivation == "Uit het eerste tabblad"


def test_a_lost_session_says_so_and_nothing_is_saved(prins: Person, scene: Scene) -> None:
    url = prins.url("assess_save", scene.bids[0].pk, scene.k1.pk)

    answer = Client().post(url, typed(scene), headers=SCRIPT)

    assert answer.status_code == 401
    assert not Assessment.objects.exists()


def test_the_words_of_a_bid_of_another_tender_are_not_reached(prins: Person, scene: Scene) -> None:
    assert prins.get("assess_bid", scene.bids[0].pk + 999).status_code == 404
    assert prins.get("assess_criterion", scene.k1.pk + 999).status_code == 404
    assert prins.post("assess_save", scene.bids[0].pk + 999, scene.k1.pk, data=typed(scene)).status_code == 404


def test_a_measured_criterion_is_not_graded(prins: Person, scene: Scene) -> None:
    prefix = f"g{scene.bids[0].pk}-{scene.k3.pk}"

    answer = prins.post("assess_save", scene.bids[0].pk, scene.k3.pk, data={f"{prefix}-motivation": WORDS}, script=True)

    assert answer.status_code == 422
    assert not Assessment.objects.exists()


def test_handing_in_asks_for_what_lacks_and_happens_once(prins: Person, scene: Scene) -> None:
    save(prins, scene)

    early = prins.post("hand_in", follow=True)
    for bid in scene.bids:
        for criterion in (scene.k1, scene.k2):
            if (bid, criterion) != (scene.bids[0], scene.k1):
                make_grade(scene.first, bid, criterion)
    page = prins.post("hand_in", follow=True)
    again = prins.post("hand_in", follow=True)

    assert messages_of(early) == ["Bij 3 onderdelen ontbreekt nog een cijfer of toelichting."]
    assert "ingeleverd" in messages_of(page)[0]
    assert again.status_code == 200
    assert AuditEvent.objects.filter(action="seat.handed_in").count() == 1


def test_after_handing_in_nothing_is_changed(prins: Person, scene: Scene) -> None:
    make_grade(scene.first, scene.bids[0], scene.k1)
    Seat.objects.filter(pk=scene.first.pk).update(handed_in_at=GRADING_AT)

    answer = save(prins, scene, grade="2")
    page = prins.get("assess_bid", scene.bids[0].pk)

    assert answer.status_code in (302, 403)
    assert Assessment.objects.get().grade == 8
    assert "<textarea" not in page.text
    assert "Concreet." in page.text


def test_the_chair_opens_the_meeting_when_all_are_in(cast: Cast, scene: Scene) -> None:
    chair = Person(cast.chair, cast.tender.pk, at=GRADING_AT)

    early = chair.post("consensus_start")
    Seat.objects.filter(pk__in=[scene.first.pk, scene.second.pk]).update(handed_in_at=GRADING_AT)
    page = chair.post("consensus_start", follow=True)
    chair.post("consensus_start")

    assert early.status_code in (302, 403)
    assert "geopend" in messages_of(page)[-1]
    assert scene.again().state == EvaluationState.CONSENSUS
    assert AuditEvent.objects.filter(action="evaluation.consensus_started").count() == 1


def test_the_assessment_is_begun_from_its_page(cast: Cast, scene: Scene) -> None:
    set_state(scene.evaluation, EvaluationState.OPENED)
    secretary = Person(cast.secretary, cast.tender.pk)

    page = secretary.post("assessment_start", follow=True)

    assert messages_of(page) == ["De beoordeling is begonnen. De beoordelaars krijgen bericht."]
    assert Notification.objects.filter(recipient=cast.assessor).exists()
