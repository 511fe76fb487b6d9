"""Every action of the audit trail with its Dutch label; each app adds its own in AppConfig.ready()."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from procurement.core.registry import Registry

ACTIONS: Registry[Text] = Registry()


def register_actions(actions: Mapping[str, Text]) -> None:
    """Add actions ``<noun>.<verb>`` -> label. Raises ValueError when one is registered twice."""
    for action, label in actions.items():
        ACTIONS[action] = label


register_actions(
    {
        "job.requested": _("Document of taak aangevraagd"),
        "file.stored": _("Bestand opgeslagen"),
        "file.downloaded": _("Bestand gedownload"),
        "act.signed": _("Ondertekend"),
        "act.completed": _("Handeling door twee personen voltooid"),
        "act.withdrawn": _("Handeling ingetrokken"),
        "clock.moved": _("Demoklok verzet"),
    }
)
