"""Stages that were finished are kept by what went into them, so that a stopped run goes on where it stood."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grappe.analytics.pipelines.provenance import PIPELINE


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run stands.

    Parameters
    ----------
    stage : what is being done.
    share : of this stage, between 0 and 1; None where it cannot be known.
    rows : read so far, where it is known.
    kept : whether the stage was done by an earlier run.
    """

    stage: str
    share: float | None
    rows: int = 0
    kept: bool = False


Report = Callable[[Step], None]


def quiet(_step: Step) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Stages:
    """A folder of finished stages.

    Parameters
    ----------
    folder : where they stand.
    report : is told what is being done.
    """

    folder: Path
    report: Report = quiet

    def run(self, name: str, key: Mapping[str, Any], make: Callable[[Path], int]) -> Path:
        """Do a stage, unless an earlier run has.

        Parameters
        ----------
        name : of the stage.
        key : all that its result depends on.
        make : writes the stage to a path and returns its rows.

        Returns
        -------
        Path
            The finished stage.
        """
        text = json.dumps({**key, "stage": name, "pipeline": PIPELINE}, sort_keys=True, default=str)
        path = self.folder / f"{name}-{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}.parquet"
        if path.is_file():
            self.report(Step(name, 1.0, kept=True))
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        self.report(Step(name, 0.0))
        # A stage that was cut short leaves only its part behind, which the next run writes over.
        part = path.with_name(f"{path.stem}.part.parquet")
        rows = make(part)
        part.replace(path)
        self.report(Step(name, 1.0, rows))
        return path
