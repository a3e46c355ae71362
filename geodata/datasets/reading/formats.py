"""Formats: the event sets that are recognised by their header, each with its codes put on our ladder and its credit.

A code is put on the finest rung that is not finer than its codebook says. So no code becomes a point: the finest of
every set covers whole towns, and its coordinates are those of the town.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from geodata.model.places import Precision
from geodata.model.times import Clock

Widening = tuple[int, int | Literal["month", "year"]]
"""The shortest span in days that a date code allows, and what a shorter one becomes: so many days to both sides, or
the calendar months or years that it touches."""


_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@\\]+([/?#][^\s]*)?", re.ASCII | re.IGNORECASE)


class Credit(BaseModel):
    """Who coded a set, under which terms, and how it asks to be cited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    coded_by: str = Field(min_length=1, max_length=120)
    licence: str = Field(default="", max_length=400)
    licence_url: str = Field(default="", max_length=400)
    how_to_cite: str = Field(default="", max_length=2_000)
    url: str = Field(default="", max_length=400)

    @field_validator("url", "licence_url")
    @classmethod
    def _is_web_address(cls, address: str) -> str:
        address = address.strip()
        if address and not _WEB_ADDRESS.fullmatch(address):
            message = "is no web address: begin it with https:// or http://"
            raise ValueError(message)
        return address


@dataclass(frozen=True)
class Columns:
    """Which columns of a file are what, "" or none where there is none; several for one text are joined.

    ``rungs`` puts each value of the column ``precision`` on our ladder, ``rung`` is for files without such a column.
    ``spans`` widens what the column ``date_code`` says is only known roughly. ``kinds`` gives the codes of ``kind`` in
    words; ``flags`` are columns of 0 and 1 in words, and those set make up the kind. What ``codes`` names is kept raw.
    ``dates`` says what 03/04/2024 means ("iso": nothing), ``decimal`` is the decimal mark of coordinates.
    """

    lat: str = ""
    lon: str = ""
    first: str = ""
    last: str = ""
    id: str = ""
    precision: str = ""
    date_code: str = ""
    kind: str = ""
    title: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    district: str = ""
    codes: tuple[str, ...] = ()
    rungs: Mapping[str, Precision] = field(default_factory=dict)
    rung: Precision = Precision.VICINITY
    spans: Mapping[str, Widening] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    dates: Literal["iso", "dmy", "mdy"] = "iso"
    decimal: Literal[".", ","] = "."

    @property
    def used(self) -> tuple[str, ...]:
        """Return the names of all columns that are read, each once."""
        single = (self.lat, self.lon, self.first, self.last, self.id, self.precision, self.date_code, self.kind)
        texts = (*self.title, *self.place, *self.source, self.country, self.region, self.district)
        return tuple(dict.fromkeys(filter(None, (*single, *texts, *self.codes, *self.flags))))


@dataclass(frozen=True)
class Format:
    """A known event set. ``header`` names the columns that tell it from others, or all where its files name none.

    ``clock`` says what its dates are: of the event, or of the report. ``vicinity_km`` is the radius that its code for
    a vicinity stands for, if it says one.
    """

    id: str
    name: str
    columns: Columns
    credit: Credit
    header: tuple[str, ...]
    has_header: bool = True
    clock: Clock = Clock.HAPPENED
    vicinity_km: int | None = None


_UCDP: Final = Format(
    # Codebook: Högbladh, UCDP Georeferenced Event Dataset Codebook Version 23.1, on where_prec and date_prec. Code 2 is
    # "within 25 km of a known point". Code 5 is a line or an area without a border of its own: where an ADM1 is stated
    # it lies in that region, and elsewhere in the country only. Code 7 is international waters or airspace.
    id="ucdp-ged",
    name="UCDP Georeferenced Event Dataset",
    columns=Columns(
        lat="latitude",
        lon="longitude",
        first="date_start",
        last="date_end",
        id="id",
        precision="where_prec",
        date_code="date_prec",
        kind="type_of_violence",
        title=("dyad_name",),
        place=("where_coordinates", "adm_2", "adm_1"),
        source=("source_article",),
        country="country",
        region="adm_1",
        district="adm_2",
        codes=(
            *("where_prec", "date_prec", "event_clarity", "code_status", "type_of_violence", "active_year"),
            *("number_of_sources", "deaths_civilians", "best", "high", "low"),
        ),
        rungs={
            "1": Precision.SETTLEMENT,
            "2": Precision.VICINITY,
            "3": Precision.DISTRICT,
            "4": Precision.REGION,
            "5": Precision.REGION,
            "6": Precision.COUNTRY,
            "7": Precision.NONE,
        },
        spans={"2": (2, 5), "3": (7, 6), "4": (8, "month"), "5": (31, "year")},
        kinds={"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"},
    ),
    credit=Credit(
        coded_by="Uppsala Conflict Data Program",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        how_to_cite=(
            "Davies, Shawn, Therése Pettersson & Magnus Öberg (2023). Organized violence 1989-2022 and the return of "
            "conflicts between states? Journal of Peace Research 60(4). Sundberg, Ralph & Erik Melander (2013). "
            "Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4)."
        ),
        url="https://ucdp.uu.se/downloads/",
    ),
    header=("id", "where_prec", "date_prec", "type_of_violence", "date_start", "date_end", "latitude", "longitude"),
    vicinity_km=25,
)

