"""The editors' desk without a browser: who may enter, what each state says, and what is never written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit import user_info
from streamlit.testing.v1 import AppTest

from geodata.desk.store import backups, drafts
from geodata.desk.store.log import ADDRESS, FILE, Store
from geodata.edition import published
from pages.components.desk import gazetteer as desk_gazetteer
from pages.components.desk import intake, session
from pages.components.shell import jobs
from tests.conftest import ROOT
from tests.desk.handshake import AT_THE_DESK, connect
from tests.desk.second_article import ARTICLE, CLAIMS, TEXT, URL, begin, build_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1.element_tree import TextInput

ESSANEWS = "essanews-2024-03-12"
PAGES = ["dashboard.py", "pages/articles.py", "pages/claims.py", "pages/about.py", "pages/editor.py"]
WHO = "the editor at this machine"


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer of the settlements around the article's."""
    return build_gazetteer(tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite")


@pytest.fixture(scope="session")
def begun_store(tmp_path_factory: pytest.TempPathFactory, gazetteer: Path) -> Path:
    """The file of a store where the second article was taken in and nothing was decided."""
    folder = tmp_path_factory.mktemp("begun")
    begin(folder, gazetteer, WHO)
    return folder / FILE


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Path) -> Iterator[Path]:
    """The data folder of a desk where nothing was done yet."""
    monkeypatch.setenv("AS_REPORTED_DATA", str(tmp_path))
    monkeypatch.delenv("AS_REPORTED_EDITORS", raising=False)
    monkeypatch.delenv(ADDRESS, raising=False)
    shutil.copyfile(gazetteer, tmp_path / "gazetteer.sqlite")
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    """Lets the process be a new one, but for the shipped edition, which never changes."""
    jobs.end_all(seconds=5)
    for cached in (session._open, intake._pending, desk_gazetteer._opened, desk_gazetteer._building):  # noqa: SLF001 - what a restart does
        cached.clear()


