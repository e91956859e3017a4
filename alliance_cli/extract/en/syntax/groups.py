"""The noun phrases of a sentence that name companies: alone, in lists, with what stands before them."""

from collections.abc import Iterator

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, frame_of
from alliance_cli.extract.spans import Mention, Sort

MAX_PREFIX = 7
"""No more words than these stand before a name in its noun phrase."""
MARKS = frozenset(",;:.?!-–—") | {"--", "..."}
_GAP = 9
"""So many words part a name of a list from the next: ", the Canadian pension fund X"."""
_LIST_ENDS = LEX.stops | LEX.auxiliaries | {";", ":", "whose"}
_ARTICLES = frozenset({"the", "a", "an"})
_VERBISH = LEX.auxiliaries | LEX.reporting | LEX.verb_forms | (LEX.intents - LEX.no_verbs)
"""Verbs of the tables, helping verbs, verbs of saying, and words of intent that are no nouns or adjectives."""


def is_party(mention: Mention | None) -> bool:
    """True if a mention can be a party of a tie-up."""
    return mention is not None and mention.entity.may_be_party


def in_prefix(view: SentenceView, i: int) -> bool:
    """True for a word that can stand before a name in its noun phrase ("the Japanese carmaker X")."""
    word = view.words[i]
    mention = view.mention_at[i]
    if mention is not None:
        # "the U.S. arm of X", "Hamburg brewer X", "Warren Buffett's X": a place or an owner says which
        if mention.entity.sort is Sort.PERSON:
            return mention.possessive
        return mention.entity.sort is Sort.PLACE and (mention.possessive or word not in LEX.prepositions)
    if word in LEX.prepositions or word in LEX.conjunctions or word in MARKS:
        return False
    if word in LEX.subordinators or word in {"it", "they", "he", "she", "we", "i", "to", "not"}:
        return False
    handed = i > 0 and view.words[i - 1] == "to" and i + 1 in view.group_from  # "sells its stake to partner X"
    if word in LEX.partner and i and (view.words[i - 1] in LEX.before_partner or handed):
        return True  # "with its partner X"
    if word in LEX.relations and not LEX.listers.isdisjoint(view.words[i + 1 : i + 3]):
        return True  # "from partners, including X"
    if word in _VERBISH or word in LEX.times or (word.isdigit() and len(word) == 4):
        return False  # "in 2013 X bought": the year is no part of the name's phrase
    # a noun of a deal ends the phrase, unless it only says what X is: "its alliance partner X", "buyout firm X"
    return frame_of(LEX.nouns, word) in NAMES_A_PARTY or _modifies(view, i)


def _modifies(view: SentenceView, i: int) -> bool:
    """True for a cue that only says what a company does: "buyout firm X", "joint venture partner X"."""
    after = view.words[i + 1 : i + 3]
    if view.words[i] in LEX.joint_words and not LEX.partner.isdisjoint(after):
        return True
    return bool(after) and after[0] in LEX.sector_nouns


def phrase_start(view: SentenceView, i: int) -> int:
    """Where the noun phrase begins whose name begins at `i`."""
    j = i
    article = -1
    while j > 0 and i - j < MAX_PREFIX and view.group_to.get(j) is None and in_prefix(view, j - 1):
        j -= 1
        if view.words[j] in _ARTICLES:
            if article >= 0:
                return article  # "in a separate move the brand X": the second phrase begins at its own article
            article = j
    return j


def are_examples(view: SentenceView, group: NameGroup) -> bool:
    """True for X and Y of "makers such as X and Y", who do nothing with one another."""
    start = phrase_start(view, group.first)
    return view.words[max(0, start - 2) : start] == ["such", "as"]


