"""How a sentence puts a deed: as done, hedged, taken for granted or merely imagined."""

from alliance_cli.extract.document import Candidate, SentenceView
from alliance_cli.extract.en.lexicon import LEX


def around(view: SentenceView, candidates: list[Candidate], at: int) -> set[str]:
    """The words close to the cues of a talk, the cues included."""
    marks = [(a.first, max(a.last + 4, a.token_span()[1] + 2)) for a in candidates] or [(at, at + 5)]
    around: set[str] = set()
    for first, last in marks:
        around.update(view.words[max(0, first - 10) : last])
    return around


def done(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True if the deed itself is told as done, whatever is hedged of what follows ("signed a deal that could")."""
    hedges, done = LEX.hedges, LEX.done
    for candidate in candidates:
        for j in range(max(0, candidate.first - 8), candidate.first):
            word = view.words[j]
            if word in done and hedges.isdisjoint(view.words[max(0, j - 5) : j]):
                between = view.words[j + 1 : candidate.last]
                if {"to", "not", "if"}.isdisjoint(view.words[max(0, j - 2) : j]) and hedges.isdisjoint(between):
                    return True
    return False


def indefinite(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True for "a merger of X and Y", "an X takeover of Y": one that need not exist."""
    for candidate in candidates:
        start = candidate.first
        while start > 0 and candidate.first - start < 5 and view.words[start - 1] not in {"a", "an", "any"}:
            if view.words[start - 1] in {"the", "its", "their", "of", "with", "in", "to"}:
                return False
            start -= 1
        if start == 0 or view.words[start - 1] not in {"a", "an", "any"}:
            return False
    return bool(candidates)


def settled(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True if the words take the tie-up for granted: "the planned merger", "to finance its bid", a holding."""
    deals, marks = LEX.deal_words, LEX.presupposing
    for i, word in enumerate(view.words):
        if word in marks and not view.sentence.headline and not deals.isdisjoint(view.words[i + 1 : i + 5]):
            return True
    return bool(candidates) and all(_granted(view, candidate) for candidate in candidates)


def _granted(view: SentenceView, candidate: Candidate) -> bool:
    if candidate.cue.frame.name == "own":
        return True
    if view.depth[candidate.first] > 0:
        near = around(view, [candidate], candidate.first)
        return bool(near & LEX.facts) or candidate.cue.frame.name == "bid"
    if candidate.rule in {"stake-in", "named-stake"}:
        verbs = set(view.words[max(0, candidate.first - 8) : candidate.first])
        return not any(
            v in LEX.verb_forms and LEX.verbs[v][0].frame.name != "own" for v in verbs
        ) and not verbs & LEX.bid_verbs | verbs & {"take"}
    before = view.words[max(0, candidate.first - 6) : candidate.first]
    funds = any(before[j : j + 2] == ["to", "fund"] for j in range(len(before)))
    return funds or not LEX.financing.isdisjoint(before)


def fancied(view: SentenceView, at: int) -> bool:
    """True if the cue at `at` stands under "if", "could", "in theory" and the like."""
    start = max(0, at - 14)
    before = view.words[start:at]
    formal = {j for j in range(len(before)) if before[j] == "if" and view.words[start + j + 1] in LEX.formalities}
    if any(word in LEX.fancies and j not in formal for j, word in enumerate(before)):
        return True
    after = view.words[at : at + 14]
    return any(
        after[j : j + 3] == ["would", "make", "sense"] or after[j : j + 2] == ["in", "theory"]
        for j in range(len(after))
    )


def put_to_rest(words: list[str]) -> bool:
    """True for "ending months of speculation"."""
    if "speculation" not in words:
        return False
    at = words.index("speculation")
    return not _ENDING.isdisjoint(words[max(0, at - 3) : at])


_ENDING = frozenset({"end", "ends", "ended", "ending"})
