"""Whether a word of ending is said of a talk, as a fact."""

from collections.abc import Sequence, Set
from functools import cache

from alliance_cli.extract import lexicon
from alliance_cli.extract.assertion import Assertion
from alliance_cli.extract.clauses import Clause, Group
from alliance_cli.extract.entities import Entity, Sort


def only_planned(clause: Clause, i: int) -> bool:
    """True for an ending that is yet to come; a headline's "A to end" is decided."""
    lows = clause.lows
    if set(lows[max(0, i - 4) : i]) & {"looking", "plans", "considering", "wants"}:
        return True
    decided = (clause.sentence.headline and i - 1 in clause.group_to) or not lexicon.grammar("resolves").isdisjoint(
        lows[max(0, i - 6) : i]
    )
    return i > 0 and lows[i - 1] == "to" and not decided


def nearest(i: int, mine: list[Assertion], others: Sequence[Assertion]) -> bool:
    """True if no reading of another talk stands closer to the word at `i`."""
    if not mine or not others:
        return True
    return min(abs(i - a.first) for a in mine) <= min(abs(i - a.first) for a in others)


def before_it_began(clause: Clause, i: int, assertions: list[Assertion]) -> bool:
    """True for the end in "after talks with A were called off, B and C ...", and in "after it was, they talk again"."""
    before = clause.lows[max(0, i - _SINCE) : i]
    if not assertions or "after" not in before or not lexicon.grammar("pairs").isdisjoint(before):
        return False
    return all("," in clause.lows[i + 1 : assertion.first] for assertion in assertions)


_SINCE = 6


def really_ends(clause: Clause, i: int, cue: lexicon.Cue, assertions: list[Assertion]) -> bool:
    """True if an ending word is said of the talk as fact."""
    lows = clause.lows
    before = lows[max(0, i - 4) : i]
    if _announced(clause, i):
        before = [low for low in before if low != "would"]
    if not lexicon.grammar("end_averted").isdisjoint(before):
        return False
    object_of = clause.mention_at[i + 1] if i + 1 < len(clause) else None
    if object_of is not None and isinstance(object_of.entity, Entity) and object_of.entity.sort is Sort.PERSON:
        return False  # "the board axed X"
    if _of_something_else(clause, i) or _by_another(clause, i, assertions) or _of_an_earlier_one(clause, i):
        return False
    if _asked_for(clause, i) or _said_not_to_have(clause, i):
        return False
    if assertions and all(clause.depth[assertion.first] > clause.depth[i] for assertion in assertions):
        return False  # "V, owned by G, stops making ...": what the main clause ends is not what an aside tells
    if cue.frame == "strong":
        return True
    if cue.frame == "tie" and (
        not assertions or any(a.cue.frame in {"bid", "takeover", "acquire", "sale", "sell", "pay"} for a in assertions)
    ):
        return False
    return _bound(clause, i, assertions)


def _announced(clause: Clause, i: int) -> bool:
    """True for "said it would end ...": what a speaker says of himself is decided."""
    lows = clause.lows
    if lows[i - 1 : i] != ["would"] or lows[i - 2 : i - 1] not in (["it"], ["they"]):
        return False
    return not lexicon.reporting().isdisjoint(lows[max(0, i - 7) : i])


def _asked_for(clause: Clause, i: int) -> bool:
    """True for an end that outsiders ask for: "sued to block", "urged regulators to stop", "ordered A to abandon"."""
    lows = clause.lows
    if not i or lows[i - 1] != "to":
        return False
    return lows[i] in lexicon.grammar("hindered") or not lexicon.grammar("asked_of").isdisjoint(lows[max(0, i - 8) : i])


def _said_not_to_have(clause: Clause, i: int) -> bool:
    """True for the end in "rejecting a report that the deal had collapsed"."""
    before = clause.lows[max(0, i - 14) : i]
    return not _TOLD.isdisjoint(before) and not _WAVED_OFF.isdisjoint(before)


_TOLD = frozenset({"report", "reports", "speculation", "rumours", "rumors", "suggestions", "talk"})
_WAVED_OFF = frozenset({"rejecting", "rejected", "rejects", "dismissed", "dismissing", "dismisses"})


def _of_an_earlier_one(clause: Clause, i: int) -> bool:
    """True for "an earlier attempt fell apart" and "scrapped a previous deal", which is history beside today's news."""
    lows, past = clause.lows, lexicon.grammar("past_ones")
    for j in (*range(max(0, i - 4), i), *range(i + 1, min(len(lows), i + 5))):
        if lows[j] in past and not _deals().isdisjoint(lows[j + 1 : j + 3]):
            return True
    return False


