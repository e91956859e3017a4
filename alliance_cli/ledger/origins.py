"""Who first had the news: forty copies of one story are one origin."""

from alliance_cli import names
from alliance_cli.models import Entry

COMPANY = "company"
UNKNOWN = "unknown"


def origin_of(entry: Entry) -> str:
    """The key under which a claim's origin is counted.

    An outlet's own unnamed sources and another outlet relaying them are the same origin: Nikkei's report and Reuters
    relaying Nikkei both give "nikkei".
    """
    origin = entry.claim.origin.strip()
    if origin == COMPANY:
        return COMPANY
    if origin == "sources":
        origin = entry.voice or entry.publisher
    return names.key(origin) or UNKNOWN


def count(keys: set[str]) -> int:
    """How many origins these keys are: reports that name none add nothing to those that do."""
    return max(len(keys - {UNKNOWN}), 1)
