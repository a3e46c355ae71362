"""The queries of a data set: the same answers from every engine, and the answers that counting by hand gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from geodata.datasets.criteria import FACETS, Criteria
from geodata.datasets.engines.queries import LISTED
from geodata.datasets.schema import EVENT, LADDER, Rejection
from geodata.datasets.view.grid import EVERYWHERE, Grid, PlaneBounds, to_mercator
from geodata.datasets.view.symbols import Area, Areas, Symbols
from geodata.model.places import Precision
from geodata.views.selection import Outcome
from tests.datasets import generator
from tests.datasets.engines import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.datasets.sources import Source
    from tests.datasets.conftest import Hold

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

TETKINO, SUDZHA = (34.2837, 51.2778), (35.2728, 51.1906)
MARCH = Criteria(start=date(2024, 3, 1), end=date(2024, 3, 31))
REJECTIONS = (
    Rejection(row=7, column="lat", value="361", reason="a latitude is from -90 to 90"),
    Rejection(row=7, column="date", value="31 June", reason="there is no such day"),
    Rejection(row=9, column="", value="", reason="the row has fewer cells than the header"),
)


def event(row: int, precision: Precision, first: str = "", last: str = "", /, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """One record of a hand-worked set; days in ISO 8601, ``at`` in lon and lat."""
    at = fields.pop("at", None)
    (lon, lat), (mx, my) = (at, map(int, to_mercator(*at))) if at else ((None, None), (None, None))
    days = [date.fromisoformat(day).toordinal() if day else None for day in (first, last or first)]
    texts = {name: "" for name in EVENT.names if EVENT.field(name).type == pa.string()}
    place = {"mx": mx, "my": my, "lon": lon, "lat": lat}
    record = {
        "row": row,
        "id": f"E{row}",
        "first_day": days[0],
        "last_day": days[1],
        "precision": LADDER.index(precision),
    }
    return texts | record | place | {"kind": "Shelling", "country": "RU", "codes": '{"where_prec": 1}'} | fields


BY_HAND = (
    event(1, Precision.SETTLEMENT, "2024-03-12", at=TETKINO, region="RU-KRS", title="Fighting in Tyotkino"),
    event(2, Precision.POINT, "2024-03-12", at=TETKINO, region="RU-KRS", kind="Armed clash", title="Exchange of fire"),
    event(3, Precision.VICINITY, "2024-02-20", "2024-03-01", at=SUDZHA, region="RU-KRS", title="Attack near Sudzha"),
    # Coded to a region: it keeps the coordinates of a centroid, and must never become a pin.
    event(4, Precision.REGION, "2024-03-15", at=(36.0, 51.7), region="RU-KRS", title="Drones over the oblast"),
    event(5, Precision.DISTRICT, "2024-03-31", "2024-04-05", at=SUDZHA, region="RU-KRS", district="RU-KRS.20"),
    event(6, Precision.DISTRICT, "2024-03-20", region="RU-KRS", title="A district without its id"),
    event(8, Precision.BORDER, "2024-03-12", region="RU-BEL", title="Crossing of the border"),
    event(10, Precision.COUNTRY, "2024-03-12", at=(37.6, 55.7), region="RU-KRS", title="Somewhere in the country"),
    event(11, Precision.SETTLEMENT, "2024-03-12", region="RU-KRS", title="A settlement without coordinates"),
    event(12, Precision.NONE, "2024-03-12", title="No place at all"),
    event(13, Precision.REGION, "2024-03-12", title="A region without its id"),
    event(14, Precision.POINT, at=TETKINO, region="RU-KRS", title="Nobody knows when"),
    event(15, Precision.POINT, "2024-02-29", at=TETKINO, region="RU-KRS", title="The day before"),
    event(16, Precision.POINT, "2024-04-01", at=TETKINO, region="RU-KRS", title="The day after"),
    event(
        17, Precision.SETTLEMENT, "2024-01-01", "2024-12-31", at=SUDZHA, kind="Other", place="Куп'янськ", country="UA"
    ),
)


@pytest.fixture(scope="session")
def by_hand(hold: Hold) -> Source:
    """Fifteen events, some of each kind that counting can get wrong."""
    return hold([batch(BY_HAND)], REJECTIONS)


@pytest.fixture(scope="session")
def generated(hold: Hold) -> tuple[Source, list[dict[str, Any]]]:
    """Two thousand generated events, and their records."""
    batches = list(generator.batches(2_000, seed=11, batch_rows=700))
    return hold(batches), [record for part in batches for record in part.to_pylist()]


def batch(records: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(records), schema=EVENT)


def as_cells(symbols: Symbols) -> dict[tuple[int, int], tuple[float, float, int, int]]:
    corners = zip(symbols.west.tolist(), symbols.north.tolist(), strict=True)
    means = zip(symbols.mx.tolist(), symbols.my.tolist(), symbols.count.tolist(), symbols.vague.tolist(), strict=True)
    return dict(zip(corners, means, strict=True))


def as_areas(areas: Areas) -> dict[Area, int]:
    return dict(zip(areas.areas, areas.count.tolist(), strict=True))


def rows(source: Source, criteria: Criteria, rows: int = 4, **asked: Any) -> list[int]:  # noqa: ANN401
    """All rows of a list, page by page."""
    found: list[int] = []
    after = None
    while True:
        page = source.page(criteria, after=after, rows=rows, **asked)
        found += [each.row for each in page.events]
        after = page.after
        if after is None:
            return found


def test_the_ledger_gives_every_event_one_outcome(by_hand: Source) -> None:
    assert by_hand.ledger(MARCH) == {
        Outcome.FILTERED: 0,
        Outcome.UNDATED: 1,
        Outcome.OUTSIDE: 2,
        Outcome.UNLOCATED: 4,
        Outcome.SHOWN: 8,
    }
    shelled = MARCH.model_copy(update={"kinds": frozenset({"Shelling"})})
    assert by_hand.ledger(shelled)[Outcome.FILTERED] == 2
    assert sum(by_hand.ledger(shelled).values()) == len(BY_HAND)


def test_undated_events_are_drawn_without_a_window_only(by_hand: Source) -> None:
    everything = by_hand.ledger(Criteria())
    assert (everything[Outcome.OUTSIDE], everything[Outcome.UNDATED]) == (0, 0)
    assert by_hand.ledger(MARCH)[Outcome.UNDATED] == 1
    pins = (
        by_hand.cells(criteria, Grid(EVERYWHERE, 1)).count.sum() for criteria in (Criteria(), Criteria(words="nobody"))
    )
    assert list(pins) == [7, 1]


def test_only_what_is_coded_to_a_vicinity_or_finer_becomes_a_pin(by_hand: Source) -> None:
    pins = by_hand.cells(MARCH, Grid(EVERYWHERE, 1))
    assert as_cells(pins) == reference.cells(BY_HAND, MARCH, Grid(EVERYWHERE, 1))
    assert pins.count.sum() == 4
    assert pins.vague.sum() == 1


def test_a_coarser_event_counts_for_the_area_whose_id_it_holds(by_hand: Source) -> None:
    assert as_areas(by_hand.areas(MARCH)) == {
        Area(Precision.REGION, "RU-KRS"): 2,
        Area(Precision.REGION, "RU-BEL"): 1,
        Area(Precision.DISTRICT, "RU-KRS.20"): 1,
    }


def test_a_symbol_stands_at_the_mean_of_its_events(by_hand: Source) -> None:
    (symbol,) = as_cells(by_hand.cells(MARCH, Grid(EVERYWHERE, 1 << 30))).values()
    pins = [record for record in BY_HAND if record["row"] in {1, 2, 3, 17}]
    assert symbol == (sum(pin["mx"] for pin in pins) / 4, sum(pin["my"] for pin in pins) / 4, 4, 1)


def test_a_few_events_get_a_symbol_for_each_place(by_hand: Source) -> None:
    symbols = by_hand.symbols(MARCH, Grid.over(EVERYWHERE, 3))
    assert symbols.size == 1
    assert sorted(symbols.count.tolist()) == [2, 2]


def test_a_symbol_opens_the_list_of_just_its_events(by_hand: Source) -> None:
    symbols = by_hand.symbols(MARCH, Grid.over(EVERYWHERE, 3))
    lists = [rows(by_hand, MARCH, where=symbols.bounds(number)) for number in range(symbols.count.size)]
    assert sorted(lists) == [[1, 2], [17, 3]]
    assert rows(by_hand, MARCH, where=Area(Precision.REGION, "RU-KRS")) == [4, 6]
    assert rows(by_hand, MARCH, where=Area(Precision.DISTRICT, "RU-KRS.20")) == [5]


def test_a_list_holds_what_is_shown_and_what_has_no_place(by_hand: Source) -> None:
    assert rows(by_hand, MARCH) == [17, 3, 1, 2, 8, 10, 11, 12, 13, 4, 6, 5]
    assert rows(by_hand, MARCH, parts=[Outcome.UNLOCATED]) == [10, 11, 12, 13]
    assert rows(by_hand, MARCH, parts=[Outcome.UNDATED]) == [14]
    assert rows(by_hand, MARCH, parts=[Outcome.OUTSIDE]) == [15, 16]
    assert rows(by_hand, MARCH, parts=set(Outcome) - {Outcome.FILTERED})[-1] == 14


def test_what_was_not_asked_for_has_no_list(by_hand: Source) -> None:
    with pytest.raises(ValueError, match="not asked for"):
        by_hand.page(MARCH, [Outcome.FILTERED])


def test_an_event_is_found_by_its_row_with_everything_that_was_coded(by_hand: Source) -> None:
    found = by_hand.event(17)
    assert found is not None
    assert (found.id, found.first_day, found.last_day) == ("E17", date(2024, 1, 1), date(2024, 12, 31))
    assert (found.lon, found.lat, found.precision) == (*SUDZHA, Precision.SETTLEMENT)
    assert found.place == "Куп'янськ"
    assert found.codes == {"where_prec": 1}
    undated = by_hand.event(14)
    assert undated is not None
    assert undated.first_day is None
    assert by_hand.event(7) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tyotkino", [1]),
        ("TYOT", [1]),
        ("fighting tyotkino", [1]),
        ("tyotkino fighting", [1]),
        ("fighting drones", []),
        ("купянськ", [17]),
        ("Куп’янськ", [17]),
        ("куп", [17]),
        ("yotkino", []),
        ("country the", [10]),
        ("%", [17, 3, 15, 1, 2, 8, 10, 11, 12, 13, 4, 6, 5, 16, 14]),
        ("o'; DROP TABLE event; --", []),
        ("$1 :token_1 {token_1:String} %(token_1)s", []),
    ],
)
def test_search_finds_the_events_with_words_that_begin_so(by_hand: Source, words: str, found: list[int]) -> None:
    assert rows(by_hand, Criteria(words=words)) == found


def test_values_are_never_part_of_a_statement(by_hand: Source) -> None:
    hostile = frozenset(
        {"Shelling'; DROP TABLE event; --", "\\", "'", '"', "`", "%s", ":kind_1", "{x:String}", "$1", "\u2028"}
    )
    assert by_hand.ledger(Criteria(kinds=hostile, regions=hostile))[Outcome.FILTERED] == len(BY_HAND)
    assert by_hand.ledger(Criteria(kinds=hostile | {"Shelling"}))[Outcome.FILTERED] == 2


def test_a_facet_counts_what_its_other_values_would_give(by_hand: Source) -> None:
    chosen = MARCH.model_copy(update={"kinds": frozenset({"Armed clash"})})
    assert by_hand.facet(chosen, "kind") == {"Shelling": 10, "Armed clash": 1, "Other": 1}
    assert by_hand.facet(chosen, "precision") == {Precision.POINT: 1}
    assert list(by_hand.facet(MARCH, "kind", most=1)) == ["Shelling"]
    assert by_hand.facet(MARCH, "region")[""] == 3


def test_rejections_are_kept_in_the_order_of_the_file(by_hand: Source) -> None:
    assert sorted(by_hand.rejections(), key=lambda each: (each.row, each.column)) == sorted(
        REJECTIONS, key=lambda each: (each.row, each.column)
    )
    assert [each.row for each in by_hand.rejections()] == [7, 7, 9]


def test_the_set_is_described_as_it_was_imported(by_hand: Source) -> None:
    assert (by_hand.dataset.given, by_hand.dataset.accepted, by_hand.dataset.rejected) == (17, 15, 2)
    assert by_hand.bounds == (date(2024, 1, 1), date(2024, 12, 31))


WISHES = (
    Criteria(),
    Criteria(start=date(2021, 3, 1), end=date(2021, 8, 31)),
    Criteria(start=date(2020, 2, 29), end=date(2020, 2, 29), kinds=frozenset({"Shelling", "Protest"})),
    Criteria(
        start=date(2019, 1, 1), end=date(2024, 12, 31), precisions=frozenset({Precision.REGION, Precision.VICINITY})
    ),
    Criteria(countries=frozenset({"UA"}), words="agency a"),
    Criteria(start=date(2022, 1, 1), end=date(2022, 12, 31), regions=frozenset({"R-11", ""}), words="ba ko"),
    Criteria(kinds=frozenset({"no such kind"})),
    Criteria(start=date(1990, 1, 1), end=date(1990, 1, 2)),
)
VIEWS = (
    Grid.over(EVERYWHERE, 2),
    Grid.over(PlaneBounds.of(33, 49.5, 38, 52.5), 7),
    Grid(PlaneBounds.of(30, 48, 34, 51), 1),
)


@pytest.mark.parametrize("criteria", WISHES)
def test_every_query_agrees_with_counting_event_by_event(
    generated: tuple[Source, list[dict[str, Any]]], criteria: Criteria
) -> None:
    source, records = generated
    assert source.ledger(criteria) == reference.ledger(records, criteria)
    assert as_areas(source.areas(criteria)) == reference.areas(records, criteria)
    assert rows(source, criteria, rows=400) == reference.listed(records, criteria, LISTED)
    for name in FACETS:
        assert source.facet(criteria, name, most=1_000) == reference.facet(records, criteria, name)
    for grid in VIEWS:
        found = as_cells(source.cells(criteria, grid))
        expected = reference.cells(records, criteria, grid)
        assert found.keys() == expected.keys()
        np.testing.assert_allclose([found[cell] for cell in expected], list(expected.values()), rtol=1e-12)


@pytest.mark.parametrize("criteria", WISHES)
def test_the_account_of_every_window_agrees_with_counting(
    generated: tuple[Source, list[dict[str, Any]]], criteria: Criteria
) -> None:
    source, records = generated
    counts = source.day_counts(criteria)
    assert counts.ledger(criteria.days) == reference.ledger(records, criteria)


@pytest.mark.parametrize("criteria", WISHES)
def test_a_step_through_the_matrix_agrees_with_the_query(
    generated: tuple[Source, list[dict[str, Any]]], criteria: Criteria
) -> None:
    source, _ = generated
    start, end = date(2020, 6, 15), date(2021, 2, 3)
    window, days = criteria.within(start, end), (start.toordinal(), end.toordinal())
    grid = Grid.over(PlaneBounds.of(20, 44, 45, 56), 5)
    step, found = source.matrix(criteria, grid).within(*days), source.cells(window, grid)
    if step.size == grid.size:
        assert {cell: held[2:] for cell, held in as_cells(step).items()} == {
            cell: held[2:] for cell, held in as_cells(found).items()
        }
    assert step.count.sum() == found.count.sum()
    assert as_areas(source.area_matrix(criteria).within(*days)) == as_areas(source.areas(window))


def test_a_stream_holds_the_list_with_every_column_as_it_was_imported(
    generated: tuple[Source, list[dict[str, Any]]],
) -> None:
    source, records = generated
    for criteria in WISHES:
        streamed = pa.Table.from_batches(source.stream(criteria), EVENT)
        listed = set(reference.listed(records, criteria, LISTED))
        expected = [record for record in records if record["row"] in listed]
        assert sorted(streamed.to_pylist(), key=lambda record: record["row"]) == expected
