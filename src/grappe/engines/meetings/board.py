"""A plan in the making: which meeting stands where, with what is left of every resource."""

from collections.abc import Iterable, Mapping

from grappe.engines.meetings.grid import Grid

NOWHERE = -1


class Board:
    """A mutable plan over a grid; every placement obeys every rule but fairness and what is compulsory."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        slots = grid.slots
        self.slot = [NOWHERE] * grid.meetings
        self.pool = [NOWHERE] * grid.meetings
        self.at: list[list[int]] = [[] for _ in range(grid.people * slots)]
        self.busy = [0] * grid.people
        self.count = [0] * grid.people
        self.room = [list(pool.room) for pool in grid.pools]
        self.tongue = [list(row) for row in grid.tongues]
        self.standing: list[set[int]] = [set() for _ in range(slots)]  # by the slot at which they begin
        self.frozen = [False] * grid.meetings
        self.weight = 0
        # Rules that touch few problems are asked only where they exist.
        self.is_plain = not (grid.walks or any(grid.before) or grid.tongues or max(grid.length, default=1) > 1)

    def fits(self, meeting: int, start: int) -> int | None:
        """Return a pool in which the meeting can be held at that slot, or None; the emptiest pool first."""
        pools = self.grid.pools_of[meeting]
        # Where every table is taken, nobody needs to be asked.
        if start not in self.grid.start_sets[meeting] or not self.has_room(pools, start):
            return None
        return self._free_pool(meeting, start, pools) if self._welcome(meeting, start) else None

    def has_room(self, pools: Iterable[int], slot: int) -> bool:
        """Whether a table of one of the pools is free in a slot."""
        room = self.room
        for pool in pools:  # noqa: SIM110 -- asked a million times: no generator
            if room[pool][slot] > 0:
                return True
        return False

    def stands(self, meeting: int, start: int, pool: int) -> bool:
        """Whether the meeting can be held at that slot in that pool."""
        return start in self.grid.start_sets[meeting] and self.holds(meeting, start, pool)

    def holds(self, meeting: int, start: int, pool: int) -> bool:
        """Whether people, tables and interpreters are free then, were the slot open to the meeting itself."""
        suits = pool in self.grid.pools_of[meeting] and self._welcome(meeting, start)
        return suits and self._free_pool(meeting, start, (pool,)) is not None

    def _welcome(self, meeting: int, start: int) -> bool:
        grid = self.grid
        slots, at = grid.slots, self.at
        for person in grid.who[meeting]:
            if self.count[person] >= grid.maximum[person]:
                return False
            for slot in range(start, start + grid.length[meeting]):
                if len(at[person * slots + slot]) >= grid.staff[person * slots + slot]:
                    return False
        return self.is_plain or (self.spoken(meeting, start) and self.ordered(meeting, start))

    def _free_pool(self, meeting: int, start: int, pools: Iterable[int]) -> int | None:
        best, most = None, 0
        run = range(start, start + self.grid.length[meeting])
        for pool in pools:
            room = self.room[pool]
            left = min(room[slot] for slot in run)
            if left > most and (not self.grid.walks or self._walkable(meeting, start, pool)):
                best, most = pool, left
        return best

    def spoken(self, meeting: int, start: int) -> bool:
        """Whether an interpreter is free, where one is needed."""
        tongue = self.grid.tongue_of[meeting]
        run = range(start, start + self.grid.length[meeting])
        return tongue < 0 or all(self.tongue[tongue][slot] > 0 for slot in run)

    def ordered(self, meeting: int, start: int) -> bool:
        """Whether what must come before and after does."""
        grid, slot = self.grid, self.slot
        if any(slot[one] != NOWHERE and slot[one] + grid.length[one] > start for one in grid.before[meeting]):
            return False
        end = start + grid.length[meeting]
        return all(slot[one] == NOWHERE or slot[one] >= end for one in grid.after[meeting])

    def _walkable(self, meeting: int, start: int, pool: int) -> bool:
        grid = self.grid
        end = start + grid.length[meeting]
        for person in grid.who[meeting]:
            if grid.delegates[person] > 1:
                continue
            for other in self.held(person):
                needed = grid.walk[pool][self.pool[other]]
                if not needed or grid.days[self.slot[other]] != grid.days[start]:
                    continue
                begins = self.slot[other]
                gap = begins - end if begins >= end else start - begins - grid.length[other]
                if gap < needed:
                    return False
        return True

    def held(self, person: int) -> list[int]:
        """Return the meetings of a participant that stand in the plan."""
        return [meeting for meeting in self.grid.of_person[person] if self.slot[meeting] != NOWHERE]

    def place(self, meeting: int, start: int, pool: int) -> None:
        """Put a meeting where `fits` said it can stand."""
        grid = self.grid
        self.slot[meeting], self.pool[meeting] = start, pool
        self.standing[start].add(meeting)
        self.weight += grid.weight[meeting]
        tongue = grid.tongue_of[meeting]
        for slot in range(start, start + grid.length[meeting]):
            self.room[pool][slot] -= 1
            if tongue >= 0:
                self.tongue[tongue][slot] -= 1
            for person in grid.who[meeting]:
                self.at[person * grid.slots + slot].append(meeting)
                self.busy[person] |= 1 << slot
        for person in grid.who[meeting]:
            self.count[person] += 1

    def remove(self, meeting: int) -> None:
        """Take a meeting out."""
        grid, start, pool = self.grid, self.slot[meeting], self.pool[meeting]
        self.slot[meeting] = self.pool[meeting] = NOWHERE
        self.standing[start].discard(meeting)
        self.weight -= grid.weight[meeting]
        tongue = grid.tongue_of[meeting]
        for slot in range(start, start + grid.length[meeting]):
            self.room[pool][slot] += 1
            if tongue >= 0:
                self.tongue[tongue][slot] += 1
            for person in grid.who[meeting]:
                there = self.at[person * grid.slots + slot]
                there.remove(meeting)
                if not there:
                    self.busy[person] &= ~(1 << slot)
        for person in grid.who[meeting]:
            self.count[person] -= 1

    def breaks(self, person: int) -> int:
        """Return the breaks of a participant."""
        return breaks_in(self.busy[person], self.grid.day_masks)

    def total_breaks(self) -> int:
        """Return the breaks of all."""
        return sum(map(self.breaks, range(self.grid.people)))

    def missing(self) -> list[int]:
        """Return the meetings that do not stand in the plan."""
        return [meeting for meeting, slot in enumerate(self.slot) if slot == NOWHERE]

    def rearrange(self, moves: dict[int, int]) -> bool:
        """Move meetings to the given slots all at once; nothing changes where the rules forbid it."""
        old = self.standing_of(moves)
        for meeting, (slot, _) in old.items():
            if slot != NOWHERE:
                self.remove(meeting)
        for meeting, start in moves.items():
            pool = self.fits(meeting, start)
            if pool is None:
                self.restore(old)
                return False
            self.place(meeting, start, pool)
        return True

    def standing_of(self, meetings: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return slot and pool of some meetings, for `restore`."""
        return {meeting: (self.slot[meeting], self.pool[meeting]) for meeting in meetings}

    def restore(self, old: Mapping[int, tuple[int, int]]) -> None:
        """Put meetings back where they stood; no other has changed since."""
        for meeting in old:
            if self.slot[meeting] != NOWHERE:
                self.remove(meeting)
        for meeting, (slot, pool) in old.items():
            if slot != NOWHERE:
                self.place(meeting, slot, pool)

    def snapshot(self) -> tuple[tuple[int, int], ...]:
        """Return slot and pool of every meeting."""
        return tuple(zip(self.slot, self.pool, strict=True))

    def load(self, standing: Iterable[tuple[int, int]]) -> None:
        """Make the plan equal to a snapshot."""
        wanted = list(standing)
        changed = [m for m, there in enumerate(wanted) if there != (self.slot[m], self.pool[m])]
        for meeting in changed:
            if self.slot[meeting] != NOWHERE:
                self.remove(meeting)
        for meeting in changed:
            slot, pool = wanted[meeting]
            if slot != NOWHERE:
                self.place(meeting, slot, pool)

    def occupants(self, person: int, run: Iterable[int]) -> set[int]:
        """Return the meetings of a participant in those slots."""
        base = person * self.grid.slots
        return {meeting for slot in run for meeting in self.at[base + slot]}


def breaks_in(busy: int, day_masks: tuple[int, ...]) -> int:
    """Return the groups of idle slots between busy ones, within each day."""
    total = 0
    for mask in day_masks:
        today = busy & mask
        if today:
            total += (today & ~(today << 1)).bit_count() - 1
    return total
