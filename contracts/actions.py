"""Actions of contract management in the audit trail."""

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

CONTRACT_ACTIONS: dict[str, Text] = {
    "contract.created": _("Contract aangemaakt uit de gunning"),
    "contract.changed": _("Contract gewijzigd"),
    "contract.started": _("Contract van start"),
    "kpi.added": _("KPI toegevoegd"),
    "kpi.changed": _("KPI gewijzigd"),
    "kpi.targets_set": _("Doelen vastgelegd"),
    "measurement.recorded": _("Meting vastgelegd"),
    "measurement.corrected": _("Meting gecorrigeerd"),
    "review.saved": _("Kwartaalgesprek opgeslagen"),
    "review.offered": _("Kwartaalgesprek aangeboden voor ondertekening"),
    "review.signed": _("Kwartaalgesprek ondertekend"),
    "review.withdrawn": _("Aanbod van het kwartaalgesprek ingetrokken"),
    "action.done": _("Afspraak gereed gemeld"),
    "recalibration.proposed": _("Herijking voorgesteld"),
    "recalibration.signed": _("Herijking ondertekend"),
    "recalibration.withdrawn": _("Herijking ingetrokken"),
    "incentive.proposed": _("Boete berekend"),
    "incentive.heard": _("Reactie van de opdrachtnemer vastgelegd"),
    "incentive.decided": _("Besluit over de boete"),
    "lesson.written": _("Les vastgelegd"),
}
