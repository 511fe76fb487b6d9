"""A tender without a registered bid stays on the list of its buyer, also once it is closed."""

import pytest

from criteria.models import Evaluation
from criteria.services.assessment_work import work_of
from tenders.domain.lifecycle import TenderState
from tests.cast import Cast
from tests.factories.criteria_bids import make_running

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [TenderState.PUBLISHED, TenderState.CLOSED])
def test_registering_stays_to_be_done_after_the_closing(cast: Cast, state: TenderState) -> None:
    make_running(cast.tender, state=state)
    assert not Evaluation.objects.exists()

    titles = [str(item.title) for item in work_of(cast.buyer)]

    assert "Registreer en open de inschrijvingen" in titles
