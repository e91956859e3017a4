"""Nouns that tie companies together, by how they name both sides: "a merger between X and Y", "the X-Y alliance".

What "with" names stands in `deal_partners`, a list as subject in `shared_subject`.
"""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import owner_of_its
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.kind import open_kind, purpose, raises_money
from alliance_cli.extract.en.relations.registry import NOUN_RULES, RULES, DealNoun, filled, partners
from alliance_cli.extract.en.relations.shared_subject import shared
from alliance_cli.extract.en.syntax.groups import phrase_start, plural_firms
from alliance_cli.extract.en.syntax.phrases import group_after, modifier, owner_before, pair_between, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject, subject_like
from alliance_cli.models import Kind

_OF = frozenset({"of"})
_BY = frozenset({"by"})
_OF_BY = frozenset({"of", "by"})
_OF_WITH = frozenset({"of", "with"})
_BY_INTO = frozenset({"by", "into"})
_PAIR_VERBS = LEX.tie_verbs - {"in", "over", "of"}
"""What is done to the tie-up of others. "X in Y-Z talks" and "X over Y-Z talks" do nothing to it."""
_SIGNED = 10
"""So many words after a deal, and after "signed", stands who signed it: "was signed on Monday by X and Y"."""
_ORDERED = 12
"""Words before a deal in which planes make it a customer's order: "a deal for 40 jets"."""
_ASKED = 10
"""Words before a licence in which it is asked of a state: "filed for licences", "win digital bank licences"."""
_ORDERED_AFTER = 18
"""And words after it: who signs for the maker is named between."""


@RULES.rule("tie talk", {})
def deal_noun(at: Trigger) -> Candidate | None:
    """Whom a noun for a tie-up ties: what its first rule finds, dropped where the deal is of another sort."""
    noun = _noun(at)
    # "common platforms" is no noun of a deal: only a list as subject can share one.
    made = shared(noun) if at.cue.lemma in LEX.in_common else NOUN_RULES.first(at.cue.frame.name, noun)
    if made is not None:
        made.dropped = _foreign(at) or _with_labour(at, made) or _of_banks(at, made)
    return made


def _noun(at: Trigger) -> DealNoun:
    """The noun with its kind, its own or what the words around give it, and the name right before it."""
    view, cue, i, last = at
    kind = cue.kind or open_kind(view, i, last)
    if kind is Kind.COOPERATION:
        kind = purpose(view, last) or kind  # "an alliance to manufacture engines"
    return DealNoun(view, at, kind, modifier(view, i))


def _foreign(at: Trigger) -> str:
    """Why talks or a deal are of another sort than a tie-up, "" if they are not: a settlement, a loan, an order."""
    view, cue, i, last = at
    if cue.words[-1] in LEX.ventures and LEX.venture_money.intersection(view.words[last : last + 1]):
        return "venture capital"
    if not LEX.arrangers.isdisjoint(view.words[last : last + 2]):
        return "work of arrangers"  # "as a joint lead arranger with X"
    if cue.frame.name != "talk":
        return ""
    if not LEX.board_places.isdisjoint(view.words) and not LEX.boards.isdisjoint(view.words):
        return "talks of another sort (places on a board)"
    # Before the noun "settlement talks", after it "talks to settle their dispute".
    other = LEX.foreign_talk.intersection(_before_talks(view, i)) or LEX.foreign_aims.intersection(
        view.words[last : last + 5]
    )
    if other:
        return f"talks of another sort ({sorted(other)[0]})"
    if cue.lemma not in LEX.may_be_orders:
        return ""  # "a contract to build light helicopters together" is work in common
    goods = LEX.aircraft.intersection(view.words[max(0, i - _ORDERED) : last + _ORDERED_AFTER])
    return f"a customer's order ({sorted(goods)[0]})" if goods else ""


def _with_labour(at: Trigger, made: Candidate) -> str:
    """Why talks or a deal of no plain kind are those with a union, "" if none is spoken of."""
    words = at.view.words
    if made.kind is Kind.LICENSING and not LEX.asks_a_state.isdisjoint(words[max(0, at.first - _ASKED) : at.first]):
        return "a licence that a state grants"
    if at.cue.frame.name != "talk" or made.kind not in (None, Kind.COOPERATION):
        return ""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in LEX.labour and after not in LEX.reporting:  # "unions said after the two signed"
            return f"talks with labour ({word})"
    return ""


def _of_banks(at: Trigger, made: Candidate) -> str:
    """Why talks or a deal of no plain kind are about money that is raised, "" if they are not."""
    if at.cue.frame.name != "talk" or made.kind not in (None, Kind.COOPERATION):
        return ""
    marks = LEX.marks_of_offerings.intersection(at.view.words)
    return f"the sale of shares ({sorted(marks)[0]})" if marks else raises_money(at.view, at.last)


def _before_talks(view: SentenceView, i: int) -> list[str]:
    """The words right before a noun, without a lender that acts: "the lender broke off talks" is about no loan."""
    words = view.words[max(0, i - 3) : i]
    acting = words[:1] and words[0] in LEX.lenders and not LEX.breaking_off.isdisjoint(words)
    return words[1:] if acting else words


