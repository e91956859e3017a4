"""The claims of a talk by the numbers that the screens print beside them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.store.batches import select_in

_LONGEST = 1_000
"""No number that a user means has so many digits, leading zeros and all; Python refuses those of a few thousand."""


def claims_meant(texts: Iterable[str], ids: Sequence[str]) -> list[str]:
    """The claims that these texts name, of those of a talk in their order, each once.

    A text is a number as `why`, `show` and `timeline` print it, the id of a claim or the beginning of one, or several
    of these: "2,5", "3-5". Raises AllianceError (2) for what names none.
    """
    words = (word.strip() for text in texts for word in text.split(","))
    return list(dict.fromkeys(claim for word in words for claim in _meant(word, ids)))


def _meant(word: str, ids: Sequence[str]) -> Iterator[str]:
    first, dash, last = word.partition("-")
    if first.isdecimal() and last.isdecimal() and _number(first, ids) <= _number(last, ids):
        yield from (_one(str(number), ids) for number in range(_number(first, ids), _number(last, ids) + 1))
    elif not dash or not first.isdecimal():
        yield _one(word, ids)
    else:
        raise _unknown(word, ids)


def _one(word: str, ids: Sequence[str]) -> str:
    if word.isdecimal() and 1 <= (number := _number(word, ids)) <= len(ids):
        return ids[number - 1]
    found = [i for i in ids if word and i.startswith(word)]
    if len(found) != 1:
        raise _unknown(word, ids)
    return found[0]


def _number(digits: str, ids: Sequence[str]) -> int:
    """The number; the one after the last for all that are higher."""
    most = len(ids) + 1
    return min(int(digits), most) if len(digits) < _LONGEST else most


def _unknown(word: str, ids: Sequence[str]) -> AllianceError:
    return AllianceError(
        f"“{word}” is no claim of this talk; use a number from `alliance why` (1 to {len(ids)}) or a claim's id",
        ExitCode.USAGE,
    )


def numbers_of(conn: sqlite3.Connection, claim_ids: Iterable[str]) -> dict[str, int]:
    """The number of each of these claims in its talk, of those that stand in one."""
    sql = "SELECT claim, position + 1 FROM steps WHERE claim IN ({})"
    return dict(select_in(conn, sql, claim_ids))
