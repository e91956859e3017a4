"""Who stands as subject or object of a word, and whom "its" and "it" stand for."""

from dataclasses import replace

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, frame_of
from alliance_cli.extract.en.syntax.groups import MARKS, MAX_PREFIX, in_prefix, phrase_start
from alliance_cli.extract.spans import Sort


def is_passive(view: SentenceView, i: int) -> bool:
    """True if the verb at `i` is a participle after a form of "be" ("X was sold to"), or one followed by "by"."""
    word = view.words[i]
    if word.endswith("ing"):
        return False
    # merged, taken, bought, sold, built, made
    if word[-1] == "s" or not (word.endswith(("ed", "en", "ought", "ld", "ilt", "ade")) or word in LEX.odd_participles):
        return False
    # up to two words stand between: "was not yet sold"
    if any(view.words[j] in LEX.be for j in range(max(0, i - 3), i)) and not _in_group(view, i - 1):
        return True
    return i + 1 < len(view) and view.words[i + 1] == "by"


def _in_group(view: SentenceView, i: int) -> bool:
    """True if a name stands right before a verb, which then has it for its subject."""
    return i >= 0 and view.mention_at[i] is not None


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


def left_subject(view: SentenceView, i: int, *, reach: int = 60) -> NameGroup | None:
    """The companies that stand as subject of the word at `i`: the nearest name to the left that is no object.

    None where a noun that names no company stands as subject between ("if the carrier bought ...").
    """
    if _nameless_subject(view, i) or (i > 1 and view.words[i - 1] == "who" and view.mention_at[i - 2] is None):
        return None  # "the directors who bought"
    before = _before_verb(view, i)
    if before > 0 and view.words[before] in {"that", "who"} and view.words[before - 1] in LEX.crowds:
        return None  # "offers clients that had invested"
    # the subject of a clause stands outside of its asides; that of a relative clause, within or just before it
    level = view.depth[i] if i < len(view) else 0
    start = view.aside_start.get(i, 0) if level else 0
    j, first = i, max(start, i - reach)
    while j > first:
        if view.depth[j - 1] != level:
            j -= 1
            continue
        if view.words[j - 1] == ";":
            return None  # "Ford up; to merge with Mazda": another sentence ends here
        group = view.group_to.get(j)
        if group is not None:
            if subject_like(view, group):
                return _same_subject(view, group, i, first) or group
            j = group.first
            continue
        j -= 1
    return _antecedent(view, start) if level else None


def _same_subject(view: SentenceView, nearest: NameGroup, i: int, first: int) -> NameGroup | None:
    """Who is meant by "it" before a verb, or before "and" and a verb: the subject of the verb that went before.

    "Tarn struck a deal to buy the brewer Velm, and in June it bought Ostra": it is Tarn, not the nearest name.
    """
    before = _before_verb(view, _verb_of(view, i))
    if before < nearest.last or view.words[before] not in {"it", "and"} or _acts(view, nearest):
        return None
    level = view.depth[i] if i < len(view) else 0
    groups = [group for group in view.groups() if first <= group.first and group.last <= nearest.first]
    acting = [g for g in groups if view.depth[g.first] == level and subject_like(view, g) and _acts(view, g)]
    return acting[-1] if acting else None


