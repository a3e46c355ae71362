"""The same events in whatever carries them; a carrier that would harm is refused in one sentence and leaves nothing."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from pyarrow import parquet

from geodata.common.errors import DataFileError
from geodata.datasets.importing import steps
from tests.datasets.importing.imports import accounted, kept
from tests.datasets.importing.test_cases import CASES, days, places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAIN = CASES / "03a-acled-without-time_precision.csv"


def frame() -> pd.DataFrame:
    rows = pd.read_csv(PLAIN)
    return rows.assign(event_date=pd.to_datetime(rows["event_date"]))


def shapes() -> geopandas.GeoDataFrame:
    rows = pd.read_csv(PLAIN)
    points = geopandas.points_from_xy(rows.longitude, rows.latitude)
    return geopandas.GeoDataFrame(rows.drop(columns=["latitude", "longitude"]), geometry=points, crs=4326)


def zipped(path: Path, **files: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Export of a portal"])
    sheet.append([])
    with PLAIN.open(newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    for cell, day in zip(sheet["B"][3:], frame()["event_date"], strict=True):
        cell.value = day.to_pydatetime()
    book.create_sheet("Notes").append(["nothing", "here"])
    book.save(path)


def kml() -> bytes:
    placemarks = []
    for row in pd.read_csv(PLAIN, dtype=str).fillna("").to_dict("records"):
        cells = [(name, value) for name, value in row.items() if name[:3] not in {"lat", "lon"}]
        data = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in cells)
        point = f"<Point><coordinates>{row['longitude']},{row['latitude']},0</coordinates></Point>"
        placemarks.append(f"<Placemark><name>x</name><ExtendedData>{data}</ExtendedData>{point}</Placemark>")
    start = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f"{start}{''.join(placemarks)}</Document></kml>".encode()


def shapefile(path: Path, *without: str) -> None:
    folder = path.with_suffix(".d")
    folder.mkdir()
    shapes().to_file(folder / "events.shp", engine="pyogrio")
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            if part.suffix not in without:
                archive.write(part, f"a folder/{part.name}")


def zipped_workbook(path: Path) -> None:
    workbook(path.with_suffix(".inner"))
    zipped(path, a__xlsx=path.with_suffix(".inner").read_bytes())


CARRIERS: dict[str, Callable[[Path], object]] = {
    "xlsx": workbook,
    "parquet": lambda path: frame().to_parquet(path),
    "geoparquet": lambda path: shapes().to_parquet(path),
    "gpkg": lambda path: shapes().to_file(path, driver="GPKG", engine="pyogrio"),
    "kml": lambda path: path.write_bytes(kml()),
    "kmz": lambda path: zipped(path, doc__kml=kml()),
    "zip of a Shapefile": shapefile,
    "zip of a CSV": lambda path: zipped(path, data__csv=PLAIN.read_bytes(), README__txt=b"read me", __MACOSX__csv=b"x"),
    "zip of a path": lambda path: zipped(path, **{"../../../data.csv": PLAIN.read_bytes()}),
    "zip of a workbook": zipped_workbook,
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The events of the set as it was saved first."""
    return kept(steps.stage(PLAIN, "", tmp_path_factory.mktemp("plain"), bounds=None))[0]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CARRIERS)
def test_a_known_set_is_the_same_in_every_carrier(name: str, tmp_path: Path, plain: list[dict[str, Any]]) -> None:
    path = tmp_path / "the file"
    CARRIERS[name](path)
    found = steps.stage(path, "", tmp_path / "store", bounds=None)
    assert accounted(found) == (3, 3, 0)
    assert (found.dataset.format, found.dataset.coded_by) == ("acled", "ACLED")
    held, _ = kept(found)
    for told in (days, places):
        assert told(held) == told(plain)
    for field in ("id", "precision", "region", "district", "title", "kind", "country", "source"):
        assert [event[field] for event in held] == [event[field] for event in plain], field


def test_an_unknown_workbook_gives_its_first_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["only a title"])
    sheet = book.create_sheet("Data")
    sheet.append(["date", "lat", "lon", "note"])
    sheet.append(["12.03.2024", 50.6, 36.58, "=1+1"])
    sheet.append([45364, 50.6, 36.58])
    book.save(tmp_path / "file.xlsx")
    found = steps.stage(tmp_path / "file.xlsx", "", tmp_path / "store", bounds=None)
    assert found.dataset.format == "xlsx"
    assert days(kept(found)[0]) == ["2024-03-12", "2024-03-13"]


