"""Which share of a company changes hands, in percent, what was held before, and whether it gives control."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.slots.figures import is_round, percent
from alliance_cli.extract.ja.slots.passages import Passage, Term, exactness
from alliance_cli.models import Kind
from alliance_cli.terms import Exactness

_KINDS: Final = frozenset({None, Kind.ACQUISITION, Kind.STAKE})


def stake(found: Sequence[Passage], kind: Kind | None) -> Term | None:
    """The share that is to be held after the deal, else the one that is bought, else that it is a controlling one."""
    if kind not in _KINDS:
        return None
    return next((term for read in _READERS for passage in found for term in read(passage)), None)


def _held_after(passage: Passage) -> Iterator[Term]:
    """ "出資比率を20%から34%に引き上げ", "出資比率は34%となる"."""
    for name in ("share rises", "share is set"):
        for match in shape(name).finditer(passage.text):
            share, was = _share(match["to"]), _share(match["was"]) if name == "share rises" else None
            if 0 < share <= 100 and passage.is_of_talk(match.start()):
                yield _term(passage, match.span("to"), share, was, match.start())


def _whole(passage: Passage) -> Iterator[Term]:
    """ "完全子会社化", "全株式を取得": all of it."""
    for match in shape("whole").finditer(passage.text):
        behind = passage.behind(match.end())
        other = shape("whole later").search(passage.before(match.start())) or shape("not so").match(behind)
        if not other and not shape("done before").match(behind) and passage.is_of_talk(match.start()):
            yield Term({"stake": 100.0, "stake_exactness": Exactness.EXACT}, passage, *match.span())


def _bought(passage: Passage) -> Iterator[Term]:
    """ "株式の51%を取得", "2割出資": what changes hands; not what is held already."""
    for match in shape("percent").finditer(passage.text):
        taken = shape("share taken").match(passage.text, match.end())
        share = _share(match[0])
        if taken is None or not 0 < share <= 100 or not passage.is_of_talk(match.start()):
            continue
        of_shares = shape("share before").search(passage.before(match.start())) or shape("share words").search(taken[0])
        if of_shares and not _is_else(passage, taken):
            yield _term(passage, match.span(), share, None, match.start())


def _control(passage: Passage) -> Iterator[Term]:
    """ "株式の過半数を取得"."""
    for match in shape("majority").finditer(passage.text):
        of_shares = shape("share before").search(passage.before(match.start())) or shape("share words").search(match[0])
        if of_shares and not _is_else(passage, match) and passage.is_of_talk(match.start()):
            yield Term({"control": True}, passage, *match.span())


_READERS: Final[tuple[Callable[[Passage], Iterator[Term]], ...]] = (_held_after, _whole, _bought, _control)


def _is_else(passage: Passage, match: re.Match[str]) -> bool:
    """True for what was done before, or is not done."""
    behind = passage.behind(match.end())
    return shape("done before").match(behind) is not None or shape("not so").match(behind) is not None


def _share(text: str) -> float:
    found = percent(text)
    return found if found <= 100 else 0


def _term(passage: Passage, span: tuple[int, int], share: float, was: float | None, start: int) -> Term:
    meant = exactness(passage, *span)
    if meant is Exactness.EXACT and is_round(passage.text[slice(*span)]):
        meant = Exactness.ABOUT
    return Term({"stake": share, "stake_exactness": meant, "stake_from": was or None}, passage, start, span[1])
