"""Verbs of holding a part of a company: investing in it and owning it."""

import re

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import pronoun_subject, relative_object, subject_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, partners, parts
from alliance_cli.extract.en.relations.trade_object import Thing, names_sum, owner_aside, stake_named, thing_after
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.models import Kind, Role

_BY = frozenset({"by"})
_OWNS = frozenset({"its", "their", "his", "her", "our"})
_ROUND = 8
"""So many words after the name of a company that is backed stands in which round, or at what value."""
_INVESTED = LEX.stops | {",", ";", ":", "for"}
"""What ends the clause in which "in" names whom money is put into."""


@RULES.rule(
    "invest",
    {
        "subject-invests-in": "Amazon invested $4 billion in Anthropic.",
        "subject-backs": "Founders Fund backs Anduril at a $28 billion valuation.",
    },
)
def invest(at: Trigger) -> Candidate | None:
    """Who puts money into whom: "X invests $25 million in Y", "X pumps money into Y"."""
    view, cue, i, last = at
    investor = left_subject(view, i)
    if cue.lemma in LEX.backs:
        return _backs(at, investor)
    for j in range(last, min(len(view), last + 10)):
        word = view.words[j]
        if word in {"in", "into"}:
            target = phrase_after(view, j + 1)
            if target is None or investor is None or (cue.lemma in LEX.puts and not names_sum(view, last, j)):
                return None
            if view.words[j + 1].endswith("ing") and view.mention_at[j + 1] is None:
                return None  # "pours money into attacking X"
            built = view.words[j - 1] in LEX.grounds and view.words[j - 1] not in LEX.ventures
            if built or _is_site(view, target):
                return None  # "building a plant in Urumqi", "the Talegaon plant", "pumped mud into the Macondo well"
            inner = view.group_from.get(target.last) if target.possessive else None
            if target.possessive and inner is None:
                return None
            owner = target if inner is not None else owner_aside(view, target)
            who = parts(investor, Role.BUYER) + parts(owner, Role.SELLER)
            who += parts(inner or target, Role.UNIT if owner else Role.TARGET)
            made = filled(at, "subject-invests-in", who, Kind.STAKE)
            if made and len(investor) > 1 and not {"both", "each"}.isdisjoint(view.words[investor.last : i]):
                made.rivals = True  # each by itself
            if made and len(investor) == 1 and owner is None and len(target) > 1:
                made.separate = True  # "has invested in Facebook, Twitter and Groupon"
            return made
        if word in _INVESTED or (word == "to" and view.words[j - 1] not in LEX.up_to):
            return None  # "invests up to $5 billion in X", but "invests to expand in X"
    return None


def _backs(at: Trigger, investor: NameGroup | None) -> Candidate | None:
    """Who puts money into whom: "X backs Y at a $28 billion valuation"; who backs a plan puts none."""
    view, cue, _, last = at
    target = phrase_after(view, last)
    if investor is None or target is None or target.possessive or target is investor:
        return None
    # "shareholders back X deal", "backs a plan of X"
    if view.words[target.last : target.last + 1] not in (["at"], ["in"], ["with"]):
        return None
    if LEX.signs_of_rounds.isdisjoint(view.words[target.last : target.last + _ROUND]):
        return None
    made = filled(at, "subject-backs", bought(investor, target), cue.kind)
    if made is not None and len(investor) > 1:
        made.rivals = True  # each with money of its own
    return made


def _is_site(view: SentenceView, group: NameGroup) -> bool:
    """True for a name that nothing shows to be a company's before the noun of what stands there: "the X plant"."""
    after = view.words[group.last : group.last + 1]
    named = any(one.company or any(sign.word not in LEX.grounds for sign in one.signs) for one in group.members)
    return not named and not (LEX.grounds | LEX.wells).isdisjoint(after)


def _of_each_other(view: SentenceView, i: int, last: int) -> NameGroup | None:
    """The two that hold a part of one another: "X and Y each hold 15 percent of the other", else None."""
    after = " ".join(view.words[last : last + 9])
    if not re.search(r"\b(?:in|of) (?:the other|each other|one another)\b", after):
        return None
    pairs = [group for group in view.groups() if group.last <= i and len(group) == 2]
    return pairs[-1] if pairs else None


