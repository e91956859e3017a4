"""Whom words without a name stand for: "it", "its", "we", "which", and a speaker named after the quote."""

from itertools import pairwise

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import MARKS, phrase_start
from alliance_cli.extract.en.syntax.phrases import modifier
from alliance_cli.extract.en.syntax.roles import has_other_subject, is_beaten, left_subject, subject_like

_FOR_THE_TOPIC = LEX.one_firm | {"it", "we", "he", "she", "they", "its"}
_CLAUSE = 25
"""So many words before a verb its subject is looked for."""
_DESCRIBED = 3
"""So many words before the noun of a description stands its "the": "the German hotel chain"."""
_SAID = 12
"""So many words before a verb stands whoever it was said by: "the government said it would"."""
_SPEAKER = 14
"""So many words on from "said" the speaker is named: "said Ines Falk, chief executive of X"."""
_ITS = 7
"""So many words before a noun stands its "its": "its smaller local state partner"."""


def topic_subject(view: SentenceView, i: int) -> NameGroup | None:
    """What "the company", "it" or "we" before the word at `i` stands for: what the sentences before were about."""
    before = view.words[max(0, i - _CLAUSE) : i]
    # "We will buy Skoda, said the head of Volkswagen"
    if "we" in before and (speaker := trailing_speaker(view, i)) is not None:
        return speaker
    if view.topic is None:
        return None
    if any(view.group_to.get(j) is not None for j in range(i + 1)):
        return None
    if LEX.nameless.intersection(before[-_SAID:]) or has_other_subject(view, i):
        return None  # "the government said it would ..."
    # a plural ("carmakers") stands for others than the one spoken of
    if not _FOR_THE_TOPIC.isdisjoint(before) or any(
        word in LEX.sector_nouns and not word.endswith("s") for word in before
    ):
        return view.topic
    return None


def pronoun_subject(view: SentenceView, i: int) -> NameGroup | None:
    """The only company named before "it" or "they" before the word at `i`: "Shares in X rose on news it was to buy"."""
    # within the clause of the verb
    before = view.words[max(0, i - 14) : i]
    firm = any(one == "the" and other in LEX.one_firm for one, other in pairwise(before))
    spoken_of = firm or not {"it", "they"}.isdisjoint(before) or _described(before)
    return lone_name(view, i) if spoken_of else None


def _described(words: list[str]) -> bool:
    """True if words end on a description of a company that goes with a verb: "after the hotels chain agreed to"."""
    for j in range(len(words) - 1, 0, -1):
        if words[j] in LEX.sector_nouns and words[j] not in LEX.pairs:
            return not words[j].endswith("s") and "the" in words[max(0, j - _DESCRIBED) : j]
    return False


def subject_of(view: SentenceView, i: int) -> NameGroup | None:
    """Who acts at the word at `i`: its subject by name, else what "the company" or "it" before it stands for."""
    return left_subject(view, i) or topic_subject(view, i) or pronoun_subject(view, i)


def trailing_speaker(view: SentenceView, i: int) -> NameGroup | None:
    """The company whose words a sentence gives after word `i`: "talks with X have ended, Y said"."""
    words = view.words
    for j in range(len(words) - 1, i, -1):
        if words[j] not in LEX.announcing or view.mention_at[j] is not None:
            continue
        comma = next((k for k in range(j - 1, i, -1) if words[k] == ","), -1)
        if comma < 0:
            return None
        # "..., said X" or "..., X said"
        after = comma == j - 1
        span = range(j + 1, min(len(words), j + _SPEAKER)) if after else range(comma, j)
        found = [view.group_from[k] for k in span if k in view.group_from]
        return found[0] if found and len(found[0]) == 1 and not found[0].possessive else None
    return None


def lone_name(view: SentenceView, i: int) -> NameGroup | None:
    """The only name before the word at `i`, in whatever part of the sentence it stands."""
    names = [group for j, group in view.group_from.items() if group.last <= i]
    alone = len(names) == 1 and not names[0].anaphor and not is_beaten(view, names[0])
    return names[0] if alone else None


