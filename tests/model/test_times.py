"""Times are EDTF: the days a source gives, never finer and never a day more."""

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from geodata import AsReportedError, EventTime
from geodata.common.errors import TimeError
from geodata.common.language import written_out
from geodata.model.times import Edtf

ALL = settings(deadline=None, max_examples=50)
# Three whole years, so that every month and year of it is inside.
CALENDAR = [date(2023, 1, 1) + timedelta(days=offset) for offset in range(1096)]
DAYS = st.sampled_from(CALENDAR)
MARKS = st.sampled_from(["", "~", "?", "%"])
MONTH_NAMES = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, list[date]]:
    """Return a date of day, month or year precision and the days of the calendar that are written so."""
    written = draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]
    return written + draw(MARKS), [day for day in CALENDAR if day.isoformat().startswith(written)]


@st.composite
def times(draw: st.DrawFn) -> tuple[str, set[date]]:
    """Return any supported EDTF string and every day of the calendar that it may mean."""
    (start, first), (end, last) = sorted([draw(parts()), draw(parts())], key=lambda part: part[1][0])
    shape = draw(st.sampled_from(["date", "interval", "open start", "open end"]))
    if shape == "date":
        return start, set(first)
    if shape == "open start":
        return f"../{end}", {day for day in CALENDAR if day <= last[-1]}
    if shape == "open end":
        return f"{start}/..", {day for day in CALENDAR if day >= first[0]}
    return f"{start}/{end}", {day for day in CALENDAR if first[0] <= day <= last[-1]}


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-03-12", date(2024, 3, 12), date(2024, 3, 12)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-03-10/2024-03-12", date(2024, 3, 10), date(2024, 3, 12)),
        ("2024-03/2024-04-02", date(2024, 3, 1), date(2024, 4, 2)),
        ("2023/2024-02", date(2023, 1, 1), date(2024, 2, 29)),
        ("../2024-03-12", None, date(2024, 3, 12)),
        ("../2024-03", None, date(2024, 3, 31)),
        ("2024-03-12/..", date(2024, 3, 12), None),
        ("2024/..", date(2024, 1, 1), None),
        ("0001-01-01", date.min, date.min),
        ("9999-12", date(9999, 12, 1), date.max),
    ],
)
@pytest.mark.parametrize("mark", ["", "~", "?", "%"])
def test_each_supported_form_spans_its_days(edtf: str, first: date | None, last: date | None, mark: str) -> None:
    marked = re.sub(r"(\d)(?=/|$)", rf"\g<1>{mark}", edtf)
    read = EventTime.parse(marked)
    assert (read.first, read.last, read.edtf, read.approximate) == (first, last, marked, bool(mark))


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        " ",
        "..",
        "/",
        "../..",
        "/2024-03-12",
        "2024-03-12/",
        "2024-03-12/2024-03-13/2024-03-14",
        "2024-03-12T08:28",
        "2024-03-12T08:28:00Z",
        "2024-03-12 08:28",
        "Y17E999999999",
        "Y170000002",
        "2024-13-01",
        "2024-00-01",
        "2024-03-00",
        "2024-03-32",
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "0000",
        "2024-3-12",
        "24-03-12",
        "20240312",
        "12/03/2024",
        "-2024",
        "+2024",
        "202X",
        "2024-21",
        "2024-03-12~~",
        "~2024-03-12",
        " 2024-03-12",
        "2024-03-12\n",
        "2024-03-12\x00",
        "2024–03–12",
        "٢٠٢٤-٠٣-١٢",
        "２０２４",
        "today",
        "None",
        "12 March 2024",
        "[2024-03-12,2024-03-13]",
    ],
)
def test_anything_else_is_refused_by_name(edtf: str) -> None:
    with pytest.raises(TimeError) as refusal:
        EventTime.parse(edtf)
    assert isinstance(refusal.value, AsReportedError)
    named = " ".join(edtf[:40].splitlines())
    assert f'"{named}"' in str(refusal.value)


@pytest.mark.parametrize("edtf", ["2024-03-12/2024-03-11", "2024-04/2024-03", "2024/2023-12-31", "2024-03-12~/2023?"])
def test_a_reversed_interval_is_refused(edtf: str) -> None:
    with pytest.raises(TimeError, match=re.escape(f'"{edtf}" ends before it begins')):
        EventTime.parse(edtf)


@pytest.mark.parametrize("unit", ["2", "2024-", "2024-03-12/", "~", "/", ".", "Y17E9"])
def test_a_very_long_string_is_refused_quickly_and_in_few_words(unit: str) -> None:
    started = time.perf_counter()
    with pytest.raises(TimeError) as refusal:
        EventTime.parse((unit * 100_000)[:100_000])
    assert time.perf_counter() - started < 0.5
    assert len(str(refusal.value)) < 200


