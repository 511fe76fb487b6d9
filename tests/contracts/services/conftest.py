"""A running contract with its parties, on a day in October 2024: three quarters have ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from contracts.models import Contract
from procurement.accounts.models import User
from procurement.core import clock
from tests.factories.contracts import make_contract, make_contractor, make_manager

NOW = datetime(2024, 10, 14, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Running:
    """The contract, who manages it and who speaks for the contractor."""

    contract: Contract
    manager: User
    contractor: User


@pytest.fixture
def running(db: None) -> Iterator[Running]:
    contract = make_contract()
    with clock.at(NOW):
        yield Running(contract, make_manager(contract), make_contractor(contract))
