"""The feeds that are read: added, listed, changed, checked, exchanged."""

import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Report
from alliance_cli.services.intake.fetching import Network, fetch
from alliance_cli.services.keeping import opening
from alliance_cli.sources import Fault, urls
from alliance_cli.sources.opml import Outline, read_opml, write_opml
from alliance_cli.store import feeds, operations
from alliance_cli.store.connection import writing
from alliance_cli.store.feeds import Feed
from alliance_cli.unseen import has_any

_LARGEST_LIST = 16 << 20
_MOST_TYPED = 1 << 20


@dataclass(frozen=True)
class Checked:
    """What a feed gives now: how many entries, the latest date among them, or what is wrong with it."""

    feed: Feed
    entries: int = 0
    undated: int = 0
    latest: datetime | None = None
    moved_to: str = ""
    faults: tuple[Fault, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()


def add(
    conn: sqlite3.Connection, wanted: Iterable[Feed], *, command: str, now: datetime
) -> tuple[list[Feed], list[Feed]]:
    """Store feeds; returns those that are new and those that were there."""
    new: list[Feed] = []
    known: list[Feed] = []
    with writing(conn):
        operation: int | None = None
        for feed in wanted:
            there = feeds.with_url(conn, feed.url) is not None
            if not there:
                operation = operation or operations.start(conn, command, now)
                feeds.add(conn, feed, operation)
            (known if there else new).append(feed)
    return new, known


def from_texts(
    texts: Iterable[str], now: datetime, *, name: str = "", publisher: str = "", every: int = 0, whole: bool = False
) -> list[Feed]:
    """The feeds that several arguments stand for, with what the user says of them. Raises as `_from_text`."""
    like = Feed("", now, name=name, publisher=publisher, every=every, whole=whole)
    return [feed for text in texts for feed in _from_text(text, like)]


def _from_text(text: str, like: Feed) -> list[Feed]:
    """The feeds that an argument stands for: an address, a feed in a file, a file with addresses, or `-` for addresses
    from standard input, where they stand in no list of processes.

    Raises AllianceError: 2 for what is neither an address nor a file, 65 for a file with no address in it.
    """
    if text == "-":
        return _in_lines(sys.stdin.buffer.read(_MOST_TYPED), "standard input", like)
    if urls.is_url(urls.as_web(text)):
        if has_any(text.strip()):
            raise AllianceError(f"“{text}” is no address: there is a character in it that nobody sees", ExitCode.USAGE)
        return [replace(like, url=urls.as_web(text).strip())]
    path = Path(text)
    if not path.is_file():
        raise AllianceError(f"“{text}” is neither a web address nor a file", ExitCode.USAGE)
    raw = _content(path)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{")):
        if b"<opml" in raw[:20_000].lower():
            raise AllianceError(f"{text} is a list of feeds: `alliance feeds import {text}`", ExitCode.USAGE)
        return [replace(like, url=str(path.absolute()))]
    return _in_lines(raw, text, like)


def _in_lines(raw: bytes, where: str, like: Feed) -> list[Feed]:
    lines = [urls.as_web(line.strip()) for line in raw.decode("utf-8", "replace").splitlines()]
    found = [line for line in lines if urls.is_url(line) and not has_any(line)]
    if not found:
        raise AllianceError(f"{where} is no feed and holds no addresses of feeds", ExitCode.BAD_DATA)
    return [replace(like, url=line, name=like.name if len(found) == 1 else "") for line in found]


def from_opml(path: str, now: datetime) -> tuple[list[Feed], list[Fault]]:
    """The feeds of an OPML file, and what in it could not be read. Raises AllianceError (66, 74, 77) for the file."""
    found: list[Feed] = []
    faults: list[Fault] = []
    for item in read_opml(_content(Path(path)), path):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            found.append(Feed(item.url, now, name=item.name, site=item.site, folder=item.folder))
    return found, faults


def to_opml(conn: sqlite3.Connection, *, passwords: bool = False) -> tuple[bytes, int]:
    """All feeds of the web as an OPML file, and from how many addresses a password or token was left out; `passwords`
    says that they keep theirs.
    """
    held = [feed for feed in feeds.listed(conn) if urls.is_url(feed.url)]
    written = [feed.url if passwords else urls.without_secrets(feed.url) for feed in held]
    outlines = (Outline(url, feed.name, feed.site, feed.folder) for url, feed in zip(written, held, strict=True))
    return write_opml(outlines), sum(url != feed.url for url, feed in zip(written, held, strict=True))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST_LIST + 1)
    except FileNotFoundError:
        raise AllianceError(f"no file {path}", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"no permission to read {path}", ExitCode.NO_PERMISSION) from None
    except OSError as error:
        raise AllianceError(f"cannot read {path}: {error.strerror}", ExitCode.IO_ERROR) from error
    if len(raw) > _LARGEST_LIST:
        raise AllianceError(f"{path} is larger than {_LARGEST_LIST >> 20} MiB", ExitCode.BAD_DATA)
    return raw


def find(conn: sqlite3.Connection, text: str) -> Feed:
    """The feed with this number, address or name. Raises AllianceError: 1 for none, 2 for several."""
    known, text = feeds.listed(conn), urls.as_web(text)
    found = [feed for feed in known if text == str(feed.id) or text.strip() == feed.url]
    found = found or [feed for feed in known if urls.is_url(text) and urls.url_key(text) == urls.url_key(feed.url)]
    found = found or [feed for feed in known if text.casefold() == feed.name.casefold() or _is_file(text, feed)]
    found = found or [feed for feed in known if text.casefold() in f"{feed.name} {feed.url}".casefold()]
    if not found:
        raise AllianceError(f"no feed “{text}”; `alliance feeds list` shows them", ExitCode.NOT_FOUND)
    if len(found) > 1:
        listed = ", ".join(f"{feed.id} ({feed.name or urls.without_secrets(feed.url)})" for feed in found[:8])
        raise AllianceError(f"“{text}” could be: {listed}; give the number", ExitCode.USAGE)
    return found[0]


def _is_file(text: str, feed: Feed) -> bool:
    return str(Path(text).absolute()) == feed.url


def chosen(conn: sqlite3.Connection, texts: Sequence[str]) -> list[Feed]:
    """The feeds named, each once; all for none. Raises AllianceError as `find`."""
    found = [find(conn, text) for text in texts] if texts else feeds.listed(conn)
    return list({feed.id: feed for feed in found}.values())


def to_check(ledger: Path, texts: Sequence[str], now: datetime) -> list[Feed]:
    """The feeds named, all for none; addresses alone stand for themselves, followed or not, and need no ledger.

    Raises AllianceError as `find`, and as `opening.for_reading`.
    """
    if texts and all(urls.is_url(urls.as_web(text)) for text in texts):
        return [Feed(text, now) for text in dict.fromkeys(map(urls.as_web, texts))]
    return chosen(opening.for_reading(ledger), texts)


def pause(conn: sqlite3.Connection, wanted: Iterable[Feed], reason: str, *, command: str, now: datetime) -> None:
    """Leave feeds out until they are resumed."""
    _choose(conn, wanted, "pause", reason, command, now)


def resume(conn: sqlite3.Connection, wanted: Iterable[Feed], *, command: str, now: datetime) -> None:
    """Read feeds again, at once and as if they had never failed."""
    anew = [replace(feed, failures=0, next_due=None, last_error="", error_passes=False) for feed in wanted]
    _choose(conn, anew, "resume", "", command, now)


def remove(conn: sqlite3.Connection, wanted: Iterable[Feed], *, command: str, now: datetime) -> None:
    """Forget feeds; what they brought stays."""
    _choose(conn, wanted, "remove", "", command, now)


def _choose(
    conn: sqlite3.Connection, wanted: Iterable[Feed], choice: str, value: str, command: str, now: datetime
) -> None:
    with writing(conn):
        operation = operations.start(conn, command, now)
        for feed in wanted:
            feeds.save(conn, feed)
            feeds.choose(conn, feed.id, choice, value, operation)
            feeds.project(conn, [feed.id])


def check(feed: Feed, network: Network, now: datetime) -> Checked:
    """Fetch a feed whole and say what it gives; nothing is stored."""
    fetched = fetch(replace(feed, last_whole=None, digest=""), network, now)
    entries = [item for item in fetched.items if isinstance(item, Report)]
    dates = [entry.published.at for entry in entries if entry.published]
    faults = [item for item in fetched.items if isinstance(item, Fault)]
    whole = fetched.outcome.fault
    return Checked(
        feed, len(entries), len(entries) - len(dates), max(dates, default=None), fetched.outcome.answer.moved_to,
        (*((whole,) if whole else ()), *faults), tuple(_offers(whole)),
    )  # fmt: skip


def _offers(fault: Fault | None) -> list[tuple[str, str]]:
    """The feeds that a page names, where a page came in place of a feed."""
    from alliance_cli.sources.feeds import feed_links

    return feed_links(fault.raw, fault.locator) if fault is not None and fault.raw else []
