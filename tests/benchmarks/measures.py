"""Figures of a list of times, and tables of them on the standard output."""

import statistics
import sys
from collections.abc import Sequence


def median(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """Return what 95 of 100 do not exceed."""
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def write(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_row(cells: Sequence[str]) -> None:
    """Write a row of a Markdown table."""
    write(f"| {' | '.join(cells)} |")


def write_head(titles: Sequence[str]) -> None:
    """Write the head of a Markdown table, its columns of numbers."""
    write_row(titles)
    write(f"|{'---:|' * len(titles)}")
