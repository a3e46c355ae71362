"""A small second article, and the draft an editor makes of it."""

import hashlib
import shutil
from pathlib import Path

from geodata.desk.store import drafts
from geodata.desk.store.draft_records import DraftClaim, DraftRelation, DraftSentence, DraftSuggestion, StoredArticle
from geodata.desk.store.drafts import Change, Draft
from geodata.desk.store.log import Store
from geodata.model.articles import Article
from geodata.model.events import EventType, Link, Relation, Speaker, Status
from geodata.model.places import Place, PlaceMention, Precision
from geodata.model.quotes import Quote
from geodata.model.spans import quote_at

EDITOR = "editor@newsroom.example"
ARTICLE_ID = "second-2024-03-14"
SENTENCES = (
    "Shelling reported in Hrafske",
    "A drone hit a fuel depot in the Kursk region, the governor said.",
    'Residents of Hrafske "heard two blasts" early on Thursday, according to the head of the village.',
    "The weather was mild.",
)
TEXT = "\n\n".join(SENTENCES)
CLAIM_ID = "second-depot"
OTHER_CLAIM_ID = "second-blasts"


def span(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return quote_at(text, start, start + len(words))


def stored_article(article_id: str = ARTICLE_ID, text: str = TEXT) -> StoredArticle:
    starts = [text.index(sentence) for sentence in SENTENCES]
    article = Article.model_validate(
        {
            "id": article_id,
            "title": "Shelling *reported* in Hrafske | $x$",
            "publisher": "The [Example](https://example.org) Post",
            "credit_line": "",
            "author": None,
            "url": f"https://post.example/{article_id}",
            "published": "2024-03-14T09:30:00+02:00",
            "published_as_printed": "14 March 2024, 09:30",
            "language": "en",
            "stored": "2026-11-22",
            "rights": "The text is the publisher's.",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "text": text,
        }
    )
    sentences = tuple((start, start + len(words)) for start, words in zip(starts, SENTENCES, strict=True))
    return StoredArticle(article=article, sentences=sentences, focus=("RU-KRS",))


def suggestion() -> DraftSuggestion:
    return DraftSuggestion(
        id="suggestion-1", suggester="rules 1", what="place", span=span("Kursk region"), content={"match": "exact"}
    )


def depot_claim(claim_id: str = CLAIM_ID) -> DraftClaim:
    return DraftClaim(
        id=claim_id,
        label="The governor on a fuel depot",
        event_type=EventType.AIR_OR_DRONE_ATTACK,
        status=Status.CLAIMED_BY_PARTY,
        chain=(Link(speakers=("starovoit",), as_written="the governor"),),
        speech="paraphrase",
        quotes=(span("A drone hit a fuel depot in the Kursk region"),),
        attribution=(span("the governor said"),),
        place=PlaceMention(places=("RU-KRS",), precision=Precision.REGION, written=span("the Kursk region")),
    )


def blasts_claim(claim_id: str = OTHER_CLAIM_ID) -> DraftClaim:
    return DraftClaim(
        id=claim_id,
        label="Residents on two blasts",
        event_type=EventType.SHELLING,
        status=Status.TESTIMONY,
        chain=(
            Link(speakers=("head-of-hrafske",), as_written="the head of the village"),
            Link(speakers=("kursk-residents",), as_written="Residents of Hrafske"),
        ),
        speech="direct",
        quotes=(span("heard two blasts"),),
        attribution=(span('Residents of Hrafske "'), span("according to the head of the village")),
        time_words=(),
        place=PlaceMention(
            places=("hrafske",), precision=Precision.SETTLEMENT, written=quote_at(TEXT, *_second("Hrafske"))
        ),
        happened="2024-03-14",
    )


def hrafske() -> Place:
    return Place(id="hrafske", level="settlement", name="Hrafske", lon=36.9, lat=50.3, source="GeoNames 1")


def _second(words: str) -> tuple[int, int]:
    start = TEXT.index(words, TEXT.index(words) + 1)
    return start, start + len(words)


def begun(store: Store) -> Draft:
    return drafts.begin(store, stored_article(), [Change(suggestion())], EDITOR)


def ready(store: Store) -> Draft:
    """Return a draft in which an editor has done everything that publishing asks for."""
    draft = begun(store)
    decided = suggestion().model_copy(update={"decision": "accepted", "claim": CLAIM_ID})
    relation = Relation(kind="disagrees", events=(CLAIM_ID, "ponomarev-gunfire-tyotkino"), about="who fired")
    changes = [
        Change(decided, draft.suggestions[decided.id].version),
        Change(depot_claim()),
        Change(blasts_claim()),
        Change(hrafske()),
        Change(Speaker(id="head-of-hrafske", name="the head of the village of Hrafske")),
        Change(DraftRelation(**relation.model_dump(), id="relation-1")),
        Change(DraftSentence(number=0, outcome="page furniture", reason="The headline.")),
        Change(DraftSentence(number=3, outcome="no event claim", reason="The weather.")),
    ]
    drafts.save(store, draft.id, changes, EDITOR)
    return drafts.read(store, draft.id)


def old_data(folder: Path, of_format: int = 1) -> Path:
    """Unpack a data folder as the program left it when editions were of a format now past.

    Format 1, whose manifests stated no format, with the store's schema 1: three publications with two corrections,
    editions 2 to 4, their backups, and a claim changed since. Format 2: editions 3 and 4, no backups. The archives are
    test data and never made anew; what their articles and reports come from, their SOURCES.md say.
    """
    shutil.unpack_archive(Path(__file__).parent / f"format_{of_format}.zip", folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
