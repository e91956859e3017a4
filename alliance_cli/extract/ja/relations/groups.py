"""The names of a sentence as they are joined, and the particle that says what each group of them does."""

from dataclasses import dataclass
from typing import Final

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.text.plain import Line, line_of
from alliance_cli.extract.spans import Entity, Mention

_BETWEEN: Final = 24
"""How many signs of description may stand between two names that are joined."""


@dataclass(frozen=True, slots=True)
class Group:
    """Companies named together, from `start` up to `end`; the `particle` behind ends at `after`.

    `anaphor` is the word that only points back to them.
    """

    members: tuple[Entity, ...]
    start: int
    end: int
    particle: str
    after: int
    anaphor: str = ""

    @property
    def is_subject(self) -> bool:
        """True for who does something."""
        return self.particle in {"は", "が", "も", "とは", "では"}


def groups_of(
    line: Line, topic: tuple[Entity, ...], pair: tuple[Entity, ...], issuer: Entity | None = None
) -> list[Group]:
    """The groups of a sentence, left to right; "同社" stands for the topic, "両社" for the pair spoken of last, "当社"
    for the `issuer` of the report."""
    named = [mention for mention in line.named if mention.entity.may_be_party]
    found: list[Group] = []
    chain: list[Mention] = []
    for mention in named:
        if chain and not _joined(line, chain, mention):
            found.append(_group(line, chain))
            chain = []
        chain.append(mention)
    if chain:
        found.append(_group(line, chain))
    found += _pointing(line, found, topic, pair, issuer)
    return sorted(found, key=lambda group: group.start)


def span_of(line: Line, mention: Mention) -> tuple[int, int]:
    """The characters of `plain` that a name takes."""
    starts = [*line.starts, len(line.plain)]
    return starts[mention.first], starts[mention.last]


def _joined(line: Line, chain: list[Mention], mention: Mention) -> bool:
    """True if a name is joined to those before it: "AとB", "A、B", "Aと同業大手のB"."""
    end, start = span_of(line, chain[-1])[1], span_of(line, mention)[0]
    joint = shape("joined").match(line.plain, end)
    if joint is None or joint.end() > start or mention.entity in {one.entity for one in chain}:
        return False
    described = line.plain[joint.end() : start]
    if len(described) > _BETWEEN or (described and not shape("description").fullmatch(described)):
        return False
    if joint[1] in "、,・":
        return _listed(line, mention, joint[1], len(chain))
    return True


def _listed(line: Line, mention: Mention, mark: str, before: int) -> bool:
    """True for a comma that lists: "A、B両社は". In a headline, or before "Bと", it parts who acts from the rest."""
    particle = _particle(line, span_of(line, mention)[1])[0]
    if mark == "・":
        return True
    if line.headline:
        return before > 1 or particle in {"は", "が", "も"}
    return particle not in {"を", "に", "から", "との", "への", "に対し"} or before > 1


def _particle(line: Line, end: int) -> tuple[str, int]:
    found = shape("particle").match(line.plain, end)
    return (found[1] or found[2] or "", found.end()) if found else ("", end)


def _group(line: Line, chain: list[Mention]) -> Group:
    start, end = span_of(line, chain[0])[0], span_of(line, chain[-1])[1]
    particle, after = _particle(line, end)
    return Group(tuple(dict.fromkeys(mention.entity for mention in chain)), start, end, particle, after)


def _pointing(
    line: Line, named: list[Group], topic: tuple[Entity, ...], pair: tuple[Entity, ...], issuer: Entity | None
) -> list[Group]:
    """Groups that only point back, where no name stands."""
    found: list[Group] = []
    for match in shape("anaphor").finditer(line.plain):
        if any(group.start < match.end() and match.start() < max(group.end, group.after - 1) for group in named):
            continue
        own = issuer is not None and match[0] in LEX.words["own_words"]
        members = (issuer,) if own and issuer else topic[:1] if match["one"] else pair
        if members:
            particle, after = _particle(line, match.end())
            found.append(Group(members, *match.span(), particle, after, match[0]))
    return found


def view_of(line: Line, groups: list[Group], topic: tuple[Entity, ...], recent: frozenset[Entity]) -> SentenceView:
    """The view of a sentence with its groups, as the neutral stages read it."""
    words = [token.text for token in line.tokens]
    mention_at: list[Mention | None] = [None] * len(words)
    for mention in line.named:
        mention_at[mention.first : mention.last] = [mention] * (mention.last - mention.first)
    made = SentenceView(
        line,
        words,
        mention_at,
        [0] * len(words),
        NameGroup(topic, 0, 0, anaphor="topic") if topic else None,
        recent,
        {},
    )
    for group in groups:
        first, last = line.token_at(group.start), line.token_at(group.end - 1) + 1
        held = NameGroup(group.members, first, last, group.particle in {"の", "株"}, group.anaphor)
        made.group_from[first], made.group_to[last] = held, held
    return made


def plain_of(view: SentenceView) -> str:
    """The text of a view's sentence."""
    return line_of(view).plain
