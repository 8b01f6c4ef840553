from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_partnership_party")]

    operations = [
        migrations.AddField(
            model_name="agreementitem",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="reminders sent"),
        )
    ]
