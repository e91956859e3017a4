"""What has been said so far, as far as later sentences lean on it: the pair, the topic, whom the last one named."""

from collections.abc import Collection, Sequence

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView
from alliance_cli.extract.en.coreference.descriptions import Describer
from alliance_cli.extract.en.coreference.pairs import pointed_back
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.roles import subject_like
from alliance_cli.extract.en.syntax.views import Said, view_of
from alliance_cli.extract.spans import Entity, Sentence
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Kind, Role


class Discourse:
    """Reads the sentences of a report in their order, each in the light of those before it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._describer = Describer(gazetteer)
        self._pair: tuple[Entity, ...] = ()
        self._topic: NameGroup | None = None
        self._named: tuple[int, frozenset[Entity]] = (0, frozenset())
        self._partners: dict[Entity, Entity] = {}
        self._sought: tuple[Part, ...] = ()
        self._worth = -1
        self._bidders = -1
        self._wanted: dict[tuple[Part, ...], set[Entity]] = {}
        self._raisers: list[tuple[int, NameGroup]] = []

    def view(self, sentence: Sentence) -> SentenceView:
        """The next sentence, with those it describes or points at given their names."""
        at, named = self._named
        # a sentence or two that were left out part it from what was said
        recent = named if sentence.index - at <= 1 else frozenset()
        bidders_before = sentence.index - self._bidders == 1
        view = view_of(sentence, Said(self._topic, recent, self._partners, self._sought, bidders_before, self._wanted))
        view = pointed_back(view, self._pair)
        view = self._describer.described(view, self._pair)
        # only now: "the carmaker, Renault" does not describe a company by its own name
        self._describer.remember(sentence.named)
        # the first pair stays: a report is about those it opens with
        if not self._pair:
            self._pair = _pair_in(view)
        self._topic = _topic_in(view) or self._topic
        if not (sentence.headline or LEX.speaks_of_bidders.isdisjoint(view.words)):
            self._bidders = sentence.index
        self._named = (sentence.index, _companies_in(view) or view.recent)
        return view

    def note(self, found: Candidate) -> None:
        """Take note of a tie-up: whom "the two companies", "the merger with X" and "a rival bid" mean from here on."""
        buyers = [entity for entity, role in found.parts if role is Role.BUYER]
        if buyers and found.kind is Kind.ACQUISITION and not found.dropped:
            sold = _sold(found)
            self._wanted.setdefault(sold, set()).update(buyers if sold else found.entities)
        if len(found.entities) != _TWO or found.dropped:
            return
        # a tie that both have ("alliance", not "bid") can be spoken of from either side
        if found.cue.frame.shared:
            one, other = found.entities
            self._partners[one], self._partners[other] = other, one
        if not self._pair:
            self._pair = found.entities

    def fund(self, view: SentenceView, raiser: NameGroup | None) -> None:
        """Note who raises money in a sentence; where it does not say, that is who did it just before, else first."""
        if raiser is not None:
            self._raisers.append((view.sentence.index, raiser))
        if self._raisers:
            at, last = self._raisers[-1]
            view.raiser = last if view.sentence.index - at <= _CLOSE else self._raisers[0][1]

    def seek(self, wanted: Sequence[Part], worth: int, named: Collection[Entity]) -> None:
        """Take note of what a report has for sale.

        What is `worth` more than all before it counts, if it is of the same companies (`named` in its sentence).
        """
        same = not self._sought or any(entity in named for entity, _ in self._sought)
        if wanted and worth > self._worth and same:
            self._sought, self._worth = tuple(wanted), worth


_TWO = 2
_CLOSE = 2
"""So many sentences on, a round of funding is still that of who was last said to raise money."""


def _sold(found: Candidate) -> tuple[Part, ...]:
    """The one target of a purchase, else its one seller with the unit; nothing where sides are guessed."""
    if found.rule in LEX.rules_that_guess_sides:
        return ()
    for role in (Role.TARGET, Role.SELLER):
        sides = [part for part in found.parts if part[1] is role]
        if len(sides) == 1:
            return (*sides, *(part for part in found.parts if part[1] is Role.UNIT and role is Role.SELLER))
        if sides:
            break
    return ()


def _pair_in(view: SentenceView) -> tuple[Entity, ...]:
    """The two companies that a sentence names together, as its subject if it is no headline; none, if it does not."""
    for group in view.groups():
        if (
            len(group) == _TWO
            and (view.sentence.headline or subject_like(view, group))
            and all(entity.is_company for entity in group.members)
        ):
            return group.members
    return ()


def _companies_in(view: SentenceView) -> frozenset[Entity]:
    """The companies that a sentence names or points at."""
    return frozenset(e for group in view.groups() for e in group.members if e.is_company)


def _topic_in(view: SentenceView) -> NameGroup | None:
    """The company a sentence is about: its first name, where that stands as subject ("X said", "shares in X rose")."""
    groups = view.groups()
    if groups and len(groups[0]) == 1 and not groups[0].anaphor and groups[0].members[0].is_company:
        spoken_of = subject_like(view, groups[0]) or _by_its_shares(view, groups[0])
        return groups[0] if spoken_of and view.depth[groups[0].first] == 0 else None
    return None


def _by_its_shares(view: SentenceView, group: NameGroup) -> bool:
    """True for a name whose shares a sentence opens on: "X shares jumped 22%", "Shares of X rose", "X's stock fell"."""
    start = phrase_start(view, group.first)
    if start == 0 or view.words[start - 1] == ",":
        paper, does = view.words[group.last : group.last + 1], view.words[group.last + 1 : group.last + 2]
        return not LEX.quoted.isdisjoint(paper) and LEX.unquoted.isdisjoint(does)
    opening = view.words[:start]
    return len(opening) == _TWO and opening[0] in LEX.quoted and opening[1] in {"of", "in"}
