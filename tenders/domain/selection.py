"""Which procedures rank candidates before they bid (Aw 2012 art. 2.99)."""

from tenders.domain.procedures import PROCEDURES
from tenders.domain.vocabulary import Procedure

PRESELECTING = frozenset(row.procedure for row in PROCEDURES if row.selects)
"""The procedures in which candidates ask to take part and only the best are invited."""


def has_preselection(procedure: Procedure | str | None) -> bool:
    """Return whether candidates are selected before they bid; selection criteria are refused in any other procedure.

    procedure: None or empty while none is chosen.
    """
    return bool(procedure) and procedure in PRESELECTING
