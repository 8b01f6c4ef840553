from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_agenda_feeds")]

    operations = [
        migrations.RemoveConstraint("edition", "edition_never_over_its_capacity"),
        migrations.RemoveConstraint("participantcategory", "category_never_over_its_capacity"),
        migrations.RenameField("edition", "confirmed_places", "held_places"),
        migrations.RenameField("participantcategory", "confirmed_places", "held_places"),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(held_places__lte=models.F("capacity")),
                name="edition_never_over_its_capacity",
            ),
        ),
        migrations.AddConstraint(
            "participantcategory",
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(held_places__lte=models.F("capacity")),
                name="category_never_over_its_capacity",
            ),
        ),
    ]
