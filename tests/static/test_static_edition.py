"""The static edition: plain files of which every link leads somewhere, written whole or not at all."""

from __future__ import annotations

import gzip
from posixpath import dirname, join, normpath
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from geodata.edition import loading
from geodata.exports.formats import FORMATS, Export
from geodata.model.events import QuoteEvidence
from geodata.static import __main__ as command
from geodata.static.folder import files
from geodata.static.writing import TargetTakenError, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geodata.edition.loading import Edition

ADDRESS = "https://reports.example/border/"
FIRST_VIEW = ("index.html", "assets/edition.en.js", "assets/ground/light.js", "assets/leaflet.js", "assets/file.js")
MOST_BYTES = 300_000
STATED = "//head/link[@rel='canonical' or @rel='alternate']/@href | //meta[@property='og:image']/@content"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return loading.load()


@pytest.fixture(scope="module")
def written(edition: Edition) -> dict[str, bytes]:
    """All files but the pictures, which take long to draw, and of those the paths."""
    return {
        path: b"" if path.endswith(".png") else make() for path, make in files(edition, ADDRESS, [(1, lambda: edition)])
    }


def pages(written: dict[str, bytes]) -> Iterator[tuple[str, Any]]:
    for path, content in written.items():
        if path.endswith(".html"):
            yield path, html.document_fromstring(content.decode())


def test_every_link_and_source_of_every_page_is_a_file(written: dict[str, bytes]) -> None:
    lost = {
        (path, link)
        for path, page in pages(written)
        for link in page.xpath("//body//a/@href | //script/@src | //link[@rel='icon']/@href")
        if not urlsplit(link).scheme and (file := unquote(urlsplit(link).path))
        if normpath(join(dirname(path), file)) not in written
    }
    assert lost == set()


def test_every_address_in_a_head_is_below_the_stated_one_and_a_file(written: dict[str, bytes]) -> None:
    for _path, page in pages(written):
        for address in page.xpath(
            "//head/link[@rel='canonical' or @rel='alternate']/@href | //meta[@property='og:image']/@content"
        ):
            assert address.startswith(ADDRESS)
            file = unquote(address.removeprefix(ADDRESS))
            assert file in written or join(file, "index.html").lstrip("/") in written


def test_a_claim_has_its_exact_quote_in_the_head_of_its_pages(written: dict[str, bytes], edition: Edition) -> None:
    for event in edition.events:
        for folder in ("", "uk/", "ru/"):
            page = html.document_fromstring(written[f"{folder}claim/{event.id}/index.html"].decode())
            (said,) = page.xpath("//meta[@property='og:description']/@content")
            if isinstance(event.evidence, QuoteEvidence):
                assert f"“{event.evidence.words}”" in said


def test_each_page_has_a_policy_and_asks_nothing_of_others(written: dict[str, bytes]) -> None:
    for _path, page in pages(written):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


def test_exports_are_the_downloads_byte_for_byte(written: dict[str, bytes], edition: Edition) -> None:
    for form in FORMATS:
        assert written[f"api/v1/claims.{form.extension}"] == form.write(Export.everything(edition))


def test_a_former_edition_lies_whole_below_its_number(written: dict[str, bytes]) -> None:
    newest = {path for path in written if not path.startswith("e/")}
    assert {path.removeprefix("e/1/") for path in written if path.startswith("e/")} == newest


def test_a_first_view_takes_little_beside_its_fonts(written: dict[str, bytes]) -> None:
    assert sum(len(gzip.compress(written[path])) for path in FIRST_VIEW) < MOST_BYTES


def test_data_sets_which_need_a_server_are_not_offered(written: dict[str, bytes]) -> None:
    assert not [path for path in written if path.startswith("datasets")]


def one(name: str, content: bytes) -> list[tuple[str, Callable[[], bytes]]]:
    return [(name, lambda: content)]


def test_a_folder_is_replaced_in_one_step_and_the_former_one_taken_away(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", one("claim/a/index.html", b"first"))
    write_folder(tmp_path / "site", one("index.html", b"second"))
    assert (tmp_path / "site" / "index.html").read_bytes() == b"second"
    assert not (tmp_path / "site" / "claim").exists()
    assert len([path for path in tmp_path.iterdir() if not path.is_symlink()]) == 1


def test_a_failure_half_way_leaves_the_former_folder_as_it_was(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", one("index.html", b"first"))

    def fail() -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path / "site", [*one("index.html", b"second"), ("about/index.html", fail)])
    assert (tmp_path / "site" / "index.html").read_bytes() == b"first"
    assert len([path for path in tmp_path.iterdir() if not path.is_symlink()]) == 1


def test_what_a_killed_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".site.killed").mkdir()
    (tmp_path / ".site.killed.link").symlink_to(".site.killed")
    write_folder(tmp_path / "site", one("index.html", b"first"))
    assert {path.name for path in tmp_path.iterdir()} == {"site", (tmp_path / "site").readlink().name}


def test_whoever_writes_at_the_same_time_waits_and_neither_loses_a_file(tmp_path: Path) -> None:
    other = Thread(target=write_folder, args=(tmp_path / "site", one("index.html", b"second")))

    def slow() -> bytes:
        other.start()
        other.join(0.5)
        assert other.is_alive()
        assert len([path for path in tmp_path.rglob("index.html") if path.read_bytes() == b"first"]) == 1
        return b"about"

    write_folder(tmp_path / "site", [*one("index.html", b"first"), ("about/index.html", slow)])
    other.join()
    assert (tmp_path / "site" / "index.html").read_bytes() == b"second"


def test_a_folder_with_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TargetTakenError, match="choose another name"):
        write_folder(tmp_path / "site", one("index.html", b"first"))
    assert (tmp_path / "site" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_gives_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path / "data"))
    (tmp_path / "file").write_bytes(b"")
    assert command.main([str(tmp_path / "file" / "site"), "--address", ADDRESS]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("address", ["reports.example", "javascript:alert(1)", "https://a b/", ""])
def test_an_address_that_is_none_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.main(["site", f"--address={address}"])
    assert end.value.code == 2
    assert "is no address" in capsys.readouterr().err
