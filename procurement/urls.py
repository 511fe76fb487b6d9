"""All addresses; the apps are named by string, so the project package imports nothing upward."""

from django.urls import include, path

urlpatterns = [
    path("", include("procurement.core.urls")),
    path("", include("procurement.accounts.urls")),
    path("", include("procurement.accounts.sign_in_urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("tenders.urls")),
    path("", include("criteria.urls")),
    path("", include("contracts.urls")),
]

handler400 = "procurement.core.views.trouble.bad_request"
handler403 = "procurement.core.views.trouble.forbidden"
handler404 = "procurement.core.views.trouble.not_found"
handler500 = "procurement.core.views.trouble.server_error"