@RULES.rule(
    "own",
    {
        "subject-owns": "Renault owns 43 percent of Nissan.",
        "owned-by": "Jaguar is owned by Tata Motors.",
        "becomes-owned": "Whole Foods will become a wholly owned subsidiary of Amazon.",
        "each-owns-half": "Intel and Micron each own half of IM Flash.",
        "each-owns-other": "Renault and Nissan each own 15 percent of the other.",
    },
)
def own(at: Trigger) -> Candidate | None:
    """Who owns whom or a part of it: "X owns 43 percent of Y", "Y is owned by X"; of two, what they own in common."""
    view, cue, i, last = at
    if i and view.words[i].endswith("ed") and last < len(view) and view.words[last] in LEX.units:
        return _becomes_owned(at)
    before = view.words[max(0, i - 1)]
    if view.words[i] in LEX.owning and (before in _OWNS or before in LEX.verbs_before_own):
        return None  # "its own", "sets own recall"
    passive = is_passive(view, i)
    owner, thing = _held_by(at) if passive else _holds(at)
    if passive and cue.lemma in LEX.holding and LEX.partial.isdisjoint(view.words[max(0, i - 8) : i + 4]):
        return None  # "talks were held by X"; but "a 9.8 percent shareholding in Y is held by X"
    if not passive and not thing.stake and cue.lemma not in LEX.owning:
        return None  # "a takeover of privately held Halix"
    if (both := _of_each_other(view, i, last)) is not None:
        return filled(at, "each-owns-other", partners(both), Kind.STAKE)
    if owner is None:
        return None
    halves = "each" in view.words[owner.last : i] and not LEX.halves.isdisjoint(view.words[last : last + 2])
    if halves and len(owner) > 1:
        return filled(at, "each-owns-half", partners(owner), Kind.JOINT_VENTURE)
    if thing.group is None or any(entity.parent in owner.members for entity in thing.group.members):
        return None  # a unit that goes by its owner's name: "Sinopec Kantons, controlled by Sinopec"
    rule = "owned-by" if passive else "subject-owns"
    made = filled(at, rule, bought(owner, thing.group), Kind.ACQUISITION if thing.whole else Kind.STAKE)
    if made and len(owner) == 1 and len(thing.group) > 1:
        made.separate = True  # "owns stakes in Coca-Cola and American Express"
    return made


def _becomes_owned(at: Trigger) -> Candidate | None:
    """ "X will become a wholly owned subsidiary of Y"; what is called a unit that somebody owns tells of no deal."""
    view, _, i, last = at
    of = last + 1
    if LEX.becoming.isdisjoint(view.words[max(0, i - _JUST) : i]) or view.words[of : of + 1] != ["of"]:
        return None
    target, owner = left_subject(view, i) or pronoun_subject(view, i), phrase_after(view, of + 1)
    if target is None or owner is None or target is owner:
        return None
    return filled(at, "becomes-owned", bought(owner, target), Kind.ACQUISITION)


_JUST = 5
"""So many words before "owned" stands what becomes of it."""


def _holds(at: Trigger) -> tuple[NameGroup | None, Thing]:
    """The subject and what it holds, after the verb or before "which": "Nissan, in which Renault holds a stake"."""
    view, _, i, last = at
    thing = thing_after(view, last)
    if thing.group is None:
        thing.group = relative_object(view, i)[0]
    return subject_of(view, i), thing


def _other_owned(view: SentenceView, i: int) -> bool:
    """True if a common noun right before "owned" says what is: "infringed patents owned by X"."""
    word = view.words[i - 1] if i else ""
    named = view.mention_at[i - 1] is not None if i else False
    return not named and word in LEX.owned_goods


def _held_by(at: Trigger) -> tuple[NameGroup | None, Thing]:
    """Who holds it, after "by", and what it is: all of the subject, or the stake in front of the verb."""
    view, _, i, last = at
    whole = None if _other_owned(view, i) else left_subject(view, i)
    held = whole or stake_named(view, i)
    thing = Thing(group=held, whole=whole is not None, stake=held is not None)
    return group_after(view, last, _BY, reach=8), thing
