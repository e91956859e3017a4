"""What robots.txt lets a program fetch that follows links by itself."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from alliance_cli.errors import ExitCode
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.http import Answer
from alliance_cli.sources.items import Fault

if TYPE_CHECKING:
    from protego import Protego

_AGENT = "alliance-cli"
_LONGEST = 500_000
_LONGEST_DELAY = 30.0


class Robots:
    """The rules of each host, fetched once by `get` (such as `Fetcher.get`); safe to share between threads.

    A host without rules allows everything; one whose rules cannot be had now is left alone for now.
    """

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._rules: dict[str, Protego | Fault | None] = {}
        self._lock = threading.Lock()

    def refusal(self, url: str) -> Fault | None:
        """The fault that says why `url` is not to be fetched, None where it may be."""
        rules = self._of(url)
        if isinstance(rules, Fault):
            return Fault(
                url, f"its robots.txt cannot be read: {rules.reason}", ExitCode.TRY_AGAIN, "robots", passing=True
            )
        if rules is not None and not rules.can_fetch(url, _AGENT):
            return Fault(url, "its robots.txt asks programs to leave it alone", ExitCode.UNAVAILABLE, "robots")
        return None

    def delay(self, url: str) -> float:
        """The seconds that the host of `url` asks to be waited between two fetches, at most 30."""
        rules = self._of(url)
        wait = rules.crawl_delay(_AGENT) if rules is not None and not isinstance(rules, Fault) else None
        return min(max(0.0, wait or 0.0), _LONGEST_DELAY)

    def _of(self, url: str) -> "Protego | Fault | None":
        split = urlsplit(url)
        host = f"{split.scheme}://{split.netloc.rpartition('@')[2]}"
        with self._lock:
            if host not in self._rules:
                self._rules[host] = self._fetched(f"{host}/robots.txt")
            return self._rules[host]

    def _fetched(self, address: str) -> "Protego | Fault | None":
        from protego import Protego

        answer = self._get(address)
        if answer.fault is not None:
            return answer.fault if answer.fault.passing or answer.fault.kind == "address" else None
        if answer.content_type == "text/html":
            return None
        return Protego.parse(decode(answer.body[:_LONGEST], answer.charset))
