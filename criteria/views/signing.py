"""Acts of two people and the records that come of them, as the pages of stages 9 and 10 show them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.refusals import EvaluationError
from criteria.forms.bids import SeenForm, SignForm
from criteria.models import Evaluation
from criteria.services import opening_record
from criteria.views.access import reason_of
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.http import Request
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures
from procurement.core.services.papers import offers, request_paper
from procurement.core.services.signatures import SignatureRefused
from procurement.core.tasks import run_job
from procurement.core.templatetags.formats import dutch_datetime


def acts_of(evaluation: Evaluation) -> dict[str, SignedAct]:
    """Return kind -> the act that waits for a signature, else the last one that was completed; two queries for all."""
    if evaluation.pk is None:
        return {}
    rows = SignedAct.objects.filter(target_type=Evaluation._meta.label, target_id=str(evaluation.pk))
    found: dict[str, SignedAct] = {}
    for act in rows.exclude(state=ActState.WITHDRAWN).order_by("created_at", "pk").prefetch_related("signatures"):
        known = found.get(act.kind)
        if known is None or known.state != ActState.PENDING:
            found[act.kind] = act
    return found


def signature_panel(
    request: Request, evaluation: Evaluation, act: SignedAct | None, *, perm: str, sign_url: str, withdraw_url: str
) -> dict[str, Any] | None:
    """Return what ``components/signatures.html`` shows of an act that waits or is done; None when there is none."""
    if act is None:
        return None
    is_pending = act.state == ActState.PENDING
    rows = list(act.signatures.all())
    people = [
        {"name": row.person_name, "role": row.capacity, "signed_at": dutch_datetime(row.shown_at, "medium")}
        for row in rows
    ]
    may = is_pending and request.user.has_perm(perm, evaluation)
    has_signed = request.user.pk in {row.person_id for row in rows}
    waiting = [{"name": _("Tweede persoon"), "role": "", "signed_at": None}] if is_pending else []
    return {
        "people": [*people, *waiting],
        "hash": act.content_sha256[:16],
        "sign_url": sign_url if may and not has_signed else "",
        "withdraw_url": withdraw_url if may else "",
        "is_pending": is_pending,
    }


def is_first_signature(kind: str, evaluation: Evaluation) -> bool:
    """True when nobody signed this act yet."""
    return signatures.pending(kind, evaluation) is None


def record_panel(request: Request, kind: str, evaluation: Evaluation) -> dict[str, Any]:
    """Return the formats of a record, and where to ask for it."""
    paper = opening_record.record_paper(evaluation, kind)
    return {
        "title": paper.title,
        "offers": offers(paper, person=request.user),
        "url": reverse("criteria:record", args=[evaluation.lot.tender_id, _WORDS[kind]]),
    }


def make_record(request: Request, kind: str, evaluation: Evaluation) -> None:
    """Have the record made at once as PDF, because an opening was completed."""
    paper = opening_record.record_paper(evaluation, kind)
    organisation = evaluation.lot.tender.organisation
    request_paper(paper, PaperFormat.PDF, actor=request.user, organisation=organisation, enqueue=run_job.delay)


# The last word of an address -> the record it asks for.
RECORDS = {"opening": opening_record.BIDS_RECORD, "prijzen": opening_record.PRICES_RECORD}
_WORDS = {kind: word for word, kind in RECORDS.items()}


def try_to_sign(request: Request, form: SignForm, sign: Callable[[], SignedAct]) -> SignedAct | None:
    """Sign when the form was sent and passes; a refusal stands in the form. None when nothing was signed."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return sign()
    except (EvaluationError, SignatureRefused) as error:
        refuse_signature(form, error)
        return None


def refuse_signature(form: SeenForm, error: EvaluationError | SignatureRefused) -> None:
    """Say in the form why it was not signed; who signed something else than what stands there now can sign again."""
    form.add_error(None, ValidationError(reason_of(error), error.code))
    if error.code in ("seen_changed", "first_taken"):
        form.show_again()
