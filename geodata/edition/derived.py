"""What follows from an edition alone is computed once for it, not at every move of a slider."""

from collections.abc import Callable
from typing import TypeVar
from weakref import ref

from geodata.common.language import current
from geodata.edition.loading import Edition

Value = TypeVar("Value")


def once(make: Callable[[Edition], Value]) -> Callable[[Edition], Value]:
    """Memoize ``make`` per language for the current edition; results of older editions are dropped."""
    made: dict[str, tuple[ref[Edition], Value]] = {}

    def kept(edition: Edition) -> Value:
        entry = made.get(current())
        if not entry or entry[0]() is not edition:
            entry = made[current()] = (ref(edition), make(edition))
        return entry[1]

    return kept
