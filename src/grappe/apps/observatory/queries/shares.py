"""What the tables of a scoreboard add up to."""

from dataclasses import dataclass

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.observatory.queries.scoreboard import SME, Tables

UNSIZED = ("", "unknown")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums, and shares in percent of what is known; None where nothing is."""

    members: int
    firms: int
    sized_firms: int
    sme_members: int
    projects: int
    aid: int
    aid_of_parts: int
    aid_of_smes: int
    simulated: int
    # Projects of the register that are not the programme's; None where every project was counted, as until 2026.
    beside: int | None
    # People at work as partners of funded proposals say; None where they were not counted, as until 2026.
    at_work: int | None

    @property
    def is_simulated(self) -> bool:
        return self.simulated > 0

    @property
    def sme_share_of_members(self) -> float | None:
        return share(self.sme_members, self.members)

    @property
    def sme_share_of_sized_firms(self) -> float | None:
        return share(self.sme_members, self.sized_firms)

    @property
    def sme_share_of_aid(self) -> float | None:
        return share(self.aid_of_smes, self.aid_of_parts)


def totals_of(tables: Tables) -> Totals:
    sizes, years, aid = tables["members_by_size"], tables["projects_by_year"], tables["aid_by_size"]
    firms = [row for row in sizes if row[0] == OrganisationKind.FIRM]
    return Totals(
        members=sum(row[2] for row in sizes),
        firms=sum(row[2] for row in firms),
        sized_firms=sum(row[2] for row in firms if row[1] not in UNSIZED),
        sme_members=sum(row[2] for row in firms if row[1] in SME),
        projects=sum(row[1] for row in years),
        aid=sum(row[3] for row in years),
        aid_of_parts=sum(row[3] for row in aid),
        aid_of_smes=sum(row[3] for row in aid if row[0] == OrganisationKind.FIRM and row[1] in SME),
        simulated=sum(row[-1] for row in sizes) + sum(row[-1] for row in years),
        beside=sum(row[1] for row in tables["projects_beside"]) if "projects_beside" in tables else None,
        at_work=sum(row[2] for row in tables["people_at_work"]) if "people_at_work" in tables else None,
    )


def share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
