"""How surprising choices are to scores: a conditional logit (McFadden, 1974), and its slopes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from grappe.engines.matching.graph import Flags, Floats, Integers

Values = NDArray[np.float32] | Floats


@dataclass(frozen=True, eq=False)
class Examples:
    """Candidates of all questions, one below the other.

    Parameters
    ----------
    values : columns in the order of `MEASURES`, shape (candidates, measures).
    chosen : who was.
    new : who had never worked with those who asked.
    question : of each candidate, from 0, ascending.
    worth_of_new : what the choice among new ones counts for beside that among all, 0 or more.
    """

    values: Values
    chosen: Flags
    new: Flags
    question: Integers
    worth_of_new: float = 0.0

    @property
    def count(self) -> int:
        """Questions."""
        return int(self.question[-1]) + 1 if self.question.size else 0

    @cached_property
    def everyone(self) -> "Choice":
        """The choice among all candidates."""
        return choice_of(self.chosen, np.ones_like(self.new), self.question)

    @cached_property
    def fresh(self) -> "Choice":
        """The choice among new ones, in the questions where one was chosen."""
        return choice_of(self.chosen, self.new, self.question)

    def surprise(self, scores: Floats) -> tuple[float, Floats, Floats]:
        """Return the mean loss, and its slope and curvature by each score.

        Parameters
        ----------
        scores : shape (candidates,).

        Returns
        -------
        tuple
            The loss: the mean negative logarithm of the chances given to the chosen, plus the same among new
            candidates by their worth; slope and curvature of shape (candidates,), of the curvature only the diagonal.
        """
        loss, slope, curvature = self.everyone.surprise(scores)
        if not self.worth_of_new:
            return loss, slope, curvature
        worth, (more, other, bent) = self.worth_of_new, self.fresh.surprise(scores)
        return loss + worth * more, slope + worth * other, curvature + worth * bent


@dataclass(frozen=True, eq=False)
class Choice:
    """Who was chosen among those who count.

    Parameters
    ----------
    starts : where each question starts.
    of : question of each candidate, from 0.
    counts : who can be chosen, in questions in which somebody was.
    share : of each chosen one among the chosen of its question.
    asked : questions in which somebody was chosen.
    """

    starts: Integers
    of: Integers
    counts: Flags
    share: Floats
    asked: int

    def surprise(self, scores: Floats) -> tuple[float, Floats, Floats]:
        """Return the mean negative logarithm of the chances of the chosen, its slope and its curvature."""
        if not self.asked:
            nothing = np.zeros(scores.size)
            return 0.0, nothing, nothing
        # Far below all others, yet a number: a question without any that counts takes no part.
        kept = np.where(self.counts, scores, -1e300)
        top = np.maximum.reduceat(kept, self.starts)[self.of]
        lifted = np.where(self.counts, np.exp(np.minimum(kept - top, 0.0)), 0.0)
        whole = np.maximum(np.add.reduceat(lifted, self.starts), 1e-300)[self.of]
        chance = lifted / whole
        loss = -float((self.share * np.where(self.counts, scores - top - np.log(whole), 0.0)).sum())
        return loss / self.asked, (chance - self.share) / self.asked, chance * (1.0 - chance) / self.asked


def choice_of(chosen: Flags, among: Flags, question: Integers) -> Choice:
    """Make a choice ready.

    Parameters
    ----------
    chosen : who was.
    among : who is looked at.
    question : of each candidate, from 0, ascending.
    """
    starts = np.flatnonzero(np.diff(question, prepend=-1)).astype(np.int64)
    hits = (chosen & among).astype(np.float64)
    of_each = np.add.reduceat(hits, starts) if starts.size else hits
    held = of_each[question]
    return Choice(starts, question, among & (held > 0), hits / np.maximum(held, 1.0), int((of_each > 0).sum()))
