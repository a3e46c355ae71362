"""Suggestions, never decisions: what an article's text offers an editor, by rules."""

from geodata.desk.suggestions.languages import language_of
from geodata.desk.suggestions.models import (
    Choice,
    ClaimSuggestion,
    HedgeSuggestion,
    MatchKind,
    NoticeSuggestion,
    PlaceSuggestion,
    Reason,
    RelationSuggestion,
    SentenceSuggestion,
    SpeakerSuggestion,
    SpeechSuggestion,
    Suggester,
    Suggestion,
    Suggestions,
    TimeSuggestion,
)
from geodata.desk.suggestions.relations import propose_relations
from geodata.desk.suggestions.rules import RuleSuggester

__all__ = [
    "Choice",
    "ClaimSuggestion",
    "HedgeSuggestion",
    "MatchKind",
    "NoticeSuggestion",
    "PlaceSuggestion",
    "Reason",
    "RelationSuggestion",
    "RuleSuggester",
    "SentenceSuggestion",
    "SpeakerSuggestion",
    "SpeechSuggestion",
    "Suggester",
    "Suggestion",
    "Suggestions",
    "TimeSuggestion",
    "language_of",
    "propose_relations",
]
