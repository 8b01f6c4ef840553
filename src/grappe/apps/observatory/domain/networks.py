"""Compute the networks of collaboration anew and keep them with what they were computed from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.bridge.network import Answer, Problem, Tell, in_silence, problem_of, snapshot, solved
from grappe.apps.observatory.enums import NetworkKind, NetworkStage
from grappe.apps.observatory.models import CollaborationNetwork, NetworkPlace

BATCH = 2_000


class NetworksNotAllowedError(RefusedError):
    """The person may not compute networks."""


@dataclass(frozen=True)
class Computed:
    """A network that was computed; none where no project has two partners."""

    kind: NetworkKind
    network: CollaborationNetwork | None


def compute_network(*, kind: NetworkKind, today: date, by: User | None, tell: Tell = in_silence) -> Computed:
    """Read the register, compute, and put the answer in the place of the one before."""
    if by is not None and not by.has_perm("observatory.load_tables"):
        raise NetworksNotAllowedError(_("Only the programme office computes networks of collaboration."))
    tell(NetworkStage.READING, 0)
    problem = problem_of(kind)
    answer = solved(problem, tell)
    if answer is None:
        CollaborationNetwork.objects.filter(kind=kind).delete()
        return Computed(kind, None)
    tell(NetworkStage.KEEPING, 0)
    provenance = snapshot(problem, settings.DATA_DIR / "observatory")
    with recorded(by=by, verb="compute_network"):
        network = write_network(problem, answer, today=today, provenance=provenance)
        record_action(by=by, verb="compute_network", target=network, bodies=network.bodies, ties=network.ties)
    return Computed(kind, network)


@transaction.atomic
def write_network(problem: Problem, answer: Answer, *, today: date, provenance: dict[str, Any]) -> CollaborationNetwork:
    values = {
        "counted_on": today,
        "projects": problem.projects,
        "bodies": len(problem.keys),
        "ties": answer.ties,
        "is_simulated": problem.simulated > 0,
        "parameters": answer.parameters,
        "summary": answer.summary,
        "provenance": provenance | {"simulated_parts": problem.simulated},
    }
    network, _created = CollaborationNetwork.objects.update_or_create(kind=problem.kind, defaults=values)
    network.places.all().delete()
    whose = "cluster_id" if problem.kind is NetworkKind.CLUSTERS else "organisation_id"
    places = (
        NetworkPlace(network=network, **{whose: key}, **place)
        for key, place in zip(problem.keys, answer.places, strict=True)
    )
    NetworkPlace.objects.bulk_create(places, batch_size=BATCH)
    return network
