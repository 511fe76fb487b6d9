"""Dutch wording of the enums of accounts."""

from django.conf import settings
from django.utils.text import format_lazy
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
ROLE_EXPLANATIONS: dict[Role, Text] = {
    Role.ADMIN: _("beheert de gegevens van de organisatie en wie er toegang heeft"),
    Role.BUYER: _("maakt aanbestedingen en tekent ervoor"),
    Role.CONTRACT_MANAGER: _("bewaakt contracten, legt metingen vast en tekent kwartaalrapportages"),
    Role.READER: _("leest mee en wijzigt niets"),
    Role.AUDITOR: _("leest mee, ook in het logboek, en wijzigt niets"),
}
AUTHORITY_KIND_LABELS: dict[AuthorityKind, Text] = {
    AuthorityKind.CENTRAL: _("centrale overheid (Staat)"),
    AuthorityKind.SUBCENTRAL: _("decentrale overheid"),
}

WELCOME_LABEL = _("Toegang en uitnodigingen")
ACCOUNT_ERRORS: dict[str, Text] = {
    "already_member": _("Deze persoon heeft deze rol al."),
    "last_admin": _("Dit is de enige beheerder. Wijs eerst een andere beheerder aan."),
    "own_access": _("U kunt uw eigen rol niet wijzigen of beëindigen. Vraag dit een andere beheerder."),
    "same_role": _("Deze persoon heeft deze rol al."),
    "already_invited": _("Deze persoon is al uitgenodigd."),
    "already_withdrawn": _("Deze uitnodiging is al ingetrokken."),
    "same_name": _("Er staat al een onderneming met deze naam in de lijst."),
    "already_contact": _("Deze persoon is al contactpersoon van deze onderneming."),
    "already_ended": _("Deze toegang was al beëindigd."),
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


def explained_role_choices() -> list[tuple[str, Text]]:
    """Choices for a role field that says what each role does."""
    return [(role.value, format_lazy("{}: {}", label, ROLE_EXPLANATIONS[role])) for role, label in ROLE_LABELS.items()]
