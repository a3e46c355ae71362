"""Speech: direct quotations and paraphrases, each with its cue and its chain of speakers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.common.language import marked
from geodata.desk.suggestions.models import Reason, SpeakerSuggestion, SpeechSuggestion
from geodata.desk.suggestions.phrases import Phrases
from geodata.desk.suggestions.scan import Range, Scan
from geodata.desk.suggestions.speech.quotations import FEWEST, Quoted, is_name, is_sentence, spoken
from geodata.desk.suggestions.speech.speakers import Speakers
from geodata.desk.suggestions.word_lists import Words

_FARTHEST: Final = 25
_NEAREST: Final = 6
"""How many words before a quotation its verb may stand where no comma or colon parts them."""
_COLON: Final = re.compile(r"((?:(?<=\w):|(?<= )[–—-]))(?= )")
_LONGEST_CUE: Final = 3
_LONGEST_SOURCE: Final = 4
_LONGEST_CLAUSE: Final = 400
_CUED: Final = marked('In quotation marks, with "{cue}" beside it.')
_BARE: Final = marked("A whole sentence in quotation marks; nobody is named beside it, so the last speaker is taken.")
_UNCLOSED: Final = marked("The quotation mark is never closed; where the quotation ends is not certain.")
_PARAPHRASE: Final = marked('"{cue}" says that these are somebody else\'s words, retold.')


@dataclass(frozen=True, slots=True)
class Cue:
    """What attributes words: the verb or phrase, who speaks, and the words from the one to the other."""

    verb: Range
    speaker: Range | None

    @property
    def attribution(self) -> Range:
        """Return the range that holds both."""
        ranges = [self.verb, *([self.speaker] if self.speaker else [])]
        return min(start for start, _ in ranges), max(end for _, end in ranges)


@dataclass(slots=True)
class _Direct:
    pieces: list[Quoted]
    cue: Cue | None
    reason: Reason


class SpeechFinder:
    """Finds who says what in one text."""

    def __init__(self, scan: Scan, lists: Words, quoted: Sequence[Quoted], suggester: str) -> None:
        """Take a text, what stands in it between quotation marks, and who suggests."""
        self._scan = scan
        self._lists = lists
        self._quoted = quoted
        self._speakers = Speakers(scan, lists, quoted)
        self._suggester = suggester
        self._nouns = Phrases((phrase, "") for phrase in lists.report_nouns)
        self._direct = self._find_direct()

    def names(self) -> tuple[Range, ...]:
        """Return the ranges in quotation marks that are names, and no speech."""
        spoken_pieces = {piece.outer for direct in self._direct for piece in direct.pieces}
        names = [piece for piece in self._quoted if is_name(self._scan, piece, self._lists)]
        return tuple(piece.outer for piece in names if piece.outer not in spoken_pieces)

    def find(self) -> tuple[SpeechSuggestion, ...]:
        """Return all speech in order; the sentences of direct speech are in no paraphrase."""
        found = sorted([*self._suggestions(), *self._paraphrases()], key=lambda suggestion: suggestion.span.start)
        return tuple(self._with_antecedents(found))

    def _with_antecedents(self, found: Sequence[SpeechSuggestion]) -> Iterator[SpeechSuggestion]:
        """Yield the speech with the last speaker that has a name put to each pronoun, as a guess."""
        named: SpeakerSuggestion | None = None
        for speech in found:
            last = named.written if named else None
            chain = tuple(
                link.model_copy(update={"antecedent": last}) if self._speakers.is_pronoun(link.written) else link
                for link in speech.chain
            )
            yield speech.model_copy(update={"chain": chain})
            named = next((link for link in chain if link.ambiguity is None), named)

    def _find_direct(self) -> list[_Direct]:
        found: list[_Direct] = []
        for number, piece in enumerate(self._quoted):
            previous = self._quoted[number - 1] if number else None
            last = found[-1] if found and previous is found[-1].pieces[-1] else None
            if last and previous and previous.closed == "next" and piece.paragraph == previous.paragraph + 1:
                last.pieces.append(piece)
                continue
            direct = self._as_direct(piece, self._limit(number))
            if last and piece.paragraph == last.pieces[-1].paragraph and self._goes_on(piece, direct, last):
                last.pieces.append(piece)
            elif direct:
                found.append(direct)
        return found

    def _goes_on(self, piece: Quoted, direct: _Direct | None, last: _Direct) -> bool:
        """Tell whether a quotation goes on with what was said last in its paragraph: nobody new speaks."""
        cue = direct.cue if direct else self._cue_before(piece)
        if cue:
            return last.cue is not None and cue.verb == last.cue.verb
        return direct is not None or self._is_remark(piece, ".!?")

    def _limit(self, number: int) -> int:
        """Return where the next quotation begins, which what belongs to this one cannot reach into."""
        return self._quoted[number + 1].outer[0] if number + 1 < len(self._quoted) else len(self._scan.plain)

    def _as_direct(self, piece: Quoted, limit: int) -> _Direct | None:
        """Return a quotation as direct speech, or None if it is a name or a few words in quotation marks."""
        number = self._scan.words_in(*piece.inner).start - 1
        if number >= 0 and self._scan.words[number].lower in self._lists.named_as:
            return None
        whole, long = is_sentence(self._scan, piece), len(self._scan.words_in(*piece.inner)) >= FEWEST
        opens = self._scan.sentences[self._scan.sentence_at(piece.outer[0])][0] == piece.outer[0]
        short = (opens or not is_name(self._scan, piece, self._lists)) and self._is_remark(piece)
        if not (whole or long or short):
            return None
        after, before = self._cue_after(piece, limit), self._cue_before(piece)
        goes_on = "," in (
            self._scan.plain[slice(*piece.inner)].rstrip()[-1:],
            self._scan.plain[piece.outer[1] : piece.outer[1] + 1],
        )
        cue = (after or before) if goes_on else (before or after)
        if cue and (cue.speaker or whole):
            return _Direct([piece], cue, Reason.of(_CUED, cue=self._scan.plain[slice(*cue.verb)]))
        if not whole:
            return None
        return _Direct([piece], None, Reason.of(_UNCLOSED if piece.closed == "no" else _BARE))

    def _is_remark(self, piece: Quoted, ends: str = ".!?,") -> bool:
        """Tell whether a short quotation is said as a sentence: "No," or "It was awful.", not "military source"."""
        inner = self._scan.plain[slice(*piece.inner)]
        last = inner.rstrip()[-1:]
        is_comma_outside = "," in ends and self._scan.plain[piece.outer[1] : piece.outer[1] + 1] == ","
        return inner[:1].isupper() and (last in ends or is_comma_outside)

    def _cue_after(self, piece: Quoted, limit: int) -> Cue | None:
        """Return the verb of speech in the clause after a quotation, with its speaker: '," X said' or '," said X'."""
        words, end = self._scan.words, piece.outer[1]
        last = self._scan.plain[piece.inner[0] : piece.inner[1]].rstrip()[-1:]
        if last not in ",!?—–…." and self._scan.plain[end : end + 1] != ",":
            return None
        if last == "." and self._scan.sentence_at(piece.inner[1] - 1) != self._scan.sentence_at(end + 1):
            return None
        numbers = self._scan.words_in(end, min(limit, self._scan.paragraphs[piece.paragraph][1]))
        for cue, origin in self._speakers.origins(numbers.start, min(numbers.start + _LONGEST_CUE, numbers.stop)):
            if cue[0] == words[numbers.start].start:
                return Cue(cue, origin)
        for number in numbers[:_FARTHEST]:
            if words[number].sentence != words[numbers.start].sentence:
                return None
            if words[number].lower in self._lists.speech_verbs:
                verb = (words[number].start, words[number].end)
                first = number == numbers.start
                speaker = self._speakers.after(number) if first else self._speakers.before(number, end)
                return Cue(verb, speaker)
        return None

    def _cue_before(self, piece: Quoted) -> Cue | None:
        """Return the verb of speech right before a quotation, with its speaker: 'X said: "', 'X told Y, "'."""
        words, start = self._scan.words, piece.outer[0]
        sentence = self._scan.sentences[self._scan.sentence_at(start)]
        numbers = self._scan.words_in(sentence[0], start)
        colon = self._scan.plain[:start].rstrip(" ")[-1:] in {":", ","} if start else False
        for number in reversed(numbers[-(_FARTHEST if colon else _NEAREST) :]):
            if words[number].lower in self._lists.speech_verbs:
                speaker = self._speakers.before(number, sentence[0])
                return Cue((words[number].start, words[number].end), speaker) if speaker or colon else None
        return None

    def _suggestions(self) -> Iterator[SpeechSuggestion]:
        last: Range | None = None
        for direct in self._direct:
            speaker = direct.cue.speaker if direct.cue else last
            yield self._suggestion(direct, tuple(self._chain(direct, speaker)))
            last = speaker or last

    def _chain(self, direct: _Direct, speaker: Range | None) -> Iterator[SpeakerSuggestion]:
        if speaker:
            link = self._speakers.link(speaker)
            guessed = {"ambiguity": Reason.of(_BARE), "guessed": True}
            yield link if direct.cue else link.model_copy(update=guessed)
        for piece in direct.pieces:
            numbers = self._scan.words_in(*piece.inner)
            for _cue, origin in self._speakers.origins(numbers.start, numbers.stop):
                yield self._speakers.link(origin)

    def _suggestion(self, direct: _Direct, chain: tuple[SpeakerSuggestion, ...]) -> SpeechSuggestion:
        cue = direct.cue
        ranges = [piece.outer for piece in direct.pieces] + ([cue.attribution] if cue else [])
        return SpeechSuggestion(
            span=self._scan.quote(min(start for start, _ in ranges), max(end for _, end in ranges)),
            speech="direct",
            parts=tuple(self._scan.quote(*spoken(self._scan, piece)) for piece in direct.pieces),
            chain=chain,
            cue=self._scan.quote(*cue.verb) if cue else None,
            attribution=self._scan.quote(*cue.attribution) if cue and cue.speaker else None,
            reason=direct.reason,
            suggester=self._suggester,
        )

    def _paraphrases(self) -> Iterator[SpeechSuggestion]:
        taken = {
            self._scan.sentence_at(position)
            for direct in self._direct
            for low, high in [piece.outer for piece in direct.pieces] + ([direct.cue.attribution] if direct.cue else [])
            for position in (low, high - 1)
        }
        covered = [piece.outer for direct in self._direct for piece in direct.pieces]
        inside = _sentences_inside(self._scan, covered)
        for number, (start, end) in enumerate(self._scan.sentences):
            if number not in taken and number not in inside:
                suggestion = self._paraphrase(start, end)
                if suggestion:
                    yield suggestion

    def _paraphrase(self, start: int, end: int) -> SpeechSuggestion | None:
        numbers = self._scan.words_in(start, end)
        told = self._told(numbers) or self._after_colon(numbers)
        origins = list(self._speakers.origins(numbers.start, numbers.stop))
        speakers = [*([told.speaker] if told and told.speaker else []), *(speaker for _, speaker in origins)]
        cue = told.verb if told else origins[0][0] if origins else None
        if not speakers or cue is None:
            return None
        whole = told.attribution if told else Cue(*origins[0]).attribution
        return SpeechSuggestion(
            span=self._scan.quote(start, end),
            speech="paraphrase",
            parts=(self._scan.quote(start, end),),
            chain=tuple(self._speakers.link(speaker) for speaker in speakers),
            cue=self._scan.quote(*cue),
            attribution=self._scan.quote(*whole),
            reason=Reason.of(_PARAPHRASE, cue=self._scan.plain[slice(*cue)]),
            suggester=self._suggester,
        )

    def _told(self, numbers: range) -> Cue | None:
        """Return the first verb or phrase of a sentence by which somebody is retold, with who that is."""
        words = self._scan.words
        low = words[numbers.start].start if numbers else 0
        for number in numbers:
            phrase = self._nouns.at(words, number, numbers.stop)
            if phrase is None and (not self._retells(number) or self._is_said_inside(number)):
                continue
            after = phrase.after if phrase else number + 1
            speaker = self._subject(number, low, words[numbers.start].sentence)
            if speaker and not self._speakers.is_data(speaker):
                return Cue((words[number].start, words[after - 1].end), speaker)
        return None

    def _after_colon(self, numbers: range) -> Cue | None:
        """Return the source that a headline names behind its colon, or before it: "Drone hits Kursk: officials"."""
        words, lists = self._scan.words, self._lists
        sources = lists.people | lists.party_words | lists.media_words | lists.common_speakers | lists.testimony_words
        for first, after, colon in self._around_colons(numbers):
            last = words[after - 1] if 0 < after - first <= _LONGEST_SOURCE else None
            if last and (last.lower in sources or (last.text.isupper() and len(last.text) > 1)):
                return Cue((colon, colon + 1), (words[first].start, last.end))
        return None

    def _around_colons(self, numbers: range) -> Iterator[tuple[int, int, int]]:
        """Yield the words after the last colon of a line without a full stop, and those before the first."""
        words, plain = self._scan.words, self._scan.plain
        if not numbers or plain[words[numbers.stop - 1].end : words[numbers.stop - 1].end + 1] in {".", "!", "?"}:
            return
        low, high = words[numbers.start].start, words[numbers.stop - 1].end
        if plain[low:high].lower().startswith(self._lists.furniture):
            return
        for found in list(_COLON.finditer(plain, low, high))[-1:]:
            yield self._scan.words_in(found.start(), high).start, numbers.stop, found.start(1)
        for found in [*_COLON.finditer(plain, low, high)][:1]:
            if found[1] == ":":
                yield numbers.start, self._scan.words_in(found.start(), high).start, found.start(1)

    def _retells(self, number: int) -> bool:
        """Tell whether a word is a verb by which somebody is retold, and not what is done to him ("was told")."""
        words, lists = self._scan.words, self._lists
        before = number - 1
        while before > 0 and words[before].lower in lists.auxiliaries - lists.passive:
            before -= 1
        # The verb of a headline in capitals stands at its end: "…, Army Says".
        is_last = number + 1 == len(words) or words[number + 1].sentence != words[number].sentence
        is_verb = words[number].lower in lists.paraphrase_verbs and (is_last or not words[number].capital)
        is_verb = is_verb and not self._is_noun_or_adjective(number)
        return is_verb and words[before].lower not in lists.passive and not self._is_reported_in(number)

    def _is_noun_or_adjective(self, number: int) -> bool:
        """Tell whether what may be a verb is none here: "the alleged attack", "denial of reports", "Reports say"."""
        words, lists = self._scan.words, self._lists
        if number and words[number].joined:
            before = words[number - 1]
            leads = lists.determiners | lists.indefinite | lists.possessives | lists.prepositions
            if before.possessive or before.lower in leads:
                return True
        following = words[number + 1] if number + 1 < len(words) else None
        is_followed = following is not None and following.joined and following.lower in lists.paraphrase_verbs
        return is_followed and words[number].lower.endswith("s")

    def _is_said_inside(self, number: int) -> bool:
        """Tell whether those who say it are named as where they say it: "заявили в Генеральному штабі"."""
        words = self._scan.words
        following = words[number + 1] if number + 1 < len(words) else None
        return following is not None and following.joined and following.lower in self._lists.inside

    def _is_reported_in(self, number: int) -> bool:
        """Tell whether a headline leaves out "is" before a verb: "Drone strike reported in Kramatorsk"."""
        words, lists = self._scan.words, self._lists
        following = words[number + 1] if number + 1 < len(words) else None
        if not following or not following.joined or following.lower not in lists.strong_locatives | {"at", "on"}:
            return False
        end = self._scan.sentences[words[number].sentence][1]
        return words[number].lower.endswith("ed") and self._scan.plain[end - 1] not in ".!?"

    def _subject(self, verb: int, low: int, sentence: int) -> Range | None:
        """Return who a verb in a sentence is about: before it, or after it in "..., said X"."""
        words = self._scan.words
        gap = self._scan.plain[words[verb - 1].end : words[verb].start] if verb else ""
        clause = self._scan.plain[max(low, words[verb].start - _LONGEST_CLAUSE) : words[verb].start]
        # Where names have cases, a verb behind a comma stands before who speaks, however many commas went before.
        is_inverted = clause.count(",") == 1 or bool(self._lists.cases)
        if "," in gap and is_inverted and words[verb - 1].sentence == sentence:
            behind = self._speakers.after(verb)
            if behind:
                return behind
        return self._speakers.before(verb, low)


def _sentences_inside(scan: Scan, ranges: Sequence[Range]) -> set[int]:
    """Return the numbers of the sentences that lie inside one of the ranges."""
    return {number for low, high in ranges for number in range(scan.sentence_at(low), scan.sentence_at(high - 1) + 1)}
