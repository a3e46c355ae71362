"""Claims and coverage: what each sentence may claim, and what it starts from where it claims nothing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import ClaimSuggestion, Outcome, Reason, SentenceSuggestion, SpeechSuggestion
from geodata.desk.suggestions.phrases import Phrase, Phrases
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.words import Words
from geodata.model.events import EventType, Status
from geodata.model.quotes import Quote

_TRIGGER: Final = marked('"{trigger}" tells of an event.')
_CLAIM: Final = marked("A claim is suggested for it.")
_STATEMENT: Final = marked("Somebody's own words, none of which tells of an event.")
_NO_EVENT: Final = marked("No word in it tells of an event.")
_REPEATED: Final = marked("The same words stand further up.")
_FURNITURE: Final = marked('"{words}" is usual in the frame of a page, not in its article.')
_BYLINE: Final = marked("A line that says who wrote the article.")
_DATE_LINE: Final = marked("A line of date and time.")
_LONGEST_FURNITURE: Final = 14
_LONGEST_DATE_LINE: Final = 8


class ClaimFinder:
    """Finds what the sentences of one text may claim."""

    def __init__(self, scan: Scan, lists: Words, suggester: str) -> None:
        """Take a text and who suggests."""
        self._scan = scan
        self._lists = lists
        self._suggester = suggester
        self._events = Phrases((phrase, kind.value) for kind, listed in lists.event_types.items() for phrase in listed)
        self._paragraphs = frozenset(scan.paragraphs)

    def find(
        self, speech: Sequence[SpeechSuggestion]
    ) -> tuple[tuple[SentenceSuggestion, ...], tuple[ClaimSuggestion, ...]]:
        """Return every sentence with what it starts from, and the claims, in order.

        A sentence that tells of an event makes a claim. Direct speech that tells of none makes one as a statement.
        """
        by_sentence = self._speech_by_sentence(speech)
        asides = self._asides()
        claims = [
            claim
            for number, (start, end) in enumerate(self._scan.sentences)
            if number not in asides and (claim := self._claim(start, end, by_sentence.get(number)))
        ]
        told = {self._scan.sentence_at(claim.span.start) for claim in claims}
        statements = [claim for said in speech if (claim := self._statement(said, told))]
        told.update(number for claim in statements for number in self._sentences(claim.span))
        sentences = tuple(
            self._sentence(number, asides.get(number), told) for number in range(len(self._scan.sentences))
        )
        return sentences, tuple(sorted([*claims, *statements], key=lambda claim: claim.span.start))

    def _sentence(self, number: int, aside: Reason | None, told: Collection[int]) -> SentenceSuggestion:
        outcome: Outcome = "page furniture" if aside else "quoted" if number in told else "no event claim"
        reason = aside or Reason.of(_CLAIM if number in told else _NO_EVENT)
        span = self._scan.quote(*self._scan.sentences[number])
        return SentenceSuggestion(span=span, outcome=outcome, reason=reason, suggester=self._suggester)

    def _statement(self, said: SpeechSuggestion, told: Collection[int]) -> ClaimSuggestion | None:
        """Return a claim for the first part of direct speech in which nothing tells of an event."""
        inside = {number for part in said.parts for number in self._sentences(part)}
        if said.speech == "paraphrase" or not said.chain or inside & set(told):
            return None
        part = said.parts[0]
        return ClaimSuggestion(
            span=part,
            event_type=EventType.STATEMENT,
            trigger=said.cue or part,
            also=(),
            status=self._status(EventType.STATEMENT, (part.start, part.end), said),
            reason=Reason.of(_STATEMENT),
            suggester=self._suggester,
        )

    def _sentences(self, span: Quote) -> range:
        """Return the numbers of the sentences that a span touches."""
        return range(self._scan.sentence_at(span.start), self._scan.sentence_at(span.end - 1) + 1)

    def _asides(self) -> dict[int, Reason]:
        seen: set[str] = set()
        found = ((number, self._aside(*sentence, seen)) for number, sentence in enumerate(self._scan.sentences))
        return {number: reason for number, reason in found if reason}

    def _speech_by_sentence(self, speech: Sequence[SpeechSuggestion]) -> Mapping[int, SpeechSuggestion]:
        found: dict[int, SpeechSuggestion] = {}
        for said in speech:
            for number in self._sentences(said.span):
                found.setdefault(number, said)
        return found

    def _aside(self, start: int, end: int, seen: set[str]) -> Reason | None:
        """Return why a line is page furniture, or None if it belongs to the article."""
        if (start, end) not in self._paragraphs:
            return None
        line = " ".join(self._scan.plain[start:end].lower().split())
        if line in seen:
            return Reason.of(_REPEATED)
        seen.add(line)
        numbers = self._scan.words_in(start, end)
        if len(numbers) > _LONGEST_FURNITURE:
            return None
        written = [self._scan.words[number] for number in numbers]
        if len(written) > 1 and written[0].lower in self._lists.byline_words and all(word.capital for word in written):
            return Reason.of(_BYLINE)
        frame = next((phrase for phrase in self._lists.furniture if phrase in line), None)
        if frame:
            return Reason.of(_FURNITURE, words=frame)
        is_date = any(word.lower in self._lists.months for word in written)
        has_day = any(word.text.isdigit() for word in written)
        few = len(numbers) <= _LONGEST_DATE_LINE
        return Reason.of(_DATE_LINE) if is_date and has_day and few and not line.endswith(".") else None

    def _claim(self, start: int, end: int, said: SpeechSuggestion | None) -> ClaimSuggestion | None:
        numbers = self._scan.words_in(start, end)
        phrases = list(self._events.within(self._scan.words, numbers.start, numbers.stop))
        if not phrases:
            return None
        trigger = phrases[0]
        kind = EventType(trigger.label)
        others = dict.fromkeys(EventType(phrase.label) for phrase in phrases if phrase.label != trigger.label)
        span = self._scan.quote(*self._range(trigger))
        return ClaimSuggestion(
            span=self._scan.quote(start, end),
            event_type=kind,
            trigger=span,
            also=tuple(others),
            status=self._status(kind, (start, end), said),
            reason=Reason.of(_TRIGGER, trigger=span.exact),
            suggester=self._suggester,
        )

    def _range(self, phrase: Phrase) -> Range:
        words = self._scan.words
        return words[phrase.first].start, words[phrase.after - 1].end

    def _status(self, kind: EventType, sentence: Range, said: SpeechSuggestion | None) -> Status:
        """Return how a sentence presents its claim, by the words for its speaker."""
        lists = self._lists
        ranges = [(link.written.start, link.written.end) for link in said.chain] if said else []
        speakers = {word for part in ranges for word in self._lowers(part)}
        if speakers & lists.testimony_words:
            return Status.TESTIMONY
        if not said and self._lowers(sentence) & lists.footage_words:
            return Status.FROM_FOOTAGE
        is_party = bool(speakers) and (bool(speakers & lists.party_words) or not speakers & lists.media_words)
        if not is_party:
            return Status.REPORTED_BY_MEDIA
        by_kind = {EventType.DENIAL: Status.DENIED_BY_PARTY, EventType.STATEMENT: Status.SAID_BY_PARTY}
        return by_kind.get(kind, Status.CLAIMED_BY_PARTY)

    def _lowers(self, part: Range) -> frozenset[str]:
        return frozenset(self._scan.words[number].lower for number in self._scan.words_in(*part))
