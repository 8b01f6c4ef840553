"""The records that addresses of partnerships name, for the walk over every address."""

from typing import Any

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.profiles import submit_profile
from tests.factories import make_cluster
from tests.partnership_rows import make_draft, make_interest, make_published


def partnership_records(person: User, cluster: Cluster, member: Organisation) -> dict[str, dict[str, Any]]:
    """The member has a published profile that another cluster answered, and one that waits for its review."""
    published = make_published(member, by=person)
    waiting = submit_profile(profile=make_draft(member, by=person), by=person)
    interest = make_interest(published, make_cluster())
    own = {"pk": waiting.pk}
    return {
        "public:partnership": {"pk": published.pk},
        "public:partnerships-file": {"kind": "csv"},
        "api-v1:read_partnership_profile": {"key": published.pk},
        "member:partnership": own,
        "member:edit_partnership": own,
        "member:partnership_step": own | {"what": "withdraw"},
        "member:express_interest": {"pk": published.pk},
        "member:interest": {"pk": interest.pk},
        "member:interest_step": {"pk": interest.pk, "what": "close"},
        "office:partnership": own,
        "office:decide_partnership": own,
    }
