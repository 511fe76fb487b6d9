"""The list of tenders, starting one, changing its head and its state."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role_somewhere
from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.lifecycle import TenderState, TransitionError
from tenders.extension_points import STAGES
from tenders.forms.tender import REFERENCE_TAKEN, TenderFilterForm, TenderForm, TransitionForm, WithdrawForm
from tenders.labels import TENDER_STATE_LABELS
from tenders.models import PolicyGoal, Tender
from tenders.services import drafting, lifecycle
from tenders.views.access import open_organisation, says_when_frozen
from tenders.views.overview import STATE_BADGES
from tenders.workspace import OVERVIEW, current_stage, frame, kept_states, open_tender, stage_beads

PER_PAGE = 20
KEPT_FILTERS = "tender_filters"
# Word in the address -> order; the pk keeps equal rows in one order over the pages.
ORDERS = {
    "nieuw": ("-created_at", "-pk"),
    "titel": ("title", "pk"),
    "kenmerk": ("reference", "pk"),
    "sluiting": ("closing_at", "-created_at", "pk"),
}


def tenders(request: Request) -> HttpResponse:
    """List the tenders that this person may see, with search, filters and order that stay until they are cleared."""
    if not request.GET and request.session.get(KEPT_FILTERS):
        return redirect(f"{request.path}?{request.session[KEPT_FILTERS]}")
    stages = [(key, f"{stage.number} {stage.label}") for key, stage in _stages()]
    form = TenderFilterForm(request.GET, stages=stages)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    query = QueryDict(mutable=True)
    query.update(chosen)
    if request.session.get(KEPT_FILTERS, "") != query.urlencode():
        request.session[KEPT_FILTERS] = query.urlencode()
    page = _page(request, chosen)
    context = {
        "form": form,
        "page": page,
        "rows": _rows(list(page.object_list)),
        "columns": _columns(chosen),
        "query": query.urlencode(),
        "is_filtered": any(name != "sorteer" for name in chosen),
        "may_add": has_role_somewhere(request.user, Role.BUYER),
    }
    return render(request, "tenders/tenders.html", context)


def tender_new(request: Request) -> HttpResponse:
    """Start a tender."""
    organisation = open_organisation(request, "tenders.add_tender")
    initial = {"reference": drafting.suggest_reference(organisation)}
    form = TenderForm(
        request.POST or None,
        organisation=organisation,
        product_groups=_product_groups(organisation.pk),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            tender = drafting.create_tender(organisation, actor=request.user, **form.cleaned_data)
        except drafting.ReferenceTakenError as taken:
            form.add_error("reference", _reference_taken(taken))
        else:
            messages.success(request, _("De aanbesteding is aangemaakt. Begin bij stap 1: de ambitie."))
            return redirect(tender)
    return render(request, "tenders/tender_new.html", {"form": form, "organisation": organisation})


@says_when_frozen
def tender_edit(request: Request, pk: int) -> HttpResponse:
    """Change title, reference, kind, product group and description."""
    tender = open_tender(request, pk, "tenders.change_tender")
    context = frame(request, open_tender(request, pk), OVERVIEW)
    groups = _product_groups(tender.organisation_id)
    form = TenderForm(request.POST or None, instance=tender, organisation=tender.organisation, product_groups=groups)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.change_tender(pk, actor=request.user, **changes_of(form))
        except drafting.ReferenceTakenError as taken:
            form.add_error("reference", _reference_taken(taken))
        else:
            messages.success(request, _("De gegevens zijn opgeslagen."))
            return redirect(tender)
    return render(request, "tenders/tender_edit.html", {**context, "form": form})


@require_POST
def transition(request: Request, pk: int) -> HttpResponse:
    """Send a draft to review, or take it back to draft."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = TransitionForm(request.POST, tender=tender)
    try:
        if not form.is_valid():
            raise TransitionError(tender.state)
        target = TenderState(form.cleaned_data["target"])
        lifecycle.transition(pk, target, actor=request.user)
    except TransitionError:
        messages.error(request, _("Dit kan niet meer: iemand heeft de status intussen gewijzigd."))
    else:
        text = _("De aanbesteding heeft nu de status “%(state)s”.") % {"state": TENDER_STATE_LABELS[target]}
        messages.success(request, text)
    return redirect(tender)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Ask why, and on POST withdraw the tender."""
    tender = open_tender(request, pk, "tenders.withdraw_tender")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lifecycle.transition(pk, TenderState.WITHDRAWN, actor=request.user, reason=form.cleaned_data["reason"])
        except TransitionError:
            messages.error(request, _("Deze aanbesteding kan niet meer worden ingetrokken."))
        else:
            messages.success(request, _("De aanbesteding is ingetrokken."))
        return redirect(tender)
    return render(request, "tenders/withdraw.html", {**frame(request, tender, OVERVIEW), "form": form})


def _page(request: Request, chosen: dict[str, Any]) -> Page[Any]:
    rows = Tender.objects.visible_to(request.user).select_related("organisation").searching(chosen.get("q", ""))
    if state := chosen.get("status"):
        rows = rows.filter(state=state)
    if chosen.get("wie") == "mij":
        rows = rows.with_in_team(request.user)
    rows = rows.order_by(*ORDERS.get(chosen.get("sorteer", ""), ORDERS["nieuw"]))
    if stage := chosen.get("stap"):
        found = list(rows.only("pk", "state", "organisation_id", "updated_at"))
        states = kept_states(found)
        ids = [tender.pk for tender in found if current_stage(tender, states[tender.pk]) == stage]
        rows = rows.filter(pk__in=ids)
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _rows(shown: list[Tender]) -> list[dict[str, Any]]:
    states = kept_states(shown)
    return [
        {
            "tender": tender,
            "badge": STATE_BADGES[TenderState(tender.state)],
            "beads": stage_beads(states[tender.pk]),
            "stage": STAGES.get(current_stage(tender, states[tender.pk])),
        }
        for tender in shown
    ]


def _columns(chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """The headings that sort, each with the address that does it."""
    labels = {"titel": _("Aanbesteding"), "kenmerk": _("Kenmerk"), "sluiting": _("Sluiting"), "nieuw": _("Aangemaakt")}
    found = []
    for word, label in labels.items():
        query = QueryDict(mutable=True)
        query.update(chosen | {"sorteer": word})
        is_current = chosen.get("sorteer", "nieuw") == word
        found.append({"word": word, "label": label, "url": f"?{query.urlencode()}", "is_current": is_current})
    return found


def _product_groups(organisation_id: int) -> list[str]:
    """Groups that policy and earlier tenders name, to choose from while typing."""
    goals = PolicyGoal.objects.filter(organisation_id=organisation_id).values_list("product_group", flat=True)
    earlier = Tender.objects.filter(organisation_id=organisation_id).values_list("product_group", flat=True)
    return sorted({group for group in [*goals, *earlier] if group})


def _stages() -> list[tuple[str, Any]]:
    return sorted(STAGES.items(), key=lambda item: item[1].number)


def _reference_taken(taken: drafting.ReferenceTakenError) -> str:
    return REFERENCE_TAKEN % {"reference": taken.reference}
