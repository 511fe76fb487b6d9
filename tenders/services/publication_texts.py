"""What a person is told when a tender waits for their signature."""

from django.utils.translation import gettext as _

from procurement.accounts.models import User
from tenders.models import Tender


def offer_subject(tender: Tender) -> str:
    """Return the subject of the message to who can publish."""
    return _("Te publiceren: %(title)s") % {"title": tender.title}


def offer_body(tender: Tender, actor: User) -> str:
    """Return the message to who can publish."""
    return _(
        "%(person)s heeft “%(title)s” aangeboden voor publicatie. Lees de stukken, verzend de aankondiging en "
        "publiceer."
    ) % {"person": actor.get_full_name(), "title": tender.title}
