"""Actions of accounts in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_ACTIONS = {
    "organisation.added": _("Organisatie toegevoegd"),
    "organisation.changed": _("Organisatie gewijzigd"),
    "member.added": _("Medewerker toegevoegd"),
    "member.role_changed": _("Rol gewijzigd"),
    "member.deactivated": _("Toegang van medewerker beëindigd"),
    "person.invited": _("Persoon van buiten uitgenodigd"),
    "person.invitation_withdrawn": _("Uitnodiging ingetrokken"),
    "company.added": _("Onderneming toegevoegd"),
    "company.changed": _("Onderneming gewijzigd"),
    "contact.added": _("Contactpersoon toegevoegd"),
    "contact.ended": _("Toegang van contactpersoon beëindigd"),
    "profile.changed": _("Eigen gegevens gewijzigd"),
}
