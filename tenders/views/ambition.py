"""Stage 1: policy that applies, definition, ambitions and suitability."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.library import LibraryKind
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.forms.ambition import AmbitionForm, DefinitionForm, SuitabilityForm
from tenders.labels import TEAM_ROLE_LABELS
from tenders.labels_preparation import GAP_ACTIONS, STAGE_GAPS, SUITABILITY_LABELS, any_of
from tenders.models import Ambition, LibraryItem, LibraryVersion, PolicyGoal, TeamMember, Tender
from tenders.services import ambitions as service
from tenders.services import progress, thread
from tenders.services.library_targets import ambition_values
from tenders.views.access import not_saved, open_row, saved, says_when_frozen
from tenders.views.policy import path_of
from tenders.views.thread_strips import shown_threads
from tenders.workspace import frame, open_tender

STAGE = "ambition"
# Where each gap of the stage is mended.
MENDED_AT = {"definition_missing": "definition", "ambition_missing": "ambition_new", "role_missing": "team"}


def stage_frame(request: Request, tender: Tender, tab: str) -> dict[str, Any]:
    """What every page of stage 1 shows around its content."""
    return {
        **frame(request, tender, STAGE),
        "tabs": _tabs(tender, tab),
        "may_change": request.user.has_perm("tenders.change_tender", tender),
    }


def ambition(request: Request, pk: int) -> HttpResponse:
    """Show the policy that applies, the definition and the ambitions."""
    tender = open_tender(request, pk)
    threads = thread.threads_of(tender)
    strips = shown_threads(threads)
    rows = [
        {"ambition": item.ambition, "path": path_of(item.ambition), "strip": strip}
        for item, strip in zip(threads, strips, strict=True)
    ]
    context = {
        "goals": _applicable_goals(tender),
        "rows": rows,
        "gaps": stage_gaps(tender),
        "reading": _reading(request, tender),
        "has_newer_definition": _has_newer_definition(tender),
        "is_sharpened": bool(tender.definition) and tender.definition != tender.organisation.definition,
    }
    return render(request, "tenders/ambition.html", {**stage_frame(request, tender, "ambition"), **context})


@says_when_frozen
def definition(request: Request, pk: int) -> HttpResponse:
    """Sharpen the definition for this tender."""
    tender = open_tender(request, pk, "tenders.change_tender")
    shown = stage_frame(request, open_tender(request, pk), "ambition")
    initial = {} if tender.definition else {"definition": tender.organisation.definition}
    form = DefinitionForm(request.POST or None, instance=tender, initial=initial)
    if request.method == "POST" and form.is_valid():
        service.sharpen_definition(pk, actor=request.user, definition=form.cleaned_data["definition"])
        messages.success(request, _("De definitie is opgeslagen."))
        return redirect("tenders:ambition", pk)
    return render(request, "tenders/definition.html", {**shown, "form": form})


@require_POST
@says_when_frozen
def definition_adopt(request: Request, pk: int) -> HttpResponse:
    """Adopt the definition of the authority."""
    open_tender(request, pk, "tenders.change_tender")
    try:
        tender = service.adopt_definition(pk, actor=request.user)
    except service.NoDefinitionError:
        messages.error(request, _("De organisatie heeft nog geen definitie. Leg die vast bij Beleid."))
    else:
        text = _("De definitie van de organisatie is overgenomen, versie %(version)s.")
        messages.success(request, text % {"version": tender.definition_version})
    return redirect("tenders:ambition", pk)


@require_POST
def policy_read(request: Request, pk: int) -> HttpResponse:
    """Keep that this team member has read the policy."""
    open_tender(request, pk, "tenders.confirm_policy")
    if service.confirm_policy_read(pk, actor=request.user):
        messages.success(request, _("Vastgelegd dat u het beleid kent."))
    return redirect("tenders:ambition", pk)


@says_when_frozen
def ambition_new(request: Request, pk: int) -> HttpResponse:
    """Derive an ambition from a goal; the goal in the address gives the figures to start from."""
    tender = open_tender(request, pk, "tenders.change_tender")
    goal = _goal(tender, request.GET.get("policy_goal", ""))
    version = _library_version(tender, request.GET.get("bibliotheek", ""))
    initial = (service.prefill(goal) if goal else {}) | (ambition_values(version) if version else {})
    url = reverse("tenders:ambition_new", args=[pk])
    form = AmbitionForm(request.POST or None, tender=tender, initial=initial, prefill_url=url)
    if request.method == "POST" and form.is_valid():
        added = service.add_ambition(pk, actor=request.user, library_version=version, **form.cleaned_data)
        messages.success(request, _("Ambitie %(code)s is toegevoegd.") % {"code": added.code})
        return redirect("tenders:ambition", pk)
    if request.htmx:
        return render(request, "tenders/_ambition_measure.html", {"form": form})
    context = {**stage_frame(request, tender, "ambition"), "form": form, "goal": goal, "version": version}
    return render(request, "tenders/ambition_form.html", context)


@says_when_frozen
def ambition_edit(request: Request, pk: int, ambition_id: int) -> HttpResponse:
    """Show one ambition with its thread, and change it while the text is open."""
    tender = open_tender(request, pk)
    rows = tender.ambitions.select_related("policy_goal__parent", "library_version__item")
    stored = open_row(rows, ambition_id)
    threads = shown_threads(thread.build_threads([stored], TenderState(tender.state)))
    context = {"ambition": stored, "title": str(stored), "strip": threads[0], "path": path_of(stored)}
    context["may_save"] = request.user.has_perm("tenders.save_to_library", tender)
    shown = stage_frame(request, tender, "ambition") | context
    if not shown["may_change"]:
        return render(request, "tenders/ambition_detail.html", shown)
    form = AmbitionForm(request.POST or None, instance=stored, tender=tender)
    if request.method == "POST" and form.is_valid():
        service.change_ambition(ambition_id, actor=request.user, **changes_of(form))
        messages.success(request, _("De ambitie is opgeslagen."))
        return redirect("tenders:ambition", pk)
    return render(request, "tenders/ambition_form.html", {**shown, "form": form, "goal": stored.policy_goal})


@says_when_frozen
def ambition_remove(request: Request, pk: int, ambition_id: int) -> HttpResponse:
    """Ask, and on POST remove, an ambition."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = open_row(tender.ambitions, ambition_id)
    if request.method == "POST":
        service.remove_ambition(ambition_id, actor=request.user)
        messages.success(request, _("Ambitie %(code)s is verwijderd.") % {"code": stored.code})
        return redirect("tenders:ambition", pk)
    context = {
        "heading": _("Ambitie verwijderen"),
        "question": _("Wilt u ambitie “%(title)s” verwijderen?") % {"title": stored},
        "consequence": _("Eisen en criteria die eraan hangen blijven staan, maar verliezen hun rode draad."),
        "cancel_url": reverse("tenders:ambition_edit", args=[pk, ambition_id]),
    }
    return render(request, "tenders/confirm_in_stage.html", {**stage_frame(request, tender, "ambition"), **context})