_ACLED: Final = Format(
    # ACLED Codebook, "Event geography" and "Event time": geo_precision 2 is a part of a region for which a town nearby
    # stands, so no finer than a district; 3 is a larger region, for which its capital stands. time_precision 2 is a
    # week with the day in its middle, 3 a month.
    id="acled",
    name="Armed Conflict Location & Event Data",
    columns=Columns(
        lat="latitude",
        lon="longitude",
        first="event_date",
        id="event_id_cnty",
        precision="geo_precision",
        date_code="time_precision",
        kind="event_type",
        title=("notes",),
        place=("location", "admin2", "admin1"),
        source=("source",),
        country="country",
        region="admin1",
        district="admin2",
        codes=(
            *("geo_precision", "time_precision", "sub_event_type", "actor1", "actor2", "fatalities"),
            *("disorder_type", "source_scale"),
        ),
        rungs={"1": Precision.SETTLEMENT, "2": Precision.DISTRICT, "3": Precision.REGION},
        spans={"2": (7, 3), "3": (28, "month")},
    ),
    credit=Credit(
        coded_by="ACLED",
        licence="ACLED terms of use: not an open licence",
        licence_url="https://acleddata.com/terms-and-conditions/",
        how_to_cite=(
            "Armed Conflict Location & Event Data (ACLED), www.acleddata.com. Raleigh, C., R. Kishi & A. Linke (2023). "
            "Political instability patterns are obscured by conflict dataset scope conditions, sources, and coding "
            "choices. Humanities and Social Sciences Communications 10, 74."
        ),
        url="https://acleddata.com/",
    ),
    header=("event_id_cnty", "event_date", "time_precision", "event_type", "latitude", "longitude", "geo_precision"),
)

_VIINA_RUNGS: Final[Mapping[str, Precision]] = {
    "STREET": Precision.SETTLEMENT,
    "ADM3": Precision.SETTLEMENT,
    "ADM2": Precision.DISTRICT,
    "ADM1": Precision.REGION,
    "ADM0": Precision.COUNTRY,
}
"""A street is no point, so its rung is the next coarser one; ADM3 is a populated place."""

_VIINA_FLAGS: Final[Mapping[str, str]] = {
    "t_aad_b": "anti-air defence",
    "t_airstrike_b": "air strike",
    "t_airalert_b": "air alert",
    "t_uav_b": "unmanned aerial vehicle",
    "t_armor_b": "armour",
    "t_arrest_b": "arrest",
    "t_artillery_b": "artillery",
    "t_control_b": "territorial control",
    "t_firefight_b": "firefight",
    "t_ied_b": "explosive device",
    "t_raid_b": "raid",
    "t_occupy_b": "occupation",
    "t_property_b": "property",
    "t_cyber_b": "cyber operation",
    "t_hospital_b": "hospital",
    "t_milcas_b": "military casualties",
    "t_civcas_b": "civilian casualties",
    "t_retreat_b": "retreat",
}

_VIINA_CREDIT: Final = Credit(
    coded_by="VIINA (by machine, from news)",
    licence="ODbL 1.0",
    licence_url="https://opendatacommons.org/licenses/odbl/1-0/",
    how_to_cite=(
        "Zhukov, Yuri & Natalie Ayers (2023). VIINA 2.0: Violent Incident Information from News Articles on the 2022 "
        "Russian Invasion of Ukraine. Cambridge, MA: Harvard University. Contains information from VIINA, which is "
        "made available under the Open Database License (ODbL)."
    ),
    url="https://github.com/zhukovyuri/VIINA",
)

_VIINA: Final = Format(
    # Codebook: README of github.com/zhukovyuri/VIINA. Its dates are those of the news report.
    id="viina",
    name="VIINA, event reports",
    columns=Columns(
        lat="latitude",
        lon="longitude",
        first="date",
        id="event_id",
        precision="GEO_PRECISION",
        title=("text",),
        place=("asciiname", "address"),
        source=("source", "url"),
        region="ADM1_NAME",
        district="ADM2_NAME",
        codes=("GEO_PRECISION", "GEO_API", "feature_code", "time", "lang", "report_id"),
        rungs=_VIINA_RUNGS,
        flags=_VIINA_FLAGS,
    ),
    credit=_VIINA_CREDIT,
    header=("event_id", "date", "GEO_PRECISION", "GEO_API", "text", "latitude", "longitude"),
    clock=Clock.REPORTED,
)

