"""The GDELT Event Database."""

from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision

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

GDELT: Final = Format(
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
