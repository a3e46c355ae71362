"""The column mapping: which column of any table is what; guessed from header and sample, shown, and corrected."""

import re
from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from geodata.common.errors import DataFileError
from geodata.datasets.importing import dates
from geodata.datasets.reading.formats import Columns
from geodata.model.places import Precision

Delimiter = Literal[",", ";", "\t", "|"]

LAT: Final = "geometry lat"
LON: Final = "geometry lon"
"""What the coordinates of a GeoJSON feature are called in its table; every other column is one of its properties."""


class Mapping(BaseModel):
    """Which column is what, by its name in the header; "" where there is none.

    ``precision`` names a column whose values ``rungs`` puts on our ladder; without it every row gets ``rung``. That is
    a vicinity unless somebody says otherwise: coordinates alone say near where, and not whether they are a house, a
    town or the middle of a region. ``dates`` says what 03/04/2024 means; "iso" accepts no such dates. ``decimal`` is
    the decimal mark of coordinates, ``delimiter`` what stands between cells (without meaning in GeoJSON).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lat: str = ""
    lon: str = ""
    first: str = ""
    last: str = ""
    id: str = ""
    title: str = ""
    kind: str = ""
    place: str = ""
    source: str = ""
    country: str = ""
    region: str = ""
    district: str = ""
    precision: str = ""
    rungs: Lookup[str, Precision] = {}
    rung: Precision = Precision.VICINITY
    dates: Literal["iso", "dmy", "mdy"] = "iso"
    decimal: Literal[".", ","] = "."
    delimiter: Delimiter = ","


_NAMES: Final[Lookup[str, str]] = MappingProxyType(
    {
        "lat": f"{LAT}|latitude|lat|y|широта",
        "lon": f"{LON}|longitude|lon|lng|long|x|долгота|довгота",
        "first": "date start|start date|event date|date|day|first day|start|from|reported|published|дата",
        "last": "date end|end date|last day|end|until|to|дата окончания|дата закінчення",
        "id": "event id|id|uid|identifier|objectid|fid|ид|ід|номер",
        "title": "title|headline|name|event|summary|description|notes|text|название|назва|заголовок|описание|опис",
        "kind": "event type|type|kind|category|class|тип|вид|категория|категорія",
        "place": "place|location|settlement|locality|city|town|village|site|место|місце|город|місто|населенный пункт"
        "|населённый пункт|населений пункт",
        "source": "source|source url|url|link|publisher|outlet|источник|джерело|ссылка|посилання",
        "country": "country|nation|страна|країна",
        "region": "adm 1|adm1|admin1|admin 1|adm1 name|region|oblast|province|state|область|регион|регіон",
        "district": "adm 2|adm2|admin2|admin 2|adm2 name|district|raion|rayon|county|район",
        "precision": "precision|geo precision|where prec|accuracy|level|точность|точність",
    }
)
COLUMNS: Final = tuple(_NAMES)
"""The fields of Mapping that name a column, in the order to show them."""

_RUNGS: Final[Lookup[Precision, str]] = MappingProxyType(
    {
        Precision.POINT: "point|exact|address|точка|точно",
        Precision.SETTLEMENT: "settlement|city|town|village|locality|populated place|adm3|населенный пункт"
        "|населений пункт",
        Precision.VICINITY: "vicinity|near|nearby|around|approximate|approx|окрестности|околиці",
        Precision.DISTRICT: "district|raion|rayon|county|municipality|adm2|admin2|район",
        Precision.REGION: "region|oblast|province|state|adm1|admin1|область|регион|регіон",
        Precision.BORDER: "border|граница|кордон",
        Precision.COUNTRY: "country|nation|adm0|страна|країна",
        Precision.NONE: "none|unknown|нет|немає|неизвестно|невідомо",
    }
)
_NUMBER: Final = re.compile(r"[+-]?\d{1,12}([.,]\d{0,20})?", re.ASCII)
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d{1,3},\d+", re.ASCII)


def guess(
    header: Sequence[str], sample: Sequence[Sequence[str]], delimiter: Literal[",", ";", "\t", "|"] = ","
) -> Mapping:
    """Return the likeliest mapping of a table with these column names and first rows."""
    free = dict.fromkeys(header)
    found: dict[str, str] = {}
    cells = {name: [row[at] for row in sample if at < len(row)] for at, name in enumerate(header)}
    for field, names in _NAMES.items():
        wanted = names.split("|")
        ranked = ((wanted.index(_plain(name)), name) for name in free if _plain(name) in wanted)
        fits = (name for _rank, name in sorted(ranked) if _may_be(field, cells[name]))
        if chosen := next(fits, ""):
            found[field] = chosen
            del free[chosen]
    rungs = {value: rung for value in cells.get(found.get("precision", ""), []) if (rung := rung_of(value))}
    coordinates = [*cells.get(found.get("lat", ""), []), *cells.get(found.get("lon", ""), [])]
    return Mapping(
        **found,
        rungs=rungs,
        dates=dates.order_of([*cells.get(found.get("first", ""), []), *cells.get(found.get("last", ""), [])]),
        decimal="," if any(_DECIMAL_COMMA.fullmatch(cell.strip()) for cell in coordinates) else ".",
        delimiter=delimiter,
    )


def rung_of(value: str) -> Precision | None:
    """Return the rung that a word for a precision means, or None; "" means none is coded."""
    plain = _plain(value)
    if not plain:
        return Precision.NONE
    return next((rung for rung, words in _RUNGS.items() if plain in words.split("|")), None)


def columns(mapping: Mapping, header: Sequence[str]) -> Columns:
    """Return what the reader needs of ``mapping``; raise DataFileError if it names a column that is not there."""
    named: dict[str, str] = {field: getattr(mapping, field) for field in COLUMNS}
    for field, name in named.items():
        if name and name not in header:
            raise DataFileError(f'the file has no column "{name[:60]}" for "{field}": choose one of its columns')
    if not (mapping.lat and mapping.lon) and not (mapping.region or mapping.country):
        raise DataFileError("no column says where the events are: choose the columns of latitude and longitude")
    if bool(mapping.lat) != bool(mapping.lon):
        raise DataFileError("only one of latitude and longitude has a column: choose the other one, too")
    # A code stays a code beside what is made of it.
    taken = {name for field, name in named.items() if field not in {"precision", "kind"}}
    texts = {field: tuple(filter(None, [named.pop(field)])) for field in ("title", "place", "source")}
    return Columns(
        **named,  # type: ignore[arg-type]  # the fields that hold one name
        **texts,  # type: ignore[arg-type]  # and those that hold several
        codes=tuple(name for name in header if name not in taken),
        rungs={value.strip(): rung for value, rung in mapping.rungs.items()} | {"": Precision.NONE},
        rung=mapping.rung,
        dates=mapping.dates,
        decimal=mapping.decimal,
    )


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def _may_be(field: str, cells: Sequence[str]) -> bool:
    """Tell whether a sample of cells can be of the field that their column's name suggests."""
    given = [cell.strip() for cell in cells if cell.strip()]
    if field in {"lat", "lon"}:
        return not given or any(_NUMBER.fullmatch(cell) for cell in given)
    if field == "precision":
        return all(rung_of(cell) for cell in given)
    return True
