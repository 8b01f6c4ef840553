"""Who may freeze a year’s figures and load regional tables."""

import rules

from grappe.apps.accounts.rules import is_programme_office

rules.add_perm("observatory.publish_scoreboard", is_programme_office)
rules.add_perm("observatory.load_tables", is_programme_office)