def name_groups(view: SentenceView, mentions: list[Mention]) -> Iterator[NameGroup]:
    """The groups that the names of a sentence make, left to right: "A", "A and B", "A's unit and B", "A, B and C"."""
    parties = [mention for mention in mentions if is_party(mention)]
    i = 0
    while i < len(parties):
        members, j = [parties[i]], i
        while j + 1 < len(parties) and _coordinated(view, parties, j, listed=len(members) > 1):
            if _hyphened(view, parties, j + 1) and not _hyphened(view, parties, j):
                break  # "X and the Y-Z alliance"
            if _next_deal(view, members[0], parties[j + 1]):
                break
            j += 1
            # in "Ford and GM's Opel" it is Opel that is joined
            if parties[j].possessive and j + 1 < len(parties) and parties[j + 1].first == parties[j].last:
                j += 1
            members.append(parties[j])
        entities = dict.fromkeys(mention.entity for mention in members)
        yield NameGroup(tuple(entities), members[0].first, members[-1].last, members[-1].possessive)
        i = j + 1


def _next_deal(view: SentenceView, first: Mention, then: Mention) -> bool:
    """True if "and" joins a deal to a deal, not its parties: "the takeover of X and Y's purchase of Z"."""
    of_deal = first.first > 1 and view.words[first.first - 1] == "of" and _deal(view.words[first.first - 2])
    return of_deal and then.possessive and any(map(_deal, view.words[then.last : then.last + _TO_DEAL]))


def _deal(word: str) -> bool:
    return frame_of(LEX.nouns, word) not in NAMES_A_PARTY


def _hyphened(view: SentenceView, parties: list[Mention], j: int) -> bool:
    """True for "Y" in "the Y-Z alliance"."""
    if j + 1 >= len(parties) or view.words[parties[j].last : parties[j + 1].first] != ["/"]:
        return False
    return any(word in LEX.deal_words for word in view.words[parties[j + 1].last : parties[j + 1].last + 2])


_TO_DEAL = 5
"""So many words from an owner on its deal is named: "Y's $41 billion purchase of Z"."""
_PART = 3
"""So many words from an owner on its part is named: "X's local arm"."""
_LISTED = 5
"""So many words a list has between two names: ", the Canadian pension fund X"."""
_LIST = 9
"""A list is followed through so many names to the one that "and" joins to it."""


def _coordinated(view: SentenceView, parties: list[Mention], j: int, *, listed: bool) -> bool:
    """True if the next name is joined to this one: "A and B", "A, B and C", "A-B", in headlines "A, B".

    `listed` says that this one itself is joined to another before it.
    """
    here, there = parties[j], parties[j + 1]
    words = view.words
    at = here.last
    if here.possessive:
        # "X's local arm and Y"; without such a part "X's" owns what follows, and is joined to nothing
        at = next(
            (k + 1 for k in range(at, min(len(words) - 1, at + _PART)) if words[k] in LEX.firm_parts),
            len(words),
        )
    if at >= len(words) or (here.possessive and words[at] != "and"):
        return False
    word = words[at]
    if word in {"and", "&", "/", "or", "plus", "nor"}:
        return _only_prefix(view, at + 1, there.first)
    if word == "," and at + 1 < len(words) and words[at + 1] in {"and", "or"}:
        # ", and" closes a list, or it begins a clause or goes on behind an aside: "Ford sold its stake in X, and Mazda
        # looked on", "Wyeth, bought by Pfizer, and Elan develop a drug"
        return listed and _after_comma(view, parties[j - 1]) and _only_prefix(view, at + 2, there.first)
    if word == ",":
        if not _only_prefix(view, at + 1, there.first) or there.first - at > _LISTED:
            return False
        # "Renault, Nissan weigh merger": in a headline a comma alone may stand for "and"
        head = view.sentence.headline and (
            _opens(view, here.first) or _before_deal(view, parties, j + 1) or _ends(view, here, there)
        )
        return head or _list_closes(view, parties, j + 1)
    return False


def _opens(view: SentenceView, i: int) -> bool:
    """True if nothing but names and commas stands before word `i`."""
    return all(view.mention_at[j] is not None or view.words[j] == "," for j in range(i))


