"""A printed date is read only if day, month and zone are sure."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.desk.intake.dates.printed import Label, PrintedTime, read_stated, read_times
from geodata.desk.intake.dates.time_zones import in_zone

DAY = date(2024, 3, 12)
NOON = datetime(2024, 3, 12, 12, 28, tzinfo=UTC)


def read_line(line: str) -> PrintedTime | None:
    """The time of publication in a line, and not that of an update."""
    return next((time for time in read_times(line) if time.label in (Label.PUBLISHED, Label.NONE)), None)


@pytest.mark.parametrize(
    "line",
    [
        "8:28 AM EDT, March 12, 2024",
        "Published: March 12th, 2024 at 8:28 a.m. EDT",
        "Tuesday, 12 March 2024, 12:28 UTC",
        "12 Mar 2024 | 12:28 GMT",
        "2024-03-12T12:28:00Z",
        "2024-03-12 14:28:00 +0200",
        "2024-03-12 14:28 UTC+2",
        "12.03.2024, 14:28 (Kyiv time)",
        "12 березня 2024, 14:28 за київським часом",
        "Опубликовано: вторник, 12 марта 2024 г., 15:28 мск",
        "12 марта 2024 15:28 по московскому времени",
        "12 March 2024 · 12:28 PM GMT",
        "Tue 12 Mar 2024 12.28 GMT",
        "Tue, 12 Mar 2024 08:28:00 -0400",
        "Tue Mar 12 2024 14:28:00 GMT+0200 (Eastern European Standard Time)",
        "Tue Mar 12 08:28:00 EDT 2024",
        "March 12, 2024 8:28 a.m. ET (1228 GMT)",
        "12 March 2024 1228 GMT",
        "2024/03/12 14:28 EET",
        "12 March 2024 | 13.28 CET",
        "12 March 2024, 14:28 Khartoum time",
        "Veröffentlicht am 12. März 2024 um 13.28 Uhr (CET)",
        "Le 12 mars 2024 à 13h28 CET",
        "12 مارس 2024 14:28 CAT",
    ],
)
def test_a_line_of_date_hour_and_zone_is_a_moment(line: str) -> None:
    time = read_line(f"  {line}\xa0")
    assert time
    assert (time.day, time.moment) == (DAY, NOON)
    assert line.endswith(time.printed)


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2024",
        "12 March 2024, 08:28",
        "12.03.2024 08:28",
        "12 березня 2024 р., 08:28",
        "March 12, 2024 at 8:28 AM",
        "March 12, 2024 EDT",
        "12 March 2024, 25:28 UTC",
        "12 March 2024, 13:28 PM UTC",
        "08:28 CST 12 March 2024",
        "12 March 2024, 08:28 IST",
        "12 March 2024, 08:28 BST",
    ],
)
def test_a_line_without_hour_or_zone_is_a_day(line: str) -> None:
    time = read_line(line)
    assert time
    assert (time.day, time.moment) == (DAY, None)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "03/12/2024",
        "12.03.24",
        "March 2024",
        "2024",
        "31 February 2024",
        "12 March 0000",
        "Updated: 12 March 2024",
        "The bridge was closed on 12 March 2024",
        "12 March 2024 to 14 March 2024",
        "Y17E999999999",
        "12 March 2024 " + " " * 10_000 + "EDT",
        "{{ 12 March 2024 }}",
    ],
)
def test_every_other_line_is_no_time_of_publication(line: str) -> None:
    assert read_line(line) is None


def test_an_abbreviation_with_two_meanings_is_no_zone() -> None:
    local = datetime(2024, 3, 12, 8, 28)  # noqa: DTZ001 - the zone comes next
    for zone in ("CST", "IST", "BST", "", "+15:00", "../etc/passwd", "Europe/Nowhere", "E" * 5_000, "Europe/Kyiv\0"):
        assert in_zone(local, zone) is None


def test_an_hour_that_the_clocks_show_twice_or_never_is_no_moment() -> None:
    never, twice = datetime(2024, 3, 31, 3, 30), datetime(2024, 10, 27, 3, 30)  # noqa: DTZ001 - the same
    for local in (never, twice):
        assert in_zone(local, "Europe/Kyiv") is None
        assert in_zone(local, "+02:00")
    summer = in_zone(datetime(2024, 7, 1, 12), "Europe/Kyiv")  # noqa: DTZ001 - the same
    assert summer
    assert summer.isoformat() == "2024-07-01T12:00:00+03:00"


@settings(deadline=None, max_examples=300)
@given(st.text() | st.from_regex(r"[0-9 :.,TZ+A-Za-z/-]{0,60}", fullmatch=True))
def test_any_line_is_read_or_not(line: str) -> None:
    for time in (read_line(line), read_stated(line)):
        assert time is None or time.moment is None or time.moment.utcoffset() is not None
        assert time is None or time.printed in line


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001 - bounds
def test_a_time_for_programs_is_that_time(local: datetime, hours: int) -> None:
    moment = in_zone(local, f"{hours:+03d}:00")
    assert moment
    time = read_stated(moment.isoformat())
    assert time
    assert (time.day, time.moment) == (local.date(), moment)
    naive = read_stated(local.isoformat())
    assert naive
    assert (naive.day, naive.moment) == (local.date(), None)
