"""Stage 5: the award model on one page, and the forms for method, costs, scale and points."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.domain.model_case import points_total
from criteria.domain.vocabulary import CriterionKind
from criteria.domain.worked_example import work_out
from criteria.forms.award_model import CostsForm, MethodForm, PointsForm, ScaleFormSet
from criteria.models import AwardModel
from criteria.services import award_model as service
from criteria.services.award_model import Level
from criteria.services.compliance import model_findings
from criteria.services.model_pictures import example_picture, price_picture
from criteria.services.scale_presets import FIVE, PRESET_LABELS, preset
from criteria.services.snapshot import model_part, whole_models
from criteria.views.model_page import example_rows, fault_rows, finding_rows, model_facts, tree_rows
from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.lifecycle import EDITABLE
from tenders.models import Tender
from tenders.views.access import says_when_frozen
from tenders.workspace import frame, open_tender

CHANGE = "criteria.change_award_model"


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """The pages of the stage."""
    pages: list[tuple[str, Text]] = [
        ("award_model", _("Overzicht")),
        ("model_method", _("Methode")),
        ("model_costs", _("Kosten")),
        ("model_scale", _("Schaal")),
        ("model_points", _("Punten")),
        ("model_example", _("Rekenvoorbeeld")),
    ]
    return [
        {"label": label, "url": reverse(f"criteria:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def open_model(request: Request, pk: int, perm: str = "tenders.view_tender") -> tuple[Tender, AwardModel]:
    """Return the tender and the model of its first lot; 404 while there is none, 403 when it may not be used so."""
    tender = open_tender(request, pk, perm)
    model = whole_models().filter(lot__tender=tender).order_by("lot__number").first()
    if model is None:
        raise Http404
    return tender, model


def shown(request: Request, tender: Tender, current: str, **context: Any) -> dict[str, Any]:
    """Return the context of a page of this stage."""
    may_change = tender.state in EDITABLE and request.user.has_perm(CHANGE, tender)
    return {**frame(request, tender, "award_model"), "tabs": tabs(tender, current), "may_change": may_change, **context}


def award_model(request: Request, pk: int) -> HttpResponse:
    """Show the whole model: tree, points, costs, scale, and what the rules find."""
    tender = open_tender(request, pk)
    models = whole_models().prefetch_related("criteria__library_version__item")
    model = models.filter(lot__tender=tender).order_by("lot__number").first()
    if model is None:
        context = {**frame(request, tender, "award_model"), "may_change": request.user.has_perm(CHANGE, tender)}
        return render(request, "criteria/award_model_empty.html", context)
    part = model_part(model)
    context = {
        "model": model,
        "part": part,
        "rows": tree_rows(part, model),
        "total": points_total(part),
        "facts": model_facts(model),
        "picture": price_picture(part),
        "findings": finding_rows(tender.pk, model_findings(model, part)),
    }
    return render(request, "criteria/award_model.html", shown(request, tender, "award_model", **context))


@require_POST
@says_when_frozen
def start_model(request: Request, pk: int) -> HttpResponse:
    """Begin the model of each lot with the scale of five levels."""
    tender = open_tender(request, pk, CHANGE)
    for lot in tender.lots.all():
        service.start_model(lot.pk, preset(FIVE), actor=request.user)
    messages.success(request, _("Het gunningsmodel staat klaar. Begin met de methode."))
    return redirect("criteria:model_method", pk)


@says_when_frozen
def model_method(request: Request, pk: int) -> HttpResponse:
    """Show and change method, assessors and what decides at equal totals."""
    tender, model = open_model(request, pk)
    form = MethodForm(request.POST or None, instance=model)
    if request.method == "POST":
        open_tender(request, pk, CHANGE)
        if form.is_valid():
            service.change_model(model.pk, actor=request.user, **form.values())
            messages.success(request, _("De methode is opgeslagen."))
            return redirect("criteria:model_method", pk)
    return render(request, "criteria/award_model_form.html", _form_page(request, tender, "model_method", form))


@says_when_frozen
def model_costs(request: Request, pk: int) -> HttpResponse:
    """Show and change how costs are measured and what they earn."""
    tender, model = open_model(request, pk)
    part = model_part(model)
    form = CostsForm(request.POST or None, instance=model)
    if request.method == "POST":
        open_tender(request, pk, CHANGE)
        if form.is_valid():
            service.change_model(model.pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("De kosten zijn opgeslagen."))
            return redirect("criteria:model_costs", pk)
    context = _form_page(request, tender, "model_costs", form) | {"picture": price_picture(part)}
    context["picture_url"] = reverse("criteria:price_picture", args=[pk])
    return render(request, "criteria/award_model_costs.html", context)


@require_POST
def draw_price_picture(request: Request, pk: int) -> HttpResponse:
    """Draw the curve of what is typed now; nothing is stored."""
    _tender, model = open_model(request, pk, CHANGE)
    form = CostsForm(request.POST, instance=model)
    form.is_valid()
    typed = {name: value for name, value in form.cleaned_data.items() if name not in form.errors}
    for name, value in typed.items():
        setattr(model, name, value)
    return render(request, "criteria/_model_picture.html", {"picture": price_picture(model_part(model)), "id": "price"})


@says_when_frozen
def model_scale(request: Request, pk: int) -> HttpResponse:
    """Show and change the levels of the scale."""
    tender, model = open_model(request, pk)
    levels = [{"grade": level.grade, "word": level.word, "meaning": level.meaning} for level in model.scale.all()]
    chosen = request.GET.get("voorbeeld", "")
    if chosen in PRESET_LABELS:
        levels = [{"grade": one.grade, "word": one.word, "meaning": one.meaning} for one in preset(chosen)]
    formset = ScaleFormSet(request.POST or None, initial=levels, prefix="level")
    if request.method == "POST":
        open_tender(request, pk, CHANGE)
        if formset.is_valid():
            service.change_scale(model.pk, [Level(*level) for level in formset.levels()], actor=request.user)
            messages.success(request, _("De schaal is opgeslagen."))
            return redirect("criteria:model_scale", pk)
    context = {"formset": formset, "scale": model.scale.all(), "presets": PRESET_LABELS.items()}
    return render(request, "criteria/award_model_scale.html", shown(request, tender, "model_scale", **context))


@says_when_frozen
def model_points(request: Request, pk: int) -> HttpResponse:
    """Divide the points over criteria and costs in one form."""
    tender, model = open_model(request, pk)
    rows = [row for row in model.criteria.all() if row.kind != CriterionKind.GROUP]
    form = PointsForm(request.POST or None, model=model, rows=rows)
    if request.method == "POST":
        open_tender(request, pk, CHANGE)
        if form.is_valid():
            service.change_points(model.pk, form.points(), actor=request.user, price_points=form.price_points())
            messages.success(request, _("De punten zijn opgeslagen."))
            return redirect("criteria:model_points", pk)
    context = _form_page(request, tender, "model_points", form) | {"rows": rows, "model": model}
    return render(request, "criteria/award_model_points.html", context)


def model_example(request: Request, pk: int) -> HttpResponse:
    """Show three invented bids, computed by the engine; or at which criterion the model cannot be computed."""
    tender, model = open_model(request, pk)
    part = model_part(model)
    example = work_out(part)
    context = {
        "part": part,
        "example": example_rows(part, example),
        "faults": fault_rows(tender.pk, example),
        "picture": example_picture(part, example),
    }
    return render(request, "criteria/award_model_example.html", shown(request, tender, "model_example", **context))


def _form_page(request: Request, tender: Tender, current: str, form: Any) -> dict[str, Any]:
    return shown(request, tender, current, form=form)
