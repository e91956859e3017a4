"""What one process does with one part: read it, and write what is claimed in it."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alliance_cli import gazetteer
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Report
from alliance_cli.services.cluster import manifest, patience, places, setting, tables
from alliance_cli.services.cluster.manifest import Tally
from alliance_cli.services.cluster.places import Folder
from alliance_cli.services.cluster.plan import Part, Piece
from alliance_cli.services.cluster.setting import Setting
from alliance_cli.services.cluster.tables import Writer
from alliance_cli.services.intake.crew import Crew
from alliance_cli.services.intake.ingest import again
from alliance_cli.services.intake.reading import Understood, attempt
from alliance_cli.sources import Fault, Item, Options
from alliance_cli.sources.files import ending_of, read_stream
from alliance_cli.sources.guard import guarded
from alliance_cli.sources.items import from_os_error
from alliance_cli.sources.stretches import Reading, kind

_OF_THE_FILE = {ExitCode.NO_INPUT, ExitCode.NO_PERMISSION, ExitCode.IO_ERROR}


def read_part(part: Part, told: Setting, *, careful: bool) -> Tally:
    """Read a part and write its tables; once all is there say so.

    With `careful` each report is read in a process of its own kind, and one that ends or hangs it is a fault. Raises
    AllianceError (78) where this process would read otherwise than it should, OSError where a file cannot be read.
    """
    setting.adopt(told)
    begun = time.monotonic()
    folder = Folder(told.folder)
    with ExitStack() as stack:
        files = {name: stack.enter_context(_table(folder, name, part)) for name in tables.TABLES}
        made = _Made(part.id, files, told.only_claims)
        for piece in part.pieces:
            made.take(_Taken(piece, told.options), careful=careful)
    tally = made.tally(sum(_size(piece) for piece in part.pieces), time.monotonic() - begun)
    manifest.note(folder, tally)
    return tally


def _table(folder: Folder, name: str, part: Part) -> AbstractContextManager[Writer]:
    return tables.written(folder, f"{name}/{part.id}.parquet", tables.schema(name))


def _size(piece: Piece) -> int:
    end = piece.source.size if piece.stretch.end is None else piece.stretch.end
    return end - piece.stretch.start


class _Taken:
    """The items of a piece, and where its first record and the first behind it begin."""

    def __init__(self, piece: Piece, options: Options) -> None:
        self._piece = piece
        self._options = options
        self.seam: tuple[int | None, int | None] = (None, None)

    def __iter__(self) -> Iterator[Item]:
        try:
            yield from self._items()
        except OSError as error:
            raise _lost(from_os_error(self._piece.source.shown, error)) from error

    def _items(self) -> Iterator[Item]:
        source, stretch = self._piece.source, self._piece.stretch
        ending = ending_of(source.address)
        with places.reading(source.address, whole=stretch.is_whole and ending != ".parquet") as stream:
            if stretch.is_whole:
                yield from guarded(read_stream(stream, source.shown, self._options, ending), source.shown)
                return
            reading = Reading(stream, stretch, kind(source.address))
            yield from guarded(reading.items(source.shown, self._options), source.shown)
            self.seam = reading.first, reading.behind

    def check(self, fault: Fault) -> None:
        """Raises AllianceError for a fault of the file as a whole which another try may not meet."""
        if fault.locator == self._piece.source.shown and fault.code in _OF_THE_FILE:
            raise _lost(fault)


def _lost(fault: Fault) -> AllianceError:
    return AllianceError(str(fault), fault.code)


@dataclass
class _Made:
    """The tables of a part as they grow."""

    part: str
    files: dict[str, Writer]
    only_claims: bool
    met: int = 0
    kept: int = 0
    claims: int = 0
    faults: int = 0
    codes: set[int] = field(default_factory=set)
    seams: list[tuple[int | None, int | None]] = field(default_factory=list)

    def take(self, items: _Taken, *, careful: bool) -> None:
        """Read all items of a piece. Raises OSError where it cannot be read to its end."""
        with Crew(2 if careful else 1, alone=0) as crew, patience.limited(careful=careful) as begin:
            for item, promise in crew.in_order(items):
                begin()
                if isinstance(item, Fault):
                    items.check(item)
                    self._fault(item)
                else:
                    self._report(item, promise.result() or attempt(item, gazetteer.packaged()))
        self.seams.append(items.seam)

    def _report(self, item: Report, found: Understood | Fault) -> None:
        self.met += 1
        if isinstance(found, Fault):
            self._fault(found, item)
        elif found.claims or not self.only_claims:
            row = tables.report_row(f"{self.part}:{self.met}", item, found)
            self.files[tables.REPORTS].add(row, len(found.report.text))
            for claim in tables.claim_rows(row, found.claims):
                self.files[tables.CLAIMS].add(claim)
            self.kept += 1
            self.claims += len(found.claims)

    def _fault(self, fault: Fault, report: Report | None = None) -> None:
        row = tables.fault_row(fault)
        if report is not None:
            row |= {"raw": again(report), "publisher": report.publisher}
        self.files[tables.FAULTS].add(row, len(row["raw"] or b""))
        self.faults += 1
        self.codes.add(int(fault.code))

    def tally(self, size: int, seconds: float) -> Tally:
        """What came of it."""
        code = 0 if not self.codes else self.codes.pop() if len(self.codes) == 1 else int(ExitCode.BAD_DATA)
        return Tally(
            self.part, self.kept, self.claims, self.faults, size, self.met - self.kept, round(seconds, 3),
            datetime.now(UTC).isoformat(timespec="seconds"), code, tuple(self.seams),
        )  # fmt: skip
