"""Dutch wording of the enums of accounts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import AuthorityKind, Role
from procurement.core.extension_points import Text

ROLE_LABELS: dict[Role, Text] = {
    Role.ADMIN: _("beheerder"),
    Role.BUYER: _("inkoper"),
    Role.CONTRACT_MANAGER: _("contractmanager"),
    Role.READER: _("lezer"),
    Role.AUDITOR: _("auditor"),
}
AUTHORITY_KIND_LABELS: dict[AuthorityKind, Text] = {
    AuthorityKind.CENTRAL: _("centrale overheid (Staat)"),
    AuthorityKind.SUBCENTRAL: _("decentrale overheid"),
}


def role_choices() -> list[tuple[str, Text]]:
    """Choices for a role field."""
    return [(role.value, label) for role, label in ROLE_LABELS.items()]


def authority_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of authority."""
    return [(kind.value, label) for kind, label in AUTHORITY_KIND_LABELS.items()]


def language_choices() -> list[tuple[str, Text]]:
    """Choices for the language of the screen; a language is named in itself."""
    return list(settings.LANGUAGES)
