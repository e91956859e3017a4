"""How far a talk got, by the words around a reading of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from alliance_cli.extract.document import Candidate, SentenceView
from alliance_cli.extract.en.factuality import modality
from alliance_cli.extract.en.factuality.superseding import gives_way
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.models import Stage

_BEFORE: Final = 14
"""How many words that lead up to a cue may say how far it got."""
_AFTER: Final = 16
"""How many that follow it, within the clause."""
_NEAR: Final = 7
"""How many words a wish stands before the memorandum that it is for."""
_FAR_BEFORE: Final = -99
"""The place of a wish where none stands."""
_RANK = {stage: i for i, stage in enumerate((Stage.EXPLORING, Stage.TALKS, Stage.MOU, Stage.AGREED, Stage.OPERATING))}
_STAGES = {stage.value: stage for stage in Stage} | dict.fromkeys(("signed", "made", "told", "will"), Stage.AGREED)
_OPEN = frozenset({"told", "plan", "would"})
_DEEDS = frozenset({"operating", "agreed", "made", "signed", "told"})
_WISHES = frozenset({"exploring", "talks"})
_MEMO_WORDS = frozenset(word for word, phrases in LEX.stages.items() if any(phrase.sort == "mou" for phrase in phrases))
"""First words of what a memorandum is called."""
_BIDS = LEX.bid | LEX.offering
_ONWARD = LEX.prepositions_of_means | {"to", "a", "an"}
_HAVE = frozenset({"has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sentence says a talk got, None if it does not say; `planned` is "plan" or "would" if it says so."""

    stage: Stage | None = None
    planned: str = ""


def progress(view: SentenceView, candidates: Sequence[Candidate], at: int) -> Progress:
    """The furthest that a sentence says of a talk; without a reading of its own, what it says of "the deal" at `at`."""
    if not candidates:
        return _pointed(view, at) if at >= 0 else Progress()
    if gives_way(view):
        return Progress(Stage.AGREED)
    found = [_of(view, candidate) for candidate in candidates]
    return max(found, key=lambda made: (-1 if made.stage is None else _RANK[made.stage], made.planned))


def _of(view: SentenceView, candidate: Candidate) -> Progress:
    """How far by one reading: what leads up to its cue and the cue itself, else what follows, else its form.

    "plans to buy" is led up to by a plan, "a merger, agreed in May," is followed by the deed, "supplies" is a form.
    What is told as known got so far at least: "its $9 billion bid" is made, "their proposed merger" is agreed. A bid
    that is planned is yet to be made.
    """
    own = _own(view, candidate)
    led = _led(_chain(view, candidate.first), own)
    if modality.known(view, candidate.first):
        least = Stage.TALKS if own == "talks" or _bid_for(view, candidate) else Stage.AGREED
        return led if led.stage is not None and _RANK[led.stage] > _RANK[least] else Progress(least)
    if own == "talks" and led.planned:
        return Progress(Stage.EXPLORING if candidate.cue.frame.offer else Stage.TALKS)
    if led.stage is not None or led.planned:
        return led
    if own is not None:
        return Progress(_STAGES.get(own), own if own not in _STAGES else "")
    follows = _led(_after(view, candidate.last), None)
    return follows if follows.stage is not None else Progress(_form(view, candidate))


def _bid_for(view: SentenceView, candidate: Candidate) -> bool:
    """True for "its $9 billion bid to buy B": a bid is made, nothing is agreed."""
    at = candidate.first
    return at > 1 and view.words[at - 1] == "to" and view.words[at - 2] in _BIDS


def steps(view: SentenceView) -> Iterator[tuple[int, str]]:
    """All words of a sentence that say how far something got, as place and class, whatever they are said of."""
    return _classes(view, 0, len(view))


def _pointed(view: SentenceView, at: int) -> Progress:
    """How far by a sentence that only speaks of "the deal"; a memorandum is one unless it is yet to be talked over."""
    names = _chain(view, at) + _after(view, at)
    if _MEMO_WORDS.isdisjoint(view.words):
        return _led(names, None)
    places = {name: i for i, name in _classes(view, 0, len(view))}
    if "mou" in places and all(not 0 < places["mou"] - places.get(wish, _FAR_BEFORE) < _NEAR for wish in _WISHES):
        return Progress(Stage.MOU)
    return _led(names, None)


def _own(view: SentenceView, candidate: Candidate) -> str | None:
    """The class of the cue itself: "talks" of the cue "talks", None of "venture"."""
    cue = candidate.first, candidate.first + len(candidate.cue.words)
    return next((name for _, name in _classes(view, *cue) if name != "will"), None)  # "will" only leads up to a deed


def _after(view: SentenceView, start: int) -> list[str]:
    """The classes of the stage words that follow, up to the end of the clause."""
    stop = min(len(view), start + _AFTER)
    for i in range(start + 1, stop):
        if view.words[i] in LEX.stage_stops and not _joins_names(view, i):
            stop = i
            break
    # "a venture held equally by both" need not be there yet
    return [name for i, name in _classes(view, start, stop) if view.words[i] not in LEX.verbs_of_holding]


