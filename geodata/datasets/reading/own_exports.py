"""Our own exports of coded events, read back with the coder, the terms, the rungs and the codes that they state."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from geodata.common.data_files import make
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.recognition import Credit, Format
from geodata.datasets.schema import NUMBER
from geodata.model.places import Precision

COLUMNS: Final = frozenset(
    [
        *("row", "id", "first_day", "last_day", "coded_lon", "coded_lat", "precision", "codes"),
        *("data_set", "coded_by", "licence"),
    ]
)
"""Columns that only our exports have together."""

_CODED_BY: Final = re.compile(r"coded by (.+), not quoted", re.DOTALL)
_MAPPING: Final = ColumnMapping(
    lat="coded_lat",
    lon="coded_lon",
    first="first_day",
    last="last_day",
    id="id",
    precision="precision",
    kind="kind",
    title=("title",),
    place=("place",),
    source=("source",),
    country="country",
    region="region",
    district="district",
    note="note",
    raw_codes="codes",
    codes=(),
    rungs=MappingProxyType({rung.value: rung for rung in Precision}),
)


def own_export(header: Sequence[str], sample: Sequence[Sequence[str]], about: object) -> Format | None:
    """Return the format of our own export with these columns, or None; ``about`` is what the file says of itself.

    Raises DataFileError if it says what no export of ours says.
    """
    if not set(header) >= COLUMNS:
        return None
    stated: Mapping[str, Any] = about.get("data_set") or {} if isinstance(about, dict) else {}
    if not stated and sample:
        cells = dict(zip(header, sample[0], strict=False))
        coder = _CODED_BY.fullmatch(cells["coded_by"])
        coded_by = coder[1] if coder else cells["coded_by"]
        stated = {"coded_by": coded_by, "licence": cells["licence"], "name": cells["data_set"]}
    known = next((each for each in FORMATS.values() if each.credit.coded_by == stated.get("coded_by")), None)
    fields = {field: stated[field] for field in Credit.model_fields if field in stated}
    credit = make(Credit, (known.credit.model_dump() if known else {}) | fields, "what the export says of its data set")
    return Format(
        id=known.id if known else "as-reported",
        name=str(stated.get("name") or credit.coded_by)[:120],
        columns=_MAPPING.model_copy(update={"numbers": tuple(name for name in header if name.startswith(NUMBER))}),
        credit=credit,
        core=(),
        typical=(),
    )