def _ends(view: SentenceView, here: Mention, there: Mention) -> bool:
    """True for two at the end of a headline by or to whom something is: "deal led by X, Y - sources"."""
    after = view.words[there.last : there.last + 1]
    led = here.first > 0 and view.words[here.first - 1] in _GOVERNS and there.first == here.last + 1
    return led and not there.possessive and (not after or after[0] in _ENDS)


_GOVERNS = frozenset({"by", "to", "between"})
_ENDS = frozenset({"-", "--", "–", "—", ":"})


def _before_deal(view: SentenceView, parties: list[Mention], j: int) -> bool:
    """True for a list in a headline that only commas join and a deal follows: "EU to clear X, Y tie-up"."""
    while j + 1 < len(parties) and view.words[parties[j].last : parties[j].last + 1] == [","]:
        if parties[j + 1].first != parties[j].last + 1:
            return False
        j += 1
    after = view.words[parties[j].last : parties[j].last + 2]
    return not parties[j].possessive and any(word in LEX.deal_words for word in after)


def _after_comma(view: SentenceView, before: Mention) -> bool:
    """True if a comma follows the name before this one, as in a list."""
    return before.last < len(view.words) and view.words[before.last] == ","


def _list_closes(view: SentenceView, parties: list[Mention], j: int) -> bool:
    """True if a comma list ends in "and X" further on."""
    for k in range(j, min(j + _LIST, len(parties) - 1)):
        at = parties[k].last
        if at >= len(view.words) or parties[k].possessive:
            return False
        word = view.words[at]
        if word == "," and at + 1 < len(view.words) and view.words[at + 1] in {"and", "or"}:
            return _only_prefix(view, at + 2, parties[k + 1].first)
        if word in {"and", "&", "or"}:
            return _only_prefix(view, at + 1, parties[k + 1].first)
        if word != "," or not _only_prefix(view, at + 1, parties[k + 1].first):
            return False
    return False


def _only_prefix(view: SentenceView, first: int, last: int) -> bool:
    """True if the words `first` up to `last` can all stand before the name that follows: "and its Japanese peer X"."""
    return last - first <= MAX_PREFIX and all(in_prefix(view, i) or _part_of(view, i) for i in range(first, last))


def _part_of(view: SentenceView, i: int) -> bool:
    """True for "of" in "X and the U.S. arm of Y"."""
    return view.words[i] == "of" and view.words[i - 1] in LEX.firm_parts_of


def lists_members(view: SentenceView, j: int) -> bool:
    """True for "including" and "such as" after a plural that stands for companies: "funds including X and Y"."""
    word = view.words[j]
    if word == "such":
        return view.words[j + 1 : j + 2] == ["as"] and j > 0 and plural_firms(view.words[j - 1])
    if word == "as":
        return j > 1 and view.words[j - 1] == "such" and plural_firms(view.words[j - 2])
    # "with several banks, including X"
    plural = j - 2 if j > 1 and view.words[j - 1] == "," else j - 1
    named = plural >= 0 and (plural_firms(view.words[plural]) or view.words[plural] in LEX.one_group)
    return word in LEX.listers and named


def plural_firms(word: str) -> bool:
    """True for a plural that can stand for companies."""
    # utilities, carmakers
    one = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    known = word in LEX.sector_nouns or one in LEX.sector_nouns or one in LEX.trades
    return word != one and (known or word in LEX.relations or any(maker in word for maker in LEX.makers))


def list_from(view: SentenceView, j: int) -> Iterator[NameGroup]:
    """The names that begin at `j`, up to a verb or a clause of its own, or to where no more of them follow."""
    last = j
    while j < len(view) and j <= last + _GAP and view.words[j] not in _LIST_ENDS:
        group = view.group_from.get(j)
        if group is not None:
            yield group
            last = group.last
        j = j + 1 if group is None else group.last
