"""Who stands as subject or object of a word, and whom "its" and "it" stand for."""

from alliance_cli.extract import lexicon
from alliance_cli.extract.clauses import MARKS, MAX_PREFIX, Clause, Group, in_prefix, phrase_start


def is_passive(clause: Clause, i: int) -> bool:
    """True if the verb at `i` is a participle after a form of "be", or one followed by "by"."""
    low = clause.lows[i]
    if low.endswith("ing"):
        return False
    if low[-1] == "s" or not (low.endswith(("ed", "en", "ought", "ld", "ilt", "ade")) or low in {"taken", "held"}):
        return False
    if any(clause.lows[j] in lexicon.grammar("be") for j in range(max(0, i - 3), i)) and not _in_group(clause, i - 1):
        return True
    return i + 1 < len(clause) and clause.lows[i + 1] == "by"


def _in_group(clause: Clause, i: int) -> bool:
    return i >= 0 and clause.mention_at[i] is not None


def topic_subject(clause: Clause, i: int) -> Group | None:
    """What "the company", "it" or "we" before the word at `i` stands for: what the sentences before were about."""
    if clause.topic is None:
        return None
    before = clause.lows[max(0, i - 25) : i]
    if any(clause.group_to.get(j) is not None for j in range(i + 1)):
        return None
    if set(before) & {"it", "we", "company", "firm", "he", "she", "they", "its"} or any(
        low in lexicon.sector_nouns() for low in before
    ):
        return clause.topic
    return None


def pronoun_subject(clause: Clause, i: int) -> Group | None:
    """ "Shares in X rose on news it was to buy ...": the only name before an "it" before the word at `i`."""
    if not {"it", "they"} & set(clause.lows[max(0, i - 14) : i]):
        return None
    return lone_name(clause, i)


def trailing_speaker(clause: Clause, i: int) -> Group | None:
    """The company whose words a sentence gives after word `i`: "talks with X have ended, Y said"."""
    lows = clause.lows
    for j in range(len(lows) - 1, i, -1):
        if (
            lows[j] not in {"said", "says", "announced", "disclosed", "confirmed", "told"}
            or clause.mention_at[j] is not None
        ):
            continue
        comma = next((k for k in range(j - 1, i, -1) if lows[k] == ","), -1)
        if comma < 0:
            return None
        after = comma == j - 1
        span = range(j + 1, min(len(lows), j + 14)) if after else range(comma, j)
        found = [clause.group_from[k] for k in span if k in clause.group_from]
        return found[0] if found and len(found[0]) == 1 and not found[0].poss else None
    return None


def lone_name(clause: Clause, i: int) -> Group | None:
    """The only name before the word at `i`, in whatever part of the sentence it stands."""
    names = [group for j, group in sorted(clause.group_from.items()) if group.last <= i]
    return names[0] if len(names) == 1 and not names[0].anaphor else None


def beyond_rival(clause: Clause, group: Group) -> Group:
    """In "X's rival Y" and "X rival Y" it is Y that is meant."""
    for j in range(group.last, min(len(clause), group.last + 4)):
        if clause.lows[j] in {"rival", "competitor", "peer"}:
            for k in range(j + 1, min(len(clause), j + 4)):
                if k in clause.group_from:
                    return clause.group_from[k]
        if clause.mention_at[j] is not None or clause.lows[j] in MARKS:
            break
    return group


def owner_of_its(clause: Clause, i: int) -> Group | None:
    """What "its" or "their" before the noun at `i` stands for: the nearest name before it; None without such a word."""
    for j in range(i - 1, max(-1, i - 7), -1):
        low = clause.lows[j]
        if low in {"its", "their"}:
            joined = clause.group_to.get(j - 1) if j and clause.lows[j - 1] in {"and", "&"} else None
            return joined or _nearest(clause, j)
        if low in lexicon.grammar("prepositions") or low in MARKS or clause.mention_at[j] is not None:
            return None
    return None


def _nearest(clause: Clause, j: int) -> Group | None:
    level = clause.depth[j]
    for k in range(j, max(0, j - 30), -1):
        group = clause.group_to.get(k)
        if group is not None and clause.depth[k - 1] <= level:
            by = group.first > 0 and clause.lows[phrase_start(clause, group.first) - 1] == "by"
            if by or group.poss or subject_like(clause, group):
                return group
    return None


