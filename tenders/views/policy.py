"""The policy of an organisation: vision, definition, goals and where they lead."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from procurement.core import clock
from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.goal_path import GoalPath, GoalPathData, Mark, goal_path
from tenders.domain.goals import GoalFacts, covered_tenders, find_gaps
from tenders.domain.vocabulary import PolicyLevel
from tenders.forms.policy import PolicyForm, PolicyGoalForm
from tenders.labels_preparation import GOAL_GAPS
from tenders.models import Ambition, PolicyGoal, Tender
from tenders.services import policy as service
from tenders.services import thread
from tenders.views.access import open_goal, open_organisation
from tenders.views.thread_strips import shown_threads


def policy(request: Request) -> HttpResponse:
    """Show the policy of the person's authority."""
    organisation = open_organisation(request, "tenders.view_policygoal")
    goals = list(PolicyGoal.objects.filter(organisation=organisation).counting_tenders())
    versions = list(organisation.definition_versions.select_related("written_by"))
    context = {
        "organisation": organisation,
        "versions": versions,
        "current_version": versions[0] if versions else None,
        "tree": _tree(goals),
        "gap_count": len(find_gaps(_facts(goals))),
        "may_change": request.user.has_perm("tenders.change_policygoal", organisation),
    }
    return render(request, "tenders/policy.html", context)


def policy_edit(request: Request, pk: int) -> HttpResponse:
    """Change vision and definition."""
    organisation = open_organisation(request, "accounts.change_policy", pk)
    form = PolicyForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        changed = service.change_policy(pk, actor=request.user, **form.cleaned_data)
        text = _("Visie en definitie zijn opgeslagen; de definitie heeft versie %(version)s.")
        messages.success(request, text % {"version": changed.definition_version})
        return redirect("tenders:policy")
    return render(request, "tenders/policy_edit.html", {"form": form, "organisation": organisation})


def goal(request: Request, pk: int) -> HttpResponse:
    """Show one goal: its way, the goals below it, and the tenders that carry it."""
    shown = open_goal(request, pk)
    below = list(shown.children.counting_tenders())
    threads = thread.threads_of_goals(
        [shown.pk, *(child.pk for child in below)], Tender.objects.visible_to(request.user)
    )
    all_goals = list(PolicyGoal.objects.filter(organisation=shown.organisation).counting_tenders())
    found = [found for found in find_gaps(_facts(all_goals)) if found.goal_id in threads]
    titles = {one.pk: one.title for one in all_goals}
    context = {
        "goal": shown,
        "path": path_of(shown, [item.ambition for item in threads[shown.pk]]),
        "children": [_shown_goal(child, all_goals) for child in below],
        "threads": shown_threads([item for pk in threads for item in threads[pk]], with_tender=True),
        "gaps": [{"title": titles[gap.goal_id], "text": GOAL_GAPS[gap.code]} for gap in found],
        "may_change": request.user.has_perm("tenders.change_policygoal", shown),
        "is_removable": not below and not shown.ambitions.exists(),
    }
    return render(request, "tenders/policy_goal.html", context)


def goal_new(request: Request, pk: int) -> HttpResponse:
    """Add a goal to the policy of the authority ``pk``."""
    organisation = open_organisation(request, "tenders.change_policygoal", pk)
    parent = PolicyGoal.objects.filter(organisation=organisation, pk=_number(request.GET.get("onder", ""))).first()
    initial = {"level": PolicyLevel.TACTICAL if parent else PolicyLevel.STRATEGIC, "parent": parent}
    form = PolicyGoalForm(request.POST or None, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        added = service.add_goal(organisation, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Het doel is toegevoegd."))
        return redirect(added)
    return render(request, "tenders/policy_goal_form.html", {"form": form, "organisation": organisation})


def goal_edit(request: Request, pk: int) -> HttpResponse:
    """Change a goal."""
    stored = open_goal(request, pk, "tenders.change_policygoal")
    title = stored.title
    form = PolicyGoalForm(request.POST or None, instance=stored, organisation=stored.organisation)
    if request.method == "POST" and form.is_valid():
        service.change_goal(pk, actor=request.user, **changes_of(form))
        messages.success(request, _("Het doel is opgeslagen."))
        return redirect(stored)
    context = {"form": form, "organisation": stored.organisation, "goal": stored, "title": title}
    return render(request, "tenders/policy_goal_form.html", context)


def goal_remove(request: Request, pk: int) -> HttpResponse:
    """Ask, and on POST remove, a goal that nothing hangs on."""
    stored = open_goal(request, pk, "tenders.change_policygoal")
    if request.method == "POST":
        try:
            service.remove_goal(pk, actor=request.user)
        except service.GoalInUseError:
            messages.error(request, _("Dit doel kan niet weg: er hangen ambities of andere doelen aan."))
            return redirect(stored)
        messages.success(request, _("Het doel “%(title)s” is verwijderd.") % {"title": stored.title})
        return redirect("tenders:policy")
    context = {
        "heading": _("Doel verwijderen"),
        "question": _("Wilt u het doel “%(title)s” verwijderen?") % {"title": stored.title},
        "consequence": _("Er hangt niets aan dit doel. Verwijderen kan niet ongedaan worden gemaakt."),
        "cancel_url": stored.get_absolute_url(),
    }
    return render(request, "tenders/confirm_removal.html", context)


def path_of(item: PolicyGoal | Ambition, ambitions: Sequence[Ambition] = ()) -> GoalPath | None:
    """The small picture of a goal or ambition, with ambitions in the same unit on it; None without a first year."""
    if item.baseline_year is None or item.target_year <= item.baseline_year:
        return None
    same_unit = [one for one in ambitions if one.unit.casefold() == item.unit.casefold()]
    return goal_path(
        GoalPathData(
            title=f"{item.title}: {item.indicator}",
            unit=item.unit,
            baseline=item.baseline,
            baseline_year=item.baseline_year,
            target=item.target,
            target_year=item.target_year,
            this_year=clock.today().year,
            marks=[Mark(one.target_year, one.target, str(one)) for one in same_unit],
        )
    )


def _tree(goals: list[PolicyGoal]) -> list[dict[str, Any]]:
    """Strategic goals with the tactical ones below them; tactical goals that hang on nothing come last."""
    tops = [one for one in goals if one.parent_id is None]
    tops.sort(key=lambda one: one.level != PolicyLevel.STRATEGIC)
    children: dict[int | None, list[PolicyGoal]] = {}
    for one in goals:
        children.setdefault(one.parent_id, []).append(one)
    return [
        _shown_goal(top, goals) | {"children": [_shown_goal(child, goals) for child in children.get(top.pk, [])]}
        for top in tops
    ]


def _shown_goal(item: PolicyGoal, goals: list[PolicyGoal]) -> dict[str, Any]:
    facts = _facts(goals)
    gap = next((found for found in find_gaps(facts) if found.goal_id == item.pk), None)
    return {
        "goal": item,
        "path": path_of(item),
        "tenders": covered_tenders(item.pk, facts),
        "gap": GOAL_GAPS[gap.code] if gap else "",
    }


def _facts(goals: Sequence[Any]) -> list[GoalFacts]:
    """goals: with ``tender_count`` from ``counting_tenders()``."""
    return [GoalFacts(one.pk, PolicyLevel(one.level), one.parent_id, one.tender_count) for one in goals]


def _number(text: str) -> int:
    """The number, or one that no row has."""
    return int(text) if text.isdigit() else 0
