"""The Armed Conflict Location & Event Data."""

from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision

ACLED: Final = Format(
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
