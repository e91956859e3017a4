"""Nouns of what is offered: bids and offers, who makes, gets and answers them."""

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, topic_subject
from alliance_cli.extract.en.lexicon import LEX, frame_of
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, parts
from alliance_cli.extract.en.relations.trade_object import as_rivals, bid_parts, stake_before
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, modifier, owner_before, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Kind, Role

_FOR = frozenset({"for"})
_BY = frozenset({"by"})
_BY_FROM = _BY | {"from"}
_ACTS = frozenset({"to", "will", "would", "can", "could"})
"""Words before "offer" and "bid" as verbs."""
_MAY_ACT = _ACTS | {"may", "also"}
_SUBORDINATES = frozenset({"that", "whether", "if", "but"})
_ARE = LEX.including | {"are", "were"}
_NAMES_TARGET = LEX.determiners | LEX.sector_nouns.keys()
_ANSWERING = LEX.answers_bids | LEX.sector_nouns.keys() | {"it"}
_TO_DO = 8
"""So many words after an offer it is said what is to be done: "from its European rival Airbus to supply"."""
_BEFORE = 3
"""Words right before the noun that say of what sort it is, or whose: "merger proposal", "their joint bid"."""
_TERMS = 9
"""Words after the verb "offer" in which a price stands, or "to buy", where it is a bid."""
_NEAR = 3
_DRAWN = 4
"""So many words before the noun a verb says that it is got from others: "received three binding offers"."""
_NEAR_OWNER = 6
"""Words between a name and the noun over which the name still belongs to it: "Cadbury takeover bid"."""


@RULES.rule(
    "bid",
    {
        "bid-for": "Kraft launched a bid for Cadbury.",
        "bid-made-to": "Pfizer made a merger proposal to AstraZeneca.",
        "named-bid": "Kraft mulls Cadbury takeover bid.",
        "bid-and-one-other": "Yahoo shares fell after Microsoft withdrew its bid.",
        "bid-answered-by-target": "A bid from Microsoft was rejected by Yahoo.",
        "target-answers-bid": "Yahoo rejected Microsoft's bid.",
        "among-bidders": "Walmart and Kroger are among Hostess bidders.",
    },
)
def bid(at: Trigger) -> Candidate | None:
    """Who bids for whom: "A's bid for B", "bid for B by A"; without "for", whoever answers it or is named beside it."""
    view, cue, i, last = at
    if i and view.words[i - 1] in LEX.bought_back:
        return None  # "a normal course issuer bid"
    if _to_do_for(view, last):
        return None
    of_board = not LEX.board_places.isdisjoint(view.words[last : last + _BEFORE + 1])
    if (i and view.words[i - 1] in LEX.other_offers) or of_board or _of_no_price(view, last):
        return None  # "a pay offer from Rio Tinto", "an offer of two board seats", "an offer of a job"
    if view.words[last : last + 1] == ["to"]:
        return _made_to(at)
    target = group_after(view, last, _FOR, reach=10)
    if target is not None and LEX.be.intersection(view.words[last : target.first]):
        target = None  # "the proposal is good for X"
    if target is not None and not LEX.not_bid_for.isdisjoint(view.words[target.last : target.last + 2]):
        return None  # "a bid for a Samsung sales ban"
    if target is not None and cue.words[0] in LEX.offering and _offers_goods(view, i, last, target):
        return None
    bidder = modifier(view, i)
    by = group_after(view, last, _BY_FROM, reach=8, past_sums=True)
    if target is None:
        found = _among(at, bidder) or _rejected(at, bidder, by)
        return found or _named_bid(at, bidder) or _lone_target(at, bidder)
    kind, stake = cue.kind, stake_before(view, last, target)
    kind = Kind.STAKE if stake else kind
    if by is not None and by is not target and bidder is None:
        bidder = by
    late = group_after(view, target.last, _BY_FROM, reach=5)
    bidder = bidder or late or _making(view, i)
    listed = bidder is None and cue.lemma in LEX.suitors
    if listed:
        bidder = group_after(view, target.last, _ARE, reach=6)
    if bidder is None or bidder is target or target.anaphor:
        return None
    who = parts(bidder, Role.BUYER) + bid_parts(view, target)
    made = filled(at, "bid-for", who, kind)
    if made and len(bidder) > 1 and (listed or (cue.lemma in LEX.suitors and view.words[i].endswith("s"))):
        made.rivals = True  # "Among the bidders for Vivo are Auchan and Biedronka", "X and Y are bidders for Z"
    if made and len(bidder) == 1 and len(target) > 1:
        made.separate = True  # "a suitor for Wachovia and Washington Mutual"
    return as_rivals(view, bidder, i, made)


