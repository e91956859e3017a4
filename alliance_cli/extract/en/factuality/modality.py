"""How a sentence puts a deed: as done, hedged, taken for granted or merely imagined."""

from alliance_cli.extract.document import Candidate, SentenceView
from alliance_cli.extract.en.lexicon import LEX


def around(clause: SentenceView, assertions: list[Candidate], at: int) -> set[str]:
    """The words close to the cues of a talk, the cues included."""
    marks = [(a.first, max(a.last + 4, a.token_span()[1] + 2)) for a in assertions] or [(at, at + 5)]
    around: set[str] = set()
    for first, last in marks:
        around.update(clause.lows[max(0, first - 10) : last])
    return around


def done(clause: SentenceView, assertions: list[Candidate]) -> bool:
    """True if the deed itself is told as done, whatever is hedged of what follows ("signed a deal that could")."""
    hedges, done = LEX.hedges, LEX.done
    for assertion in assertions:
        for j in range(max(0, assertion.first - 8), assertion.first):
            low = clause.lows[j]
            if low in done and hedges.isdisjoint(clause.lows[max(0, j - 5) : j]):
                between = clause.lows[j + 1 : assertion.last]
                if {"to", "not", "if"}.isdisjoint(clause.lows[max(0, j - 2) : j]) and hedges.isdisjoint(between):
                    return True
    return False


def indefinite(clause: SentenceView, assertions: list[Candidate]) -> bool:
    """True for "a merger of X and Y", "an X takeover of Y": one that need not exist."""
    for assertion in assertions:
        start = assertion.first
        while start > 0 and assertion.first - start < 5 and clause.lows[start - 1] not in {"a", "an", "any"}:
            if clause.lows[start - 1] in {"the", "its", "their", "of", "with", "in", "to"}:
                return False
            start -= 1
        if start == 0 or clause.lows[start - 1] not in {"a", "an", "any"}:
            return False
    return bool(assertions)


def settled(clause: SentenceView, assertions: list[Candidate]) -> bool:
    """True if the words take the tie-up for granted: "the planned merger", "to finance its bid", a holding."""
    deals, marks = LEX.deal_words, LEX.presupposing
    for i, low in enumerate(clause.lows):
        if low in marks and not clause.sentence.headline and any(word in deals for word in clause.lows[i + 1 : i + 5]):
            return True
    return bool(assertions) and all(_granted(clause, assertion) for assertion in assertions)


def _granted(clause: SentenceView, assertion: Candidate) -> bool:
    if assertion.cue.frame.name == "own":
        return True
    if clause.depth[assertion.first] > 0:
        near = around(clause, [assertion], assertion.first)
        return bool(near & LEX.facts) or assertion.cue.frame.name == "bid"
    if assertion.rule in {"stake-in", "named-stake"}:
        verbs = set(clause.lows[max(0, assertion.first - 8) : assertion.first])
        return not any(
            v in LEX.verb_forms and LEX.verbs[v][0].frame.name != "own" for v in verbs
        ) and not verbs & LEX.bid_verbs | verbs & {"take"}
    before = clause.lows[max(0, assertion.first - 6) : assertion.first]
    funds = any(before[j : j + 2] == ["to", "fund"] for j in range(len(before)))
    return funds or not LEX.financing.isdisjoint(before)


def fancied(clause: SentenceView, at: int) -> bool:
    """True if the cue at `at` stands under "if", "could", "in theory" and the like."""
    start = max(0, at - 14)
    before = clause.lows[start:at]
    formal = {j for j in range(len(before)) if before[j] == "if" and clause.lows[start + j + 1] in LEX.formalities}
    if any(low in LEX.fancies and j not in formal for j, low in enumerate(before)):
        return True
    after = clause.lows[at : at + 14]
    return any(
        after[j : j + 3] == ["would", "make", "sense"] or after[j : j + 2] == ["in", "theory"]
        for j in range(len(after))
    )
