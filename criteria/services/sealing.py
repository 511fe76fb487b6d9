"""Sealing a price: the uploaded file goes into its envelope at once, and nothing here can open one."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.price_sheet import COST_SHEET, PRICE_SHEET, SheetFault, structure_faults
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Basis, BidState
from criteria.models import AwardModel, Bid, Evaluation, PriceKeyCanary, SealedPrice
from criteria.services import evaluation as evaluations
from criteria.services.bids import OPEN_BIDS
from procurement.accounts.models import User
from procurement.core import audit, clock, spreadsheets
from procurement.core.domain.file_types import FileRefused, FileType
from procurement.core.services import files, signatures

# Small enough to stay in memory while it is uploaded: a price never lies on disk before it is sealed.
MAX_BYTES = 2 * 1024 * 1024
CANARY = b"kring price key"


class SheetRefused(ValueError):
    """The form of the sheet deviates; ``faults`` says how. It can be sealed as it was submitted."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = tuple(faults)


@transaction.atomic
def seal_price(bid_id: int, *, actor: User, content: bytes, name: str, as_submitted: bool = False) -> SealedPrice:
    """Encrypt a price file and return its envelope. Only its form is looked at, never a figure.

    Before the closing moment another file takes its place, and the envelope it replaces is gone; after it none does.
    as_submitted: seal it although its form deviates, because the bidder handed it in so.

    Raises:
        EvaluationError: "wrong_state", "tender_not_running", "bid_late", "bid_out", "already_sealed" or
            "opening_pending".
        FileRefused: it is no spreadsheet, damaged, or too large, packed or unpacked.
        SheetRefused: the form deviates and ``as_submitted`` is not given.
    """
    lot_id = Bid.objects.values_list("lot_id", flat=True).get(pk=bid_id)
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=lot_id))
    bid = _sealable(bid_id, evaluation)
    before = SealedPrice.objects.filter(bid=bid).first()
    closing_at = evaluation.lot.tender.closing_at
    if before is not None and (closing_at is None or clock.now() >= closing_at):
        raise EvaluationError("already_sealed", bid=bid.code)
    structure = structure_of(content, name=name, model=_model(lot_id))
    faults = [SheetFault(**fault) for fault in structure["faults"]]
    if faults and not as_submitted:
        raise SheetRefused(faults)
    token = _envelope(content, name)
    sealed, created = SealedPrice.objects.update_or_create(
        bid=bid,
        defaults={
            "token": token,
            "token_sha256": hashlib.sha256(token).hexdigest(),
            "file_size": len(content),
            "structure": structure,
            "sealed_at": clock.now(),
            "sealed_by": actor,
        },
    )
    audit.record(
        "bid.price_sealed" if created else "bid.price_replaced",
        actor=actor,
        target=bid,
        token_sha256=sealed.token_sha256,
        replaces=before.token_sha256 if before is not None else "",
        deviates=bool(faults),
    )
    return sealed


def structure_of(content: bytes, *, name: str, model: AwardModel | None) -> dict[str, Any]:
    """Return the form of a price file: known sheets with their number of filled rows, how many others, faults.

    Names of other sheets are not kept: a name can hold a figure.

    Raises:
        FileRefused: it is no spreadsheet, damaged, or too large, packed or unpacked.
    """
    if len(content) > MAX_BYTES:
        raise FileRefused("too_large", limit_mb=MAX_BYTES // 1024**2, size_mb=-(-len(content) // 1024**2))
    files.inspect(content, name=name, allowed_types=frozenset({FileType.XLSX}))
    sheets = spreadsheets.read_sheets(content)
    known = [sheet for sheet in (PRICE_SHEET, COST_SHEET) if sheet in sheets]
    faults = structure_faults(sheets, with_costs=asks_costs(model))
    return {
        "sheets": [{"name": sheet, "rows": _filled_rows(sheets[sheet])} for sheet in known],
        "others": len(sheets) - len(known),
        "faults": [
            {"code": fault.code, "sheet": fault.sheet, "row": fault.row, "column": fault.column} for fault in faults
        ],
    }


def asks_costs(model: AwardModel | None) -> bool:
    """True when the award model compares life-cycle costs, so that the sheet has cost lines."""
    return model is not None and model.basis != Basis.PRICE


def price_fernet() -> MultiFernet:
    """Return the keys that seal and open: the first seals, all of them open.

    Raises:
        ValueError: a key is no Fernet key.
    """
    return MultiFernet([Fernet(key) for key in settings.PRICE_KEYS])


def _envelope(content: bytes, name: str) -> bytes:
    if not PriceKeyCanary.objects.exists():
        PriceKeyCanary.objects.create(token=price_fernet().encrypt(CANARY), made_at=clock.now())
    inside: Mapping[str, Any] = {
        "name": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": base64.b64encode(content).decode("ascii"),
    }
    return price_fernet().encrypt(json.dumps(inside).encode("utf-8"))


def _sealable(bid_id: int, evaluation: Evaluation) -> Bid:
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING)
    if signatures.pending(OPEN_BIDS, evaluation):
        raise EvaluationError("opening_pending")
    bid = Bid.objects.get(pk=bid_id)
    if bid.state == BidState.LATE:
        raise EvaluationError("bid_late", bid=bid.code)
    if bid.state != BidState.RECEIVED:
        raise EvaluationError("bid_out", bid=bid.code)
    return bid


def _model(lot_id: int) -> AwardModel | None:
    return AwardModel.objects.filter(lot_id=lot_id).first()


def _filled_rows(rows: Sequence[Sequence[object]]) -> int:
    return sum(any(cell not in (None, "") for cell in row) for row in rows)