def _making(view: SentenceView, i: int) -> NameGroup | None:
    """Who has the bid at `i`, and does not get or seek it from others: "X seeks bids for its unit"."""
    bidder = agent_of(view, i)
    drawn = bidder is not None and not LEX.draws_bids.isdisjoint(view.words[max(bidder.last, i - _DRAWN) : i])
    return None if drawn else bidder


@RULES.rule("buyer", {}, order=10)
def preferred(at: Trigger) -> Candidate | None:
    """A "preferred bidder" that is not said to be anybody is a bidder as any."""
    return bid(at) if at.cue.words[-1] in LEX.one_who_bids else None


def _offers_goods(view: SentenceView, i: int, last: int, target: NameGroup) -> bool:
    """True for "will offer phones for X's stores": a verb without a price is no bid."""
    verb = i > 0 and view.words[i - 1] in _MAY_ACT
    return verb and not LEX.currencies.intersection(view.words[last : target.last + 8])


def _of_no_price(view: SentenceView, last: int) -> bool:
    """True for an offer of what is given and not paid: "of a job", "of a bridging loan"; not "of shares and a loan"."""
    if view.words[last : last + 1] != ["of"]:
        return False
    for word in view.words[last + 1 : last + _TERMS]:
        if word in LEX.offered_things:
            return True
        if word in LEX.prepositions or word in LEX.conjunctions or not word[0].isalpha():
            return False
    return False


def _does_offer(view: SentenceView, i: int) -> bool:
    """True for the verb "offer" without a price or a deal: "X offered discounts", "X, which offers software"."""
    word, before, group = view.words[i], view.words[i - 1] if i else "", view.group_to.get(i)
    named = group is not None and not group.possessive and word.endswith("s")
    if not (named or word.endswith("ed") or before in LEX.stops or before in LEX.passing_adverbs):
        return False
    after = view.words[i + 1 : i + _TERMS]
    priced = not LEX.currencies.isdisjoint(after) or not LEX.takes_whole.isdisjoint(after)
    return not (priced or any(frame_of(LEX.nouns, other) for other in after))


def _made_to(at: Trigger) -> Candidate | None:
    """Who proposes to whom: "A made a merger proposal to B". Not an offer to do something, nor one of unknown aim."""
    view, cue, i, last = at
    target = phrase_after(view, last + 1)
    bidder = modifier(view, i) or left_subject(view, i)
    if target is None or bidder is None or bidder is target or target.anaphor or cue.lemma in LEX.bids_to_act:
        return None
    first = view.words[last + 1]
    if not view.sentence.tokens[last + 1].capitalised and first not in _NAMES_TARGET:
        return None  # "an offer to rival X" is an offer to do something
    aims = LEX.aims_of_offers.intersection(view.words[max(0, i - _BEFORE) : last])
    if not aims:
        return None  # "Comcast's offer to the board of Sky" may be for anything
    kind = Kind.MERGER if aims & LEX.mergers else Kind.ACQUISITION
    return filled(at, "bid-made-to", bought(bidder, target), kind)