@pytest.fixture
def at_desk(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, at a desk that the editor has opened on this machine."""
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    connect(monkeypatch)
    return data


@pytest.fixture
def draft(at_desk: Path, begun_store: Path) -> str:
    """The id of the second article, taken in at the desk, where nothing is decided yet."""
    shutil.copyfile(begun_store, at_desk / FILE)
    return ARTICLE.id


def visit(page: str = "pages/editor.py", **query: str) -> AppTest:
    """Opens a page as a link from elsewhere does."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page(page)
    app.query_params = dict(query)
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert list(app.exception) == []
    return app


def said(app: AppTest) -> str:
    return "\n".join(text.value for text in app.text)


def press(app: AppTest, key: str) -> AppTest:
    return calm(app.button(key=key).click().run())


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes; the gazetteer is none of the editors' work."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "gazetteer.sqlite"]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def begun(app: AppTest) -> AppTest:
    """Takes in the second article, and gives what its text does not state."""
    app.text_area(key="desk paste").set_value(TEXT)
    press(app, "desk read")
    slot = f"taken {hashlib.sha256(TEXT.encode()).hexdigest()[:12]}"
    for name, value in {"publisher": "Border Dispatch", "url": URL, "language": "en"}.items():
        app.text_input(key=f"{slot} {name}").set_value(value)
    return press(app, "desk begin")


def stored(draft: str) -> drafts.Draft:
    """A draft as it is in the store now."""
    store = Store.open()
    found = drafts.read(store, draft)
    store.close()
    return found


def number_of(draft: str, words: str) -> int:
    """The number of the sentence with these words, as the page counts."""
    bounds = stored(draft).article.content.sentences
    return next(number for number, (start, end) in enumerate(bounds, start=1) if words in TEXT[start:end])


# --- who may enter --------------------------------------------------------------------------------------------------

WHO_SCRIPT = "import streamlit as st\nfrom pages.components.shell import role\nst.text(str(role.editor()))"
REFUSED = {
    "a page elsewhere that points its own name at this machine": (
        [("Host", "evil.example:8501"), ("Origin", "http://evil.example:8501")],
        "127.0.0.1",
    ),
    "a page elsewhere that connects to this machine": (
        [("Host", "localhost:8501"), ("Origin", "https://evil.example")],
        "127.0.0.1",
    ),
    "another program's page on this machine": (
        [("Host", "localhost:8501"), ("Origin", "http://localhost:3000")],
        "127.0.0.1",
    ),
    "a proxy that says so": ([*AT_THE_DESK, ("X-Forwarded-For", "203.0.113.7")], "127.0.0.1"),
    "a proxy that names only the protocol": ([*AT_THE_DESK, ("X-Forwarded-Proto", "https")], "127.0.0.1"),
    "a proxy after the standard": ([*AT_THE_DESK, ("Forwarded", "for=203.0.113.7")], "127.0.0.1"),
    "a proxy that keeps the reader's origin": (
        [("Host", "localhost:8501"), ("Origin", "https://desk.example")],
        "127.0.0.1",
    ),
    "another machine": ([("Host", "192.0.2.5:8501"), ("Origin", "http://192.0.2.5:8501")], "192.0.2.9"),
    "another machine that claims to be this one": (AT_THE_DESK, "192.0.2.9"),
    "two hosts at once": ([*AT_THE_DESK, ("Host", "evil.example")], "127.0.0.1"),
    "no origin": ([("Host", "localhost:8501")], "127.0.0.1"),
    "no headers at all": ([], None),
    "an address that is none": (AT_THE_DESK, "nowhere"),
    "an address that is not known": (AT_THE_DESK, None),
    "a host that is none": ([("Host", "[::1"), ("Origin", "http://[::1")], "::1"),
}
ADMITTED = {
    "by name": (AT_THE_DESK, "127.0.0.1"),
    "by number": ([("Host", "127.0.0.1:8501"), ("Origin", "http://127.0.0.1:8501")], "127.0.0.1"),
    "by number, version 6": ([("Host", "[::1]:8501"), ("Origin", "http://[::1]:8501")], "::1"),
}


def editor(monkeypatch: pytest.MonkeyPatch, headers: object, address: object) -> str:
    connect(monkeypatch, headers, address)  # type: ignore[arg-type]
    return calm(AppTest.from_string(WHO_SCRIPT).run()).text[0].value


@pytest.mark.parametrize(("headers", "address"), ADMITTED.values(), ids=ADMITTED)
def test_the_desk_knows_the_editor_at_its_machine(
    monkeypatch: pytest.MonkeyPatch, headers: object, address: object
) -> None:
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    assert editor(monkeypatch, headers, address) == WHO


@pytest.mark.parametrize(("headers", "address"), REFUSED.values(), ids=REFUSED)
def test_the_desk_takes_nobody_else_for_its_editor(
    monkeypatch: pytest.MonkeyPatch, headers: object, address: object
) -> None:
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    assert editor(monkeypatch, headers, address) == "None"


@pytest.mark.parametrize("desk", [None, "", "0", "true", "yes"])
def test_without_the_switch_there_is_no_desk_even_at_its_machine(
    monkeypatch: pytest.MonkeyPatch, desk: str | None
) -> None:
    monkeypatch.delenv("AS_REPORTED_DESK", raising=False)
    if desk is not None:
        monkeypatch.setenv("AS_REPORTED_DESK", desk)
    assert editor(monkeypatch, AT_THE_DESK, "127.0.0.1") == "None"


def test_a_list_of_editors_closes_the_desk_to_who_is_only_at_its_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    monkeypatch.setenv("AS_REPORTED_EDITORS", "editor@newsroom.example")
    assert editor(monkeypatch, AT_THE_DESK, "127.0.0.1") == "None"


SAME_MAILBOX = {
    "as written": ("editor@newsroom.example", "editor@newsroom.example"),
    "in capitals": ("Editor@Newsroom.Example", "eDITOR@newsroom.example"),
    "with spaces in the list": (" a@b.example ,  editor@newsroom.example ", "editor@newsroom.example"),
    "beyond ASCII": ("straße@newsroom.example", "straße@newsroom.example"),
}
OTHER_MAILBOX = {
    "sharp s": ("straße@newsroom.example", "strasse@newsroom.example"),
    "sharp s the other way": ("strasse@newsroom.example", "straße@newsroom.example"),
    "the Kelvin sign": ("kate@newsroom.example", "\u212aate@newsroom.example"),
    "long s": ("susan@newsroom.example", "\u017fusan@newsroom.example"),
    "dotless i": ("ivan@newsroom.example", "\u0131van@newsroom.example"),
    "a ligature": ("office@newsroom.example", "o\ufb03ce@newsroom.example"),
    "Cyrillic letters": ("popov@newsroom.example", "рoрov@newsroom.example"),
    "a domain beyond ASCII": ("editor@straße.example", "editor@strasse.example"),
    "an empty address": (",editor@newsroom.example", ""),
}


WITHOUT: dict[str, dict[str, object]] = {
    "not listed": {"email": "reader@newsroom.example", "email_verified": True},
    "not verified": {"email": "editor@newsroom.example", "email_verified": False},
    "verified only in words": {"email": "editor@newsroom.example", "email_verified": "true"},
    "verified only in a number": {"email": "editor@newsroom.example", "email_verified": 1},
    "not said to be verified": {"email": "editor@newsroom.example"},
    "without an address": {"name": "editor@newsroom.example", "email_verified": True},
}


def signed_in(monkeypatch: pytest.MonkeyPatch, listed: str, address: str, **said: object) -> str:
    """Who the editor is where the provider has verified ``address``, or has said something else."""
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    monkeypatch.setenv("AS_REPORTED_EDITORS", listed)
    person = {"is_logged_in": True} | (said or {"email": address, "email_verified": True})
    monkeypatch.setattr(user_info, "_get_user_info", lambda: person)
    return calm(AppTest.from_string(WHO_SCRIPT).run()).text[0].value


@pytest.mark.parametrize(("listed", "address"), SAME_MAILBOX.values(), ids=SAME_MAILBOX)
def test_a_listed_address_is_known_in_any_case_of_ascii(
    monkeypatch: pytest.MonkeyPatch, listed: str, address: str
) -> None:
    assert signed_in(monkeypatch, listed, address) == address


@pytest.mark.parametrize(("listed", "address"), OTHER_MAILBOX.values(), ids=OTHER_MAILBOX)
def test_an_address_that_only_folds_to_a_listed_one_is_another(
    monkeypatch: pytest.MonkeyPatch, listed: str, address: str
) -> None:
    assert signed_in(monkeypatch, listed, address) == "None"


@pytest.mark.parametrize("person", WITHOUT.values(), ids=WITHOUT)
def test_who_is_not_listed_with_a_verified_address_is_no_editor(
    monkeypatch: pytest.MonkeyPatch, person: dict[str, object]
) -> None:
    listed = "editor@newsroom.example"
    assert signed_in(monkeypatch, listed, listed) == listed
    assert signed_in(monkeypatch, listed, "", **person) == "None"


def test_a_server_that_listens_to_other_machines_has_no_desk_without_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_REPORTED_DESK", "1")
    before = st.get_option("server.address")
    st.config.set_option("server.address", "0.0.0.0")  # noqa: S104 - what must be refused
    try:
        assert editor(monkeypatch, AT_THE_DESK, "127.0.0.1") == "None"
    finally:
        st.config.set_option("server.address", before)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("desk", ["public", "refused"])
def test_who_is_no_editor_finds_no_widget_of_the_desk_and_nothing_is_written(
    data: Path, monkeypatch: pytest.MonkeyPatch, page: str, desk: str
) -> None:
    if desk == "refused":
        monkeypatch.setenv("AS_REPORTED_DESK", "1")
        connect(monkeypatch, *REFUSED["a proxy that says so"])
    app = visit(page, draft=ESSANEWS, step="publish", taken="x")
    keys = [str(widget.key) for kind in ("button", "text_area", "text_input", "selectbox") for widget in app.get(kind)]
    assert not [key for key in keys if key.startswith(("desk", "open", "taken"))]
    if page == "pages/editor.py":
        assert len(app.text) == 3
        assert "desk" in app.text[2].value
    assert contents(data) == {}


@pytest.mark.parametrize("page", PAGES)
def test_at_the_desk_every_page_opens_and_only_the_desk_opens_the_store(at_desk: Path, page: str) -> None:
    app = visit(page)
    assert bool(app.get("text_area")) == (page == "pages/editor.py")
    assert (at_desk / FILE).exists() == (page == "pages/editor.py")


def test_the_public_process_imports_nothing_of_the_desk() -> None:
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "for page in sys.argv[1:]:\n"
        "    app = AppTest.from_file('dashboard.py', default_timeout=60)\n"
        "    app.switch_page(page)\n"
        "    assert not list(app.run().exception)\n"
        "print([name for name in sys.modules if name.startswith('geodata.desk') or name == 'sqlalchemy'])\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AS_REPORTED")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, *PAGES],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


