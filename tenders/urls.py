"""Addresses of tenders."""

from django.urls import path

from tenders.views import overview

app_name = "tenders"

urlpatterns = [
    path("aanbestedingen/<int:pk>/", overview.overview, name="workspace"),
]