@cache
def _deals() -> frozenset[str]:
    return lexicon.deal_words() | lexicon.grammar("endable")


def _by_another(clause: Clause, i: int, assertions: list[Assertion]) -> bool:
    """True where the name before the ending is none of the talk's: "A and B in talks as C pulls out"."""
    subject = clause.group_to.get(i)
    if subject is None or not assertions or not subject.first or clause.lows[subject.first - 1] not in _MEANWHILE:
        return False
    return strangers(subject, {entity for assertion in assertions for entity in assertion.entities})


def strangers(group: Group, parties: Set[Entity]) -> bool:
    """True if no name of a group is a party, an owner of one or a unit of one."""
    kin = parties | {entity.parent for entity in parties}
    return not any(member in kin or member.parent in parties for member in group.members)


_MEANWHILE = frozenset({"as", "after", "while", "when"})


def _of_something_else(clause: Clause, i: int) -> bool:
    """True for the end of a year, a company's own collapse, an axed job, and what a deal itself ends."""
    lows = clause.lows
    low, before, after = lows[i], lows[i - 1] if i else "", lows[i + 1 : i + 7]
    if not lexicon.grammar("unendable").isdisjoint(after[:3]):
        return True
    found = False
    match low:
        case "collapse" | "collapsed" | "collapses" if after[:1] == ["into"] or _firm_follows(clause, i):
            found = True
        case "termination":
            found = after[:1] != ["of"]
        case "fail" | "fails" | "failed" | "failing":
            found = after[:1] == ["to"] and lexicon.grammar("achieves").isdisjoint(after[1:3])
        case "no":
            found = lexicon.grammar("pursued").isdisjoint(after[1:4])
        case "bar" | "bars":
            found = clause.group_to.get(i) is None and before not in lexicon.grammar("auxiliaries")
        case "end":
            found = before in lexicon.grammar("times") or (after[:1] == ["of"] and not _TIMES.isdisjoint(after[1:4]))
        case "ends" | "ended":
            found = before in {"that", "which"} and i > 1 and lows[i - 2] in lexicon.deal_words()
        case "ending":
            found = before == "," and not lexicon.grammar("unendable").isdisjoint(after)
        case "collapse":
            found = before in {"before", "its", "his", "their", "after", "since"}
        case "expire" | "expires" | "expired":
            found = not {"period", "deadline", "patent"}.isdisjoint(lows[max(0, i - 14) : i])
        case "pulled" | "pulls" | "pull" | "dropped" | "drops":
            found = after[:1] in (["off"], ["no"], ["back"])
        case "block" | "blocks":
            found = before in lexicon.grammar("blocks")
        case "exit" | "exits":
            found = clause.group_to.get(i) is None and before not in {"to", "will", "and"} and after[:1] != ["from"]
    return found


def _firm_follows(clause: Clause, i: int) -> bool:
    """True for "the collapse of X" and "the collapsed lender X": a company's own end."""
    of = clause.lows[i + 1 : i + 2] == ["of"] and i + 2 in clause.group_from
    whose = clause.group_from[i + 2] if of else None
    own = whose is not None and not whose.poss and clause.lows[whose.last : whose.last + 1] not in (["deal"], ["talks"])
    return own or not lexicon.sector_nouns().keys().isdisjoint(clause.lows[i + 1 : i + 4])


_TIMES = frozenset({"year", "month", "week", "quarter", "day", "decade", "century", "period", "half"})


_LAPSES = frozenset({"lapsed", "expired", "failed", "lapses", "expires", "fails"})


def _bound(clause: Clause, i: int, assertions: list[Assertion]) -> bool:
    """A weaker ending word counts where a word for the talk stands close to it."""
    subject = clause.group_to.get(i)
    for assertion in assertions if clause.lows[i] in _LAPSES else ():
        if subject and assertion.first < subject.first and set(subject.members) <= set(assertion.entities):
            return True  # "the memorandum between A and B lapsed"
    deals = lexicon.deal_words()
    apart = clause.lows[i].endswith("ing") and clause.lows[i - 1 : i] in (["after"], ["before"], ["since"], ["upon"])
    for j in range(i + 1 if apart else max(0, i - 5), min(len(clause), i + 9)):
        if j != i and clause.lows[j] in lexicon.grammar("endable") and assertions:
            return True
        if j != i and clause.lows[j] in deals and clause.lows[j] != "sales":
            return True
    return False
