"""Addresses of accounts."""

from django.urls import path

from procurement.accounts.views import companies, demo, identity, invitations, members, organisation, profile

app_name = "accounts"

urlpatterns = [
    path("demo/", demo.demo_sign_in, name="demo_sign_in"),
    path("profiel/", profile.profile, name="profile"),
    path("tekencode/", identity.identity_code, name="identity_code"),
    path("organisatie/", organisation.organisation, name="organisation"),
    path("organisatie/wijzigen/", organisation.change, name="change_organisation"),
    path("organisatie/wisselen/", organisation.switch, name="switch_organisation"),
    path("organisatie/medewerkers/", members.members, name="members"),
    path("organisatie/medewerkers/nieuw/", members.add, name="add_member"),
    path("organisatie/medewerkers/<int:pk>/", members.change, name="change_member"),
    path("organisatie/medewerkers/<int:pk>/beeindigen/", members.end, name="end_membership"),
    path("organisatie/uitnodigingen/", invitations.invitations, name="invitations"),
    path("organisatie/uitnodigingen/nieuw/", invitations.invite, name="invite_person"),
    path("organisatie/uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="withdraw_invitation"),
    path("ondernemingen/", companies.companies, name="companies"),
    path("ondernemingen/nieuw/", companies.add, name="add_company"),
    path("ondernemingen/<int:pk>/", companies.company, name="company"),
    path("ondernemingen/<int:pk>/wijzigen/", companies.change, name="change_company"),
    path("ondernemingen/<int:pk>/contactpersonen/nieuw/", companies.new_contact, name="add_contact"),
    path(
        "ondernemingen/<int:pk>/contactpersonen/<int:contact>/beeindigen/",
        companies.remove_contact,
        name="end_contact",
    ),
]
