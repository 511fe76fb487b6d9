"""Actions of awarding in the audit trail."""

from procurement.core.extension_points import Text

AWARD_ACTIONS: dict[str, Text] = {}
