"""What makes two readings the same report, or two talks of different days the same, and ids that depend on content."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol, TypeVar

from alliance_cli.models import Entry, Report


class Known(Protocol):
    """Anything with the id of a talk."""

    @property
    def id(self) -> str:
        """The id."""


Earlier = TypeVar("Earlier", bound=Known)

_COUNTER = re.compile(r"[\W_]*[^\W\d_]{0,8}[\W_]*\d{0,9}[\W_]*")


def report_key(report: Report, url_key: str) -> str:
    """The key of a report: its address, else the id its source gave it, else its text. Where a report was found says
    nothing: another story may lie there tomorrow.

    `url_key` is the address in the spelling that all its variants share, empty where there is none.
    """
    if url_key:
        return f"url:{url_key}"
    if report.record_id and not is_counter(report.record_id):
        return id_key(report)
    return f"text:{digest(report)}"


def id_key(report: Report) -> str:
    """The key of a report by the id that its source gave it."""
    return f"id:{report.publisher.casefold()}:{report.record_id}"


def is_counter(record_id: str) -> bool:
    """True for an id that only counts ("7", "row-12", "a1"): the next list of another day begins with it again."""
    return _COUNTER.fullmatch(record_id) is not None


def digest(report: Report) -> str:
    """A fingerprint of all that the publisher wrote."""
    published = report.published.at.isoformat() if report.published else ""
    parts = (report.publisher, report.url, published, report.title, report.text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=64)  # whoever stores a report asks several times
def report_id(key: str) -> str:
    """The short id of the report with this key."""
    return "r" + _short(key)


def claim_id(report: str, content: str, position: int) -> str:
    """The id of the claim at this place (from 0) of a report with this digest."""
    return f"c{_short(f'{report}|{content}|{position:04}')}"


Founder = tuple[int, str, int]
"""When the report of a claim came in, its id, and the place of the claim in it: orders claims by their arrival."""

_OF_REPORT = 9
"""So many letters of a report's id tell a talk from all others: of a hundred thousand talks two clash in one ledger
of seven thousand."""


def founder(entry: Entry) -> Founder:
    """What a talk is called after, if this is the first of its claims that came in."""
    return entry.arrived, entry.report, entry.place


def talk_id(first: Founder) -> str:
    """The id of a talk, after the first of its claims that came into the ledger.

    Whatever comes later, however old, and however its companies are called then, it stays.
    """
    _, report, place = first
    return f"t{report[1 : 1 + _OF_REPORT]}{_letters(place)}"


def founded_in(talk: str) -> tuple[str, int] | None:
    """How the id of the report begins after which a talk of this id is called, and the place of the claim in it."""
    match = re.fullmatch(rf"t([a-z2-7]{{{_OF_REPORT}}})([a-z]{{0,6}})", talk)  # no report has more claims
    if match is None:
        return None
    place = 0
    for letter in match[2]:
        place = place * 26 + ord(letter) - ord("a") + 1
    return f"r{match[1]}", place


def _letters(number: int) -> str:
    """ "" for 0, then a, b ... z, aa, ab ..."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def ancestor(claim_ids: Iterable[str], earlier: Mapping[str, Earlier]) -> Earlier | None:
    """The talk that one of these claims, in their order, was; `earlier` gives the talk each claim was in.

    It is the one with which it shares most claims, of several the one with the first of these. Ids do not tell: they
    change where an older episode is found later.
    """
    shared = [earlier[claim] for claim in claim_ids if claim in earlier]
    times = Counter(map(id, shared))
    return max(shared, key=lambda old: times[id(old)], default=None)


def _short(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10]).decode().lower()[:12]
