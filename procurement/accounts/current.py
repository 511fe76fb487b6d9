"""The organisation that a person works for at this moment: most people have one, some choose."""

from procurement.accounts.models import Organisation
from procurement.core.http import Request

SESSION_KEY = "organisation"


def current_organisation(request: Request) -> Organisation | None:
    """Return the organisation chosen in this session, else the first by name; None for people from outside."""
    if not hasattr(request, "kring_organisation"):
        mine = list(Organisation.objects.visible_to(request.user))
        chosen = [organisation for organisation in mine if organisation.pk == request.session.get(SESSION_KEY)]
        request.kring_organisation = (chosen or mine or [None])[0]  # type: ignore[attr-defined]
    return request.kring_organisation  # type: ignore[attr-defined, no-any-return]
