"""The quarterly reviews: write, offer, sign, withdraw, and the report."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from contracts.access import frame, open_contract
from contracts.domain.lifecycle import TransitionError
from contracts.domain.vocabulary import ReviewState
from contracts.forms.review import ReviewForm, SeenForm, action_forms
from contracts.models import Contract, Review, ReviewAction
from contracts.services import report as report_service
from contracts.services import reviews as service
from contracts.services.parties import SamePartyError, party_of
from contracts.services.scorecard import counts, open_quarter, scorecard
from contracts.views.measuring import quarter_or_404
from procurement.core import clock
from procurement.core.http import Request
from procurement.core.labels import signature_refused_message
from procurement.core.paper_answers import answer_request
from procurement.core.services.papers import offers
from procurement.core.services.signatures import SignatureRefused
from procurement.core.templatetags.formats import dutch_datetime

REFUSALS = {
    "not_running": gettext_lazy("Dit contract loopt niet."),
    "frozen": gettext_lazy("Dit gesprek is aangeboden of ondertekend. Trek het aanbod eerst in."),
    "changed": gettext_lazy("Het verslag is gewijzigd sinds u het las. Lees het opnieuw en teken daarna."),
    "missing": gettext_lazy("Nog niet gemeten: %(codes)s. Leg eerst alle metingen van het kwartaal vast."),
}


@require_safe
def reviews(request: Request, pk: int) -> HttpResponse:
    """List the reviews of a contract, and the agreed actions that are still open."""
    contract = open_contract(request, pk)
    may_change = request.user.has_perm("contracts.change_contract", contract)
    # What is still a draft is the authority's own paper; nobody else reads it.
    found = contract.reviews.select_related("act")
    rows = list(found if may_change else found.offered())
    context = {
        "reviews": rows,
        "open_actions": service.open_actions(contract, with_drafts=may_change),
        "next_quarter": next_quarter(contract, rows) if may_change else None,
    }
    return render(request, "contracts/reviews.html", {**frame(request, contract, "reviews"), **context})


def review(request: Request, pk: int, period: str) -> HttpResponse:
    """Write the review of a quarter while it is a draft; read and sign it once it is offered."""
    contract, quarter = open_contract(request, pk), quarter_or_404(period)
    found = contract.reviews.filter(period=str(quarter)).select_related("act", "contract__organisation").first()
    if found and found.state != ReviewState.DRAFT:
        return _read(request, contract, found)
    if not request.user.has_perm("contracts.change_contract", contract):
        raise PermissionDenied
    form = ReviewForm(request.POST or None, instance=found, initial={} if found else {"held_on": clock.today()})
    rows = action_forms(found, contract, request.POST or None)
    # Every row is checked, so that every fault is shown at once.
    checked = [row.is_valid() for row in rows]
    if request.method == "POST" and form.is_valid() and all(checked):
        actions = [row.cleaned_data for row in rows if row.cleaned_data.get("text")]
        try:
            service.save_review(pk, quarter, actions, actor=request.user, **form.cleaned_data)
        except service.ReviewRefusedError as refused:
            form.add_error(None, str(REFUSALS[refused.code]) % refused.params)
        else:
            messages.success(request, _("Het gesprek is opgeslagen."))
            return redirect("contracts:review", pk=pk, period=period)
    lines = scorecard(contract, quarter)
    shown = offers(report_service.report_paper(found), person=request.user) if found else []
    context: dict[str, Any] = {"review": found, "quarter": quarter, "form": form, "rows": rows, "offers": shown}
    context |= {"lines": lines, "counts": counts(lines)}
    return render(request, "contracts/review_form.html", {**frame(request, contract, "reviews"), **context})


@require_POST
def offer_review(request: Request, pk: int, period: str) -> HttpResponse:
    """Freeze the review and offer it to both parties for signature."""
    contract = open_contract(request, pk, "contracts.change_contract")
    found = get_object_or_404(contract.reviews, period=period)
    try:
        service.offer_review(found.pk, actor=request.user)
    except service.ReviewRefusedError as refused:
        messages.error(request, str(REFUSALS[refused.code]) % refused.params)
    except TransitionError:
        messages.info(request, _("Het gesprek was al aangeboden."))
    else:
        messages.success(request, _("Het gesprek ligt vast en wacht op beide handtekeningen."))
    return redirect("contracts:review", pk=pk, period=period)


def sign_review(request: Request, pk: int, period: str) -> HttpResponse:
    """Sign the offered review for one's own party, with password or code."""
    contract = open_contract(request, pk, "contracts.sign")
    found = get_object_or_404(contract.reviews, period=period)
    seen = request.GET.get("gezien", found.sha256)
    form = SeenForm(request.POST or None, user=request.user, initial={"seen_sha256": seen})
    party = party_of(request.user, contract)
    if request.method == "POST" and form.is_valid() and party:
        try:
            service.sign_review(
                found.pk, person=request.user, party=party, seen_sha256=form.cleaned_data["seen_sha256"]
            )
        except SamePartyError:
            form.add_error(None, _("Uw partij heeft al getekend. De andere partij tekent nu."))
        except SignatureRefused as refused:
            form.add_error(None, signature_refused_message(refused.code))
        except service.ReviewRefusedError as refused:
            form.add_error(None, str(REFUSALS[refused.code]) % refused.params)
        else:
            messages.success(request, _("U hebt getekend."))
            return redirect("contracts:review", pk=pk, period=period)
    context = {"review": found, "form": form}
    return render(request, "contracts/sign_review.html", {**frame(request, contract, "reviews"), **context})