# --- taking in ------------------------------------------------------------------------------------------------------


def test_what_the_text_states_is_prefilled_with_where_it_was_found(at_desk: Path) -> None:
    app = visit()
    app.text_area(key="desk paste").set_value(TEXT)
    press(app, "desk read")
    values = {field.label.removesuffix(" *"): field.value for field in app.text_input}
    assert values["Title"] == TEXT.partition("\n")[0]
    assert (values["Day (YYYY-MM-DD)"], values["Hour (HH:MM)"], values["Time zone"]) == (
        "2024-03-15",
        "14:40",
        "+02:00",
    )
    assert values["Language (code)"] == "en"
    captions = [caption.value for caption in app.caption]
    assert "Found in the first line of the text: check it." in captions
    assert "Guessed from its letters and words: check it." in captions
    assert drafts.articles(Store.open(at_desk)) == ()


@pytest.mark.usefixtures("at_desk")
def test_what_looks_like_something_else_is_said_of_the_text_and_of_every_field() -> None:
    app = visit()
    app.text_area(key="desk paste").set_value(f"{TEXT}\n\n" + "T\u0435tkino " * 120)
    press(app, "desk read")
    assert "T (Latin) + \u0435 (Cyrillic) + tkino (Latin)" in said(app)
    assert "And 115 more such places." in said(app)
    publisher = next(field for field in app.text_input if field.label == "Publisher *")
    publisher.set_value("Border \u202ehctapsiD").run()
    assert "Characters that turn the direction of reading stand here: ⟨U+202E⟩" in said(app)


