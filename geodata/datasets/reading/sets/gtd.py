"""The Global Terrorism Database."""

from typing import Final

from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.recognition import Credit, Format
from geodata.model.places import Precision

GTD: Final = Format(
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
