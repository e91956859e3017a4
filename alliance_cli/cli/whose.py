"""Whose news a typed line is: told before it is stored, asked where several talks could be meant."""

import shlex
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alliance_cli.cli.output import complain, say
from alliance_cli.cli.questions import answered
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Basis, Change, Claim, Talk

if TYPE_CHECKING:
    from alliance_cli.services.intake.adding import Added
    from alliance_cli.services.intake.placing import HandClaim
    from alliance_cli.services.intake.refusing import SlipError
    from alliance_cli.services.intake.touching import Place, UnsettledError

_MOST = 8
"""So many talks are offered."""


def told(settings: Settings, conn: sqlite3.Connection, would: "Added") -> None:
    """Say on whose word a line is, and which talks it touches, before it is stored."""
    named = {party.company: party.name for party in would.claim.parties}
    touched = [f"{_named(conn, change.talk, named)}: {change.what}" for change in would.recorded.changes]
    say(settings, "; ".join([_on_whose_word(would.claim), *touched]))
    if would.claim.basis is Basis.ANONYMOUS and any(change.talk.end_reported for change in would.recorded.changes):
        say(settings, "one anonymous report ends no confirmed talk; --basis on-record where a party said so")


def _on_whose_word(claim: Claim) -> str:
    if claim.basis is Basis.JUDGEMENT:
        return "your own judgement, as no --origin or --publisher is given"
    return f"a claim, {claim.basis}"


def asked(
    settings: Settings, conn: sqlite3.Connection, doubt: "UnsettledError",
    changes: "Callable[[Place], Sequence[Change]]",
) -> "Place":  # fmt: skip
    """Where the user says that it belongs. Raises the doubt again, under the lines to type, where nobody can be asked;
    AllianceError (2) where the user takes none.
    """
    from alliance_cli.services.intake.touching import Place

    offered = [*(Place(talk=talk.id) for talk in doubt.talks[:_MOST]), Place(new=True)]
    about = [*(_named(conn, talk) for talk in doubt.talks[:_MOST]), "a talk of its own"]
    effects = ["; ".join(change.what for change in changes(place)) or "nothing turns" for place in offered]
    if not settings.can_ask:
        for place, what, effect in zip(offered, about, effects, strict=True):
            complain(f"{what}: {effect}")
            complain(_line(settings.command, place))
        raise doubt
    for number, (what, effect) in enumerate(zip(about, effects, strict=True), 1):
        complain(f"  {number}  {what}: {effect}")
    return offered[_answer("Whose news is it?", len(offered))]


def renamed(settings: Settings, hand: "HandClaim", slip: "SlipError") -> "HandClaim":
    """The line with the name that the user means, which may be the one that was typed. Raises the slip again where
    nobody can be asked; AllianceError (2) where the user takes none.
    """
    if not settings.can_ask:
        raise slip
    complain(f"no company called “{slip.name}” is known")
    for number, name in enumerate([*slip.meant, f"{slip.name}, a company of its own"], 1):
        complain(f"  {number}  {name}")
    taken = _answer("Which is meant?", len(slip.meant) + 1)
    if taken == len(slip.meant):
        return replace(hand, insisted=hand.insisted | {slip.name})
    meant = slip.meant[taken]
    companies = [meant if name == slip.name else name for name in hand.companies]
    roles = {meant if name == slip.name else name: role for name, role in hand.roles.items()}
    return replace(hand, companies=companies, roles=roles)


def _answer(question: str, most: int) -> int:
    """The place of what the user takes, from 0. Raises AllianceError (2) for none."""
    answer = answered(f"{question} 1 to {most}, or q")
    if answer not in map(str, range(1, most + 1)):
        raise AllianceError("nothing stored", ExitCode.USAGE)
    return int(answer) - 1


def _line(command: str, place: "Place") -> str:
    """The command as it was typed, with the talk."""
    words = shlex.split(command)
    at = words.index("add") + 1
    return shlex.join([*words[:at], *(["--new"] if place.new else ["--talk", place.talk]), *words[at:]])


def _named(conn: sqlite3.Connection, talk: Talk, new: Mapping[str, str] | None = None) -> str:
    """A talk in words; `new` are the names of companies that are not stored yet."""
    from alliance_cli.services.looking.naming import party_names

    parties = [(new or {}).get(name, name) for name in party_names(conn, talk)]
    return f"{' – '.join(parties)}, {talk.kind.label}, {talk.status} ({talk.id})"
