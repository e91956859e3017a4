"""Whom words without a name stand for: "it", "its", "we", "which", and a speaker named after the quote."""

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import MARKS, phrase_start
from alliance_cli.extract.en.syntax.roles import left_subject, modifier, subject_like


def topic_subject(clause: SentenceView, i: int) -> NameGroup | None:
    """What "the company", "it" or "we" before the word at `i` stands for: what the sentences before were about."""
    before = clause.lows[max(0, i - 25) : i]
    if "we" in before and (speaker := trailing_speaker(clause, i)) is not None:
        return speaker
    if clause.topic is None:
        return None
    if any(clause.group_to.get(j) is not None for j in range(i + 1)):
        return None
    if LEX.nameless.intersection(before[-12:]):
        return None  # "the government said it would ..."
    if set(before) & {"it", "we", "company", "firm", "he", "she", "they", "its"} or any(
        low in LEX.sector_nouns and not low.endswith("s") for low in before
    ):
        return clause.topic
    return None


def pronoun_subject(clause: SentenceView, i: int) -> NameGroup | None:
    """ "Shares in X rose on news it was to buy ...": the only name before an "it" before the word at `i`."""
    if not {"it", "they"} & set(clause.lows[max(0, i - 14) : i]):
        return None
    return lone_name(clause, i)


def trailing_speaker(clause: SentenceView, i: int) -> NameGroup | None:
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


def lone_name(clause: SentenceView, i: int) -> NameGroup | None:
    """The only name before the word at `i`, in whatever part of the sentence it stands."""
    names = [group for j, group in sorted(clause.group_from.items()) if group.last <= i]
    return names[0] if len(names) == 1 and not names[0].anaphor else None


def owner_of_its(clause: SentenceView, i: int) -> NameGroup | None:
    """What "its" or "their" before the noun at `i` stands for: the nearest name before it; None without such a word."""
    for j in range(i - 1, max(-1, i - 7), -1):
        low = clause.lows[j]
        if low in {"its", "their"}:
            joined = clause.group_to.get(j - 1) if j and clause.lows[j - 1] in {"and", "&"} else None
            return joined or _nearest(clause, j)
        if low in LEX.prepositions or low in MARKS or clause.mention_at[j] is not None:
            return None
    return None


def _nearest(clause: SentenceView, j: int) -> NameGroup | None:
    level = clause.depth[j]
    for k in range(j, max(0, j - 30), -1):
        group = clause.group_to.get(k)
        if group is not None and clause.depth[k - 1] <= level:
            by = group.first > 0 and clause.lows[phrase_start(clause, group.first) - 1] == "by"
            if by or group.poss or subject_like(clause, group):
                return group
    return None


def relative_object(clause: SentenceView, i: int) -> tuple[NameGroup | None, str]:
    """The name that "which" stands for as object of the verb at `i`, and the preposition before "which".

    "X, which Y bought", "X, in which Y holds"; None and "" where "which" is subject or there is none.
    """
    if not clause.depth[i]:
        return None, ""
    start = clause.aside_start[i]
    lead = clause.lows[start + 1] if clause.lows[start + 2 : start + 3] == ["which"] else ""
    if not lead and clause.lows[start + 1 : start + 2] != ["which"]:
        return None, ""
    first = start + (3 if lead else 2)
    if not any(first <= group.first < i for group in clause.groups()):
        return None, ""
    return clause.group_to.get(start), lead


def with_it(clause: SentenceView, last: int, subject: NameGroup | None) -> NameGroup | None:
    """The company that "with it" after a verb stands for: the last one named before that is not the subject."""
    for j in range(last, min(len(clause) - 1, last + 12)):
        if clause.lows[j] in LEX.stops or clause.lows[j] == ";":
            return None
        if clause.lows[j] == "with" and clause.lows[j + 1] == "it":
            named = [group for group in clause.groups() if group.last <= last and not group.anaphor and not group.poss]
            other = named[-1] if named else None
            return other if other is not None and subject is not None and other.members != subject.members else None
    return None


def object_it(clause: SentenceView, last: int, subject: NameGroup | None) -> NameGroup | None:
    """The company that "it" right after a verb stands for: the one other company before it, else the topic."""
    if clause.lows[last : last + 1] != ["it"] or subject is None:
        return None
    if any(subject.last <= group.first < last for group in clause.groups()):
        return None
    before = [group for group in clause.groups() if group.last <= subject.first and group.members != subject.members]
    named = [group for group in before if len(group) == 1 and not group.poss and subject_like(clause, group)]
    if named:
        return named[0] if len({group.members for group in named}) == 1 else None
    return clause.topic if clause.topic is not None and clause.topic.members != subject.members else None


def agent_of(clause: SentenceView, i: int) -> NameGroup | None:
    """Who has the noun at `i`: the name before it in its phrase, what "its" means, else the subject of its clause."""
    near = modifier(clause, i)
    if near is not None:
        return near
    found = owner_of_its(clause, i) or left_subject(clause, i) or topic_subject(clause, i)
    if found is None and clause.sentence.index < 2 and "its" in clause.lows[max(0, i - 6) : i]:
        return lone_name(clause, i)
    return found
