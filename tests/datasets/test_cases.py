"""Files as people have them: each gives the events that a reader of it would, or a sentence that is true.

The files in ``cases`` are made up after public bug reports; only column names and formats follow public files.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata.datasets.importing import steps
from tests.datasets.imports import accounted, kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.datasets.importing.reports import Report

CASES = Path(__file__).parent / "cases"
BELGOROD = (50.5977, 36.5858)
MARCH = "2024-03-01 2024-03-31"
PINS = {"point", "settlement", "vicinity"}


def report(name: str, folder: Path, **options: Any) -> Report:  # noqa: ANN401 - as importing.stage takes them
    (path,) = CASES.glob(f"{name}*")
    return steps.stage(path, "", folder / "store", bounds=None, **options)


def events(name: str, folder: Path, **options: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the same
    return kept(report(name, folder, **options))[0]


def days(found: Sequence[dict[str, Any]]) -> list[str]:
    """The days of each event in ISO 8601, "" for none, one where both are the same."""
    spans = [
        [date.fromordinal(event[day]).isoformat() for day in ("first_day", "last_day") if event[day]] for event in found
    ]
    return [" ".join(dict.fromkeys(span)) for span in spans]


def places(found: Sequence[dict[str, Any]]) -> list[tuple[float | None, float | None]]:
    return [(event["lat"] and round(event["lat"], 4), event["lon"] and round(event["lon"], 4)) for event in found]


def said(found: Report) -> str:
    return "\n".join(notice.words for notice in found.notices)


@pytest.mark.parametrize(
    ("name", "coder"),
    [
        ("02a", "ACLED"),
        ("02b", "ACLED"),
        ("03a", "ACLED"),
        ("03b", "ACLED"),
    ],
)
def test_a_known_set_is_known_however_a_program_saved_it(name: str, coder: str, tmp_path: Path) -> None:
    found = report(name, tmp_path)
    assert accounted(found) == (3, 3, 0)
    assert found.dataset.coded_by == coder
    assert "not an open licence" in found.dataset.licence
    held, _ = kept(found)
    assert [event["id"] for event in held] == ["RUS99001", "RUS99002", "RUS99003"]
    assert [event["precision"] for event in held] == ["settlement", "district", "region"]
    assert days(held) == ["2024-03-12", "2024-03-13", "2024-03-14"]
    assert places(held)[0] == BELGOROD


def test_the_order_of_day_and_month_is_asked_for_and_given_changes_nothing_else(tmp_path: Path) -> None:
    found = report("02d", tmp_path)
    assert accounted(found) == (3, 0, 3)
    assert "whether day or month comes first: 3" in said(found)
    mapping = steps.preview(CASES / "02d-ucdp-excel-datetime.csv", bounds=None).mapping
    held = events("02d", tmp_path, mapping=mapping.model_copy(update={"dates": "mdy"}))
    assert days(held) == ["2024-03-12"] * 3
    assert [event["codes"]["where_prec"] for event in held] == ["1", "2", "4"]
    assert [event["precision"] for event in held] == ["settlement", "vicinity", "region"]


def test_a_row_two_thousand_years_off_is_named(tmp_path: Path) -> None:
    found = report("01", tmp_path)
    assert accounted(found) == (2, 2, 0)
    assert "some 2,000 years before the others: 1, the first of them is row 2" in said(found)


def test_while_a_value_of_the_precision_column_is_not_understood_nothing_is_a_pin(tmp_path: Path) -> None:
    found = report("03d", tmp_path)
    assert "these of its values mean: admin 1" in said(found)
    assert "does not say how precise" not in said(found)
    held, _ = kept(found)
    assert [event["precision"] for event in held] == ["none", "none", "region"]
    assert [event["codes"]["precision"] for event in held] == ["exact", "admin 1", "Oblast"]


def test_a_value_given_a_meaning_lets_the_others_have_theirs(tmp_path: Path) -> None:
    mapping = steps.preview(CASES / "03d-precision-column-with-one-unknown-word.csv", bounds=None).mapping
    assert mapping.unread == ("admin 1",)
    meant = {**(mapping.rungs or {}), "admin 1": "region"}
    chosen = type(mapping).model_validate(mapping.model_dump() | {"rungs": meant, "unread": ()})
    held = events("03d", tmp_path, mapping=chosen)
    assert [event["precision"] for event in held] == ["point", "region", "region"]


def numbered(values: Sequence[str], header: str = "geo_precision") -> str:
    rows = [f"{number},2024-03-12,50.6,36.58,{value}" for number, value in enumerate(values, 1)]
    return "\n".join([f"id,date,lat,lon,{header}", *rows]) + "\n"


@pytest.mark.parametrize(
    "header",
    [
        "geo_precision",
        "where_prec",
        "GEO_PRECISION",
        "Precision level",
        "locationAccuracy",
        "точность места",
        "Genauigkeit",
    ],
)
@pytest.mark.parametrize("values", ["123", ["1", "2", "exact"], ["high", "low", "low"]])
def test_codes_under_the_name_of_a_precision_are_no_pins_whatever_they_are(
    header: str, values: Sequence[str], tmp_path: Path
) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(numbered(values, header))
    found = steps.stage(path, "", tmp_path / "store", bounds=None)
    assert f"The column {header} says how precise" in said(found)
    held, _ = kept(found)
    assert len(held) == 3
    assert not PINS & {event["precision"] for event in held}


def test_a_code_beyond_the_first_thousand_rows_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(numbered(["exact"] * 3_000 + ["adm1", "7"]))
    held, _ = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert {event["precision"] for event in held} == {"none", "region"}


def test_the_precision_of_a_date_or_metres_of_a_receiver_are_no_codes_of_a_place(tmp_path: Path) -> None:
    for header, values in (("time_precision", "123"), ("_gps_precision", ["4.8", "12.5", "30"])):
        path = tmp_path / "coded.csv"
        path.write_text(numbered(values, header))
        held, _ = kept(steps.stage(path, header, tmp_path / "store", bounds=None))
        assert {event["precision"] for event in held} == {"vicinity"}
