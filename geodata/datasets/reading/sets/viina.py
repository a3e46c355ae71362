"""VIINA: violent incidents from news on the Russian invasion of Ukraine, coded by machine."""

from collections.abc import Mapping
from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision
from geodata.model.times import Clock

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

VIINA: Final = Format(
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

VIINA_PER_DAY: Final = Format(
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
