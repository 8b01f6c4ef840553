"""From degrees to a plane and back: Lambert's conformal conic projection on the ellipsoid GRS 80."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
# GRS 80: half the great axis in metres, and the first eccentricity.
AXIS = 6_378_137.0
ECCENTRICITY = 0.0818191910428158
ROUNDS = 8


@dataclass(frozen=True)
class Lambert:
    """One conic projection.

    Parameters
    ----------
    south, north : parallels of true scale, in degrees.
    latitude, longitude : of the origin, in degrees.
    east, north_of : coordinates of the origin, in metres.
    """

    south: float
    north: float
    latitude: float
    longitude: float
    east: float = 0.0
    north_of: float = 0.0

    def forward(self, longitude: ArrayLike, latitude: ArrayLike) -> tuple[Floats, Floats]:
        """Project degrees to metres.

        Parameters
        ----------
        longitude, latitude : shape (places,), degrees.

        Returns
        -------
        tuple
            East and north, shape (places,), metres.

        Notes
        -----
        IGN, technical note NTG 71: Projection cartographique conique conforme de Lambert.
        """
        n, c, origin = self._constants()
        radius = c * np.exp(-n * isometric(np.radians(np.asarray(latitude, dtype=np.float64))))
        angle = n * np.radians(np.asarray(longitude, dtype=np.float64) - self.longitude)
        return self.east + radius * np.sin(angle), self.north_of + origin - radius * np.cos(angle)

    def inverse(self, east: ArrayLike, north: ArrayLike) -> tuple[Floats, Floats]:
        """Bring metres back to degrees.

        Parameters
        ----------
        east, north : shape (places,), metres.

        Returns
        -------
        tuple
            Longitude and latitude, shape (places,), degrees.
        """
        n, c, origin = self._constants()
        x = np.asarray(east, dtype=np.float64) - self.east
        y = origin + self.north_of - np.asarray(north, dtype=np.float64)
        longitude = self.longitude + np.degrees(np.arctan2(x, y) / n)
        wanted = -np.log(np.hypot(x, y) / c) / n
        latitude = 2 * np.arctan(np.exp(wanted)) - np.pi / 2
        for _round in range(ROUNDS):
            sine = ECCENTRICITY * np.sin(latitude)
            grown = ((1 + sine) / (1 - sine)) ** (ECCENTRICITY / 2) * np.exp(wanted)
            latitude = 2 * np.arctan(grown) - np.pi / 2
        return longitude, np.degrees(latitude)

    def _constants(self) -> tuple[float, float, float]:
        one, other = np.radians(self.south), np.radians(self.north)
        a, b = _normal(one) * np.cos(one), _normal(other) * np.cos(other)
        low, high = isometric(one), isometric(other)
        n = float(np.sin(one)) if one == other else float(np.log(b / a) / (low - high))
        c = float(a / n * np.exp(n * low))
        return n, c, float(c * np.exp(-n * isometric(np.radians(self.latitude))))


def isometric(latitude: Floats | float) -> Floats:
    """Return the isometric latitude of a latitude in radians."""
    sine = ECCENTRICITY * np.sin(latitude)
    return np.asarray(
        np.log(np.tan(np.pi / 4 + np.asarray(latitude) / 2) * ((1 - sine) / (1 + sine)) ** (ECCENTRICITY / 2))
    )


def _normal(latitude: float) -> float:
    return float(AXIS / np.sqrt(1 - (ECCENTRICITY * np.sin(latitude)) ** 2))


LAMBERT_93 = Lambert(44, 49, 46.5, 3, 700_000, 6_600_000)


def around(longitude: Floats, latitude: Floats) -> Lambert:
    """Return a projection that keeps lengths about these places: parallels at a sixth from either end.

    Parameters
    ----------
    longitude, latitude : shape (places,), degrees.

    Returns
    -------
    Lambert
        Its lengths are within half a percent over ten degrees of latitude.
    """
    low, high = float(latitude.min()), float(latitude.max())
    sixth = (high - low) / 6
    middle = (low + high) / 2
    return Lambert(low + sixth, high - sixth, middle, float(longitude.mean()))
