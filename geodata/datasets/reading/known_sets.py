"""The known event sets: their columns, their codes put on our ladder, and how they ask to be credited.

A code is put on the finest rung that is not finer than its codebook says. So no code becomes a point: the finest of
every set covers whole towns, and its coordinates are those of the town.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.datasets.reading.recognition import Format
from geodata.datasets.reading.sets.acled import ACLED
from geodata.datasets.reading.sets.gdelt import GDELT
from geodata.datasets.reading.sets.gtd import GTD
from geodata.datasets.reading.sets.ucdp import UCDP
from geodata.datasets.reading.sets.viina import VIINA, VIINA_PER_DAY

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {known.id: known for known in (UCDP, ACLED, VIINA_PER_DAY, VIINA, GDELT, GTD)}
)
