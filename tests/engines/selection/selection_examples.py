"""A round of two projects that keeps every kind of limit, checked by hand."""

from decimal import Decimal

from grappe.engines.selection import (
    Ceiling,
    Envelope,
    Funder,
    Grant,
    Group,
    Parity,
    Partner,
    Problem,
    Project,
    Scope,
)

ROUND = Problem(
    projects=(
        Project(
            "a", Decimal(5), (Partner("lab", Decimal(40), "north"), Partner("firm", Decimal(60), "south")), "health"
        ),
        Project("b", Decimal(4), (Partner("firm", Decimal(90), "south", Decimal(50), "group"),), "energy"),
        Project("c", Decimal(3), (Partner("firm", Decimal(10), "east"),), "energy"),
    ),
    funders=(
        Funder("state", Decimal(75), share_of_project=Decimal("0.5"), minimum=Decimal(20)),
        Funder("north", Decimal(40), frozenset({"north"})),
        Funder("south", Decimal(55), frozenset({"south"}), share_of_partner=Decimal("0.5")),
    ),
    envelopes=(Envelope("state-health", frozenset({"state"}), Decimal(50), frozenset({"health"})),),
    ceilings=(Ceiling("group", Decimal(50)),),
    parities=(Parity("equal", frozenset({"state"}), frozenset({"north", "south"}), scope=Scope.PORTFOLIO),),
    groups=(Group("pair", frozenset({"a", "c"})),),
    most_projects=2,
    reserve=1,
)
FUNDED = ("a", "b")
# a: the State's half of 100 is what the south leaves of the firm and no more than its envelope; b: half each.
GRANTS = (
    Grant("state", "a", "lab", Decimal(20)),
    Grant("north", "a", "lab", Decimal(20)),
    Grant("state", "a", "firm", Decimal(30)),
    Grant("south", "a", "firm", Decimal(30)),
    Grant("state", "b", "firm", Decimal(25)),
    Grant("south", "b", "firm", Decimal(25)),
)
