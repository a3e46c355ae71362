"""Divisions of GeoNames get the outlines that their towns lie in, and none where the two are cut differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.divisions import build

if TYPE_CHECKING:
    from tools.divisions import City


def town(division: str, lon: float, lat: float, people: int = 100_000) -> City:
    country, code = division.split(".")
    return {"countrycode": country, "admin1code": code, "longitude": lon, "latitude": lat, "population": people}


KHARTOUM = (32.53, 15.55)
MAIDSTONE, YORK = (0.52, 51.27), (-1.08, 53.96)


def test_a_division_has_the_outline_that_its_people_live_in() -> None:
    assert dict(build([town("SD.29", *KHARTOUM)])) == {"SD.29": ("SDN-khartoum",)}


def test_a_division_of_several_outlines_has_them_all() -> None:
    made = dict(build([town("GB.ENG", *MAIDSTONE), town("GB.ENG", *YORK)]))
    assert made == {"GB.ENG": ("GBR-kent", "GBR-york")}


def test_an_outline_that_two_divisions_share_is_that_of_neither() -> None:
    assert dict(build([town("SD.29", *KHARTOUM), town("SD.99", *KHARTOUM, 60_000)])) == {}


def test_a_few_people_across_the_line_do_not_count() -> None:
    assert dict(build([town("SD.29", *KHARTOUM), town("SD.99", *KHARTOUM, 900)])) == {"SD.29": ("SDN-khartoum",)}


def test_a_port_beside_its_coarse_outline_lies_in_it() -> None:
    assert dict(build([town("TR.34", 28.95, 40.98)])) == {"TR.34": ("TUR-istanbul",)}


def test_a_division_that_lies_outside_all_outlines_has_none() -> None:
    assert dict(build([town("SD.29", *KHARTOUM), town("SD.29", 0, 0, 10_000_000)])) == {}
