"""Which column of an office's file says what: proposed, confirmed by a person, remembered for the cluster."""

from collections.abc import Iterable, Mapping
from itertools import islice

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.layouts import layout_of
from grappe.analytics.intake.members import READERS, SAMPLE, Proposal, header_key, propose_mapping
from grappe.analytics.intake.opening import RawTable
from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster
from grappe.apps.imports.models import ColumnMapping


def proposals_for(cluster: Cluster, table: RawTable) -> list[Proposal]:
    """What each column of a file is taken for, what the office confirmed before coming first."""
    rows = [
        [row[name] for name in table.header] for _line, row, fault in islice(table.told_rows(), SAMPLE) if fault is None
    ]
    return propose_mapping(table.header, rows, remembered_targets(cluster))


def refuse_register(header: Iterable[str]) -> None:
    """A register's own file is no list of members, whatever names it holds."""
    layout = layout_of(header)
    if layout is not None:
        raise UnreadableFileError("wrong_kind", looks_like=layout.code)


def remembered_targets(cluster: Cluster) -> dict[str, str]:
    held = ColumnMapping.objects.filter(cluster=cluster).first()
    return dict(held.targets) if held else {}


def mapping_for(cluster: Cluster, table: RawTable) -> dict[str, str]:
    """The mapping of a file that nobody looked at: header -> target."""
    return {one.header: one.target for one in proposals_for(cluster, table) if one.target}


def remember_mapping(*, cluster: Cluster, mapping: Mapping[str, str], by: User | None) -> ColumnMapping:
    """Keep how an office names its columns; columns of other files stay as they were."""
    known = {header_key(header): target for header, target in mapping.items() if target in READERS or not target}
    with recorded(by=by, verb="remember_mapping"):
        held, _created = ColumnMapping.objects.get_or_create(cluster=cluster)
        held.targets = {**held.targets, **known}
        held.confirmed_by = by
        held.save()
        record_action(by=by, verb="remember_mapping", target=cluster, columns=len(known))
    return held