def pair_between(clause: Clause, i: int) -> Group | None:
    """The two sides after "between" to the right of `i`, even with an aside after the first."""
    for j in range(i, min(len(clause), i + 7)):
        if clause.lows[j] not in {"between", "among"}:
            if clause.lows[j] in lexicon.grammar("stops"):
                return None
            continue
        one = phrase_after(clause, j + 1)
        if one is None or len(one) > 1:
            return one
        for k in range(one.last, min(len(clause), one.last + 22)):
            if clause.lows[k] == "and" and clause.depth[k] <= clause.depth[j]:
                other = phrase_after(clause, k + 1)
                return Group(one.members + other.members, one.first, other.last) if other else None
        return None
    return None


def left_subject(clause: Clause, i: int, *, reach: int = 60) -> Group | None:
    """The companies that stand as subject of the word at `i`: the nearest name to the left that is no object.

    None where a noun that names no company stands as subject between ("if the carrier bought ...").
    """
    if _nameless_subject(clause, i):
        return None
    level = clause.depth[i] if i < len(clause) else 0
    start = clause.aside_start.get(i, 0) if level else 0
    j = i
    while j > max(start, i - reach):
        if clause.depth[j - 1] != level:
            j -= 1
            continue
        if clause.lows[j - 1] == ";":
            return None
        group = clause.group_to.get(j)
        if group is not None:
            if subject_like(clause, group):
                return group
            j = group.first
            continue
        j -= 1
    return _antecedent(clause, start) if level else None


def _nameless_subject(clause: Clause, i: int) -> bool:
    """True if the verb at `i` has a subject of its own that is a common noun or "he", with names before it."""
    j = i - 1
    adverbs = 0
    while j >= 0 and (
        clause.lows[j] in lexicon.grammar("auxiliaries")
        or clause.lows[j] in {"to", "also", "not", "already", "reportedly", "now", "recently", "n't"}
        or clause.lows[j].endswith("ly")
    ):
        j -= 1
        adverbs += 1
    if j < 1 or clause.mention_at[j] is not None or clause.depth[j] != clause.depth[i if i < len(clause) else j]:
        return False
    if clause.lows[j] not in lexicon.sector_nouns() or clause.lows[j] in {"partner", "partners", "sides"}:
        return False
    if j + 1 in clause.group_to:
        return False
    for k in range(j - 1, max(-1, j - 4), -1):
        if clause.lows[k] in {"the", "a", "an", "each", "another", "that", "this"}:
            return k == 0 or clause.lows[k - 1] not in lexicon.grammar("prepositions")
        if clause.mention_at[k] is not None and not (
            clause.lows[k] in lexicon.places() or clause.lows[k] in lexicon.demonyms()
        ):
            return False
    return False


def _antecedent(clause: Clause, comma: int) -> Group | None:
    """The name an aside hangs on."""
    for j in range(comma, max(0, comma - 4), -1):
        if j in clause.group_to:
            group = clause.group_to[j]
            plural = not lexicon.grammar("plurals").isdisjoint(clause.lows[comma : comma + 9])
            if len(group) > 1 and not group.anaphor and not plural:
                return Group(group.members[-1:], group.first, group.last)
            return group
    return None


def subject_like(clause: Clause, group: Group) -> bool:
    """False for a name that is object of a preposition or verb, or that only modifies another noun."""
    after = clause.lows[group.last] if group.last < len(clause) else ""
    if group.poss:
        return _owned_noun(clause, group) in lexicon.grammar("possessed")
    brand = after in {"maker", "parent", "owner", "operator", "brand"} and group.last + 1 in clause.group_from
    if brand or after in lexicon.grammar("opaque"):
        return False
    start = phrase_start(clause, group.first)
    deal = after in lexicon.deal_words() and after not in {"alliance", "venture", "consortium", "partnership"}
    if deal and not {"the", "a", "an"}.isdisjoint(clause.lows[start : group.first]):
        return False  # "the new Airbus agreement" is about the agreement
    if start == 0:
        return True
    before = clause.lows[start - 1]
    if before == "on" and after in lexicon.grammar("auxiliaries"):
        return True
    if before in {"of", "from"}:
        return start > 1 and clause.lows[start - 2] in lexicon.grammar("transparent")
    if before == "by":
        return start > 1 and clause.lows[start - 2] in {"led", "-led", "headed", "backed", "comprising"}
    if before in lexicon.grammar("prepositions") - lexicon.grammar("subordinate_prepositions"):
        return False
    acted_on = (
        before in lexicon.verb_forms() and before not in lexicon.reporting() and before not in {"owned", "-owned"}
    )
    return not acted_on or _speaks_next(clause, group)


