"""Stage 1: the purchasing strategy and its two signatures."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.http import Request
from procurement.core.labels import signature_refused_message
from procurement.core.models import ActState
from procurement.core.services.signatures import SignatureRefused
from procurement.core.templatetags.formats import dutch_datetime
from tenders.domain.readiness import StrategyState
from tenders.domain.team import STRATEGY_SIGNERS
from tenders.domain.vocabulary import TeamRole
from tenders.forms.ambition import StrategyForm, StrategySignForm
from tenders.labels import TEAM_ROLE_LABELS
from tenders.labels_preparation import STRATEGY_STATE_LABELS
from tenders.models import Tender
from tenders.services import strategy as service
from tenders.views.access import not_saved, saved, says_when_frozen
from tenders.views.ambition import stage_frame
from tenders.workspace import open_tender

BADGES = {
    StrategyState.EMPTY: "empty",
    StrategyState.UNSIGNED: "busy",
    StrategyState.PENDING: "waiting",
    StrategyState.SIGNED: "done",
    StrategyState.STALE: "warning",
}


@says_when_frozen
def strategy(request: Request, pk: int) -> HttpResponse:
    """Show the strategy and who signed it; write it while the text is open.

    A text that somebody signed is shown to read: a first key stroke would undo the signature.
    """
    tender = open_tender(request, pk)
    shown = stage_frame(request, tender, "strategy") | _signing(request, tender)
    is_signed = shown["status"].state in (StrategyState.PENDING, StrategyState.SIGNED)
    if not shown["may_change"] or (is_signed and request.method == "GET" and "wijzigen" not in request.GET):
        return render(request, "tenders/strategy.html", {**shown, "is_signed": is_signed})
    form = StrategyForm(request.POST or None, instance=open_tender(request, pk))
    if request.method == "POST" and form.is_valid():
        service.save_strategy(pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("De inkoopstrategie is opgeslagen."))
        return redirect("tenders:strategy", pk)
    return render(request, "tenders/strategy.html", {**shown, "form": form})


@require_POST
def strategy_autosave(request: Request, pk: int) -> HttpResponse:
    """Take what has been typed so far."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = StrategyForm(request.POST, instance=tender)
    if not form.is_valid():
        return not_saved()
    service.save_strategy(pk, actor=request.user, **form.cleaned_data)
    return saved()


@says_when_frozen
def strategy_sign(request: Request, pk: int) -> HttpResponse:
    """Show what is signed and ask for the signature."""
    tender = open_tender(request, pk, "tenders.sign_strategy")
    role = service.role_to_sign_in(tender, request.user)
    ambitions = list(tender.ambitions.all())
    sha256 = service.content_sha256(tender, ambitions)
    form = StrategySignForm(request.POST or None, user=request.user, initial={"seen_sha256": sha256})
    if request.method == "POST" and form.is_valid() and _sign(request, tender, form):
        return redirect("tenders:strategy", pk)
    context = {
        "form": form,
        "ambitions": ambitions,
        "sha256": sha256,
        "role_label": TEAM_ROLE_LABELS[role] if role else "",
    }
    return render(request, "tenders/strategy_sign.html", {**stage_frame(request, tender, "strategy"), **context})


@require_POST
@says_when_frozen
def strategy_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a half-signed strategy: by who signed, or by who writes it."""
    tender = open_tender(request, pk)
    if not _may_withdraw(request, tender):
        raise PermissionDenied
    service.withdraw_signature(pk, person=request.user)
    messages.success(request, _("De handtekening is ingetrokken. De inkoopstrategie kan opnieuw worden getekend."))
    return redirect("tenders:strategy", pk)


def _sign(request: Request, tender: Tender, form: StrategySignForm) -> bool:
    try:
        act = service.sign_strategy(tender.pk, person=request.user, seen_sha256=form.cleaned_data["seen_sha256"])
    except service.ContentChangedError:
        form.add_error(None, _("De tekst is intussen gewijzigd. Lees de pagina opnieuw en teken dan."))
    except service.NothingToSignError:
        form.add_error(None, _("Er valt nog niets te tekenen: schrijf de strategie en ten minste één ambitie."))
    except service.NotASignerError:
        form.add_error(None, _("Alleen opdrachtgever en budgethouder tekenen, ieder één keer."))
    except SignatureRefused as refused:
        form.add_error(None, signature_refused_message(refused.code))
    else:
        is_complete = act.state == ActState.COMPLETE
        text = (
            _("De inkoopstrategie is door beide partijen getekend.")
            if is_complete
            else _("Uw handtekening staat eronder. De ander krijgt bericht.")
        )
        messages.success(request, text)
        return True
    return False


def _signing(request: Request, tender: Tender) -> dict[str, Any]:
    status = service.status_of(tender)
    may_sign = request.user.has_perm("tenders.sign_strategy", tender) and status.state in (
        StrategyState.UNSIGNED,
        StrategyState.PENDING,
        StrategyState.STALE,
    )
    role = service.role_to_sign_in(tender, request.user) if may_sign else None
    return {
        "status": status,
        "badge": {"state": BADGES[status.state], "label": STRATEGY_STATE_LABELS[status.state]},
        "signers": _signers(tender, status),
        "sign_url": reverse("tenders:strategy_sign", args=[tender.pk]) if role else "",
        "sign_label": _("Tekenen als %(role)s") % {"role": TEAM_ROLE_LABELS[role]} if role else "",
        "withdraw_url": reverse("tenders:strategy_withdraw", args=[tender.pk])
        if status.state is StrategyState.PENDING and _may_withdraw(request, tender)
        else "",
    }


def _signers(tender: Tender, status: service.StrategyStatus) -> list[dict[str, Any]]:
    """Client and budget holder, each with the moment of signing; signatures under an older text do not count."""
    covers = status.state in (StrategyState.PENDING, StrategyState.SIGNED)
    signed = {item.capacity: item for item in status.signatures} if covers else {}
    found: list[dict[str, Any]] = []
    for role in STRATEGY_SIGNERS:
        label = TEAM_ROLE_LABELS[role]
        if role in signed:
            moment = dutch_datetime(signed[role].shown_at, "medium")
            found.append({"name": signed[role].person_name, "role": label, "signed_at": moment})
            continue
        names = [str(member.user) for member in tender.team.filter(role=role, is_active=True).select_related("user")]
        name = _(" of ").join(names) or _("nog niet in het team")
        found.append({"name": name, "role": label, "signed_at": None})
    return found


def _may_withdraw(request: Request, tender: Tender) -> bool:
    is_signer = tender.team.filter(
        user=request.user, is_active=True, role__in=[TeamRole.CLIENT, TeamRole.BUDGET_HOLDER]
    ).exists()
    return is_signer or request.user.has_perm("tenders.change_tender", tender)