@says_when_frozen
def suitability(request: Request, pk: int) -> HttpResponse:
    """Ask whether stock will do, and how well the product group suits."""
    tender = open_tender(request, pk)
    shown = stage_frame(request, tender, "suitability")
    shown["score_label"] = SUITABILITY_LABELS.get(tender.suitability_score or 0, "")
    if not shown["may_change"]:
        return render(request, "tenders/suitability.html", shown)
    form = SuitabilityForm(request.POST or None, instance=open_tender(request, pk))
    if request.method == "POST" and form.is_valid():
        service.save_suitability(pk, actor=request.user, **changes_of(form))
        messages.success(request, _("De geschiktheid is opgeslagen."))
        return redirect("tenders:suitability", pk)
    return render(request, "tenders/suitability.html", {**shown, "form": form})


@require_POST
def suitability_autosave(request: Request, pk: int) -> HttpResponse:
    """Take what has been typed so far."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = SuitabilityForm(request.POST, instance=tender)
    if not form.is_valid():
        return not_saved()
    service.save_suitability(pk, actor=request.user, **changes_of(form))
    return saved()


def stage_gaps(tender: Tender) -> list[dict[str, Any]]:
    """What stage 1 lacks, in words, each with the page that mends it; missing roles are one line."""
    gaps = progress.gaps_of_ambition(tender)
    roles = [str(TEAM_ROLE_LABELS[gap.role]) for gap in gaps if gap.role]
    found = []
    for gap in gaps:
        if gap.role and roles:
            found.append(_gap(tender, gap.code, str(STAGE_GAPS["role_missing"]) % {"role": any_of(roles)}))
            roles = []
        elif not gap.role:
            found.append(_gap(tender, gap.code, str(STAGE_GAPS[gap.code]), is_wrong=gap.is_wrong))
    return found


def _gap(tender: Tender, code: str, text: str, *, is_wrong: bool = False) -> dict[str, Any]:
    name = MENDED_AT.get(code, "strategy")
    url = reverse(f"tenders:{name}", args=[tender.pk])
    return {"text": text, "url": url, "action": GAP_ACTIONS[name], "is_wrong": is_wrong}


def _tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    pages = [
        ("ambition", _("Beleid en ambities")),
        ("suitability", _("Geschiktheid")),
        ("team", _("Team")),
        ("strategy", _("Inkoopstrategie")),
    ]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def _applicable_goals(tender: Tender) -> list[dict[str, Any]]:
    """The goals of the authority, those of this product group first; each with the ambitions that came from it."""
    goals = list(PolicyGoal.objects.filter(organisation_id=tender.organisation_id).select_related("parent"))
    group = tender.product_group.casefold()
    own: dict[int, list[Ambition]] = {}
    for item in tender.ambitions.all():
        own.setdefault(item.policy_goal_id, []).append(item)
    fits = [goal for goal in goals if not goal.product_group or goal.product_group.casefold() == group]
    fits.sort(key=lambda goal: (not goal.product_group, goal.level != "tactical", goal.title))
    return [{"goal": goal, "path": path_of(goal), "ambitions": own.get(goal.pk, [])} for goal in fits]


def _reading(request: Request, tender: Tender) -> dict[str, Any]:
    """Who of the team has confirmed to know the policy."""
    members = list(tender.team.filter(is_active=True).exclude(role=TeamRole.COMMITTEE).select_related("user"))
    people: dict[int, TeamMember] = {}
    for member in members:
        if member.user_id not in people or member.policy_read_at:
            people[member.user_id] = member
    waiting = [member.user for member in people.values() if not member.policy_read_at]
    return {
        "done": len(people) - len(waiting),
        "total": len(people),
        "waiting": waiting,
        "is_asked": request.user in waiting,
    }


def _has_newer_definition(tender: Tender) -> bool:
    newest = tender.organisation.definition_version
    return bool(tender.definition and tender.definition_version and tender.definition_version < newest)


def _library_version(tender: Tender, asked: str) -> LibraryVersion | None:
    """The version of the library that an ambition begins with, when this tender may use its item."""
    if not asked.isdigit():
        return None
    items = LibraryItem.objects.usable_by(tender.organisation_id).of_kind(LibraryKind.AMBITION)
    return LibraryVersion.objects.select_related("item").filter(pk=int(asked), item__in=items).first()


def _goal(tender: Tender, chosen: str) -> PolicyGoal | None:
    if not chosen.isdigit():
        return None
    return PolicyGoal.objects.filter(organisation_id=tender.organisation_id, pk=int(chosen)).first()
