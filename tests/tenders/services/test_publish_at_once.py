"""Two people publish at the same moment: one publication, and the other hears why not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from procurement.core import clock
from procurement.core.models import SignedAct
from tenders.domain.lifecycle import TenderState
from tenders.models import Tender
from tenders.services import publication
from tenders.services.publication import PublicationRefusedError
from tests.cast import make_cast
from tests.factories.tenders_publishing import SENT, make_complete, outside, settle

NOW = SENT + timedelta(minutes=5)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_publish_at_once_make_one_publication():
    cast = make_cast()
    tender = make_complete(cast.tender, actor=cast.buyer)
    with clock.at(NOW):
        settle(tender, actor=cast.buyer)
        sha256 = publication.content_sha256(tender.pk)
        publication.offer(tender.pk, actor=cast.buyer, seen_sha256=sha256)
    together = Barrier(2)

    def publish(person):
        try:
            with clock.at(NOW):
                together.wait(timeout=10)
                publication.publish(tender.pk, actor=person, outside=outside(), seen_sha256=sha256)
        except PublicationRefusedError as error:
            return error.code
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(publish, [cast.mandate_holder, cast.second_buyer]))

    assert answers == ["published", "wrong_state"]
    assert tender.publications.count() == 1
    assert SignedAct.objects.get(kind=publication.KIND).signatures.count() == 2
    assert Tender.objects.get(pk=tender.pk).state == TenderState.PUBLISHED
