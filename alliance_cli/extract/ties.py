"""Nouns that tie companies together: talks, mergers, ventures, bids, stakes and partners."""

from collections.abc import Callable

from alliance_cli.extract import lexicon
from alliance_cli.extract.assertion import Assertion, Part, parts
from alliance_cli.extract.clauses import (
    Clause,
    Group,
    group_after,
    left_subject,
    lone_name,
    owner_of_its,
    pair_between,
    phrase_after,
    phrase_start,
    subject_like,
    topic_subject,
)
from alliance_cli.extract.identity import Sort
from alliance_cli.extract.lexicon import Cue
from alliance_cli.models import Kind, Role

_WITH = frozenset({"with"})
_OF = frozenset({"of"})
_FOR = frozenset({"for"})
_BY = frozenset({"by", "from"})
_OVER = frozenset({"over", "for"})
_FROM = frozenset({"from"})
_TO = frozenset({"to"})
_IN = frozenset({"in"})


def read_noun(clause: Clause, cue: Cue, i: int) -> list[Assertion]:
    """The assertions that the noun cue at word `i` makes."""
    last = i + len(cue.words)
    return [made for made in _READERS[cue.frame](clause, cue, i, last) if made is not None]


def _make(
    clause: Clause, cue: Cue, i: int, last: int, rule: str, who: list[Part], kind: Kind | None, strength: float
) -> Assertion | None:
    if len({entity for entity, _ in who}) < 2:
        return None
    return Assertion(rule, cue, clause, i, last, who, kind, strength)


def modifier(clause: Clause, i: int) -> Group | None:
    """The name that stands before the noun at `i` in its noun phrase: "A-B merger", "A's new alliance"."""
    j = i
    while j > max(0, i - 7):
        group = clause.group_to.get(j)
        if group is not None:
            return group
        low = clause.lows[j - 1]
        if (
            low in lexicon.grammar("prepositions")
            or low in lexicon.grammar("conjunctions")
            or low in ",;:.--"
            or low in lexicon.grammar("subordinators")
        ):
            return None
        if (
            low in lexicon.reporting()
            or low in lexicon.grammar("auxiliaries")
            or low in lexicon.grammar("determiners")
            or low in {"to", "not"}
        ):
            return None
        if low in lexicon.verb_forms() and low not in {
            "combined",
            "joint",
            "licensing",
            "marketing",
            "manufacturing",
            "purchase",
        }:
            return None
        mention = clause.mention_at[j - 1]
        if mention is not None and not (
            clause.lows[j - 1] in lexicon.demonyms() or clause.lows[j - 1] in lexicon.places()
        ):
            return None
        j -= 1
    return None


def _agent(clause: Clause, i: int) -> Group | None:
    """Who has the noun at `i`: the name before it in its phrase, what "its" means, else the subject of its clause."""
    near = modifier(clause, i)
    if near is not None:
        return near
    return owner_of_its(clause, i) or left_subject(clause, i) or topic_subject(clause, i)


def open_kind(clause: Clause, i: int, last: int) -> Kind | None:
    """The kind that the words around a noun of open kind give it ("talks to merge", "supply deal")."""
    lows = clause.lows
    table = lexicon.tie_ups()
    ahead = range(last, min(len(lows), last + 9))
    behind = range(max(0, i - 3), i)
    for j in (*reversed(behind), *ahead):
        if j > last and (lows[j] in lexicon.grammar("stops") or lows[j] == ";"):
            break
        cue = lexicon.match(table, lows, j)
        if cue and cue.kind and cue.frame not in {"make", "supply", "own", "carry", "member"}:
            if cue.frame == "acquire" and clause.mention_at[j] is not None:
                continue
            return lexicon.kind_of(cue.kind)
        if lows[j] in lexicon.grammar("flavours"):
            return _FLAVOURS[lows[j]]
    return None


