"""Stage 4: the specification mirror: picture, words found with a proposal, pairs that are at odds."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.http import Request
from tenders.domain.mirror import MANY_HARD
from tenders.labels_specification import REMARK_KINDS
from tenders.services import mirror as service
from tenders.services.conflicts import conflicts_of
from tenders.views.access import open_row, says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.views.specification import step_shown, tabs, where_to, written
from tenders.workspace import frame, open_tender

PAGE_SIZE = 25


def mirror(request: Request, pk: int) -> HttpResponse:
    """Show what the requirements do together and what could be put otherwise."""
    tender = open_tender(request, pk)
    found, remarks = service.mirror_of(tender, written(tender).select_related("ambition").in_reading_order())
    kinds = Counter(one.remark.kind for one in remarks)
    chosen = request.GET.get("soort", "")
    shown = [one for one in remarks if one.remark.kind == chosen] if chosen in kinds else remarks
    context = {
        "mirror": found,
        "picture": service.picture_of(found),
        "many_hard": MANY_HARD,
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "kinds": [{"kind": kind, "label": REMARK_KINDS[kind], "count": count} for kind, count in kinds.most_common()],
        "chosen": chosen if chosen in kinds else "",
        "conflicts": conflicts_of(tender),
        "step": step_shown(request, tender),
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "mirror"),
    }
    return render(request, "tenders/mirror.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def take_over(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Put what the mirror proposes in the place of a text; the next page offers to undo it."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    seen: dict[str, Any] = {
        "kind": request.POST.get("soort", ""),
        "start": int(request.POST.get("plaats", "")) if request.POST.get("plaats", "").isdigit() else -1,
        "words": request.POST.get("woorden", ""),
    }
    to_requirement = "naar_eis" in request.POST
    page, args = ("change_requirement", [pk, requirement_id]) if to_requirement else ("mirror", [pk])
    try:
        step = service.take_over(requirement.pk, actor=request.user, **seen)
    except service.ProposalGoneError:
        messages.error(request, _("De tekst is intussen anders. Lees de eis opnieuw."))
        return redirect(f"tenders:{page}", *args)
    messages.success(request, _("Eis %(code)s is herschreven.") % {"code": requirement.code})
    return redirect(where_to(page, *args, stap=step.pk))