def _subject(noun: DealNoun) -> NameGroup | None:
    """Who stands as subject before the name right before the noun: Tesla of "Tesla signs Panasonic partnership"."""
    return left_subject(noun.view, phrase_start(noun.view, noun.near.first)) if noun.near else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-between": "A merger between Nissan and Honda would create the world's third-largest carmaker.",
    },
    order=10,
)
def between(noun: DealNoun) -> Candidate | None:
    """The two sides that "between" names: "a merger between X and Y", "talks were held between X and Y"."""
    sides = pair_between(noun.view, noun.at.last)
    return noun.tie("noun-between", sides, None, sure=True) if sides is not None and len(sides) > 1 else None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-signed-by": "The accord was signed by executives of Rosneft and Petronas.",
    },
    order=15,
)
def signed_by(noun: DealNoun) -> Candidate | None:
    """The sides that sign it: "the accord was signed on Monday by X and Y"."""
    words = noun.view.words
    for j in range(noun.at.last, min(len(words) - 1, noun.at.last + _SIGNED)):
        if words[j] in LEX.signed:
            sides = group_after(noun.view, j + 1, _BY, reach=_SIGNED)
            return noun.tie("noun-signed-by", sides, None) if sides is not None and len(sides) > 1 else None
        if noun.view.mention_at[j] is not None or words[j] in LEX.stops:
            return None
    return None


@NOUN_RULES.rule(
    "tie talk",
    {
        "noun-of-those-listed": "The following airlines are to sign a partnership: Qantas and Emirates.",
    },
    order=20,
)
def enumerated(noun: DealNoun) -> Candidate | None:
    """The names at the end that a plural announces: "Three banks are to form a venture: X, Y and Z".

    Not where a name stands before the noun: that one, not the list, has the deal.
    """
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
        "agent-and-pair-noun": "General Motors ended the Renault-Nissan talks.",
    },
    order=70,
)
def agent_and_pair(noun: DealNoun) -> Candidate | None:
    """Someone and the pair whose tie-up it acts on, three sides: "X halts Y-Z talks"."""
    near, agent = noun.near, _subject(noun)
    if near is None or len(near) < 2 or near.anaphor or agent is None or agent is near:
        return None
    if _PAIR_VERBS.isdisjoint(noun.view.words[agent.last : near.first]):
        return None  # "Suzuki joins the Renault-Nissan alliance" is read by the verb
    return noun.tie("agent-and-pair-noun", agent, near)


@NOUN_RULES.rule(
    "tie talk",
    {
        "pair-noun": "The Bayer-Monsanto merger was cleared by regulators.",
    },
    order=80,
)
def pair(noun: DealNoun) -> Candidate | None:
    """The pair right before the noun: "the X-Y merger"."""
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
    "tie",
    {
        "noun-of-both": "The merger of Daimler and Chrysler was announced in 1998.",
    },
    order=90,
)
def of_both(noun: DealNoun) -> Candidate | None:
    """The two sides after "of": "the merger of X and Y". Only a venture is "by" both: "a joint venture by X and Y"."""
    words = _OF_BY if noun.at.cue.kind is Kind.JOINT_VENTURE else _OF
    sides = group_after(noun.view, noun.at.last, words, reach=3)  # "venture set up by Sony and Ericsson"
    return noun.tie("noun-of-both", sides, None) if sides is not None and len(sides) > 1 else None


@NOUN_RULES.rule(
    "tie",
    {
        "noun-of-by": "The merger of Chrysler into Fiat was completed in January.",
    },
    order=100,
)
def of_one_by(noun: DealNoun) -> Candidate | None:
    """One side after "of", the other after "into" or "by": "the merger of X into Y"."""
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
    """The subject and the name right before the noun: "X signs Y partnership"."""
    near, agent = noun.near, _subject(noun)
    if near is None or near.possessive or near.anaphor:
        return None
    owner = owner_before(noun.view, near.first)
    if owner is not None and noun.at.first == near.last:
        return noun.tie("named-partner-noun", owner, near)  # "Lilly's $8 billion Loxo deal"
    if agent is None or agent is near:
        return None
    if noun.at.first - near.last > 2 or noun.view.words[near.first - 1] == "their":
        return None  # "their Yanbu refining venture" is where, not who
    if LEX.tie_verbs.isdisjoint(noun.view.words[agent.last : near.first]):
        return None  # "BP partners probe Rosneft deal"
    if len(agent) > 1 and noun.at.cue.lemma not in LEX.talks and noun.at.cue.words[-1].endswith("s"):
        made = noun.tie("named-partner-noun", near, agent)
        if made is not None:
            made.separate = True  # "BMW and Daimler weigh Uber deals": each for itself
        return made
    return noun.tie("named-partner-noun", agent, near)


@RULES.rule(
    "member",
    {
        "partner-named": "Toyota's partner Panasonic will build the plant.",
        "partner-of": "Denso, a partner of Toyota, makes the sensors.",
    },
)
def member(at: Trigger) -> Candidate | None:
    """A company and its partner: "A's partner B", "its partner B", "B, a partner of A"."""
    view, cue, i, last = at
    owner = modifier(view, i)
    named = phrase_after(view, last)
    pronoun = i > 0 and any(word in {"its", "their"} for word in view.words[max(0, i - 4) : i])
    if named is not None and named.first - last <= 1:
        mine = owner if owner is not None and (owner.possessive or owner.last == i) else None
        agent = mine or (owner_of_its(view, i) if pronoun else None)
        if agent is not None and agent is not named:
            return filled(at, "partner-named", partners(agent, named), cue.kind)
    of = group_after(view, last, _OF_WITH, reach=2)
    if of is not None:
        agent = left_subject(view, i)
        if agent is not None and agent is not of and subject_like(view, agent):
            return filled(at, "partner-of", partners(agent, of), cue.kind)
    return None