def purpose(clause: Clause, last: int) -> Kind | None:
    """The kind that the words after a tie-up of no particular kind give it: "to develop", "on car development"."""
    lows = clause.lows
    for j in range(last, min(len(lows), last + 13)):
        low = lows[j]
        if low in lexicon.grammar("stops") or low == ";":
            return None
        if low in {"develop", "co-develop", "co-developing", "developing", "development", "research", "r&d"}:
            return Kind.DEVELOPMENT
        if low in {"manufacture", "produce", "assemble", "manufacturing"} and lows[j - 1] in {
            "to",
            "jointly",
            "for",
            "on",
            "and",
        }:
            return Kind.MANUFACTURING
        if low in {"distribute", "market", "sell", "commercialize"} and lows[j - 1] in {"to", "jointly", "and"}:
            return Kind.DISTRIBUTION
    return None


_FLAVOURS = {
    "supply": Kind.SUPPLY, "supplies": Kind.SUPPLY, "offtake": Kind.SUPPLY, "license": Kind.LICENSING,
    "licensing": Kind.LICENSING, "licence": Kind.LICENSING, "patent": Kind.LICENSING, "cross-licensing": Kind.LICENSING,
    "distribution": Kind.DISTRIBUTION, "marketing": Kind.DISTRIBUTION, "distribute": Kind.DISTRIBUTION,
    "search": Kind.DISTRIBUTION, "advertising": Kind.DISTRIBUTION, "carriage": Kind.DISTRIBUTION,
    "codeshare": Kind.DISTRIBUTION, "code-share": Kind.DISTRIBUTION, "development": Kind.DEVELOPMENT,
    "develop": Kind.DEVELOPMENT, "research": Kind.DEVELOPMENT, "technology": Kind.DEVELOPMENT,
    "manufacturing": Kind.MANUFACTURING, "production": Kind.MANUFACTURING, "takeover": Kind.ACQUISITION,
    "buyout": Kind.ACQUISITION, "equity": Kind.STAKE, "investment": Kind.STAKE, "all-stock": Kind.ACQUISITION,
    "all-share": Kind.ACQUISITION, "co-develop": Kind.DEVELOPMENT,
}  # fmt: skip