@ALL
@given(st.text(alphabet="0123456789-/.~?%TXY ", max_size=25) | st.text(max_size=25))
def test_any_text_is_read_or_refused_with_our_own_error(text: str) -> None:
    try:
        read = EventTime.parse(text)
    except TimeError:
        return
    assert read.edtf == text
    assert read.first is None or read.last is None or read.first <= read.last


@ALL
@given(times(), DAYS, DAYS)
def test_a_window_is_met_exactly_if_one_of_its_days_may_be_meant(
    given_: tuple[str, set[date]], one: date, other: date
) -> None:
    edtf, meant = given_
    start, end = sorted([one, other])
    window = {day for day in CALENDAR if start <= day <= end}
    assert EventTime.parse(edtf).overlaps(start, end) == bool(window & meant)


@ALL
@given(times())
def test_a_time_is_one_day_exactly_if_only_one_day_may_be_meant(given_: tuple[str, set[date]]) -> None:
    edtf, meant = given_
    read = EventTime.parse(edtf)
    assert read.is_one_day == (len(meant) == 1 and ".." not in edtf)
    assert read.first in {min(meant), None}
    assert read.last in {max(meant), None}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-03-12", "12 March 2024"),
        ("2024-03-02~", "about 2 March 2024"),
        ("2024-03-12?", "about 12 March 2024"),
        ("2024-03", "March 2024, day not stated"),
        ("2024-03~", "about March 2024, day not stated"),
        ("2024", "2024, day not stated"),
        ("../2024-03-12", "not after 12 March 2024"),
        ("../2024-03-12~", "not after about 12 March 2024"),
        ("2024-03-10/2024-03-12~", "10 March 2024 to about 12 March 2024"),
        ("2024-03/2024-03", "March 2024, day not stated"),
        ("2024-03-12/..", "not before 12 March 2024"),
        ("2024-03-10/2024-03-12", "10 March 2024 to 12 March 2024"),
        ("2024-03-12/2024-03-12", "12 March 2024"),
        ("2024-03/2024-04", "March 2024 to April 2024"),
        ("2024-03/2024-04-02", "March 2024 to 2 April 2024"),
        ("2023~/2024", "about 2023 to 2024"),
        ("../2024-03", "not after March 2024"),
        ("2024/..", "not before 2024"),
    ],
)
def test_a_time_is_told_in_plain_english(edtf: str, words: str) -> None:
    assert EventTime.parse(edtf).words == words


@ALL
@given(times())
def test_words_are_never_finer_than_the_source(given_: tuple[str, set[date]]) -> None:
    edtf, _ = given_
    words = EventTime.parse(edtf).words
    written = [part for part in re.sub(r"[~?%]", "", edtf).split("/") if part != ".."]
    days = [f"{int(part[8:])} {MONTH_NAMES[int(part[5:7]) - 1]} {part[:4]}" for part in written if len(part) == 10]
    assert set(re.findall(r"\b\d{1,2} [A-Z][a-z]+ \d{4}", words)) == set(days)
    months = re.findall("|".join(MONTH_NAMES), words)
    named = [MONTH_NAMES[int(part[5:7]) - 1] for part in written if len(part) > 4]
    assert set(months) == set(named)
    assert not re.search(r"\d-\d|:|/", words)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_written_out_in_english(number: int) -> None:
    assert written_out(date(2024, number, 3)) == f"3 {MONTH_NAMES[number - 1]} 2024"
    assert EventTime.parse(f"2024-{number:02}").words == f"{MONTH_NAMES[number - 1]} 2024, day not stated"


@ALL
@given(st.dates())
def test_every_day_there_is_can_be_read_and_written_out(day: date) -> None:
    read = EventTime.parse(day.isoformat())
    assert read.first == read.last == day
    assert read.words == f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


class Dated(BaseModel):
    happened: Edtf


def test_a_field_reads_an_edtf_string_and_keeps_it() -> None:
    assert Dated.model_validate({"happened": "../2024-03-12"}).happened.edtf == "../2024-03-12"


@pytest.mark.parametrize(
    "value",
    [
        20240312,
        None,
        ["2024-03-12"],
        date(2024, 3, 12),
        {"edtf": "2024-03-12T08:28", "first": "2024-03-12", "last": "2024-03-12", "approximate": False},
        {"edtf": "../2024-03-12", "first": "2024-03-12", "last": "2024-03-12", "approximate": False},
    ],
)
def test_a_field_reads_nothing_but_an_edtf_string(value: object) -> None:
    with pytest.raises(ValidationError, match="happened"):
        Dated.model_validate({"happened": value})


def test_a_field_that_cannot_be_read_says_why() -> None:
    with pytest.raises(ValidationError, match="names a day that does not exist"):
        Dated.model_validate({"happened": "2024-02-30"})
