"""The UCDP Georeferenced Event Dataset."""

from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision

_UCDP_HEADER: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)

UCDP: Final = Format(
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
