"""Notices: what is odd about a file as a whole, said once and never acted on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from babel.numbers import format_decimal
from pydantic import BaseModel, ConfigDict

from geodata.common.language import _, current, marked
from geodata.datasets.importing.record_tally import RecordTally
from geodata.datasets.reading import guessing
from geodata.datasets.reading.charsets import UTF8
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.files import Input
from geodata.datasets.reading.opening import Table
from geodata.model.places import Precision

_EXCHANGED = marked(
    "Rows that lie in the area of this map only with latitude and longitude exchanged: {count} of {located}. "
    "Compare the columns."
)
_PROJECTED = marked(
    "Rows with coordinates beyond 1,000 degrees, as if in metres of a projection: {count}. Say in which coordinate "
    "system they are (on the command line: --crs EPSG:3857), or convert them to WGS84."
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
    "The file does not say how precise its places are, so each is taken for a vicinity, which means somewhere near its "
    "coordinates: choose if you know better."
)
_UNREAD = marked(
    "The column {column} says how precise the places are, and nobody has said what these of its values mean: {values}. "
    "Until then no event is drawn as a point: {count}. Say for each value what it means (on the command line: --rung "
    "VALUE=PRECISION)."
)
_PASSED_OVER = marked("Passed over, as what is in these columns is not what their names suggest: {columns}.")
_RUNNING_ID = marked("The column {column} repeats its numbers, so it is not taken for an id; the row's number is.")
_NO_DATE = marked("No column was taken for the date.")
_DATE_LIKE = marked(
    "No column was taken for the date. These look like one: {columns}. Choose it (on the command line: --column "
    "first={column})."
)
_NO_PLACE = marked("No column was taken for the coordinates, only for names of areas.")
_UNCLEAR = marked(
    "Dates of which nothing in the column says whether day or month comes first: {count}. Say which (on the command "
    "line: --dates dmy, or --dates mdy)."
)
_CHARSET = marked("The text is not UTF-8; it was read as {charset}. Look at its letters.")
_LEFT_OUT = marked("Cells left out, as they are longer than 100,000 characters and no column in use: {count}.")
_ELSEWHERE = marked(
    "Rows that say {country} and lie elsewhere, but there with their coordinates exchanged: {count} of {located}. "
    "Latitude and longitude may be exchanged; compare the columns."
)
_FAR_YEARS: Final = 100
_LONGEST: Final = 60
_MOST: Final = 12
_CUT_OFF = marked("The packed file is damaged or ends too early: what comes after the last row counted is missing.")


class Notice(BaseModel):
    """One sentence about a whole file; ``text`` is a marked message, with ``values`` to put in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    values: dict[str, int | str] = {}

    @property
    def words(self) -> str:
        """Return the sentence in the language spoken."""
        language = current()
        written = {
            name: format_decimal(value, locale=language) if isinstance(value, int) else value
            for name, value in self.values.items()
        }
        return _(self.text).format(**written)


def notices(
    tally: RecordTally, mapping: ColumnMapping, table: Table, source: Input, *, unclear: int
) -> tuple[Notice, ...]:
    """Return what is to be said of a file; ``unclear`` rows were rejected for the order of day and month."""
    found = [Notice(text=_CUT_OFF)] if source.is_cut_off else []
    if source.charset != UTF8:
        found.append(Notice(text=_CHARSET, values={"charset": source.charset}))
    found += _of_columns(mapping, table)
    if unclear:
        found.append(Notice(text=_UNCLEAR, values={"count": unclear}))
    if mapping.unread:
        values: dict[str, int | str] = {"values": _listed(mapping.unread), "count": tally.unread}
        found.append(Notice(text=_UNREAD, values={"column": mapping.precision} | values))
    if tally.elsewhere * 2 > tally.located:
        count: dict[str, int | str] = {"count": tally.elsewhere, "located": tally.located}
        found.append(Notice(text=_ELSEWHERE, values={"country": _listed(sorted(tally.countries))} | count))
    elif tally.exchanged * 2 > tally.located:
        found.append(Notice(text=_EXCHANGED, values={"count": tally.exchanged, "located": tally.located}))
    counts = {
        _PROJECTED: tally.projected,
        _AT_ZERO: tally.at_zero,
        _LOWERED: tally.lowered - tally.unread,
        _UNDATED: tally.undated,
        _LEFT_OUT: tally.cells_left_out,
    }
    found += [Notice(text=text, values={"count": count}) for text, count in counts.items() if count]
    found += _odd_years(tally.years)
    if not mapping.precision and (mapping.lat or mapping.position) and mapping.rung is Precision.VICINITY:
        found.append(Notice(text=_DEFAULT_RUNG))
    return tuple(found)


def _of_columns(mapping: ColumnMapping, table: Table) -> list[Notice]:
    """Return what is to be said of how the columns of a table were told."""
    if table.known:
        return []
    found = []
    running = [name for name in table.header if not mapping.id and guessing.is_running(name)]
    over = [name for name in guessing.passed_over(table.header, mapping) if name not in running]
    if running:
        found.append(Notice(text=_RUNNING_ID, values={"column": running[0]}))
    if over:
        found.append(Notice(text=_PASSED_OVER, values={"columns": _listed(over)}))
    if not (mapping.first or mapping.year):
        likely = guessing.candidates(table.header, table.sample, mapping).get("first", [])
        values = {"columns": _listed(likely), "column": next(iter(likely), "")}
        found.append(Notice(text=_DATE_LIKE, values={**values}) if likely else Notice(text=_NO_DATE))
    if not (mapping.lat or mapping.position):
        found.append(Notice(text=_NO_PLACE))
    return found


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(text[:_LONGEST] for text in list(texts)[:_MOST])


def _odd_years(years: dict[int, tuple[int, int]]) -> list[Notice]:
    """Return a notice for the rows dated a century or more before, or after, most others; such years are often slips.

    ``years`` has for each year the number of rows and the first of them.
    """
    ordered = sorted(years)
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(ordered), 1) if b - a >= _FAR_YEARS), len(ordered)]
    clusters = [ordered[start:end] for start, end in pairwise(starts)]
    rows = [sum(years[year][0] for year in cluster) for cluster in clusters]
    if len(rows) <= 1 or max(rows) * 2 < sum(rows):
        return []
    now = datetime.now(UTC).year
    main = max(range(len(rows)), key=lambda at: (rows[at], -abs(clusters[at][-1] - now)))
    found = []
    for text, odd in ((_FAR_BEFORE, clusters[:main]), (_FAR_AFTER, clusters[main + 1 :])):
        apart = [year for cluster in odd for year in cluster]
        if apart:
            gap = clusters[main][0] - apart[-1] if text is _FAR_BEFORE else apart[0] - clusters[main][-1]
            count, row = sum(years[year][0] for year in apart), min(years[year][1] for year in apart)
            found.append(Notice(text=text, values={"years": round(gap, -2), "count": count, "row": row}))
    return found
