"""Nouns that tie companies together: talks, mergers, ventures, bids, stakes and partners."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, owner_of_its, trailing_speaker
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.kind import open_kind, purpose
from alliance_cli.extract.en.relations.registry import NOUN_RULES, RULES, DealNoun, filled, parts
from alliance_cli.extract.en.relations.shared_subject import shared
from alliance_cli.extract.en.relations.trade_object import bid_parts
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.roles import (
    group_after,
    left_subject,
    modifier,
    pair_between,
    phrase_after,
    plural_firms,
    subject_like,
)
from alliance_cli.models import Kind, Role

_WITH = frozenset({"with"})
_OF = frozenset({"of"})
_FOR_OVER = frozenset({"over", "for"})
_OF_BY = frozenset({"of", "by"})
_BY_INTO = frozenset({"by", "into"})


@RULES.rule("tie talk", {})
def deal_noun(at: Trigger) -> Candidate | None:
    """Whom a noun for a tie-up ties: what its first rule finds, dropped where the deal is of another sort."""
    noun = _noun(at)
    made = shared(noun) if at.cue.lemma in LEX.in_common else NOUN_RULES.first(at.cue.frame.name, noun)
    if made is not None:
        made.dropped = _foreign(at)
    return made


def _noun(at: Trigger) -> DealNoun:
    view, cue, i, last = at
    kind = cue.kind or open_kind(view, i, last)
    if kind is Kind.COOPERATION:
        kind = purpose(view, last) or kind
    return DealNoun(view, at, kind, modifier(view, i))


def _foreign(at: Trigger) -> str:
    """Why talks or a deal are of another sort than a tie-up: a settlement, a loan, a customer's order."""
    view, cue, i, last = at
    if cue.words[-1] in LEX.ventures and LEX.venture_money.intersection(view.words[last : last + 1]):
        return "venture capital"
    if cue.frame.name != "talk":
        return ""
    before = _before_talks(view, i)
    after = view.words[last : last + 5]
    other = LEX.foreign_talk.intersection(before) or LEX.foreign_aims.intersection(after)
    if other:
        return f"talks of another sort ({sorted(other)[0]})"
    near = set(view.words[max(0, i - 12) : last + 12])
    goods = near & LEX.aircraft
    return f"a customer's order ({sorted(goods)[0]})" if goods and cue.lemma in LEX.may_be_orders else ""


def _before_talks(view: SentenceView, i: int) -> list[str]:
    """The words right before a noun, without a lender that acts: "the lender broke off talks" is about no loan."""
    words = view.words[max(0, i - 3) : i]
    acting = words[:1] and words[0] in LEX.lenders and not LEX.breaking_off.isdisjoint(words)
    return words[1:] if acting else words


def _subject(noun: DealNoun) -> NameGroup | None:
    """Who stands as subject before the name that stands before the noun."""
    return left_subject(noun.view, phrase_start(noun.view, noun.near.first)) if noun.near else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-between": "A merger between Nissan and Honda would create the world's third-largest carmaker.",
    },
    order=10,
)
def between(noun: DealNoun) -> Candidate | None:
    """ "a merger between X and Y"."""
    sides = pair_between(noun.view, noun.at.last)
    return noun.tie("noun-between", sides, None, sure=True) if sides is not None and len(sides) > 1 else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-with": "Renault signed an alliance with Nissan.",
        "noun-with-known-partner": "Ford has an alliance with Mazda. Many fear that the alliance with Mazda will end.",
        "noun-with-lone-name": "Shares in Opel rose after reports of merger talks with Peugeot.",
        "noun-with-speaker": "The talks with Renault have ended, Nissan said.",
    },
    order=40,
)
def with_partner(noun: DealNoun) -> Candidate | None:
    """ "X's alliance with Y", "X signed a pact with Y", "deals X has struck with Y"."""
    view, other = noun.view, _partner_after(noun.view, noun.at.last) or _nameless_partner(noun)
    if other is None:
        return None
    inner = [
        group
        for j, group in sorted(view.group_from.items())
        if noun.at.last <= j < other.first - 1
        and group is not other
        and not group.possessive
        and _acts(view, group.last)
    ]
    known = _known_partner(noun, other)
    if known is not None:
        return noun.tie("noun-with-known-partner", known, other, sure=True)
    agent, rule = inner[0] if inner else _owner_of_named(noun) or agent_of(view, noun.at.first), "noun-with"
    if agent is None and (view.sentence.headline or view.sentence.index < 2):
        agent, rule = lone_name(view, noun.at.first), "noun-with-lone-name"
    if agent is None:
        agent, rule = trailing_speaker(view, noun.at.last), "noun-with-speaker"
    if agent is None or agent is other or (rule == "noun-with-speaker" and agent.members == other.members):
        return None
    made = noun.tie(rule, agent, other)
    if made and len(other) > 1 and len(agent) == 1:
        made.separate = other.listed or _several(noun.at.cue, noun.kind)
    return made


