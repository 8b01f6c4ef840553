"""A register of chance, as large as wanted: communities of organisations with projects, texts, offers and needs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grappe.engines.matching import (
    ForConsortium,
    ForNeed,
    ForOrganisation,
    Organisation,
    Project,
    Question,
    Register,
    Sense,
    Statement,
    Text,
    Wishes,
)

FIELDS, WORDS_OF_FIELD, COMMON, DIMENSIONS = 250, 60, 3000, 512
KINDS, COUNTRIES = ("firm", "laboratory", "school", "public_authority"), tuple(f"C{one}" for one in range(40))
# As in H2020: projects for each organisation, members of a project; then who has texts.
PROJECTS, MEMBERS, WITH_TEXT, STATING = 0.7, 4.5, 0.3, 0.05


class World:
    """Draws of one seed."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.rng = np.random.default_rng([seed, size])
        self.size = size
        self.field = self.rng.integers(FIELDS, size=size)
        # A few bodies are in thousands of projects, most in one.
        self.weight = self.rng.pareto(1.2, size=size) + 0.2
        self.country = self.rng.choice(len(COUNTRIES), size=size, p=_falling(len(COUNTRIES)))
        order = np.argsort(self.field, kind="stable")
        starts = np.searchsorted(self.field[order], np.arange(FIELDS + 1))
        self.of_field = [order[start:end] for start, end in pairwise(starts)]
        self.chance = [self.weight[one].cumsum() / self.weight[one].sum() for one in self.of_field]
        self.everybody = self.weight.cumsum() / self.weight.sum()

    def words(self, field: int, count: int) -> str:
        own = self.rng.integers(WORDS_OF_FIELD, size=count)
        other = self.rng.integers(COMMON, size=count)
        mine = self.rng.random(count) < 0.6
        return " ".join(
            f"f{field}w{a}x" if own_one else f"c{b}x" for a, b, own_one in zip(own, other, mine, strict=True)
        )

    def members(self, field: int, count: int) -> NDArray[np.int64]:
        """Four in five from the field, the others from anywhere; the greater the weight the oftener."""
        draws, inside = self.rng.random(count), self.rng.random(count) < 0.8
        near = self.of_field[field][
            np.minimum(np.searchsorted(self.chance[field], draws), self.of_field[field].size - 1)
        ]
        far = np.minimum(np.searchsorted(self.everybody, draws), self.size - 1)
        return np.unique(np.where(inside, near, far))

    def register(self) -> Register:
        texts = self.rng.random(self.size) < WITH_TEXT
        some = tuple(
            Organisation(
                f"o{place}",
                True,
                KINDS[place % len(KINDS)],
                COUNTRIES[self.country[place]],
                sectors=(f"s{self.field[place]}",),
                texts=(Text(self.words(int(self.field[place]), 12)),) if texts[place] else (),
            )
            for place in range(self.size)
        )
        return Register(2026, some, tuple(self._projects()), tuple(self._statements()))

    def _projects(self) -> Iterator[Project]:
        count = int(self.size * PROJECTS)
        sizes = np.minimum(self.rng.geometric(1 / MEMBERS, size=count), 60)
        years, fields = self.rng.integers(2014, 2026, size=count), self.rng.integers(FIELDS, size=count)
        told = self.rng.random(count) < WITH_TEXT
        for place in range(count):
            names = tuple(f"o{one}" for one in self.members(int(fields[place]), int(sizes[place])))
            texts = (Text(self.words(int(fields[place]), 8)),) if told[place] else ()
            theme = (f"t{fields[place] % 40}",)
            plan = 1e6 * (1 + place % 5), 24.0 + 12 * (place % 3), 0.5 + 0.25 * (place % 3)
            yield Project(f"p{place}", int(years[place]), names, names[0], theme, *plan, texts)

    def _statements(self) -> Iterator[Statement]:
        for place in np.flatnonzero(self.rng.random(self.size) < STATING):
            sense = Sense.OFFER if self.rng.random() < 0.6 else Sense.NEED
            text = Text(self.words(int(self.field[place]), 15))
            yield Statement(f"st{place}", f"o{place}", sense, (text,))

    def questions(self, count: int) -> Iterator[tuple[str, Question]]:
        """In turn: an organisation, a need in words, a consortium; one in three with a must-have."""
        for number in range(count):
            field = int(self.rng.integers(FIELDS))
            seeds = [f"o{one}" for one in self.members(field, 3)]
            must = frozenset({COUNTRIES[int(self.rng.integers(10))]}) if number % 9 >= 6 else None
            wishes = Wishes(countries=must)
            if number % 3 == 0:
                # Half of them anybody, half drawn by their weight: large bodies ask too.
                name = seeds[0] if number % 2 else f"o{int(self.rng.integers(self.size))}"
                yield "organisation", ForOrganisation(name, wishes=wishes)
            elif number % 3 == 1:
                yield "need", ForNeed((Text(self.words(field, 10)),), wishes=wishes)
            else:
                plan = (f"t{field % 40}",), 3e6, 36.0, 0.9
                yield "consortium", ForConsortium(tuple(seeds), seeds[0], *plan, wishes=wishes)


class WordVectors:
    """In the place of an encoder: the sum of one vector of chance for each word, the same for the same word."""

    def __init__(self, seed: int = 3) -> None:
        self.seed = seed
        self.known: dict[str, int] = {}
        self.rows = np.zeros((0, DIMENSIONS), dtype=np.float32)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        split = [one.split() for one in texts]
        for word in sorted({word for one in split for word in one} - self.known.keys()):
            self.known[word] = len(self.known)
        if len(self.known) > len(self.rows):
            rng = np.random.default_rng([self.seed, len(self.rows)])
            more = rng.standard_normal((len(self.known) - len(self.rows), DIMENSIONS)).astype(np.float32)
            self.rows = np.concatenate([self.rows, more])
        return np.stack([self.rows[[self.known[word] for word in one]].sum(axis=0) for one in split])


def _falling(count: int) -> NDArray[np.float64]:
    chance = 1.0 / np.arange(1, count + 1)
    return np.asarray(chance / chance.sum(), dtype=np.float64)
