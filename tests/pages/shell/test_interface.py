"""The read interface: each export form at an address, with the filters of the page, a tag, and refusals by name."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import httpx
import pyogrio
import pytest

from geodata import load
from geodata.common.language import DEFAULT, use
from geodata.exports.formats import FORMATS, ClaimFormat, Export
from geodata.views.filters import Filter, vocabulary
from geodata.views.selection import first_filter, select
from tests import second_article
from tests.conftest import ROOT, running
from tests.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITION = load()
EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
QUERIES = (
    {"speaker": ["ponomarev", "baza"]},
    {"type": ["shelling"], "clock": ["happened"], "dates": ["2024-03-10", "2024-03-20"]},
    {"evidence": ["quote"], "q": ["Тёткино"], "dates": ["2023-05-22", "2024-03-31"]},
    {"q": ["no claim has these words"]},
    {"at": ["tyotkino"], "lang": ["uk"]},
)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(data_folder: Path) -> Iterator[httpx.Client]:
    """Speaks to a server below the root of its address."""
    environment = {"STREAMLIT_SERVER_BASE_URL_PATH": "as/reported", "AS_REPORTED_DATA": str(data_folder)}
    with running(ROOT, data_folder / "output.txt", **environment) as url, httpx.Client(base_url=url) as client:
        yield client


def download(form: ClaimFormat, query: dict[str, list[str]]) -> bytes:
    """What the page's download gives for the address with this query."""
    wanted = Filter.from_query(query, first_filter(EDITION), vocabulary(EDITION.events), EDITION.bounds)
    use(query.get("lang", [DEFAULT])[0])
    export = Export.of_view(select(EDITION, wanted), EDITION, *query.get("q", []))
    use(DEFAULT)
    return form.write(export)