def _classes(view: SentenceView, start: int, stop: int) -> Iterator[tuple[int, str]]:
    """The stage words from `start` to `stop`, left to right, as place and class: (1, "plan") of "X plans a venture"."""
    table, words = LEX.stages, view.words
    i = start
    while i < stop:
        word = words[i]
        if word not in table and word != "to":  # so are most
            i += 1
            continue
        cue = match(table, words, i) if _plain(view, i) else None
        # After "to" a deed is yet to come, "aimed to sign a merger deal": what leads up to it says how far.
        if cue is not None and not (cue.sort in _DEEDS and i and words[i - 1] == "to") and not _for_a_purpose(words, i):
            yield i, "agreed" if cue.sort == "operating" and _yet_to_come(words, i) else cue.sort
        elif _decided(view, i):
            yield i, "will"
        i += len(cue.words) if cue is not None else 1


def _yet_to_come(words: list[str], i: int) -> bool:
    """True for "is being acquired", "once it completes the purchase", "until completion": what is not done yet."""
    if words[i - 1 : i] == ["being"]:
        return True
    if words[i] in LEX.completion:
        return words[max(0, i - 1)] in LEX.awaiting
    return words[i] in LEX.completes and not LEX.awaiting_deeds.isdisjoint(words[max(0, i - 4) : i])


def _for_a_purpose(words: list[str], i: int) -> bool:
    """True for "in a bid to expand" and "to offer a service": no bid and no offer for anybody."""
    if words[i] in LEX.bid and words[i + 1 : i + 2] == ["to"]:
        return words[max(0, i - 2) : i] in (["in", "a"], ["in", "its"], ["in", "their"])
    return words[i] in LEX.offering and words[max(0, i - 1) : i] == ["to"]


def _plain(view: SentenceView, i: int) -> bool:
    """True for a word of no name, and for "MoU", which looks like one."""
    return view.mention_at[i] is None or view.words[i] in LEX.memorandum_initials


def _chain(view: SentenceView, at: int) -> list[str]:
    """The classes of the stage words that lead up to the word `at`, the outermost first."""
    first = at
    while first > max(0, at - _BEFORE):
        i = first - 1
        if view.words[i] in LEX.stage_stops and view.depth[i] <= view.depth[at] and not _goes_on(view, i):
            break
        first = i
    return [name for i, name in _classes(view, first, at) if view.depth[i] <= view.depth[at]]


def _goes_on(view: SentenceView, i: int) -> bool:
    """True for a comma that parts no clauses: between names, before "to", before "a joint venture"."""
    return view.words[i] == "," and (_joins_names(view, i) or view.words[i + 1] in _ONWARD)


def _joins_names(view: SentenceView, i: int) -> bool:
    """True for the comma of "A, B and C": names on both sides."""
    return (
        view.words[i] == ","
        and 0 < i < len(view) - 1
        and view.mention_at[i - 1] is not None
        and view.mention_at[i + 1] is not None
    )


def _decided(view: SentenceView, i: int) -> bool:
    """True for the "to" of a headline's "A to buy B" and of "A is to buy B"."""
    if view.words[i] != "to" or i == 0:
        return False
    if view.words[i - 1] in LEX.be:
        return i < 2 or view.words[i - 2] not in LEX.aims  # "the aim is to buy"
    return view.sentence.headline and i in view.group_to


def _led(names: list[str], own: str | None) -> Progress:
    """What a run of stage words comes to, `own` being the class of the cue they lead up to.

    A memorandum or a signature counts unless a wish or talks stand before it: "talks to sign". Else the least of
    them counts: in "considering an agreed bid" the wish undoes the deed. A plan alone says only that it is one.
    """
    firm = [name for name in names if name not in _OPEN]
    whole = [*firm, own] if own in {"mou", "signed"} else firm
    for name, reached in (("mou", Stage.MOU), ("signed", Stage.AGREED)):
        if name in whole and not _WISHES.intersection(whole[: whole.index(name)]):
            return Progress(reached)
    if own == "talks":  # "Kraft launched a bid for Cadbury": only an offer is made
        firm = [name for name in firm if name in {"exploring", "talks", "agreed"}]
    if firm:
        return Progress(min((_STAGES[name] for name in firm), key=_RANK.__getitem__))
    planned = next((name for name in names if name in {"plan", "would"}), "")
    if planned and (own is None or own in _DEEDS or (own == "talks" and planned == "plan")):
        return Progress(planned=planned)
    return Progress(Stage.AGREED if "told" in names and own is None else None)


def _helping(view: SentenceView, i: int) -> str:
    """The word before a verb, an adverb aside: "is" of "is also buying"."""
    j = i - 1
    if j > 0 and (view.words[j] in LEX.passing_adverbs or view.words[j] == "also"):
        j -= 1
    return view.words[j] if j >= 0 else ""


def _form(view: SentenceView, candidate: Candidate) -> Stage | None:
    """How far the form of the cue says: "has put", "supplies", "are designing"."""
    frame, word = candidate.cue.frame, view.words[candidate.first]
    before = _helping(view, candidate.first)
    if frame.name == "address":
        return Stage.TALKS
    if frame.name == "own" or (frame.transfer and before == "been"):
        return Stage.OPERATING
    if frame.transfer and (before in _HAVE or word in LEX.participles_of_paying or word.endswith("ed")):
        return Stage.OPERATING
    if frame.transfer and word.endswith("ing") and before in LEX.be:
        return Stage.AGREED
    if frame.work and not view.sentence.headline:  # a headline's "X supplies Y" is news: agreed, not yet done
        runs = word.endswith("s") or (word.endswith("ing") and before in LEX.be)
        return Stage.OPERATING if runs else None
    return None
