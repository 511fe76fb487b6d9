"""Actions of contract management in the audit trail."""

from procurement.core.extension_points import Text

CONTRACT_ACTIONS: dict[str, Text] = {}
