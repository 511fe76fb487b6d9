from django.db import migrations

from procurement.core.append_only import protect


class Migration(migrations.Migration):
    """Publications are only added to."""

    dependencies = [("core", "0003_append_only"), ("tenders", "0003_retire_requirement_numbers")]

    operations = protect("tenders_publication")
