"""Actions of drafting in the audit trail."""

from django.utils.translation import gettext_lazy as _

TENDER_ACTIONS = {
    "tender.created": _("Aanbesteding aangemaakt"),
    "tender.changed": _("Aanbesteding gewijzigd"),
    "tender.transition": _("Status van de aanbesteding gewijzigd"),
}