def test_what_is_missing_is_said_field_by_field_and_nothing_is_stored(at_desk: Path) -> None:
    app = visit()
    app.text_area(key="desk paste").set_value(TEXT)
    press(app, "desk read")
    press(app, "desk begin")
    assert "Not stored yet: 2 fields need a change." in said(app)
    for name in ("publisher", "address"):
        assert said(app).count(f"The {name} is missing") == 1
    needed = {field.label.removesuffix(" *") for field in app.text_input if field.label.endswith(" *")}
    assert {"Title", "Publisher", "Address", "Day (YYYY-MM-DD)"} <= needed
    assert "Hour (HH:MM)" not in needed
    assert drafts.articles(Store.open(at_desk)) == ()


def test_the_form_stands_while_the_gazetteer_is_built_in_the_background(at_desk: Path, gazetteer: Path) -> None:
    (at_desk / "gazetteer.sqlite").unlink()
    app = visit()
    app.text_area(key="desk paste").set_value(TEXT)
    press(app, "desk read")
    building = "The gazetteer of the world is being built, once …"
    assert building in [bar.proto.text for bar in app.get("progress")]
    slot = f"taken {hashlib.sha256(TEXT.encode()).hexdigest()[:12]}"
    for name, value in {"publisher": "Border Dispatch", "url": URL, "language": "en"}.items():
        app.text_input(key=f"{slot} {name}").set_value(value)
    press(app, "desk begin")
    assert drafts.articles(Store.open(at_desk)) == ()
    shutil.copyfile(gazetteer, at_desk / "gazetteer.sqlite")
    calm(app.run())
    assert "Sentence 1 of" in said(app)
    assert len(drafts.articles(Store.open(at_desk))) == 1


@pytest.mark.parametrize("text", ["", "x" * 11_000_000], ids=["empty", "long"])
def test_a_text_that_is_none_gets_one_sentence_and_the_store_stays_as_it_is(at_desk: Path, text: str) -> None:
    app = visit()
    before = contents(at_desk)
    app.text_area(key="desk paste").set_value(text)
    press(app, "desk read")
    assert said(app).count("Not taken in:") == 1
    assert app.text_area(key="desk paste").value == text
    assert contents(at_desk) == before