@pytest.mark.filterwarnings("ignore")
def test_an_area_in_a_geopackage_is_a_region_and_no_pin(tmp_path: Path) -> None:
    rows = shapes().head(1)[["event_id_cnty", "geometry"]]
    rows = rows.assign(geometry=rows.geometry.buffer(0.01))
    rows.to_file(tmp_path / "areas.gpkg", driver="GPKG", engine="pyogrio")
    held, _ = kept(steps.stage(tmp_path / "areas.gpkg", "", tmp_path / "store", bounds=None))
    assert [(event["precision"], event["region"], event["lon"]) for event in held] == [("region", "RU-BEL", None)]


def database() -> bytes:
    return b"SQLite format 3\0" + bytes(5_000)


def archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return file.getvalue()


def billion_rows() -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.table({"lat": [50.6], "lon": [36.58]}), file)
    return file.getvalue()[:-12] + b"\xff" * 4 + file.getvalue()[-8:]


ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "https://example.org/x">]>'
    b"<kml><Placemark><name>&x;</name></Placemark></kml>"
)
LINK = b"<kml><NetworkLink><Link><href>http://example.org</href></Link></NetworkLink></kml>"
REFUSED: dict[str, tuple[bytes, str]] = {
    "a zip bomb": (archive(a__csv=b"id,lat,lon\n" + b"0" * 60_000_000), "unpacks to more than 200 times its size"),
    "a zip in a zip": (archive(a__zip=archive(a__csv=b"a,b")), "holds another archive"),
    "a zip in a zip under another name": (archive(a__csv=archive(b__csv=b"a,b")), "holds another archive"),
    "two tables": (archive(a__csv=b"a,b", b__csv=b"a,b"), r"more than one table \(a.csv, b.csv\)"),
    "no table": (archive(a__png=b"x"), "holds no table"),
    "a cut zip": (archive(a__csv=b"a,b")[:40], "cannot be unpacked"),
    "a text document": (archive(word__=b"", **{"word/document.xml": b"<x/>"}), "a document of an office program"),
    "an OpenDocument file": (archive(mimetype=b"x", content__xml=b"<x/>"), "an OpenDocument file"),
    "a workbook of nothing": (archive(**{"xl/workbook.xml": b"<x/>"}), "is a spreadsheet that cannot be read"),
    "a database": (database(), "is a database"),
    "Parquet of noise": (b"PAR1" + bytes(range(256)) * 9 + b"PAR1", "is a Parquet file that cannot be read"),
    "Parquet with a footer too long": (billion_rows(), "is a Parquet file that cannot be read"),
    "KML with entities": (ENTITY, "declares entities of its own"),
    "KML of a link": (LINK, "has no placemarks of its own"),
    "KML that breaks off": (kml()[:900], "is KML that cannot be read"),
    "a VRT": (b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "is XML or HTML"),
    "a VRT called a Shapefile": (
        archive(a__shp=b"<OGRVRTDataSource/>", a__shx=b"x", a__dbf=b"x"),
        "holds no Shapefile",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_carrier_that_is_none_or_would_harm_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = REFUSED[name]
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=sentence) as refusal:
        steps.stage(path, "", tmp_path / "store", bounds=None)
    assert str(refusal.value).startswith("file.csv ")
    assert "\n" not in str(refusal.value)
    assert not [left for left in (tmp_path / "store").glob("**/*") if left.is_file() and left.name != ".lock"]


@pytest.mark.filterwarnings("ignore")
def test_a_shapefile_without_its_index_is_refused(tmp_path: Path) -> None:
    shapefile(tmp_path / "file.zip", ".shx")
    with pytest.raises(DataFileError, match=r"without its \.shx file"):
        steps.stage(tmp_path / "file.zip", "", tmp_path / "store", bounds=None)


SYSTEMS = {
    "geojson": "EPSG:3857",
    "gpkg": "EPSG:32637",
    "parquet": "EPSG:4284",
    "zip": "+proj=laea +lat_0=50 +lon_0=36 +datum=WGS84 +units=m",
}
"""A system in metres, a zone, another datum, and one of nobody's list, each in another carrier."""


def reprojected(path: Path, system: str) -> Path:
    """The rows in another system, in a file that says which."""
    rows = shapes().to_crs(system)
    if path.suffix == ".parquet":
        rows.to_parquet(path)
    elif path.suffix == ".zip":
        folder = path.parent / "shape"
        folder.mkdir()
        rows.to_file(folder / "events.shp", engine="pyogrio", encoding="utf-8")
        zipped(path, **{part.name.replace(".", "__"): part.read_bytes() for part in folder.iterdir()})
    elif path.suffix == ".geojson":
        features = json.loads(rows.to_json(to_wgs84=False))["features"]
        crs = {"type": "name", "properties": {"name": system}}
        path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}, default=str))
    else:
        rows.to_file(path, driver="GPKG", engine="pyogrio")
    return path


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("ending", SYSTEMS)
def test_coordinates_of_another_system_are_the_same_places(ending: str, tmp_path: Path) -> None:
    plain, _ = kept(steps.stage(PLAIN, "Plain", tmp_path / "plain", bounds=None))
    path = reprojected(tmp_path / f"file.{ending}", SYSTEMS[ending])
    events, _ = kept(steps.stage(path, "Moved", tmp_path / "store", bounds=None))
    assert len(events) == len(plain)
    for event, expected in zip(events, plain, strict=True):
        assert (event["lon"], event["lat"]) == pytest.approx((expected["lon"], expected["lat"]), abs=1e-5)
        assert (event["id"], event["precision"]) == (expected["id"], expected["precision"])


