"""Measures the claims suggested for the ten texts of ``tests/desk/suggestions/newsroom.json``, each and together.

Run it with ``.venv/bin/python -m tests.benchmarks.newsroom``, which builds the gazetteer of the world if need be. The
texts are our own, of nine countries and two languages; their truth was written down before the rules were touched.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from geodata import load
from geodata.desk.review.suggesting import printed
from geodata.desk.suggestions import RuleSuggester
from geodata.gazetteer.lookup import Gazetteer
from tests.benchmarks.suggester import built_world

TEXTS: Final = Path(__file__).parents[1] / "desk/suggestions/newsroom.json"


def newsroom() -> Any:  # noqa: ANN401 - JSON values
    """Return the texts with their truth."""
    return json.loads(TEXTS.read_text(encoding="utf-8"))


def claims_right(texts: Sequence[Any], suggester: RuleSuggester, gazetteer: Gazetteer) -> Counter[str]:
    """Return how many claims of the texts are suggested, and with what of them right."""
    counts: Counter[str] = Counter()
    for text in texts:
        day = date.fromisoformat(text["published"])
        focus = tuple(text["focus"]) or suggester.focus(text["text"])
        found = printed(text["text"], suggester.suggest(text["text"], focus, day), gazetteer, day)["claims"]
        for truth in text["claims"]:
            at = text["text"].index(truth["words"])
            counts["claims"] += 1
            for claim in [claim for claim in found if claim["start"] <= at < claim["end"]][:1]:
                counts += _right(claim, truth)
    return counts


def _right(claim: Any, truth: Any) -> Counter[str]:  # noqa: ANN401 - JSON values
    right = {
        "type": claim["event_type"] == truth["event_type"],
        "status": claim["status"] == truth["status"],
        "speaker": claim["speakers"][-1:] == [truth["speaker"]],
        "place": sorted(place["id"] for place in claim["places"]) == sorted(truth["places"]),
    }
    three = right["type"] and right["status"] and right["speaker"]
    together = {"suggested": True, "type, status and speaker": three, "all four": three and right["place"]}
    return Counter(name for name, is_right in {**right, **together}.items() if is_right)


def main() -> None:
    """Print the counts for each language."""
    edition = load()
    gazetteer = Gazetteer(edition.places, built_world())
    for language in ("en", "uk"):
        texts = [text for text in newsroom() if text["language"] == language]
        counts = claims_right(texts, RuleSuggester(gazetteer, language), gazetteer)
        sys.stdout.write(f"{language}, {len(texts)} texts: {dict(counts)}\n")


if __name__ == "__main__":
    main()
