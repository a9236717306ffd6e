"""From the grids that German surveying offices deliver in to longitude and latitude.

Only the ellipsoid is left behind: ETRS89 and WGS 84 differ by less than a meter.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

__all__ = ["TO_DEGREES", "ToDegrees", "utm_to_degrees"]

ToDegrees = Callable[[float, float], tuple[float, float]]  # x, y -> longitude, latitude

_FLATTENING = 1 / 298.257222101  # GRS 80
_RADIUS = 6378137.0  # meters, at the equator
_SCALE = 0.9996  # of UTM on its central meridian
_FALSE_EASTING = 500_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_RECTIFYING = _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3,
    _N**2 / 48 + _N**3 / 15,
    17 / 480 * _N**3,
)
_DELTA = (
    2 * _N - 2 / 3 * _N**2 - 2 * _N**3,
    7 / 3 * _N**2 - 8 / 5 * _N**3,
    56 / 15 * _N**3,
)


def utm_to_degrees(zone: int, easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude of a point on the northern half; exact to centimeters.

    Source: Karney, Transverse Mercator with an accuracy of a few nanometers, 2011 (series of
    Krüger, to the third order).
    """
    xi = northing / (_SCALE * _RECTIFYING)
    eta = (easting - _FALSE_EASTING) / (_SCALE * _RECTIFYING)
    xi_, eta_ = xi, eta
    for j, beta in enumerate(_BETA, 1):
        xi_ -= beta * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
        eta_ -= beta * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
    chi = math.asin(math.sin(xi_) / math.cosh(eta_))
    latitude = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(_DELTA, 1))
    longitude = math.atan2(math.sinh(eta_), math.cos(xi_))
    return math.degrees(longitude) + zone * 6 - 183, math.degrees(latitude)


def _degrees(x: float, y: float) -> tuple[float, float]:
    return x, y


def _utm(zone: int) -> ToDegrees:
    return lambda x, y: utm_to_degrees(zone, x, y)


TO_DEGREES: Mapping[int, ToDegrees] = {  # EPSG code -> how to
    4326: _degrees,  # WGS 84
    4258: _degrees,  # ETRS 89
    **{25800 + zone: _utm(zone) for zone in (31, 32, 33)},  # ETRS 89 / UTM
    **{32600 + zone: _utm(zone) for zone in (31, 32, 33)},  # WGS 84 / UTM
}
