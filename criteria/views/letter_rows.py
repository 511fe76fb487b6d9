"""What the pages of the letters show: rows, approvals, findings."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.award_labels import finding_message
from criteria.domain.vocabulary import LetterState
from criteria.forms.award import SendForm
from criteria.models import AwardDecision, Letter, Standstill
from criteria.services import letters as service
from criteria.services.letter_findings import findings_of
from procurement.core import clock
from procurement.core.models import Signature, SignedAct
from procurement.core.templatetags.formats import dutch_datetime

SEVERITY_WORDS = {"block": gettext_lazy("Blokkade"), "warning": gettext_lazy("Let op")}
_BADGES = {LetterState.DRAFT: "busy", LetterState.APPROVED: "done", LetterState.SENT: "done"}


def letter_rows(letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """Return the letters as the overview shows them."""
    return [
        {
            "pk": one.pk,
            "code": one.bid.code,
            "name": one.bid.company.name,
            "kind": one.get_kind_display(),
            "state": one.get_state_display(),
            "badge": _BADGES[LetterState(one.state)],
            "file": one.file,
        }
        for one in letters
    ]


def approvals(letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """Return who approved the letters, once a person, with how many each approved; withdrawn ones do not count."""
    acts = SignedAct.objects.filter(
        kind=service.APPROVE, target_type=Letter._meta.label, target_id__in=[str(one.pk) for one in letters]
    ).exclude(state="withdrawn")
    found: dict[int, dict[str, Any]] = {}
    for row in Signature.objects.filter(act__in=acts).order_by("pk"):
        person = found.setdefault(
            row.person_id,
            {
                "person_id": row.person_id,
                "name": row.person_name,
                "role": row.capacity,
                "signed_at": dutch_datetime(row.shown_at, "medium"),
            },
        )
        person["count"] = person.get("count", 0) + 1
    people = list(found.values())
    if len(people) == 1:
        people.append({"person_id": None, "name": _("Tweede persoon"), "role": "", "signed_at": None})
    return people


def finding_rows(decision: AwardDecision, letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """Return what the rules found, in words."""
    return [
        {
            "severity": one.severity,
            "severity_label": SEVERITY_WORDS[one.severity],
            "message": finding_message(one.code, one.params),
            "article": one.article,
        }
        for one in findings_of(decision, letters)
    ]


def sending_form(standstill: Standstill) -> SendForm:
    """Return the form of sending, which begins at the day that the letters print."""
    now = timezone.localtime(clock.now())
    moment = now if now.date() == standstill.send_on else None
    return SendForm(initial={"channel": "TenderNed", "outside_at": moment})