_VIINA_PER_DAY: Final = Format(
    id="viina-1pd",
    name="VIINA, one event per day",
    columns=Columns(
        lat="latitude",
        lon="longitude",
        first="date",
        id="event_id_1pd",
        precision="GEO_PRECISION",
        place=("asciiname", "ADM2_NAME", "ADM1_NAME"),
        source=("sources",),
        region="ADM1_NAME",
        district="ADM2_NAME",
        codes=("GEO_PRECISION", "feature_code", "n_reports", "event_ids", "t_mil_b", "a_rus_b", "a_ukr_b"),
        rungs=_VIINA_RUNGS,
        flags=_VIINA_FLAGS,
    ),
    credit=_VIINA_CREDIT,
    header=("event_id_1pd", "date", "n_reports", "GEO_PRECISION", "latitude", "longitude"),
    clock=Clock.REPORTED,
)

_ACTOR: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

_GDELT_HEADER: Final = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
_GDELT_1_HEADER: Final = tuple(name for name in _GDELT_HEADER if not name.endswith("ADM2Code"))

_GDELT: Final = Format(
    # The GDELT Event Database Data Format Codebook V2.0 on ActionGeo_Type: 1 country, 2 US state, 3 US city or
    # landmark, 4 city or landmark elsewhere, 5 first-level division elsewhere; coordinates of 1, 2 and 5 are centroids.
    # Files of 1.0 differ by three columns. Kinds are the root codes of CAMEO.
    id="gdelt",
    name="GDELT events",
    columns=Columns(
        lat="ActionGeo_Lat",
        lon="ActionGeo_Long",
        first="Day",
        id="GlobalEventID",
        precision="ActionGeo_Type",
        kind="EventRootCode",
        title=("Actor1Name", "Actor2Name"),
        place=("ActionGeo_FullName",),
        source=("SOURCEURL",),
        country="ActionGeo_CountryCode",
        region="ActionGeo_ADM1Code",
        codes=(
            *("ActionGeo_Type", "ActionGeo_FeatureID", "EventCode", "QuadClass", "GoldsteinScale", "IsRootEvent"),
            *("NumMentions", "NumSources"),
        ),
        rungs={
            "0": Precision.NONE,
            "1": Precision.COUNTRY,
            "2": Precision.REGION,
            "3": Precision.SETTLEMENT,
            "4": Precision.SETTLEMENT,
            "5": Precision.REGION,
        },
        kinds={
            "01": "make public statement",
            "02": "appeal",
            "03": "express intent to cooperate",
            "04": "consult",
            "05": "engage in diplomatic cooperation",
            "06": "engage in material cooperation",
            "07": "provide aid",
            "08": "yield",
            "09": "investigate",
            "10": "demand",
            "11": "disapprove",
            "12": "reject",
            "13": "threaten",
            "14": "protest",
            "15": "exhibit military posture",
            "16": "reduce relations",
            "17": "coerce",
            "18": "assault",
            "19": "fight",
            "20": "use unconventional mass violence",
        },
    ),
    credit=Credit(
        coded_by="GDELT (by machine, from news)",
        licence="free for any use with citation",
        licence_url="https://www.gdeltproject.org/about.html#termsofuse",
        how_to_cite=(
            "The GDELT Project, https://www.gdeltproject.org/. Leetaru, Kalev & Philip Schrodt (2013). GDELT: Global "
            "Data on Events, Language, and Tone, 1979-2012. International Studies Association Annual Convention."
        ),
        url="https://www.gdeltproject.org/",
    ),
    header=_GDELT_HEADER,
    has_header=False,
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {known.id: known for known in (_UCDP, _ACLED, _VIINA_PER_DAY, _VIINA, _GDELT)}
)


_NAMED: Final = (
    *("lat", "lon", "first", "last", "id", "precision", "date_code", "kind", "title", "place", "source"),
    *("country", "region", "district", "codes"),
)


def recognise(header: Sequence[str]) -> Format | None:
    """Return the format whose columns the header has, whatever their case, or None."""
    present = {name.casefold() for name in header}
    named = (known for known in FORMATS.values() if known.has_header)
    return next((known for known in named if present.issuperset(map(str.casefold, known.header))), None)


def present(columns: Columns, header: Sequence[str]) -> Columns:
    """Return ``columns`` by their names in ``header``, whatever their case, without those that are not there."""
    names = {name.casefold(): name for name in reversed(header)}

    def found(wanted: object) -> object:
        if isinstance(wanted, str):
            return names.get(wanted.casefold(), "")
        if isinstance(wanted, tuple):
            return tuple(filter(None, map(found, wanted)))
        return wanted

    changes = {part: found(getattr(columns, part)) for part in _NAMED}
    flags = {names[flag.casefold()]: words for flag, words in columns.flags.items() if flag.casefold() in names}
    return replace(columns, **changes, flags=flags)  # type: ignore[arg-type]  # each part keeps its own type


def nameless_header(first: Sequence[str]) -> tuple[str, ...]:
    """Return the column names of a GDELT file, which names none, by its first record, or nothing if it is not one."""
    widths = {len(_GDELT_HEADER): _GDELT_HEADER, len(_GDELT_1_HEADER): _GDELT_1_HEADER}
    widths[len(_GDELT_1_HEADER) - 1] = _GDELT_1_HEADER[:-1]
    number, day = (*first, "", "")[:2]
    is_gdelt = number.isdecimal() and day.isdecimal() and len(day) == len("20240312")
    return widths.get(len(first), ()) if is_gdelt else ()
