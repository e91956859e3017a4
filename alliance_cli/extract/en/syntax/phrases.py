"""The name in a noun phrase: what leads on to it, whose noun it is, and the name that stands before a noun."""

from dataclasses import replace

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import MARKS, MAX_PREFIX, in_prefix, lists_members

_RIVAL = 4
"""So many words on from a name stands "rival", and so many on from there the name of the rival."""


def beyond_rival(view: SentenceView, group: NameGroup) -> NameGroup:
    """The company that a group of names means: Y in "X's local rival Y" and "X rival Y", else the group itself."""
    for j in range(group.last, min(len(view), group.last + _RIVAL)):
        if view.words[j] in LEX.rivals:
            for k in range(j + 1, min(len(view), j + _RIVAL)):
                if k in view.group_from:
                    return view.group_from[k]
        word = view.words[j]
        ends = word in MARKS or word in LEX.subordinators or word in {"by", "from", "to", "with"}
        if view.mention_at[j] is not None or ends:
            break  # "its offer for Y if rival X walks away"
    return group


def pair_between(view: SentenceView, i: int) -> NameGroup | None:
    """The two sides after "between" to the right of `i`, even with an aside after the first.

    "a merger between X, which makes hybrids, and Y" gives X and Y.
    """
    # a few words may stand before it: "No agreement was reached between X and Y"
    for j in range(i, min(len(view), i + 7)):
        if view.words[j] not in {"between", "among"}:
            if view.words[j] in LEX.stops:
                return None
            continue
        if view.words[j - 1] in LEX.rivalries:
            return None  # "a contract that should widen the gap between X and Y"
        one = phrase_after(view, j + 1)
        if one is None or len(one) > 1:
            return one
        # an aside fits in here; an "and" within it joins something else
        for k in range(one.last, min(len(view), one.last + 22)):
            if view.words[k] == "and" and view.depth[k] <= view.depth[j]:
                other = phrase_after(view, k + 1)
                return NameGroup(one.members + other.members, one.first, other.last) if other else None
        return None
    return None


def group_after(
    view: SentenceView,
    i: int,
    words: frozenset[str],
    *,
    reach: int = 14,
    stop: frozenset[str] | None = None,
    past_sums: bool = False,
) -> NameGroup | None:
    """The first name that follows one of `words` (prepositions) to the right of `i`, within `reach` and the clause.

    "signed an alliance with X": X for "with", from "alliance" on. `stop` are the words that end the clause.
    With `past_sums` those of a sum of money do not count: "acquired for $10.9 billion by X".
    """
    stops = LEX.stops if stop is None else stop
    j, end = i, min(len(view), i + reach)
    while j < end:
        word = view.words[j]
        if word == "with" and j > i and view.words[j - 1] in LEX.competes:
            return None  # "a venture to compete with X"
        if word in words and view.words[j - 1] not in LEX.according:
            found = phrase_after(view, j + 1)
            if found is not None:
                return found
        if word in stops or word == ";" or (word == ":" and j > i):
            return None
        if word == "as" and j + 1 < len(view) and view.words[j + 1] not in LEX.after_as and not _up_to(view, j):
            return None
        if past_sums and _of_sum(word):
            end = min(len(view), end + 1)
        j += 1
    return None


def _of_sum(word: str) -> bool:
    """True for a word of a sum of money, which parts nobody from what is paid for: "$", "1.2", "billion", "pounds"."""
    return word in _OF_SUM or word[-1].isdigit()


def _up_to(view: SentenceView, i: int) -> bool:
    """True for "as" in "as many as 600,000", "as much as $5 billion"."""
    return not LEX.amounts_after_as.isdisjoint(view.words[max(0, i - 1) : i + 2])


def of_others(view: SentenceView, group: NameGroup) -> tuple[bool, NameGroup | None]:
    """Whether a name only says whose others are meant, and their name if it follows: "Apple supplier Foxconn"."""
    at = group.last
    if group.possessive or at >= len(view) or view.mention_at[at] is not None or view.words[at] not in LEX.of_others:
        return False, None
    if view.words[at] not in LEX.owned_tails:
        return True, view.group_from.get(at + 1)
    # "the Bain Capital-backed chip maker X"
    for j in range(at + 1, min(len(view), at + 1 + MAX_PREFIX)):
        if j in view.group_from or not in_prefix(view, j):
            return True, view.group_from.get(j)
    return True, None


