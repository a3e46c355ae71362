"""Generated events as a data set in a folder, coded to areas whose outlines are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from geodata.datasets.importing.staging import stage
from geodata.datasets.schema import EVENT
from geodata.datasets.snapshots import accept
from geodata.datasets.view import extents
from tests.datasets.generator import batches, description

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.datasets.schema import DataSet


def hold(folder: Path, name: str = "generated", rows: int = 3_000) -> DataSet:
    """A data set of generated events, accepted into ``folder``."""
    return accept(stage(map(in_known_areas, batches(rows)), [], lambda: description(rows, name), folder))


def in_known_areas(events: pa.RecordBatch) -> pa.RecordBatch:
    """The generated events, their made-up areas exchanged for some that have an outline."""
    known = [area for area in extents.extents() if area.startswith(("RU-", "UA-"))]
    regions, districts = ([area for area in known if ("." in area) is inner] for inner in (False, True))
    numbers = [int(row) for row in events.column("row").to_pylist()]
    changed = {
        name: pa.array(
            [
                areas[number % len(areas)] if old else ""
                for number, old in zip(numbers, events.column(name).to_pylist(), strict=True)
            ]
        )
        for name, areas in (("region", regions), ("district", districts))
    }
    return pa.record_batch([changed.get(name, events.column(name)) for name in EVENT.names], schema=EVENT)