def _owner_of_named(noun: DealNoun) -> NameGroup | None:
    """Whose venture it is in "its Novo venture with Y", where the name before the noun is the venture's own."""
    near = noun.near
    if near is None or near.possessive or near.first == 0 or noun.view.words[near.first - 1] not in {"its", "their"}:
        return None
    return owner_of_its(noun.view, near.first)


def _known_partner(noun: DealNoun, other: NameGroup) -> NameGroup | None:
    """Whose "the merger with X" is: that of the company last said to tie up with X, where the clause names nobody."""
    view = noun.view
    if noun.near is not None or view.words[max(0, noun.at.first - 1)] != "the" or len(other) > 1:
        return None
    partner = view.partners.get(other.members[0])
    named = any(group.last <= noun.at.first for group in view.groups())
    return (
        NameGroup((partner,), noun.at.first - 1, noun.at.first, False, "the")
        if partner is not None and not named
        else None
    )


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-with-about": "Volkswagen has had conversations with Suzuki about a merger.",
    },
    order=50,
)
def with_about(noun: DealNoun) -> Candidate | None:
    """ "X has had conversations with Y about a merger"."""
    view, j = noun.view, noun.at.first
    while j > 0 and noun.at.first - j < 4 and view.words[j - 1] not in LEX.before_topics:
        j -= 1
    if j < 3 or view.words[j - 1] not in LEX.before_topics:
        return None
    other = next((view.group_to[k] for k in range(j - 1, max(0, j - 4), -1) if k in view.group_to), None)
    if other is None:
        return None
    start = phrase_start(view, other.first)
    if start < 1 or view.words[start - 1] != "with":
        return None
    agent = left_subject(view, start - 1)
    return noun.tie("noun-with-about", agent, other) if agent is not None and agent is not other else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-of-those-listed": "The following airlines are to sign a partnership: Qantas and Emirates.",
    },
    order=20,
)
def enumerated(noun: DealNoun) -> Candidate | None:
    """ "Three banks are to form a venture: X, Y and Z": the names come at the end."""
    words = noun.view.words
    colon = next((j for j in range(noun.at.last, len(words)) if words[j] in {":", "--", "–"}), -1)
    listed = noun.view.group_from.get(colon + 1) if colon >= 0 else None
    if listed is None or len(listed) < 2:
        return None
    before = words[: noun.at.first]
    plural = any(plural_firms(word) for word in before)
    named = any(group.last <= noun.at.first for group in noun.view.groups())
    return noun.tie("noun-of-those-listed", listed, None) if plural and not named else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "licence-from": "Sanofi holds a licence from Regeneron for the antibody.",
    },
    order=30,
)
def licensed(noun: DealNoun) -> Candidate | None:
    """ "X's licence from Y", "a licence was granted to X by Y"."""
    if noun.kind is not Kind.LICENSING or noun.at.cue.frame.name == "talk":
        return None
    view = noun.view
    giver = group_after(view, noun.at.last, _BY_FROM, reach=12)
    taker = group_after(view, noun.at.last, _TO, reach=12) or agent_of(view, noun.at.first)
    if giver is None or taker is None or giver is taker or giver.possessive or taker.possessive:
        return None
    return noun.tie("licence-from", taker, giver)


