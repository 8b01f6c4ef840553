"""The task: names of FP7 against names of H2020 in the same country, with the truth known by PIC."""

import csv
import gzip
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from grappe.engines.reconciliation import OrganisationRecord, Settings
from grappe.engines.reconciliation.blocking import candidate_pairs
from grappe.engines.reconciliation.features import NAMES, SIGNS, as_row, name_features, short_features
from grappe.engines.reconciliation.learning import fit_logistic
from grappe.engines.reconciliation.profiles import Profile, profiles_of
from grappe.engines.reconciliation.rarity import rarity_of

FOLDS = 5
# By judgement: CORDIS names hold too few numbers to learn from, while "Paris 6" is not "Paris 7".
NUMBER_CONFLICT = -2.5
# Wider than the default: two registers of this size afford it, and elimination finds what is far apart.
WIDE = Settings(across_sources_only=True, neighbours=20, minimum_cosine=0.1, rare_records=20)
_NOT_LETTERS = re.compile(r"[^A-Z0-9]+")


def data_folder() -> Path:
    """Return the folder of real data: GRAPPE_REAL_DATA, or shared/data beside the checkout."""
    default = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("GRAPPE_REAL_DATA", default))
    if not folder.is_dir():
        raise SystemExit("Set GRAPPE_REAL_DATA to the folder of real data.")
    return folder


def upper_case(name: str) -> str:
    """Return the name in capitals without punctuation: the equality everybody tries first."""
    return _NOT_LETTERS.sub(" ", name.upper()).strip()


@dataclass(frozen=True)
class Task:
    """Both registers and the candidate pairs between them; position i < size is FP7, the others H2020."""

    rows: list[dict[str, str]]
    profiles: tuple[Profile, ...]
    pairs: npt.NDArray[np.int64]
    features: npt.NDArray[np.float64]

    @property
    def pics(self) -> npt.NDArray[np.int64]:
        return np.array([int(row["pic"]) for row in self.rows] * 2)

    @property
    def hard(self) -> set[int]:
        return {int(row["pic"]) for row in self.rows if row["same_normalised"] == "False"}

    @property
    def same(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.pics[self.pairs[:, 0]] == self.pics[self.pairs[:, 1]])

    @property
    def equal(self) -> npt.NDArray[np.bool_]:
        """Pairs that upper-case equality finds already."""
        names = [upper_case(row[side]) for side in ("name_fp7", "name_h2020") for row in self.rows]
        return np.array([names[first] == names[second] for first, second in self.pairs])


def read_rows(folder: Path) -> list[dict[str, str]]:
    with gzip.open(folder / "org_matching" / "pic_name_pairs_dev.csv.gz", "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def records_of(rows: list[dict[str, str]], *, with_short_names: bool = True) -> list[OrganisationRecord]:
    old = [
        OrganisationRecord(f"fp7-{row['pic']}", (row["name_fp7"],), country=row["country_fp7"], source="fp7")
        for row in rows
    ]
    new = [
        OrganisationRecord(
            f"h2020-{row['pic']}",
            (row["name_h2020"],),
            (row["short_name"],) if with_short_names else (),
            country=row["country_h2020"],
            city=row["city"],
            source="h2020",
        )
        for row in rows
    ]
    return old + new


def build_task(folder: Path, *, with_short_names: bool = True) -> Task:
    """Block and compare; nothing here looks at the PIC."""
    rows = read_rows(folder)
    profiles = profiles_of(records_of(rows, with_short_names=with_short_names))
    rarity = rarity_of(profile.terms for profile in profiles)
    pairs = candidate_pairs(profiles, WIDE)
    features = []
    for first, second in pairs.tolist():
        one, other = profiles[first], profiles[second]
        values, _ = name_features(one.names[0], other.names[0], one.places | other.places, rarity)
        features.append(as_row(values | short_features(one, other, rarity)))
    return Task(rows, profiles, pairs, np.array(features))


def folds_of(task: Task) -> npt.NDArray[np.int64]:
    """Return the fold of each record, by its PIC, so that both records of a body share one."""
    return np.array([zlib.crc32(str(pic).encode()) % FOLDS for pic in task.pics])


def learn(features: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    weights = fit_logistic(features, same, signs=np.array([SIGNS[name] for name in NAMES]))
    weights[1 + NAMES.index("number_conflict")] = NUMBER_CONFLICT
    return weights


def cross_validated(task: Task) -> npt.NDArray[np.float64]:
    """Return the log-odds of each pair from weights learned on pairs none of whose PICs is in its fold."""
    fold = folds_of(task)
    first, second = fold[task.pairs[:, 0]], fold[task.pairs[:, 1]]
    same, scores = task.same, np.zeros(len(task.pairs))
    for held in range(FOLDS):
        training, testing = (first != held) & (second != held), first == held
        weights = learn(task.features[training], same[training])
        scores[testing] = weights[0] + task.features[testing] @ weights[1:]
    return scores
