"""Nouns of a part of a company: stakes, interests and rounds of funding."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, topic_subject
from alliance_cli.extract.en.lexicon import LEX, frame_of
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, parts
from alliance_cli.extract.en.relations.trade_object import as_rivals, names_sum
from alliance_cli.extract.en.syntax.groups import in_prefix, phrase_start
from alliance_cli.extract.en.syntax.phrases import calls_firm, group_after, modifier, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Role

_BY = frozenset({"by"})
_FROM = frozenset({"from"})
_FROM_BY = frozenset({"from", "by"})
_IN = frozenset({"in"})
_TO_FROM = frozenset({"to", "from", "by"})
_SHARE = 7
"""So many words after a stake stands how large it is, or in what company."""
_BEFORE = 3
"""Words before "stake" that say what is done with it: "raises the stakes"."""
_OFFERED = 16
"""So many words after an offering stands by whom, with the number of shares between."""
_REACH = {"of": 8, **dict.fromkeys(LEX.worth, 12)}
"""Within so many words after the noun stands in whom, if "of" or "worth" follows; else it is right behind."""
_GIVEN = 6
"""Words before an investment in which "with" may stand: "would add to its capital with an investment"."""


@RULES.rule(
    "stake",
    {
        "stake-in": "Renault's stake in Nissan will be cut.",
        "named-stake": "Volkswagen raises Scania stake.",
        "joins-round": "Toyota is in talks to join Joby's funding round.",
        "investment-from": "Moderna received an investment of $50 million from Nestle.",
        "offering-by": "Uber priced a secondary offering of 20 million shares by SoftBank.",
        "round-of-leader": "Klarna closed a SoftBank-led funding round.",
        "stake-meant": "Uber climbed after SoftBank raised its stake to 12 percent.",
    },
)
def stake_in(at: Trigger) -> Candidate | None:
    """Who has a part of whom: "A's stake in B", "A raises its stake in B", "A to buy B stake from C"."""
    view, cue, i, last = at
    near = modifier(view, i)
    if cue.lemma in LEX.funding_rounds:
        return _round(at, near)
    if cue.lemma in LEX.secondary:
        return _offering(at)
    # Right after the noun, so that "Renault's interest, a 15 percent holding in Nissan" is read once, or after "of".
    held = group_after(view, last, _IN, reach=_REACH.get(view.words[last] if last < len(view) else "", 3))
    if cue.lemma in LEX.holdings_in:
        held = _changed(at)
    kind = cue.kind
    if held is not None:
        # "a stake in X planned by Y"
        holder = agent_of(view, i) or group_after(view, held.last, _BY, reach=4)
        if holder is None or holder is held or _sold(view, i) or _idiom(view, cue, i):
            return None
        who = bought(holder, held)
        made = filled(at, "stake-in", who, kind, "" if cue.lemma in LEX.plain_stakes else "interest")
        if made is not None and len(holder) == 1 and len(held) > 1:
            made.separate = True  # "cut its stakes in Coca-Cola and American Express"
        return as_rivals(view, holder, i, made)
    if near is None and cue.lemma not in LEX.plain_stakes:
        return _from_investor(at)
    if near is None and (whose := _meant(at)) is not None:
        return filled(at, "stake-meant", whose, kind)
    if near is None or near.possessive or len(near) > 1 or cue.lemma not in LEX.plain_stakes:
        return None
    holder = left_subject(view, phrase_start(view, near.first))
    if holder is None or holder is near:
        return None
    seller = group_after(view, last, _FROM, reach=4)
    who = parts(holder, Role.BUYER) + parts(near, Role.TARGET) + parts(seller, Role.SELLER)
    return filled(at, "named-stake", who, kind)


def _meant(at: Trigger) -> list[Part] | None:
    """Whose stake in whom, where the sentence names one other: "X fell as Y raised its stake to 8%", "in the firm"."""
    view, _, i, last = at
    before = view.words[max(0, i - _GIVEN) : i]
    changed = not LEX.changes_of_holdings.isdisjoint(before)
    if not changed or not (_to_share(view, i, last) or _in_firm(view, last)):
        return None
    holder = left_subject(view, i)
    if holder is None or len(holder) > 1 or holder.anaphor or holder.possessive:
        return None
    others = [group for group in view.groups() if group.last <= i and group.members != holder.members]
    if len(others) != 1 or len(others[0]) > 1 or others[0].anaphor or others[0].last > holder.first:
        return None
    return bought(holder, others[0])


def _to_share(view: SentenceView, i: int, last: int) -> bool:
    """True for a holder's own part and what it is now: "its stake to 11.2 percent", "its ownership stake from 8%"."""
    own = not LEX.possessives.isdisjoint(view.words[max(0, i - 2) : i])
    after = view.words[last : last + _SHARE]
    return own and after[:1] != [] and after[0] in _TO_FROM and not LEX.percent_starts.isdisjoint(after)


