"""An article about the whole world, made up for the tests: a claim at each of twelve cities, and at two regions."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tests.second_article import copy_of_the_data

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

Json = dict[str, Any]

ID = "world-gazette-2024-04-02"
CITIES = {
    "Moscow": ("geonames-524901", 37.61556, 55.75222),
    "Donetsk": ("geonames-709717", 37.80224, 48.023),
    "Gaza": ("geonames-281133", 34.46667, 31.5),
    "Khartoum": ("geonames-379252", 32.53241, 15.55177),
    "Washington": ("geonames-4140963", -77.03637, 38.89511),
    "Sydney": ("geonames-2147714", 151.20732, -33.86785),
    "Ushuaia": ("geonames-3833367", -68.31591, -54.81084),
    "Longyearbyen": ("geonames-2729907", 15.64007, 78.22334),
    "Tokyo": ("geonames-1850147", 139.69171, 35.6895),
    "Lagos": ("geonames-2332459", 3.39467, 6.45407),
    "Suva": ("geonames-2198148", 178.44149, -18.14161),
    "Anadyr": ("geonames-2127202", 177.51034, 64.73424),
}
REGIONS = {"Gaza Strip": ("PS.GZ", "PSX-gaza-strip"), "Khartoum State": ("SD.29", "SDN-khartoum")}
"""Each region's id, and that of its outline."""
TITLE = "Markets Open Around the World"
TEXT = f"{TITLE}\n\n" + "\n\n".join(f"The market opened in {name}." for name in (*CITIES, *REGIONS)) + "\n"
HEAD = {
    "id": ID,
    "title": TITLE,
    "publisher": "World Gazette",
    "credit_line": "Own correspondents",
    "author": "A. Reporter",
    "url": "https://gazette.example/markets",
    "published": "2024-04-02T08:00:00+00:00",
    "published_as_printed": "2 April 2024",
    "language": "en",
    "stored": "2026-11-23",
    "rights": "The text is made up for tests.",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
}


def span(words: str, sentence: str) -> Json:
    start = TEXT.index(sentence) + sentence.index(words)
    return {"exact": words, "start": start, "end": start + len(words)}


def places() -> list[Json]:
    """What the gazetteer of the world says of the places."""
    cities = [
        {
            "id": place,
            "level": "settlement",
            "name": name,
            "lon": lon,
            "lat": lat,
            "source": place.replace("geonames-", "GeoNames "),
        }
        for name, (place, lon, lat) in CITIES.items()
    ]
    regions = [
        {"id": place, "level": "region", "name": name, "source": "GeoNames, from its places"}
        for name, (place, _outline) in REGIONS.items()
    ]
    return [*cities, *regions]


def claim(name: str, place: str, precision: str) -> Json:
    sentence = f"The market opened in {name}."
    return {
        "id": f"market-{name.lower().replace(' ', '-')}",
        "label": f"Market in {name}",
        "event_type": "statement",
        "status": "reported_by_media",
        "chain": [{"speakers": ["gladkov"], "as_written": "as the text says"}],
        "evidence": {"kind": "quote", "article": ID, "speech": "paraphrase", "quotes": [span(sentence, sentence)]},
        "place": {"places": [place], "precision": precision, "written": span(name, sentence)},
        "reported": "2024-04-02",
        "happened": "../2024-04-02",
    }


def curation(named: Collection[str]) -> Json:
    """What an editor made of the article who mapped only the places ``named``."""
    claims = [claim(name, place, "settlement") for name, (place, *_at) in CITIES.items() if name in named]
    claims += [claim(name, place, "region") for name, (place, _outline) in REGIONS.items() if name in named]
    unquoted = {"outcome": "no event claim", "reason": "Not mapped here."}
    sentences = [{"start": 0, "end": len(TITLE), **unquoted}]
    for name in (*CITIES, *REGIONS):
        quote = span(f"The market opened in {name}.", f"The market opened in {name}.")
        sentences.append({"start": quote["start"], "end": quote["end"]} | ({} if name in named else unquoted))
    return {"article": ID, "events": claims, "relations": [], "sentences": sentences}


def data_of_the_world(folder: Path, named: Collection[str] = (*CITIES, *REGIONS)) -> Path:
    """Stores data with that article alone, as edition 3, in a new folder."""
    data = copy_of_the_data(folder)
    for path in (data / "articles").iterdir():
        path.unlink()
    (data / "articles" / f"{ID}.txt").write_text(TEXT, encoding="utf-8", newline="")
    (data / "articles" / f"{ID}.json").write_text(json.dumps(HEAD), encoding="utf-8")
    (data / "articles" / f"{ID}.events.json").write_text(json.dumps(curation(named)), encoding="utf-8")
    for name in ("reports", "disagreements"):
        path = data / "reports" / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (data / "places.json").write_text(json.dumps(places()), encoding="utf-8")
    index = {"number": 3, "articles": [ID], "corrections": []}
    (data / "edition.json").write_text(json.dumps(index), encoding="utf-8")
    return data
