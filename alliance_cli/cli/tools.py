"""What an assistant may ask of the ledger: each tool answers with the document that the command of its name writes, or
with as much of it as there is room for.
"""

import shlex
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alliance_cli.cli import options
from alliance_cli.cli.settings import now, today
from alliance_cli.cli.tool_answers import Document, Part
from alliance_cli.models import Basis, Kind, PartialDate, Role, Stage, Status, Talk
from alliance_cli.vocabulary import listed

_MOST = 1_000_000
"""More is never asked for in earnest."""
_EVENTS = 60
"""So many events of a talk a timeline tells."""


class Tools:
    """The tools over one ledger, which is opened for each call; `writing` adds those that write."""

    def __init__(self, ledger: Path, *, writing: bool = False) -> None:
        self._ledger = ledger
        self.reading: Sequence[Callable[..., Document | Part]] = (
            self.timeline, self.talks, self.why, self.search, self.changes,
        )  # fmt: skip
        self.writing: Sequence[Callable[..., Document]] = (self.add,) if writing else ()

    @contextmanager
    def _opened(self, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
        from alliance_cli.services.keeping import opening

        conn = opening.for_writing(self._ledger) if to_write else opening.for_reading(self._ledger)
        try:
            yield conn
        finally:
            conn.close()

    def timeline(
        self, companies: list[str], kinds: list[str] | None = None, statuses: list[str] | None = None,
        since: str = "", until: str = "", as_of: str = "", skip: int = 0,
    ) -> Part:  # fmt: skip
        """The talks of one company, or of several with each other, event by event: who said what when, with quotes.

        Companies go by names, aliases, tickers or ids.
        """
        from alliance_cli.errors import AllianceError, ExitCode
        from alliance_cli.render import structured
        from alliance_cli.services.looking import timeline

        if not companies:
            raise AllianceError("companies: name one, or several", ExitCode.USAGE)
        filters = _filters(kinds, statuses, since, until)
        with self._opened() as conn:
            view = timeline.timeline(conn, companies, options.moment(as_of or None, None), filters, _EVENTS)
        if not view.talks:
            raise AllianceError(f"no talk of {listed(view.companies)} in the ledger", ExitCode.NOT_FOUND)
        long = [talk.id for talk in view.talks[_from(skip) :] if talk.left_out]
        note = f"Of {', '.join(long[:5])} only the first and the latest events are told; `why` has all." if long else ""
        rest = view._replace(talks=view.talks[skip:])
        return Part(structured.timeline(rest), "talks", skip, len(view.talks), note)

    def talks(
        self, companies: list[str] | None = None, kinds: list[str] | None = None, statuses: list[str] | None = None,
        region: str = "", since: str = "", until: str = "",
        as_of: str = "", limit: int = 100, roles: dict[str, str] | None = None, skip: int = 0,
    ) -> Part:  # fmt: skip
        """A list of talks, latest turn first: companies and what each is, kind, status, stage, days, terms of the deal.

        `region` is a market: a country, a state, a city, a bloc. `roles` asks for companies by what they are in the
        talk: {"buyer": "Toyota"}, also target, seller, investor, licensor, licensee, supplier, customer.
        """
        from alliance_cli.render import structured
        from alliance_cli.services.looking.listing import first_talks

        asked = tuple((options.word(Role, role, "roles"), name) for role, name in (roles or {}).items())
        filters = _filters(kinds, statuses, since, until)._replace(region=region, roles=asked)
        moment = options.moment(as_of or None, None)
        with self._opened() as conn:
            found = first_talks(conn, companies or [], moment, filters, limit=_at_least_one(limit) + _from(skip))
        return Part(structured.talks(found.talks[skip:]), "talks", skip, found.total)

    def why(
        self, talk: list[str],
        as_of: str = "", skip: int = 0,
    ) -> Part:  # fmt: skip
        """Why a talk has its status: each claim in order with its quote, its place in the report, and the rule it met.

        `talk` is the id or slug of one, or the companies that have one together.
        """
        from alliance_cli.errors import AllianceError, ExitCode
        from alliance_cli.render import structured
        from alliance_cli.services.looking import picking, timeline

        talk = [name for name in talk if name.strip()]
        if not talk:
            raise AllianceError("talk: give the id of one, or its companies", ExitCode.USAGE)
        moment = options.moment(as_of or None, None)
        with self._opened() as conn:
            meant = picking.meant(conn, talk, moment)
            if len(meant) != 1:
                raise picking.several(talk, meant)
            document = structured.why(timeline.why(conn, meant[0].id, moment))
        claims = document["claims"]
        return Part({**document, "claims": claims[_from(skip) :]}, "claims", skip, len(claims))

    def search(
        self, words: str, publisher: str = "", since: str = "",
        until: str = "", limit: int = 20, skip: int = 0,
    ) -> Part:  # fmt: skip
        """Reports by their words, best first, with a snippet and the talks each has claims of."""
        from alliance_cli.cli import search
        from alliance_cli.services.looking import searching

        filters = searching.Filters(publisher, *options.span(since or None, until or None), in_talks=False)
        with self._opened() as conn:
            hits, notes = search.found(conn, words, filters, _at_least_one(limit) + _from(skip))
            return Part(search.document(hits[skip:], notes, words), "hits", skip)

    def changes(self, since: str, limit: int = 100, skip: int = 0) -> Part:
        """What is new or turned in what the ledger read from a day on: talks, with the quote and the address."""
        from alliance_cli.cli import changes

        with self._opened() as conn:
            document = changes.document(conn, since, _at_least_one(limit), _from(skip))
        return Part(document, "transitions", skip, document["count"])

    def add(
        self, companies: list[str], status: str = "rumoured", kind: str = "", stage: str = "", basis: str = "",
        origin: str = "", publisher: str = "", date: str = "", url: str = "", note: str = "", denied: bool = False,
        talk: str = "", more: dict[str, str] | None = None, dry_run: bool = False,
    ) -> Document:  # fmt: skip
        """Store one claim by hand: two or more companies, on whose word, when. `alliance undo` takes it back.

        `origin` had it first: an outlet, company, or sources. `note` are the words of the report, `denied` says that a
        party denies it. `talk` is the one it belongs to, by id or slug; `new` for a talk of its own. `more` are
        other fields by name: region, subject, value, currency, stake, closes and the like. With `dry_run` it only says
        what would change.
        """
        from alliance_cli.cli import changes
        from alliance_cli.services.intake import adding
        from alliance_cli.services.intake.placing import HandClaim
        from alliance_cli.services.intake.touching import Place, UnsettledError

        hand = HandClaim(
            companies=companies, status=options.word(Status, status, "status"),
            kind=options.word(Kind, kind, "kind") if kind else None,
            stage=options.word(Stage, stage, "stage") if stage else None,
            basis=options.word(Basis, basis, "basis") if basis else None, origin=origin, publisher=publisher,
            when=options.when(date or None, "date") or PartialDate(today()), today=today(), url=url, note=note,
            denied=denied, more=_typed(more or {}),
        )  # fmt: skip
        place = Place("", new=True) if talk == "new" else Place(talk)
        command = shlex.join(["alliance", "mcp", "--write:", "add", *companies])
        with self._opened(to_write=True) as conn:
            try:
                added = adding.add_by_hand(conn, hand, place, command=command, now=now(), keep=not dry_run)
            except UnsettledError as error:
                raise _unsettled(error.talks) from None
            named = {party.company: party.name for party in added.claim.parties}
            return changes.told(conn, added.recorded.changes, added.recorded.gone, named, dry_run=dry_run)


def _unsettled(talks: Sequence[Talk]) -> Exception:
    """What to say of a claim that could be of several talks."""
    from alliance_cli.errors import AllianceError, ExitCode

    known = "; ".join(f"{talk.id} {talk.slug}, {talk.status}" for talk in talks)
    return AllianceError(f"nothing stored: say whose news it is by `talk`: {known}; or new", ExitCode.USAGE)


def _typed(more: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a claim by name, as they are typed. Raises AllianceError (2) for a name or a value that is none."""
    from alliance_cli.claim_fields import BY_HAND
    from alliance_cli.cli.add import ByHand
    from alliance_cli.errors import AllianceError, ExitCode

    known = [field.name for field in BY_HAND]
    if set(more) - set(known):
        raise AllianceError(f"more: the fields are: {', '.join(known)}", ExitCode.USAGE)
    return ByHand(**{name: more.get(name, "") for name in known}).values


def _at_least_one(limit: int) -> int:
    """The limit, or a million where it is beyond that. Raises AllianceError (2) for less than one."""
    from alliance_cli.errors import AllianceError, ExitCode

    if limit < 1:
        raise AllianceError("limit: a number from 1", ExitCode.USAGE)
    return min(limit, _MOST)


def _from(skip: int) -> int:
    """How many rows are passed over. Raises AllianceError (2) for less than none."""
    from alliance_cli.errors import AllianceError, ExitCode

    if skip < 0:
        raise AllianceError("skip: a number from 0", ExitCode.USAGE)
    return min(skip, _MOST)


def _filters(kinds: list[str] | None, statuses: list[str] | None, since: str, until: str) -> Any:
    from alliance_cli.services.looking.selection import Filters

    first, last = options.span(since or None, until or None)
    return Filters(
        options.words(Kind, kinds, "kinds"), options.words(Status, statuses, "statuses"), since=first, until=last
    )
