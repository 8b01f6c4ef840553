"""The part of the world that a small still map shows."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """Edges in degrees; ``width`` in the drawing's own units."""

    west: float
    south: float
    east: float
    north: float
    width: int = 400

    @property
    def scale(self) -> float:
        return self.width / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """In the middle of the frame a degree of longitude is as long as its cosine says."""
        return 1 / math.cos(math.radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale * self.stretch)

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - self.west) * self.scale), round((self.north - latitude) * self.scale * self.stretch)

    def within(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


FRANCE = Frame(-5.4, 41.2, 9.8, 51.2)
EUROPE = Frame(-11, 34, 35, 66)
WORLD = Frame(-180, -58, 180, 80)
