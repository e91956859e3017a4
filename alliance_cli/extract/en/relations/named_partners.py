"""Partners that a sentence names beside a company or after it, and consortiums with those that are in them."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, owner_of_its
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import NOUN_RULES, RULES, DealNoun, filled, partners
from alliance_cli.extract.en.syntax.phrases import described_by_aside, group_after, modifier, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind

_BY = frozenset({"by"})
_IS = LEX.be | LEX.becoming
_BESIDE = 4
"""So many words stand between "and" and a partner: "and long-time local partner Y"."""
_LED = 3
"""So many words after a consortium stands who leads it: "the consortium led by X"."""
_MEMBERS = 9
"""So many words after a consortium stands who is in it: "led by X, which also includes Y"."""
_WITHIN = frozenset({"in", "of"}) | LEX.creates | LEX.leaders
"""Before a consortium, who stands as subject is in it."""


@RULES.rule(
    "member",
    {
        "partner-beside": "Volkswagen and local partner SAIC will build a plant.",
        "partner-after": "Shell is in a dispute with its Russian partner, Rosneft.",
        "partner-aside": "Panasonic, Tesla's partner, makes the cells.",
        "partner-listed": "Eni will ask its partners, which include Petronas, for money.",
    },
    order=10,
)
def partner_named(at: Trigger) -> Candidate | None:
    """A company and its partner that "and" or a mark parts: "X and partner Y", "its partner, Y", "Y, X's partner"."""
    view, cue, i, last = at
    if view.words[max(0, i - 1)] in LEX.nouns or not LEX.possible.isdisjoint(view.words[max(0, i - 2) : i]):
        return None  # "its most probable merger partners, X and Y"
    near = modifier(view, i)
    owner = near if near is not None and near.possessive else None
    if near is None and (both := _beside(view, i)) is not None:
        return filled(at, "partner-beside", partners(both), cue.kind)
    if owner is not None and (described := _described(view, owner, i)) is not None:
        return filled(at, "partner-aside", partners(described, owner), cue.kind)
    owner = owner or owner_of_its(view, i)
    named = view.group_from.get(last + 1) if view.words[last : last + 1] == [","] else None
    if named is not None and owner is not None and not named.possessive:
        return filled(at, "partner-after", partners(owner, named), cue.kind)
    listed = _listed(view, last)
    if listed is None or owner is None or listed is owner:
        return None
    made = filled(at, "partner-listed", partners(owner, listed), cue.kind)
    if made is not None and len(owner) == 1:
        made.separate = len(listed) > 1 and cue.kind is not Kind.JOINT_VENTURE
    return made


def _beside(view: SentenceView, i: int) -> NameGroup | None:
    """The list whose last member is called a partner at `i`: X and Y of "X and local partner Y"."""
    if "and" not in view.words[max(0, i - _BESIDE) : i]:
        return None
    return next((group for group in view.groups() if group.first < i < group.last and len(group) > 1), None)


def _described(view: SentenceView, owner: NameGroup, i: int) -> NameGroup | None:
    """Whom an aside or "is" calls the partner of an owner: Y of "Y, X's local partner", "Y is X's partner"."""
    if view.words[owner.first - 1 : owner.first] == [","]:
        several = view.words[i].endswith("s")
        return view.group_to.get(owner.first - 1) if several else described_by_aside(view, owner.first)
    if not _IS.isdisjoint(view.words[owner.first - 1 : owner.first]):
        return left_subject(view, owner.first - 1)
    return None


def _listed(view: SentenceView, last: int) -> NameGroup | None:
    """The partners named after a plural: "partners such as X and Y", "partners, which include X"."""
    words = view.words
    j = last + (words[last : last + 1] == [","])
    j += words[j : j + 1] in (["which"], ["who"], ["that"])
    if words[j : j + 2] == ["such", "as"]:
        return phrase_after(view, j + 2)
    lists = words[j : j + 1] and (words[j] in LEX.listers or words[j] in LEX.including or words[j] in LEX.includes)
    return phrase_after(view, j + 1) if lists else None


@NOUN_RULES.rule(
    "tie",
    {
        "consortium-with-members": "The consortium led by TPG, which includes Macquarie, bid for Qantas.",
    },
    order=35,
)
def consortium(noun: DealNoun) -> Candidate | None:
    """Who leads a consortium or is in it, and those it is said to include: "a consortium that includes X and Y"."""
    if noun.at.cue.lemma not in LEX.consortiums:
        return None
    view, i, last = noun.view, noun.at.first, noun.at.last
    members = _members(view, last)
    if members is None:
        return None
    leader = noun.near or group_after(view, last, _BY, reach=_LED)
    if leader is None and _is_within(view, i):
        leader = agent_of(view, i)
    return noun.tie("consortium-with-members", members, None if leader is members else leader)


def _is_within(view: SentenceView, i: int) -> bool:
    """True if the subject is said to be in a consortium: "in a consortium", "leads the consortium"."""
    before = view.words[max(0, i - 3) : i]
    return not _WITHIN.isdisjoint(before)


def _members(view: SentenceView, last: int) -> NameGroup | None:
    """Who is in a consortium: X and Y of "that includes X and Y", "including X and Y", "made up of X and Y"."""
    for j in range(last, min(len(view), last + _MEMBERS)):
        word = view.words[j]
        if word in LEX.includes or word in LEX.listers or word in LEX.including:
            return phrase_after(view, j + 1)
        if word == ";" or word in LEX.reporting:
            return None
    return None


@NOUN_RULES.rule(
    "tie",
    {
        "own-partner-noun": "Growth at Rivian was driven by its Volkswagen alliance.",
    },
    order=120,
)
def own_partnership(noun: DealNoun) -> Candidate | None:
    """Whose tie-up is named after the other side alone: "growth driven by its X partnership", "with X alliance"."""
    view, near = noun.view, noun.near
    if near is None or near.possessive or len(near) > 1 or near.last != noun.at.first or near.first == 0:
        return None
    if noun.at.cue.lemma not in LEX.named_for_partner:
        return None
    before = view.words[near.first - 1]
    if before in LEX.possessives:
        owner = owner_of_its(view, noun.at.first) or agent_of(view, near.first)
    else:
        owner = left_subject(view, near.first - 1) if before in LEX.comitatives else None
    if owner is None or owner is near or len(owner) > 1:
        return None
    return noun.tie("own-partner-noun", owner, near)
