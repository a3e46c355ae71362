"""Coded events made up from a seed, at any size: clustered in space and time, with all that real sets have in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.datasets.schema import EVENT, LADDER, DataSet
from geodata.datasets.view.grid import to_mercator
from geodata.model.places import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator

FIRST_DAY: Final = date(2019, 1, 1).toordinal()
DAYS: Final = 5 * 365
KINDS: Final = (
    "Shelling", "Armed clash", "Air or drone strike", "Remote explosive", "Attack", "Protest", "Looting", "Arrest",
    "Troop movement", "Agreement", "Change of control", "Other",
)  # fmt: skip
UNDATED: Final = 0.01
UNPLACED: Final = 0.02
BATCH_ROWS: Final = 65_536
_CLUSTERS: Final = 400
_WORDS: Final = 4_000
_TITLE_WORDS: Final = 6
_PRECISIONS: Final = {
    Precision.POINT: 0.25, Precision.SETTLEMENT: 0.42, Precision.VICINITY: 0.1, Precision.DISTRICT: 0.1,
    Precision.REGION: 0.09, Precision.BORDER: 0.01, Precision.COUNTRY: 0.02, Precision.NONE: 0.01,
}  # fmt: skip
_SYLLABLES: Final = (
    "ba",
    "der",
    "go",
    "ka",
    "kro",
    "lev",
    "mi",
    "no",
    "pol",
    "ra",
    "sk",
    "sto",
    "tet",
    "vil",
    "ya",
    "zo",
)


class World(NamedTuple):
    """What all events of a seed have in common: where things happen, how often, and in which words."""

    lon: np.ndarray
    lat: np.ndarray
    share: np.ndarray
    region: pa.Array
    district: pa.Array
    country: pa.Array
    place: pa.Array
    word: pa.Array


def batches(rows: int, seed: int = 5, batch_rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """Yield ``rows`` events as ``schema.EVENT``; the same for the same arguments."""
    world = _world(np.random.default_rng(seed))
    for number, start in enumerate(range(0, rows, batch_rows)):
        random = np.random.default_rng([seed, number])
        yield _batch(random, world, start, min(batch_rows, rows - start))


def description(accepted: int, dataset_id: str = "generated", /, **changes: object) -> DataSet:
    """Return a description whose account is of ``accepted`` rows and no rejection."""
    fields = {
        "id": dataset_id,
        "name": "Generated events",
        "format": "generated",
        "coded_by": "a random number generator",
        "licence": "MIT",
        "licence_url": "",
        "how_to_cite": "Generated for tests.",
        "url": "",
        "file_name": "generated.csv",
        "file_sha256": "0" * 64,
        "imported": datetime(2026, 11, 1, tzinfo=UTC),
        "given": accepted,
        "accepted": accepted,
        "rejected": 0,
    }
    return DataSet.model_validate(fields | changes)


def _world(random: Generator) -> World:
    word = pa.array(["".join(random.choice(_SYLLABLES, random.integers(2, 5))) for _ in range(_WORDS)])
    lon, lat = random.uniform(22.5, 42, _CLUSTERS), random.uniform(44.5, 55, _CLUSTERS)
    # A region is a stripe of three degrees, a district a square in it: enough to be held and counted.
    region = [f"R-{int(x // 3):02d}" for x in lon]
    return World(
        lon=lon,
        lat=lat,
        share=_zipf(_CLUSTERS),
        region=pa.array(region),
        district=pa.array([f"{name}.{int(y):02d}" for name, y in zip(region, lat, strict=True)]),
        country=pa.array(["UA" if x < 35 else "RU" for x in lon]),
        place=pa.array([name.capitalize() for name in random.choice(np.array(word.to_pylist()), _CLUSTERS)]),
        word=word,
    )


def _zipf(size: int) -> np.ndarray:
    share: np.ndarray = 1 / np.arange(3, size + 3)
    return np.asarray(share / share.sum())


def _pick(random: Generator, share: np.ndarray, rows: int) -> np.ndarray:
    return np.searchsorted(np.cumsum(share)[:-1], random.random(rows), side="right")


def _batch(random: Generator, world: World, start: int, rows: int) -> pa.RecordBatch:
    cluster = _pick(random, world.share, rows)
    precision = _pick(random, np.array([_PRECISIONS[rung] for rung in LADDER]), rows).astype(np.int8)
    row = np.arange(start + 1, start + rows + 1)
    first_day, last_day, undated = _days(random, rows)
    lon, lat = (np.round(centre[cluster] + random.normal(0, 0.12, rows), 4) for centre in (world.lon, world.lat))
    mx, my = to_mercator(lon, lat)
    unplaced = (random.random(rows) < UNPLACED) | (precision >= LADDER.index(Precision.COUNTRY))
    at = pa.array(cluster)
    columns = {
        "row": row,
        "id": pc.binary_join_element_wise("G", pa.array(row).cast(pa.string()), ""),
        "first_day": pa.array(first_day, pa.int32(), mask=undated),
        "last_day": pa.array(last_day, pa.int32(), mask=undated),
        **{
            name: pa.array(value, mask=unplaced) for name, value in (("mx", mx), ("my", my), ("lon", lon), ("lat", lat))
        },
        "precision": precision,
        "region": _where(precision <= LADDER.index(Precision.BORDER), world.region.take(at)),
        "district": _where(precision <= LADDER.index(Precision.DISTRICT), world.district.take(at)),
        "country": world.country.take(at),
        "kind": pa.array(KINDS).take(pa.array(_pick(random, _zipf(len(KINDS)), rows))),
        "title": _title(random, world, rows),
        "place": world.place.take(at),
        "source": pa.array([f"Agency {letter}" for letter in "ABCDEFGH"]).take(pa.array(random.integers(0, 8, rows))),
        "codes": pc.binary_join_element_wise('{"where_prec": ', pa.array(precision).cast(pa.string()), "}", ""),
        "note": pa.array([""]).take(pa.array(np.zeros(rows, np.int8))),
    }
    return pa.record_batch([pa.array(columns[field.name]).cast(field.type) for field in EVENT], schema=EVENT)


def _days(random: Generator, rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return first days, denser in waves, last days, and which of them are not known."""
    day = random.random(rows) * DAYS
    day += 40 * np.sin(day / 60)
    first_day = FIRST_DAY + np.clip(day, 0, DAYS - 1).astype(np.int32)
    longer = random.random(rows)
    span = np.where(
        longer < 0.85, 0, np.where(longer < 0.99, random.integers(1, 31, rows), random.integers(31, 366, rows))
    )
    return first_day, (first_day + span).astype(np.int32), random.random(rows) < UNDATED


def _where(held: np.ndarray, values: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(held), values, "")


def _title(random: Generator, world: World, rows: int) -> pa.Array:
    share = _zipf(_WORDS)
    written = (world.word.take(pa.array(_pick(random, share, rows))) for _ in range(_TITLE_WORDS))
    return pc.binary_join_element_wise(*written, " ")
