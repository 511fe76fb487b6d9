"""Addresses of the core."""

from django.urls import path

from procurement.core.views import work

app_name = "core"

urlpatterns = [
    path("", work.work, name="work"),
]
