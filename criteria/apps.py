"""Awarding: the award model, bids, committee, computation, decision and letters."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Stages 5 and 9-11."""

    name = "criteria"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from criteria import permissions  # noqa: F401 -- registers the predicates
        from criteria.actions import AWARD_ACTIONS
        from procurement.core.actions import register_actions

        register_actions(AWARD_ACTIONS)
