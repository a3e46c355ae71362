"""As Reported's domain: claims bound to their exact sentences, places, times and what a filter makes of them."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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

if not TYPE_CHECKING:
    _ROOMS: Final = {
        "common.errors": {"AsReportedError"},
        "edition.loading": {"Edition", "load"},
        "model.events": {"Event"},
        "model.quotes": {"Quote", "locate"},
        "model.times": {"Clock", "EventTime"},
        "views.filters": {"Filter"},
        "views.selection": {"Selection", "select"},
    }

    def __getattr__(name: str) -> object:
        # A program that reads one file, and so ends soon, would else first import all that an edition needs.
        for room, names in _ROOMS.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{room}"), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
