"""The quotes a claim rests on: the words that tie its companies, and first those that say it is over or denied."""

from collections.abc import Iterator

from alliance_cli.extract.document import (
    Candidate,
    Document,
    Sentence,
    SentenceFacts,
    SentenceView,
    TalkCandidate,
    Verdict,
)
from alliance_cli.models import Evidence, Status

_MOST = 4
_MAX_WORDS = 25
_MAX_CHARS = 240


def evidence(
    analysis: Document, talk: TalkCandidate, standing: Verdict, words: list[SentenceFacts]
) -> tuple[Evidence, ...]:
    """One quote for each sentence a talk was read from, the body's first, at most four.

    Where it is said to have ended, or is denied, the quote that says so leads.
    """
    seen: dict[SentenceView, Evidence] = {}
    order = sorted(talk.assertions, key=lambda a: (a.clause.sentence.field != "text", a.clause.sentence.index))
    for assertion in order:
        key = assertion.clause
        if key not in seen:
            seen[key] = quote(analysis, assertion)
    return tuple(_led(analysis, talk, list(seen.values()), standing, words)[:_MOST])


def _led(
    analysis: Document, talk: TalkCandidate, found: list[Evidence], standing: Verdict, words: list[SentenceFacts]
) -> list[Evidence]:
    """The quotes, that of the word on which an end or a denial rests before the others."""
    said = next(_turning(talk, standing, sorted(words, key=lambda word: word.headline)), None)
    if said is None:
        return found
    sentence, at, rule = said
    token = sentence.tokens[at]
    for held in found:
        if held.field == sentence.field and held.start <= token.start and token.end <= held.end:
            return [held, *(other for other in found if other is not held)]
    return [_cut(analysis, sentence, at - _MAX_WORDS // 2, at + _MAX_WORDS // 2 + 1, rule), *found]


def _turning(talk: TalkCandidate, standing: Verdict, words: list[SentenceFacts]) -> Iterator[tuple[Sentence, int, str]]:
    """The sentences that say of a talk that it ended, or deny it: by which word, and the rule that read it."""
    over = standing.status is Status.ABANDONED
    for word in words:
        sentence = word.clause.sentence
        if over and word.ended and word.end_at >= 0:
            yield sentence, word.end_at, "said-to-have-ended"
        elif over and word.ended:
            yield from ((sentence, a.first, a.rule) for a in talk.assertions if a.ended and a.clause is word.clause)
        elif not over and standing.denied and word.denied and word.denied_at >= 0:
            yield sentence, word.denied_at, "denied"


def quote(analysis: Document, assertion: Candidate) -> Evidence:
    """The clause that a reading rests on, cut to a short quote."""
    first, last = assertion.token_span()
    if last - first > _MAX_WORDS:
        first = max(first, assertion.first - _MAX_WORDS // 2)
        last = min(last, first + _MAX_WORDS)
    return _cut(analysis, assertion.clause.sentence, first, last, assertion.rule)


def _cut(analysis: Document, sentence: Sentence, first: int, last: int, rule: str) -> Evidence:
    """The words from one token to before another, fewer where they are too long."""
    tokens = sentence.tokens
    first = max(0, first)
    last = max(first + 1, min(last, len(tokens)))
    source = analysis.report.text if sentence.field == "text" else analysis.report.title
    start, end = tokens[first].start, tokens[last - 1].end
    while end - start > _MAX_CHARS and last - 1 > first:
        last -= 1
        end = tokens[last - 1].end
    end = min(end, start + _MAX_CHARS)
    return Evidence(source[start:end], start, end, rule, sentence.field)
