"""How a sentence puts a deed: as done, hedged, taken for granted or merely imagined."""

from typing import Final

from alliance_cli.extract.document import Candidate, SentenceView
from alliance_cli.extract.en.lexicon import LEX, frame_of

_BEFORE: Final = 14
"""How many words before a cue may make it imagined, and how many after."""
_PHRASE: Final = 5
"""How many words may stand between an article and the noun for a tie-up: "a 12 billion euro merger"."""
_VERB: Final = 8
"""How many words before a cue the verb may stand that it is the object of."""
_OWNER: Final = 8
"""How many words before a noun for a tie-up whose it is may stand, with its price between."""
_SUPPOSED: Final = frozenset(len(phrase.split("_")) for phrase in LEX.phrases_of_supposing)
"""Of how many words the phrases are that suppose something."""
_KNOWN = LEX.millions | LEX.presupposing
_OWNED: Final = frozenset({"the", "its", "their", "his", "her"})
_STAKE_RULES: Final = ("stake-in", "named-stake")
_INDEFINITE = frozenset({"a", "an", "any"})
_DEFINITE = frozenset({"the", "its", "their", "of", "with", "in", "to"})
_STAKE_VERBS = LEX.bid_verbs | LEX.verbs_of_taking


def around(view: SentenceView, candidates: list[Candidate], at: int) -> set[str]:
    """The words close to the cues of a talk, the cues included."""
    # Further off words are of something else: "If approved at the meeting in May, the takeover ..." is not approved.
    marks = [(a.first, max(a.last + 4, a.token_span()[1] + 2)) for a in candidates] or [(at, at + 5)]
    around: set[str] = set()
    for first, last in marks:
        around.update(view.words[max(0, first - 10) : last])
    return around


def done(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True if the deed itself is told as done, whatever is hedged of what follows ("signed a deal that could")."""
    hedges, done = LEX.hedges, LEX.done
    for candidate in candidates:
        for j in range(max(0, candidate.first - _VERB), candidate.first):
            word = view.words[j]
            if word in done and hedges.isdisjoint(view.words[max(0, j - 5) : j]):
                between = view.words[j + 1 : candidate.last]
                # "aimed to sign a merger deal" tells of no deed.
                if {"to", "not", "if"}.isdisjoint(view.words[max(0, j - 2) : j]) and hedges.isdisjoint(between):
                    return True
    return False


def indefinite(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True for "a merger of X and Y", "an X takeover of Y": one that need not exist."""
    for candidate in candidates:
        start = candidate.first
        while start > 0 and candidate.first - start < _PHRASE and view.words[start - 1] not in _INDEFINITE:
            if view.words[start - 1] in _DEFINITE:
                return False
            start -= 1
        if start == 0 or view.words[start - 1] not in _INDEFINITE:
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
    """True for a cue that takes its tie-up for granted: a holding, a deed of an aside, what money is raised for."""
    if candidate.cue.frame.name == "own":
        return True
    if view.depth[candidate.first] > 0:
        near = around(view, [candidate], candidate.first)
        return bool(near & LEX.facts) or candidate.cue.frame.name == "bid"
    if candidate.rule in _STAKE_RULES:
        verbs = view.words[max(0, candidate.first - _VERB) : candidate.first]
        traded = any(frame_of(LEX.verbs, verb) not in {"", "own"} for verb in verbs)
        return not traded and _STAKE_VERBS.isdisjoint(verbs)  # "X's stake in Y" is held, unless a verb moves it
    before = view.words[max(0, candidate.first - 6) : candidate.first]
    funds = any(word in LEX.verbs_of_funding and before[j] == "to" for j, word in enumerate(before[1:]))
    return funds or not LEX.financing.isdisjoint(before)  # who raises money for a bid is known to bid


def known_by(view: SentenceView, candidates: list[Candidate]) -> bool:
    """True if all readings are of what is told as known, whatever is wished or feared for it."""
    return bool(candidates) and all(known(view, candidate.first) for candidate in candidates)


def known(view: SentenceView, at: int) -> bool:
    """True for a noun at the word `at` that is told as known: "its $17 billion bid", "the proposed merger"."""
    if view.sentence.headline:
        return False
    for i in range(at - 1, max(-1, at - _OWNER), -1):
        if view.words[i] in _OWNED:
            return not _KNOWN.isdisjoint(view.words[i + 1 : at]) or _stands(view, i, at)
        mention = view.mention_at[i]
        if mention is not None:
            supposed = not _KNOWN.isdisjoint(view.words[i + 1 : at]) or _stands(view, mention.first, at)
            return mention.possessive and supposed
    return False


def _stands(view: SentenceView, owner: int, at: int) -> bool:
    """True for a bid at the word `at` that its owner has made, as it is raised or fought: "to sweeten its bid"."""
    fought = owner > 0 and view.words[owner - 1] in LEX.verbs_of_bettering
    return fought and view.words[at] in LEX.bids_made


def fancied(view: SentenceView, at: int) -> bool:
    """True if the cue at `at` stands under "if", "could", "in theory" and the like."""
    start = max(0, at - _BEFORE)
    before = view.words[start:at]
    # "if approved by regulators" is a formality, not a fancy.
    formal = {j for j in range(len(before)) if before[j] == "if" and view.words[start + j + 1] in LEX.formalities}
    # "Dream" of "the Atlanta Dream" is a name
    plain = (j for j, word in enumerate(before) if word in LEX.fancies and view.mention_at[start + j] is None)
    if any(j not in formal for j in plain):
        return True
    after = view.words[at : at + _BEFORE]
    return any("_".join(after[j : j + n]) in LEX.phrases_of_supposing for n in _SUPPOSED for j in range(len(after)))


def dated(view: SentenceView, at: int) -> bool:
    """True for a noun at the word `at` whose owner has it in a year: "its 2008 purchase of X", which is made."""
    for i in range(at - 1, max(0, at - _OWNER), -1):
        word = view.words[i]
        if word.isdigit() and len(word) == 4:
            owned = view.words[i - 1] in _OWNED or view.sentence.tokens[i - 1].possessive
            return owned and LEX.attempted.isdisjoint(view.words[i + 1 : at])
        if view.mention_at[i] is not None or word in LEX.prepositions:
            return False
    return False


def put_to_rest(words: list[str]) -> bool:
    """True for "ending months of speculation"."""
    at = next((place for place, word in enumerate(words) if word in LEX.speculation), -1)
    return at >= 0 and not LEX.forms_of_end.isdisjoint(words[max(0, at - 3) : at])
