"""The partner that stands after a noun for a tie-up, and whose partner it is: "X's alliance with Y", "talks over Y"."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, owner_of_its, trailing_speaker
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import NOUN_RULES, DealNoun, filled, partners, parts
from alliance_cli.extract.en.relations.trade_object import bid_parts
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, modifier, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind, Role

_WITH = frozenset({"with"})
_FOR_OVER = frozenset({"over", "for"})
_BY_FROM = frozenset({"by", "from"})
_TO = frozenset({"to"})
_PARTNER = 16
"""Words after the noun in which "with" must stand."""
_THEIRS = 5
"""Words before the noun in which "their" must stand."""
_LICENCE = 12
"""Words after "licence" in which giver and taker must stand: what is licensed goes between."""
_LEAD = 2
"""Sentences of the body that belong to the lead, where a lone name is whom the report is about."""


@NOUN_RULES.rule(
    "tie",
    {
        "licence-from": "Sanofi holds a licence from Regeneron for the antibody.",
    },
    order=30,
)
def licensed(noun: DealNoun) -> Candidate | None:
    """Who has a licence from whom: "X's licence from Y", "a licence was granted to X by Y"."""
    if noun.kind is not Kind.LICENSING:
        return None
    view = noun.view
    giver = group_after(view, noun.at.last, _BY_FROM, reach=_LICENCE) or _whose_thing(noun)
    taker = _given_to(noun) or agent_of(view, noun.at.first)
    if giver is None or taker is None or giver is taker or taker.possessive:
        return None
    return noun.tie("licence-from", taker, giver)


def _whose_thing(noun: DealNoun) -> NameGroup | None:
    """The owner of what is licensed: Y of "a licensing deal for Y's drug", "a licence to use Y's engine"."""
    view = noun.view
    for j in range(noun.at.last, min(len(view), noun.at.last + _LICENCE)):
        group = view.group_from.get(j)
        if group is not None:
            return group if group.possessive else None
    return None


def _given_to(noun: DealNoun) -> NameGroup | None:
    """Who is given a licence; not the thing of "a licence to sell Rituxan"."""
    taker = group_after(noun.view, noun.at.last, _TO, reach=_LICENCE)
    if taker is None:
        return None
    words = noun.view.words
    start = phrase_start(noun.view, taker.first)
    if words[start - 1] == "to" and start < taker.first:
        plain = words[start] in LEX.determiners or words[start] in LEX.sector_nouns or words[start] in LEX.demonyms
        return taker if plain or noun.view.mention_at[start] is not None else None
    return taker


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-with": "Renault signed an alliance with Nissan.",
        "noun-with-known-partner": "Ford has an alliance with Mazda. Many fear that the alliance with Mazda will end.",
        "noun-with-lone-name": "Shares in Opel rose after reports of merger talks with Peugeot.",
        "noun-with-topic": "Nokia is to sell Vertu. Talks with Permira were at an advanced stage.",
        "noun-with-speaker": "The talks with Renault have ended, Nissan said.",
    },
    order=40,
)
def with_partner(noun: DealNoun) -> Candidate | None:
    """Whoever has the tie-up and the partner after "with": "X's alliance with Y", "deals X has struck with Y".

    Where nobody has it by name, it is the company known to tie up with the partner, in the lead the only name before
    the noun, or whoever is quoted.
    """
    view, other = noun.view, _partner_after(noun.view, noun.at.last) or _nameless_partner(noun)
    if other is None or _only_beside(noun):
        return None
    known = _known_partner(noun, other)
    if known is not None:
        return noun.tie("noun-with-known-partner", known, other, sure=True)
    agent, rule = _agent_between(noun, other) or _owner_of_named(noun) or agent_of(view, noun.at.first), "noun-with"
    if agent is None and (view.sentence.headline or view.sentence.index < _LEAD):
        agent, rule = lone_name(view, noun.at.first), "noun-with-lone-name"
    if agent is None:
        agent, rule = _speaker_beside(noun, other), "noun-with-speaker"
    if agent is None:
        agent, rule = _spoken_of(noun, other), "noun-with-topic"
    if agent is None or agent is other or _by_person(view, agent.last, noun.at.first):
        return None
    made = noun.tie(rule, agent, other)
    if made and len(other) > 1 and len(agent) == 1:
        each = "both" in view.words[max(0, other.first - 2) : other.first]
        # "in cooperation with partners, including X and Y" is one; "in merger talks with X and Y" are two
        whole = noun.at.cue.frame.name == "tie" and view.words[max(0, noun.at.first - 1)] == "in"
        whole = whole and noun.at.cue.words[-1] not in LEX.talks
        made.separate = each or (
            not whole and (other.listed or _talks_to_each(noun, other) or _several(noun.at.cue, noun.kind))
        )
    between = view.words[agent.last : noun.at.first]
    if made and len(agent) > 1 and len(other) == 1 and not {"among", "each"}.isdisjoint(between):
        made.parts = partners(other, agent)
        made.separate = True  # "X, Y and Z are among those in talks with W"
    return made


_FEW = 2
"""With so many others a company may have one round of talks; with more it talks to each."""

_ABOUT = 6
"""So many words after those that a company talks to stands about what."""


def _talks_to_each(noun: DealNoun, other: NameGroup) -> bool:
    """True for talks or a deal with three or more: "X is in talks with A, B and C"; not "over a joint standard"."""
    together = not LEX.joins_bidders.isdisjoint(noun.view.words[other.last : other.last + _ABOUT])
    return len(other) > _FEW and noun.kind is not Kind.JOINT_VENTURE and not together


def _by_person(view: SentenceView, first: int, last: int) -> bool:
    """True for a deal that a person has, in a clause of its own: "X objected when she signed a deal with Y"."""
    pairs = zip(view.words[first:last], view.words[first + 1 : last], strict=False)
    return any(word in {"he", "she"} and before in LEX.times_of_clauses for before, word in pairs)


def _only_beside(noun: DealNoun) -> bool:
    """True for "is exploring a buyout in combination with X"."""
    return noun.at.cue.words[-1] in LEX.beside and noun.view.words[max(0, noun.at.first - 1)] == "in"


def _partner_after(view: SentenceView, last: int) -> NameGroup | None:
    """The companies after "with" to the right of a noun, in the same clause.

    Not those of a nearer noun that has its own side: "the deal from a Norvik partnership with Tarn" is not with Tarn.
    """
    for j in range(last, min(len(view), last + _PARTNER)):
        word = view.words[j]
        if word in LEX.as_well and view.words[j - 1] == "as":
            return None
        if word == "," and view.depth[j] == view.depth[last - 1]:
            return None  # "Honda, whose Sony venture builds electric cars, signed a deal with LG Energy"
        if word == "with":
            if view.words[j - 1] in LEX.other_with or _has_own_side(view, last, j - 1):
                return None
            break
    return group_after(view, last, _WITH, reach=_PARTNER) or _beside_state(view, last)


def _beside_state(view: SentenceView, last: int) -> NameGroup | None:
    """The company that signs beside a state: X of "an agreement with the government of Ostra and the miner X"."""
    words = view.words
    for j in range(last, min(len(words), last + _PARTNER)):
        if words[j] == "and":
            return phrase_after(view, j + 1) if not LEX.nameless.isdisjoint(words[last:j]) else None
        if words[j] in LEX.stops or words[j] in {",", ";"}:
            return None
    return None


def _has_own_side(view: SentenceView, last: int, i: int) -> bool:
    """True if the word at `i` is a noun of a deal before which a name of its own stands, from `last` on."""
    if i < last or view.words[i] not in LEX.nouns:
        return False
    near = modifier(view, i)
    return near is not None and near.first >= last


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


def _known_partner(noun: DealNoun, other: NameGroup) -> NameGroup | None:
    """Whose "the merger with X" is: that of the company last said to tie up with X, where the clause names nobody."""
    view = noun.view
    if noun.near is not None or view.words[max(0, noun.at.first - 1)] != "the" or len(other) > 1:
        return None
    partner = view.partners.get(other.members[0])
    # "Delta Electronics signed a deal with Tesla. Delta said the deal with Tesla ...": the clause says whose it is.
    if partner is None or any(group.last <= noun.at.first for group in view.groups()):
        return None
    return NameGroup((partner,), noun.at.first - 1, noun.at.first, False, "the")


def _agent_between(noun: DealNoun, other: NameGroup) -> NameGroup | None:
    """Who acts between the noun and "with": Daimler of "the deal Daimler struck with Geely"."""
    for j, group in noun.view.group_from.items():
        inside = noun.at.last <= j < other.first - 1 and group is not other
        if inside and not group.possessive and _acts(noun.view, group.last):
            return group
    return None


def _acts(view: SentenceView, i: int) -> bool:
    """True if the word at `i` is one that the name before it can act by: "has", "signed", "struck"."""
    word = view.words[i] if i < len(view) else ""
    return word in LEX.auxiliaries or (word.endswith("ed") and word[0].isalpha()) or word in LEX.strong_participles


def _owner_of_named(noun: DealNoun) -> NameGroup | None:
    """Whose venture it is in "its Novo venture with Y", where the name before the noun is the venture's own."""
    near = noun.near
    if near is None or near.possessive or near.first == 0 or noun.view.words[near.first - 1] not in {"its", "their"}:
        return None
    return owner_of_its(noun.view, near.first)


