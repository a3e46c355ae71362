"""The suggester made of rules: word lists, a gazetteer, and no model."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from babel import Locale

from geodata.common.language import marked
from geodata.desk.suggestions.claims import ClaimFinder
from geodata.desk.suggestions.hedges import find_hedges, find_notices
from geodata.desk.suggestions.models import Reason, SentenceSuggestion, SpeechSuggestion, Suggestions
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.speech.attribution import SpeechFinder
from geodata.desk.suggestions.speech.quotations import quoted
from geodata.desk.suggestions.time_expressions import TimeFinder
from geodata.desk.suggestions.toponyms.evidence import Evidence, Setting
from geodata.desk.suggestions.toponyms.mentions import guessed_focus
from geodata.desk.suggestions.toponyms.names import Names
from geodata.desk.suggestions.toponyms.place_suggestions import PlaceFinder
from geodata.desk.suggestions.word_lists import known_languages, load_words
from geodata.gazetteer.lookup import Gazetteer

VERSION: Final = 2
LANGUAGES: Final = known_languages()
"""The languages that there are word lists of."""
_NO_RULES: Final = marked("There are no rules for this language ({language}): nothing is suggested, read it yourself.")
_AREAS: Final = frozenset({"country", "region"})


class RuleSuggester:
    """A ``Suggester`` that reads with word lists and looks places up in a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Take where places are looked up and the code of a language; without word lists of it nothing is suggested."""
        self.gazetteer = gazetteer
        self._language = language
        self._is_known = language in LANGUAGES
        self._lists = load_words(language if self._is_known else "en")

    @property
    def name(self) -> str:
        """The name that the record keeps."""
        return f"rules {VERSION}, {self._language}"

    def focus(self, text: str) -> tuple[str, ...]:
        """Return the ids of up to four regions that most of the text's sure places lie in, named most often first."""
        if not self._is_known:
            return ()
        scan = Scan(text, self._lists)
        speech = SpeechFinder(scan, self._lists, quoted(scan, self._lists), self.name)
        names, said = Names(scan, self._lists, self.gazetteer), speech.find()
        return guessed_focus(names, Evidence(names, speech.names(), _speakers(said)), self._countries(names))

    def suggest(self, text: str, focus: Sequence[str], published: date | None) -> Suggestions:
        """Return what the rules find in ``text``; see ``Suggester``."""
        scan, lists = Scan(text, self._lists), self._lists
        if not self._is_known:
            return self._unread(scan, focus)
        speech = SpeechFinder(scan, lists, quoted(scan, self._lists), self.name)
        names = Names(scan, lists, self.gazetteer)
        said = speech.find()
        evidence = Evidence(names, speech.names(), _speakers(said))
        sentences, claims = ClaimFinder(scan, lists, self.name).find(said)
        return Suggestions(
            suggester=self.name,
            focus=tuple(focus),
            sentences=sentences,
            claims=claims,
            places=PlaceFinder(names, self.gazetteer, self._setting(names, focus), self.name).find(evidence),
            speech=said,
            hedges=find_hedges(scan, lists, self.name),
            times=TimeFinder(scan, lists, published, self.name).find(),
            notices=find_notices(scan, self.name),
        )

    def _unread(self, scan: Scan, focus: Sequence[str]) -> Suggestions:
        """Return the sentences alone, every one open, with the reason that nothing is suggested for the language."""
        language = Locale("en").languages.get(self._language, self._language or "another language")
        reason = Reason.of(_NO_RULES, language=language)
        sentences = tuple(
            SentenceSuggestion(
                span=scan.quote(*bounds), outcome="quoted", reason=reason, suggester=self.name, unread=True
            )
            for bounds in scan.sentences
        )
        return Suggestions(
            suggester=self.name,
            focus=tuple(focus),
            sentences=sentences,
            claims=(),
            places=(),
            speech=(),
            hedges=(),
            times=(),
            notices=find_notices(scan, self.name),
        )

    def _setting(self, names: Names, focus: Sequence[str]) -> Setting:
        """Return what the text is about, by the focus regions and the countries and nationalities that it names."""
        entries = [entry for region in focus if (entry := self.gazetteer.entry(region))]
        nations = frozenset(entry.country for entry in entries)
        return Setting(focus=frozenset(focus), focus_countries=nations, countries=self._countries(names))

    def _countries(self, names: Names) -> frozenset[str]:
        """Return the ids of the countries that a text names, or whose people it names; "Georgia" may be none."""
        countries = {self._lists.nationalities.get(word.text, "") for word in names.scan.words if word.capital}
        for name in names.known:
            areas = [f.entry.place for f in name.found if f.spelling != "variant" and f.entry.place.level in _AREAS]
            countries |= {area.id for area in areas if area.level == "country" and len(areas) == 1}
        return frozenset(countries - {""})


def _speakers(said: Sequence[SpeechSuggestion]) -> list[Range]:
    """Return where the words for speakers stand."""
    return [(link.written.start, link.written.end) for speech in said for link in speech.chain]
