"""The one permission table: every address of Kring, the whole cast. Each app keeps its rows in a module of its own.

To add an address: put a ``Row`` in ``rows/<app>.py``, and in its ``build(world)`` what the address needs to exist.
"""

from tests.permissions.row import Row
from tests.permissions.rows import (
    accounts,
    assessment,
    award,
    award_model,
    contracts,
    core,
    criteria,
    drafting,
    library,
    procedure,
    publishing,
    specification,
    tenders,
)
from tests.permissions.world import Builder

BUILDERS: dict[str, Builder] = {
    "core": core.build,
    "accounts": accounts.build,
    "tenders": tenders.build,
    "drafting": drafting.build,
    "specification": specification.build,
    "procedure": procedure.build,
    "library": library.build,
    "publishing": publishing.build,
    "award_model": award_model.build,
    "criteria": criteria.build,
    "assessment": assessment.build,
    "award": award.build,
    "contracts": contracts.build,
}
ROWS: tuple[Row, ...] = (
    *core.ROWS,
    *accounts.ROWS,
    *tenders.ROWS,
    *award_model.ROWS,
    *drafting.ROWS,
    *specification.ROWS,
    *procedure.ROWS,
    *library.ROWS,
    *publishing.ROWS,
    *criteria.ROWS,
    *assessment.ROWS,
    *award.ROWS,
    *contracts.ROWS,
)

# Addresses of other people's code: open to everybody, or asking a session; their own tests say what they do.
PUBLIC_OF_OTHERS = frozenset(
    {
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_inactive",
        "account_logout",
        "account_signup",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "mfa_authenticate",
        "set_language",
    }
)
PRIVATE_OF_OTHERS = frozenset(
    {
        "account_change_password",
        "account_reauthenticate",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
    }
)