_BY_FROM = frozenset({"by", "from"})
_TO = frozenset({"to"})


def _nameless_partner(noun: DealNoun) -> NameGroup | None:
    """The company that "with the U.S. maker" or "with it" stands for: the last one named before, if two are."""
    words = noun.view.words
    for j in range(noun.at.last, min(len(words) - 1, noun.at.last + 4)):
        if words[j] != "with":
            continue
        after = words[j + 1 : j + 5]
        if after[0] == "it" or (after[0] == "the" and any(word in LEX.sector_nouns for word in after)):
            before = [group for group in noun.view.groups() if group.last <= noun.at.first and not group.anaphor]
            return before[-1] if len(before) == 2 and before[0].members != before[1].members else None
    return None


@NOUN_RULES.rule(
    "tie talk",
    {
        "talks-over": "Heineken is in talks over Femsa.",
    },
    order=60,
)
def over(noun: DealNoun) -> Candidate | None:
    """ "X in talks over Y", "X strikes deal for Y"."""
    if noun.at.cue.lemma not in LEX.over_something or (noun.near is not None and len(noun.near) > 1):
        return None
    aim = _about(noun.view, noun.at.last)
    agent = agent_of(noun.view, noun.at.first)
    if aim is None or aim.anaphor or agent is None or agent is aim:
        return None
    who = parts(agent, Role.BUYER) + bid_parts(noun.view, aim)
    kind = noun.kind or Kind.ACQUISITION
    return filled(noun.at, "talks-over", who, kind)


@NOUN_RULES.rule(
    "tie talk",
    {
        "agent-and-pair-noun": "General Motors ended the Renault-Nissan talks.",
    },
    order=70,
)
def agent_and_pair(noun: DealNoun) -> Candidate | None:
    """ "X halts Y-Z talks": three sides."""
    near, agent = noun.near, _subject(noun)
    if near is None or len(near) < 2 or near.anaphor or agent is None or agent is near:
        return None
    if not LEX.tie_verbs.intersection(noun.view.words[agent.last : near.first]) - {"in", "over", "of"}:
        return None
    return noun.tie("agent-and-pair-noun", agent, near)


@NOUN_RULES.rule(
    "tie talk",
    {
        "pair-noun": "The Bayer-Monsanto merger was cleared by regulators.",
    },
    order=80,
)
def pair(noun: DealNoun) -> Candidate | None:
    """ "the X-Y merger"."""
    near = noun.near
    if near is None or len(near) < 2 or _each_its_own(noun, near):
        return None
    return noun.tie("pair-noun", near, None)