def test_a_table_in_metres_is_read_in_the_system_that_is_named(tmp_path: Path) -> None:
    rows = shapes().to_crs(3857)
    table = pd.DataFrame(rows.drop(columns="geometry")).assign(easting=rows.geometry.x, northing=rows.geometry.y)
    table.drop(columns="geo_precision").to_csv(tmp_path / "file.csv", index=False)
    before = steps.stage(tmp_path / "file.csv", "", tmp_path / "store", bounds=None)
    assert before.dataset.accepted == 0
    assert any("as if in metres of a projection" in notice.words for notice in before.notices)
    found = steps.preview(tmp_path / "file.csv", bounds=None).mapping
    assert (found.lon, found.lat) == ("easting", "northing")
    mapping = found.model_copy(update={"crs": "EPSG:3857"})
    events, _ = kept(steps.stage(tmp_path / "file.csv", "", tmp_path / "store", mapping=mapping, bounds=None))
    plain = pd.read_csv(PLAIN)
    assert [event["lon"] for event in events] == pytest.approx(list(plain.longitude), abs=1e-6)
    assert [event["lat"] for event in events] == pytest.approx(list(plain.latitude), abs=1e-6)


def test_a_point_beyond_its_coordinate_system_is_rejected_and_says_so(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"date": "2024-03-12"}, "geometry": {"type": "Point", "coordinates": [x, y]}}
        for x, y in ((500_000, 5_600_000), (1e30, 5_600_000))
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    path = tmp_path / "file.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, "crs": crs}))
    report = steps.stage(path, "", tmp_path / "store", bounds=None)
    assert accounted(report) == (2, 1, 1)
    assert [(each.row, each.reason) for each in report.first_rejections] == [
        (2, "lies beyond what its coordinate system describes")
    ]


def test_an_area_in_another_system_is_the_region_it_lies_in(tmp_path: Path) -> None:
    area = geopandas.GeoSeries([shapely.box(36.5, 50.5, 36.7, 50.7)], crs=4326).to_crs(3857).iloc[0]
    feature = {"type": "Feature", "properties": {"date": "2024-03-12"}, "geometry": shapely.geometry.mapping(area)}
    crs = {"type": "EPSG", "properties": {"code": 3857}}
    path = tmp_path / "file.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    (event,), _ = kept(steps.stage(path, "", tmp_path / "store", bounds=None))
    assert (event["precision"], event["region"]) == ("region", "RU-BEL")


def test_a_million_empty_rows_end_within_the_bounds(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "date", "lat", "lon"])
    sheet.append([1, "2024-03-12", 50.6, 36.58])
    for _ in range(150_000):
        sheet.append([])
    book.save(tmp_path / "file.xlsx")
    assert accounted(steps.stage(tmp_path / "file.xlsx", "", tmp_path / "store", bounds=None)) == (1, 1, 0)


def test_the_interface_of_ucdp_is_read_as_ucdp(tmp_path: Path) -> None:
    event = {"id": 7, "where_prec": 4, "date_prec": 1, "type_of_violence": 1, "adm_1": "Belgorod oblast"}
    event |= {"date_start": "2024-03-12T00:00:00", "date_end": "2024-03-12T00:00:00"}
    event |= {"latitude": 50.6, "longitude": 36.58}
    (tmp_path / "file.json").write_text(json.dumps({"TotalCount": 1, "NextPageUrl": "", "Result": [event]}))
    found = steps.stage(tmp_path / "file.json", "", tmp_path / "store", bounds=None)
    assert found.dataset.format == "ucdp-ged"
    held, _ = kept(found)
    assert [(event["precision"], event["region"]) for event in held] == [("region", "RU-BEL")]
