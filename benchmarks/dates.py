"""Dates in prose: our rules against dateutil's fuzzy mode, on the sentences of the tests, in one run.

    python benchmarks/dates.py

Prints sentences a second for both, their ratio, and how often each is right. dateutil gives one date a sentence and
knows days only, so it is asked about the sentences with exactly one date and counted right where it names that day
(for a coarser date: a day within it). A date given for a sentence that holds none is false.
"""

import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dateutil import parser

from alliance_cli.dates.partial import parse_partial
from alliance_cli.dates.prose import find
from tests.test_dates_prose import NEGATIVES, PUBLISHED, TABLE

Reader = Callable[[str], list[tuple[date, date]]]


def ours(sentence: str) -> list[tuple[date, date]]:
    """First and last day of every date our rules find."""
    return [(found.date.start, found.date.end) for found in find(sentence, PUBLISHED)]


def fuzzy(sentence: str) -> list[tuple[date, date]]:
    """The one day dateutil finds, or nothing."""
    try:
        day = parser.parse(
            sentence, fuzzy=True, default=datetime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day)
        ).date()
    except (ValueError, OverflowError):
        return []
    return [(day, day)]


def rate(reader: Reader, seconds: float = 1.0) -> float:
    """Sentences a second, over the sentences of the tests, dated and undated."""
    sentences = [row[0] for row in TABLE] + NEGATIVES
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for sentence in sentences:
            reader(sentence)
        count += len(sentences)
    return count / (time.perf_counter() - begun)


def right(reader: Reader) -> int:
    """How many single-date sentences are read right."""
    hits = 0
    for sentence, expected in single():
        wanted = parse_partial(expected)
        read = reader(sentence)
        hits += len(read) == 1 and wanted.start <= read[0][0] and read[0][1] <= wanted.end
    return hits


def single() -> list[tuple[str, str]]:
    """The sentences with exactly one date."""
    return [(row[0], row[1]) for row in TABLE if len(row[1].split()) == 1]


def main() -> None:
    """Measure and print."""
    warnings.simplefilter("ignore")
    readers: dict[str, Reader] = {"rules": ours, "dateutil fuzzy": fuzzy}
    speeds = {name: rate(reader) for name, reader in readers.items()}
    for name, reader in readers.items():
        false = sum(bool(reader(sentence)) for sentence in NEGATIVES)
        print(f"{name:15} {speeds[name]:8.0f} sentences/s, {right(reader)}/{len(single())} right, "
              f"{false}/{len(NEGATIVES)} false")  # fmt: skip
    print(f"ratio           {speeds['rules'] / speeds['dateutil fuzzy']:8.1f}")


if __name__ == "__main__":
    main()
