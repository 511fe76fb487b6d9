from typing import Any

from django.db import migrations


def tell(apps: Any, schema_editor: Any) -> None:
    """Give each question the state that followed from its columns until now."""
    questions = apps.get_model("tenders", "Question").objects
    questions.filter(note__isnull=False).update(state="sent")
    waiting = questions.filter(note__isnull=True)
    waiting.filter(approved_by__isnull=False).update(state="approved")
    waiting.filter(approved_by__isnull=True).exclude(answer="").update(state="offered")


class Migration(migrations.Migration):
    dependencies = [("tenders", "0010_follow_questions")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