def _in_firm(view: SentenceView, last: int) -> bool:
    """True for a stake in a company that is described and not named: "in the ride-hailing company"."""
    j = last
    if view.words[j : j + 1] != ["in"]:
        return False
    while j + 1 < min(len(view), last + _SHARE) and in_prefix(view, j + 1):
        j += 1
        if calls_firm(view.words[j]):
            return j + 1 not in view.group_from
    return False


def _changed(at: Trigger) -> NameGroup | None:
    """Whose shares a fund now holds more or fewer of: "raised its holdings of X", "cut its position in X"."""
    view, _, i, last = at
    changed = not LEX.changes_of_holdings.isdisjoint(view.words[max(0, i - _GIVEN) : i])
    return phrase_after(view, last) if changed else None


def _from_investor(at: Trigger) -> Candidate | None:
    """Who gets money from whom: "A received an investment of $5 million from B"."""
    view, cue, i, last = at
    investor, owned = group_after(view, last, _FROM_BY, reach=6), left_subject(view, i)
    # "would add to its capital with an investment from Y", "hopes rest on a $5 billion investment by Y"
    paid = names_sum(view, max(0, i - _GIVEN), i)
    if owned is None and paid:
        owned = lone_name(view, i)  # "shares in X fell on doubts about"
    if investor is None or owned is None:
        return None
    if view.words[max(0, i - 1) : i] == ["in"] and cue.lemma in LEX.mere_interest:
        return None  # "seeks $211 million in interest from X"
    if not LEX.crowds.isdisjoint(view.words[last : investor.first]):
        return None  # "interest from customers including X" is in goods
    if not LEX.marks_contests.isdisjoint(view.words[owned.last : i]):
        return None  # "X ran an auction that attracted interest from Y" for what others own
    given = paid or "with" in view.words[max(0, i - _GIVEN) : i]
    if not given and (LEX.gets | LEX.looks_for).isdisjoint(view.words[owned.last : i]):
        return None
    return filled(at, "investment-from", bought(investor, owned), cue.kind)


def _round(at: Trigger, target: NameGroup | None) -> Candidate | None:
    """Who puts money into whom: "A in talks to join B's funding round"."""
    view, cue, _, _ = at
    if target is None or len(target) > 1:
        return None
    start = phrase_start(view, target.first)
    investor = left_subject(view, start)
    if investor is not None and not LEX.leaders.isdisjoint(view.words[target.last : target.last + 1]):
        return filled(at, "round-of-leader", bought(target, investor), cue.kind)
    if investor is None or LEX.round_verbs.isdisjoint(view.words[investor.last : start]):
        return None
    who = bought(investor, target)
    made = filled(at, "joins-round", who, cue.kind)
    if made is not None and len(investor) > 1:
        made.rivals = True  # each with a part of its own
    return made


def _offering(at: Trigger) -> Candidate | None:
    """Whose shares a holder sells: "A priced a secondary offering of its shares by B", "by an affiliate of B"."""
    view, cue, i, last = at
    holder = group_after(view, last, _BY, reach=_OFFERED)
    owned = left_subject(view, i) or topic_subject(view, i)
    if holder is None or owned is None or owned is holder:
        return None
    return filled(at, "offering-by", bought(holder, owned), cue.kind)


def _sold(view: SentenceView, i: int) -> bool:
    """True if the stake at `i` is what a verb of selling acts on, which reads it: "Daimler sold its stake in Tesla"."""
    return any(frame_of(LEX.verbs, word) == "sell" for word in view.words[max(0, i - 7) : i])


def _idiom(view: SentenceView, cue: Cue, i: int) -> bool:
    """True for "raises the stakes in its fight with Y": no part of a company, as "raised its stake in Y" is."""
    return cue.words[0] in LEX.stakes_of_games and not LEX.raised_stakes.isdisjoint(view.words[max(0, i - _BEFORE) : i])