@EACH
def test_without_a_filter_an_address_gives_all_claims_as_the_download_does(
    client: httpx.Client, form: ClaimFormat
) -> None:
    answer = client.get(f"/api/v1/claims.{form.extension}")
    assert answer.status_code == 200
    assert answer.content == form.write(Export.everything(EDITION))
    assert answer.headers["content-type"].partition(";")[0] == form.media_type


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_with_the_filters_of_a_page_it_gives_what_the_page_gives(
    client: httpx.Client, query: dict[str, list[str]]
) -> None:
    for form in FORMATS:
        answer = client.get(f"/api/v1/claims.{form.extension}", params=query | {"place": "tyotkino", "view": "table"})
        assert answer.content == download(form, query)


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/api/v1/claims.geojson", params={"type": "shelling"})
    tag = first.headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/api/v1/claims.geojson", params={"type": "shelling"}, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for given in ('"other"', "nonsense", "", tag.strip('"')):
        again = client.get("/api/v1/claims.geojson", params={"type": "shelling"}, headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (200, first.content)
    assert client.get("/api/v1/claims.geojson").headers["etag"] != tag


@pytest.mark.parametrize("given", ["bytes=9-1", "bytes=99999999-", "bytes=0-1,4-5", "lines=1-2", "bytes=a", "bytes=-"])
def test_a_range_that_makes_no_sense_gets_the_whole_file(client: httpx.Client, given: str) -> None:
    answer = client.get("/api/v1/claims.csv", headers={"Range": given})
    assert (answer.status_code, answer.content) == (200, client.get("/api/v1/claims.csv").content)


@pytest.mark.parametrize(
    ("given", "start", "stop"), [("0-10", 0, 11), ("5-", 5, None), ("-7", -7, None), ("3-3", 3, 4)]
)
def test_a_range_of_bytes_is_sent_alone(client: httpx.Client, given: str, start: int, stop: int | None) -> None:
    whole = client.get("/api/v1/claims.csv").content
    answer = client.get("/api/v1/claims.csv", headers={"Range": f"bytes={given}"})
    assert (answer.status_code, answer.content) == (206, whole[start:stop])
    assert answer.headers["content-range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("type=no-such-type", "type"),
        ("type=shelling&type=<script>", "type"),
        ("speaker=", "speaker"),
        ("clock=local", "clock"),
        ("clock=reported&clock=happened", "clock"),
        ("dates=2024-03-12", "dates"),
        ("dates=2024-03-12&dates=2024-03-01&dates=2024-04-01", "dates"),
        ("dates=2024-03-31&dates=2024-03-12", "dates"),
        ("dates=0001-01-01&dates=9999-12-31", "dates"),
        ("dates=' OR 1=1&dates=--", "dates"),
        ("edition=0", "edition"),
        ("edition=-1", "edition"),
        ("edition=²", "edition"),
        ("edition=../../etc", "edition"),
        ("edition=1e9", "edition"),
        ("lang=xx", "lang"),
        ("q=a&q=b", "q"),
        ("limit=10", "limit"),
        ("__class__=1", "__class__"),
    ],
)
def test_a_value_or_parameter_that_is_not_known_is_refused_by_its_name(
    client: httpx.Client, query: str, parameter: str
) -> None:
    answer = client.get(f"/api/v1/claims.geojson?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
    assert "<" not in answer.json()["error"]


def test_the_order_of_two_dates_is_kept_whatever_the_order_of_the_rest(client: httpx.Client) -> None:
    one = client.get("/api/v1/claims.csv?dates=2024-03-10&type=shelling&dates=2024-03-20&type=attack")
    other = client.get("/api/v1/claims.csv?type=attack&dates=2024-03-10&dates=2024-03-20&type=shelling")
    assert one.content == other.content


def test_forms_and_editions_that_are_not_there_are_not_found(client: httpx.Client) -> None:
    for extension in ("xml", "geojson/", "geojson%00", "", "../claims.csv"):
        assert client.get(f"/api/v1/claims.{extension}").status_code in {400, 404}
    answer = client.get("/api/v1/claims.csv?edition=77")
    assert (answer.status_code, answer.json()["parameter"]) == (404, "edition")


def test_scripts_of_other_pages_may_read_but_nothing_can_be_written(client: httpx.Client) -> None:
    answer = client.get("/api/v1/claims.geojson", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    before = client.options(
        "/api/v1/claims.geojson", headers=asked | {"Access-Control-Request-Headers": "If-None-Match"}
    )
    assert before.status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/v1/claims.geojson").status_code == 405
        assert (
            client.options(
                "/api/v1/claims.geojson", headers=asked | {"Access-Control-Request-Method": method}
            ).status_code
            == 400
        )
    assert client.head("/api/v1/claims.geojson").content == b""


def test_an_edition_is_pinned_by_its_number_and_a_damaged_one_is_not_served(
    client: httpx.Client, data_folder: Path
) -> None:
    pinned = client.get("/api/v1/claims.geojson", params={"edition": EDITION.number}).content
    number = EDITION.number + 1
    data = second_article.data_of_two(data_folder / "made")
    head = json.loads((data / "edition.json").read_text(encoding="utf-8"))
    (data / "edition.json").write_text(json.dumps(head | {"number": number}), encoding="utf-8")
    (data_folder / "editions").mkdir()
    folder = publish(data_folder / "editions", data, number)
    whole = (folder / "edition.json").read_bytes()
    (folder / "edition.json").write_text("{}", encoding="utf-8")
    assert client.get("/api/v1/claims.geojson").status_code == 503
    (folder / "edition.json").write_bytes(whole)
    assert client.get("/api/v1/claims.geojson").json()["as_reported"]["edition"] == number
    assert client.get("/api/v1/claims.geojson", params={"edition": EDITION.number}).content == pinned
    shutil.rmtree(data_folder / "editions")


def test_the_description_names_every_form_and_parameter(client: httpx.Client) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {f"/claims.{form.extension}" for form in FORMATS}
    for path in document["paths"].values():
        for parameter in path["get"]["parameters"]:
            value = {"dates": ["2024-03-12", "2024-03-31"], "q": "x"}.get(parameter["name"])
            if value:
                base = document["servers"][0]["url"]
                assert client.get(f"{base}/claims.csv", params={parameter["name"]: value}).status_code == 200


@pytest.mark.parametrize("start", ["", "/vsicurl/"])
def test_a_geographic_program_opens_the_address(client: httpx.Client, start: str) -> None:
    layer = pyogrio.read_info(f"{start}{client.base_url}api/v1/claims.geojson")
    assert layer["features"] == len(EDITION.events)
    assert layer["crs"] == "EPSG:4326"
