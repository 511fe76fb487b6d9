"""People, organisations and companies."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations, memberships, companies and their contacts."""

    name = "procurement.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from procurement.accounts import permissions  # noqa: F401 -- registers who may do what
        from procurement.accounts.actions import ACCOUNT_ACTIONS
        from procurement.core.actions import register_actions

        register_actions(ACCOUNT_ACTIONS)
