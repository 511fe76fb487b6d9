from django.db import migrations

from procurement.core.append_only import protect


class Migration(migrations.Migration):
    """Computations and award decisions are only added to."""

    dependencies = [("core", "0003_append_only"), ("criteria", "0002_keep_openings_checks_and_canary")]

    operations = protect("criteria_computation", "criteria_awarddecision")
