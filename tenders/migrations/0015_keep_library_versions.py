from django.db import migrations

from procurement.core.append_only import protect


class Migration(migrations.Migration):
    """Versions of the library are only added to."""

    dependencies = [("core", "0003_append_only"), ("tenders", "0014_library")]

    operations = protect("tenders_libraryversion")
