"""``manage.py load_demo``: the demo data, once; refuses a database that holds other organisations."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procurement.core.services import demo


class Command(BaseCommand):
    """Load the finished case and the practice tenders, made through the services in their own years."""

    help = "Loads the demo data, once."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            loaded = demo.load(lambda name: self.stdout.write(f"  {name}"))
        except demo.OtherDataError as error:
            raise CommandError("This database holds other organisations; the demo wants one of its own.") from error
        if loaded:
            self.stdout.write(f"The demo data are loaded ({time.monotonic() - started:.0f} s).")
        else:
            self.stdout.write("The demo data are there already.")
