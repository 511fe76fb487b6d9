from django.db import migrations

from procurement.core.append_only import make_function, protect


class Migration(migrations.Migration):
    """The audit trail and signatures are only added to."""

    dependencies = [("core", "0002_note_last_mail_attempt")]

    operations = [make_function(), *protect("core_auditevent", "core_signature")]
