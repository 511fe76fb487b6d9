"""Addresses of accounts."""

from django.urls import path

from procurement.accounts.views import demo, identity, profile

app_name = "accounts"

urlpatterns = [
    path("demo/", demo.demo_sign_in, name="demo_sign_in"),
    path("profiel/", profile.profile, name="profile"),
    path("tekencode/", identity.identity_code, name="identity_code"),
]
