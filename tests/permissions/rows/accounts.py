"""Who gets what at the addresses of accounts."""

from typing import Any

from procurement.accounts.models import CompanyContact, Invitation, Membership
from tests.permissions.people import (
    ADMINS,
    BUYERS,
    CONTRACT_MANAGERS,
    MEMBERS,
    NOBODY,
    SIGNED_IN,
)
from tests.permissions.row import Row, post
from tests.permissions.world import World, of

# Who works for another authority sees the pages of that one.
WORKING = MEMBERS | {"other_buyer"}
# Who keeps the address book and invites people from outside.
KEEPERS = ADMINS | BUYERS | CONTRACT_MANAGERS


def build(world: World) -> None:
    """An invitation, and by name the membership of the reader, the company of the bidder and its contact."""
    cast = world.cast
    world["invitation"] = Invitation.objects.create(
        organisation=cast.organisation,
        user=cast.external_assessor,
        reason="beoordelen",
        invited_by=cast.buyer,
        created_at=cast.tender.created_at,
    )
    world["reader_membership"] = Membership.objects.get(user=cast.reader)
    world["company"] = cast.bidder_company
    world["contact"] = CompanyContact.objects.get(company=cast.bidder_company)


def contact(world: World) -> dict[str, Any]:
    """Arguments of an address of the contact of the company."""
    return {"pk": world["company"].pk, "contact": world["contact"].pk}


ROWS: tuple[Row, ...] = (
    Row("accounts:profile", SIGNED_IN),
    post("accounts:identity_code", SIGNED_IN),
    # Exists in demo mode only.
    Row("accounts:demo_sign_in", NOBODY, public=True, ok=frozenset({404})),
    Row("accounts:organisation", WORKING),
    Row("accounts:change_organisation", ADMINS, forbidden=WORKING - ADMINS),
    # Nothing chosen: not found, for whoever is signed in.
    post("accounts:switch_organisation", NOBODY),
    Row("accounts:members", WORKING),
    Row("accounts:add_member", ADMINS, forbidden=WORKING - ADMINS),
    Row("accounts:change_member", ADMINS, of("reader_membership"), forbidden=WORKING - ADMINS),
    post("accounts:end_membership", ADMINS, of("reader_membership"), forbidden=WORKING - ADMINS),
    Row("accounts:invitations", KEEPERS | {"other_buyer"}, forbidden=MEMBERS - KEEPERS),
    Row("accounts:invite_person", KEEPERS | {"other_buyer"}, forbidden=MEMBERS - KEEPERS),
    post("accounts:withdraw_invitation", KEEPERS, of("invitation"), forbidden=MEMBERS - KEEPERS),
    Row("accounts:companies", SIGNED_IN),
    Row("accounts:add_company", KEEPERS | {"other_buyer"}, forbidden=MEMBERS - KEEPERS),
    Row("accounts:company", MEMBERS | {"bidder"}, of("company")),
    Row("accounts:change_company", KEEPERS, of("company"), forbidden=(MEMBERS - KEEPERS) | {"bidder"}),
    Row("accounts:add_contact", KEEPERS, of("company"), forbidden=(MEMBERS - KEEPERS) | {"bidder"}),
    post("accounts:end_contact", KEEPERS, contact, forbidden=(MEMBERS - KEEPERS) | {"bidder"}),
)
