"""The shared kernel: knows nothing of procurement."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Audit, signatures, jobs, files, documents, clock and registries."""

    name = "procurement.core"
    label = "core"

    def ready(self) -> None:
        from procurement.core import checks
