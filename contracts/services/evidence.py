"""Evidence with a measurement: an uploaded file, distrusted, readable by the parties of the contract."""

from typing import Any

from django.core.files import File

from contracts.models import Contract
from procurement.accounts.models import User
from procurement.core.domain.file_types import EVIDENCE
from procurement.core.models import StoredFile
from procurement.core.services import files

FILE_KIND = "contracts.evidence"


def store_evidence(contract: Contract, upload: "File[Any]", *, actor: User) -> StoredFile:
    """Store an uploaded file with the contract and return it.

    Raises:
        FileRefused: too large, empty, or of a type that is not what its name says.
    """
    content = files.read_upload(upload)
    return files.store(
        content,
        name=upload.name or "bewijs",
        kind=FILE_KIND,
        target_id=contract.pk,
        organisation=contract.organisation,
        actor=actor,
        allowed_types=EVIDENCE,
    )
