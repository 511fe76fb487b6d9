"""Stage 7: which companies may ask in Kring, and messages to all of them at the same moment."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.accounts.models import Company, User
from procurement.core import audit, clock
from procurement.core.services.notifications import notify
from tenders.models import InvitedCompany, Tender
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published

INVITED = "tenders.invited_to_ask"
NOTE_OUT = "tenders.note_out"


@transaction.atomic
def invite(tender_id: int, company_ids: Sequence[int], *, actor: User) -> list[InvitedCompany]:
    """Let the contacts of these companies ask questions and read notes, tell them all, and return who is new.

    Companies of another authority are passed over, and so are those that were invited before.

    Raises:
        ClarificationRefusedError: "not_published".
    """
    tender = lock_published(tender_id)
    known = set(tender.invited_companies.filter(withdrawn_at=None).values_list("company_id", flat=True))
    companies = Company.objects.filter(pk__in=company_ids, organisation_id=tender.organisation_id).order_by("name")
    now = clock.now()
    made = [
        InvitedCompany.objects.create(tender=tender, company=company, invited_by=actor, invited_at=now)
        for company in companies
        if company.pk not in known
    ]
    for one in made:
        # The name of a company that may have asked stands in no trail that more people read.
        audit.record("company.invited_to_ask", actor=actor, target=tender, invitation=one.pk)
    _tell(
        tender,
        contacts_of(one.company_id for one in made),
        INVITED,
        lambda: _("U kunt vragen stellen: %(tender)s") % {"tender": tender.title},
        lambda: _("In Kring stelt u vragen over deze aanbesteding en leest u de nota's van inlichtingen."),
    )
    return made


@transaction.atomic
def end_invitation(invitation_id: int, *, actor: User) -> InvitedCompany:
    """End that a company asks and reads here, and return the invitation; what it asked stays.

    Raises:
        ClarificationRefusedError: "already_ended".
    """
    invitation = InvitedCompany.objects.select_for_update(of=("self",)).select_related("tender").get(pk=invitation_id)
    if invitation.withdrawn_at is not None:
        raise ClarificationRefusedError("already_ended")
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("company.invitation_ended", actor=actor, target=invitation.tender, invitation=invitation.pk)
    return invitation


def contacts_of(company_ids: Iterable[int]) -> list[User]:
    """Return who speaks for these companies, each once, by address."""
    ids = list(company_ids)
    rows = User.objects.filter(company_contacts__company_id__in=ids, company_contacts__is_active=True, is_active=True)
    return list(rows.distinct().order_by("email"))


def tell_note_out(tender: Tender, number: int) -> None:
    """Tell the contacts of every invited company, in one act, that a note is out (rule NVI-01)."""
    ids = tender.invited_companies.filter(withdrawn_at=None).values_list("company_id", flat=True)
    _tell(
        tender,
        contacts_of(ids),
        NOTE_OUT,
        lambda: _("Nota van inlichtingen %(number)s: %(tender)s") % {"number": number, "tender": tender.title},
        lambda: _("De nota is voor iedereen tegelijk verschenen. Zij hoort bij de aanbestedingsstukken."),
    )


def _tell(
    tender: Tender, people: Sequence[User], kind: str, subject: Callable[[], str], body: Callable[[], str]
) -> None:
    """One message for all who read the same language, so that nobody hears it later than another."""
    url = reverse("tenders:own_questions", args=[tender.pk])
    for language in sorted({person.language for person in people}):
        with override(language):
            notify([one for one in people if one.language == language], kind, subject(), body(), url)
