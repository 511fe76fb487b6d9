"""The pages of the organisation: what stands there, and what happens on bad input."""

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, Invitation, Membership, Organisation
from tests.factories.accounts import make_company, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin)
    return client


@pytest.fixture
def buyer(client, cast):
    client.force_login(cast.buyer)
    return client


def text(response):
    return response.content.decode()


def test_the_admin_changes_the_data(admin, cast):
    values = {
        "name": "Gemeente Lindermeer",
        "authority_kind": "subcentral",
        "kvk": "00020001",
        "court_city": "Den Haag",
    }

    response = admin.post(reverse("accounts:change_organisation"), values)

    assert response.url == reverse("accounts:organisation")
    assert Organisation.objects.get(pk=cast.organisation.pk).court_city == "Den Haag"


def test_a_wrong_number_is_said_at_the_field_and_nothing_typed_is_lost(admin):
    values = {"name": "Gemeente Lindermeer", "authority_kind": "subcentral", "kvk": "123", "court_city": "Zutphen"}

    page = text(admin.post(reverse("accounts:change_organisation"), values))

    assert "Een KvK-nummer telt acht cijfers." in page
    assert 'value="Zutphen"' in page


def test_what_the_form_started_from_goes_along_unseen(admin):
    page = text(admin.get(reverse("accounts:change_organisation")))

    assert '<input type="hidden" name="initial-name" value="Gemeente Lindermeer">' in page


def test_two_people_change_the_same_field(admin, cast):
    Organisation.objects.filter(pk=cast.organisation.pk).update(court_city="Zwolle")
    values = {
        "name": "Gemeente Lindermeer",
        "authority_kind": "subcentral",
        "court_city": "Zutphen",
        "initial-court_city": "",
    }

    page = text(admin.post(reverse("accounts:change_organisation"), values))

    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert Organisation.objects.get(pk=cast.organisation.pk).court_city == "Zwolle"


def test_members_are_searched_filtered_and_ordered(admin):
    url = reverse("accounts:members")

    def names(query):
        return [row.user.name for row in admin.get(url, query).context["list"].page]

    assert names({"q": "verhoeve"}) == ["M. Verhoeve"]
    assert names({"role": "auditor"}) == ["D. Kramer"]
    assert names({"sort": "rol"})[0] == "A. van Dam"
    assert len(names({"sort": "onzin", "role": "onzin", "page": "999"})) == 9
    assert "Niemand gevonden" in text(admin.get(url, {"q": "niemand"}))


def test_the_admin_adds_a_member(admin, cast):
    values = {"email": "nieuw@lindermeer.example", "name": "N. Ieuw", "job_title": "", "role": "buyer"}

    response = admin.post(reverse("accounts:add_member"), values, follow=True)

    assert "N. Ieuw heeft toegang" in text(response)
    assert Membership.objects.get(user__email="nieuw@lindermeer.example").role == Role.BUYER


def test_adding_who_is_there_already_is_said_at_the_field(admin, cast):
    values = {"email": cast.reader.email, "name": "E. Postma", "role": "reader"}

    page = text(admin.post(reverse("accounts:add_member"), values))

    assert "Deze persoon heeft deze rol al." in page
    assert 'value="E. Postma"' in page


def test_the_admin_changes_a_role_and_ends_access(admin, cast):
    membership = Membership.objects.get(user=cast.reader)

    admin.post(reverse("accounts:change_member", args=[membership.pk]), {"role": "auditor"})
    changed = Membership.objects.get(pk=membership.pk).role
    admin.post(reverse("accounts:end_membership", args=[membership.pk]))

    assert changed == Role.AUDITOR
    assert not Membership.objects.get(pk=membership.pk).is_active


def test_the_only_admin_cannot_step_down(admin, cast):
    own = reverse("accounts:change_member", args=[Membership.objects.get(user=cast.admin).pk])

    page = text(admin.post(own, {"role": "reader"}))
    after = text(
        admin.post(reverse("accounts:end_membership", args=[Membership.objects.get(user=cast.admin).pk]), follow=True)
    )

    assert "U kunt uw eigen rol niet wijzigen of beëindigen." in page
    assert "U kunt uw eigen rol niet wijzigen of beëindigen." in after
    assert Membership.objects.get(user=cast.admin).is_active


def test_a_member_of_another_organisation_is_not_found(admin, cast):
    other = Membership.objects.get(user=cast.other_buyer)

    assert admin.get(reverse("accounts:change_member", args=[other.pk])).status_code == 404