def phrase_after(view: SentenceView, i: int) -> NameGroup | None:
    """The name in the noun phrase that begins at `i`, if it has one."""
    j, end = i, min(len(view), i + MAX_PREFIX + 1)
    listed = False
    while j < end:
        if j in view.group_from:
            found = beyond_rival(view, view.group_from[j])
            others, named = of_others(view, found)
            if others:
                return named
            return replace(found, listed=True) if listed else found
        word = view.words[j]
        # "with the retailer, Ikea", "with its longtime supplier, Denso": the name comes after what it is called
        if word == "," and j > i and calls_firm(view.words[j - 1]) and j + 1 in view.group_from:
            return view.group_from[j + 1]
        if word == "," and j > i and view.words[j - 1] in LEX.relations:
            return phrase_after(view, j + 1)
        if word == "," and j > i and j + 1 < len(view) and lists_members(view, j + 1):
            j += 1
            continue
        if _dashes_in(view, i, j):
            return replace(view.group_from[j + 1], listed=True)
        if word in LEX.leads_on:
            if view.words[j - 1] not in _THROUGH:
                return None  # "for a third of Ampere" is not for Ampere
            end = min(len(view), i + _OF_GROUP) if view.words[j - 1] in LEX.one_group else end
        elif lists_members(view, j):
            listed = True
        # "a group that includes X and Y"
        elif word == "that" and not LEX.includes.isdisjoint(view.words[j + 1 : j + 2]):
            j += 1
        # "its founding family and the buyout firm X"
        elif word == "and" and j > i and view.words[j - 1] in LEX.inside_buyers:
            pass
        elif not (in_prefix(view, j) or word in LEX.made_of or _gathers(view, j) or _listed_next(view, j)):
            return None
        j += 1
    return None


def calls_firm(word: str) -> bool:
    """True for what a company is called right before its name, with or without a comma: "the miner, X"."""
    return word in LEX.sector_nouns or word in LEX.trades or word in LEX.called_firms


def _dashes_in(view: SentenceView, i: int, j: int) -> bool:
    """True for a dash after a plural, before those it stands for: "with big labels - X and Y - for"."""
    plural = j > i and view.words[j] in LEX.dashes and view.words[j - 1].endswith("s")
    return plural and j + 1 in view.group_from and len(view.group_from[j + 1]) > 1


def _listed_next(view: SentenceView, j: int) -> bool:
    """True for a plural whose members come right after it: "partners, including X", "banks such as X"."""
    after = j + 1 + (view.words[j + 1 : j + 2] == [","])
    return after < len(view) and lists_members(view, after)


def _gathers(view: SentenceView, j: int) -> bool:
    """True for a word for several in one, before what says who they are: "a consortium led by X", "including X"."""
    return view.words[j] in LEX.one_group and not _MEMBERS.isdisjoint(view.words[j + 1 : j + 2])


_OF_GROUP = 12
"""So many words after a preposition a group's members are named: "a group of private equity firms led by X"."""
_MEMBERS = LEX.listers | LEX.made_of
_THROUGH = LEX.transparent | LEX.made_of | LEX.quantities
"""Nouns and participles that "of" or "by" leads on from to the name that is meant."""


_OWNER = 6
"""So many words on from an owner stands what is named as his: "Lilly's $8 billion Loxo deal"."""
_OF_SUM = LEX.millions | LEX.currencies | {"$", "a$", "c$", "-"}


def owner_before(view: SentenceView, first: int) -> NameGroup | None:
    """The possessive before the name at `first`, with nothing but a sum or an adjective between.

    "Microsoft's LinkedIn acquisition", "Lilly's $8 billion Loxo deal", "Musk's massive OpenAI bid".
    """
    j, adjectives = first, 0
    while j > max(0, first - _OWNER):
        group = view.group_to.get(j)
        if group is not None:
            return group if group.possessive else None
        word = view.words[j - 1]
        adjectives += not (word in _OF_SUM or word.replace(".", "").isdigit())
        if adjectives > 1 or view.mention_at[j - 1] is not None or not in_prefix(view, j - 1):
            return None
        j -= 1
    return None


_NO_MODIFIER = LEX.reporting | LEX.auxiliaries | LEX.determiners | LEX.concludes | {"to", "not"}


def modifier(view: SentenceView, i: int) -> NameGroup | None:
    """The name that stands before the noun at `i` in its noun phrase: "A-B merger", "A's new alliance"."""
    j = i
    while j > max(0, i - 7):
        group = view.group_to.get(j)
        if group is not None:
            return group
        word = view.words[j - 1]
        if word in LEX.prepositions or word in LEX.conjunctions or word in ",;:.--" or word in LEX.subordinators:
            return None  # another phrase
        # a verb or an article: "X struck deals" is no "X deals"; "X's marketing agreement" is one, though
        if word in _NO_MODIFIER or (word in LEX.verb_forms and word not in LEX.sorts_of_deal):
            return None
        mention = view.mention_at[j - 1]
        if mention is not None and not (view.words[j - 1] in LEX.demonyms or view.words[j - 1] in LEX.places):
            return None
        j -= 1
    return None


def described_by_aside(view: SentenceView, start: int) -> NameGroup | None:
    """Whom an aside that begins at a word describes: X of "X, Y's largest shareholder", of several the last."""
    group = view.group_to.get(start - 1) if view.words[start - 1 : start] == [","] else None
    return NameGroup(group.members[-1:], group.first, group.last) if group is not None and len(group) > 1 else group
