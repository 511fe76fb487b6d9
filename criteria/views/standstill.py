"""Stage 11: the standstill and the final award."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.forms.award import SummonsEndForm, SummonsForm
from criteria.models import Evaluation, Standstill, Summons
from criteria.services import standstill as service
from criteria.services.standstill_terms import counted
from criteria.services.summonses import summonses_of
from criteria.views.access import open_evaluation, reason_of, says_refusals
from criteria.views.award_tabs import award_frame
from procurement.core import clock
from procurement.core.domain.terms import earliest_contract_date
from procurement.core.http import Request
from procurement.core.templatetags.formats import dutch_date, dutch_datetime
from tenders.domain.lifecycle import TenderState

# When it is read, what it says and a note.
Step = tuple[date, str, str, str]


@require_safe
def standstill(request: Request, pk: int) -> HttpResponse:
    """Show the term, what happened in it and what may be done now."""
    return standstill_page(request, open_evaluation(request, pk, "criteria.view_letters"))


@require_POST
@says_refusals("criteria:standstill")
def finalise(request: Request, pk: int) -> HttpResponse:
    """Award finally."""
    evaluation = open_evaluation(request, pk, "criteria.finalise_award")
    service.finalise(evaluation.pk, actor=request.user)
    messages.success(request, _("Definitief gegund. De overeenkomst kan worden getekend."))
    return redirect("criteria:standstill", pk)


def standstill_page(
    request: Request,
    evaluation: Evaluation,
    *,
    summons_form: SummonsForm | None = None,
    end_form: tuple[int, SummonsEndForm] | None = None,
) -> HttpResponse:
    """Show the page of the term. end_form: a form that did not pass, with the id of its summons."""
    found = service.standstill_of(evaluation)
    if found is None:
        raise Http404
    summonses = summonses_of(found)
    running = [one for one in summonses if not hasattr(one, "end")]
    obstacle = service.obstacle_of(found, running)
    may_record = request.user.has_perm("criteria.record_summons", evaluation)
    context = {
        "standstill": found,
        "steps": _steps(evaluation, found, summonses),
        "counted": counted(evaluation.lot.tender, found.send_on),
        "obstacle": reason_of(obstacle) if obstacle is not None and _waits(evaluation, found, running) else "",
        "may_finalise": obstacle is None and request.user.has_perm("criteria.finalise_award", evaluation),
        "summonses": [_summons(one, may_record, end_form) for one in summonses],
        "summons_form": summons_form or (_summons_form(evaluation) if may_record else None),
    }
    return render(request, "criteria/standstill.html", {**award_frame(request, evaluation, "standstill"), **context})


def _waits(evaluation: Evaluation, found: Standstill, running: list[Summons]) -> bool:
    """Somebody waits for what still stands in the way: of the final award, or of the contract after it."""
    if evaluation.lot.tender.state == TenderState.WITHDRAWN or not found.sent_at:
        return False
    return found.final_at is None or bool(running)


def _summons_form(evaluation: Evaluation) -> SummonsForm:
    city = evaluation.lot.tender.organisation.court_city
    return SummonsForm(initial={"court": _("Rechtbank %(city)s") % {"city": city} if city else ""})


def _summons(row: Summons, may_record: bool, failed: tuple[int, SummonsEndForm] | None) -> dict[str, Any]:
    end = getattr(row, "end", None)
    form = None
    if may_record and end is None:
        form = failed[1] if failed is not None and failed[0] == row.pk else SummonsEndForm(summons=row)
    return {"summons": row, "end": end, "form": form}


def _steps(evaluation: Evaluation, found: Standstill, summonses: list[Summons]) -> list[dict[str, Any]]:
    today = clock.today()
    steps = [*_term(evaluation, found), *(step for one in summonses for step in _summoned(one))]
    return [
        {"date": shown, "title": title, "note": note, "state": "past" if day <= today else "future"}
        for day, shown, title, note in sorted(steps, key=lambda step: step[0])
    ]


def _term(evaluation: Evaluation, found: Standstill) -> list[Step]:
    count = counted(evaluation.lot.tender, found.send_on)
    sent = dutch_datetime(found.sent_at) if found.sent_at else dutch_date(found.send_on)
    channel = found.act.channel if found.act else ""
    first = earliest_contract_date(found.ends_on)
    steps = [
        (found.send_on, sent, _("Brieven verzonden") if found.sent_at else _("Brieven versturen"), channel),
        (count.first, dutch_date(count.first), _("De termijn begint"), ""),
        (found.ends_on, dutch_date(found.ends_on), _("Laatste dag, tot 23.59 uur"), ""),
    ]
    if found.final_at:
        steps.append(
            (timezone.localtime(found.final_at).date(), dutch_datetime(found.final_at), _("Definitief gegund"), "")
        )
    elif evaluation.lot.tender.state != TenderState.WITHDRAWN:
        steps.append((first, dutch_date(first), _("Eerste dag om definitief te gunnen en te tekenen"), ""))
    return steps


def _summoned(row: Summons) -> list[Step]:
    steps = [(row.served_on, dutch_date(row.served_on), _("Dagvaarding betekend"), row.party)]
    end = getattr(row, "end", None)
    if end is not None:
        title = _("Einde van de dagvaarding van %(party)s") % {"party": row.party}
        steps.append((end.ended_on, dutch_date(end.ended_on), title, end.get_how_display()))
    return steps
