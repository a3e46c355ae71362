"""Notices: what is odd about a file as a whole, said once and never acted on."""

from pydantic import BaseModel, ConfigDict

from geodata.datasets.formats import Columns
from geodata.datasets.validation import Tally
from geodata.language import _, marked
from geodata.places import Precision

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
_UNDATED = marked("Rows without a date, which are in no window of days: {count}.")
_DEFAULT_RUNG = marked(
    "The file does not say how precise its places are, so all are taken for a vicinity: choose if you know better."
)
_CUT_OFF = marked("The packed file is damaged or ends too early: what comes after the last row counted is missing.")


class Notice(BaseModel):
    """One sentence about a whole file; ``text`` is a marked message, with ``values`` to put in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    values: dict[str, int] = {}

    @property
    def words(self) -> str:
        """Return the sentence in the language spoken."""
        return _(self.text).format(**self.values)


def notices(tally: Tally, columns: Columns, *, is_cut_off: bool) -> tuple[Notice, ...]:
    """Return what is to be said of a file."""
    found = [Notice(text=_CUT_OFF)] if is_cut_off else []
    if tally.exchanged * 2 > tally.located:
        found.append(Notice(text=_EXCHANGED, values={"count": tally.exchanged, "located": tally.located}))
    counts = {_PROJECTED: tally.projected, _AT_ZERO: tally.at_zero, _LOWERED: tally.lowered, _UNDATED: tally.undated}
    found += [Notice(text=text, values={"count": count}) for text, count in counts.items() if count]
    if not columns.precision and columns.lat and columns.rung is Precision.VICINITY:
        found.append(Notice(text=_DEFAULT_RUNG))
    return tuple(found)
