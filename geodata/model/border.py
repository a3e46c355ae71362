"""Stretches of the state border: which vertices of its line lie along a region."""

from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

_DECIMALS = 6
"""The files of the border and of the regions share their vertices; 1e-6 degrees are 0.1 m."""


def stretch(border: BaseGeometry, region: BaseGeometry) -> tuple[int, int] | None:
    """Return the first and the last vertex of ``border`` along the polygon ``region``, or None if they do not touch."""
    corners = set(map(tuple, get_coordinates(region).round(_DECIMALS)))
    shared = [
        number for number, point in enumerate(get_coordinates(border).round(_DECIMALS)) if tuple(point) in corners
    ]
    return (shared[0], shared[-1]) if len(shared) > 1 else None