def owner_of_its(view: SentenceView, i: int) -> NameGroup | None:
    """What "its" or "their" before the noun at `i` stands for: the nearest name before it; None without such a word."""
    for j in range(i - 1, max(-1, i - _ITS), -1):
        word = view.words[j]
        if word in {"its", "their"}:
            # "to Acciona and its Australian partner": the owner is who stands before "and", subject or not
            joined = view.group_to.get(j - 1) if j and view.words[j - 1] in {"and", "&"} else None
            return joined or _nearest(view, j)
        if word in LEX.prepositions or word in MARKS or view.mention_at[j] is not None:
            return None
    return None


def _nearest(view: SentenceView, j: int) -> NameGroup | None:
    """The nearest name before word `j` that can own something there: a subject, an owner, or who does it ("by X")."""
    level = view.depth[j]
    for k in range(j, max(0, j - 30), -1):  # a clause or two
        group = view.group_to.get(k)
        # what is only named in an aside is not spoken of outside of it
        if group is not None and view.depth[k - 1] <= level:
            by = group.first > 0 and view.words[phrase_start(view, group.first) - 1] == "by"
            if by or group.possessive or subject_like(view, group):
                return group
    return None


def relative_object(view: SentenceView, i: int) -> tuple[NameGroup | None, str]:
    """The name that "which" stands for as object of the verb at `i`, and the preposition before "which".

    "X, which Y bought", "X, in which Y holds"; None and "" where "which" is subject or there is none.
    """
    if not view.depth[i]:
        return None, ""
    start = view.aside_start[i]
    # after the comma of the aside comes "which", or a preposition and "which"
    lead = view.words[start + 1] if view.words[start + 2 : start + 3] == ["which"] else ""
    if not lead and view.words[start + 1 : start + 2] != ["which"]:
        return None, ""
    first = start + (3 if lead else 2)
    if not any(first <= group.first < i for group in view.groups()):
        return None, ""  # "X, which bought Y"
    return view.group_to.get(start), lead


def with_it(view: SentenceView, last: int, subject: NameGroup | None) -> NameGroup | None:
    """The company that "with it" after a verb stands for: the last one named before that is not the subject."""
    # the object of the verb stands between: "develop two electric cars for China with it"
    for j in range(last, min(len(view) - 1, last + 12)):
        if view.words[j] in LEX.stops or view.words[j] == ";":
            return None
        if view.words[j] == "with" and view.words[j + 1] == "it":
            named = [
                group for group in view.groups() if group.last <= last and not group.anaphor and not group.possessive
            ]
            other = named[-1] if named else None
            return other if other is not None and subject is not None and other.members != subject.members else None
    return None


def object_it(view: SentenceView, last: int, subject: NameGroup | None) -> NameGroup | None:
    """The company that "it" right after a verb stands for: the one other company before it, else the topic."""
    if view.words[last : last + 1] != ["it"] or subject is None:
        return None
    # a name between subject and verb may be meant as well: that cannot be told
    if any(subject.last <= group.first < last for group in view.groups()):
        return None
    before = [group for group in view.groups() if group.last <= subject.first and group.members != subject.members]
    named = [group for group in before if len(group) == 1 and not group.possessive and subject_like(view, group)]
    if named:
        return named[0] if len({group.members for group in named}) == 1 else None
    return view.topic if view.topic is not None and view.topic.members != subject.members else None


def agent_of(view: SentenceView, i: int) -> NameGroup | None:
    """Who has the noun at `i`: the name before it in its phrase, what "its" means, else the subject of its clause."""
    near = modifier(view, i)
    if near is not None:
        return near
    found = owner_of_its(view, i) or left_subject(view, i) or topic_subject(view, i)
    if found is None and view.sentence.index < 2 and "its" in view.words[max(0, i - _ITS + 1) : i]:
        return lone_name(view, i)
    return found
