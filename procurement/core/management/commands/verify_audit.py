"""``manage.py verify_audit``: check all that was sealed; exit status 1 and the first broken link when one fails."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procurement.core.extension_points import INTEGRITY_CHECKS
from procurement.core.models import AuditEvent


class Command(BaseCommand):
    """Walk the hash chains of the audit trail and every stored hash."""

    help = "Checks the chains of the audit trail and all stored hashes."

    def handle(self, *args: Any, **options: Any) -> None:
        for check in INTEGRITY_CHECKS.values():
            fault = next(iter(check.faults()), None)
            if fault:
                raise CommandError(fault, returncode=1)
            self.stdout.write(f"{check.label}: ok")
        self.stdout.write(f"{AuditEvent.objects.count()} audit events; everything fits.")
