"""What the pages of stage 9 show: the register with its signatures, and one bid with its forms."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria.assessment_labels import BID_BADGES, refusal_message, sheet_fault_message
from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.receipt import minutes_late
from criteria.domain.vocabulary import BidState
from criteria.forms.bids import GROUNDS, CompletenessForm, DocumentForm, GroundForm, PriceFileForm
from criteria.models import Bid, Evaluation
from criteria.services import bid_opening, opening_record
from criteria.services.bids import OPEN_BIDS
from criteria.views.signing import acts_of, record_panel, signature_panel
from procurement.core import clock
from procurement.core.http import Request
from tenders.workspace import frame

PAGE = 50


def register_page(request: Request, evaluation: Evaluation) -> HttpResponse:
    """Show the register to who may see it, and to others that the bids are not open yet."""
    tender = evaluation.lot.tender
    may_see = request.user.has_perm("criteria.view_register", evaluation)
    context: dict[str, Any] = {
        **frame(request, tender, "bids"),
        "may_see": may_see,
        "is_closed": tender.closing_at is not None and clock.now() >= tender.closing_at,
        "is_opened": is_at_least(EvaluationState(evaluation.state), EvaluationState.OPENED),
        "evaluation": evaluation,
        "may_register": request.user.has_perm("criteria.register_bid", evaluation),
    }
    if may_see:
        context |= _register(request, evaluation)
    return render(request, "criteria/bids.html", context)


def bid_page(request: Request, evaluation: Evaluation, bid: Bid, **forms: Any) -> HttpResponse:
    """Show one bid with what may still be done with it; ``forms`` are those that did not pass."""
    tender = evaluation.lot.tender
    may_judge = request.user.has_perm("criteria.judge_bid", evaluation)
    registering = evaluation.state == EvaluationState.REGISTERING
    early = evaluation.state in (EvaluationState.REGISTERING, EvaluationState.OPENED)
    takes_part = bid.state in (BidState.RECEIVED, BidState.ADMITTED)
    sealed = getattr(bid, "sealed_price", None)
    replaceable = tender.closing_at is not None and clock.now() < tender.closing_at
    context: dict[str, Any] = {
        **frame(request, tender, "bids"),
        "evaluation": evaluation,
        "bid": bid,
        "facts": _facts(bid, evaluation),
        "badge": BID_BADGES[BidState(bid.state)],
        "documents": _documents(request, bid, evaluation),
        "sealed": sealed,
        "sheets": _sheets(sealed.structure) if sealed else [],
        "may_change": request.user.has_perm("criteria.register_bid", evaluation),
        "may_add": may_judge and early and takes_part,
        "may_remove": may_judge and registering and takes_part,
        "may_seal": may_judge and registering and takes_part and (sealed is None or replaceable),
        "may_check": may_judge and early and takes_part,
        "may_take_out": may_judge and takes_part,
        "may_readmit": may_judge and early and bid.state in (BidState.EXCLUDED, BidState.WITHDRAWN),
        "document_form": DocumentForm(lot_id=evaluation.lot_id),
        "price_form": PriceFileForm(),
        "completeness_form": CompletenessForm(bid=bid),
        **_ground_forms(),
    }
    return render(request, "criteria/bid.html", context | forms)


def _register(request: Request, evaluation: Evaluation) -> dict[str, Any]:
    tender = evaluation.lot.tender
    rows = Bid.objects.filter(lot_id=evaluation.lot_id).select_related("company", "sealed_price")
    rows = rows.annotate(document_count=Count("files")).order_by("received_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    opened = is_at_least(EvaluationState(evaluation.state), EvaluationState.OPENED)
    found = None if opened else bid_opening.obstacle(evaluation)
    has_record = evaluation.opened_register is not None
    return {
        "page": page,
        "rows": [_row(bid, evaluation) for bid in page.object_list],
        "obstacle": refusal_message(found) if found is not None else "",
        "may_open": found is None and request.user.has_perm("criteria.open_bids", evaluation),
        "signatures": signature_panel(
            request,
            evaluation,
            acts_of(evaluation).get(OPEN_BIDS),
            perm="criteria.open_bids",
            sign_url=reverse("criteria:bids_open", args=[tender.pk]),
            withdraw_url=reverse("criteria:bids_open_withdraw", args=[tender.pk]),
        ),
        "record": record_panel(request, opening_record.BIDS_RECORD, evaluation) if has_record else None,
    }


def _row(bid: Bid, evaluation: Evaluation) -> dict[str, Any]:
    closing_at = evaluation.lot.tender.closing_at
    late = minutes_late(bid.received_at, closing_at) if closing_at else 0
    return {
        "bid": bid,
        "url": reverse("criteria:bid", args=[evaluation.lot.tender_id, bid.pk]),
        "is_out": bid.state in (BidState.LATE, BidState.EXCLUDED, BidState.WITHDRAWN),
        "badge": BID_BADGES[BidState(bid.state)],
        "late": ngettext("%(count)s minuut te laat", "%(count)s minuten te laat", late) % {"count": late},
        "is_sealed": hasattr(bid, "sealed_price"),
        "is_unsealed": hasattr(bid, "sealed_price") and bid.sealed_price.opened_at is not None,
    }


def _facts(bid: Bid, evaluation: Evaluation) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = [
        {"label": _("Inschrijver"), "value": bid.company.name, "note": _kvk(bid)},
        {"label": _("Kanaal"), "value": bid.channel},
        {"label": _("Kern van het aanbod"), "value": bid.concept},
    ]
    if bid.set_aside_ground:
        facts.append({"label": _("Grond"), "value": bid.set_aside_ground})
    return facts


def _kvk(bid: Bid) -> str:
    return _("KvK %(number)s") % {"number": bid.company.kvk} if bid.company.kvk else ""


def _documents(request: Request, bid: Bid, evaluation: Evaluation) -> list[dict[str, Any]]:
    """Titles are for who keeps the register; a link comes with the right to read."""
    may_read = request.user.has_perm("criteria.read_bid_files", evaluation) and bid.state != BidState.LATE
    return [
        {
            "pk": row.pk,
            "name": row.title,
            "url": row.file.get_absolute_url() if may_read else "",
            "size": filesizeformat(row.file.size),
            "kind": _("hoort bij %(code)s") % {"code": row.criterion.code} if row.criterion else _("algemeen"),
        }
        for row in bid.files.select_related("file", "criterion").order_by("criterion__order", "title", "pk")
    ]


def _sheets(structure: Mapping[str, Any]) -> list[str]:
    lines = [
        ngettext("Blad “%(name)s”: %(rows)s gevulde regel", "Blad “%(name)s”: %(rows)s gevulde regels", sheet["rows"])
        % sheet
        for sheet in structure.get("sheets", [])
    ]
    others = structure.get("others", 0)
    if others:
        lines.append(ngettext("%(count)s ander blad", "%(count)s andere bladen", others) % {"count": others})
    return [*lines, *(sheet_fault_message(fault) for fault in structure.get("faults", []))]


def _ground_forms() -> dict[str, GroundForm]:
    return {f"{how}_form": GroundForm(how=how) for how in GROUNDS}
