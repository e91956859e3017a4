"""Nouns that tie companies together: talks, mergers, ventures, bids, stakes and partners."""

from collections.abc import Callable

from alliance_cli.extract import lexicon
from alliance_cli.extract.arguments import (
    agent_of,
    group_after,
    left_subject,
    lone_name,
    modifier,
    pair_between,
    phrase_after,
    subject_like,
)
from alliance_cli.extract.assertion import Assertion, filled, parts
from alliance_cli.extract.bids import bid, bid_aim, bid_parts, sale, stake_in, takeover
from alliance_cli.extract.clauses import Clause, Group, phrase_start
from alliance_cli.extract.kinds import open_kind, purpose
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
        return [filled(clause, cue, i, last, "noun-between", parts(between, role), kind, scale)]
    near = modifier(clause, i)
    other = _partner_after(clause, last)
    if other is not None:
        inner = [
            group
            for j, group in sorted(clause.group_from.items())
            if last <= j < other.first - 1 and group is not other and not group.poss and _acts(clause, group.last)
        ]
        agent, rule, worth = (inner[0] if inner else agent_of(clause, i)), "noun-with", scale * 0.95
        if agent is None and (clause.sentence.headline or clause.sentence.index < 2):
            agent, rule, worth = lone_name(clause, i), "noun-with-lone-name", scale * 0.7
        if agent is not None and agent is not other:
            made = filled(clause, cue, i, last, rule, parts(agent, role) + parts(other, role), kind, worth)
            if made and len(other) > 1 and len(agent) == 1:
                made.separate = _several(cue, kind)
            return [made]
    over = group_after(clause, last, _OVER, reach=5) if cue.lemma in {"talks", "deal"} else None
    if over is not None and not over.anaphor and (near is None or len(near) == 1):
        agent = agent_of(clause, i)
        if agent is not None and agent is not over:
            who = parts(agent, Role.BUYER) + bid_parts(clause, over)
            return [filled(clause, cue, i, last, "talks-over", who, kind or Kind.ACQUISITION, 0.75)]
    if near is not None and len(near) > 1 and not near.anaphor:
        agent = left_subject(clause, phrase_start(clause, near.first))
        if (
            agent is not None
            and agent is not near
            and lexicon.grammar("tie_verbs").intersection(clause.lows[agent.last : near.first])
        ):
            return [
                filled(
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
        return [filled(clause, cue, i, last, "pair-noun", parts(near, role), kind, scale)]
    of = group_after(clause, last, _OF if cue.kind != "joint-venture" else _OF | {"by"}, reach=3)
    if of is not None and len(of) > 1 and cue.kind:
        return [filled(clause, cue, i, last, "noun-of-both", parts(of, role), kind, scale * 0.9)]
    if of is not None and len(of) == 1 and cue.kind in {"merger", "acquisition"}:
        by = group_after(clause, of.last, frozenset({"by", "into"}), reach=8)
        if by is not None:
            return [filled(clause, cue, i, last, "noun-of-by", parts(by, role) + parts(of, role), kind, 0.8)]
    if near is not None and not near.poss and not near.anaphor and i - near.last <= 2:
        agent = left_subject(clause, phrase_start(clause, near.first))
        links = lexicon.grammar("tie_verbs").intersection(clause.lows[agent.last : near.first]) if agent else ()
        if agent is not None and agent is not near and links:
            who = parts(agent, role) + parts(near, role)
            return [filled(clause, cue, i, last, "named-partner-noun", who, kind, scale * 0.75)]
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
    return filled(clause, cue, i, last, "subjects-share-noun", parts(subject, Role.PARTNER), kind, strength * scale)


def _aside_between(clause: Clause, first: int, last: int) -> bool:
    """True if every comma between two words belongs to an aside."""
    return all(clause.depth[j] > 0 for j in range(first, last) if clause.lows[j] == ",")


def _own_separately(clause: Clause, first: int, last: int) -> bool:
    return bool(set(clause.lows[first:last]) & {"each", "respectively", "rival", "rivals", "separate", "separately"})


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
                filled(
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
                filled(
                    clause, cue, i, last, "partner-of", parts(agent, Role.PARTNER) + parts(of, Role.PARTNER), kind, 0.5
                )
            ]
    return []


_READERS: dict[str, Callable[[Clause, Cue, int, int], list[Assertion | None]]] = {
    "tie": _tie,
    "talk": _tie,
    "bid": bid,
    "target": bid_aim,
    "takeover": takeover,
    "sale": sale,
    "stake": stake_in,
    "member": _member,
}
