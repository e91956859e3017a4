"""The sentences that tell of a talk, and which of their figures are of it: those of the clauses of its cues."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from alliance_cli.extract.document import Document, TalkCandidate, Verdict
from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.slots.figures import with_digits
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.models import Evidence
from alliance_cli.terms import EVIDENCE, Exactness

LONGEST: Final = 1_000
"""So many signs of a sentence are read."""
BESIDE: Final = 60
"""So many signs before a figure, and after it, can say what it is."""
_WIDEST: Final = 160
"""How many characters a quote has at most."""
_MEANT: Final = (
    ("up to", Exactness.UP_TO), ("at least", Exactness.AT_LEAST), ("about", Exactness.ABOUT),
)  # fmt: skip


class Passage(NamedTuple):
    """A sentence that tells of a talk: its plain text, and at which signs cues of the talk and of others stand."""

    line: Line
    text: str
    own: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    def is_of_talk(self, at: int) -> bool:
        """True if no other talk is told in the clause of a sign, and where others are told at all, this one is."""
        if not self.others:
            return True
        begin, end = self._clause(at)
        return any(begin <= cue < end for cue in self.own) and not any(begin <= cue < end for cue in self.others)

    def before(self, at: int) -> str:
        """What stands before a sign, in its sentence."""
        return self.text[max(0, at - BESIDE) : at]

    def behind(self, at: int) -> str:
        """What stands behind a sign."""
        return self.text[at : at + BESIDE]

    def _clause(self, at: int) -> tuple[int, int]:
        ends = [0, *(found.end() for found in shape("clause ends").finditer(self.text)), len(self.text) + 1]
        return max(end for end in ends if end <= at), min(end for end in ends if end > at)


class Term(NamedTuple):
    """What was read of terms, by the names of `Terms`, and the signs of the passage that say so."""

    values: dict[str, Any]
    passage: Passage
    start: int
    end: int

    def evidence(self, document: Document) -> Evidence:
        """The quote, under the rule of the first of its terms."""
        line = self.passage.line
        source = document.report.title if line.field == "title" else document.report.text
        begin = line.places[self.start]
        end = min(line.places[self.end - 1] + 1, begin + _WIDEST)
        return Evidence(source[begin:end], begin, end, f"{EVIDENCE}{next(iter(self.values))}", line.field)


def passages(document: Document, talk: TalkCandidate, verdict: Verdict) -> list[Passage]:
    """The sentences that a talk was read from, the text before the headline; of a report's one talk also those that
    have none and name no other company."""
    lines = [fact.view.sentence for fact in verdict.facts if fact.asserted]
    direct = [_passage(document, talk, line) for line in lines if isinstance(line, Line)]
    direct.sort(key=lambda found: (found.line.field == "title", found.line.index))
    return [*direct, *_beside(document, talk, {id(line) for line in lines})]


def exactness(passage: Passage, start: int, end: int) -> Exactness:
    """How a figure is meant, by what stands right before it or right behind."""
    if shape("range before").search(passage.before(start)):
        return Exactness.UP_TO
    for name, meant in _MEANT:
        if shape(name).search(passage.before(start)) or shape(f"{name} behind").match(passage.behind(end)):
            return meant
    return Exactness.EXACT


def _beside(document: Document, talk: TalkCandidate, read: set[int]) -> Iterator[Passage]:
    if not document.is_one_main(talk):
        return
    for line in document.body:
        if id(line) in read or not isinstance(line, Line) or not shape("deal told").search(line.plain):
            continue
        passage = _passage(document, talk, line)
        if not passage.own and not passage.others and talk.has_all_of(line):
            yield passage


def _passage(document: Document, talk: TalkCandidate, line: Line) -> Passage:
    own, others = (tuple(line.starts[c.first] for c in part) for part in document.readings(talk, line))
    return Passage(line, with_digits(line.plain[:LONGEST]), own, others)
