"""A weekday counts from the day it was where the events are, not from the publisher's."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from geodata.desk.suggestions import RuleSuggester
from geodata.desk.suggestions.local_day import local_day
from tests.desk.suggestions.gazetteer_sample import gazetteer

LATE_IN_NEW_YORK = datetime(2024, 3, 12, 23, 30, tzinfo=timezone(timedelta(hours=-4)))


@pytest.mark.parametrize(
    ("published", "regions", "day"),
    [
        (LATE_IN_NEW_YORK, ("SD.55",), date(2024, 3, 13)),
        (LATE_IN_NEW_YORK, ("RU-KRS", "UA-59"), date(2024, 3, 13)),
        (LATE_IN_NEW_YORK, ("US.NY",), date(2024, 3, 12)),
        (LATE_IN_NEW_YORK, ("US.NY", "SD.55"), date(2024, 3, 12)),
        (LATE_IN_NEW_YORK, (), date(2024, 3, 12)),
        (LATE_IN_NEW_YORK, ("XX.1",), date(2024, 3, 12)),
        (date(2024, 3, 12), ("SD.55",), date(2024, 3, 12)),
        (datetime(2024, 3, 12, 16, tzinfo=UTC), ("RU-KRS",), date(2024, 3, 12)),
    ],
    ids=[
        "a day ahead",
        "all zones of both a day ahead",
        "the publisher's own",
        "two days at once",
        "no region",
        "no zone known",
        "no hour stated",
        "Russia in two days at once",
    ],
)
def test_the_day_is_that_of_the_regions_where_it_can_be_told(
    published: date, regions: tuple[str, ...], day: date
) -> None:
    assert local_day(published, regions) == day


def test_a_weekday_is_that_of_the_place() -> None:
    text = "Shells hit El Fasher on Wednesday."
    there = RuleSuggester(gazetteer()).suggest(text, ("SD.55",), local_day(LATE_IN_NEW_YORK, ("SD.55",)))
    here = RuleSuggester(gazetteer()).suggest(text, ("SD.55",), LATE_IN_NEW_YORK.date())
    assert [time.edtf for time in there.times] == ["2024-03-13"]
    assert [time.edtf for time in here.times] == ["2024-03-06"]
