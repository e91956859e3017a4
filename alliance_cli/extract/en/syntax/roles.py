"""Who stands as subject or object of a word, and whom "its" and "it" stand for."""

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, frame_of
from alliance_cli.extract.en.syntax.groups import MARKS, lists_members, phrase_start, plural_firms
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


def left_subject(view: SentenceView, i: int, *, reach: int = 60) -> NameGroup | None:
    """The companies that stand as subject of the word at `i`: the nearest name to the left that is no object.

    None where a noun that names no company stands as subject between ("if the carrier bought ...").
    """
    if (doer := _doer(view, i)) is not None:
        return doer
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


def _doer(view: SentenceView, i: int) -> NameGroup | None:
    """Who does what a word in "-ing" right after its name says, whatever that hangs on: "the impact of X buying Y"."""
    group = view.group_to.get(i)
    if group is None or group.possessive or i >= len(view) or not view.words[i].endswith("ing"):
        return None
    start = phrase_start(view, group.first)
    hangs = start > 0 and view.words[start - 1] in LEX.prepositions
    return group if hangs and view.words[i] in LEX.verb_forms and view.depth[group.first] == view.depth[i] else None


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
    if j == i - 1 and view.words[i] in LEX.nouns and view.words[i] not in LEX.verbs:
        return False  # "X won a major contract": the noun says what sort
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
    if _begins_clause(before, after) or lists_members(view, start - 1):
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
