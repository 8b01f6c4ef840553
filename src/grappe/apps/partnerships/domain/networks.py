"""Meta-clusters: founded by a lead, joined by others, with a roadmap of their own."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import slugify
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.partnerships.enums import NetworkStepKind
from grappe.apps.partnerships.errors import NetworkRefusedError
from grappe.apps.partnerships.models import ClusterNetwork, NetworkStep


def found_network(
    *,
    lead: Cluster,
    name: str,
    members: Iterable[Cluster],
    text_fr: str = "",
    text_en: str = "",
    is_across_sectors: bool = False,
    themes: Iterable[Theme] = (),
    is_simulated: bool = False,
    by: User,
) -> ClusterNetwork:
    """Found a network of at least two clusters; its lead is a member."""
    slug = slugify(name)[:70]
    together = {one.pk: one for one in (lead, *members)}
    if len(together) <= 1:
        raise NetworkRefusedError(_("A network has at least two clusters: choose another one."))
    if not slug or ClusterNetwork.objects.filter(slug=slug).exists():
        raise NetworkRefusedError(_("Choose another name: this one is taken or has no letters."))
    with recorded(by=by, verb="found_network"):
        network = ClusterNetwork.objects.create(
            slug=slug,
            name=name,
            lead=lead,
            text_fr=text_fr,
            text_en=text_en,
            is_across_sectors=is_across_sectors,
            is_simulated=is_simulated,
        )
        network.members.set(together.values())
        network.themes.set(themes)
        record_action(by=by, verb="found_network", target=network)
    return network


def join_network(*, network: ClusterNetwork, cluster: Cluster, by: User) -> None:
    with recorded(by=by, verb="join_network"):
        network.members.add(cluster)
        record_action(by=by, verb="join_network", target=network, cluster=cluster.pk)


def leave_network(*, network: ClusterNetwork, cluster: Cluster, by: User) -> None:
    if cluster.pk == network.lead_id:
        raise NetworkRefusedError(_("The lead cluster stays: found another network instead."))
    with recorded(by=by, verb="leave_network"):
        network.members.remove(cluster)
        record_action(by=by, verb="leave_network", target=network, cluster=cluster.pk)


def add_step(
    *, network: ClusterNetwork, kind: NetworkStepKind, text: str, due_on: date | None, by: User
) -> NetworkStep:
    with recorded(by=by, verb="add_step"):
        step = NetworkStep.objects.create(network=network, kind=kind, text=text[:500], due_on=due_on)
        record_action(by=by, verb="add_step", target=network, kind=kind)
    return step


def note_step_done(*, step: NetworkStep, on: date, by: User) -> NetworkStep:
    with recorded(by=by, verb="note_step_done"):
        step.done_on = on
        step.save(update_fields=["done_on"])
        record_action(by=by, verb="note_step_done", target=step.network, step=step.pk)
    return step
