from django.db import migrations

from procurement.core.append_only import protect


class Migration(migrations.Migration):
    """Measurements are only added to: a correction stands beside what it corrects."""

    dependencies = [("core", "0003_append_only"), ("contracts", "0001_initial")]

    operations = protect("contracts_measurement")
