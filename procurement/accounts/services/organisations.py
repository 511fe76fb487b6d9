"""What an organisation says about itself."""

from django.db import transaction

from procurement.accounts.models import Organisation, User
from procurement.core import audit

# What the admin keeps; vision and definition belong to policy.
FIELDS = ("name", "authority_kind", "kvk", "oin", "address", "complaint_desk", "court_city")


@transaction.atomic
def change_organisation(organisation_id: int, *, actor: User, **values: str) -> Organisation:
    """Store the given ``FIELDS`` of an organisation and return it; nothing is recorded when nothing differs.

    Raises:
        KeyError: a field that is not kept here.
    """
    if not values.keys() <= set(FIELDS):
        raise KeyError(sorted(values.keys() - set(FIELDS)))
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    changed = [field for field, value in values.items() if getattr(organisation, field) != value.strip()]
    if not changed:
        return organisation
    for field in changed:
        setattr(organisation, field, values[field].strip())
    organisation.save(update_fields=[*changed, "updated_at"])
    audit.record("organisation.changed", actor=actor, target=organisation, fields=changed)
    return organisation
