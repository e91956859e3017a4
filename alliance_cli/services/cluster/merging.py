"""A folder of claims into a ledger: as if its inputs were read into it, each report whole, none of them twice."""

import sqlite3
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from alliance_cli import limits
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster import manifest, tables
from alliance_cli.services.cluster.manifest import Manifest
from alliance_cli.services.cluster.places import Folder, needs_cluster, plain
from alliance_cli.services.intake.ingest import Intake, Summary
from alliance_cli.services.intake.reading import Understood
from alliance_cli.services.intake.recording import Effect
from alliance_cli.sources.guard import from_bug
from alliance_cli.store.connection import in_bulk, writing
from alliance_cli.vocabulary import counted


@dataclass
class Merged:
    """What was taken in, of how many parts that were planned."""

    summary: Summary
    parts: int = 0
    planned: int = 0


def merge(
    conn: sqlite3.Connection, address: str, *, command: str, clock: Callable[[], datetime], dry_run: bool = False
) -> Merged:  # fmt: skip
    """Take the reports and faults of a folder into a ledger, in the order in which its inputs stand, as one operation;
    those that are in the ledger change nothing. With `dry_run` all is taken back.

    What was stored stays where it is interrupted. Raises AllianceError: 130 then, 65 for a damaged folder.
    """
    folder, held = opened(address)
    whole = manifest.done(folder, [part.id for part in held.parts])
    intake = Intake(conn, command=command, clock=clock, dry_run=dry_run, keep_changes=False)
    done = Merged(intake.summary, len(whole), len(held.parts))
    try:
        with in_bulk(conn), writing(conn, keep=False) if dry_run else nullcontext(), intake.at_once():
            for part in held.parts:
                if part.id in whole:
                    _take(intake, folder, part.id)
    except KeyboardInterrupt:
        stored = f"interrupted; what was stored stays: {in_words(intake.summary)}"
        raise AllianceError(stored, ExitCode.INTERRUPTED) from None
    return done


def opened(address: str) -> tuple[Folder, Manifest]:
    """A folder of claims with what it says of itself.

    Raises AllianceError: 66 where there is none, 65 for a damaged one, 78 for one of a newer version, or without the
    libraries.
    """
    try:
        with limits.loading(limits.LARGE):
            import pyarrow
    except ModuleNotFoundError:
        raise needs_cluster("pyarrow") from None
    assert pyarrow
    folder = Folder(address)
    held = manifest.load(folder)
    if held is None:
        why = f"{plain(folder.address)} is no folder of claims: there is no {manifest.NAME} in it"
        raise AllianceError(why, ExitCode.NO_INPUT)
    return folder, held


def _take(intake: Intake, folder: Folder, part: str) -> None:
    from pyarrow import ArrowException

    try:
        for held in tables.held(folder, part):
            row = held.row
            found = Understood(held.report, held.claims, row["language"], row["reader"], row["unread"], row["dropped"])
            intake.take_read(found, row["reading"])
        for row in tables.rows_of(folder, f"{tables.FAULTS}/{part}.parquet"):
            intake.take(tables.fault_from(row), publisher=row["publisher"])
    except (ArrowException, KeyError, TypeError, ValueError, FileNotFoundError) as error:
        why = f"{plain(folder.address)}, part {part}, is damaged: {from_bug(error, part).reason}"
        raise AllianceError(why, ExitCode.BAD_DATA) from error


def in_words(summary: Summary, *, dry_run: bool = False) -> str:
    """What was taken in, in one line."""
    effects = summary.effects
    told = f"{counted(summary.reports, 'report')}: " + ", ".join(f"{effects[effect]} {effect}" for effect in Effect)
    if summary.kept:
        told += f"; {summary.kept} put into quarantine"
    return told + (" (nothing stored: dry run)" if dry_run else "")
