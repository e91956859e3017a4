"""Who is tied to whom: the ledger's talks as a network of companies."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.overviews import MatrixView, NetworkView, NodeView, TieView
from alliance_cli.services.looking.listing import list_talks, talks_around
from alliance_cli.services.looking.selection import Filters, Moment, heed_region, resolve_company
from alliance_cli.store import lookup
from alliance_cli.views import TalkView, TimelineView
from alliance_cli.vocabulary import Stage, Status

_STANDING = {Status.CONFIRMED: 2, Status.RUMOURED: 1, Status.ABANDONED: 0}
_STAGES = {stage: rank for rank, stage in enumerate((Stage.ENDED, *[s for s in Stage if s is not Stage.ENDED]))}
_USUAL_MATRIX = 8

Pair = tuple[str, str]


def strength(talk: TalkView) -> tuple[int, bool, int, int, str]:
    """What makes one talk weigh more than another: status, freshness, stage, latest turn."""
    return _STANDING[talk.status], not talk.stale, _STAGES[talk.stage], talk.last_turn.toordinal(), talk.id


def network(
    conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters, depth: int
) -> NetworkView:
    """The companies up to `depth` ties away from those asked for, or all; with the ties between them.

    Raises AllianceError: 1 or 2 for a name, as `resolve_company`.
    """
    roots = tuple(dict.fromkeys(resolve_company(conn, name) for name in wanted))
    if roots and not moment.is_past and not filters.roll_up:
        heed_region(conn, filters.region)
        talks = _around(conn, roots, moment, filters, depth)
    else:
        talks = list_talks(conn, [], moment, filters)
    ties = _ties(talks)
    distances = _distances(roots, ties, depth) if roots else dict.fromkeys(_companies(ties), 0)
    kept = {pair: found for pair, found in ties.items() if _within(pair, distances, depth, rooted=bool(roots))}
    return NetworkView(roots, depth, moment.as_of, _nodes(conn, distances, talks), _as_views(kept))


def _around(
    conn: sqlite3.Connection, roots: Sequence[str], moment: Moment, filters: Filters, depth: int
) -> list[TalkView]:
    """The talks of all companies up to `depth` ties away: no others are read, and a ledger may hold very many."""
    found: dict[str, TalkView] = {}
    reached: set[str] = set()
    edge = set(roots)
    for _ in range(depth + 1):  # once more: of the companies at the rim it is told how many talks they have
        found.update((talk.id, talk) for talk in talks_around(conn, edge, moment, filters))
        reached |= edge
        edge = {company for talk in found.values() for company in talk.party_ids} - reached
    return list(found.values())


def of_talks(view: TimelineView) -> NetworkView:
    """The network of the talks of a timeline, doubtful ones left out."""
    talks = [talk for talk in view.talks if not talk.doubtful]
    ties = _ties(talks)
    labels = {i: name for talk in talks for i, name in zip(talk.party_ids, talk.parties, strict=True)}
    counts = _counts(talks)
    roots = tuple(i for i, name in labels.items() if name in view.companies)
    nodes = [NodeView(i, labels[i], int(bool(roots) and i not in roots), counts[i]) for i in _companies(ties)]
    return NetworkView(roots, 1, view.as_of, tuple(sorted(nodes, key=_by_place)), _as_views(ties))


def matrix(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment, filters: Filters) -> MatrixView:
    """Companies against each other: those asked for, or the ones with most talks. Raises as `network`, 2 for one."""
    ids = list(dict.fromkeys(resolve_company(conn, name) for name in wanted))
    if len(ids) == 1:
        raise AllianceError("name two or more companies, or none for the most active ones", ExitCode.USAGE)
    talks = list_talks(conn, [], moment, filters)
    ids = ids or _most_active(talks, _USUAL_MATRIX)
    ties = {pair: found for pair, found in _ties(talks).items() if set(pair) <= set(ids)}
    nodes = {node.id: node for node in _nodes(conn, dict.fromkeys(ids, 0), talks)}
    return MatrixView(moment.as_of, tuple(nodes[i] for i in ids), _as_views(ties))


def _ties(talks: Iterable[TalkView]) -> dict[Pair, list[TalkView]]:
    found: dict[Pair, list[TalkView]] = {}
    for talk in talks:
        for a, b in combinations(sorted(set(talk.party_ids)), 2):
            found.setdefault((a, b), []).append(talk)
    return found


def _companies(ties: Iterable[Pair]) -> list[str]:
    return sorted({company for pair in ties for company in pair})


def _distances(roots: Sequence[str], ties: Iterable[Pair], depth: int) -> dict[str, int]:
    """How many ties each company is away from the nearest root, up to `depth`."""
    partners: dict[str, list[str]] = {}
    for a, b in ties:
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    distances = dict.fromkeys(roots, 0)
    edge = list(roots)
    for distance in range(1, depth + 1):
        edge = sorted({p for company in edge for p in partners.get(company, ())} - set(distances))
        distances.update(dict.fromkeys(edge, distance))
    return distances


def _within(pair: Pair, distances: Mapping[str, int], depth: int, *, rooted: bool) -> bool:
    """True if both companies are shown; a tie between two companies at the rim is beyond the depth."""
    if not set(pair) <= set(distances):
        return False
    return not rooted or min(distances[company] for company in pair) < depth


def _nodes(conn: sqlite3.Connection, distances: Mapping[str, int], talks: Sequence[TalkView]) -> tuple[NodeView, ...]:
    labels = lookup.display_names(conn, distances)
    counts = _counts(talks)
    nodes = [NodeView(i, labels.get(i, i), distance, counts[i]) for i, distance in distances.items()]
    return tuple(sorted(nodes, key=_by_place))


def _by_place(node: NodeView) -> tuple[int, int, str]:
    return node.distance, -node.talks, node.id


def _counts(talks: Iterable[TalkView]) -> Counter[str]:
    """In how many talks each company is a party."""
    return Counter(company for talk in talks for company in set(talk.party_ids))


def _as_views(ties: Mapping[Pair, Sequence[TalkView]]) -> tuple[TieView, ...]:
    views = [TieView(a, b, tuple(sorted(talks, key=strength, reverse=True))) for (a, b), talks in ties.items()]
    return tuple(sorted(views, key=lambda tie: strength(tie.strongest), reverse=True))


def _most_active(talks: Iterable[TalkView], limit: int) -> list[str]:
    counts = _counts(talks)
    return sorted(counts, key=lambda company: (-counts[company], company))[:limit]
