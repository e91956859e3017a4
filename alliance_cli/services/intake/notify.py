"""Telling of talks that are new or turned: each status of a talk once to each listener, across runs and kills."""

import hashlib
import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from alliance_cli import sides
from alliance_cli.documents import title
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.store import lookup, readings, talks
from alliance_cli.store.connection import writing
from alliance_cli.vocabulary import Role

_SECONDS = 60.0
_MOST_IN_ONE = 50


@dataclass(frozen=True)
class Told:
    """A talk to be told of: `before` is the status it had, empty for a new talk."""

    id: str
    slug: str
    parties: tuple[str, ...]
    roles: tuple[Role, ...]
    kind: str
    before: str
    status: str
    stage: str
    doubtful: bool = False

    @property
    def line(self) -> str:
        """In one line."""
        what = f"{self.before} → {self.status}" if self.before else f"new, {self.status}"
        doubt = ", doubtful" if self.doubtful else ""
        return f"{sides.parties(self.parties, self.roles)}, {self.kind}: {what}{doubt}"

    def as_json(self) -> str:
        """As one JSON object on one line."""
        return json.dumps(
            {"schema": title("change"), "talk": self.id, "slug": self.slug, "parties": list(self.parties),
             "roles": list(self.roles), "kind": self.kind, "before": self.before or None,
             "status": self.status, "stage": self.stage, "doubtful": self.doubtful, "what": self.line},
            ensure_ascii=False,
        )  # fmt: skip


class Channel(Protocol):
    """A listener: `name` tells it from others in the ledger, and holds no secret."""

    @property
    def name(self) -> str:
        """The same for the same listener."""

    def tell(self, several: Sequence[Told]) -> str:
        """Tell of talks; returns what went wrong, empty for nothing."""


@dataclass(frozen=True)
class Command:
    """A command of the user's, run by the shell once for each talk.

    The talk comes as JSON on its standard input and in the variables ALLIANCE_TALK, ALLIANCE_STATUS, ALLIANCE_BEFORE
    and ALLIANCE_WHAT; nothing of it is ever part of the command line.
    """

    command: str

    @property
    def name(self) -> str:
        """The same for the same command."""
        return "command:" + _short(self.command)

    def tell(self, several: Sequence[Told]) -> str:
        """Run the command for each talk."""
        problems = [self._run(one) for one in several]
        return next((problem for problem in problems if problem), "")

    def _run(self, one: Told) -> str:
        told = {"ALLIANCE_TALK": one.id, "ALLIANCE_STATUS": one.status, "ALLIANCE_BEFORE": one.before,
                "ALLIANCE_WHAT": one.line.replace("\0", " ")}  # fmt: skip
        try:
            done = subprocess.run(
                self.command, shell=True, input=one.as_json() + "\n", text=True, encoding="utf-8", errors="replace",
                env=os.environ | told, timeout=_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"the command took more than {_SECONDS:g} seconds"
        return "" if done.returncode == 0 else f"the command ended with {done.returncode}"


@dataclass(frozen=True)
class Service:
    """A notification service, by its apprise address; all talks of a run in one message."""

    url: str

    @property
    def name(self) -> str:
        """The same for the same address, without the secrets in it."""
        return "service:" + _short(self.url)

    def tell(self, several: Sequence[Told]) -> str:
        """Send one message."""
        sender = _apprise(self.url)
        lines = [one.line for one in several[:_MOST_IN_ONE]]
        lines += [f"... and {len(several) - _MOST_IN_ONE} more"] if len(several) > _MOST_IN_ONE else []
        title = f"alliance: {len(several)} talks new or turned" if len(several) > 1 else f"alliance: {lines[0]}"
        return "" if sender.notify(body="\n".join(lines), title=title) else "the service did not take the message"


def _apprise(url: str) -> Any:
    try:
        import apprise
    except ImportError:
        raise AllianceError(
            "--notify needs apprise: pip install apprise (it comes with the extra “notify”)", ExitCode.CONFIGURATION
        ) from None
    sender = apprise.Apprise()
    if not sender.add(url):
        raise AllianceError("--notify: not an address that apprise knows", ExitCode.USAGE)
    return sender


def channels(urls: Sequence[str], commands: Sequence[str]) -> list[Channel]:
    """The listeners asked for. Raises AllianceError: 78 without apprise, 2 for an address it does not know."""
    for url in urls:
        _apprise(url)
    return [*(Service(url) for url in urls), *(Command(command) for command in commands)]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def tell(
    conn: sqlite3.Connection, listeners: Sequence[Channel], clock: Callable[[], datetime], say: Callable[[str], None]
) -> int:
    """Tell every listener what it has not been told; returns how many talks there were.

    What a listener did not take stays and is told by the next run; `say` is called with what went wrong.
    """
    several = _pending(conn)
    failed = False
    for listener in listeners:
        for part in _parts(listener, [one for one in several if not _is_told(conn, listener, one)]):
            problem = listener.tell(part)
            if problem:
                failed = True
                say(f"not told: {part[0].line}{' and others' if len(part) > 1 else ''}: {problem}")
                break
            with writing(conn):
                for one in part:
                    readings.mark_told(conn, listener.name, one.id, one.status, clock())
    if not failed:
        with writing(conn):
            readings.forget_news(conn)
    return len(several)


def _parts(listener: Channel, several: Sequence[Told]) -> list[Sequence[Told]]:
    """Talks that are told together: a command is run for each, so that a kill repeats at most one."""
    if isinstance(listener, Command):
        return [[one] for one in several]
    return [several] if several else []


def _is_told(conn: sqlite3.Connection, listener: Channel, one: Told) -> bool:
    return readings.is_told(conn, listener.name, one.id, one.status)


def _pending(conn: sqlite3.Connection) -> list[Told]:
    """The talks of which there is news, as they stand now; those that are where they were before are left out."""
    first: dict[str, str] = {}
    for one in readings.news(conn):
        first.setdefault(one.talk, one.before)
    rows = {row.id: row for row in talks.rows(conn, first)} if first else {}
    labels = lookup.display_names(conn, {party for row in rows.values() for party in row.parties})
    return [
        Told(row.id, row.slug, tuple(labels.get(p, p) for p in row.parties), row.roles, row.kind.label, before,
             row.status, row.stage, row.doubtful)
        for talk, before in first.items()
        if (row := rows.get(talk)) is not None and row.status != before
    ]  # fmt: skip
