"""Feeds as data: what lists of them show, addresses without what they keep secret."""

import re
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.sources import urls
from alliance_cli.store import feeds
from alliance_cli.store.feeds import Feed

if TYPE_CHECKING:
    from alliance_cli.services.intake.feeds import Checked

_SPAN = re.compile(r"(\d{1,6})\s*(m|min|h|d|w)")
_SECONDS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}


def listed(conn: sqlite3.Connection) -> list[dict[str, object]]:
    """All feeds, by folder and name."""
    return [as_row(feed) for feed in feeds.listed(conn)]


def as_row(feed: Feed) -> dict[str, object]:
    """What a list of feeds shows of one."""
    return {
        "id": feed.id, "name": shown(feed.name), "url": shown(feed.url), "state": _state(feed),
        "failing": feed.is_failing, "failures": feed.failures, "last_error": shown(feed.last_error),
        "last_attempt": _time(feed.last_attempt), "last_success": _time(feed.last_success),
        "next_due": None if feed.paused else _time(feed.next_due), "paused": shown(feed.paused),
    }  # fmt: skip


def whole(feed: Feed) -> dict[str, object]:
    """All that is known of a feed."""
    return as_row(feed) | {
        "publisher": feed.publisher, "site": shown(feed.site), "folder": feed.folder, "every": span(feed.every),
        "full": feed.whole, "added": _time(feed.added_at), "etag": feed.etag, "last_modified": feed.last_modified,
        "moved_to": shown(feed.moved_to), "error_passes": feed.error_passes,
    }  # fmt: skip


def checked(result: "Checked") -> dict[str, object]:
    """What a check of a feed found."""
    problems = [f"moved to {shown(result.moved_to)}"] if result.moved_to else []
    problems += [shown(fault.reason) for fault in result.faults[:3]]
    return {
        "id": result.feed.id or None, "name": called(result.feed), "url": shown(result.feed.url),
        "entries": result.entries, "undated": result.undated, "latest": _time(result.latest),
        "problem": "; ".join(problems), "faults": len(result.faults),
    }  # fmt: skip


def called(feed: Feed) -> str:
    """What a feed is called in a message: its name, else its address."""
    return shown(feed.name or feed.url)


def shown(text: str) -> str:
    """An address, or a command with addresses in it, without passwords and tokens."""
    return urls.without_secrets(text)


def seconds(span: str) -> int:
    """The seconds of a span such as 30m, 2h or 1d; 0 for none. Raises AllianceError (2)."""
    if not span or span == "0":
        return 0
    found = _SPAN.fullmatch(span.strip().lower())
    if found is None:
        raise AllianceError(f"--every: “{span}” is no span such as 30m, 2h or 1d", ExitCode.USAGE)
    return min(int(found[1]) * _SECONDS[found[2]], 366 * 86_400)


def span(seconds: int) -> str:
    """Seconds as a span that `seconds` reads; empty for 0."""
    if not seconds:
        return ""
    unit = next(unit for unit in ("w", "d", "h", "m") if seconds % _SECONDS[unit] == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _state(feed: Feed) -> str:
    if feed.paused:
        return "paused"
    if feed.is_failing:
        return "failing"
    return "fine" if feed.last_success else "new"
