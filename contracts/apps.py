"""Contract management: promises become KPIs, measured, reviewed and grown."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Stage 12."""

    name = "contracts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contracts import permissions  # noqa: F401 -- registers the predicates
        from contracts.actions import CONTRACT_ACTIONS
        from contracts.stages import register_stages
        from procurement.core.actions import register_actions

        register_actions(CONTRACT_ACTIONS)
        register_stages()
