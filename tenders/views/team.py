"""Stage 1: the tender team."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.team import AUTHORITY_ROLES, MemberFacts, find_faults
from tenders.domain.vocabulary import TeamRole
from tenders.forms.team import MemberForm, NewMemberForm
from tenders.labels import TEAM_ROLE_LABELS
from tenders.labels_preparation import ROLE_PURPOSE, TEAM_FAULTS, authority_words
from tenders.models import TeamMember, Tender
from tenders.services import team as service
from tenders.views.access import open_row
from tenders.views.ambition import stage_frame
from tenders.workspace import open_tender


def team(request: Request, pk: int) -> HttpResponse:
    """Show who is in the team, who left, and what the team lacks."""
    tender = open_tender(request, pk)
    members = list(tender.team.select_related("user").order_by("-is_active", "pk"))
    active = [member for member in members if member.is_active]
    gives = request.user.has_perm("tenders.give_authority", tender)
    context = {
        "members": sorted(active, key=lambda member: list(TeamRole).index(TeamRole(member.role))),
        "left": [member for member in members if not member.is_active],
        "faults": _faults(tender, active, gives=gives),
        "may_manage": request.user.has_perm("tenders.manage_team", tender),
        "gives_authority": gives,
    }
    return render(request, "tenders/team.html", {**stage_frame(request, tender, "team"), **context})


def member_new(request: Request, pk: int) -> HttpResponse:
    """Add a colleague, or invite somebody from outside."""
    tender = open_tender(request, pk, "tenders.manage_team")
    initial = {"role": request.GET.get("rol", "")}
    form = NewMemberForm(request.POST or None, tender=tender, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            member = _add(request, tender, form)
        except service.AlreadyInTeamError:
            form.add_error("role", _("Deze persoon heeft deze rol al in dit team."))
        else:
            text = _("%(person)s zit nu in het team als %(role)s.")
            messages.success(request, text % {"person": member.user, "role": member.get_role_display()})
            return redirect("tenders:team", pk)
    purposes = [{"role": TEAM_ROLE_LABELS[role], "purpose": text} for role, text in ROLE_PURPOSE.items()]
    context = {"form": form, "purposes": purposes}
    return render(request, "tenders/member_new.html", {**stage_frame(request, tender, "team"), **context})


def member_edit(request: Request, pk: int, member_id: int) -> HttpResponse:
    """Change department, expertise and mandate."""
    tender = open_tender(request, pk, "tenders.manage_team")
    member = open_row(tender.team.filter(is_active=True).select_related("user"), member_id)
    form = MemberForm(request.POST or None, instance=member, actor=request.user)
    if request.method == "POST" and form.is_valid():
        service.change_member(member_id, actor=request.user, **changes_of(form))
        messages.success(request, _("De gegevens van %(person)s zijn opgeslagen.") % {"person": member.user})
        return redirect("tenders:team", pk)
    context = {"form": form, "member": member}
    return render(request, "tenders/member_edit.html", {**stage_frame(request, tender, "team"), **context})


@require_POST
def member_leave(request: Request, pk: int, member_id: int) -> HttpResponse:
    """Take somebody out of a role; the page that follows offers to undo it."""
    tender = open_tender(request, pk, "tenders.manage_team")
    member = open_row(tender.team.select_related("user"), member_id)
    try:
        service.deactivate_member(member_id, actor=request.user)
    except service.AuthorityError as error:
        messages.error(request, authority_words(error.code, error.ask))
        return redirect("tenders:team", pk)
    text = _("%(person)s zit niet meer in het team als %(role)s. Onder aan de lijst kunt u dit ongedaan maken.")
    if member.carries_authority and member.user_id == request.user.pk:
        text = _("U zit niet meer in het team als %(role)s. Een andere beheerder of inkoper kan dit ongedaan maken.")
    messages.success(request, text % {"person": member.user, "role": member.get_role_display()})
    return redirect("tenders:team", pk)


@require_POST
def member_return(request: Request, pk: int, member_id: int) -> HttpResponse:
    """Undo that somebody left."""
    tender = open_tender(request, pk, "tenders.manage_team")
    member = open_row(tender.team.select_related("user"), member_id)
    try:
        service.restore_member(member_id, actor=request.user)
    except service.AlreadyInTeamError:
        messages.error(request, _("Deze persoon heeft deze rol intussen al weer."))
    except service.AuthorityError as error:
        messages.error(request, authority_words(error.code, error.ask))
    else:
        messages.success(request, _("%(person)s zit weer in het team.") % {"person": member.user})
    return redirect("tenders:team", pk)


def _add(request: Request, tender: Tender, form: NewMemberForm) -> TeamMember:
    chosen = form.cleaned_data
    if chosen["user"]:
        return service.add_member(tender.pk, actor=request.user, user=chosen["user"], **form.place)
    reason = _("het team van de aanbesteding %(tender)s") % {"tender": tender.title}
    return service.invite_member(
        tender.pk, actor=request.user, email=chosen["email"], name=chosen["name"], reason=reason, **form.place
    )


def _faults(tender: Tender, active: list[TeamMember], *, gives: bool) -> list[dict[str, Any]]:
    facts = [MemberFacts(one.user_id, TeamRole(one.role), one.department, one.mandate) for one in active]
    new_url = reverse("tenders:member_new", args=[tender.pk])
    found = []
    for fault in find_faults(facts):
        words = {"role": TEAM_ROLE_LABELS[fault.role]} if fault.role else {}
        is_role = fault.code == "role_missing"
        may_add = is_role and (gives or fault.role not in AUTHORITY_ROLES)
        url = f"{new_url}?rol={fault.role}" if may_add else ""
        severity = "warning" if is_role or fault.code == "one_signer" else "advice"
        found.append({"text": str(TEAM_FAULTS[fault.code]) % words, "url": url, "severity": severity})
    return found
