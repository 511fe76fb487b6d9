"""All addresses; the apps are named by string, so the project package imports nothing upward."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("procurement.core.urls")),
    path("", include("procurement.accounts.urls")),
    path("", include("procurement.accounts.sign_in_urls")),
    # Before signing in one can choose a language too.
    path("taal/", login_not_required(set_language), name="set_language"),
    path("", include("tenders.urls")),
    path("", include("criteria.urls")),
    path("", include("contracts.urls")),
]

handler400 = "procurement.core.views.trouble.bad_request"
handler403 = "procurement.core.views.trouble.forbidden"
handler404 = "procurement.core.views.trouble.not_found"
handler500 = "procurement.core.views.trouble.server_error"
