"""At which outlets it is known which of a page's statements carries the headline."""

from collections.abc import Mapping
from functools import cache

from alliance_cli import package_data


def place_of(host: str) -> str:
    """Where pages of `host` have their headline, as headlines.tsv says it; empty for a host that it does not know."""
    while host and host not in _places():
        host = host.partition(".")[2]
    return _places()[host] if host else ""


@cache
def _places() -> Mapping[str, str]:
    return dict(line.split("\t") for line in package_data.lines("sources/headlines.tsv"))