def _tie(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    made = _ties(clause, cue, i, last)
    why = _foreign(clause, cue, i, last)
    for assertion in made:
        if assertion is not None and why:
            assertion.dropped = why
    return made


def _foreign(clause: Clause, cue: Cue, i: int, last: int) -> str:
    """Why talks or a deal are of another sort than a tie-up: a settlement, a loan, a customer's order."""
    if cue.frame != "talk":
        return ""
    before = clause.lows[max(0, i - 3) : i]
    after = clause.lows[last : last + 5]
    other = lexicon.grammar("foreign_talk").intersection(before) or {"settle", "refinance", "borrow"}.intersection(
        after
    )
    if other:
        return f"talks of another sort ({sorted(other)[0]})"
    near = set(clause.lows[max(0, i - 12) : last + 12])
    goods = near & {
        "jets",
        "planes",
        "aircraft",
        "airliners",
        "jetliners",
        "dreamliners",
        "helicopters",
        "order",
        "orders",
        "ordered",
    }
    return f"a customer's order ({sorted(goods)[0]})" if goods and cue.lemma in {"deal", "talks", "agreement"} else ""


def _ties(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    kind = lexicon.kind_of(cue.kind) or open_kind(clause, i, last)
    if kind is Kind.COOPERATION:
        kind = purpose(clause, last) or kind
    scale = 1.0 if cue.kind else 0.85
    role = Role.PARTNER
    between = pair_between(clause, last)
    if between is not None and len(between) > 1:
        return [_make(clause, cue, i, last, "noun-between", parts(between, role), kind, scale)]
    near = modifier(clause, i)
    other = _partner_after(clause, last)
    if other is not None:
        inner = [
            group
            for j, group in sorted(clause.group_from.items())
            if last <= j < other.first - 1 and group is not other and not group.poss and _acts(clause, group.last)
        ]
        agent, rule, worth = (inner[0] if inner else _agent(clause, i)), "noun-with", scale * 0.95
        if agent is None and (clause.sentence.headline or clause.sentence.index < 2):
            agent, rule, worth = lone_name(clause, i), "noun-with-lone-name", scale * 0.7
        if agent is not None and agent is not other:
            made = _make(clause, cue, i, last, rule, parts(agent, role) + parts(other, role), kind, worth)
            if made and len(other) > 1 and len(agent) == 1:
                made.separate = _several(cue, kind)
            return [made]
    over = group_after(clause, last, _OVER, reach=5) if cue.lemma in {"talks", "deal"} else None
    if over is not None and not over.anaphor and (near is None or len(near) == 1):
        agent = _agent(clause, i)
        if agent is not None and agent is not over:
            who = parts(agent, Role.BUYER) + _bid_target(clause, over)
            return [_make(clause, cue, i, last, "talks-over", who, kind or Kind.ACQUISITION, 0.75)]
    if near is not None and len(near) > 1 and not near.anaphor:
        agent = left_subject(clause, phrase_start(clause, near.first))
        if (
            agent is not None
            and agent is not near
            and lexicon.grammar("tie_verbs").intersection(clause.lows[agent.last : near.first])
        ):
            return [
                _make(
                    clause,
                    cue,
                    i,
                    last,
                    "agent-and-pair-noun",
                    parts(agent, role) + parts(near, role),
                    kind,
                    scale * 0.9,
                )
            ]
    if near is not None and len(near) > 1:
        return [_make(clause, cue, i, last, "pair-noun", parts(near, role), kind, scale)]
    of = group_after(clause, last, _OF if cue.kind != "joint-venture" else _OF | {"by"}, reach=3)
    if of is not None and len(of) > 1 and cue.kind:
        return [_make(clause, cue, i, last, "noun-of-both", parts(of, role), kind, scale * 0.9)]
    if of is not None and len(of) == 1 and cue.kind in {"merger", "acquisition"}:
        by = group_after(clause, of.last, frozenset({"by", "into"}), reach=8)
        if by is not None:
            return [_make(clause, cue, i, last, "noun-of-by", parts(by, role) + parts(of, role), kind, 0.8)]
    if near is not None and not near.poss and not near.anaphor and i - near.last <= 2:
        agent = left_subject(clause, phrase_start(clause, near.first))
        links = lexicon.grammar("tie_verbs").intersection(clause.lows[agent.last : near.first]) if agent else ()
        if agent is not None and agent is not near and links:
            who = parts(agent, role) + parts(near, role)
            return [_make(clause, cue, i, last, "named-partner-noun", who, kind, scale * 0.75)]
    return [_shared(clause, cue, i, last, kind, scale)]


def _acts(clause: Clause, i: int) -> bool:
    low = clause.lows[i] if i < len(clause) else ""
    return low in lexicon.grammar("auxiliaries") or low.endswith("ed") or low in {"struck", "made", "held", "won"}


def _several(cue: Cue, kind: Kind | None) -> bool:
    """True if a noun with several companies after "with" means a tie with each: "joint ventures with B and C"."""
    if (cue.frame == "talk" and cue.lemma in {"talks", "contacts"}) or cue.words[-1] == "talks":
        return kind in (Kind.MERGER, Kind.ACQUISITION, Kind.STAKE)
    return cue.words[-1].endswith("s")


def _partner_after(clause: Clause, last: int) -> Group | None:
    """The companies after "with" to the right of a noun, in the same clause."""
    return group_after(clause, last, _WITH, reach=16)


def _shared(clause: Clause, cue: Cue, i: int, last: int, kind: Kind | None, scale: float) -> Assertion | None:
    """ "A and B have formed a venture": a list as subject of the clause the noun is in."""
    subject = left_subject(clause, i, reach=22)
    if subject is None or len(subject) < 2:
        return None
    between = clause.lows[subject.last : i]
    if lexicon.grammar("arrangers").intersection(between):
        return None
    if not between or ("," in between and clause.depth[i] == 0 and not _aside_between(clause, subject.last, i)):
        return None
    if cue.words == ("joint",) and (
        last >= len(clause) or not clause.lows[last].isalpha() or clause.lows[last] in lexicon.grammar("joint_other")
    ):
        return None
    if _own_separately(clause, subject.last, i):
        return None
    strength = 0.8 if cue.kind else 0.65
    return _make(clause, cue, i, last, "subjects-share-noun", parts(subject, Role.PARTNER), kind, strength * scale)


def _aside_between(clause: Clause, first: int, last: int) -> bool:
    """True if every comma between two words belongs to an aside."""
    return all(clause.depth[j] > 0 for j in range(first, last) if clause.lows[j] == ",")


def _own_separately(clause: Clause, first: int, last: int) -> bool:
    return bool(set(clause.lows[first:last]) & {"each", "respectively", "rival", "rivals", "separate", "separately"})


def _bid(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "A's bid for B", "bid for B by A", "B rejects A's offer"."""
    if last < len(clause) and clause.lows[last] == "to":
        return []
    target = group_after(clause, last, _FOR, reach=10)
    bidder = modifier(clause, i)
    by = group_after(clause, last, _BY, reach=8)
    if target is None:
        found = _rejected(clause, cue, i, last, bidder, by)
        return [found or _named_bid(clause, cue, i, last, bidder) or _lone_target(clause, cue, i, last, bidder)]
    kind, stake = lexicon.kind_of(cue.kind), _stake_before(clause, last, target)
    kind = Kind.STAKE if stake else kind
    if by is not None and by is not target and bidder is None:
        bidder = by
    late = group_after(clause, target.last, _BY, reach=5)
    bidder = bidder or late or _agent(clause, i)
    if bidder is None or bidder is target or target.anaphor:
        return []
    who = parts(bidder, Role.BUYER) + _bid_target(clause, target)
    made = _make(clause, cue, i, last, "bid-for", who, kind, 0.95)
    return [_as_rivals(clause, bidder, i, made)]


def _named_bid(clause: Clause, cue: Cue, i: int, last: int, near: Group | None) -> Assertion | None:
    """ "A mulls B takeover offer": the name before the noun is the target where a subject stands before it."""
    if near is None or near.poss or len(near) > 1 or i - near.last > 3:
        return None
    bidder = left_subject(clause, phrase_start(clause, near.first))
    if (
        bidder is None
        or bidder is near
        or not lexicon.grammar("bid_verbs").intersection(clause.lows[bidder.last : near.first])
    ):
        return None
    who = parts(bidder, Role.BUYER) + parts(near, Role.TARGET)
    return _make(clause, cue, i, last, "named-bid", who, Kind.ACQUISITION, 0.7)


def _lone_target(clause: Clause, cue: Cue, i: int, last: int, near: Group | None) -> Assertion | None:
    """ "B's shares fell after A pulled its bid": in a headline or lead the only other company is the target."""
    if (not clause.sentence.headline and clause.sentence.index > 1) or cue.lemma in {"proposal", "suitor"}:
        return None
    bidder = near if near is not None and i - near.last <= 3 else left_subject(clause, i)
    if bidder is None or len(bidder) > 1:
        return None
    others = dict.fromkeys(
        e for g in clause.groups() for e in g.members if e not in bidder.members and e.sort is Sort.COMPANY
    )
    if len(others) != 1:
        return None
    who: list[Part] = [*parts(bidder, Role.BUYER), (next(iter(others)), Role.TARGET)]
    return _make(clause, cue, i, last, "bid-and-one-other", who, Kind.ACQUISITION, 0.6)


def _as_rivals(clause: Clause, buyers: Group, i: int, made: Assertion | None) -> Assertion | None:
    """Several buyers that are said to stand among others bid each for itself."""
    words = clause.lows[max(0, buyers.first - 4) : i + 1]
    if made and len(buyers) > 1 and lexicon.grammar("rivals_in_line").intersection(words):
        made.rivals = True
    return made


def _bid_target(clause: Clause, target: Group) -> list[Part]:
    if target.poss:
        for j in range(target.last, min(len(clause), target.last + 5)):
            inner = clause.group_from.get(j)
            if inner is not None:
                return parts(target, Role.SELLER) + parts(inner, Role.UNIT)
    return parts(target, Role.TARGET)


def _stake_before(clause: Clause, first: int, target: Group) -> bool:
    words = set(clause.lows[first : target.first]) | set(clause.lows[target.last : target.last + 2])
    return bool(words & {"stake", "percent", "stakes", "minority"}) and not words & {"majority", "controlling"}


def _rejected(clause: Clause, cue: Cue, i: int, last: int, bidder: Group | None, by: Group | None) -> Assertion | None:
    """ "B rejects A's bid", "B received an offer from A": the subject is the target."""
    bidder = bidder or by
    if bidder is None:
        return None
    target = left_subject(clause, min(bidder.first, i))
    if target is None or target is bidder:
        return None
    at = min(bidder.first, i)
    verbs = set(clause.lows[max(target.last, at - 6) : at])
    if not verbs & lexicon.grammar("receives"):
        return None
    who = parts(bidder, Role.BUYER) + parts(target, Role.TARGET)
    return _make(clause, cue, i, last, "target-answers-bid", who, Kind.ACQUISITION, 0.8)


def _target(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "X could be a takeover target for Y"."""
    buyer = group_after(clause, last, _FOR | _OF, reach=3)
    target = left_subject(clause, i) or topic_subject(clause, i) or lone_name(clause, i)
    if buyer is None or target is None or buyer is target:
        return []
    who = parts(buyer, Role.BUYER) + parts(target, Role.TARGET)
    return [_make(clause, cue, i, last, "takeover-target-for", who, Kind.ACQUISITION, 0.75)]


def _takeover(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "A's takeover of B", "takeover of B by A", "A completes B acquisition", "its purchase of B"."""
    kind = lexicon.kind_of(cue.kind)
    of = group_after(clause, last, _OF, reach=4)
    near = modifier(clause, i)
    by = group_after(clause, last, frozenset({"by"}), reach=12)
    if of is not None:
        kind = Kind.STAKE if _stake_before(clause, last, of) else kind
        buyer = near or by or _agent(clause, i)
        if buyer is None or buyer is of:
            return []
        who = parts(buyer, Role.BUYER) + _bid_target(clause, of)
        return [_make(clause, cue, i, last, "takeover-of", who, kind, 0.95)]
    if by is not None and near is None:
        target = lone_name(clause, i)
        if target is not None and target is not by:
            who = parts(by, Role.BUYER) + parts(target, Role.TARGET)
            return [_make(clause, cue, i, last, "takeover-by", who, kind, 0.8)]
    if near is not None and len(near) > 1:
        return [_make(clause, cue, i, last, "pair-takeover", parts(near, Role.PARTNER), kind, 0.8)]
    if near is None:
        return []
    if near.poss:
        return []
    buyer = by or left_subject(clause, phrase_start(clause, near.first))
    if buyer is None or buyer is near:
        return []
    who = parts(buyer, Role.BUYER) + parts(near, Role.TARGET)
    return [_make(clause, cue, i, last, "named-takeover", who, kind, 0.75)]


def _sale(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "A's sale of B to C", "Opel sale to Magna"."""
    buyer = group_after(clause, last, _TO, reach=14)
    if buyer is None:
        return []
    of = group_after(clause, last, _OF, reach=6)
    near = modifier(clause, i)
    by = group_after(clause, last, frozenset({"by"}), reach=10)
    seller = by or (near if near is not None else left_subject(clause, i))
    if seller is buyer or seller is None:
        return []
    if (
        of is None
        and near is None
        and clause.lows[i - 1] not in {"a", "the", "its"}
        and not set(clause.lows[max(0, i - 3) : i]) & (lexicon.grammar("partial") | lexicon.grammar("units"))
    ):
        return []
    who = parts(buyer, Role.BUYER) + parts(seller, Role.SELLER) + parts(of, Role.UNIT)
    stake = set(clause.lows[max(0, i - 2) : last + 6]) & {"stake", "percent"}
    return [_make(clause, cue, i, last, "sale-to", who, Kind.STAKE if stake else Kind.ACQUISITION, 0.8)]


def _stake(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "A's stake in B", "A raises its stake in B", "A to buy B stake from C"."""
    held = group_after(clause, last, _IN, reach=3)
    near = modifier(clause, i)
    kind = lexicon.kind_of(cue.kind)
    if held is not None:
        holder = _agent(clause, i)
        if holder is None or holder is held or _sold(clause, i) or _idiom(clause, cue, i):
            return []
        who = parts(holder, Role.BUYER) + parts(held, Role.TARGET)
        made = _make(clause, cue, i, last, "stake-in", who, kind, 0.6 if cue.lemma == "stake" else 0.35)
        return [_as_rivals(clause, holder, i, made)]
    if near is None or near.poss or len(near) > 1 or cue.lemma != "stake":
        return []
    holder = left_subject(clause, phrase_start(clause, near.first))
    if holder is None or holder is near:
        return []
    seller = group_after(clause, last, _FROM, reach=4)
    who = parts(holder, Role.BUYER) + parts(near, Role.TARGET) + parts(seller, Role.SELLER)
    return [_make(clause, cue, i, last, "named-stake", who, kind, 0.6)]


def _sold(clause: Clause, i: int) -> bool:
    """True if the stake at `i` is what a verb of selling acts on; that verb reads it."""
    verbs = lexicon.verbs()
    return any(low in verbs and verbs[low][0].frame == "sell" for low in clause.lows[max(0, i - 7) : i])


def _idiom(clause: Clause, cue: Cue, i: int) -> bool:
    """ "raises the stakes in ..."."""
    return cue.words[0] == "stakes" and bool(
        {"raise", "raises", "raised", "high"} & set(clause.lows[max(0, i - 3) : i])
    )


def _member(clause: Clause, cue: Cue, i: int, last: int) -> list[Assertion | None]:
    """ "A's partner B", "its partner B", "B, a partner of A", "B is A's partner"."""
    kind = lexicon.kind_of(cue.kind)
    owner = modifier(clause, i)
    named = phrase_after(clause, last)
    pronoun = i > 0 and any(low in {"its", "their"} for low in clause.lows[max(0, i - 4) : i])
    if named is not None and named.first - last <= 1:
        agent = owner if owner is not None and owner.poss else (left_subject(clause, i) if pronoun else None)
        if agent is not None and agent is not named:
            return [
                _make(
                    clause,
                    cue,
                    i,
                    last,
                    "partner-named",
                    parts(agent, Role.PARTNER) + parts(named, Role.PARTNER),
                    kind,
                    0.6,
                )
            ]
    of = group_after(clause, last, _OF | _WITH, reach=2)
    if of is not None:
        agent = left_subject(clause, i)
        if agent is not None and agent is not of and subject_like(clause, agent):
            return [
                _make(
                    clause, cue, i, last, "partner-of", parts(agent, Role.PARTNER) + parts(of, Role.PARTNER), kind, 0.5
                )
            ]
    return []


_READERS: dict[str, Callable[[Clause, Cue, int, int], list[Assertion | None]]] = {
    "tie": _tie,
    "talk": _tie,
    "bid": _bid,
    "target": _target,
    "takeover": _takeover,
    "sale": _sale,
    "stake": _stake,
    "member": _member,
}