def _speaker_beside(noun: DealNoun, other: NameGroup) -> NameGroup | None:
    """Who is quoted after the noun, None if it is the partner: "The talks with Renault have ended, Nissan said"."""
    speaker = trailing_speaker(noun.view, noun.at.last)
    return speaker if speaker is not None and speaker.members != other.members else None


def _spoken_of(noun: DealNoun, other: NameGroup) -> NameGroup | None:
    """Whom the report has spoken of so far, where its lead tells of talks with somebody and names nobody else."""
    view = noun.view
    if view.sentence.index > _LEAD or view.sentence.headline or view.topic is None or other.anaphor:
        return None
    before = [group for group in view.groups() if group.last <= noun.at.first]
    return view.topic if not before and view.topic.members != other.members else None


def _several(cue: Cue, kind: Kind | None) -> bool:
    """True if a noun with several companies after "with" means a tie with each: "joint ventures with B and C".

    Talks with several are one round of talks, unless they are to merge with or buy one of them.
    """
    if (cue.frame.name == "talk" and cue.lemma in LEX.of_many) or cue.words[-1] in LEX.talks:
        return kind in (Kind.MERGER, Kind.ACQUISITION, Kind.STAKE)
    return cue.words[-1].endswith("s")


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-of-them": "Regulators took offers from Lufthansa and United to go on with their revenue-sharing pact.",
    },
    order=210,
)
def of_them(noun: DealNoun) -> Candidate | None:
    """Those of whom several are named, and whose pact "their" says it is, wherever in the sentence they stand."""
    view, i = noun.view, noun.at.first
    start = next((j for j in range(i - 1, max(-1, i - _THEIRS), -1) if view.words[j] == "their"), -1)
    if start < 0 or noun.near is not None or _partner_after(view, noun.at.last) is not None:
        return None
    if noun.at.cue.words[-1].endswith("s") or noun.at.cue.lemma in LEX.not_of_a_list:
        return None  # "their deals" are of each
    several = [group for group in view.groups() if group.last <= start and len(group) > 1 and not group.anaphor]
    return noun.tie("noun-of-them", several[-1], None) if several else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-with-about": "Volkswagen has had conversations with Suzuki about a merger.",
    },
    order=50,
)
def with_about(noun: DealNoun) -> Candidate | None:
    """Who speaks "with" whom about the noun: "X has had conversations with Y about a merger"."""
    view, j = noun.view, noun.at.first
    while j > 0 and noun.at.first - j < 4 and view.words[j - 1] not in LEX.before_topics:
        j -= 1  # back over "a possible"
    if j < 3 or view.words[j - 1] not in LEX.before_topics:
        return None
    other = next((view.group_to[k] for k in range(j - 1, max(0, j - 4), -1) if k in view.group_to), None)
    if other is None:
        return None
    start = phrase_start(view, other.first)
    if start < 1 or view.words[start - 1] != "with":
        return None  # "was approached by Nvidia about a merger" is read by the verb
    agent = left_subject(view, start - 1)
    return noun.tie("noun-with-about", agent, other) if agent is not None and agent is not other else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "talks-over": "Heineken is in talks over Femsa.",
    },
    order=60,
)
def over(noun: DealNoun) -> Candidate | None:
    """Who is after whom: "X in talks over Y", "X strikes deal for Y"."""
    if noun.at.cue.lemma not in LEX.over_something or (noun.near is not None and len(noun.near) > 1):
        return None
    aim = _about(noun.view, noun.at.last)
    agent = agent_of(noun.view, noun.at.first)
    if aim is None or aim.anaphor or agent is None or not set(aim.members).isdisjoint(agent.members):
        return None
    who = parts(agent, Role.BUYER) + bid_parts(noun.view, aim)
    kind = noun.kind or Kind.ACQUISITION
    return filled(noun.at, "talks-over", who, kind)


def _about(view: SentenceView, last: int) -> NameGroup | None:
    """What talks or a deal are over; not what is to be done for someone ("talks to build cars for X")."""
    found = group_after(view, last, _FOR_OVER, reach=5)
    return None if found is None or "to" in view.words[last : found.first] else found
