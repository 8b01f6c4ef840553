"""What stands behind the addresses of the days of the Forum."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from grappe.apps.forum.domain.badge_runs import ask_for_badges, make_badges
from tests.forum_rows import make_profile

EVENT = UUID(int=7)
DAY = "office:day_"


def day_records(edition: Any, by: Any) -> dict[str, dict[str, Any]]:
    """Arguments by the name of the address: one delegate, one run of badges."""
    delegate = make_profile(edition).delegates.get().registration
    run = make_badges(run=ask_for_badges(edition=edition, only_new=False, four_a_sheet=False, by=by))
    here = {"slug": edition.slug}
    return {
        DAY: here | {"pk": delegate.pk, "what": "no-show"},
        f"{DAY}badge_run": {"pk": run.pk},
        f"{DAY}badge_file": {"pk": run.pk, "number": 1},
        "api-v1:merge_check_ins": {"edition": edition.slug},
    }


def day_bodies() -> dict[str, dict[str, Any]]:
    hour = datetime(2027, 11, 18, 9, tzinfo=UTC).isoformat()
    scan = {"event": str(EVENT), "code": "nobody", "at": hour}
    return {"api-v1:merge_check_ins": {"device": "phone 1", "scans": [scan]}}
