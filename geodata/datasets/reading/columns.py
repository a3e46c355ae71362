"""The column mapping: which column of a file is what, and how its cells are read; a correction changes one field."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from geodata.common.errors import DataFileError
from geodata.common.language import marked
from geodata.datasets.casting.coordinate_systems import WGS84, system
from geodata.datasets.casting.event_dates import Order, Widening
from geodata.model.places import Precision

Delimiter = Literal[",", ";", "\t", "|"]

_LONGEST_NAME: Final = 20
LAT: Final = "geometry lat"
LON: Final = "geometry lon"
"""What the coordinates of a GeoJSON feature are called in its table; every other column is one of its properties."""


def _as_names(value: object) -> object:
    return tuple(filter(None, [value])) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_names)]
"""Several columns, whose texts are joined; one may be given by its name alone."""


class ColumnMapping(BaseModel):
    """Which column is what, by its name in the header; "" or none where there is none.

    ``position`` is one column with both coordinates, read where there is none for each; ``year``, ``month`` and ``day``
    make up the date where no column ``first`` does. ``rungs`` puts each value of the column ``precision`` on our
    ladder, None stands for what the words mean by themselves. ``unread`` are values that were given no meaning: while
    there are any, nothing is a pin. Without a column ``precision`` every row gets ``rung``. That is a vicinity unless
    somebody says otherwise: coordinates alone say near where, and not whether they are a house, a town or the middle of
    a region. ``spans`` widens what the column ``date_code`` says is only known roughly. ``kinds`` gives the codes of
    ``kind`` in words; ``flags`` are columns of 0 and 1 in words, and those set make up the kind. The columns
    ``numbers`` are kept as numbers, and an empty cell, or one that holds something else, as not known. What ``codes``
    names is kept raw, None stands for all other columns; ``raw_codes`` is a column of our own exports with codes in
    JSON, and ``note`` one that says why a precision was lowered before.

    ``dates`` says what 03/04/2024 means ("iso": nothing), ``decimal`` is the decimal mark of coordinates, ``delimiter``
    stands between cells; None is found out from the file. ``crs`` is what the coordinates are in, as
    ``coordinate_systems.system`` names it; longitude then stands for x and latitude for y.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lat: str = ""
    lon: str = ""
    position: str = ""
    first: str = ""
    last: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    id: str = ""
    title: Names = ()
    kind: str = ""
    place: Names = ()
    source: Names = ()
    country: str = ""
    region: str = ""
    district: str = ""
    precision: str = ""
    date_code: str = ""
    note: str = ""
    raw_codes: str = ""
    codes: tuple[str, ...] | None = None
    rungs: Mapping[str, Precision] | None = None
    unread: tuple[str, ...] = ()
    rung: Precision = Precision.VICINITY
    spans: Mapping[str, Widening] = {}
    kinds: Mapping[str, str] = {}
    flags: Mapping[str, str] = {}
    numbers: tuple[str, ...] = ()
    dates: Order | None = None
    decimal: Literal[".", ","] | None = None
    delimiter: Delimiter | None = None
    crs: str = WGS84

    def columns_of(self, field: str) -> tuple[str, ...]:
        """Return the columns of one field."""
        value: str | tuple[str, ...] = getattr(self, field)
        return tuple(filter(None, [value])) if isinstance(value, str) else value

    @property
    def named(self) -> tuple[str, ...]:
        """Return the columns that are anything, each once, in the order of the fields."""
        return tuple(dict.fromkeys(name for field in COLUMNS for name in self.columns_of(field)))

    @property
    def used(self) -> tuple[str, ...]:
        """Return all columns that are read, each once."""
        return tuple(dict.fromkeys((*self.named, *(self.codes or ()), *self.flags, *self.numbers)))


COLUMNS: Final = (
    *("lat", "lon", "position", "first", "last", "year", "month", "day", "id", "title", "kind", "place", "source"),
    *("country", "region", "district", "precision", "date_code", "note", "raw_codes"),
)
"""The fields of ColumnMapping that name columns, in the order to show them."""


def checked(mapping: ColumnMapping, header: Sequence[str]) -> ColumnMapping:
    """Return the mapping with its codes and its coordinate system named.

    Raises DataFileError if it names a column that is not there, or a system that is not known.
    """
    for field in (*COLUMNS, "numbers"):
        for name in mapping.columns_of(field):
            if name not in header:
                raise DataFileError(
                    marked('the file has no column "{column}" for "{field}": choose one of its columns'),
                    column=name[:60],
                    field=field,
                )
    has_position = (mapping.lat and mapping.lon) or mapping.position
    if not (has_position or mapping.region or mapping.country):
        raise DataFileError(marked("no column says where the events are: choose the columns of latitude and longitude"))
    if bool(mapping.lat) != bool(mapping.lon):
        raise DataFileError(marked("only one of latitude and longitude has a column: choose the other one, too"))
    mapping = mapping.model_copy(update={"crs": system(mapping.crs)})
    if mapping.codes is not None:
        return mapping
    # A code stays a code beside what is made of it.
    coded = {"precision", "kind", "date_code", "year", "month", "day"}
    taken = {name for field in COLUMNS if field not in coded for name in mapping.columns_of(field)}
    return mapping.model_copy(update={"codes": tuple(name for name in header if name not in taken)})


_RUNGS: Final[Mapping[Precision, str]] = MappingProxyType(
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


def rung_of(value: str) -> Precision | None:
    """Return the rung that a word for a precision means, or None; "" means none is coded."""
    plain = " ".join(re.sub(r"[\W_]+", " ", value.casefold()).split())
    if not plain:
        return Precision.NONE
    return next((rung for rung, words in _RUNGS.items() if plain in words.split("|")), None)


def as_options(mapping: ColumnMapping) -> list[str]:
    """Return the options of the command that give this mapping."""
    options = [f'--column {field}="{name}"' for field in COLUMNS for name in mapping.columns_of(field)]
    options += [f'--rung "{value}"={rung}' for value, rung in (mapping.rungs or {}).items() if value]
    options += [] if mapping.precision else [f"--precision {mapping.rung}"]
    options += [f'--number "{name}"' for name in mapping.numbers]
    settings: dict[str, Any] = {"dates": mapping.dates, "decimal": mapping.decimal}
    options += [f'--{name} "{value}"' for name, value in settings.items() if value]
    options += [f'--crs "{mapping.crs}"'] if mapping.crs != WGS84 and len(mapping.crs) <= _LONGEST_NAME else []
    names = {mark: name for name, mark in DELIMITERS.items()}
    return options + ([f"--delimiter {names[mapping.delimiter]}"] if mapping.delimiter else [])


DELIMITERS: Final[Mapping[str, Delimiter]] = MappingProxyType(
    {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
)
"""The delimiters by their names, for options."""
