"""The register's own table of regions: who is a member of clusters of which theme."""

from datetime import date

from django.conf import settings

from grappe.analytics.sources.names import Named
from grappe.apps.accounts.models import User
from grappe.apps.observatory.bridge.register import REGISTER_TABLE, theme_names, write_members
from grappe.apps.observatory.domain.tables import Loaded, load_table, write_names
from grappe.apps.observatory.models import RegionalTable


def load_register_table(*, today: date, by: User | None) -> Loaded | None:
    """Count the memberships of the day anew; without any the table goes."""
    folder = settings.DATA_DIR / "observatory"
    rows, simulated = write_members(folder, today=today)
    if not rows:
        RegionalTable.objects.filter(code=REGISTER_TABLE.code).delete()
        return None
    loaded = load_table(declared=REGISTER_TABLE, folder=folder, by=by, is_simulated=bool(simulated))
    names = {code: Named(french, english) for code, (french, english) in theme_names().items()}
    write_names(loaded.table.nomenclature, names, set(names))
    return loaded