@require_POST
def withdraw_review(request: Request, pk: int, period: str) -> HttpResponse:
    """Take the offer back, so that the text can change."""
    contract = open_contract(request, pk, "contracts.change_contract")
    found = get_object_or_404(contract.reviews, period=period)
    try:
        service.withdraw_review(found.pk, actor=request.user)
    except TransitionError:
        messages.error(request, _("Een ondertekend gesprek kan niet meer worden ingetrokken."))
    else:
        messages.success(request, _("Het aanbod is ingetrokken. U kunt de tekst weer wijzigen."))
    return redirect("contracts:review", pk=pk, period=period)


@require_POST
def report(request: Request, pk: int, period: str) -> HttpResponse:
    """Ask for the report of a review as a file; of a draft only who writes it."""
    contract = open_contract(request, pk)
    found = get_object_or_404(contract.reviews.select_related("contract"), period=period)
    if found.state == ReviewState.DRAFT and not request.user.has_perm("contracts.change_contract", contract):
        raise PermissionDenied
    return answer_request(request, report_service.report_paper(found), organisation=contract.organisation)


@require_POST
def finish_action(request: Request, pk: int, action_id: int) -> HttpResponse:
    """Mark an agreed action as done today."""
    contract = open_contract(request, pk, "contracts.change_contract")
    action = get_object_or_404(ReviewAction, pk=action_id, review__contract=contract)
    service.finish_action(action.pk, actor=request.user, done_on=clock.today())
    messages.success(request, _("De afspraak is gereed gemeld."))
    return redirect("contracts:reviews", pk=pk)


def next_quarter(contract: Contract, rows: list[Review]) -> Any:
    """Return the oldest quarter that is measured and has no signed review, or None."""
    known = {row.period: row for row in rows}
    unmeasured = open_quarter(contract)
    for quarter in service.measured_quarters(contract):
        row = known.get(str(quarter))
        if (row is None or row.state == ReviewState.DRAFT) and (unmeasured is None or quarter < unmeasured):
            return quarter
    return None


def _read(request: Request, contract: Contract, found: Review) -> HttpResponse:
    signed = list(found.act.signatures.all()) if found.act else []
    people: list[dict[str, str | None]] = [
        {"name": s.person_name, "role": s.capacity.partition(": ")[2], "signed_at": dutch_datetime(s.shown_at)}
        for s in signed
    ]
    waiting = {"authority": contract.organisation.name, "contractor": contract.company.name}
    done = {s.capacity.partition(":")[0] for s in signed}
    people += [{"name": name, "role": "", "signed_at": None} for key, name in waiting.items() if key not in done]
    party = party_of(request.user, contract)
    sign_url = reverse("contracts:sign_review", args=[contract.pk, found.period])
    context = {
        "review": found,
        "snapshot": report_service.shown_snapshot(found.snapshot or {}),
        "people": people,
        "may_sign": found.state == ReviewState.SIGNING and party is not None and str(party) not in done,
        "sign_url": f"{sign_url}?{urlencode({'gezien': found.sha256})}",
        "is_signing": found.state == ReviewState.SIGNING,
        "offers": offers(report_service.report_paper(found), person=request.user),
    }
    return render(request, "contracts/review.html", {**frame(request, contract, "reviews"), **context})
