"""Every rule and level of the objective as one CP-SAT model: the exact route for small forums of any form."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from ortools.sat.python import cp_model

from grappe.engines.meetings.grid import UNBOUNDED, Grid
from grappe.engines.meetings.measure import PER_MILLE
from grappe.engines.meetings.problem import Level

Option = tuple[int, int, int]  # meeting, slot, pool


class Model:
    """Variables and rules; `levels` are expressions to be made least, one after the other.

    Relaxed, nothing is compulsory and fairness is left out.
    """

    def __init__(self, grid: Grid, *, relaxed: bool = False) -> None:
        self.grid, self.relaxed = grid, relaxed
        self.model = cp_model.CpModel()
        self.chosen: dict[Option, cp_model.IntVar] = {
            (meeting, slot, pool): self.model.new_bool_var("")
            for meeting in range(grid.meetings)
            for slot in grid.starts[meeting]
            for pool in grid.pools_of[meeting]
            if all(grid.pools[pool].room[step] for step in range(slot, slot + grid.length[meeting]))
        }
        self._of_meeting: dict[int, list[Option]] = defaultdict(list)
        for option in self.chosen:
            self._of_meeting[option[0]].append(option)
        self._rules()
        self.breaks = [self._breaks(person) for person in range(grid.people)]
        self._fairness()
        builders: Mapping[Level, Callable[[], cp_model.LinearExprT]] = {
            Level.WEIGHT: self._weight,
            Level.SHORTFALL: self._shortfall,
            Level.SPREAD: self._spread,
            Level.BREAKS: lambda: cp_model.LinearExpr.sum(self.breaks),
        }
        self.levels = [builders[level]() for level in grid.problem.objective if level in builders]

    def clear_hints(self) -> None:
        """Forget the plan hinted at."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]

    def placed(self, meeting: int) -> cp_model.LinearExprT:
        """Whether a meeting is in the plan."""
        return cp_model.LinearExpr.sum([self.chosen[option] for option in self._of_meeting[meeting]])

    def held_by(self, person: int) -> cp_model.LinearExprT:
        """How many meetings of a participant are in the plan."""
        return cp_model.LinearExpr.sum([self.placed(meeting) for meeting in self.grid.of_person[person]])

    def _running(self, option: Option) -> range:
        return range(option[1], option[1] + self.grid.length[option[0]])

    def _rules(self) -> None:
        grid, model = self.grid, self.model
        for meeting in range(grid.meetings):
            compulsory = grid.compulsory[meeting] and not self.relaxed
            model.add(self.placed(meeting) == 1) if compulsory else model.add(self.placed(meeting) <= 1)
        at: dict[tuple[str, int, int], list[cp_model.IntVar]] = defaultdict(list)
        for option, variable in self.chosen.items():
            for slot in self._running(option):
                at["pool", option[2], slot].append(variable)
                at["tongue", grid.tongue_of[option[0]], slot].append(variable)
                for person in grid.who[option[0]]:
                    at["person", person, slot].append(variable)
        for (kind, place, slot), variables in at.items():
            limit = self._limit(kind, place, slot)
            if len(variables) > limit:
                model.add(cp_model.LinearExpr.sum(variables) <= limit)
        for person, most in enumerate(grid.maximum):
            if len(grid.of_person[person]) > most:
                model.add(self.held_by(person) <= most)
        self._at = at
        self._order()
        if grid.walks:
            self._walk()

    def _limit(self, kind: str, place: int, slot: int) -> int:
        if kind == "pool":
            return self.grid.pools[place].room[slot]
        if kind == "person":
            return self.grid.staff[place * self.grid.slots + slot]
        return UNBOUNDED if place < 0 else self.grid.tongues[place][slot]

    def _order(self) -> None:
        for later, earlier_ones in enumerate(self.grid.before):
            for earlier in earlier_ones:
                for one in self._of_meeting[later]:
                    for other in self._of_meeting[earlier]:
                        if self._running(other)[-1] >= one[1]:
                            self.model.add_bool_or(~self.chosen[one], ~self.chosen[other])

    def _walk(self) -> None:
        grid = self.grid
        for person in range(grid.people):
            options = [option for meeting in grid.of_person[person] for option in self._of_meeting[meeting]]
            if grid.delegates[person] > 1:
                continue
            for one in options:
                for other in options:
                    gap = other[1] - self._running(one)[-1] - 1
                    near = 0 <= gap < grid.walk[one[2]][other[2]] and grid.days[one[1]] == grid.days[other[1]]
                    if near and one[0] != other[0]:
                        self.model.add_bool_or(~self.chosen[one], ~self.chosen[other])

    def _breaks(self, person: int) -> cp_model.IntVar:
        """Breaks are runs of busy slots less one, on each day with any."""
        model, grid = self.model, self.grid
        busy = []
        for slot in range(grid.slots):
            variable = model.new_bool_var("")
            meetings = self._at.get(("person", person, slot), [])
            for meeting in meetings:
                model.add_implication(meeting, variable)
            model.add_bool_or(*meetings, ~variable)
            busy.append(variable)
        begins, days = [], []
        for day in sorted(set(grid.days)):
            slots = [slot for slot in range(grid.slots) if grid.days[slot] == day]
            days.append(model.new_bool_var(""))
            model.add_max_equality(days[-1], [busy[slot] for slot in slots])
            for place, slot in enumerate(slots):
                first = model.new_bool_var("")
                before = busy[slots[place - 1]] if place else None
                model.add_implication(first, busy[slot])
                if before is None:
                    model.add_implication(busy[slot], first)
                else:
                    model.add_implication(first, ~before)
                    model.add_bool_or(~busy[slot], before, first)
                begins.append(first)
        breaks = model.new_int_var(0, grid.slots, "")
        model.add(breaks == cp_model.LinearExpr.sum(begins) - cp_model.LinearExpr.sum(days))
        return breaks

    def _fairness(self) -> None:
        fairness = self.grid.problem.fairness
        if fairness is None or not self.breaks or self.relaxed:
            return
        least = self.model.new_int_var(0, self.grid.slots, "")
        for breaks in self.breaks:
            self.model.add(breaks >= least)
            self.model.add(breaks <= least + fairness)

    def _weight(self) -> cp_model.LinearExprT:
        weights = [-self.grid.weight[meeting] for meeting, _, _ in self.chosen]
        return cp_model.LinearExpr.weighted_sum(list(self.chosen.values()), weights)

    def _shortfall(self) -> cp_model.LinearExprT:
        lacking = []
        for person, least in enumerate(self.grid.minimum):
            if least:
                lacking.append(self.model.new_int_var(0, least, ""))
                self.model.add(lacking[-1] >= least - self.held_by(person))
        return cp_model.LinearExpr.sum(lacking)

    def _spread(self) -> cp_model.LinearExprT:
        grid = self.grid
        members: dict[str, list[int]] = defaultdict(list)
        for person, participant in enumerate(grid.problem.participants):
            for group in participant.groups:
                members[group].append(person)
        shares = []
        for people in members.values():
            wanted = sum(len(grid.of_person[person]) for person in people)
            if wanted:
                served = cp_model.LinearExpr.sum([self.held_by(person) for person in people])
                shares.append(self.model.new_int_var(0, PER_MILLE, ""))
                self.model.add_division_equality(shares[-1], PER_MILLE * served, wanted)
        if not shares:
            return 0
        least, most = self.model.new_int_var(0, PER_MILLE, ""), self.model.new_int_var(0, PER_MILLE, "")
        self.model.add_min_equality(least, shares)
        self.model.add_max_equality(most, shares)
        return most - least
