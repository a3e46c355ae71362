"""What an editor types becomes an article only when every field is right; each wrong one gets its own sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.common.errors import AsReportedError
from geodata.desk.intake.article_fields import (
    RIGHTS,
    ArticleFields,
    FieldsError,
    prefilled,
    problems,
    propose_id,
    to_article,
)
from geodata.desk.intake.file_kinds import Kind
from geodata.desk.intake.reading import Intake, StatedTime, StatedValue, Where
from geodata.edition.loading import DATA
from geodata.model.articles import Article

TEXT = (DATA / "articles" / "essanews-2024-03-12.txt").read_bytes().decode()
TODAY = date(2026, 11, 22)
EDT = timezone(timedelta(hours=-4))
INTAKE = Intake(
    kind=Kind.PASTE,
    file_name="",
    encoding="",
    text=TEXT,
    title=StatedValue(value="Volunteer Militias Enter Russia, Battle Unfolds in Border Regions", where=Where.REPEATED),
    credit_line=StatedValue(value="Source: tsn-ua", where=Where.LINE),
    published=StatedTime(
        value="8:28 AM EDT, March 12, 2024",
        where=Where.LINE,
        day=date(2024, 3, 12),
        moment=datetime(2024, 3, 12, 8, 28, tzinfo=EDT),
        printed="8:28 AM EDT, March 12, 2024",
    ),
)
TYPED = {"publisher": "Essanews", "url": "https://essanews.com/a,7005115082094721a", "language": "en"}
FIELDS = prefilled(INTAKE, ()).model_copy(update=TYPED)


def wrong(**changes: str) -> dict[str, str]:
    return {name: str(words) for name, words in problems(FIELDS.model_copy(update=changes), (), TODAY).items()}


def test_what_the_document_states_and_the_editor_adds_makes_an_article() -> None:
    article = to_article(INTAKE, FIELDS, (), TODAY)
    assert article == Article(
        id="2024-03-12-volunteer-militias-enter-russia-battle-unfolds-in",
        title="Volunteer Militias Enter Russia, Battle Unfolds in Border Regions",
        publisher="Essanews",
        credit_line="Source: tsn-ua",
        author=None,
        url=TYPED["url"],
        published=datetime(2024, 3, 12, 8, 28, tzinfo=EDT),
        published_as_printed="8:28 AM EDT, March 12, 2024",
        language="en",
        stored=TODAY,
        rights=RIGHTS,
        sha256="ae0a7ba5af0e024545e16248bec0ec76bcfab36d400dc1d8fc2902a0a269e544",
        text=TEXT,
    )
    assert article.published.isoformat() == "2024-03-12T08:28:00-04:00"
    assert to_article(INTAKE, FIELDS.model_copy(update={"author": " "}), (), TODAY).author is None


def test_when_a_page_was_updated_is_stored_no_finer_than_it_says() -> None:
    published = INTAKE.published
    assert published
    day = published.model_copy(update={"day": date(2024, 3, 20), "moment": None})
    moment = day.model_copy(update={"moment": datetime(2024, 3, 20, 10, 0, tzinfo=UTC)})
    articles = [
        to_article(INTAKE.model_copy(update={"updated": updated}), FIELDS, (), TODAY) for updated in (None, day, moment)
    ]
    assert [article.updated_words for article in articles] == ["", "20 March 2024", "20 March 2024, 10:00 UTC"]
    assert len({article.published for article in articles}) == 1
    for article in articles:
        assert Article.model_validate_json(article.model_dump_json()) == article


def test_what_the_document_does_not_state_is_empty_and_told_field_by_field() -> None:
    fields = prefilled(INTAKE, ())
    assert (fields.publisher, fields.url, fields.language, fields.author) == ("", "", "", "")
    assert problems(fields, (), TODAY).keys() == {"publisher", "url", "language"}
    with pytest.raises(FieldsError) as caught:
        to_article(INTAKE, fields, (), TODAY)
    assert isinstance(caught.value, AsReportedError)
    assert caught.value.sentences == problems(fields, (), TODAY)
    everything = problems(ArticleFields(rights=""), (), TODAY)
    optional = {"author", "credit_line", "published_clock", "published_zone", "published_as_printed", "text_shown"}
    assert everything.keys() == ArticleFields.model_fields.keys() - optional
    for sentence in map(str, everything.values()):
        assert sentence.count(": ") == 1
        assert sentence.endswith(".")


def test_a_zone_that_is_not_stated_is_never_filled_in() -> None:
    printed = "12 March 2024, 08:28"
    day = StatedTime(value=printed, where=Where.LINE, day=date(2024, 3, 12), moment=None, printed=printed)
    fields = prefilled(INTAKE.model_copy(update={"published": day}), ())
    assert (fields.published_day, fields.published_clock, fields.published_zone) == ("2024-03-12", "", "")
    assert fields.published_as_printed == "12 March 2024, 08:28"
    guessed = day.model_copy(update={"printed": ""})
    assert prefilled(INTAKE.model_copy(update={"published": guessed}), ()).published_as_printed == ""
    assert prefilled(INTAKE.model_copy(update={"published": None}), ()).published_day == ""


@settings(deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1)).map(lambda time: time.replace(microsecond=0)),  # noqa: DTZ001 - bounds
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_a_moment_that_is_prefilled_is_the_articles(local: datetime, zone: timezone) -> None:
    moment = local.replace(tzinfo=zone)
    when = StatedTime(value="printed", where=Where.JSON_LD, day=moment.date(), moment=moment)
    intake = INTAKE.model_copy(update={"published": when})
    fields = prefilled(intake, ()).model_copy(update=TYPED)
    published = to_article(intake, fields, (), TODAY).published
    assert published == moment
    assert published.isoformat() == moment.isoformat()


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({"published_zone": "EDT"}, datetime(2024, 3, 12, 12, 28, tzinfo=UTC)),
        ({"published_zone": "Europe/Kyiv"}, datetime(2024, 3, 12, 6, 28, tzinfo=UTC)),
        ({"published_zone": " utc "}, datetime(2024, 3, 12, 8, 28, tzinfo=UTC)),
        ({"published_clock": "23:59:30", "published_zone": "+14:00"}, datetime(2024, 3, 12, 9, 59, 30, tzinfo=UTC)),
        ({"published_clock": "8:28", "published_zone": "-3"}, datetime(2024, 3, 12, 11, 28, tzinfo=UTC)),
    ],
)
def test_a_time_may_be_typed_in_several_ways(changes: dict[str, str], published: datetime) -> None:
    assert to_article(INTAKE, FIELDS.model_copy(update=changes), (), TODAY).published == published


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id", "2024 March", "other characters"),
        ("id", "../x", "other characters"),
        ("id", "a" * 81, "“Short name” has 81 characters: shorten it to 80"),
        ("title", "  ", "is missing"),
        ("title", "x" * 501, "501 characters"),
        ("title", "Bridge\0closed", "cannot be stored"),
        ("title", "Bridge\nclosed", "line break"),
        ("publisher", "Essa\ud800news", "cannot be stored"),
        ("author", "x" * 501, "501 characters"),
        ("url", "essanews.com", "not one of the web"),
        ("url", "javascript:alert(1)", "not one of the web"),
        ("url", "https://", "not one of the web"),
        ("url", "https://a.org/" + "x" * 2_000, "2,014 characters"),
        ("language", "English", "not a code"),
        ("language", "{{en}}", "not a code"),
        ("published_day", "Y17E999999999", "no day"),
        ("published_day", "2024-02-30", "no day"),
        ("published_day", "12.03.2024", "no day"),
        ("published_day", "0001-01-01", "no day"),
        ("published_day", "2026-11-24", "in the future"),
        ("published_day", "9" * 100_000, "no day"),
        ("published_clock", "25:00", "no hour"),
        ("published_clock", "noon", "no hour"),
        ("published_zone", "CST", "not known"),
        ("published_zone", "+25:00", "not known"),
        ("published_zone", "../../etc/passwd", "not known"),
        ("rights", "", "is missing"),
    ],
    ids=lambda value: value[:20],
)
def test_a_wrong_field_gets_its_own_sentence(field: str, value: str, said: str) -> None:
    sentences = wrong(**{field: value})
    assert sentences.keys() == {field}
    assert said in sentences[field]
    assert len(sentences[field]) < 150


def test_a_day_without_an_hour_makes_an_article() -> None:
    fields = FIELDS.model_copy(update={"published_clock": "", "published_zone": " ", "published_as_printed": ""})
    article = to_article(INTAKE, fields, (), TODAY)
    assert (article.published, article.day, article.moment) == (date(2024, 3, 12), date(2024, 3, 12), None)
    assert wrong(published_clock="").keys() == {"published_clock"}
    assert wrong(published_zone="").keys() == {"published_zone"}


def test_a_language_is_stored_in_its_usual_case() -> None:
    assert to_article(INTAKE, FIELDS.model_copy(update={"language": "EN-us"}), (), TODAY).language == "en-US"


def test_an_hour_that_never_was_is_told() -> None:
    change = {"published_day": "2024-03-31", "published_clock": "03:30", "published_zone": "Europe/Kyiv"}
    assert wrong(**change) == {
        "published_clock": "In this zone the clocks show this hour twice or never that day: write the offset instead."
    }


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "{% x", "${y}", "`z`", "<script>alert(1)</script>", "Тetkinо \u202egpj"])
def test_what_looks_like_a_program_or_another_name_is_kept_as_it_is(name: str) -> None:
    article = to_article(
        INTAKE, FIELDS.model_copy(update={"title": name, "publisher": name, "author": name}), (), TODAY
    )
    assert (article.title, article.publisher, article.author) == (name, name, name)


@settings(deadline=None, max_examples=300)
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ArticleFields.model_fields.keys() - {"text_shown"},
            st.text() | st.sampled_from(["2024-03-12", "08:28", "UTC"]),
        ),
    )
)
def test_whatever_is_typed_is_an_article_or_a_sentence_for_each_field(typed: dict[str, str]) -> None:
    fields = FIELDS.model_copy(update=typed)
    sentences = problems(fields, (), TODAY)
    assert sentences.keys() <= typed.keys() | {"published_clock", "published_zone"}
    if sentences:
        with pytest.raises(FieldsError) as caught:
            to_article(INTAKE, fields, (), TODAY)
        assert caught.value.sentences == sentences
    else:
        assert to_article(INTAKE, fields, (), TODAY).title == fields.title


# Ids


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Volunteer Militias Enter Russia", "volunteer-militias-enter-russia"),
        ("Міст через Псел закрито", "mist-cherez-psel-zakrito"),
        ("Тёткино", "tyotkino"),
        ("Café à Kyiv’s “centre”", "cafe-a-kyivs-centre"),
        ("Don't {{ 7*7 }} ../../x", "dont-7-7-x"),
        ("x" * 300, "x" * 50),
        ("橋", "article"),
        ("", "article"),
    ],
)
def test_an_id_is_proposed_from_day_and_title(title: str, wanted: str) -> None:
    assert propose_id(date(2024, 3, 12), title, ()) == f"2024-03-12-{wanted}"
    assert propose_id(None, title, ()) == wanted


@settings(deadline=None)
@given(st.text(), st.none() | st.dates(date(1800, 1, 1)), st.integers(0, 5))
def test_a_proposed_id_is_free_and_right(title: str, day: date | None, count: int) -> None:
    taken: list[str] = []
    for _ in range(count):
        taken.append(propose_id(day, title, taken))
    assert len(set(taken)) == count
    for name in taken:
        assert "id" not in problems(FIELDS.model_copy(update={"id": name}), (), TODAY)
        assert problems(FIELDS.model_copy(update={"id": name}), taken, TODAY).keys() == {"id"}
