"""Notices: what is odd about a file as a whole, said once and never acted on."""

from itertools import pairwise
from typing import Final

from babel.numbers import format_decimal
from pydantic import BaseModel, ConfigDict

from geodata.common.language import _, current, marked
from geodata.datasets.importing.validation import Tally
from geodata.datasets.reading.formats import Columns
from geodata.model.places import Precision

_EXCHANGED = marked(
    "Rows that lie in the area of this map only with latitude and longitude exchanged: {count} of {located}. "
    "Compare the columns."
)
_PROJECTED = marked(
    "Rows with coordinates beyond 1,000 degrees, as if in metres of a projection: {count}. Convert them to WGS84."
)
_AT_ZERO = marked("Rows at 0 degrees north and 0 degrees east, which often stand for a place not known: {count}.")
_LOWERED = marked(
    "Rows placed less precisely than they are coded, as what they state is missing or does not agree: {count}."
)
_UNDATED = marked(
    "Rows without a date, which are shown while all dates are chosen and counted apart otherwise: {count}."
)
_FAR_BEFORE = marked(
    "Rows dated some {years} years before the others: {count}, the first of them is row {row}. Correct the year if it "
    "is a slip."
)
_FAR_AFTER = marked(
    "Rows dated some {years} years after the others: {count}, the first of them is row {row}. Correct the year if it "
    "is a slip."
)
_DEFAULT_RUNG = marked(
    "The file does not say how precise its places are, so all are taken for a vicinity: choose if you know better."
)
_FAR_YEARS: Final = 100
_CUT_OFF = marked("The packed file is damaged or ends too early: what comes after the last row counted is missing.")


class Notice(BaseModel):
    """One sentence about a whole file; ``text`` is a marked message, with ``values`` to put in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    values: dict[str, int] = {}

    @property
    def words(self) -> str:
        """Return the sentence in the language spoken."""
        written = {name: format_decimal(value, locale=current()) for name, value in self.values.items()}
        return _(self.text).format(**written)


def notices(tally: Tally, columns: Columns, *, is_cut_off: bool) -> tuple[Notice, ...]:
    """Return what is to be said of a file."""
    found = [Notice(text=_CUT_OFF)] if is_cut_off else []
    if tally.exchanged * 2 > tally.located:
        found.append(Notice(text=_EXCHANGED, values={"count": tally.exchanged, "located": tally.located}))
    counts = {_PROJECTED: tally.projected, _AT_ZERO: tally.at_zero, _LOWERED: tally.lowered, _UNDATED: tally.undated}
    found += [Notice(text=text, values={"count": count}) for text, count in counts.items() if count]
    found += _odd_years(tally.years)
    if not columns.precision and columns.lat and columns.rung is Precision.VICINITY:
        found.append(Notice(text=_DEFAULT_RUNG))
    return tuple(found)


def _odd_years(years: dict[int, tuple[int, int]]) -> list[Notice]:
    """Return a notice for the rows dated a century or more before, or after, most others; such years are often slips.

    ``years`` has for each year the number of rows and the first of them.
    """
    ordered = sorted(years)
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(ordered), 1) if b - a >= _FAR_YEARS), len(ordered)]
    clusters = [ordered[start:end] for start, end in pairwise(starts)]
    rows = [sum(years[year][0] for year in cluster) for cluster in clusters]
    if not rows or max(rows) * 2 <= sum(rows):
        return []
    main = rows.index(max(rows))
    found = []
    for text, odd in ((_FAR_BEFORE, clusters[:main]), (_FAR_AFTER, clusters[main + 1 :])):
        apart = [year for cluster in odd for year in cluster]
        if apart:
            gap = clusters[main][0] - apart[-1] if text is _FAR_BEFORE else apart[0] - clusters[main][-1]
            count, row = sum(years[year][0] for year in apart), min(years[year][1] for year in apart)
            found.append(Notice(text=text, values={"years": round(gap, -2), "count": count, "row": row}))
    return found
