"""What the reviews say of conflicts and of limits, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Proposal
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.reviews.enums import ConflictKind
from grappe.apps.reviews.queries.conflicts import Conflict

CHANGES: Mapping[str, Any] = {
    "need": gettext_lazy("%(proposal)s: %(then)s experts instead of %(now)s"),
    "most": gettext_lazy("%(reviewer)s: up to %(then)s proposals instead of %(now)s"),
    "least": gettext_lazy("%(reviewer)s: at least %(then)s proposals instead of %(now)s"),
    "trait_least": gettext_lazy("%(proposal)s: at least %(then)s “%(label)s” instead of %(now)s"),
    "trait_most": gettext_lazy("%(proposal)s: up to %(then)s “%(label)s” instead of %(now)s"),
    "organisation": gettext_lazy("%(proposal)s: up to %(then)s from one organisation instead of %(now)s"),
    "pinned": gettext_lazy("%(reviewer)s no longer reads %(proposal)s"),
    "forbidden": gettext_lazy("%(reviewer)s may read %(proposal)s after all"),
}
TRAITS = {
    "senior": gettext_lazy("experienced"),
    "language:fr": gettext_lazy("reads French"),
    "language:en": gettext_lazy("reads English"),
}


def conflict_label(conflict: Conflict) -> str:
    """A conflict with its evidence, by the names in the register."""
    kind = str(ConflictKind(conflict.kind).label)
    if conflict.kind == ConflictKind.CLUSTER:
        cluster = Cluster.objects.filter(pk=conflict.through).first()
        return f"{kind} ({cluster})" if cluster else kind
    names = Organisation.objects.in_bulk([key for key in (conflict.own, conflict.partner) if key])
    named = " / ".join(str(names[key]) for key in dict.fromkeys((conflict.own, conflict.partner)) if key in names)
    return f"{kind} ({named})" if named else kind


def told_infeasibility(result: Mapping[str, Any]) -> list[str]:
    """The smallest set of changes that would make an assignment possible, one a line."""
    remedies = result.get("remedies") or []
    if not remedies:
        return []
    changes = remedies[0]["changes"]
    proposals = Proposal.objects.in_bulk([int(one["proposal"]) for one in changes if one["proposal"]])
    people = User.objects.in_bulk([int(one["reviewer"]) for one in changes if one["reviewer"]])
    return [
        str(CHANGES[one["kind"]])
        % {
            "proposal": proposals[int(one["proposal"])].acronym if one["proposal"] else "",
            "reviewer": people[int(one["reviewer"])] if one["reviewer"] else "",
            "label": str(TRAITS.get(one["label"], one["label"] or "")),
            "now": one["now"],
            "then": one["then"],
        }
        for one in changes
    ] or [_("No change of the limits suffices.")]
