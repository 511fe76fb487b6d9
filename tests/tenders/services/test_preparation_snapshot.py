"""What stages 1 and 2 put into a publication, and the paragraph of the guide."""

import json
from decimal import Decimal

import pytest

from procurement.core.domain.blocks import Bullets, Heading, Paragraph, Table
from tenders.domain.vocabulary import FollowUp, PolicyLevel
from tenders.services import preparation_snapshot as snapshot
from tests.factories.accounts import make_organisation
from tests.factories.tenders import (
    make_ambition,
    make_conclusion,
    make_consultation,
    make_consultation_response,
    make_policy_goal,
    make_tender,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    organisation = make_organisation(vision="Minder verspillen.")
    top = make_policy_goal(organisation=organisation, level=PolicyLevel.STRATEGIC, title="Helft minder nieuw")
    goal = make_policy_goal(organisation=organisation, parent=top, title="Eerst voorraad")
    tender = make_tender(organisation=organisation, definition="Zo min mogelijk nieuw.", definition_version=2)
    make_ambition(tender=tender, policy_goal=goal, explanation="Gemeten als massa.", target=Decimal("80.500"))
    return tender


def parts(tender):
    found = {
        "ambition": snapshot.ambition_parts([tender.pk])[tender.pk],
        "market": snapshot.market_parts([tender.pk])[tender.pk],
    }
    return json.loads(json.dumps(found))


def test_the_snapshot_holds_definition_and_ambitions_with_their_goals(tender):
    part = parts(tender)["ambition"]

    assert (part["definition"], part["definition_version"], part["vision"]) == (
        "Zo min mogelijk nieuw.",
        2,
        "Minder verspillen.",
    )
    assert part["ambitions"] == [
        {
            "code": "A1",
            "title": "80% hergebruikt of gerecycled",
            "explanation": "Gemeten als massa.",
            "r_strategy": "reuse",
            "indicator": "aandeel hergebruikt en gerecycled materiaal",
            "unit": "% massa",
            "better": "higher",
            "baseline": "41",
            "baseline_year": 2022,
            "target": "80.5",
            "target_year": 2028,
            "policy_goal": "Eerst voorraad",
            "strategic_goal": "Helft minder nieuw",
        }
    ]


def test_a_tender_without_consultation_says_why(tender):
    tender.no_consultation_reason = "Vorig jaar gedaan."
    tender.save()

    assert parts(tender)["market"] == {"is_held": False, "reason": "Vorig jaar gedaan."}


def test_the_outcome_of_the_consultation_names_no_party(tender):
    consultation = make_consultation(tender=tender, capable_firms=7, channel="TenderNed")
    make_consultation_response(consultation=consultation, party="Werkbank")
    make_conclusion(consultation=consultation, text="Driekwart kan.", reason="In A1.")

    part = parts(tender)["market"]

    assert "Werkbank" not in json.dumps(part)
    assert (part["is_held"], part["responses"], part["capable_firms"]) == (True, 1, 7)
    assert part["conclusions"] == [{"number": 1, "text": "Driekwart kan.", "follow_up": "adopted", "reason": "In A1."}]


def test_the_guide_has_definition_ambitions_and_adopted_conclusions(tender):
    consultation = make_consultation(tender=tender)
    make_conclusion(consultation=consultation, text="Driekwart kan.")
    make_conclusion(consultation=consultation, text="Vier jaar volstaat.", follow_up=FollowUp.REJECTED)

    blocks = list(snapshot.ambitions_chapter(parts(tender)))

    assert blocks[0] == Heading("Circulaire ambities en samenhang met beleid", level=2, number="1.7")
    assert Paragraph("Zo min mogelijk nieuw.", tone="lead") in blocks
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.rows[0] == (
        "A1",
        "80% hergebruikt of gerecycled",
        "aandeel hergebruikt en gerecycled materiaal",
        "41%\u00a0massa",
        "80,5%\u00a0massa",
        "2028",
    )
    lists = [block for block in blocks if isinstance(block, Bullets)]
    assert "beleidsdoel “Eerst voorraad”" in lists[0].items[0]
    assert lists[1].items == ["Driekwart kan."]


def test_a_tender_that_has_nothing_yet_gives_the_heading_only():
    blocks = snapshot.ambitions_chapter(parts(make_tender()))

    assert [type(block) for block in blocks] == [Heading]


def test_a_consultation_that_taught_nothing_is_left_out(tender):
    make_consultation(tender=tender)

    assert [type(block) for block in snapshot.ambitions_chapter(parts(tender))].count(Bullets) == 1
