"""One search over everything: what each kind of thing answers, and what was tried when nothing did."""

from dataclasses import dataclass, field, replace
from typing import Any

from grappe.apps.core.queries.ranking import Group
from grappe.apps.core.queries.words import corrected, rarest
from grappe.apps.core.wanted import Wanted, read_wanted
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.directory.queries.identifiers import organisations_identified
from grappe.apps.directory.queries.near import clusters_near
from grappe.apps.directory.queries.search import clusters_found, themes_found
from grappe.apps.projects.queries.search import organisations_found, projects_found

SHOWN = 8
# With fewer answers than this, another spelling is offered.
FEW = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """All groups, for the words ``searched``, which may not be those typed (``wanted``)."""

    wanted: Wanted
    searched: Wanted
    identified: list[Organisation] = field(default_factory=list)
    clusters: Group = field(default_factory=Group)
    themes: Group = field(default_factory=Group)
    organisations: Group = field(default_factory=Group)
    projects: Group = field(default_factory=Group)
    suggestion: Wanted | None = None
    partial: bool = False

    @property
    def total(self) -> int:
        groups = (self.clusters, self.themes, self.organisations, self.projects)
        return sum(group.total for group in groups) + len(self.identified)

    @property
    def respelt(self) -> bool:
        return self.searched.words != self.wanted.words and not self.partial


def search_everything(text: str) -> Findings:
    """Answers to what was typed; failing that to its nearest spelling; failing that to its rarest word."""
    wanted = read_wanted(text)
    if not wanted.words:
        return Findings(wanted, wanted)
    found = found_for(wanted, wanted, identified=identified(wanted))
    if not found.clusters.rows and not found.identified:
        found = replace(found, clusters=grouped(clusters_near(wanted)))
    if found.total >= FEW or found.identified:
        return found
    other = corrected(wanted)
    if found.total:
        return replace(found, suggestion=other)
    if other is not None:
        found = found_for(wanted, other)
    if not found.total and (rare := rarest(other or wanted)):
        found = found_for(wanted, rare, partial=True)
    return found


def found_for(wanted: Wanted, searched: Wanted, **more: Any) -> Findings:
    clusters, themes = clusters_found(searched), themes_found(searched)
    return Findings(
        wanted,
        searched,
        clusters=grouped(clusters),
        themes=Group(themes, len(themes)),
        organisations=organisations_found(searched, count=SHOWN),
        projects=projects_found(searched, count=SHOWN),
        **more,
    )


def grouped(clusters: list[Cluster]) -> Group:
    return Group(clusters[:SHOWN], len(clusters))


def identified(wanted: Wanted) -> list[Organisation]:
    """Organisations that bear the number typed, if it is one."""
    rows = organisations_identified(wanted.text)
    return list(rows.prefetch_related("identifiers").select_related("department")[:SHOWN]) if rows is not None else []