def _each_its_own(noun: DealNoun, near: NameGroup) -> bool:
    """True for "the X and Y deals" and "an X or Y deal", which each company has for itself."""
    between = noun.view.words[near.first : near.last]
    plural = noun.at.cue.words[-1].endswith("s") and noun.at.cue.lemma not in LEX.plural_talks
    return "or" in between or (noun.at.cue.frame.name == "talk" and plural and "and" in between)


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-of-both": "The merger of Daimler and Chrysler was announced in 1998.",
    },
    order=90,
)
def of_both(noun: DealNoun) -> Candidate | None:
    """ "the merger of X and Y", "a joint venture by X and Y"."""
    words = _OF_BY if noun.at.cue.kind is Kind.JOINT_VENTURE else _OF
    sides = group_after(noun.view, noun.at.last, words, reach=3)
    if sides is None or len(sides) < 2 or not noun.at.cue.kind:
        return None
    return noun.tie("noun-of-both", sides, None)


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-of-by": "The merger of Chrysler into Fiat was completed in January.",
    },
    order=100,
)
def of_one_by(noun: DealNoun) -> Candidate | None:
    """ "the merger of X into Y"."""
    one = group_after(noun.view, noun.at.last, _OF, reach=3)
    if one is None or len(one) > 1 or noun.at.cue.kind is not Kind.MERGER:
        return None
    other = group_after(noun.view, one.last, _BY_INTO, reach=8)
    return noun.tie("noun-of-by", other, one) if other is not None else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "named-partner-noun": "Tesla signs Panasonic partnership.",
    },
    order=110,
)
def named(noun: DealNoun) -> Candidate | None:
    """ "X signs Y partnership"."""
    near, agent = noun.near, _subject(noun)
    if (
        near is None
        or near.possessive
        or near.anaphor
        or noun.at.first - near.last > 2
        or agent is None
        or agent is near
    ):
        return None
    if noun.view.words[near.first - 1] == "their":
        return None  # "their Rotterdam venture" is where, not who
    if not LEX.tie_verbs.intersection(noun.view.words[agent.last : near.first]):
        return None
    if len(agent) > 1 and noun.at.cue.lemma not in LEX.talks and noun.at.cue.words[-1].endswith("s"):
        made = noun.tie("named-partner-noun", near, agent)
        if made is not None:
            made.separate = True  # "A and B weigh C deals": each for itself
        return made
    return noun.tie("named-partner-noun", agent, near)


def _about(view: SentenceView, last: int) -> NameGroup | None:
    """What talks or a deal are over; not what is to be done for someone ("talks to build cars for X")."""
    found = group_after(view, last, _FOR_OVER, reach=5)
    return None if found is None or "to" in view.words[last : found.first] else found


def _acts(view: SentenceView, i: int) -> bool:
    word = view.words[i] if i < len(view) else ""
    return word in LEX.auxiliaries or word.endswith("ed") or word in LEX.strong_participles


def _several(cue: Cue, kind: Kind | None) -> bool:
    """True if a noun with several companies after "with" means a tie with each: "joint ventures with B and C"."""
    if (cue.frame.name == "talk" and cue.lemma in LEX.of_many) or cue.words[-1] in LEX.talks:
        return kind in (Kind.MERGER, Kind.ACQUISITION, Kind.STAKE)
    return cue.words[-1].endswith("s")


def _partner_after(view: SentenceView, last: int) -> NameGroup | None:
    """The companies after "with" to the right of a noun, in the same clause."""
    for j in range(last, min(len(view), last + 16)):
        word = view.words[j]
        if word in LEX.as_well and view.words[j - 1] == "as":
            return None
        if word == "," and view.depth[j] == view.depth[last - 1]:
            return None
        if word == "with":
            if view.words[j - 1] in LEX.other_with:
                return None
            break
    return group_after(view, last, _WITH, reach=16)


@RULES.rule(
    "member",
    {
        "partner-named": "Toyota's partner Panasonic will build the plant.",
        "partner-of": "Denso, a partner of Toyota, makes the sensors.",
    },
)
def member(at: Trigger) -> Candidate | None:
    """ "A's partner B", "its partner B", "B, a partner of A", "B is A's partner"."""
    view, cue, i, last = at
    owner = modifier(view, i)
    named = phrase_after(view, last)
    pronoun = i > 0 and any(word in {"its", "their"} for word in view.words[max(0, i - 4) : i])
    if named is not None and named.first - last <= 1:
        mine = owner if owner is not None and (owner.possessive or owner.last == i) else None
        agent = mine or (owner_of_its(view, i) if pronoun else None)
        if agent is not None and agent is not named:
            return filled(at, "partner-named", parts(agent, Role.PARTNER) + parts(named, Role.PARTNER), cue.kind)
    of = group_after(view, last, _OF | _WITH, reach=2)
    if of is not None:
        agent = left_subject(view, i)
        if agent is not None and agent is not of and subject_like(view, agent):
            return filled(at, "partner-of", parts(agent, Role.PARTNER) + parts(of, Role.PARTNER), cue.kind)
    return None
