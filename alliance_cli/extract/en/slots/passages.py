"""The sentences that tell of a talk, as running text, and the patterns that the terms of deals are known by."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from alliance_cli.extract.document import Candidate, Document, TalkCandidate, Verdict
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Sentence, Sort
from alliance_cli.models import Evidence
from alliance_cli.terms import EVIDENCE

_LISTS = ("DEAL", "BUY", "HOW")
LONGEST = 2_000
"""So many characters of a sentence are read: what is longer is a list, or made to keep a reader busy."""
BESIDE = 240
"""So many characters before a figure, and after it, can say what it is."""
_WIDEST = 160
"""How many characters a quote has at most."""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of `terms.tsv`, by name."""
    raw = {row[0]: row[1] for row in read("terms.tsv", 2)}
    for name in _LISTS:
        raw = {other: pattern.replace(f"<{name}>", raw[name]) for other, pattern in raw.items()}
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw.items() if name not in _LISTS}


@cache
def named_patterns(table: str, *, ignore_case: bool) -> dict[str, re.Pattern[str]]:
    """The patterns of another table, by what they stand for."""
    flags = re.IGNORECASE if ignore_case else 0
    return {row[0]: re.compile(row[1], flags) for row in read(table, 2)}


class Passage(NamedTuple):
    """A sentence that tells of a talk: its text with blanks for line ends, and at which character it begins.

    `direct` says that the talk was read from it; else it only points back. `others` are readings it has of other talks,
    `strangers` are where companies are named that are no parties, as characters of its text, `named` says that a party
    is.
    """

    text: str
    start: int
    sentence: Sentence
    own: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    strangers: tuple[int, ...] = ()
    named: bool = True

    @property
    def direct(self) -> bool:
        """True if the talk was read from it."""
        return bool(self.own)

    @property
    def leads(self) -> bool:
        """True for the first sentence of the text where the talk was read from it: the report is about that."""
        return self.direct and self.sentence.field == "text" and self.sentence.index == 0

    def is_of_talk(self, at: int) -> bool:
        """True if of all readings of the sentence the closest to a character is of the talk."""
        if not self.others:
            return True
        ours = min((self._far(c, at) for c in self.own), default=10_000)
        return ours <= min(self._far(c, at) for c in self.others)

    def is_others(self, at: int) -> bool:
        """True if what stands before a character is of a company that is no party: "a $5 billion bid from X"."""
        pattern = patterns()["of_other"]
        return any(at < other < at + BESIDE and pattern.match(self.text[at:other]) for other in self.strangers)

    def _far(self, candidate: Candidate, at: int) -> int:
        first, last = candidate.token_span()
        tokens = self.sentence.tokens
        begin = tokens[max(0, first)].start - self.start
        end = tokens[min(last, len(tokens)) - 1].end - self.start
        cue = tokens[min(candidate.first, len(tokens) - 1)].start - self.start
        outside = max(begin - at, at - end, 0)
        return outside * 4 + abs(at - cue)


class Term(NamedTuple):
    """What was read of terms, by the names of `Terms`, and the characters of the passage that say so."""

    values: dict[str, Any]
    passage: Passage
    start: int
    end: int

    def evidence(self, source: str) -> Evidence:
        """The quote, under the rule of the first of its terms."""
        begin = self.passage.start + self.start
        end = min(self.passage.start + self.end, begin + _WIDEST)
        field = self.passage.sentence.field
        return Evidence(source[begin:end], begin, end, f"{EVIDENCE}{next(iter(self.values))}", field)


def passages(document: Document, talk: TalkCandidate, verdict: Verdict) -> list[Passage]:
    """The sentences that tell of a talk, those of the text first; also those without a reading that speak of a deal and
    name no other company, where the report has no other main talk or none of whose parties they are but its."""
    views = {id(fact.view.sentence): fact.view for fact in verdict.facts}
    found = [_passage(document, talk, fact.view.sentence) for fact in verdict.facts]
    wanted, alone = patterns()["deal_noun"], document.is_one_main(talk)
    for sentence in document.body:
        if id(sentence) in views or not sentence.tokens or not talk.has_all_of(sentence):
            continue
        if alone or _is_its_own(document, talk, sentence):
            passage = _passage(document, talk, sentence)
            if not passage.others and wanted.search(passage.text):
                found.append(passage)
    return sorted(found, key=lambda p: (p.sentence.field != "text", p.sentence.index))


def _is_its_own(document: Document, talk: TalkCandidate, sentence: Sentence) -> bool:
    """True for a sentence that names parties of a talk which no other talk of the report has together."""
    named = {one.entity for one in sentence.named} & set(talk.parts)
    return bool(named) and not any(named <= set(other.parts) for other in document.kept if other is not talk)


def _passage(document: Document, talk: TalkCandidate, sentence: Sentence) -> Passage:
    source = document.report.text if sentence.field == "text" else document.report.title
    text = re.sub(r"\s", " ", source[sentence.start : min(sentence.end, sentence.start + LONGEST)])
    own, others = document.readings(talk, sentence)
    named = any(one.entity in talk.parts for one in sentence.named)
    return Passage(text, sentence.start, sentence, own, others, _strangers(talk, sentence), named)


def _strangers(talk: TalkCandidate, sentence: Sentence) -> tuple[int, ...]:
    others = (one for one in sentence.named if one.entity not in talk.parts and one.entity.sort is Sort.COMPANY)
    return tuple(sentence.tokens[one.first].start - sentence.start for one in others)


def is_past(before: str, after: str, since: int) -> bool:
    """True where a year long before the report stands beside what is told: "bought in 2005 for $1 billion"."""
    clause = _ENDS.split(before)[-1]
    return any(int(year) < since for year in _YEAR.findall(clause + after[:_JUST]))


_YEAR = re.compile(r"\b(?:in|since|of) (?:(?:early|mid|late)[ -])?((?:19|20)[0-9]{2})\b", re.IGNORECASE)
_ENDS = re.compile(r"(?<!\d{4})[,;:]|--? ")
_JUST = 12


def each(found: list[Passage]) -> Iterator[Passage]:
    """The passages, those of the talk's own readings before those that only point back."""
    yield from (p for p in found if p.direct)
    yield from (p for p in found if not p.direct)
