"""The form before an import: detected format, a sample of rows, and the column mapping of an unknown table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import streamlit as st

from geodata.common.data_files import make
from geodata.common.language import _, marked
from geodata.datasets.importing import steps
from geodata.datasets.importing.import_report import Preview
from geodata.datasets.reading.columns import ColumnMapping
from geodata.datasets.reading.known_sets import FORMATS
from geodata.datasets.reading.recognition import Credit
from geodata.model.places import Precision
from geodata.presentation import wording

CHOSEN: Final = {
    "lat": marked("Latitude"),
    "lon": marked("Longitude"),
    "first": marked("First day, or the only one"),
    "position": marked("Latitude and longitude in one column"),
    "last": marked("Last day"),
    "year": marked("Year"),
    "month": marked("Month"),
    "day": marked("Day of the month"),
    "id": marked("Id"),
    "title": marked("Title"),
    "kind": marked("Kind"),
    "place": marked("Place"),
    "source": marked("Source"),
    "country": marked("Country"),
    "region": marked("Region"),
    "district": marked("District"),
    "precision": marked("Precision of the place"),
    "date_code": marked("Precision of the date"),
    "note": marked("Note"),
}
"""The columns that an editor may choose. The codes as given are in our own exports only, which are recognised."""
_DATES: Final = {"iso": "2024-03-12", "dmy": "12.03.2024, 12/03/2024", "mdy": "03/12/2024"}
_MARKS: Final = {".": "50.6", ",": "50,6"}
_MOST_VALUES: Final = 12
_CREDIT_WORDS: Final = {
    "coded_by": marked("Coded by"),
    "licence": marked("Licence"),
    "how_to_cite": marked("How to cite"),
    "url": marked("Address of the data set"),
}


@dataclass(frozen=True)
class Order:
    """Settings of an import: the data set's name, its column mapping if changed, and its credit."""

    name: str
    mapping: ColumnMapping | None
    credit: Credit | None


def show(content: memoryview, file_name: str, file_id: str) -> Order | None:
    """Draw the detected settings for correction; return them once the editor confirms.

    Raises DataFileError if it is not one to import.
    """
    preview = _preview(content, file_name, file_id)
    known = FORMATS.get(preview.format)
    if known:
        st.text(_("Recognised by its columns: {name}.").format(name=known.name))
    else:
        st.text(_("Of no known set. Say which column is what; what is guessed is chosen already."))
    st.caption(_("The first rows, as given"))
    # Columns of the same name are distinguished by number.
    header = [f"{number} {name}" for number, name in enumerate(preview.header, 1)]
    st.dataframe([dict(zip(header, row, strict=False)) for row in preview.rows], hide_index=True, height=180)
    with st.form("import form"):
        usual = known.name if known else Path(file_name).stem
        name = st.text_input(_("Name of the data set"), value=usual, max_chars=120)
        with st.expander(_("How the columns are read"), expanded=known is None):
            chosen = _mapping(preview.mapping, preview.header)
        mapping = None if chosen == preview.mapping and known else chosen
        credit = None if known else _credit()
        if not st.form_submit_button(_("Read the file")):
            return None
    if not name.strip() or (credit is None and known is None):
        st.text(_("Give the data set a name and say who coded it."))
        return None
    return Order(name.strip(), mapping, credit)


def _preview(content: memoryview, file_name: str, file_id: str) -> Preview:
    """Return the detected settings of the file, cached."""
    looked: tuple[str, Preview] | None = st.session_state.get("import preview")
    if looked is None or looked[0] != file_id:
        with st.spinner(_("Looking at the file …")), TemporaryDirectory(prefix="as-reported-upload-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            looked = (file_id, steps.preview(path, file_name=file_name))
        st.session_state["import preview"] = looked
    return looked[1]


def _mapping(detected: ColumnMapping, header: tuple[str, ...]) -> ColumnMapping:
    """Draw a field for each part of the column mapping, and return the chosen mapping."""
    changes: dict[str, Any] = {}
    columns = st.columns(3)
    for number, name in enumerate(CHOSEN):
        given = detected.columns_of(name)
        with columns[number % 3]:
            chosen = st.selectbox(
                _(CHOSEN[name]),
                ["", *header],
                index=header.index(given[0]) + 1 if given else 0,
                format_func=lambda column: column or _("none"),
                key=f"import {name}",
            )
        if chosen != next(iter(given), ""):
            changes[name] = chosen
    with columns[1]:
        changes |= _setting("rung", _("Precision where none is given"), _rungs(), detected.rung, wording.precision)
    with columns[2]:
        changes |= _setting("dates", _("Dates are written as"), list(_DATES), detected.dates, _DATES.__getitem__)
    with columns[0]:
        changes |= _setting(
            "decimal", _("Coordinates are written as"), list(_MARKS), detected.decimal, _MARKS.__getitem__
        )
    crs = st.text_input(
        _("Coordinate system (EPSG:4326 is WGS84, longitude and latitude)"), value=detected.crs, key="import crs"
    )
    if crs != detected.crs:
        changes["crs"] = crs
    numbers = st.multiselect(
        _("Columns kept as numbers, to be summed"), header, default=detected.numbers, key="import numbers"
    )
    if tuple(numbers) != detected.numbers:
        changes["numbers"] = tuple(numbers)
    if "precision" in changes:
        # The meanings of values were detected for another column.
        changes |= {"rungs": None, "unread": ()}
    elif detected.unread:
        changes |= _meanings(detected)
    return ColumnMapping.model_validate(detected.model_dump() | changes)


def _setting(
    name: str, label: str, options: list[Any], detected: object, words: Callable[[Any], str]
) -> dict[str, object]:
    """Draw a field for one setting, and return its value if changed."""
    index = options.index(detected) if detected in options else 0
    chosen = st.selectbox(label, options, index=index, format_func=words, key=f"import {name}")
    return {name: chosen} if chosen != options[index] else {}


def _meanings(mapping: ColumnMapping) -> dict[str, object]:
    """Draw a precision field for each value without a meaning, and return the choices."""
    st.caption(_("What these values of the column {column} mean").format(column=mapping.precision))
    meant = {}
    for value in mapping.unread[:_MOST_VALUES]:
        rung = st.selectbox(
            value,
            [None, *_rungs()],
            format_func=lambda rung: wording.precision(rung) if rung else _("not said: no point is drawn"),
            key=f"import value {value}",
        )
        if rung:
            meant[value] = rung
    if not meant:
        return {}
    unread = tuple(value for value in mapping.unread if value not in meant)
    return {"rungs": {**(mapping.rungs or {}), **meant}, "unread": unread}


def _rungs() -> list[Precision]:
    return [rung for rung in Precision if rung != Precision.BORDER.value]


def _credit() -> Credit | None:
    fields = {
        name: st.text_input(_(label), max_chars=120 if name == "coded_by" else 400, key=f"import {name}")
        for name, label in _CREDIT_WORDS.items()
    }
    return make(Credit, fields, _("the form")) if fields["coded_by"].strip() else None
