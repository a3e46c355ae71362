"""As Reported's domain: claims bound to their exact sentences, places, times and what a filter makes of them."""

from geodata.common.errors import AsReportedError
from geodata.edition.loading import Edition, load
from geodata.model.events import Event
from geodata.model.quotes import Quote, locate
from geodata.model.times import Clock, EventTime
from geodata.views.filters import Filter
from geodata.views.selection import Selection, select

__version__ = "0.2.0"

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
