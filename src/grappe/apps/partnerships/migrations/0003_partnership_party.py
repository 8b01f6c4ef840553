from django.db import migrations


class Migration(migrations.Migration):
    """A party to an agreement of a funded project is another thing: each has its own name."""

    dependencies = [("partnerships", "0002_agreements_suggestions_stays")]

    operations = [migrations.RenameModel(old_name="AgreementParty", new_name="PartnershipParty")]