@pytest.mark.usefixtures("at_desk")
def test_the_article_is_stored_once_with_every_suggestion_undecided() -> None:
    app = begun(visit())
    assert "Sentence 1 of" in said(app)
    store = Store.open()
    (entry,) = drafts.articles(store)
    found = stored(entry.content.article.id)
    assert found.text == TEXT
    assert (found.claims, found.sentences) == ({}, {})
    assert found.suggestions
    assert {record.content.decision for record in found.suggestions.values()} == {None}
    assert all(record.content.suggester.startswith("rules ") for record in found.suggestions.values())


def test_the_same_text_again_is_offered_as_the_same_origin_and_opens_the_stored_one(at_desk: Path, draft: str) -> None:
    app = visit()
    app.text_area(key="desk paste").set_value(TEXT.replace("Kozinka", "KOZINKA"))
    press(app, "desk read")
    assert "The same text" in said(app)
    press(app, f"same {draft}")
    assert "Sentence 1 of" in said(app)
    assert len(drafts.articles(Store.open(at_desk))) == 1


# --- review ---------------------------------------------------------------------------------------------------------


def test_nothing_can_be_published_before_every_sentence_has_a_state(draft: str) -> None:
    app = visit(draft=draft, step="publish")
    assert app.button(key="desk publish").disabled
    assert said(app).count("No claim quotes the sentence") == len(stored(draft).article.content.sentences)


def test_an_accepted_claim_has_the_words_the_speaker_and_the_place_of_its_sentence(draft: str) -> None:
    number = number_of(draft, "Sever, a unit")
    app = press(visit(draft=draft, sentence=str(number)), "desk accept")
    (entry,) = stored(draft).claims.values()
    truth = CLAIMS[2]
    assert truth.words in entry.content.quotes[0].exact
    assert [link.as_written for link in entry.content.chain] == [truth.speaker]
    assert entry.content.place is not None
    assert (entry.content.place.places, entry.content.place.precision) == ((truth.place,), truth.precision)
    assert entry.content.status == truth.status
    assert entry.content.happened == "../2024-03-15"
    assert f"Sentence {number + 1} of" in said(app)


def test_a_sentence_without_a_claim_keeps_its_reason_and_rejects_what_was_suggested_in_it(draft: str) -> None:
    app = visit(draft=draft, sentence="1")
    calm(app.segmented_control(key=f"outcome {draft} 0").set_value("page furniture").run())
    press(app, "desk accept")
    after = stored(draft)
    assert after.sentences[0].content.outcome == "page furniture"
    assert after.sentences[0].content.reason == "The headline; the text below it makes the claim."
    _, end = after.article.content.sentences[0]
    inside = [entry.content for entry in after.suggestions.values() if entry.content.span.end <= end]
    assert {record.decision for record in inside if record.what != "sentence"} == {"rejected"}


def test_a_look_up_that_finds_nothing_says_so_and_offers_the_regions(draft: str) -> None:
    app = visit(draft=draft, sentence="4")
    (field,) = (field for field in app.text_input if field.label == "Look up another place")
    calm(field.set_value("Qwertyville").run())
    assert "No place whose name begins with “Qwertyville” is known." in said(app)
    regions = [button for button in app.button if button.key and " region " in button.key]
    assert [button.label for button in regions][:2] == ["Kursk Oblast", "Belgorod Oblast"]
    calm(regions[1].click().run())
    assert "No place whose name begins with" not in said(app)
    (entry,) = stored(draft).claims.values()
    assert entry.content.place
    assert (entry.content.place.places, entry.content.place.precision) == (("RU-BEL",), "region")


def test_the_border_is_meant_along_the_regions_that_are_chosen(draft: str) -> None:
    app = visit(draft=draft, sentence=str(number_of(draft, "The regional border directorate")))
    (field,) = (field for field in app.multiselect if field.label == "Along these regions")
    calm(field.set_value(["RU-KRS"]).run())
    (entry,) = stored(draft).claims.values()
    assert entry.content.place
    assert (entry.content.place.places, entry.content.place.along) == (("border",), ("RU-KRS",))


