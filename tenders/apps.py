"""Drafting a tender: policy to publication, and the questions after it."""

from django.apps import AppConfig


class TendersConfig(AppConfig):
    """Stages 1-4, 6 and 7."""

    name = "tenders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from procurement.core.actions import register_actions
        from tenders import permissions  # noqa: F401 -- registers the predicates
        from tenders.actions import TENDER_ACTIONS
        from tenders.clarifying import register_clarifying
        from tenders.library_parts import register_library
        from tenders.preparation import register_preparation
        from tenders.publishing import register_publishing
        from tenders.specification import register_specification
        from tenders.stages import register_stages

        register_actions(TENDER_ACTIONS)
        register_preparation()
        register_stages()
        register_specification()
        register_publishing()
        register_clarifying()
        register_library()
