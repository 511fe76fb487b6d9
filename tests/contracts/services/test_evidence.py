"""Evidence is looked into before it is stored, and read by the parties only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.services.evidence import FILE_KIND, store_evidence
from procurement.accounts.domain.roles import Role
from procurement.core.domain.file_types import FileRefused
from procurement.core.models import StoredFile
from procurement.core.services.files import may_read
from tests.factories.accounts import make_company, make_contact, make_user
from tests.factories.criteria_bids import PDF

pytestmark = pytest.mark.django_db


def test_evidence_is_read_by_both_parties_and_nobody_else(running):
    stored = store_evidence(running.contract, SimpleUploadedFile("weegbon.pdf", PDF), actor=running.contractor)

    assert (stored.kind, stored.name) == (FILE_KIND, "weegbon.pdf")
    reader = make_user(organisation=running.contract.organisation, role=Role.READER)
    competitor = make_contact(company=make_company(organisation=running.contract.organisation))
    assert [may_read(user, stored) for user in (running.manager, running.contractor, reader)] == [True] * 3
    assert [may_read(user, stored) for user in (competitor, make_user(role=Role.BUYER))] == [False] * 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("weegbon.pdf", b"geen pdf", "ending_differs"),
        ("leeg.pdf", b"", "empty"),
        ("gegevens.json", b"{}", "type_not_allowed"),
    ],
)
def test_what_is_no_evidence_is_refused(running, name, content, code):
    with pytest.raises(FileRefused) as refused:
        store_evidence(running.contract, SimpleUploadedFile(name, content), actor=running.contractor)

    assert refused.value.code == code
    assert not StoredFile.objects.exists()