def test_a_new_speaker_belongs_to_whom_the_editor_says(draft: str) -> None:
    app = visit(draft=draft, sentence="4")
    (field,) = (field for field in app.selectbox if field.label == "Belongs to")
    calm(field.set_value("legion").run())
    press(app, "desk accept")
    (speaker,) = (entry.content for entry in stored(draft).speakers.values())
    assert (speaker.name, speaker.belongs_to) == ("Pavel Orlov, regional spokesman", "legion")


def test_a_relation_keeps_what_each_of_the_two_says(draft: str) -> None:
    press(visit(draft=draft, sentence="4"), "desk accept")
    press(visit(draft=draft, sentence="6"), "desk accept")
    one, other = stored(draft).claims
    app = visit(draft=draft, step="relations")
    app.selectbox(key="relate one").set_value(one)
    calm(app.selectbox(key="relate other").set_value(other).run())
    app.selectbox(key="relate kind").set_value("disagrees")
    app.text_input(key="relate about").set_value("whether it happened")
    calm(app.text_input(key="relate summary").set_value("One says yes, the other no.").run())
    press(app, "relate")
    (relation,) = (entry.content for entry in stored(draft).relations.values())
    assert (relation.about, relation.summary) == ("whether it happened", "One says yes, the other no.")


def test_undo_takes_back_the_last_act_whole(draft: str) -> None:
    before = stored(draft)
    app = press(visit(draft=draft, sentence="4"), "desk accept")
    assert stored(draft).claims
    press(app, "desk undo")
    after = stored(draft)
    assert (after.claims, after.sentences, after.speakers) == (before.claims, before.sentences, before.speakers)
    assert {entry.content.decision for entry in after.suggestions.values()} == {None}
    assert "Taken back." in said(app)


def test_what_was_taken_back_can_be_done_again_under_a_new_id(draft: str) -> None:
    app = press(visit(draft=draft, sentence="4"), "desk accept")
    (first,) = stored(draft).claims
    press(app, "desk undo")
    press(visit(draft=draft, sentence="4"), "desk accept")
    (second,) = stored(draft).claims
    assert first != second


def test_every_change_of_a_field_is_in_the_store_before_the_claim_is_accepted(draft: str) -> None:
    app = visit(draft=draft, sentence="4")
    calm(label(app).set_value("Orlov on two shells").run())
    (entry,) = stored(draft).claims.values()
    assert entry.content.label == "Orlov on two shells"
    forget()
    assert label(visit(draft=draft, sentence="4")).value == "Orlov on two shells"


def label(app: AppTest) -> TextInput:
    return next(field for field in app.text_input if field.label == "Label")


def test_the_card_says_in_a_sentence_what_will_be_published(draft: str) -> None:
    app = visit(draft=draft, sentence=str(number_of(draft, "Sever, a unit")))
    assert "[Sever] claimed that there was [an incursion] somewhere in [Kursk Oblast], [not after 15 March 2024]." in (
        said(app)
    )


def test_the_button_says_what_a_claim_lacks_and_does_not_accept_it(draft: str) -> None:
    app = visit(draft=draft, sentence="4")
    kind = next(field for field in app.selectbox if field.label == "Kind of claim")
    calm(kind.set_value(None).run())
    button = app.button(key="desk accept")
    assert (button.label, button.disabled) == ("Choose the kind of claim", True)
    assert "of [what?] " in said(app) or "[what?]" in said(app)
    assert {entry.content.decision for entry in stored(draft).suggestions.values()} == {None}


def test_two_claims_of_one_sentence_are_two_claims(draft: str) -> None:
    app = press(visit(draft=draft, sentence="4"), "desk another")
    one, other = (entry.content for entry in stored(draft).claims.values())
    assert (one.quotes, one.chain) == (other.quotes, other.chain)
    assert one.id != other.id
    press(app, "desk accept")
    assert f"Sentence {number_of(draft, 'A farm building')} of" in said(app)


