"""Stage 2: how the market is consulted, or why it is not."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from procurement.core.templatetags.formats import dutch_date
from tenders.forms.market import ConsultationForm, WaiverForm
from tenders.labels_preparation import GAP_ACTIONS, STAGE_GAPS
from tenders.models import MarketConsultation, Tender
from tenders.services import consultation as service
from tenders.services import progress
from tenders.views.access import not_saved, saved, says_when_frozen
from tenders.workspace import frame, open_tender

STAGE = "market"
# Where each gap of the stage is mended.
MENDED_AT = {
    "questions_missing": "market_questions",
    "responses_missing": "market_responses",
    "conclusions_missing": "market_conclusions",
    "follow_up_open": "market_conclusions",
    "follow_up_unmotivated": "market_conclusions",
    "invitation_unmotivated": "market_edit",
}


def stage_frame(request: Request, tender: Tender, tab: str) -> dict[str, Any]:
    """What every page of stage 2 shows around its content."""
    consultation = MarketConsultation.objects.filter(tender=tender).first()
    return {
        **frame(request, tender, STAGE),
        "tabs": _tabs(tender, consultation, tab) if consultation else [],
        "consultation": consultation,
        "may_change": request.user.has_perm("tenders.change_tender", tender),
    }


def open_consultation(tender: Tender) -> MarketConsultation:
    """The consultation of the tender; 404 while there is none."""
    found = MarketConsultation.objects.filter(tender=tender).first()
    if found is None:
        raise Http404
    return found


def market(request: Request, pk: int) -> HttpResponse:
    """Show how the market is or was consulted."""
    tender = open_tender(request, pk)
    shown = stage_frame(request, tender, "market")
    consultation = shown["consultation"]
    context = {
        "gaps": _gaps(tender) if consultation else [],
        "facts": _facts(consultation) if consultation else [],
    }
    return render(request, "tenders/market.html", {**shown, **context})


@says_when_frozen
def market_edit(request: Request, pk: int) -> HttpResponse:
    """Begin a consultation, or change how it is held."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = MarketConsultation.objects.filter(tender=tender).first()
    form = ConsultationForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        values = changes_of(form) if stored else form.cleaned_data
        service.save_consultation(pk, actor=request.user, **values)
        messages.success(request, _("De opzet van de marktconsultatie is opgeslagen."))
        return redirect("tenders:market" if stored else "tenders:market_questions", pk)
    return render(request, "tenders/market_edit.html", {**stage_frame(request, tender, "market"), "form": form})


@require_POST
def market_autosave(request: Request, pk: int) -> HttpResponse:
    """Take what has been typed so far in a consultation that exists."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = ConsultationForm(request.POST, instance=open_consultation(tender))
    if not form.is_valid():
        return not_saved()
    service.save_consultation(pk, actor=request.user, **changes_of(form))
    return saved()


@says_when_frozen
def market_waive(request: Request, pk: int) -> HttpResponse:
    """Keep why no consultation is held."""
    tender = open_tender(request, pk, "tenders.change_tender")
    shown = stage_frame(request, tender, "market")
    if shown["consultation"]:
        messages.error(request, _("Er is al een marktconsultatie. Een reden om er geen te houden is niet nodig."))
        return redirect("tenders:market", pk)
    form = WaiverForm(request.POST or None, instance=open_tender(request, pk))
    if request.method == "POST" and form.is_valid():
        service.waive_consultation(pk, actor=request.user, reason=form.cleaned_data["no_consultation_reason"])
        messages.success(request, _("Vastgelegd waarom u geen marktconsultatie houdt."))
        return redirect("tenders:market", pk)
    return render(request, "tenders/market_waive.html", {**shown, "form": form})


@require_POST
@says_when_frozen
def market_unwaive(request: Request, pk: int) -> HttpResponse:
    """Take the choice for no consultation back."""
    open_tender(request, pk, "tenders.change_tender")
    try:
        service.waive_consultation(pk, actor=request.user, reason="")
    except service.ConsultationHeldError:
        messages.info(request, _("Er is al een marktconsultatie."))
    else:
        messages.success(request, _("De keuze is teruggenomen. U kunt de markt nu raadplegen."))
    return redirect("tenders:market", pk)


def _tabs(tender: Tender, consultation: MarketConsultation, current: str) -> list[dict[str, Any]]:
    pages = [
        ("market", _("Opzet"), None),
        ("market_questions", _("Vragen"), consultation.questions.count()),
        ("market_responses", _("Reacties"), consultation.responses.count()),
        ("market_conclusions", _("Conclusies en verslag"), consultation.conclusions.count()),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"tenders:{name}", args=[tender.pk]),
            "current": name == current,
            "count": count,
        }
        for name, label, count in pages
    ]


def _gaps(tender: Tender) -> list[dict[str, Any]]:
    found = []
    for gap in progress.gaps_of_market(tender):
        name = MENDED_AT[gap.code]
        url = reverse(f"tenders:{name}", args=[tender.pk])
        action = GAP_ACTIONS[name]
        found.append({"text": STAGE_GAPS[gap.code], "url": url, "action": action, "is_wrong": gap.is_wrong})
    return found


def _facts(consultation: MarketConsultation) -> list[dict[str, Any]]:
    who = _("iedereen, openbaar aangekondigd") if consultation.is_open else _("alleen genodigde partijen")
    firms = consultation.capable_firms
    note = _("telt mee bij de proportionaliteit van de eisen") if firms is not None else ""
    return [
        {"label": _("Wie kan meedoen"), "value": who, "note": consultation.invitation_motivation},
        {"label": _("Kanaal"), "value": consultation.channel},
        {"label": _("Datum consultatie"), "value": dutch_date(consultation.held_on)},
        {"label": _("Reageren tot en met"), "value": dutch_date(consultation.respond_by)},
        {"label": _("Verslag gepubliceerd op"), "value": dutch_date(consultation.report_published_on)},
        {"label": _("Aantal geschikte partijen"), "value": firms, "note": note},
    ]
