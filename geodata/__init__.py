"""As Reported's domain: claims bound to their exact sentences, places, times and what a filter makes of them."""

from geodata.common.errors import AsReportedError
from geodata.edition import Edition, load
from geodata.events import Event
from geodata.filters import Filter
from geodata.quotes import Quote, locate
from geodata.selection import Selection, select
from geodata.times import Clock, EventTime

__all__ = [
    "AsReportedError",
    "Clock",
    "Edition",
    "Event",
    "EventTime",
    "Filter",
    "Quote",
    "Selection",
    "load",
    "locate",
    "select",
]
