"""Outlines of regions elsewhere in the world: which of them a division of GeoNames is drawn as."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geodata.common.data_files import read_rows

DIVISIONS: Final = Path(__file__).parents[1] / "data" / "gazetteer" / "divisions.csv"
ELSEWHERE: Final = re.compile(r"[A-Z]{2}\.\w+(\.\w+)?")
"""The ids of areas beyond those that OpenStreetMap's boundaries draw: GeoNames' first-level divisions, and counties."""


@cache
def outlines() -> Mapping[str, str]:
    """Return by GeoNames' division the id of its outline, as in "SD.29": "SDN-khartoum"."""
    return MappingProxyType({row["division"]: row["outline"] for row in read_rows(DIVISIONS, ("division", "outline"))})
