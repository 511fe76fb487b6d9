"""manage.py load_library: bring the national library up to date with the files of this version of Kring."""

from typing import Any

from django.core.management.base import BaseCommand

from tenders.services.library_catalogue import load


class Command(BaseCommand):
    """Adds what is new, a version where a text changed, and retires what is gone. To run after ``migrate``."""

    help = "Bring the national library up to date with the files of this version of Kring."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what changed."""
        loaded = load()
        self.stdout.write(f"{len(loaded.added)} added, {len(loaded.changed)} changed, {len(loaded.retired)} retired")
