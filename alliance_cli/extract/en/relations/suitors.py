"""Several who want one thing: whether each is after it for itself, or they are together."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import are_examples, phrase_start
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_BEFORE: Final = 4
"""So many words before the first of several say what they are: "among the bidders X and Y"."""
_AFTER: Final = 3
"""So many words after a cue may still say that each acts for itself."""
_LEAD: Final = 2
"""So many sentences of the text may say that something is for sale."""
_OF_ONE: Final = frozenset({"their", "a", "an"})
"""Before the noun of an offer that several have made: it is one offer, and theirs together."""
_MANY: Final = 3
"""So many parties are more than a pair."""


def part_suitors(views: Sequence[SentenceView], candidates: Sequence[Candidate]) -> None:
    """Let each of several suitors be after a company for itself, unless the report says that they act together.

    "A and B each expressed interest in C", "C, which is for sale, held talks with A and B": A and B are no partners.
    """
    several = [candidate for candidate in candidates if len(candidate.entities) >= _MANY and not candidate.dropped]
    if not several:
        return
    joined = [view for view in views if any(_joins(view, j) for j in range(len(view)))]
    several = [candidate for candidate in several if not any(_names_buyers(candidate, view) for view in joined)]
    shared = [frozenset(candidate.entities) for candidate in several if is_of_all(candidate)]
    for candidate in several:
        candidate.rivals &= not is_of_all(candidate)
    several = [candidate for candidate in several if not any(one.issuperset(candidate.entities) for one in shared)]
    contest = any(not LEX.marks_contests.isdisjoint(_plain(view, 0, len(view))) for view in views)
    for_sale = contest or any(
        not LEX.marks_sales.isdisjoint(_plain(view, 0, len(view))) for view in views if _opens(view)
    )
    sought = {entity for candidate in candidates if _opens(candidate.view) for entity in _wanted(candidate)}
    for candidate in several:
        sought_by_all = contest and (not sought or not sought.isdisjoint(_wanted(candidate)))
        if _buyers(candidate) > 1 and not _is_done(candidate) and (sought_by_all or _is_of_each(candidate)):
            candidate.rivals = True
        elif for_sale and _is_talk_of_one(candidate):
            candidate.separate = True
    _part_again(several)


def _part_again(several: Sequence[Candidate]) -> None:
    """Part those of the headline whom the text parts: "A, B mull X buyout", where both are "among those" that do."""
    parted = [frozenset(candidate.entities) for candidate in several if candidate.rivals]
    for candidate in several:
        if _buyers(candidate) > 1 and not _is_done(candidate):
            candidate.rivals |= any(parties.issuperset(candidate.entities) for parties in parted)


def _names_buyers(candidate: Candidate, view: SentenceView) -> bool:
    """True for a sentence that names two of those who buy, or two of all where nobody is said to."""
    buyers = {entity for entity, role in candidate.parts if role is Role.BUYER}
    wanted = buyers if len(buyers) > 1 else set(candidate.entities)
    return len({e for group in view.groups() for e in group.members} & wanted) > 1


def _joins(view: SentenceView, j: int) -> bool:
    """True for a word that makes several one bidder: "a joint bid", not "a joint venture" nor "combined earnings"."""
    return (
        view.words[j] in LEX.joins_bidders
        and view.mention_at[j] is None
        and LEX.ventures.isdisjoint(view.words[j + 1 : j + 2])
    )


def is_of_all(candidate: Candidate) -> bool:
    """True for the one bid that several have: "X and Y raised their offer", not "X and Y submitted their bids"."""
    words = candidate.view.words
    noun = candidate.cue.frame.name == "bid" and words[candidate.last - 1] in LEX.one_offer
    each = LEX.each_of_several.isdisjoint(_between(candidate))
    return noun and each and not _OF_ONE.isdisjoint(words[max(0, candidate.first - _BEFORE) : candidate.first])


def at_odds(view: SentenceView, buyers: NameGroup, i: int) -> bool:
    """True where words from "among the bidders" before several names on up to `i` set them against each other.

    Not so in "joint bidders X and Y", nor where the first of them is the rival of another: "Lindgren rival X and Y".
    """
    before = view.words[max(0, buyers.first - _BEFORE) : buyers.first]
    if not LEX.joins_bidders.isdisjoint(before):
        return False
    if before and before[-1] in LEX.rivals and buyers.first - 1 in view.group_to:
        before.pop()
    return not LEX.rivals_in_line.isdisjoint([*before, *view.words[buyers.first : i]])


def _opens(view: SentenceView) -> bool:
    return view.sentence.headline or view.sentence.index < _LEAD


def _buyers(candidate: Candidate) -> int:
    return sum(role is Role.BUYER for _, role in candidate.parts)


def _wanted(candidate: Candidate) -> list[Entity]:
    """What is bought in a reading, and of whom: a contest for it is none for what an earlier deal was of."""
    return [entity for entity, role in candidate.parts if role is not Role.BUYER]


def _plain(view: SentenceView, first: int, last: int) -> list[str]:
    """The words from `first` up to `last` that are of no name."""
    return [view.words[i] for i in range(first, min(last, len(view))) if view.mention_at[i] is None]


def _between(candidate: Candidate) -> list[str]:
    """The words from before the first party that stands before the cue up to the cue and a little on."""
    view = candidate.view
    starts = [g.first for g in view.groups() if g.first < candidate.first and _names_party(candidate, g)]
    return _plain(view, max(0, min(starts, default=candidate.first) - _BEFORE), candidate.last + _AFTER)


def _names_party(candidate: Candidate, group: NameGroup) -> bool:
    return not set(candidate.entities).isdisjoint(group.members)


def _is_done(candidate: Candidate) -> bool:
    """True for a deal that is made: who has bought a thing with others has it with them."""
    return (
        (not _is_fought(candidate) and not LEX.facts.isdisjoint(_between(candidate)))
        or _is_announced(candidate)
        or any(_is_one_group(candidate, g) for g in candidate.view.groups())
    )


def _is_fought(candidate: Candidate) -> bool:
    """True where several fight over a thing: "X and Y prepare for Z bid battle"."""
    return not LEX.rivalries.isdisjoint(candidate.view.words[candidate.first : candidate.last + 1])


def _is_announced(candidate: Candidate) -> bool:
    """True for a headline that says what several will do: "A, B to buy C"; rivals "vie to buy C"."""
    view, i = candidate.view, candidate.first - 1
    return (
        view.sentence.headline and candidate.cue.frame.verb and view.words[i : i + 1] == ["to"] and i in view.group_to
    )


def _is_one_group(candidate: Candidate, group: NameGroup) -> bool:
    """True for several that are called one group: "by a consortium comprising X, Y and Z"; not "a group of suitors"."""
    before = _plain(candidate.view, max(0, group.first - _BEFORE), group.first)
    one = LEX.one_group.isdisjoint(before) or not LEX.marks_contests.isdisjoint(before)
    return len(group) > 1 and not one and _names_party(candidate, group)


def _is_of_each(candidate: Candidate) -> bool:
    """True where words say that each does it: "each expressed interest", "made bids", "all interested in"."""
    if any(_are_listed(candidate, group) for group in candidate.view.groups()):
        return True
    words = _between(candidate)
    plural = candidate.cue.words[-1] in LEX.offers_of_several
    return plural or _is_fought(candidate) or not (LEX.each_of_several | LEX.rivals_in_line).isdisjoint(words)


def _are_listed(candidate: Candidate, group: NameGroup) -> bool:
    """True for several buyers that stand as examples: "attracted offers from buyout firms including A and B"."""
    start = phrase_start(candidate.view, group.first)
    before = candidate.view.words[max(0, start - 1) : start]
    listed = not LEX.listers.isdisjoint(before) or are_examples(candidate.view, group)
    return listed and len(group) > 1 and _names_party(candidate, group)


def _is_talk_of_one(candidate: Candidate) -> bool:
    """True for talks that one company has with several: "X held talks with Y and Z"."""
    if candidate.cue.words[-1] not in LEX.talks or candidate.kind not in (None, *_SALES):
        return False
    groups = [g for g in candidate.view.groups() if len(g) > 1 and _names_party(candidate, g)]
    return len(groups) == 1 and candidate.parts[0][0] not in groups[0].members


_SALES: Final = (Kind.ACQUISITION, Kind.STAKE, Kind.MERGER, Kind.COOPERATION)
