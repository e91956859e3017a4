"""Whether a word of ending is said of a talk, as a fact."""

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import takewhile
from typing import Final, NamedTuple

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.factuality.superseding import gives_way
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, Phrase, frame_of
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Kind

_CLOSE: Final = 4
"""How many words before an ending may make it a wish, a fear or another's."""
_CLAUSE: Final = 14
"""How many words before an ending may set a condition, a term or a report that it stands in."""
_ASKED: Final = 8
"""How many words before an ending may ask for it."""
_OBJECT: Final = 7
"""How many words after an ending its object is looked for."""
_SINCE: Final = 6
"""How many words before an ending may hold the "after" that puts it before today's news."""

_DEALS = LEX.deal_words | LEX.endable
_TOLD = LEX.reports | LEX.rumours | LEX.suggestions
_CONDITIONS = LEX.conditionals | {"if"}
_MEANWHILE = LEX.conjunctions_of_background | {"as", "when"}
_SEQUENCE = LEX.conjunctions_of_sequence | {"upon"}
_OWN_END_BEFORE = LEX.conjunctions_of_sequence | {"its", "his", "their"}
_OWN_END = LEX.failures_of_firms | LEX.collapse


def only_planned(view: SentenceView, i: int) -> bool:
    """True for an ending at `i` that is yet to come: "plans to end", "A wants to call off"."""
    words = view.words
    if not LEX.verbs_of_planning.isdisjoint(words[max(0, i - _CLOSE) : i]):
        return True
    if i == 0 or words[i - 1] != "to":
        return False
    if view.sentence.headline and i - 1 in view.group_to:
        return False  # a headline's "A to end" is decided
    return LEX.resolves.isdisjoint(words[max(0, i - 6) : i])  # and so is "decided to end"


def nearest(i: int, mine: list[Candidate], others: Sequence[Candidate]) -> bool:
    """True if no reading of another talk stands closer to the word at `i`.

    "A, which called off talks with B, will buy C" ends the talks with B, not the purchase.
    """
    if not mine or not others:
        return True
    return min(abs(i - a.first) for a in mine) <= min(abs(i - a.first) for a in others)


