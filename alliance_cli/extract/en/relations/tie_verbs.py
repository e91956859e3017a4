"""Verbs that tie companies together: who buys, sells, merges, teams up, supplies."""

from collections.abc import Callable

from alliance_cli.extract.document import Candidate, Cue, NameGroup, SentenceView
from alliance_cli.extract.en.coreference.pronouns import topic_subject, with_it
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.kind import open_kind, purpose
from alliance_cli.extract.en.relations.registry import filled, parts
from alliance_cli.extract.en.relations.trade_object import thing_after
from alliance_cli.extract.en.relations.trade_verbs import buy, invest, own, pay, sell, take_private
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.roles import group_after, is_passive, left_subject, phrase_after
from alliance_cli.models import Kind, Role

_WITH = frozenset({"with", "alongside"})
_TO = frozenset({"to"})
_FROM = frozenset({"from"})
_FOR = frozenset({"for"})
_BY = frozenset({"by"})
_INTO = frozenset({"with", "into"})


def read_verb(view: SentenceView, cue: Cue, i: int) -> Candidate | None:
    """The assertion that the verb cue at word `i` makes, if its frame is filled."""
    last = i + len(cue.words)
    reader = _READERS[cue.frame.name]
    return reader(view, cue, i, last)


def _enlist(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "X picks Y as its partner"."""
    chooser = left_subject(view, i)
    chosen = phrase_after(view, last)
    if chooser is None or chosen is None:
        return None
    window = view.words[chosen.last : chosen.last + 9]
    buys = not {"customer", "client", "supplier"}.isdisjoint(window)
    if "as" not in window or not (buys or set(window) & {"partner", "partners", "provider"}):
        return None
    kind = Kind.SUPPLY if buys else Kind.COOPERATION
    who = parts(chooser, Role.PARTNER) + parts(chosen, Role.PARTNER)
    return filled(view, cue, i, last, "subject-enlists-as-partner", who, kind, 0.85)


def _address(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "X has approached Y about a merger", "X was approached by Y"."""
    subject = left_subject(view, i) or topic_subject(view, i)
    if cue.lemma == "negotiate_over":
        return _negotiate(view, cue, i, last, subject)
    if is_passive(view, i):
        other = group_after(view, last, _BY, reach=3)
        rule = "subject-approached-by"
    else:
        other = phrase_after(view, last)
        rule = "subject-approaches"
    if other is None or subject is None or other.anaphor:
        return None
    after = set(view.words[other.last : other.last + 4])
    talking = cue.lemma in {"negotiate_with", "discuss_with"}
    if (
        not talking
        and not after & {"about", "over", "on", "with", "regarding", "for", ",", "."}
        and rule == "subject-approaches"
    ):
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    kind = open_kind(view, i, other.last)
    made = filled(view, cue, i, last, rule, who, kind, 0.75 if kind else 0.5)
    goods = LEX.aircraft.intersection(view.words)
    if made and goods:
        made.dropped = f"a customer's order ({sorted(goods)[0]})"
    if made and len(subject) == 1 and (other.listed or cue.words[0] in {"talking", "talked", "spoken", "spoke"}):
        made.separate = len(other) > 1
    return made


def _negotiate(view: SentenceView, cue: Cue, i: int, last: int, subject: NameGroup | None) -> Candidate | None:
    """ "X and Y are negotiating", "X is negotiating a takeover with Y"."""
    other = group_after(view, last, _WITH, reach=10)
    if subject is None or (len(subject) < 2 and other is None) or "or" in view.words[subject.first : subject.last]:
        return None
    goods = LEX.aircraft | LEX.foreign_talk | LEX.quarrels
    if not goods.isdisjoint(view.words[i:]) or not LEX.be.intersection(view.words[max(0, i - 3) : i]):
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    return filled(view, cue, i, last, "subjects-negotiate", who, open_kind(view, i, last), 0.7)


def _merge(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    if (i and view.words[i - 1] in LEX.determiners) or (cue.words[0] == "combined" and not is_passive(view, i)):
        return None
    subject = left_subject(view, i)
    kind = cue.kind
    if is_passive(view, i):
        other = group_after(view, last, _INTO, reach=8)
        who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
        return filled(view, cue, i, last, "subject-is-merged-with", who, kind, 0.8)
    direct = phrase_after(view, last)
    other = group_after(view, last, _INTO, reach=12)
    if direct is not None and len(direct) > 1:
        return filled(view, cue, i, last, "merges-both", parts(direct, Role.PARTNER), kind, 0.9)
    if direct is not None and other is not None and direct is not other:
        who = parts(direct, Role.PARTNER) + parts(other, Role.PARTNER)
        return filled(view, cue, i, last, "merges-one-with-other", who, kind, 0.8)
    if other is not None:
        who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
        return filled(view, cue, i, last, "subject-merges-with", who, kind, 0.9)
    if subject is not None and len(subject) > 1 and (not direct or cue.lemma == "merge"):
        return filled(view, cue, i, last, "subjects-merge", parts(subject, Role.PARTNER), kind, 0.9)
    return None


def _team(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    subject = left_subject(view, i) or topic_subject(view, i)
    kind = cue.kind
    if subject is None:
        return None
    if cue.words[-1] == "with" or cue.words[-1] == "bid":
        other = phrase_after(view, last)
    else:
        other = group_after(view, last, _WITH, reach=16)
    if other is None and cue.lemma == "partner" and last < len(view):
        other = phrase_after(view, last)
        if other is not None and other.first - last > 1 and view.words[last] not in LEX.determiners:
            other = None  # "X partners probe Y" names nobody's partner
    other = other or with_it(view, last, subject)
    strength = 0.45 if cue.lemma in {"work_with", "work_closely_with", "work_together"} else 0.95
    kind = purpose(view, last) or kind
    if other is not None:
        who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
        made = filled(view, cue, i, last, "subject-teams-with", who, kind, strength)
        if made and len(subject) == 1 and len(other) > 1 and cue.words[0] in {"cooperates", "co-operates", "works"}:
            made.separate = True  # what a company does with each of several, today and tomorrow
        return made
    unnamed = last < len(view) and "with" in view.words[last : last + 3]
    if len(subject) > 1 and cue.words[-1] != "with" and not (unnamed and "each" not in view.words[last : last + 5]):
        return filled(view, cue, i, last, "subjects-team-up", parts(subject, Role.PARTNER), kind, strength)
    return None


def _joint(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    subject = left_subject(view, i)
    kind = cue.kind
    other = group_after(view, last, _WITH, reach=14)
    if is_passive(view, i):
        other = group_after(view, last, _BY, reach=6)
        if other is not None and len(other) > 1:
            return filled(view, cue, i, last, "joint-act-by", parts(other, Role.PARTNER), kind, 0.9)
    if other is not None and subject is not None:
        who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
        return filled(view, cue, i, last, "joint-act-with", who, kind, 0.9)
    if subject is not None and len(subject) > 1:
        return filled(view, cue, i, last, "joint-act", parts(subject, Role.PARTNER), kind, 0.9)
    return None


def _license(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    subject = left_subject(view, i)
    thing = thing_after(view, last)
    other = group_after(view, last, _TO | _FROM, reach=14) or (thing.owner or thing.group)
    if other is None or view.group_to.get(i) is other:
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    return filled(view, cue, i, last, "subject-licenses", who, Kind.LICENSING, 0.7)


def _make_for(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "X to build cars for Y"; without "for" a maker is no partner."""
    subject = left_subject(view, i)
    other = group_after(view, last, _FOR, reach=10)
    if subject is None or other is None or other.possessive or is_passive(view, i):
        return None
    if view.words[other.first - 1] not in _FOR and phrase_start(view, other.first) == other.first:
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    made = set(view.words[last : other.first])
    if (cue.lemma == "make" and not made & LEX.goods) or made & set(LEX.nouns) - {"joint"}:
        return None
    strength = 0.5 if cue.lemma == "make" else 0.7
    return filled(view, cue, i, last, "subject-makes-for", who, Kind.MANUFACTURING, strength)


def _supply(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    before = view.words[i - 1] if i else ""
    if (
        cue.words[0] in {"supply", "supplies"}
        and i not in view.group_to
        and not (before in LEX.auxiliaries or before in {"to", "and", "which", "that", "also", "it", "they", "who"})
    ):
        return None
    if LEX.invites.intersection(view.words[max(0, i - 4) : i]):
        return None
    subject = left_subject(view, i)
    if is_passive(view, i):
        other = group_after(view, last, _BY, reach=5)
        rule = "supplied-by"
    else:
        other = phrase_after(view, last) or group_after(view, last, _TO, reach=14)
        rule = "subject-supplies"
    if other is None:
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    return filled(view, cue, i, last, rule, who, Kind.SUPPLY, 0.65)


def _carry(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    subject = left_subject(view, i)
    thing = thing_after(view, last)
    other = thing.owner or (thing.group if thing.group and thing.group.possessive else None)
    other = other or group_after(view, last, _WITH, reach=10)
    if other is None:
        return None
    who = parts(subject, Role.PARTNER) + parts(other, Role.PARTNER)
    return filled(view, cue, i, last, "subject-distributes", who, Kind.DISTRIBUTION, 0.5)


_READERS: dict[str, Callable[[SentenceView, Cue, int, int], Candidate | None]] = {
    "acquire": buy,
    "sell": sell,
    "pay": pay,
    "address": _address,
    "invest": invest,
    "enlist": _enlist,
    "private": take_private,
    "merge": _merge,
    "team": _team,
    "joint": _joint,
    "license": _license,
    "make": _make_for,
    "supply": _supply,
    "carry": _carry,
    "own": own,
}
