"""Awarding: the award model, bids, committee, computation, decision and letters."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Stages 5 and 9-11."""

    name = "criteria"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from criteria import checks, permissions  # noqa: F401 -- registers the checks and the predicates
        from criteria.actions import ASSESSMENT_ACTIONS, AWARD_ACTIONS, MODEL_ACTIONS
        from criteria.assessment_parts import register_assessment
        from criteria.award_model_stage import register_award_model
        from criteria.award_parts import register_award
        from procurement.core.actions import register_actions

        register_actions(AWARD_ACTIONS)
        register_actions(ASSESSMENT_ACTIONS)
        register_actions(MODEL_ACTIONS)
        register_award_model()
        register_assessment()
        register_award()
