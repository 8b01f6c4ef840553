"""Who may be suggested at all: consent, must-haves, the call's countries, the roles to be filled."""

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Flags
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.questions import Labels, Role


def allowed(ground: Ground, asked: Asked) -> Flags:
    """Return who consented and meets every must-have, shape (organisations,).

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    wishes, everyone = asked.wishes, ground.findable.copy()
    for labels, wanted in (
        (ground.kind, wishes.kinds),
        (ground.country, wishes.countries),
        (ground.region, wishes.regions),
        (ground.size, wishes.sizes),
        (ground.country, asked.rules.countries),
    ):
        if wanted is not None:
            everyone &= labels.among(wanted)
    if wishes.sectors is not None:
        everyone &= in_sectors(ground, wishes.sectors)
    if wishes.active_since is not None:
        everyone &= np.nan_to_num(ground.last, nan=-np.inf) >= wishes.active_since
    if wishes.only_new:
        everyone &= ~worked_with(ground, asked)
    if asked.roles:
        everyone &= np.any([fills(ground, role) for role in asked.roles], axis=0)
    place_of = ground.register.place_of
    left_out = [place_of[name] for name in (*wishes.excluded, *wishes.dismissed) if name in place_of]
    everyone[left_out] = False
    everyone[asked.seeds] = False
    return everyone


def in_sectors(ground: Ground, wanted: Labels) -> Flags:
    """Return who has one of the sectors, shape (organisations,).

    Parameters
    ----------
    ground : a register made ready.
    wanted : labels.
    """
    columns = [ground.sector_names[one] for one in sorted(wanted) if one in ground.sector_names]
    found = np.zeros(ground.count, dtype=np.bool_)
    found[ground.with_sector[columns].indices] = True
    return found


def worked_with(ground: Ground, asked: Asked) -> Flags:
    """Return who has been in a project with one of those who ask, shape (organisations,).

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    graph = ground.graph
    return graph.reached(*graph.projects_with(asked.seeds, np.ones(asked.seeds.size))) > 0


def fills(ground: Ground, role: Role) -> Flags:
    """Return who can fill a role, shape (organisations,).

    Parameters
    ----------
    ground : a register made ready.
    role : of a consortium.
    """
    able = np.ones(ground.count, dtype=np.bool_)
    if role.kinds is not None:
        able &= ground.kind.among(role.kinds)
    if role.countries is not None:
        able &= ground.country.among(role.countries)
    if role.sectors is not None:
        able &= in_sectors(ground, role.sectors)
    return able