def _among(at: Trigger, target: NameGroup | None) -> Candidate | None:
    """Those who are of the bidders for what the noun names: "X and Y are among Z bidders", "among Z's suitors"."""
    view = at.view
    if target is None or len(target) > 1 or at.cue.words[-1] not in LEX.who_bid:
        return None
    start = phrase_start(view, target.first)
    if view.words[max(0, start - 1)] != "among":
        return None
    made = filled(at, "among-bidders", bought(left_subject(view, start - 1), target), Kind.ACQUISITION)
    if made is not None:
        made.rivals = True
    return made


def _named_bid(at: Trigger, near: NameGroup | None) -> Candidate | None:
    """A subject and the target right before the noun: "A mulls B takeover offer"."""
    view, _, i, _ = at
    if near is None or near.possessive or len(near) > 1 or i - near.last > _NEAR:
        return None
    if view.words[i].endswith("ed") or not LEX.bests.isdisjoint(view.words[max(0, near.first - _BEFORE) : near.first]):
        return None  # "A bought B, C offered": C is who offers; "topping the C offer"
    if (owner := owner_before(view, near.first)) is not None:
        return filled(at, "named-bid", bought(owner, near), Kind.ACQUISITION)
    bidder = left_subject(view, phrase_start(view, near.first))
    if bidder is None or bidder is near:
        return None
    between = view.words[bidder.last : near.first]
    # "Norvik loses Tarn bid" is Norvik's own; in "A confirms that B's bid" the name is the bidder.
    if LEX.bid_verbs.isdisjoint(between) or not _SUBORDINATES.isdisjoint(between):
        return None
    return filled(at, "named-bid", bought(bidder, near), Kind.ACQUISITION)


def _lone_target(at: Trigger, near: NameGroup | None) -> Candidate | None:
    """The bidder and the only other company, in a headline or lead: "B's shares fell after A pulled its bid"."""
    view, cue, i, last = at
    if not view.sentence.headline and view.sentence.index > 1:
        return None
    if (i and view.words[i - 1] in _ACTS) or cue.lemma in LEX.loose_offers:
        return None  # "jilted suitor of Tumi's smaller rival Delsey"
    if cue.words[0] in LEX.offering and _does_offer(view, i):
        return None
    contest = not LEX.rivalries.isdisjoint(view.words[i : last + 1])
    if contest or (near is not None and view.words[near.first - 1] in LEX.rivals):
        return None  # "a bidding war with X", "supporters of the rival X bid"
    sought = near is None and not LEX.looks_for.isdisjoint(view.words[max(0, i - 2) : i])
    if sought or view.words[last : last + 1] == ["for"]:
        return None  # "wants to sell X and is seeking bids"; "its offer for the plantations of X" names no target
    near_enough = near is not None and i - near.last <= (_NEAR_OWNER if near.possessive else _NEAR)
    bidder = near if near_enough else left_subject(view, i)
    if bidder is None or (len(bidder) > 1 and "their" not in view.words[max(0, i - _BEFORE) : i]):
        return None
    others = dict.fromkeys(
        e
        for g in view.groups()
        for e in g.members
        if e not in bidder.members and e.sort is Sort.COMPANY and not _beside(view, g, i)
    )
    if len(others) != 1:
        return None
    other = next(iter(others))
    if not LEX.outdoes.isdisjoint(view.words) and not _only_owns(view, other):
        return None  # "HP's counteroffer came hours after Dell's": both bid
    who: list[Part] = [*parts(bidder, Role.BUYER), (other, Role.TARGET)]
    received = not near_enough and not LEX.gets.isdisjoint(view.words[bidder.last : i])
    if received or _made_by(view, last, other):
        who = [*parts(bidder, Role.TARGET), (other, Role.BUYER)]  # "A received an offer from B", "A accepts bid from B"
    kind = Kind.ACQUISITION if LEX.mergers.isdisjoint(view.words[last : last + 7]) else Kind.MERGER
    return filled(at, "bid-and-one-other", who, kind)


def _made_by(view: SentenceView, last: int, other: Entity) -> bool:
    """True where the noun of an offer is followed by who makes it: "bid from X"."""
    maker = phrase_after(view, last + 1) if view.words[last : last + 1] == ["from"] else None
    return maker is not None and other in maker.members


