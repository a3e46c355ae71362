"""The suggestions for a file as JSON values, without storing or deciding anything."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from geodata.common.errors import AsReportedError
from geodata.common.language import marked
from geodata.desk.intake import reading
from geodata.desk.review.proposals import propose
from geodata.desk.review.reviewing import recorded, sentences_of
from geodata.desk.store.draft_records import DraftClaim, DraftSuggestion, StoredArticle
from geodata.desk.store.drafts import Draft, DraftEntry
from geodata.desk.suggestions import (
    Choice,
    ClaimSuggestion,
    PlaceSuggestion,
    RuleSuggester,
    SpeechSuggestion,
    Suggestion,
    Suggestions,
    language_of,
)
from geodata.edition import loading
from geodata.gazetteer.building import Progress, build
from geodata.gazetteer.lookup import Gazetteer, is_built, world_file
from geodata.model.articles import Article
from geodata.model.places import Place
from geodata.model.quotes import Quote

Values = dict[str, Any]

_AHEAD: Final = 30
"""Sentences that direct speech may go on for."""
_UNDATED: Final = date(2000, 1, 1)
"""The day of an article that states none; nothing that is printed counts from it."""


def suggest(path: Path, focus: Sequence[str], published: date | None, progress: Progress) -> Values:
    """Return what the desk would suggest for the article in a file, each with its words and where they stand.

    Without ``focus`` the regions are guessed as at the desk, without ``published`` the day is the one that the file
    states. Raises AsReportedError with one sentence if the file cannot be read.
    """
    read = reading.read_path(path)
    suggester = RuleSuggester(_gazetteer(progress), _language(read))
    regions = _known_regions(focus, suggester.gazetteer) or suggester.focus(read.text)
    day = published or (read.published.day if read.published else None)
    found = suggester.suggest(read.text, regions, day)
    return printed(read.text, found, suggester.gazetteer, day)


def known_regions(focus: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Return the ids of regions as given; raise AsReportedError if the gazetteer of the world lacks one."""
    return _known_regions(focus, _gazetteer(progress))


def printed(text: str, found: Suggestions, gazetteer: Gazetteer, day: date | None) -> Values:
    """Return suggestions for a text published on a day as JSON values."""
    return _Printed(text, found, gazetteer, day).values()


def _gazetteer(progress: Progress) -> Gazetteer:
    """Return the gazetteer of the world, built first if it was not yet."""
    if not is_built(world_file()):
        build(world_file(), progress)
    return Gazetteer(loading.load().places, world_file())


def _language(read: reading.Intake) -> str:
    stated = read.language.value.partition("-")[0].lower() if read.language else ""
    return stated or language_of(read.text)


def _known_regions(focus: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    for region in focus:
        if gazetteer.entry(region) is None:
            raise AsReportedError(
                marked('no region has the id "{region}": name one such as RU-KRS, UA.05 or SD.29'), region=region
            )
    return tuple(focus)


class _Printed:
    """The suggestions for one text as JSON values."""

    def __init__(self, text: str, found: Suggestions, gazetteer: Gazetteer, day: date | None) -> None:
        self._text = text
        self._found = found
        self._gazetteer = gazetteer
        self._draft = _draft(text, found, day or _UNDATED)
        self._by_sentence: list[dict[str, DraftEntry[DraftSuggestion]]] = [{} for _ in found.sentences]
        for key, entry in self._draft.suggestions.items():
            for number in sentences_of(self._draft, entry.content.span):
                self._by_sentence[number][key] = entry

    def values(self) -> Values:
        found = self._found
        return {
            "suggester": found.suggester,
            "focus": list(found.focus),
            "sentences": [
                {**_spanned(one), "outcome": one.outcome, "reason": one.reason.words} for one in found.sentences
            ],
            "places": [self._place(place) for place in found.places],
            "speeches": [self._speech(said) for said in found.speech],
            "claims": [self._claim(claim) for claim in found.claims],
            "times": [{**_spanned(one), "edtf": one.edtf} for one in found.times],
            "hedges": [{**_spanned(one), "kind": one.kind} for one in found.hedges],
            "notices": [{**_spanned(one), "reason": one.reason.words} for one in found.notices],
        }

    def _place(self, place: PlaceSuggestion) -> Values:
        chosen = place.preselected
        return {
            **_spanned(place),
            "match": place.match.value,
            "doubt": place.doubt.words if place.doubt else "",
            "preselected": self._choice(chosen) if chosen else None,
            "alternatives": [self._choice(choice) for choice in place.choices if choice is not chosen],
        }

    def _choice(self, choice: Choice) -> Values:
        places = [self._named(place) for place in choice.places]
        return {"places": places, "precision": choice.precision.value, "match": choice.match.value}

    def _named(self, place: Place) -> Values:
        entry = self._gazetteer.entry(place.id)
        country = entry.country if entry else ""
        return {"id": place.id, "name": place.name, "level": place.level, "country": country}

    def _speech(self, said: SpeechSuggestion) -> Values:
        unsure = [link.ambiguity.words for link in said.chain if link.ambiguity]
        return {
            **_spanned(said),
            "speech": said.speech,
            "parts": [_words(part) for part in said.parts],
            "speakers": [link.written.exact for link in said.chain if said.attribution or not link.guessed],
            "unsure": unsure,
        }

    def _claim(self, claim: ClaimSuggestion) -> Values:
        proposed = self._proposed(claim)
        place = proposed.place
        return {
            **_spanned(claim),
            "event_type": claim.event_type.value,
            "status": claim.status.value,
            "speakers": [link.as_written for link in proposed.chain],
            "places": [self._named(known) for known in self._places(place.places if place else ())],
            "precision": place.precision.value if place else None,
            "hedges": [_words(hedge) for hedge in proposed.hedges],
        }

    def _proposed(self, claim: ClaimSuggestion) -> DraftClaim:
        number = sentences_of(self._draft, claim.span)[0]
        # Only what stands there: to look through all of a long article for each of its claims takes minutes.
        near = {key: entry for found in self._by_sentence[number : number + _AHEAD] for key, entry in found.items()}
        return propose(replace(self._draft, suggestions=near), number, "claim", {}, {}).claim

    def _places(self, ids: Sequence[str]) -> Iterator[Place]:
        entries = (self._gazetteer.entry(place) for place in ids)
        yield from (entry.place for entry in entries if entry)


def _draft(text: str, found: Suggestions, day: date) -> Draft:
    """Return an undecided draft of the article, with placeholders for unknown metadata."""
    article = Article.model_validate(
        {
            "id": "file",
            "title": "file",
            "publisher": "file",
            "credit_line": "",
            "author": None,
            "url": "https://file.example/",
            "published": datetime.combine(day, time(), UTC),
            "published_as_printed": "",
            "language": "en",
            "stored": day,
            "rights": "",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "text": text,
        }
    )
    sentences = tuple((sentence.span.start, sentence.span.end) for sentence in found.sentences)
    now = datetime.combine(day, time(), UTC)
    suggestions = {record.id: DraftEntry(record, 1, "", now) for record in recorded(found)}
    stored = DraftEntry(StoredArticle(article=article, sentences=sentences, focus=found.focus), 1, "", now)
    nothing: Mapping[Any, Any] = {}
    return Draft(stored, nothing, nothing, nothing, suggestions, nothing, nothing, nothing)


def _spanned(suggestion: Suggestion) -> Values:
    return _words(suggestion.span)


def _words(span: Quote) -> Values:
    return {"exact": span.exact, "start": span.start, "end": span.end}