def before_it_began(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for the end in "after talks with A were called off, B and C ...", and in "after it was, they talk again"."""
    before = view.words[max(0, i - _SINCE) : i]
    if not candidates or LEX.conjunctions_of_sequence.isdisjoint(before):
        return False
    if not LEX.pairs.isdisjoint(before):
        return False  # "after the two sides fell out, A sold its half to B": the two are A and B
    return all("," in view.words[i + 1 : candidate.first] for candidate in candidates)


def really_ends(view: SentenceView, i: int, phrase: Phrase, candidates: list[Candidate]) -> bool:
    """True if the ending at `i` is said of the talk as fact: no wish, fear or condition, and of nothing else."""
    words = view.words
    before = words[max(0, i - _CLOSE) : i]
    if _announced(view, i):
        before = [word for word in before if word != "would"]
    if not LEX.end_averted.isdisjoint(before):
        return False
    object_of = view.entity_at(i + 1)
    if object_of is not None and object_of.sort is Sort.PERSON:
        return False  # "the board axed X"
    if words[i - 1 : i] == ["or"] or _conditional(view, i):
        return False  # "is to bid or walk away"
    if _of_something_else(view, i) or _by_another(view, i, candidates) or _of_an_earlier_one(view, i, candidates):
        return False
    if _asked_for(view, i) or _said_not_to_have(view, i) or gives_way(view) or _ends_other_thing(view, i, candidates):
        return False
    if candidates and all(view.depth[candidate.first] > view.depth[i] for candidate in candidates):
        return False  # "V, owned by G, stops making ...": what the main clause ends is not what an aside tells
    return _BY_SORT[phrase.sort](view, i, phrase, candidates)


def _deed_follows(view: SentenceView, start: int, candidates: list[Candidate]) -> bool:
    """True for "decided not to buy X" and "not to make an offer", but not "not to block the deal", "not to sell its
    stake", which keeps what there is."""
    if not candidates or view.words[start - 1] != "to":
        return False
    deeds = [one for one in candidates if one.first == start]
    if deeds:
        return not any(one.kind is Kind.STAKE and one.cue.frame.name == "sell" for one in deeds)
    return view.words[start] in LEX.steps_to_a_deal and any(0 < one.first - start < _OBJECT for one in candidates)


def _by_an_authority(view: SentenceView, i: int) -> bool:
    """True for "China rejected X's bid", "regulators have turned down": what may be forbidden is not bid for again."""
    at = i - 1
    while at > 0 and view.words[at] in LEX.auxiliaries:
        at -= 1
    if at < 0:
        return False
    named = view.entity_at(at)
    if named is not None:
        return named.sort in {Sort.PLACE, Sort.BODY}
    return view.words[at] in LEX.nameless or view.words[at] in LEX.places


def _rejected(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True unless a target rejects a bid: it can be raised, and what is kept instead of it goes on."""
    return (_by_an_authority(view, i) or not _of_a_bid(view, i, candidates)) and _bound(view, i, candidates)


def _of_a_bid(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    return not candidates or any(one.cue.frame.offer for one in candidates) or _offer_next(view, i)


def _offer_next(view: SentenceView, i: int) -> bool:
    """True if the next deal after a word of rejecting is a bid: "rejected the offer in favor of its deal with X"."""
    nouns = (frame_of(LEX.nouns, word) for word in view.words[i + 1 : i + 1 + _CLAUSE])
    return next((frame for frame in nouns if frame not in NAMES_A_PARTY), "") == "bid"


def _ends_other_thing(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for what else is ended besides: "is buying X and scrapping plans for a chain", "tops the bid and drops a
    payout"."""
    joined = view.words[i - 1 : i] == ["and"] and candidates and all(one.last <= i for one in candidates)
    if not joined or i + 1 >= len(view) or not view.words[i + 1][0].isalpha():
        return False
    return _OBJECTS.isdisjoint(view.words[i + 1 : i + 1 + _OBJECT])


_OBJECTS = LEX.deal_words | LEX.bid | {"it", "them"}


def _conditional(view: SentenceView, i: int) -> bool:
    """True for "if its planned tie-up with B falls apart"."""
    for j in range(i - 1, max(-1, i - _CLAUSE), -1):
        if view.words[j] in {",", ";", "that"}:
            return False
        if view.words[j] in _CONDITIONS or (view.words[j] in LEX.case and view.words[j - 1] == "in"):
            return True
    return _conditional_after(view, i)


def _conditional_after(view: SentenceView, i: int) -> bool:
    """True for "to drop its bid if the board objects", "would not proceed with it unless"."""
    for j in range(i + 1, min(len(view), i + _CLAUSE)):
        if view.words[j] in {",", ";"}:
            return False
        if view.words[j] in _CONDITIONS:
            return view.words[j - 1] not in LEX.concessive
    return False


def _announced(view: SentenceView, i: int) -> bool:
    """True for "said it would end ...": what a speaker says of himself is decided."""
    words = view.words
    if words[i - 1 : i] != ["would"] or words[i - 2 : i - 1] not in (["it"], ["they"]):
        return False
    return not LEX.reporting.isdisjoint(words[max(0, i - 7) : i])


def _asked_for(view: SentenceView, i: int) -> bool:
    """True for an end that outsiders ask for: "sued to block", "urged regulators to stop", "ordered A to abandon"."""
    words = view.words
    if i and view.mention_at[i - 1] is not None and _is_bare(words[i]):
        return not LEX.asked_of.isdisjoint(words[max(0, i - _ASKED) : i])  # "urges X to" without its "to"
    if not i or words[i - 1] != "to":
        return False
    return words[i] in LEX.hindered or not LEX.asked_of.isdisjoint(words[max(0, i - _ASKED) : i])


def _is_bare(word: str) -> bool:
    return not word.endswith(("s", "ed", "ing"))


def _said_not_to_have(view: SentenceView, i: int) -> bool:
    """True for the end in "rejecting a report that the deal had collapsed"."""
    before = view.words[max(0, i - _CLAUSE) : i]
    if before[-1:] == ["the"] and view.words[i + 1 : i + 2] == ["of"]:
        return False  # "dismissed suggestions that it was to blame for the collapse of": that it collapsed is granted
    return not _TOLD.isdisjoint(before) and not LEX.verbs_of_dismissing.isdisjoint(before)


def _of_an_earlier_one(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for "an earlier attempt fell apart" and "scrapped a previous deal", which is history beside today's news.

    "Its own" deal is none where it is the one that is read: "A broke off its own talks with B".
    """
    words, past = view.words, LEX.past_ones
    for j in (*range(max(0, i - _CLOSE), i), *range(i + 1, min(len(words), i + 1 + _CLOSE))):
        if words[j] in past and not _DEALS.isdisjoint(words[j + 1 : j + 3]):
            if words[j] in LEX.owning and any(j < one.first <= j + 2 for one in candidates):
                continue
            return True
    return False


def _by_another(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True where the name before the ending is none of the talk's: "A and B in talks as C pulls out"."""
    subject = view.group_to.get(i)
    if subject is None or not candidates or not subject.first or view.words[subject.first - 1] not in _MEANWHILE:
        return False
    return strangers(subject, {entity for candidate in candidates for entity in candidate.entities})


def strangers(group: NameGroup, parties: Set[Entity]) -> bool:
    """True if no name of a group is a party, an owner of one or a unit of one."""
    kin = parties | {entity.parent for entity in parties}
    return not any(member in kin or member.parent in parties for member in group.members)


class _Place(NamedTuple):
    """Where a word of ending stands: the word before it and the six after."""

    view: SentenceView
    i: int
    before: str
    after: list[str]

    @property
    def has_subject(self) -> bool:
        """True if a name stands right before it."""
        return self.view.group_to.get(self.i) is not None


def _of_something_else(view: SentenceView, i: int) -> bool:
    """True for the end of a year, a company's own collapse, an axed job, and what a deal itself ends."""
    words = view.words
    place = _Place(view, i, words[i - 1] if i else "", words[i + 1 : i + 7])
    if _thing_ended(place.after) or _place_follows(view, i) or _own_failure(view, i):
        return True
    other = _OTHERWISE.get(words[i])
    return other is not None and other(place)


def _collapse(at: _Place) -> bool:
    """ "before its collapse", "collapsed into losses", "the collapse of X": a company's own end"""
    by_itself = at.view.words[at.i] in LEX.collapse and at.before in _OWN_END_BEFORE
    return by_itself or at.after[:1] == ["into"] or _firm_follows(at.view, at.i)


def _fail(at: _Place) -> bool:
    """ "failed to disclose": only what two failed to reach or to close is the end of a talk"""
    return at.after[:1] == ["to"] and LEX.achieves.isdisjoint(at.after[1:3])


def _end(at: _Place) -> bool:
    """ "by the end of the year", "by year end" """
    span = at.after[:1] == ["of"] and not LEX.spans.isdisjoint(at.after[1:4])
    return span or at.before in LEX.before_end


def _what_ends(at: _Place) -> bool:
    """ "a deal that ends ..." """
    i, words = at.i, at.view.words
    return at.before in {"that", "which"} and i > 1 and words[i - 2] in LEX.deal_words


def _expire(at: _Place) -> bool:
    """ "the waiting period expired", "patents that expire" """
    return not LEX.terms.isdisjoint(at.view.words[max(0, at.i - _CLAUSE) : at.i])


def _wind_up(at: _Place) -> bool:
    """ "wound up with", "wound up paying" """
    return at.after[1:2] in (["with"], ["in"], ["as"]) or any(word.endswith("ing") for word in at.after[1:2])


def _exit(at: _Place) -> bool:
    """ "an exit strategy": the noun, unless it is one from something"""
    return not at.has_subject and at.before not in {"to", "will", "and"} and at.after[:1] != ["from"]


def _quit(at: _Place) -> bool:
    """ "the chairman quits", "quits over the deal": somebody's post"""
    return at.after[:1] == ["over"] or at.before in LEX.officers


def _pull(at: _Place) -> bool:
    """ "pulled off a merger", "pulls no punches", "pulled back" """
    return at.after[:1] == ["no"] or not LEX.off_or_back.isdisjoint(at.after[:1])


def _lose(at: _Place) -> bool:
    """ "lost the tunnel tender to X", but not "lost out to X" and "lost its bid" """
    return LEX.out.isdisjoint(at.after[:1]) and LEX.bid.isdisjoint(at.after[:5])


_FORMS: Sequence[tuple[Set[str], Callable[[_Place], bool]]] = (
    (LEX.forms_of_collapse, _collapse),
    (LEX.termination, lambda at: at.after[:1] != ["of"]),
    (LEX.forms_of_fail, _fail),
    ({"no"}, lambda at: LEX.pursued.isdisjoint(at.after[1:4])),  # "no longer" ends a talk only before "pursue"
    (LEX.forms_of_bar, lambda at: not at.has_subject and at.before not in LEX.auxiliaries),
    (LEX.end_alone, _end),
    (LEX.ends_or_ended, _what_ends),
    (LEX.ending_participle, lambda at: at.before == "," and not LEX.unendable.isdisjoint(at.after)),
    (LEX.forms_of_expire, _expire),
    (LEX.forms_of_pull, _pull),
    (LEX.forms_of_lose, _lose),
    (LEX.forms_of_wind, _wind_up),
    (LEX.forms_of_block, lambda at: at.before in LEX.blocks),  # "gas block", "a tower block"
    (LEX.forms_of_exit, _exit),
    (LEX.forms_of_quit, _quit),
)
_OTHERWISE: Mapping[str, Callable[[_Place], bool]] = {form: other for forms, other in _FORMS for form in forms}
"""Of forms that often end something else: when they do."""


def _thing_ended(after: list[str]) -> bool:
    """True where what follows names another thing than a tie-up first: "ended its long battle over the deal"."""
    for word in after:
        if word in _DEALS or word in {",", ";"}:
            return False
        if word in LEX.unendable:
            return True
    return False


def _place_follows(view: SentenceView, i: int) -> bool:
    """True for "to abandon Japan"."""
    j = i + 2 if view.words[i + 1 : i + 2] == ["the"] else i + 1
    mention = view.mention_at[j] if j < len(view) else None
    if mention is None or mention.entity.sort is not Sort.PLACE:
        return False
    return _DEALS.isdisjoint(view.words[mention.last : mention.last + 4])  # "to abandon Japan tie-up" is one


def _own_failure(view: SentenceView, i: int) -> bool:
    """True for "X, which collapsed in 2008", "the latter collapsed", "on the verge of collapse", "failed bank X"."""
    words = view.words
    before = words[i - 1] if i else ""
    if words[i] in LEX.failures_of_firms and before != "had" and _firm_named(view, i):
        return True
    if words[i] not in _OWN_END:
        return False
    if before == "which":
        return not {i - 1, i - 2}.isdisjoint(view.group_to)
    return before in LEX.latter or (i > 1 and before in {"of", "on"} and words[i - 2] in LEX.brinks)


def _firm_named(view: SentenceView, i: int) -> bool:
    """True where a firm by its trade or its name comes next, before any word for a deal: "failed U.S. bank X"."""
    if i + 1 in view.group_from:
        return not view.group_from[i + 1].possessive
    follow = list(takewhile(lambda word: word not in {",", ";", '"'}, view.words[i + 1 : i + 5]))
    return _DEALS.isdisjoint(follow) and not LEX.sector_nouns.keys().isdisjoint(follow[:3])


def _firm_follows(view: SentenceView, i: int) -> bool:
    """True for "the collapse of X" and "the collapsed lender X": a company's own end."""
    of = view.words[i + 1 : i + 2] == ["of"] and i + 2 in view.group_from
    whose = view.group_from[i + 2] if of else None
    own = (
        whose is not None
        and not whose.possessive
        and LEX.deal_or_talks.isdisjoint(view.words[whose.last : whose.last + 1])
    )
    return own or not LEX.sector_nouns.keys().isdisjoint(view.words[i + 1 : i + 4])


def _itself(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """True for "the memorandum between A and B lapsed" and "talks between A and B have ended", which have no object."""
    verb = i
    while verb > 0 and view.words[verb - 1] in {"has", "have", "had", "was", "were", "been"}:
        verb -= 1
    subject = view.group_to.get(verb)
    if subject is None or (view.words[i] not in LEX.verbs_of_lapsing and not _stands_alone(view, i)):
        return False
    named = set(subject.members)
    return any(one.first < subject.first and named <= set(one.entities) for one in candidates)


def _stands_alone(view: SentenceView, i: int) -> bool:
    """True for a verb without an object: "have ended, ...", "ended on Monday"."""
    after = view.words[i + 1] if i + 1 < len(view) else "."
    return view.words[i].endswith("ed") and (not after[0].isalnum() or after in LEX.prepositions)


def _bound(view: SentenceView, i: int, candidates: list[Candidate]) -> bool:
    """A weaker ending word counts where a word for the talk stands close to it."""
    if _itself(view, i, candidates):
        return True
    deals = LEX.deal_words
    if view.words[i] in LEX.forms_of_leaving and not LEX.holdings_left.isdisjoint(view.words[i + 1 : i + 5]):
        return bool(candidates)  # "exited its investment in X"
    # After "after ending" only what follows is ended, not the deal that came of it.
    apart = view.words[i].endswith("ing") and not _SEQUENCE.isdisjoint(view.words[i - 1 : i])
    for j in range(i + 1 if apart else max(0, i - 5), min(len(view), i + 9)):
        if j != i and view.words[j] in LEX.endable and candidates:
            return True  # "its plan" is the talk's only where the sentence tells of the talk
        if j != i and view.words[j] in deals and view.words[j] not in LEX.turnover:
            return True
    return False


_BY_SORT: Final[Mapping[str, Callable[[SentenceView, int, Phrase, list[Candidate]], bool]]] = {
    "strong": lambda view, i, phrase, candidates: True,
    "resolve": lambda view, i, phrase, candidates: _deed_follows(view, i + len(phrase.words), candidates),
    "tie": lambda view, i, phrase, candidates: _rejected(view, i, candidates),
    "bound": lambda view, i, phrase, candidates: _bound(view, i, candidates),
}
"""What else must hold of an ending, by its class in the table."""