def _speaks_next(clause: Clause, group: Group) -> bool:
    after = clause.lows[group.last] if group.last < len(clause) else ""
    return after in lexicon.grammar("auxiliaries")


def _owned_noun(clause: Clause, group: Group) -> str:
    """The noun that a possessive owns: the last word before a verb, preposition, mark or name."""
    noun = ""
    for j in range(group.last, min(len(clause), group.last + 6)):
        low = clause.lows[j]
        if low in MARKS or low in lexicon.grammar("prepositions") or low in lexicon.grammar("auxiliaries"):
            break
        if clause.mention_at[j] is not None or low in lexicon.reporting():
            break
        noun = low
        if low in lexicon.grammar("possessed"):
            return low
    return noun


def group_after(
    clause: Clause, i: int, words: frozenset[str], *, reach: int = 14, stop: frozenset[str] | None = None
) -> Group | None:
    """The first name that follows one of `words` (prepositions) to the right of `i` within the clause."""
    stops = lexicon.grammar("stops") if stop is None else stop
    j = i
    while j < min(len(clause), i + reach):
        low = clause.lows[j]
        if low in words:
            found = phrase_after(clause, j + 1)
            if found is not None:
                return found
        if low in stops or low == ";" or (low == ":" and j > i):
            return None
        if low == "as" and j + 1 < len(clause) and clause.lows[j + 1] not in {"well", "part"}:
            return None
        j += 1
    return None


def phrase_after(clause: Clause, i: int) -> Group | None:
    """The name in the noun phrase that begins at `i`, if it has one."""
    j = i
    while j < min(len(clause), i + MAX_PREFIX + 1):
        if j in clause.group_from:
            return beyond_rival(clause, clause.group_from[j])
        low = clause.lows[j]
        if low == "," and j > i and clause.lows[j - 1] in lexicon.sector_nouns() and j + 1 in clause.group_from:
            return clause.group_from[j + 1]
        if low == "," and j > i and clause.lows[j - 1] in lexicon.grammar("relations"):
            return phrase_after(clause, j + 1)
        if low in {"of", "by", "including", "comprising"}:
            if clause.lows[j - 1] not in lexicon.grammar("transparent") | {"led", "-led", "headed", "backed"}:
                return None
        elif not in_prefix(clause, j) and low not in {"led", "headed", "backed"}:
            return None
        j += 1
    return None


def modifier(clause: Clause, i: int) -> Group | None:
    """The name that stands before the noun at `i` in its noun phrase: "A-B merger", "A's new alliance"."""
    j = i
    while j > max(0, i - 7):
        group = clause.group_to.get(j)
        if group is not None:
            return group
        low = clause.lows[j - 1]
        if (
            low in lexicon.grammar("prepositions")
            or low in lexicon.grammar("conjunctions")
            or low in ",;:.--"
            or low in lexicon.grammar("subordinators")
        ):
            return None
        if (
            low in lexicon.reporting()
            or low in lexicon.grammar("auxiliaries")
            or low in lexicon.grammar("determiners")
            or low in {"to", "not"}
        ):
            return None
        if low in lexicon.verb_forms() and low not in {
            "combined",
            "joint",
            "licensing",
            "marketing",
            "manufacturing",
            "purchase",
        }:
            return None
        mention = clause.mention_at[j - 1]
        if mention is not None and not (
            clause.lows[j - 1] in lexicon.demonyms() or clause.lows[j - 1] in lexicon.places()
        ):
            return None
        j -= 1
    return None


def agent_of(clause: Clause, i: int) -> Group | None:
    """Who has the noun at `i`: the name before it in its phrase, what "its" means, else the subject of its clause."""
    near = modifier(clause, i)
    if near is not None:
        return near
    return owner_of_its(clause, i) or left_subject(clause, i) or topic_subject(clause, i)