def test_two_desks_that_change_one_claim_see_both_texts_and_both_are_kept(draft: str) -> None:
    press(visit(draft=draft, sentence="4"), "desk accept")
    (claim_id,) = stored(draft).claims
    one, other = (visit(draft=draft, sentence="4") for _ in range(2))
    for app, words in ((one, "First text"), (other, "Second text")):
        calm(app.text_input(key=f"{claim_id} label").set_value(words).run())
    assert stored(draft).claims[claim_id].content.label == "First text"
    for words in ("Somebody else saved this meanwhile.", "Label: First text", "Label: Second text"):
        assert words in said(other)
    store = Store.open()
    kept = [revision.content["label"] for revision in store.history(draft, "claim", claim_id)]
    assert kept[-2:] == ["First text", "Second text"]
    press(other, "desk mine")
    assert stored(draft).claims[claim_id].content.label == "Second text"
    assert "Somebody else saved" not in said(other)


def test_two_desks_that_change_different_claims_do_not_disturb_each_other(draft: str) -> None:
    one, other = visit(draft=draft, sentence="4"), visit(draft=draft, sentence="6")
    press(one, "desk accept")
    press(other, "desk accept")
    assert len(stored(draft).claims) == 2
    assert "Somebody else saved" not in said(other)


def test_the_record_shows_every_act_and_who_did_it(draft: str) -> None:
    press(visit(draft=draft, sentence="4"), "desk accept")
    app = visit(draft=draft, step="record")
    rows = app.dataframe[0].value
    assert list(rows["Who"]) == [WHO, WHO]
    assert list(rows["What"])[-1].startswith("article taken in")


# --- publication and corrections ------------------------------------------------------------------------------------


def reopened() -> AppTest:
    return press(visit(), f"open {ESSANEWS}")


def test_a_published_claim_is_changed_only_with_a_reason_that_readers_see(at_desk: Path) -> None:
    app = reopened()
    app = visit(draft=ESSANEWS, sentence="2")
    calm(app.text_input(key="essanews-headline label").set_value("The headline of Essanews").run())
    app = visit(draft=ESSANEWS, step="publish")
    assert app.button(key="desk publish").disabled
    assert "The published claim “Headline of Essanews on the border regions” is changed: say why." in said(app)
    reason = next(
        field
        for field in app.text_input
        if field.label == "“Headline of Essanews on the border regions” is changed, because"
    )
    calm(reason.set_value("The label was unclear.").run())
    press(app, "desk publish")
    assert "Edition 3 is published; readers see it now." in said(app)
    edition = published.load(published.newest(at_desk))
    assert edition.number == 3
    (entry,) = edition.corrections_since(2)
    assert (entry.claims, entry.text, entry.edition, entry.withdrawn) == (
        ("essanews-headline",),
        "The label was unclear.",
        3,
        False,
    )
    event = edition.event("essanews-headline")
    assert event
    assert event.label == "The headline of Essanews"
    assert at_desk in backups.every(at_desk)[0].parents


def test_a_withdrawn_claim_leaves_a_tombstone_and_a_dated_entry(at_desk: Path) -> None:
    app = reopened()
    app = visit(draft=ESSANEWS, sentence="9")
    field = app.text_input(key="further-footage withdrawn")
    calm(field.set_value("The footage was of another year.").run())
    press(app, "desk withdraw")
    app = visit(draft=ESSANEWS, sentence="9")
    assert "Its claim was withdrawn: The footage was of another year." in said(app)
    assert "Suggested:" not in said(app)
    press(visit(draft=ESSANEWS, step="publish"), "desk publish")
    edition = published.load(published.newest(at_desk))
    assert edition.event("further-footage") is None
    withdrawal = edition.withdrawal("further-footage")
    assert withdrawal
    assert withdrawal.text == "The footage was of another year."
    reader = visit("pages/claims.py", event="further-footage")
    assert "was withdrawn on" in said(reader)
    assert "The footage was of another year." in said(reader)
    assert (at_desk / "editions").exists()


