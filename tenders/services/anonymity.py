"""Who must not be betrayed by a text: the companies of the address book, and who speaks for them."""

from collections.abc import Collection

from django.db.models import Prefetch

from procurement.accounts.models import Company, CompanyContact
from tenders.domain import anonymity
from tenders.domain.anonymity import Leak, Party, Watch
from tenders.models import Question, Tender


def watch_for(tender: Tender) -> Watch:
    """Return what no text of this tender may hold; two queries, for any number of texts."""
    contacts = CompanyContact.objects.filter(is_active=True).select_related("user").order_by("pk")
    companies = Company.objects.filter(organisation_id=tender.organisation_id).order_by("name")
    rows = companies.prefetch_related(Prefetch("contacts", queryset=contacts))
    return anonymity.watch_for([party_of(row) for row in rows], own_mails=tender.organisation.complaint_desk)


def leaks_in(tender: Tender, text: str, *, meant: Collection[str] = ()) -> list[Leak]:
    """Return what in the text may lead to who asked; see ``domain.anonymity.leaks``."""
    return anonymity.leaks(text, watch_for(tender), meant=meant)


def judge_wording(question: Question, *, watch: Watch | None = None) -> None:
    """Set, in memory, whether place and wording of the question betray nobody."""
    found = anonymity.leaks(
        f"{question.document_part}\n{question.text}", watch or watch_for(question.tender), meant=question.names_meant
    )
    question.is_anonymous = not found


def mean_names(question: Question, *texts: str) -> None:
    """Keep, in memory, that a person said that the pieces found in ``texts`` may stand there."""
    found = leaks_in(question.tender, "\n".join(texts), meant=question.names_meant)
    question.names_meant = [*question.names_meant, *(leak.text for leak in found)]


def party_of(company: Company) -> Party:
    """Return the company as the guard of names looks at it: its names, numbers, contacts and makes."""
    users = [contact.user for contact in company.contacts.all() if contact.is_active]
    return Party(
        name=company.name,
        kvk=company.kvk,
        people=tuple(user.name for user in users if user.name),
        mails=tuple(user.email for user in users),
        products=tuple(line.strip() for line in company.products.replace(",", "\n").splitlines() if line.strip()),
    )
