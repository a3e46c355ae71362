"""What a file is taken for before it is imported: its format, a sample, and what the columns of any other table are."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import streamlit as st

from geodata.common.data_files import make
from geodata.common.language import _, marked
from geodata.datasets.importing import steps
from geodata.datasets.importing.reports import Preview
from geodata.datasets.reading.columns import COLUMNS, Mapping
from geodata.datasets.reading.formats import FORMATS, Credit
from geodata.model.places import Precision
from geodata.presentation import wording

_COLUMN_WORDS: Final = {
    "lat": marked("Latitude"),
    "lon": marked("Longitude"),
    "first": marked("First day, or the only one"),
    "last": marked("Last day"),
    "id": marked("Id"),
    "title": marked("Title"),
    "kind": marked("Kind"),
    "place": marked("Place"),
    "source": marked("Source"),
    "country": marked("Country"),
    "region": marked("Region"),
    "district": marked("District"),
    "precision": marked("Precision of the place"),
}
_DATES: Final = {"iso": "2024-03-12", "dmy": "12.03.2024, 12/03/2024", "mdy": "03/12/2024"}
_CREDIT_WORDS: Final = {
    "coded_by": marked("Coded by"),
    "licence": marked("Licence"),
    "how_to_cite": marked("How to cite"),
    "url": marked("Address of the data set"),
}


@dataclass(frozen=True)
class Order:
    """How a file is to be read: the data set's name, and for a file of no known set its columns and its credit."""

    name: str
    mapping: Mapping | None
    credit: Credit | None


def show(content: memoryview, file_name: str, file_id: str) -> Order | None:
    """Draw what the file is taken for, to be corrected; return how to read it once the editor says so.

    Raises DataFileError if it is not one to import.
    """
    preview = _preview(content, file_name, file_id)
    known = FORMATS.get(preview.format)
    if known:
        st.text(_("Recognised by its columns: {name}.").format(name=known.name))
    else:
        st.text(_("Of no known set. Say which column is what; what is guessed is chosen already."))
    st.caption(_("The first rows, as given"))
    # Columns of the same name are told apart by their number.
    header = [f"{number} {name}" for number, name in enumerate(preview.header, 1)]
    st.dataframe([dict(zip(header, row, strict=False)) for row in preview.rows], hide_index=True, height=180)
    with st.form("desk form"):
        usual = known.name if known else Path(file_name).stem
        name = st.text_input(_("Name of the data set"), value=usual, max_chars=120)
        mapping = None if known else _mapping(preview.mapping, preview.header)
        credit = None if known else _credit()
        if not st.form_submit_button(_("Read the file")):
            return None
    if not name.strip() or (credit is None and known is None):
        st.text(_("Give the data set a name and say who coded it."))
        return None
    return Order(name.strip(), mapping, credit)


def _preview(content: memoryview, file_name: str, file_id: str) -> Preview:
    """Return what the file is taken for, looked at once."""
    looked: tuple[str, Preview] | None = st.session_state.get("desk preview")
    if looked is None or looked[0] != file_id:
        with st.spinner(_("Looking at the file …")), TemporaryDirectory(prefix="as-reported-upload-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            looked = (file_id, steps.preview(path, file_name=file_name))
        st.session_state["desk preview"] = looked
    return looked[1]


def _mapping(guessed: Mapping, header: tuple[str, ...]) -> Mapping:
    """Draw a choice of column for each field, and return the mapping chosen."""
    options = ["", *header]
    fields: dict[str, Any] = {}
    columns = st.columns(3)
    for number, name in enumerate(COLUMNS):
        at = options.index(getattr(guessed, name)) if getattr(guessed, name) in options else 0
        with columns[number % 3]:
            fields[name] = st.selectbox(
                _(_COLUMN_WORDS[name]),
                options,
                index=at,
                format_func=lambda column: column or _("none"),
                key=f"desk {name}",
            )
    rungs: list[Precision] = [rung for rung in Precision if rung != Precision.BORDER.value]
    with columns[1]:
        fields["rung"] = st.selectbox(
            _("Precision where none is given"),
            rungs,
            index=rungs.index(guessed.rung),
            format_func=wording.precision,
            key="desk rung",
        )
    with columns[2]:
        fields["dates"] = st.selectbox(
            _("Dates are written as"),
            list(_DATES),
            index=list(_DATES).index(guessed.dates),
            format_func=_DATES.__getitem__,
            key="desk dates",
        )
    # What a column's values mean on the ladder was guessed for the column guessed.
    same = fields["precision"] == guessed.precision
    return guessed.model_copy(update=fields | ({} if same else {"rungs": {}}))


def _credit() -> Credit | None:
    fields = {
        name: st.text_input(_(label), max_chars=120 if name == "coded_by" else 400, key=f"desk {name}")
        for name, label in _CREDIT_WORDS.items()
    }
    return make(Credit, fields, _("the form")) if fields["coded_by"].strip() else None
