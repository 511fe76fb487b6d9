"""manage.py add_organisation: the first step on a new server; everything after it is done in the browser."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from procurement.accounts.models import Organisation
from procurement.accounts.services.founding import found_organisation


class Command(BaseCommand):
    """Make an organisation and its first admin, who gets a mail that says where to sign in."""

    help = "Make an organisation and its first admin, who gets a mail that says where to sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="name of the contracting authority")
        parser.add_argument("--admin-email", required=True)
        parser.add_argument("--admin-name", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a name that is taken and an address that is none; say what was made."""
        if Organisation.objects.filter(name__iexact=options["name"].strip()).exists():
            raise CommandError(f"{options['name']} exists already")
        try:
            validate_email(options["admin_email"])
        except ValidationError as error:
            raise CommandError(f"{options['admin_email']} is no e-mail address") from error
        membership = found_organisation(
            options["name"], admin_email=options["admin_email"], admin_name=options["admin_name"]
        )
        self.stdout.write(f"{membership.organisation} made; {membership.user.email} is its admin")
