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
        from procurement.accounts.demo.loader import load_people
        from procurement.accounts.labels import WELCOME_LABEL
        from procurement.accounts.navigation import COMPANIES, ORGANISATION
        from procurement.core.actions import register_actions
        from procurement.core.extension_points import DEMO_PARTS, NAVIGATION, NOTIFICATION_KINDS, DemoPart

        register_actions(ACCOUNT_ACTIONS)
        NOTIFICATION_KINDS["accounts.welcome"] = WELCOME_LABEL
        NAVIGATION["accounts.companies"] = COMPANIES
        NAVIGATION["accounts.organisation"] = ORGANISATION
        DEMO_PARTS["accounts.people"] = DemoPart(order=5, load=load_people)
