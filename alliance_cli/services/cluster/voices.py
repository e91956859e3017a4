"""Whose text it was first, of texts that are copies of each other. Pure: the same groups as a ledger finds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import NamedTuple

from alliance_cli.services.cluster.components import Joined
from alliance_cli.sources.dedup import Signature, is_copy
from alliance_cli.sources.sketches import Sketch, Sketches

_NEVER = datetime.max.replace(tzinfo=UTC)


class Text(NamedTuple):
    """A report that claims something: its id, its outlet, when it was published, its signature, and the companies of
    each of its claims.
    """

    report: str
    publisher: str
    published: datetime | None
    signature: Signature
    parties: frozenset[frozenset[str]]


def voices(texts: Iterable[Text]) -> Mapping[str, str]:
    """The outlet that had it first, for each report that has copies.

    Only reports that tie the same two companies together are compared.
    """
    tying: dict[tuple[str, str], list[Text]] = {}
    known = {text.report: text for text in texts}
    for text in known.values():
        if not text.signature.is_short:
            pairs = {pair for named in text.parties for pair in combinations(sorted(named), 2)}
            for pair in pairs:
                tying.setdefault(pair, []).append(text)
    joined = Joined()
    for several in tying.values():
        for one, other in _copies(several):
            joined.join((one, other))
    groups: dict[str, list[Text]] = {}
    for report in joined.known():
        groups.setdefault(joined.root(report), []).append(known[report])
    return {text.report: voice for group in groups.values() for voice in [_first(group)] for text in group}


def _copies(texts: Sequence[Text]) -> Iterable[tuple[str, str]]:
    """The reports of each two texts of which one is a copy of the other."""
    sketches = Sketches()
    for place, text in enumerate(texts):
        mine = Sketch.of(text.signature)
        for other in sketches.near(mine) if place else ():
            if is_copy(text.signature, texts[other].signature):
                yield texts[other].report, text.report
        sketches.add(mine)


def _first(group: Iterable[Text]) -> str:
    """The outlet of the first published that has one; those without a date last."""
    ordered = sorted(group, key=lambda text: (text.published or _NEVER, text.report))
    return next((text.publisher for text in ordered if text.publisher), "")
