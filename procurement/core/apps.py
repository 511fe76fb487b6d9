"""The shared kernel: knows nothing of procurement."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Audit, signatures, jobs, files, documents, clock and registries."""

    name = "procurement.core"
    label = "core"

    def ready(self) -> None:
        from procurement.core import checks  # noqa: F401 -- registers the system checks
        from procurement.core.extension_points import INTEGRITY_CHECKS, NAVIGATION, NOTIFICATION_KINDS, IntegrityCheck
        from procurement.core.navigation import MESSAGES, TRAIL, WORK
        from procurement.core.services import integrity

        NAVIGATION["core.work"] = WORK
        NAVIGATION["core.messages"] = MESSAGES
        NAVIGATION["core.trail"] = TRAIL

        INTEGRITY_CHECKS["audit"] = IntegrityCheck("audit chains", integrity.chain_faults)
        INTEGRITY_CHECKS["signatures"] = IntegrityCheck("signatures", integrity.signature_faults)
        INTEGRITY_CHECKS["files"] = IntegrityCheck("stored files", integrity.file_faults)
        NOTIFICATION_KINDS["core.term"] = _("Werk dat een termijn heeft")
