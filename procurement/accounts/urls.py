"""Addresses of accounts."""

from django.urls import path

from procurement.accounts.views import identity

app_name = "accounts"

urlpatterns = [
    path("tekencode/", identity.identity_code, name="identity_code"),
]
