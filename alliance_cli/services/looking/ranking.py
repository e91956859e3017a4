"""Which of the reports that hold the words searched for are best: BM25 over the texts, a title counts four times.

The index says which reports hold the words. Whether they stand side by side, and how often, is counted here in the
texts, of those that have them in their titles and of the latest; where no more match, that is all of them.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from unicodedata import normalize

from alliance_cli.store import reports, words

POOL = 300
"""Of so many reports with the words in their titles, and of so many of all, the latest, the best are found."""

_IN_TITLE, _K, _B = 4.0, 1.2, 0.75


def tokens(text: str) -> list[str]:
    """The words of a text as the index splits it: letters and digits of any script, CJK one by one."""
    return re.findall(r"[^\W_]+", words.spaced(text))


def folded(text: str) -> str:
    """A text as the index folds it: small letters, no accents, CJK one by one."""
    if text.isascii():
        return text.lower()
    return re.sub("[\u0300-\u036f\u3099\u309a]", "", normalize("NFD", words.spaced(text))).lower()


@dataclass(frozen=True)
class Run:
    """Words side by side that are searched for; `prefix` where the last is only the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False

    @cached_property
    def phrase(self) -> str:
        """As an FTS5 query of the titles."""
        return words.phrase(self.words) + (" *" if self.prefix else "")

    @cached_property
    def each(self) -> tuple[str, ...]:
        """Its words, each as an FTS5 query."""
        queries = [words.phrase([word]) for word in self.words]
        return (*queries[:-1], queries[-1] + (" *" if self.prefix else ""))

    @cached_property
    def _pattern(self) -> tuple[str, re.Pattern[str]]:
        parts = [folded(word).strip() for word in self.words]
        end = "" if self.prefix else r"(?![^\W_])"
        return parts[0], re.compile(r"[\W_]+".join(map(re.escape, parts)) + end)

    def times(self, text: str) -> int:
        """How often it stands in a folded text."""
        first, pattern = self._pattern
        count, at = 0, text.find(first)
        while at >= 0:
            count += (at == 0 or not text[at - 1].isalnum()) and pattern.match(text, at) is not None
            at = text.find(first, at + 1)
        return count


@dataclass(frozen=True, slots=True)
class Term:
    """One thing searched for: any of these."""

    runs: tuple[Run, ...]

    @property
    def in_titles(self) -> str:
        """As an FTS5 query of the titles."""
        return " OR ".join(run.phrase for run in self.runs).join("()")

    @property
    def in_words(self) -> str:
        """As an FTS5 query of all words: those of a run, wherever they stand."""
        together = (" AND ".join(run.each) for run in self.runs)
        return " OR ".join(f"({each})" for each in together).join("()")

    @property
    def is_sure(self) -> bool:
        """True where the index alone knows whether a text holds it."""
        return all(len(run.words) == 1 for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Held:
    """A report with the words: how often each run stands in it, a title counting more, and how many words it has."""

    times: Mapping[Run, float]
    length: int


def best(
    conn: sqlite3.Connection, terms: Sequence[Term], limit: int, found: Iterable[Iterable[int]], most: int = POOL
) -> list[int]:
    """The revisions that hold all terms, best first.

    `found` are revisions that the index gives for the terms, from one index after the other, of each the best to look
    at first; of each so many are looked at as are asked for, and no fewer than `most`.
    """
    held: dict[int, _Held] = {}
    for candidates in found:
        held.update(_first(conn, terms, candidates, max(limit, most), held))
    weights = _weights(conn, [run for term in terms for run in term.runs])
    usual = _usual_length(conn)
    scores = {revision: _score(of, weights, usual) for revision, of in held.items()}
    return sorted(scores, key=lambda revision: (-scores[revision], revision))[:limit]


def _first(
    conn: sqlite3.Connection, terms: Sequence[Term], candidates: Iterable[int], most: int, known: Mapping[int, _Held]
) -> Iterator[tuple[int, _Held]]:
    """The first of the candidates that hold all terms, so many."""
    for revision in candidates:
        of = known.get(revision) or _counted(conn, terms, revision)
        if of is not None:
            yield revision, of
            most -= 1
            if not most:
                return


def _counted(conn: sqlite3.Connection, terms: Sequence[Term], revision: int) -> _Held | None:
    """How often what is searched for stands in a revision, None if a term does not."""
    title, text = map(folded, reports.text_of(conn, revision))
    times: dict[Run, float] = {}
    for term in terms:
        there = {run: _IN_TITLE * run.times(title) + run.times(text) for run in term.runs}
        if not (term.is_sure or any(there.values())):
            return None
        times |= there
    return _Held(times, words.length(conn, revision))


def _weights(conn: sqlite3.Connection, runs: Sequence[Run]) -> Mapping[Run, float]:
    """How much each of several runs says: the more, the fewer texts hold it, or the rarest of its words."""
    if len(runs) == 1:
        return {runs[0]: 1.0}
    count, _ = words.size(conn)
    rarest = {run: min(words.frequency(conn, query) for query in run.each) for run in runs}
    return {run: max(1e-6, log((count - hits + 0.5) / (hits + 0.5))) for run, hits in rarest.items()}


def _usual_length(conn: sqlite3.Connection) -> float:
    count, all_words = words.size(conn)
    return max(1.0, all_words / count) if count else 1.0


def _score(of: _Held, weights: Mapping[Run, float], usual: float) -> float:
    damped = _K * (1 - _B + _B * of.length / usual)
    return sum(weights[run] * times * (_K + 1) / (times + damped) for run, times in of.times.items())