def test_a_card_offers_corrections_to_editors_only(at_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered_on_cards() == ["Correct", "Withdraw"]
    monkeypatch.delenv("AS_REPORTED_DESK")
    assert offered_on_cards() == []
    assert contents(at_desk) == {}


def offered_on_cards() -> list[str]:
    """The links to the desk on the first card of the list of claims."""
    (component,) = (found for found in visit("pages/claims.py").get("bidi_component") if "groups" in found.proto.json)
    card = json.loads(component.proto.json)["groups"][0]["cards"][0]
    return [link["text"] for link in card["inside"] if link["href"].startswith("editor?")]


def test_a_published_claim_is_withdrawn_from_its_card_in_one_act_and_nothing_is_suggested_again(at_desk: Path) -> None:
    app = visit(withdraw="further-footage")
    press(app, "desk publish")
    assert "Not published: say why" in said(app)
    app.text_input(key="further-footage why").set_value("The footage was of another year.")
    press(app, "desk publish")
    assert "Edition 3 is published; readers see it now." in said(app)
    assert "event=further-footage" in [link.proto.query_string for link in app.get("page_link")]
    edition = published.load(published.newest(at_desk))
    assert edition.event("further-footage") is None
    assert "was withdrawn on" in said(visit("pages/claims.py", event="further-footage"))
    app = visit(draft=ESSANEWS, sentence="9")
    assert "Its claim was withdrawn: The footage was of another year." in said(app)
    assert "Every sentence is accounted for" in said(visit(draft=ESSANEWS, step="publish"))
    assert "Edition 3 has no such claim" in said(visit(withdraw="further-footage"))


def test_a_published_claim_is_corrected_from_its_card_in_one_act(at_desk: Path) -> None:
    app = visit(correct="essanews-headline")
    assert "Nothing is changed yet." in said(app)
    calm(app.text_input(key="essanews-headline label").set_value("The headline of Essanews").run())
    assert "→ The headline of Essanews" in said(app)
    app.text_input(key="essanews-headline why").set_value("The label was unclear.")
    press(app, "desk publish")
    assert "Edition 3 is published; readers see it now." in said(app)
    edition = published.load(published.newest(at_desk))
    event = edition.event("essanews-headline")
    assert event
    assert event.label == "The headline of Essanews"
    assert [entry.text for entry in edition.corrections_since(2)] == ["The label was unclear."]


def test_a_report_is_corrected_and_withdrawn_from_its_card(at_desk: Path) -> None:
    claim = "dailybeast-20230522-kozinka"
    app = visit(correct=claim)
    app.text_input(key=f"{claim} hedge").set_value("said")
    app.text_input(key=f"{claim} why").set_value("The verb was wrong.")
    press(app, "desk publish")
    app = visit(withdraw=claim)
    app.text_input(key=f"{claim} why").set_value("The page is gone.")
    press(app, "desk publish")
    edition = published.load(published.newest(at_desk))
    assert edition.event(claim) is None
    assert {entry.text for entry in edition.corrections_since(2)} == {"The page is gone.", "The verb was wrong."}


def test_a_report_by_another_outlet_is_put_right_with_a_reason(at_desk: Path) -> None:
    app = visit(draft="reports")
    claim = "dailybeast-20230522-kozinka"
    calm(app.selectbox(key="desk report").set_value(claim).run())
    app.text_input(key=f"{claim} hedge").set_value("said")
    calm(app.text_input(key=f"{claim} reason").set_value("The verb was wrong.").run())
    press(app, "change report")
    press(app, "desk publish")
    assert "Edition 3 is published; readers see it now." in said(app)
    edition = published.load(published.newest(at_desk))
    assert [entry.text for entry in edition.corrections_since(2)] == ["The verb was wrong."]
    assert (at_desk / "editions" / "3").is_dir()


# --- damage ---------------------------------------------------------------------------------------------------------


def test_a_damaged_store_is_told_in_one_sentence_with_the_newest_good_backup_and_the_command(
    at_desk: Path, draft: str
) -> None:
    visit(draft=draft)
    store = Store.open()
    good = backups.write(store.engine, store.folder)
    store.close()
    path = at_desk / FILE
    damaged = bytearray(path.read_bytes())
    place = damaged.index(b"Border Dispatch")
    damaged[place] ^= 1
    path.write_bytes(damaged)
    forget()
    app = visit()
    assert "The desk cannot be opened" in [heading.value for heading in app.subheader]
    sentence = next(text.value for text in app.text if "damaged" in text.value)
    assert good.name in sentence
    assert '"python -m geodata.desk restore"' in sentence
    assert not app.get("text_area")
