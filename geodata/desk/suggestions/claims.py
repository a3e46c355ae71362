"""Claims and coverage: what each sentence may claim, and what it starts from where it claims nothing."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.furniture import furniture
from geodata.desk.suggestions.hedges import Verification
from geodata.desk.suggestions.models import ClaimSuggestion, Outcome, Reason, SentenceSuggestion, SpeechSuggestion
from geodata.desk.suggestions.phrases import Phrase
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.triggers import Triggers
from geodata.desk.suggestions.word_lists import Words
from geodata.model.events import EventType, Status
from geodata.model.quotes import Quote

_TRIGGER: Final = marked('"{trigger}" tells of an event.')
_CLAIM: Final = marked("A claim is suggested for it.")
_STATEMENT: Final = marked("Somebody's own words, none of which tells of an event.")
_NO_EVENT: Final = marked("No word in it tells of an event.")
_HEDGE: Final = marked("It says how sure the claim before it is.")
_LONGEST_DESCRIPTION: Final = 80


class ClaimFinder:
    """Finds what the sentences of one text may claim."""

    def __init__(self, scan: Scan, lists: Words, suggester: str) -> None:
        """Take a text and who suggests."""
        self._scan = scan
        self._lists = lists
        self._suggester = suggester
        self._triggers = Triggers(scan, lists)
        self._hedges = Verification(scan, lists)

    def find(
        self, speech: Sequence[SpeechSuggestion]
    ) -> tuple[tuple[SentenceSuggestion, ...], tuple[ClaimSuggestion, ...]]:
        """Return every sentence with what it starts from, and the claims, in order.

        A sentence that tells of an event makes a claim. Direct speech that tells of none makes one as a statement.
        """
        by_sentence = self._speech_by_sentence(speech)
        asides = dict(furniture(self._scan, self._lists, self._triggers))
        claims = [
            claim
            for number, (start, end) in enumerate(self._scan.sentences)
            if number not in asides and (claim := self._claim(start, end, by_sentence.get(number)))
        ]
        told = {self._scan.sentence_at(claim.span.start) for claim in claims}
        statements = [claim for said in speech if (claim := self._statement(said, told))]
        told.update(number for claim in statements for number in self._sentences(claim.span))
        told.update(self._said_on(speech, told))
        hedges = {number for number in sorted(told) if self._is_hedged(number + 1, told)}
        sentences = tuple(
            self._sentence(number, asides.get(number), told, hedges) for number in range(len(self._scan.sentences))
        )
        return sentences, tuple(sorted([*claims, *statements], key=lambda claim: claim.span.start))

    def _said_on(self, speech: Sequence[SpeechSuggestion], told: Collection[int]) -> set[int]:
        """Return the sentences in which direct speech goes on that begins with a claim: they belong to it."""
        parts = (
            [n for part in said.parts for n in self._sentences(part)] for said in speech if said.speech == "direct"
        )
        return {number for numbers in parts if numbers and numbers[0] in told for number in numbers}

    def _is_hedged(self, number: int, told: Collection[int]) -> bool:
        """Tell whether a sentence only says how sure the claim before it is."""
        sentences = self._scan.sentences
        return number < len(sentences) and number not in told and self._hedges.of_claim_before(*sentences[number])

    def _sentence(
        self, number: int, aside: Reason | None, told: Collection[int], hedged: Collection[int]
    ) -> SentenceSuggestion:
        is_hedge = number - 1 in hedged
        is_quoted = number in told or is_hedge
        outcome: Outcome = "page furniture" if aside else "quoted" if is_quoted else "no event claim"
        reason = aside or Reason.of(_HEDGE if is_hedge else _CLAIM if is_quoted else _NO_EVENT)
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

    def _speech_by_sentence(self, speech: Sequence[SpeechSuggestion]) -> Mapping[int, SpeechSuggestion]:
        found: dict[int, SpeechSuggestion] = {}
        for said in speech:
            for number in self._sentences(said.span):
                found.setdefault(number, said)
        return found

    def _claim(self, start: int, end: int, said: SpeechSuggestion | None) -> ClaimSuggestion | None:
        if self._hedges.of_claim_before(start, end):
            return None
        phrases = self._triggers.of(self._scan.words_in(start, end), said)
        if not phrases:
            return None
        trigger = phrases[0]
        kind = EventType(trigger.label)
        others = dict.fromkeys(EventType(p.label) for p in phrases if p.label != kind and not self._triggers.is_weak(p))
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
        """Return how a sentence presents its claim, by the words for its speaker and those that describe him."""
        lists = self._lists
        speakers = (
            {word for link in said.chain for word in self._lowers(self._described(link.written))} if said else set()
        )
        if speakers & lists.testimony_words:
            return Status.TESTIMONY
        if not said and self._lowers(sentence) & lists.footage_words:
            return Status.FROM_FOOTAGE
        is_media = bool(speakers & lists.media_words) and not speakers & (lists.titles | lists.party_words)
        if not speakers or is_media:
            return Status.REPORTED_BY_MEDIA
        by_kind = {EventType.DENIAL: Status.DENIED_BY_PARTY, EventType.STATEMENT: Status.SAID_BY_PARTY}
        return by_kind.get(kind, Status.CLAIMED_BY_PARTY)

    def _described(self, written: Quote) -> Range:
        """Return who speaks with what is said of him behind a comma: "Mary Dung, a farmer"."""
        end = written.end
        if self._scan.plain[end : end + 2] == ", ":
            numbers = self._scan.words_in(end, end + _LONGEST_DESCRIPTION)
            if numbers and self._scan.words[numbers.start].lower in self._lists.indefinite | self._lists.relatives:
                following = self._scan.plain[end + 2 : end + _LONGEST_DESCRIPTION]
                end += 2 + len(re.split('[,.;:\n“”"]', following)[0])
        return written.start, end

    def _lowers(self, part: Range) -> frozenset[str]:
        return frozenset(self._scan.words[number].lower for number in self._scan.words_in(*part))