def _verb_of(view: SentenceView, i: int) -> int:
    """The verb that has the noun at `i` for its object ("bought a $5 billion stake"), else `i` itself."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if view.words[j] in LEX.verb_forms:
            return j
        if view.words[j] in LEX.prepositions or view.words[j] in MARKS or view.mention_at[j] is not None:
            break
    return i


def _acts(view: SentenceView, group: NameGroup) -> bool:
    """True if the verb of a name follows it, past an aside: "Tarn struck", "Tarn, the brewer, has"."""
    level = view.depth[group.first]
    j = next((j for j in range(group.last, len(view)) if view.depth[j] == level), len(view))
    while j < len(view) and (view.words[j] in LEX.passing_adverbs or view.words[j].endswith("ly")):
        j += 1
    word = view.words[j] if j < len(view) else ""
    return word in LEX.auxiliaries or word in LEX.verb_forms or word in LEX.announcing or word in LEX.concludes


def has_other_subject(view: SentenceView, i: int) -> bool:
    """True if people or a place act by the verb at `i`: "investors bought", "Ireland was likely to take"."""
    j = _before_verb(view, i)
    mention = view.mention_at[j] if j >= 0 else None
    if mention is None:
        return j >= 1 and (view.words[j] in LEX.crowds or _made_to_act(view, j))
    if mention.possessive or mention.entity.may_be_party or mention.entity.sort not in (Sort.PLACE, Sort.PERSON):
        return False
    start = mention.first
    return start == 0 or view.words[start - 1] not in LEX.prepositions


def _before_verb(view: SentenceView, i: int) -> int:
    """The word before a verb and its helping words and adverbs, -1 if nothing is."""
    j = i - 1
    while j >= 0 and (view.words[j] in LEX.auxiliaries or view.words[j] in _BETWEEN or view.words[j].endswith("ly")):
        j -= 1
    return j


_BETWEEN = LEX.passing_adverbs | {"to", "also", "not", "n't"}


def _nameless_subject(view: SentenceView, i: int) -> bool:
    """True if the verb at `i` has a subject of its own that is a common noun, with names before it.

    "Spotify's head of podcasts has left to join Y, the audio company owned by Z": it is the company that is owned.
    """
    j = _before_verb(view, i)
    if j < 1 or view.mention_at[j] is not None or view.depth[j] != view.depth[i if i < len(view) else j]:
        return False
    if view.words[j] in LEX.crowds or _made_to_act(view, j):
        return True  # "Apple failed to prove that consumers purchased"
    if view.words[j] not in LEX.sector_nouns or view.words[j] in LEX.counterparts:
        return False
    if j + 1 in view.group_to:
        return False  # "Fiat is in talks ... the American carmaker will": a description whose company is known
    for k in range(j - 1, max(-1, j - 4), -1):
        if view.words[k] in {"the", "a", "an", "each", "another", "that", "this"}:
            # behind a preposition the noun is no subject: "the idea of the partnership"
            return k == 0 or view.words[k - 1] not in LEX.prepositions
        if view.mention_at[k] is not None and not (view.words[k] in LEX.places or view.words[k] in LEX.demonyms):
            return False
    return False


def _made_to_act(view: SentenceView, j: int) -> bool:
    """True if the firms that end at `j` are made to do what follows: "X paid computer makers not to buy Y's chips"."""
    return plural_firms(view.words[j]) and not _CAUSES.isdisjoint(view.words[max(0, j - 3) : j])


_CAUSES = LEX.asked_of | LEX.participles_of_paying


def _antecedent(view: SentenceView, comma: int) -> NameGroup | None:
    """The name that the aside after a comma hangs on: X in "A and X, which owns Y"."""
    # a word or two may part them: "Renault's interest, a 15 percent holding in Nissan"
    for j in range(comma, max(0, comma - 4), -1):
        if j in view.group_to:
            group = view.group_to[j]
            # "A and B, which announced their merger": both, where a word of the aside is a plural
            plural = not LEX.plurals.isdisjoint(view.words[comma : comma + 9])
            if len(group) > 1 and not group.anaphor and not plural:
                return NameGroup(group.members[-1:], group.first, group.last)
            return group
    return None


def subject_like(view: SentenceView, group: NameGroup) -> bool:
    """False for a name that is object of a preposition or verb, or that only modifies another noun."""
    after = view.words[group.last] if group.last < len(view) else ""
    if group.possessive:
        return _owned_noun(view, group) in LEX.possessed
    if not LEX.former.isdisjoint(view.words[group.first - 1 : group.first]) and after in LEX.officers:
        return False  # "former X chief executive"
    # "Biedronka owner Jeronimo Martins": the name before only says what the next one owns
    brand = after in LEX.owners_before and group.last + 1 in view.group_from
    if brand or after in LEX.opaque:
        return False
    start = phrase_start(view, group.first)
    prefix = view.words[start : group.first]
    deal = after in LEX.deal_words and after not in LEX.standing_ties
    agreement = deal and not {"the", "a", "an"}.isdisjoint(prefix)
    if agreement or is_beaten(view, group) or (len(group) > 1 and not LEX.arrangers.isdisjoint(prefix)):
        return False  # "the new Airbus agreement" is about the agreement, "advisers X and Y" act for others
    if start == 0:
        return True
    before = view.words[start - 1]
    # "including" leads on to those that act
    if _begins_clause(before, after) or _lists(view, start - 1):
        return True
    if before in {"of", "from", "by", "at"}:
        return start > 1 and (view.words[start - 2] in _heads_before(before) or _means_to(view, group, start - 2))
    if before in _GOVERNS or _is_example(view, start) or _is_predicate(view, group, start):
        return False
    # "Boeing bought X" acts on X, "said X" does not, and in "bought X said" X speaks for itself
    acts = before in LEX.verb_forms and before not in LEX.reporting and before not in LEX.owned_marks
    acted_on = acts or before in LEX.creates
    return not acted_on or _speaks_next(view, group)


def is_beaten(view: SentenceView, group: NameGroup) -> bool:
    """True for whom another beats or leaves: "beat out X for the deal", "dumps X for a tie-up with Y"."""
    before = view.words[max(0, group.first - _BEATEN) : group.first]
    return not LEX.bests.isdisjoint(before) and not _speaks_next(view, group)


_BEATEN = 4
"""So many words before a name may say that another beats it: "beats its European rival X"."""


def _is_example(view: SentenceView, start: int) -> bool:
    """True for X in "makers like X" and in "Y, like X, "."""
    if view.words[start - 1] not in LEX.exemplifies:
        return False
    return start == 1 or view.words[start - 2] == "," or plural_firms(view.words[start - 2])


def _is_predicate(view: SentenceView, group: NameGroup, start: int) -> bool:
    """True for a name that says who somebody is: "its bankers were X and Y"; in "was advising X" it is acted on."""
    asked = start == 1 or _speaks_next(view, group)
    return not asked and view.words[start - 1] in _IS and not view.words[start].endswith(("ing", "ed"))


_IS = frozenset({"is", "are", "was", "were"})
_GOVERNS = LEX.prepositions - LEX.subordinate_prepositions
"""Prepositions that have the name after them for their object; "after Microsoft withdrew" begins a clause."""


def _begins_clause(before: str, after: str) -> bool:
    """True for a preposition with a clause behind it, as the word after the name tells.

    "a deal on Monday" has none, "on Renault is" has; "with Lilly agreeing to buy Loxo".
    """
    return (before == "on" and after in LEX.auxiliaries) or (before == "with" and after in LEX.begins_to)


def _means_to(view: SentenceView, group: NameGroup, noun: int) -> bool:
    """True for who acts by a noun before "to": X in "a bid by X to buy Y", "an attempt by X to".."""
    if view.words[noun + 1] != "by" or view.words[group.last : group.last + 1] != ["to"]:
        return False
    return view.words[noun] in LEX.endable or frame_of(LEX.nouns, view.words[noun]) not in NAMES_A_PARTY


def _heads_before(preposition: str) -> frozenset[str]:
    """The words that make the name after a preposition the one that acts: "executives of X", "a group led by X"."""
    if preposition == "at":
        return LEX.staff
    return LEX.leaders if preposition == "by" else LEX.transparent


def _speaks_next(view: SentenceView, group: NameGroup) -> bool:
    """True if a helping verb follows a name, whose subject it then is."""
    after = view.words[group.last] if group.last < len(view) else ""
    return after in LEX.auxiliaries


def _owned_noun(view: SentenceView, group: NameGroup) -> str:
    """The noun that a possessive owns: "plan" in "X's ill-fated plan to ...".

    It is the last word before a verb, preposition, mark or name, or the first that makes its owner act.
    """
    noun = ""
    for j in range(group.last, min(len(view), group.last + 6)):
        word = view.words[j]
        if word in MARKS or word in LEX.prepositions or word in LEX.auxiliaries:
            break
        if view.mention_at[j] is not None or word in LEX.reporting:
            break
        noun = word
        if word in LEX.possessed:
            return word
    return noun


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
        if word == "," and j > i and view.words[j - 1] in LEX.sector_nouns and j + 1 in view.group_from:
            return view.group_from[j + 1]
        if word == "," and j > i and view.words[j - 1] in LEX.relations:
            return phrase_after(view, j + 1)
        if word == "," and j > i and j + 1 < len(view) and _lists(view, j + 1):
            j += 1
            continue
        if word in LEX.leads_on:
            if view.words[j - 1] not in _THROUGH:
                return None  # "for a third of Ampere" is not for Ampere
        elif _lists(view, j):
            listed = True
        # "a group that includes X and Y"
        elif word == "that" and not LEX.includes.isdisjoint(view.words[j + 1 : j + 2]):
            j += 1
        # "its founding family and the buyout firm X"
        elif word == "and" and j > i and view.words[j - 1] in LEX.inside_buyers:
            pass
        elif not (in_prefix(view, j) or word in LEX.made_of or _gathers(view, j)):
            return None
        j += 1
    return None


def _gathers(view: SentenceView, j: int) -> bool:
    """True for a word for several in one, before what says who they are: "a consortium led by X", "including X"."""
    return view.words[j] in LEX.one_group and not _MEMBERS.isdisjoint(view.words[j + 1 : j + 2])


_MEMBERS = LEX.listers | LEX.made_of
_THROUGH = LEX.transparent | LEX.made_of
"""Nouns and participles that "of" or "by" leads on from to the name that is meant."""


def _lists(view: SentenceView, j: int) -> bool:
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
