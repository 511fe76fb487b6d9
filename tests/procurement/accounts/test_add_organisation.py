"""manage.py add_organisation."""

import pytest
from django.core.management import CommandError, call_command

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Organisation, User

pytestmark = pytest.mark.django_db


def add(name="Gemeente Nieuw", email="a@nieuw.example"):
    call_command("add_organisation", name, "--admin-email", email, "--admin-name", "A. Dmin")


def test_it_makes_an_organisation_and_its_admin(capsys):
    add()

    admin = User.objects.get(email="a@nieuw.example")
    assert admin.roles == {Organisation.objects.get().pk: {Role.ADMIN}}
    assert capsys.readouterr().out == "Gemeente Nieuw made; a@nieuw.example is its admin\n"


def test_a_name_that_is_taken_is_refused():
    add()

    with pytest.raises(CommandError, match="exists already"):
        add(name="gemeente nieuw")


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="no e-mail address"):
        add(email="geen adres")

    assert not Organisation.objects.exists()