def _only_owns(view: SentenceView, entity: Entity) -> bool:
    """True for a company that a sentence names as an owner of something else than a bid: "X's executives"."""
    return all(
        m.possessive and all(frame_of(LEX.nouns, word) != "bid" for word in view.words[m.last : m.last + 4])
        for m in view.sentence.named
        if m.entity is entity
    )


def _beside(view: SentenceView, group: NameGroup, i: int) -> bool:
    """True for who only competes, leads others or has a bid of its own beside that at `i`: "software that competes with
    X", "a consortium led by X", "made a bid, but the X offer was better".
    """
    if group.last != i and any(frame_of(LEX.nouns, word) == "bid" for word in view.words[group.last : group.last + 1]):
        return True
    start = phrase_start(view, group.first)
    before = view.words[max(0, start - 2) : start]
    return len(before) > 1 and before[0] in (LEX.competes if before[1] == "with" else LEX.headed | LEX.advises)


def _rejected(at: Trigger, bidder: NameGroup | None, by: NameGroup | None) -> Candidate | None:
    """The bidder and a target that answers: "B rejects A's bid", "an offer from A was rejected by B"."""
    view, _, i, _ = at
    bidder = bidder or by
    # Near: "an approach from Lindgren was turned down by the board, but a second offer" is received by others.
    passive = group_after(view, by.last, _BY, reach=8) if by is not None and by is bidder else None
    if by is not None and passive is not None and _is_answered_by(view, by.last, passive.first):
        if not LEX.receives.intersection(view.words[by.last : passive.first]):
            return None  # "A bid by Kraft was discussed by Cadbury"
        return filled(at, "bid-answered-by-target", bought(by, passive), Kind.ACQUISITION)
    if bidder is None or not LEX.compared.isdisjoint(view.words[max(0, i - _BEFORE) : i]):
        return None
    start = min(bidder.first, i)
    target = left_subject(view, start) or _meant_by_subject(view, start) or topic_subject(view, start)
    if target is None or target is bidder or len(target) > 1 or not _answers(view, target, start):
        return None  # "X and Y weigh Z bids": those bid
    return filled(at, "target-answers-bid", bought(bidder, target), Kind.ACQUISITION)


def _is_answered_by(view: SentenceView, first: int, last: int) -> bool:
    """True where "by" belongs to the answer: "was rejected by Y", not "took a bid from X, rejecting one by Y"."""
    by = next((j for j in range(last - 1, first, -1) if view.words[j] in _BY), first)
    return "," not in view.words[first:by]


def _to_do_for(view: SentenceView, last: int) -> bool:
    """True for an offer of work or goods: "an offer from Airbus to supply four aircraft", "a bid to build the line"."""
    for j in range(last, min(len(view) - 1, last + _TO_DO)):
        if view.words[j] == "to":
            return view.words[j + 1] in LEX.does_for_pay
        if view.words[j] in LEX.stops or view.words[j] == "for":
            return False
    return False


def _answers(view: SentenceView, target: NameGroup, start: int) -> bool:
    """True if a verb of answering stands in the ten words before a bid: after their last comma, or in the last six."""
    words = view.words[max(target.last, start - 10) : start]
    if not LEX.comment.isdisjoint(words):
        return False  # "A and B declined to comment on C's offer", whosever it is for
    if "," in words:  # "an approach was turned down by the board, but a second offer": the verb before is another's
        words = words[max(0, min(len(words) - words[::-1].index(","), len(words) - 6)) :]
    return not LEX.receives.isdisjoint(words)


def _meant_by_subject(view: SentenceView, at: int) -> NameGroup | None:
    """The only name before, where "the company", "its board" or "shareholders in X" answer a bid."""
    target = lone_name(view, at)
    if target is None:
        return None
    return None if _ANSWERING.isdisjoint(view.words[max(0, target.first - 8) : at]) else target
