"""Stage 5: one award criterion: write, change, move and remove it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.domain.vocabulary import CriterionKind
from criteria.forms.criterion import CODE_TAKEN, CriterionForm, KnotFormSet, knot_initial
from criteria.labels import CRITERION_KIND_LABELS
from criteria.models import AwardModel, Criterion
from criteria.services import award_model as service
from criteria.services.model_pictures import curve_picture
from criteria.services.snapshot import model_part
from criteria.views.award_model import CHANGE, open_model, shown
from criteria.views.model_page import row_of
from procurement.core.http import Request
from tenders.models import Tender
from tenders.views.access import not_saved, saved, says_when_frozen


@says_when_frozen
def add_criterion(request: Request, pk: int) -> HttpResponse:
    """Write a new criterion of the kind in the address."""
    tender, model = open_model(request, pk, CHANGE)
    asked = request.GET.get("soort", "")
    kind = CriterionKind(asked) if asked in set(CriterionKind) else CriterionKind.GRADED
    form = CriterionForm(
        request.POST or None, model=model, kind=kind, initial={"code": service.next_code(model), "better": "higher"}
    )
    knots = KnotFormSet(request.POST or None, prefix="knot")
    if request.method == "POST" and _stored(form, knots, partial(service.add_criterion, model.pk, actor=request.user)):
        messages.success(request, _("Het criterium is toegevoegd."))
        return redirect("criteria:award_model", pk)
    return _page(request, tender, model, form, knots)


@says_when_frozen
def change_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Change a criterion; two people who change the same field are shown the difference."""
    tender, model = open_model(request, pk, CHANGE)
    criterion, form, knots = _opened(request, model, criterion_id)
    change = partial(service.change_criterion, criterion_id, actor=request.user)
    if request.method == "POST" and _stored(form, knots, change):
        messages.success(request, _("%(code)s is opgeslagen.") % {"code": form.cleaned_data["code"]})
        return redirect(f"{reverse('criteria:award_model', args=[pk])}#criterium-{criterion_id}")
    return _page(request, tender, model, form, knots, criterion)


@require_POST
@says_when_frozen
def autosave_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Store what is typed so far, when it can stand."""
    _tender, model = open_model(request, pk, CHANGE)
    _criterion, form, knots = _opened(request, model, criterion_id)
    change = partial(service.change_criterion, criterion_id, actor=request.user)
    return saved() if _stored(form, knots, change) else not_saved()


@require_POST
@says_when_frozen
def delete_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Remove a criterion from the draft."""
    _tender, model = open_model(request, pk, CHANGE)
    criterion = get_object_or_404(model.criteria, pk=criterion_id)
    service.delete_criterion(criterion_id, actor=request.user)
    messages.success(request, _("%(code)s is verwijderd.") % {"code": criterion.code})
    return redirect("criteria:award_model", pk)


@require_POST
@says_when_frozen
def move_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Move a criterion one place up or down."""
    _tender, model = open_model(request, pk, CHANGE)
    criterion = get_object_or_404(model.criteria, pk=criterion_id)
    service.move_criterion(criterion.pk, actor=request.user, up=request.POST.get("direction") == "up")
    return redirect(f"{reverse('criteria:award_model', args=[pk])}#criterium-{criterion.pk}")


@require_POST
def draw_curve_picture(request: Request, pk: int) -> HttpResponse:
    """Draw the curve of what is typed now; nothing is stored."""
    _tender, model = open_model(request, pk, CHANGE)
    kind = request.POST.get("kind", "")
    if kind not in set(CriterionKind):
        raise Http404
    form, knots = (
        CriterionForm(request.POST, model=model, kind=CriterionKind(kind)),
        KnotFormSet(request.POST, prefix="knot"),
    )
    form.is_valid()
    curve = knots.knots() if knots.is_valid() else []
    typed = row_of({name: value for name, value in form.cleaned_data.items() if name not in form.errors}, kind, curve)
    context = {"picture": curve_picture(typed, model_part(model)), "id": "curve"}
    return render(request, "criteria/_model_picture.html", context)


def _opened(request: Request, model: AwardModel, criterion_id: int) -> tuple[Criterion, CriterionForm, Any]:
    criterion = get_object_or_404(model.criteria.select_related("ambition"), pk=criterion_id)
    kind = CriterionKind(criterion.kind)
    form = CriterionForm(request.POST or None, instance=criterion, model=model, kind=kind)
    return criterion, form, KnotFormSet(request.POST or None, initial=knot_initial(criterion), prefix="knot")


def _stored(form: CriterionForm, knots: Any, store: Callable[..., object]) -> bool:
    """Store what both forms hold; False, with the faults at their fields, when it cannot stand."""
    is_group = form.kind == CriterionKind.GROUP
    # Both are asked, so that all faults are shown at once; a group has no curve.
    if not all([form.is_valid(), is_group or knots.is_valid()]):
        return False
    try:
        store(**form.values(), knots=[] if is_group else knots.knots())
    except service.CodeTakenError as taken:
        form.add_error("code", CODE_TAKEN % {"code": taken.code})
    except service.PlaceError:
        form.add_error("parent", _("Een groep kan niet onder zichzelf staan."))
    else:
        return True
    return False


def _page(
    request: Request,
    tender: Tender,
    model: AwardModel,
    form: CriterionForm,
    knots: Any,
    criterion: Criterion | None = None,
) -> HttpResponse:
    stored = Criterion.objects.select_related("library_version__item").get(pk=criterion.pk) if criterion else None
    part = model_part(model)
    row = row_of(form.initial, form.kind, stored.knots if stored else [])
    context = {
        "form": form,
        "knots": knots if form.kind != CriterionKind.GROUP else None,
        "criterion": stored,
        "kind": form.kind,
        "kind_label": CRITERION_KIND_LABELS[form.kind],
        "picture": curve_picture(row, part),
        "may_save": request.user.has_perm("tenders.save_to_library", tender),
    }
    return render(request, "criteria/award_model_criterion.html", shown(request, tender, "award_model", **context))
