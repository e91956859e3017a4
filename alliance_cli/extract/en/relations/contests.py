"""Contests told from one side: "X is vying against Y for Z", "Z received offers from X and Y"."""

from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.syntax.groups import list_from
from alliance_cli.extract.en.syntax.phrases import phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind, Role

_FOR: Final = 4
"""So many words after the rival "for" must stand."""
_WON: Final = 4
"""So many words after "for" say what is fought for: "for control of the unit"."""


@RULES.rule(
    "race",
    {
        "vies-with-for": "Vodafone is vying with Orange for control of Telefonica.",
    },
)
def vies_with(at: Trigger) -> Candidate | None:
    """Two who are after one thing, each for itself: "X is battling with Y for Z"."""
    view, cue, i, last = at
    if cue.lemma not in LEX.vies_with:
        return None
    one, other = left_subject(view, i), phrase_after(view, last)
    if one is None or other is None or one.anaphor or not set(one.members).isdisjoint(other.members):
        return None
    end = min(len(view), other.last + _FOR)
    at_for = next((j for j in range(other.last, end) if view.words[j] == "for"), -1)
    sought = _fought_for(view, at_for + 1) if at_for > 0 else []
    wanted = {entity for entity, _ in sought}
    who = [part for group in (one, other) for part in parts(group, Role.BUYER) if part[0] not in wanted]
    made = filled(at, "vies-with-for", [*who, *sought], Kind.ACQUISITION) if sought and len(who) > 1 else None
    if made is not None:
        made.rivals = True
    return made


def _fought_for(view: SentenceView, j: int) -> list[Part]:
    """What a contest is for, from after "for" on: a company that is named, else what the report has for sale."""
    named = phrase_after(view, _past_control(view, j))
    if named is None:
        plain = not LEX.units.isdisjoint(view.words[j : j + _WON]) or view.words[j : j + 1] == ["it"]
        return list(view.sought) if plain else []
    if not {entity for entity, _ in view.sought}.isdisjoint(named.members):
        return list(view.sought)
    return _whole(view, named)


def _past_control(view: SentenceView, j: int) -> int:
    """Where what is fought for stands: past "control of", "ownership of"."""
    of = view.words[j : j + 2]
    return j + 2 if len(of) == 2 and of[0] in LEX.partial and of[1] == "of" else j


def _whole(view: SentenceView, named: NameGroup) -> list[Part]:
    """A company that is fought for, where its customers or sites are not: no "for X's business", "for X contracts"."""
    after = view.words[named.last : named.last + 1]
    ends = not after or not after[0][0].isalpha() or after[0] in LEX.after_object or after[0] in LEX.prepositions
    return parts(named, Role.TARGET) if ends and not named.possessive and len(named) == 1 else []


_FROM: Final = 14
"""So many words after an offer "from" must stand: "offers for its European unit from X"."""
_GETS: Final = LEX.gets | LEX.draws | LEX.awaits
_GOT: Final = 5
"""So many words before an offer say that it is got: "has received several binding takeover offers"."""


@RULES.rule(
    "bid stake",
    {
        "draws-offers-from": "Vodafone received offers for its Spanish unit from Orange and Telefonica.",
    },
    order=10,
)
def draws_from(at: Trigger) -> Candidate | None:
    """Who gets offers or is of interest, and from whom: "X drew interest from a number of buyers, including Y"."""
    view, _, i, last = at
    several = view.words[i] in LEX.offers_of_several or view.words[i] in LEX.of_interest
    got = not _GETS.isdisjoint(view.words[max(0, i - _GOT) : i])
    if not several or not got or view.words[i - 1] in LEX.other_offers:
        return None
    at_from = _from(view, last)
    getter = agent_of(view, i)
    if at_from < 0 or getter is None or len(getter) > 1 or getter.anaphor:
        return None
    groups = [group for group in list_from(view, _first_of(view, at_from + 1)) if group.members != getter.members]
    if not groups or view.words[groups[-1].last : groups[-1].last + 1] == ["to"]:
        return None  # "proposals from X and Y to build the line"
    of_unit = not LEX.units.isdisjoint(view.words[last:at_from])
    who = [part for group in groups for part in parts(group, Role.BUYER)]
    sold = parts(getter, Role.SELLER if of_unit else Role.TARGET)
    made = filled(at, "draws-offers-from", [*who, *sold], Kind.ACQUISITION)
    if made is not None:
        made.rivals = len(who) > 1 and LEX.one_group.isdisjoint(view.words[at_from : groups[0].first])
    return made


def _from(view: SentenceView, last: int) -> int:
    """Where "from" stands after an offer in its clause, and no name before it; -1 if nowhere."""
    for j in range(last, min(len(view), last + _FROM)):
        if view.words[j] == "from":
            return j
        if view.words[j] in LEX.stops or j in view.group_from:
            return -1
    return -1


def _first_of(view: SentenceView, j: int) -> int:
    """Where those begin who stand for more: "from a number of potential buyers, including X"."""
    lister = next((k for k in range(j, min(len(view), j + _FROM)) if view.words[k] in LEX.listers), -1)
    return lister + 1 if lister >= 0 and not any(k in view.group_from for k in range(j, lister)) else j
