"""Who first had the news: forty copies of one story are one origin."""

from collections.abc import Iterable

from alliance_cli import names, outlets
from alliance_cli.models import Entry, Party

COMPANY = "company"
UNKNOWN = "unknown"
SOURCES = "sources"
_NO_OUTLETS = frozenset({COMPANY, SOURCES, UNKNOWN})


def origin_of(entry: Entry) -> str:
    """The key under which a claim's origin is counted.

    An outlet's own unnamed sources and another outlet relaying them are the same origin: Nikkei's report and Reuters
    relaying Nikkei both give "nikkei", and so do all names of an outlet.
    """
    origin = entry.claim.origin.strip()
    if origin == COMPANY:
        return COMPANY
    if origin == SOURCES:
        origin = entry.voice or entry.publisher
    return outlets.key(origin) or UNKNOWN


def usual(text: str, parties: Iterable[Party] = ()) -> str:
    """An origin as it is kept: an outlet by its usual name, one of the parties as `company`."""
    origin = text.strip()
    if names.key(origin) in {names.key(name) for party in parties for name in (party.name, *party.mentions)}:
        return COMPANY
    return origin.casefold() if origin.casefold() in _NO_OUTLETS else outlets.outlet(origin)


def count(keys: set[str]) -> int:
    """How many origins these keys are: reports that name none add nothing to those that do."""
    return max(len(keys - {UNKNOWN}), 1)
