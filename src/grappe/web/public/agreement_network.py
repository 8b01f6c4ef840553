"""The network of agreements as two still drawings: a ring by country, and a map."""

import math
from dataclasses import dataclass
from textwrap import shorten

from grappe.apps.partnerships.queries.agreements import Network, Node
from grappe.kernel.countries import countries
from grappe.web.public.maps.frames import Frame
from grappe.web.public.maps.partners import frame_around, land_of
from grappe.web.ui.templatetags.naming import country_name

WIDTH, HEIGHT, RADIUS = 900, 640, 210
LONGEST_NAME = 30
# Above this number a ring is a tangle: the table and the filters say more.
MOST_NODES = 60


@dataclass(frozen=True, slots=True)
class RingSpot:
    x: int
    y: int
    label: str
    label_x: int
    anchor: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class Tie:
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Ring:
    width: int
    height: int
    spots: list[RingSpot]
    ties: list[Tie]


def name_of(node: Node) -> str:
    """The party's name; a country in place of a name that the source does not give."""
    return node.party.shown_name or country_name(node.country)


def ring_of(network: Network) -> Ring | None:
    """Parties around a ring, side by side with those of their country; ties bend through the middle."""
    nodes = sorted(network.nodes, key=lambda one: (one.country != "FR", one.country, name_of(one)))
    if not nodes or len(nodes) > MOST_NODES:
        return None
    places: dict[str, tuple[int, int]] = {}
    spots = []
    for number, node in enumerate(nodes):
        angle = 2 * math.pi * number / len(nodes) - math.pi / 2
        x, y = round(WIDTH / 2 + RADIUS * math.cos(angle)), round(HEIGHT / 2 + RADIUS * 1.25 * math.sin(angle))
        places[node.key] = x, y
        right = x >= WIDTH // 2
        label = shorten(name_of(node), LONGEST_NAME, placeholder="…")
        spots.append(
            RingSpot(x, y, label, x + (12 if right else -12), "start" if right else "end", node.country == "FR")
        )
    ties = [
        Tie(
            f"M{places[one][0]} {places[one][1]}Q{WIDTH // 2} {HEIGHT // 2} {places[other][0]} {places[other][1]}",
            count,
        )
        for one, other, count in network.ties
    ]
    return Ring(WIDTH, HEIGHT, spots, ties)


@dataclass(frozen=True, slots=True)
class NetworkMap:
    width: int
    height: int
    land: str
    spots: list[tuple[int, int]]
    ties: list[tuple[int, int, int, int]]
    placed: int
    parties: int


def map_of(network: Network) -> NetworkMap | None:
    """The parties, each at its place or else in the middle of its country, and lines between those that have signed."""
    exact = {node.key: place for node in network.nodes if (place := place_of(node)) is not None}
    rough = {node.key: place for node in network.nodes if (place := middle_of(node)) is not None}
    places = rough | exact
    if not places:
        return None
    frame: Frame = frame_around(places.values())
    drawn = {key: frame.place(*place) for key, place in places.items()}
    ties = [(*drawn[one], *drawn[other]) for one, other, _count in network.ties if one in drawn and other in drawn]
    spots = sorted(set(drawn.values()))
    return NetworkMap(frame.width, frame.height, land_of(frame), spots, ties, len(exact), len(network.nodes))


def place_of(node: Node) -> tuple[float, float] | None:
    held = node.party.cluster or node.party.organisation
    if held is None:
        return None
    if held.longitude is None or held.latitude is None:
        body = getattr(held, "body", None)
        if body is None or body.longitude is None or body.latitude is None:
            return None
        return body.longitude, body.latitude
    return held.longitude, held.latitude


def middle_of(node: Node) -> tuple[float, float] | None:
    """A rough point of the party's country."""
    country = countries().get(node.country)
    return (country.lon, country.lat) if country else None
