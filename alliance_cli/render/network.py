"""Networks as text: a tree of partners, a matrix of companies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alliance_cli.overviews import MatrixView, NetworkView, TieView
from alliance_cli.render import deal, marks
from alliance_cli.render.text import Line, cut, pad, safe, trimmed, width
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Kind, Role, counted

_NAME = 34
"""The most columns for the tree with its names."""

_STATUS = 9
"""So many columns are kept for the status of a talk."""
_CELL = 15
_SHORT = {
    Kind.JOINT_VENTURE: "joint v.", Kind.DEVELOPMENT: "develop.", Kind.MANUFACTURING: "manufact.",
    Kind.DISTRIBUTION: "distrib.", Kind.COOPERATION: "cooper.", Kind.ACQUISITION: "acquis.", Kind.LICENSING: "licence",
    Kind.MERGER: "merger", Kind.STAKE: "stake", Kind.SUPPLY: "supply",
}  # fmt: skip
"""The kinds where a cell has to say how many more talks there are."""


@dataclass
class Branch:
    """A company in the tree: how it is tied to the one above it, and what hangs from it.

    A company hangs in the tree once; where another tie leads to it, it is `repeated` without its own partners.
    """

    company: str
    tie: TieView | None
    repeated: bool = False
    below: list["Branch"] = field(default_factory=list)


def branches(view: NetworkView) -> list[Branch]:
    """The network as trees, one for each company asked for or, for a whole ledger, for each connected group.

    Every company hangs below the nearest root, by its strongest tie; every tie is shown once.
    """
    partners = _partners(view)
    placed: dict[str, Branch] = {}
    trees: list[Branch] = []
    shown: set[int] = set()
    for root in view.roots or [node.id for node in sorted(view.nodes, key=lambda n: (-n.talks, n.id))]:
        if root not in placed:
            trees.append(placed.setdefault(root, Branch(root, None)))
            if not view.roots:
                _grow([trees[-1]], partners, placed, shown)
    if view.roots:
        _grow(list(trees), partners, placed, shown)
    return trees


def _grow(
    edge: list[Branch],
    partners: Mapping[str, Sequence[tuple[str, TieView]]],
    placed: dict[str, Branch],
    shown: set[int],
) -> None:
    """Hang the partners of the companies on the edge, then the partners of those, until there are no more."""
    while edge:
        grown: list[Branch] = []
        for branch in edge:
            for other, tie in partners.get(branch.company, ()):
                if id(tie) in shown:
                    continue
                shown.add(id(tie))
                new = Branch(other, tie, repeated=other in placed)
                branch.below.append(new)
                if not new.repeated:
                    placed[other] = new
                    grown.append(new)
        edge = grown


def _partners(view: NetworkView) -> dict[str, list[tuple[str, TieView]]]:
    """Company -> its partners and the ties to them, the strongest first."""
    found: dict[str, list[tuple[str, TieView]]] = {}
    for tie in view.ties:
        found.setdefault(tie.a, []).append((tie.b, tie))
        found.setdefault(tie.b, []).append((tie.a, tie))
    return found


def tree(view: NetworkView, columns: int) -> Iterator[Line]:
    """The trees of a network with kind and status of every talk."""
    labels = {node.id: safe(node.name) for node in view.nodes}
    trees = branches(view)
    room = min(max([_reach(t, labels, 0) for t in trees], default=0), max(min(_NAME, columns - 40), 16))
    for i, root in enumerate(trees):
        as_of = f"  as of {view.as_of}" if view.as_of and i == 0 else ""
        yield [(cut(labels[root.company], columns - 18), "heading"), (as_of, "dim")]
        yield from _below(root, "", labels, room, columns)
        yield []
    yield from _foot(view, any(_repeats(t) for t in trees))


def _repeats(branch: Branch) -> bool:
    return branch.repeated or any(map(_repeats, branch.below))


def _reach(branch: Branch, labels: Mapping[str, str], level: int) -> int:
    """The columns that the deepest or longest name needs."""
    own = 3 * level + width(labels[branch.company]) + (2 if branch.repeated else 0)
    return max([own, *(_reach(child, labels, level + 1) for child in branch.below)])


def _below(branch: Branch, lead: str, labels: Mapping[str, str], room: int, columns: int) -> Iterator[Line]:
    for i, child in enumerate(branch.below):
        last = i == len(branch.below) - 1
        name = labels[child.company]
        shown = f"({name})" if child.repeated else name
        under = lead + ("   " if last else "│  ")
        heads = [lead + ("└─ " if last else "├─ ") + shown]
        talks = child.tie.talks if child.tie else ()
        heads += [under + ("│" if child.below else "")] * (len(talks) - 1)
        for head, talk in zip(heads, talks, strict=True):
            yield trimmed([(pad(cut(head, room), room), "dim" if child.repeated else ""), ("  ", ""),
                           *_talk(talk, columns - room - 2, branch.company, child.company)])  # fmt: skip
        yield from _below(child, under, labels, room, columns)


def _talk(talk: TalkView, columns: int, above: str, below: str) -> Line:
    """A talk in what is left of the line: mark, which way it goes between the company above and the one below, kind,
    what the one below is in it, status, and its latest turn where there is room."""
    role = dict(zip(talk.party_ids, talk.roles, strict=False)).get(below, Role.PARTNER)
    way = _way(talk, above, below)
    tied, whose = f"{way}{deal.tie(talk, above, below)}", f" ({role})" if role is not Role.PARTNER else ""
    room = max(columns - 2 - _STATUS, _STATUS)
    kind = (tied + whose if len(tied + whose) + 2 <= room else cut(tied, room - 2)) + ", "
    status = cut(marks.status_label(talk), max(columns - 2 - len(kind), _STATUS))
    line: Line = [marks.talk_mark(talk), (" ", ""), (kind, ""), (status, marks.status_style(talk))]
    used = 2 + len(kind) + len(status)
    return [*line, (" " + talk.last_turn.isoformat(), "number")] if used + 11 <= columns else line


def _foot(view: NetworkView, repeats: bool) -> Iterator[Line]:
    talks = {talk.id for tie in view.ties for talk in tie.talks}
    facts = [
        counted(len(view.nodes), "company", "companies"),
        counted(len(view.ties), "tie"),
        counted(len(talks), "talk"),
    ]
    yield [(", ".join(facts), "dim")]
    yield marks.legend()
    if repeats:
        yield [("(name): shown elsewhere too", "dim")]


def matrix(view: MatrixView, columns: int) -> Iterator[Line]:
    """Company by company, the strongest talk in each cell; in parts where there are too many columns."""
    numbers = {node.id: str(i) for i, node in enumerate(view.companies, 1)}
    names = {node.id: f"{numbers[node.id]} {safe(node.name)}" for node in view.companies}
    room = min(max([width(name) for name in names.values()], default=0), max(columns // 3, 12))
    ties = {frozenset((tie.a, tie.b)): tie for tie in view.ties}
    per_part = max((columns - room) // (_CELL + 2), 1)
    for start in range(0, len(view.companies), per_part):
        part = [node.id for node in view.companies[start : start + per_part]]
        if start:
            yield []
        yield [(" " * room, ""), *((f"  {pad(cut(names[i], _CELL), _CELL)}", "heading") for i in part)]
        for row, name in names.items():
            cells = [_cell(ties.get(frozenset((row, other))), row, other) for other in part]
            yield trimmed([(pad(cut(name, room), room), "heading"), *(span for cell in cells for span in cell)])
    yield []
    as_of = f" as of {view.as_of}" if view.as_of else ""
    yield [(f"{counted(len(view.companies), 'company', 'companies')}, {counted(len(view.ties), 'tie')}{as_of}", "dim")]
    yield marks.legend()


def _cell(tie: TieView | None, row: str, other: str) -> Line:
    """The strongest talk of a tie as mark, the way it goes from the row to the column, and what it is, with how many
    more there are."""
    if tie is None:
        return [("  " + pad("—" if row == other else "·", _CELL), "dim")]
    talk = tie.strongest
    way, more = _way(talk, row, other), f" +{len(tie.talks) - 1}" if len(tie.talks) > 1 else ""
    told = deal.between(talk, row, other)
    full, short = (str(talk.kind), _SHORT[talk.kind]) if told == talk.kind.label else (told, told.split()[0])
    text = way + (full if len(way + full + more) <= _CELL - 2 else short) + more
    return [("  ", ""), marks.talk_mark(talk), (" " + pad(cut(text, _CELL - 2), _CELL - 2), marks.status_style(talk))]


def _way(talk: TalkView, one: str, other: str) -> str:
    """An arrow between two companies, from who acts."""
    return {1: "→ ", -1: "← ", 0: ""}[deal.arrow(talk, one, other)]
