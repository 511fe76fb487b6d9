"""A requirement hangs on the thread of the ambition that it carries."""

import pytest
from django.urls import reverse

from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.models import Requirement
from tenders.services.requirement_thread import requirement_nodes
from tests.factories.tenders import make_ambition, make_tender

pytestmark = pytest.mark.django_db


def test_each_requirement_stands_with_its_ambition_and_leads_to_its_place(django_assert_num_queries):
    tender = make_tender()
    first, second = make_ambition(tender=tender), make_ambition(tender=tender)
    row = Requirement.objects.create(
        tender=tender,
        ambition=first,
        kind=RequirementKind.MINIMUM,
        code="E1",
        group="Levensduur",
        formulation=Formulation.FUNCTIONAL,
        text="Tien jaar.",
        proof_moment=ProofMoment.BID,
    )

    with django_assert_num_queries(1):
        found = requirement_nodes([first.pk, second.pk])

    assert [(node.kind, node.title, node.url) for node in found[first.pk]] == [
        ("requirement", "E1 Levensduur", f"{reverse('tenders:specification', args=[tender.pk])}#eis-{row.pk}")
    ]
    assert found[second.pk] == []
