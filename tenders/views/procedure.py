"""Stage 3: value and procedure, duration and conditions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.lifecycle import EDITABLE
from tenders.forms.procedure import ConditionsForm, ValueForm
from tenders.labels import PROCEDURE_LABELS
from tenders.labels_drafting import CHOICE_REASONS, PROCEDURE_HINTS, VERDICT_LABELS
from tenders.models import Tender
from tenders.services import procedure as service
from tenders.workspace import frame, open_tender


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """The three pages of the stage."""
    pages: list[tuple[str, Text]] = [
        ("procedure", _("Waarde en procedure")),
        ("conditions", _("Looptijd en voorwaarden")),
        ("planning", _("Planning")),
    ]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def procedure(request: Request, pk: int) -> HttpResponse:
    """Show and change what is bought, its value and the procedure."""
    tender = open_tender(request, pk)
    form = ValueForm(request.POST or None, instance=tender)
    if request.method == "POST" and (answer := _save(request, tender, form, "tenders:procedure")):
        return answer
    test = service.value_test(Tender.objects.select_related("organisation").get(pk=pk))
    choices = [
        {
            "label": PROCEDURE_LABELS[choice.procedure],
            "hint": PROCEDURE_HINTS[choice.procedure],
            "verdict": choice.verdict,
            "verdict_label": VERDICT_LABELS[choice.verdict],
            "reason": CHOICE_REASONS[choice.reason],
            "article": choice.article,
        }
        for choice in test.choices
    ]
    context = {"form": form, "test": test, "choices": choices, "tabs": tabs(tender, "procedure")}
    return render(request, "tenders/procedure.html", {**frame(request, tender, "procedure"), **context})


def conditions(request: Request, pk: int) -> HttpResponse:
    """Show and change duration, options, tender fee and how bids come in."""
    tender = open_tender(request, pk)
    form = ConditionsForm(request.POST or None, instance=tender)
    if request.method == "POST" and (answer := _save(request, tender, form, "tenders:conditions")):
        return answer
    context = {"form": form, "tabs": tabs(tender, "conditions")}
    return render(request, "tenders/conditions.html", {**frame(request, tender, "procedure"), **context})


def _save(request: Request, tender: Tender, form: Any, page: str) -> HttpResponse | None:
    open_tender(request, tender.pk, "tenders.change_tender")
    if not form.is_valid():
        return None
    service.change_procedure(tender.pk, actor=request.user, **form.cleaned_data)
    messages.success(request, _("Opgeslagen."))
    return redirect(page, pk=tender.pk)


def can_change(request: Request, tender: Tender) -> bool:
    """Whether this person may change the text of this tender now."""
    return tender.state in EDITABLE and request.user.has_perm("tenders.change_tender", tender)
