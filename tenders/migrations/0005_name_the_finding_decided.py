from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenders", "0004_append_only")]

    operations = [
        migrations.AddField(
            model_name="findingdecision",
            name="fingerprint",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="findingdecision",
            name="subject",
            field=models.CharField(blank=True, max_length=160),
        ),
    ]
