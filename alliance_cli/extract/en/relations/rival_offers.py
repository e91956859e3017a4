"""Offers for what others are told to want too, where the bidder alone is named: "a rival bid from X"."""

from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.syntax.phrases import group_after, modifier
from alliance_cli.models import Kind, Role

_FOR: Final = frozenset({"for"})
_MAKES: Final = LEX.bid_verbs - _FOR
_BY: Final = frozenset({"by"})
_BY_FROM: Final = _BY | {"from"}
_ONE: Final = frozenset({"a", "an"})
_BEFORE: Final = 5
"""So many words before the noun hold it against another offer: "a rival C$3.8 billion hostile offer"."""
_FENDED: Final = 7
"""So many words before it says that somebody fends an offer off: "fights off an even higher counter bid"."""
_FROM_WHOM: Final = 8
"""So many words after the noun, sums aside, "from" must stand: "an offer of $31 a share from X"."""


@RULES.rule("bid", {}, order=-10)
def counterbid(at: Trigger) -> Candidate | None:
    """A counterbid is for what the first bid is for, and not for who fends it off: "fights off a rival bid by X"."""
    words = at.view.words[max(0, at.first - _FENDED) : at.first]
    if LEX.fends_off.isdisjoint(words) or not _held_against(at):
        return None
    return beside_another(at)


@RULES.rule(
    "bid takeover",
    {
        "offer-besides": "London Stock Exchange made a bid for TMX. A rival offer came from Maple Group.",
    },
    order=20,
)
def beside_another(at: Trigger) -> Candidate | None:
    """Who else wants what a report has told to be wanted: "trumping a bid by X", "would not make a rival offer"."""
    view, _, i, last = at
    if not view.wanted or (i and view.words[i - 1] in LEX.other_offers) or _of_several(at):
        return None
    held_against = _held_against(at)
    maker = _maker(at, held_against=held_against)
    if maker is None or not all(entity.is_company or entity.bidder for entity in maker.members):
        return None
    sold = _contested(view, maker, held_against=held_against)
    named = group_after(view, last, _FOR, reach=10)
    if not sold or (named is not None and set(named.members).isdisjoint(entity for entity, _ in sold)):
        return None
    who = [part for part in sold if part[1] is not Role.UNIT]
    return filled(at, "offer-besides", parts(maker, Role.BUYER) + who, Kind.ACQUISITION)


def _of_several(at: Trigger) -> bool:
    """True for "acquisitions by X" and "purchases by X", which are of other things, and for who only seeks or sells."""
    word = at.cue.words[-1]
    return at.cue.lemma in LEX.suitors or (at.cue.frame.name == "takeover" and word not in LEX.whole_takeovers)


def _held_against(at: Trigger) -> bool:
    """True where a word holds the offer against another: "a rival bid", "an earlier $3 billion offer", "counterbid"."""
    before = at.view.words[max(0, at.first - _BEFORE) : at.first]
    return at.cue.words[-1] in LEX.outdoes or not LEX.held_against.isdisjoint(before)


def _maker(at: Trigger, *, held_against: bool) -> NameGroup | None:
    """Whose offer it is: "from X", "X's $16 billion offer", and, of one held against another, who acts by it."""
    view, _, i, last = at
    takeover = at.cue.frame.name == "takeover"
    by = group_after(view, last, _BY if takeover else _BY_FROM, reach=_FROM_WHOM, past_sums=True)
    if by is not None or takeover:
        one = at.cue.words[-1] in LEX.outdoes or not _ONE.isdisjoint(view.words[max(0, i - _BEFORE) : i])
        return by if one else None  # "the offer by X" is the one that was told
    near = modifier(view, i)
    if near is not None:
        return near if near.possessive or near.last == i else None
    agent = agent_of(view, i) if held_against else None
    made = agent is not None and not _MAKES.isdisjoint(view.words[agent.last : i])
    return agent if made else None  # "left X for a higher offer"


def _contested(view: SentenceView, maker: NameGroup, *, held_against: bool) -> tuple[Part, ...]:
    """What the report has told to be wanted by others: what the sentence names of it, else all there is.

    Nothing where who bids is wanted himself, or the sentence names somebody whose part is not known.
    """
    bids = set().union(*(by for sold, by in view.wanted.items() if sold))
    unclear = view.wanted.get((), set())
    if unclear.union(entity for sold in view.wanted for entity, _ in sold) & set(maker.members):
        return ()
    wanted = [sold for sold, by in view.wanted.items() if sold and by.isdisjoint(maker.members)]
    wanted = [sold for sold in wanted if bids.isdisjoint(entity for entity, _ in sold)]
    here = {entity for group in view.groups() for entity in group.members}
    named = [sold for sold in wanted if any(entity in here for entity, _ in sold)]
    known = bids.union(maker.members, (entity for sold in named for entity, _ in sold))
    if not held_against and any(entity.is_company for entity in here - known):
        return ()
    if named or not held_against:
        wanted = named
    same = bool(wanted) and all({entity for entity, _ in sold} & {entity for entity, _ in wanted[0]} for sold in wanted)
    return wanted[0] if same else ()
