"""The known event sets: their columns, their codes put on our ladder, and how they ask to be credited.

A code is put on the finest rung that is not finer than its codebook says. So no code becomes a point: the finest of
every set covers whole towns, and its coordinates are those of the town.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision
from geodata.model.times import Clock

_UCDP_HEADER: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)

_UCDP: Final = Format(
    # Codebook: Högbladh, UCDP Georeferenced Event Dataset Codebook Version 23.1, on where_prec and date_prec. Code 2 is
    # "within 25 km of a known point". Code 5 is a line or an area without a border of its own: where an ADM1 is stated
    # it lies in that region, and elsewhere in the country only. Code 7 is international waters or airspace.
    id="ucdp-ged",
    name="UCDP Georeferenced Event Dataset",
    columns=ColumnMapping(
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
        numbers=("best", "high", "low", "deaths_civilians"),
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
    core=("where_prec", "date_start"),
    typical=(
        *("relid", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b"),
        *("number_of_sources", "where_coordinates", "adm_1", "adm_2", "priogrid_gid", "event_clarity", "date_prec"),
        *("date_end", "deaths_a", "deaths_b", "deaths_civilians", "best", "high", "low", "gwnoa"),
    ),
    nameless=(_UCDP_HEADER,),
    vicinity_km=25,
)

_ACLED: Final = Format(
    # ACLED Codebook, "Event geography" and "Event time": geo_precision 2 is a part of a region for which a town nearby
    # stands, so no finer than a district; 3 is a larger region, for which its capital stands. time_precision 2 is a
    # week with the day in its middle, 3 a month.
    id="acled",
    name="Armed Conflict Location & Event Data",
    columns=ColumnMapping(
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
        numbers=("fatalities",),
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
    core=("geo_precision", "event_date"),
    typical=(
        *("event_id_cnty", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "actor2"),
        *("assoc_actor_1", "inter1", "inter2", "interaction", "iso", "admin1", "admin2", "admin3", "source_scale"),
    ),
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
    columns=ColumnMapping(
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
    core=("GEO_PRECISION", "date"),
    typical=("event_id", "report_id", "time", "GEO_API", "source", "url", "text", "lang"),
    clock=Clock.REPORTED,
)

_VIINA_PER_DAY: Final = Format(
    id="viina-1pd",
    name="VIINA, one event per day",
    columns=ColumnMapping(
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
    core=("GEO_PRECISION", "date", "event_id_1pd"),
    typical=("n_reports", "event_ids", "sources"),
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
    columns=ColumnMapping(
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
    core=("ActionGeo_Type",),
    typical=(
        "GlobalEventID",
        "Day",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "ActionGeo_Lat",
        "ActionGeo_FullName",
    ),
    aliases={"SQLDATE": "Day", "Date": "Day", "EventDate": "Day"},
    nameless=(_GDELT_HEADER, _GDELT_1_HEADER, _GDELT_1_HEADER[:-1]),
)

_GTD: Final = Format(
    # GTD Codebook (2021) on specificity: 1 the coordinates are those of the city, village or town; 2 and 3 those of the
    # centroid of the smallest subnational region identified; 4 of the first-order region; 5 none. A month or a day that
    # is not known is 0.
    id="gtd",
    name="Global Terrorism Database",
    columns=ColumnMapping(
        lat="latitude",
        lon="longitude",
        year="iyear",
        month="imonth",
        day="iday",
        id="eventid",
        precision="specificity",
        kind="attacktype1_txt",
        title=("summary",),
        place=("city", "location"),
        source=("scite1",),
        country="country_txt",
        region="provstate",
        numbers=("nkill", "nwound"),
        codes=("specificity", "approxdate", "iyear", "imonth", "iday", "attacktype1_txt", "gname", "nkill", "nwound"),
        rungs={
            "1": Precision.SETTLEMENT,
            "2": Precision.DISTRICT,
            "3": Precision.DISTRICT,
            "4": Precision.REGION,
            "5": Precision.NONE,
        },
    ),
    credit=Credit(
        coded_by="Global Terrorism Database",
        licence="GTD end user licence: not an open licence",
        licence_url="https://www.start.umd.edu/gtd/end-user-agreement/",
        how_to_cite=(
            "START (National Consortium for the Study of Terrorism and Responses to Terrorism). Global Terrorism "
            "Database. https://www.start.umd.edu/gtd"
        ),
        url="https://www.start.umd.edu/gtd/",
    ),
    core=("specificity", "iyear"),
    typical=("eventid", "imonth", "iday", "approxdate", "provstate", "country_txt", "attacktype1_txt", "gname"),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {known.id: known for known in (_UCDP, _ACLED, _VIINA_PER_DAY, _VIINA, _GDELT, _GTD)}
)
