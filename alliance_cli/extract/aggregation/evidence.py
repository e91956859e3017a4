"""The quotes a claim rests on: the words that tie its companies, and first those that say it is over or denied."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.document import Candidate, Document, SentenceView, TalkCandidate, Verdict
from alliance_cli.extract.spans import Sentence
from alliance_cli.models import Evidence, Status

_MOST: Final = 4
"""How many quotes a claim has at most."""
_MAX_WORDS: Final = 25
"""How many words a quote has at most."""
_MAX_CHARS: Final = 240
"""How many characters: single words may be of any length."""


def evidence(document: Document, talk: TalkCandidate) -> tuple[Evidence, ...]:
    """One quote for each sentence a talk was read from, the body's first, at most four.

    Where it is said to have ended, or is denied, the quote that says so leads.
    """
    seen: dict[SentenceView, Evidence] = {}
    order = sorted(talk.candidates, key=lambda a: (a.view.sentence.field != "text", a.view.sentence.index))
    for candidate in order:
        if candidate.view not in seen:
            seen[candidate.view] = quote(document, candidate)
    return tuple(_led(document, talk, list(seen.values()))[:_MOST])


def _led(document: Document, talk: TalkCandidate, found: list[Evidence]) -> list[Evidence]:
    """The quotes, that of the word on which an end or a denial rests before the others."""
    said = next(_turning(talk, document.verdicts[talk]), None)
    if said is None:
        return found
    sentence, at, rule = said
    token = sentence.tokens[at]
    for held in found:
        if held.field == sentence.field and held.start <= token.start and token.end <= held.end:
            return [held, *(other for other in found if other is not held)]
    return [_cut(document, sentence, at - _MAX_WORDS // 2, at + _MAX_WORDS // 2 + 1, rule), *found]


def _turning(talk: TalkCandidate, verdict: Verdict) -> Iterator[tuple[Sentence, int, str]]:
    """The sentences that say of a talk that it ended, or deny it: by which word, and the rule that read it."""
    over = verdict.status is Status.ABANDONED
    for fact in sorted(verdict.facts, key=lambda fact: fact.headline):  # the text before the headline
        sentence = fact.view.sentence
        if over and fact.ended and fact.end_at >= 0:
            yield sentence, fact.end_at, "said-to-have-ended"
        elif over and fact.ended:
            yield from ((sentence, a.first, a.rule) for a in talk.candidates if a.ended and a.view is fact.view)
        elif not over and verdict.denied and fact.denied and fact.denied_at >= 0:
            yield sentence, fact.denied_at, "denied"


def quote(document: Document, candidate: Candidate) -> Evidence:
    """The clause that a reading rests on, cut to a short quote."""
    first, last = candidate.token_span()
    if last - first > _MAX_WORDS:  # then the cue stands in the middle
        first = max(first, candidate.first - _MAX_WORDS // 2)
        last = min(last, first + _MAX_WORDS)
    return _cut(document, candidate.view.sentence, first, last, candidate.rule)


def _cut(document: Document, sentence: Sentence, first: int, last: int, rule: str) -> Evidence:
    """The words from one token to before another, fewer where they are too long."""
    tokens = sentence.tokens
    first = max(0, first)
    last = max(first + 1, min(last, len(tokens)))
    source = document.report.text if sentence.field == "text" else document.report.title
    start, end = tokens[first].start, tokens[last - 1].end
    while end - start > _MAX_CHARS and last - 1 > first:
        last -= 1
        end = tokens[last - 1].end
    end = min(end, start + _MAX_CHARS)  # a single word may be longer
    return Evidence(source[start:end], start, end, rule, sentence.field)