def test_a_buyer_invites_somebody_from_outside_and_withdraws_it(buyer):
    empty = text(buyer.get(reverse("accounts:invitations")))
    values = {"email": "d@advies.example", "name": "D. Eskundige", "reason": "beoordelen"}

    page = text(buyer.post(reverse("accounts:invite_person"), values, follow=True))
    again = text(buyer.post(reverse("accounts:invite_person"), values))
    invitation = Invitation.objects.get()
    after = text(buyer.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]), follow=True))
    twice = text(buyer.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]), follow=True))

    assert "Nog niemand uitgenodigd" in empty
    assert "D. Eskundige is uitgenodigd." in page
    assert "Deze persoon is al uitgenodigd." in again
    assert "ingetrokken" in after
    assert "Deze uitnodiging is al ingetrokken." in twice


def test_companies_are_searched_and_ordered(buyer, cast):
    make_company(organisation=cast.organisation, name="Prisma", kvk="00010003", address="Oostermeer")
    url = reverse("accounts:companies")

    def names(query):
        return [company.name for company in buyer.get(url, query).context["list"].page]

    assert names({}) == ["Herstelatelier De Werkbank", "Kringstoel Collectief", "Prisma"]
    assert names({"q": "prisma oostermeer"}) == ["Prisma"]
    assert names({"q": "blom"}) == ["Kringstoel Collectief"]
    assert names({"sort": "contactpersonen"})[-1] == "Prisma"
    assert "Geen onderneming gevonden" in text(buyer.get(url, {"q": "niets"}))


def test_a_buyer_adds_and_changes_a_company(buyer, cast):
    added = buyer.post(reverse("accounts:add_company"), {"name": "Prisma", "kvk": "", "address": ""})
    company = Company.objects.get(name="Prisma")
    buyer.post(reverse("accounts:change_company", args=[company.pk]), {"name": "Officina Prisma"})
    same = text(buyer.post(reverse("accounts:add_company"), {"name": "officina prisma"}))

    assert added.url == company.get_absolute_url()
    assert Company.objects.get(pk=company.pk).name == "Officina Prisma"
    assert "Er staat al een onderneming met deze naam in de lijst." in same


def test_a_buyer_adds_a_contact_and_ends_it(buyer, cast):
    url = reverse("accounts:add_contact", args=[cast.bidder_company.pk])
    values = {"email": "c@kringstoel.example", "name": "C. Ontact", "job_title": "Directeur"}

    page = text(buyer.post(url, values, follow=True))
    again = text(buyer.post(url, values))
    contact = cast.bidder_company.contacts.get(user__email="c@kringstoel.example")
    after = text(buyer.post(reverse("accounts:end_contact", args=[cast.bidder_company.pk, contact.pk]), follow=True))

    assert "C. Ontact" in page
    assert "Deze persoon is al contactpersoon van deze onderneming." in again
    assert "De toegang van C. Ontact is beëindigd." in after


def test_whoever_works_for_two_organisations_chooses(client):
    first, second = make_organisation(name="Gemeente Aa"), make_organisation(name="Gemeente Bee")
    user = make_user(organisation=first, role=Role.READER)
    Membership.objects.create(user=user, organisation=second, role=Role.READER)
    client.force_login(user)

    before = client.get(reverse("accounts:organisation")).context["organisation"]
    offered = text(client.get(reverse("accounts:profile")))
    client.post(reverse("accounts:switch_organisation"), {"organisation": second.pk})
    after = client.get(reverse("accounts:organisation")).context["organisation"]
    refused = client.post(reverse("accounts:switch_organisation"), {"organisation": make_organisation().pk})

    assert (before, after) == (first, second)
    assert "Werk nu voor Gemeente Bee" in offered
    assert refused.status_code == 404


def test_people_change_their_own_profile(client):
    user = make_user(role=Role.READER)
    client.force_login(user)

    response = client.post(reverse("accounts:profile"), {"name": "N. Ieuw", "job_title": "", "language": "en"})
    user.refresh_from_db()

    assert response.cookies["django_language"].value == "en"
    assert user.name == "N. Ieuw"


def test_only_who_has_no_password_gets_the_form_that_mails_a_code(client):
    page = reverse("accounts:profile")
    client.force_login(make_user())
    without = text(client.get(page))
    client.force_login(make_user(password="een-lang-wachtwoord"))
    with_password = text(client.get(page))

    assert '<form id="identity-code"' in without
    assert '<form id="identity-code"' not in with_password


def test_the_code_button_answers_a_part_or_a_page(client, mailoutbox):
    client.force_login(make_user())
    url = reverse("accounts:identity_code")

    page = text(client.post(url))
    part = text(client.post(url, headers={"HX-Request": "true"}))

    assert "<html" in page
    assert "<html" not in part
    assert "Er is een code gestuurd naar" in part
    assert len(mailoutbox) == 2
