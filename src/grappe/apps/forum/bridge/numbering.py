"""The engine counts slots, tables and requests from 1; here is which row each number stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from grappe.apps.forum.models import Edition, MeetingProfile, MeetingRequest, Slot, Table


class Asked(NamedTuple):
    """A request as the day reads it: a forum has tens of thousands, and a row of the model costs ten times as much."""

    pk: int
    sender_id: int
    recipient_id: int
    priority: int
    is_mutual: bool
    is_compulsory: bool
    mode: str
    length: int
    equipment: str


Wish = MeetingRequest | Asked
Row_co = TypeVar("Row_co", bound=Wish, covariant=True)


@dataclass(frozen=True)
class Numbering(Generic[Row_co]):
    """The rows of one problem, in the order of their numbers; profiles are named by their key as text."""

    edition: Edition
    slots: Sequence[Slot]
    tables: Sequence[Table]
    requests: Sequence[Row_co]
    profiles: Mapping[int, MeetingProfile]

    @cached_property
    def slot_number(self) -> Mapping[int, int]:
        return {slot.pk: number for number, slot in enumerate(self.slots, 1)}

    @cached_property
    def table_number(self) -> Mapping[int, int]:
        return {table.pk: number for number, table in enumerate(self.tables, 1)}

    @cached_property
    def request_number(self) -> Mapping[int, int]:
        return {request.pk: number for number, request in enumerate(self.requests, 1)}

    def as_json(self) -> dict[str, list[int]]:
        """What is kept beside the problem, so that a run can be read years later."""
        return {
            "slots": [slot.pk for slot in self.slots],
            "tables": [table.pk for table in self.tables],
            "requests": [request.pk for request in self.requests],
        }
