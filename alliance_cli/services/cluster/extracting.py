"""Archives to a folder of claims: planned, read by an engine, gone on with where it stopped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster import manifest, places, setting
from alliance_cli.services.cluster.engine import TRIES, Engine
from alliance_cli.services.cluster.manifest import Manifest, Tally
from alliance_cli.services.cluster.places import Folder, plain, writing_to
from alliance_cli.services.cluster.plan import SIZE, Part, Piece, Source
from alliance_cli.services.cluster.reading import read_part
from alliance_cli.services.cluster.setting import Setting
from alliance_cli.services.cluster.tables import TABLES
from alliance_cli.sources import Fault, Options
from alliance_cli.sources.stretches import kind
from alliance_cli.vocabulary import counted


@dataclass(frozen=True)
class Wanted:
    """What is to be read, and where to: parts of `size` bytes, each tried so often."""

    inputs: Sequence[str]
    to: str
    size: int = SIZE
    tries: int = TRIES
    only_claims: bool = False
    options: Options = field(default_factory=Options)


@dataclass
class Extraction:
    """What a run did: how many parts were done before, those that are now, why others failed, inputs not found."""

    before: int = 0
    parts: int = 0
    done: dict[str, Tally] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    codes: set[ExitCode] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def sum(self, name: str) -> int:
        """A number of all parts together."""
        return sum(getattr(tally, name) for tally in self.done.values())

    @property
    def code(self) -> ExitCode:
        """What the process returns: 78 or 75 where parts failed, else as `extract` says of faults."""
        if self.failed:
            return ExitCode.CONFIGURATION if ExitCode.CONFIGURATION in self.codes else ExitCode.TRY_AGAIN
        told = {fault.code for fault in self.faults}
        told |= {ExitCode(tally.code) for tally in self.done.values() if tally.code}
        return ExitCode.DONE if not told else told.pop() if len(told) == 1 else ExitCode.BAD_DATA


_UNNAMED = "not read yet, and not named now"

Told = Callable[[Part, Tally | str], None]
"""Called with each part as it ends: what came of it, or why it failed."""


def extract(wanted: Wanted, engine: Engine, on_part: Told = lambda part, what: None) -> Extraction:
    """Read what the folder does not hold yet.

    Raises AllianceError: 73 for a folder of something else, or of claims that were read otherwise; 65 and 78 as
    `manifest.load`, 74 or 77 where the folder cannot be written.
    """
    folder, run = Folder(wanted.to), Extraction()
    sources = list(_sources(wanted.inputs, run))
    if not sources:
        return run
    told = setting.here(folder.address, wanted.options, only_claims=wanted.only_claims)
    known, gone = manifest.grown(_known(folder, told), sources, wanted.size)
    with writing_to(folder):
        for part in gone:
            _forget(folder, part.id)
        run.done = manifest.done(folder, [part.id for part in known.parts])
        run.before, run.parts = len(run.done), len(known.parts)
        manifest.save(folder, replace(known, failed={}), run.done)
    _read(known, told, engine, wanted.tries, run, on_part)
    while (misfit := _misfit(known, run.done)) is not None:
        folder.remove(f"parts/{misfit.id}.json")
        run.done.pop(misfit.id)
        known = _with(known, misfit)
        _read(known, told, engine, wanted.tries, run, on_part)
    with writing_to(folder):
        manifest.save(folder, replace(known, failed=run.failed), run.done)
        for table in () if run.failed else TABLES:
            folder.sweep(table)
    return run


def _sources(inputs: Sequence[str], run: Extraction) -> Iterator[Source]:
    for found in places.found(inputs):
        if isinstance(found, Fault):
            run.faults.append(found)
        else:
            yield found


def _known(folder: Folder, told: Setting) -> Manifest:
    """What the folder holds already. Raises AllianceError (73) where nothing of this can be added to it."""
    held = manifest.load(folder)
    where = plain(folder.address)
    if held is None:
        if not folder.is_empty():
            raise AllianceError(f"{where} holds other files; name a folder of its own", ExitCode.CANNOT_CREATE)
        return Manifest(told.readers, told.only_claims)
    if held.readers != told.readers:
        why = f"{where} was read by {held.readers}; this is {told.readers}: name another folder"
        raise AllianceError(why, ExitCode.CANNOT_CREATE)
    if held.only_claims != told.only_claims:
        kept = "only reports with claims" if held.only_claims else "all reports"
        raise AllianceError(f"{where} holds {kept}: name another folder", ExitCode.CANNOT_CREATE)
    return held


def _forget(folder: Folder, part: str) -> None:
    folder.remove(f"parts/{part}.json")
    for table in TABLES:
        folder.remove(f"{table}/{part}.parquet")


def _read(known: Manifest, told: Setting, engine: Engine, tries: int, run: Extraction, on_part: Told) -> None:
    """Read the parts that are not done and whose files were named."""
    todo = {part.id: part for part in known.parts if part.id not in run.done and _can_be_opened(part)}
    arguments = {name: (part, told) for name, part in todo.items()}
    for outcome in engine.run(read_part, arguments, tries):
        part = todo[outcome.name]
        if outcome.fault:
            run.failed[part.id] = f"{part.called}: {outcome.fault}"
            run.codes.add(outcome.code)
            on_part(part, outcome.fault)
        else:
            run.done[part.id] = outcome.value
            on_part(part, outcome.value)
    for part in known.parts:
        if part.id not in run.done and part.id not in run.failed:
            run.failed[part.id] = f"{part.called}: {_UNNAMED}"
            run.codes.add(ExitCode.TRY_AGAIN)
            on_part(part, _UNNAMED)


def _can_be_opened(part: Part) -> bool:
    return all(piece.source.address for piece in part.pieces)


def _misfit(known: Manifest, done: Mapping[str, Tally]) -> Part | None:
    """The first stretch of an archive whose first record is not the one behind the stretch before, as it is to be read
    instead; None where all fit together.
    """
    behind: dict[str, int | None] = {}
    for part in known.parts:
        tally, piece = done.get(part.id), part.pieces[0]
        if tally is None or piece.stretch.is_whole or not kind(piece.source.shown):
            continue
        first, after = tally.seams[0]
        expected = behind.get(piece.source.shown, first)
        within = expected is not None and (piece.stretch.end is None or expected < piece.stretch.end)
        if first != (expected if within else None) and not piece.stretch.exact and _can_be_opened(part):
            return _from(part, piece, expected)
        behind[piece.source.shown] = after if within else expected
    return None


def _from(part: Part, piece: Piece, expected: int | None) -> Part:
    """The part from where its first record is known to begin, or from its end if none does."""
    start = expected if expected is not None else piece.stretch.end or piece.source.size
    return replace(part, pieces=(replace(piece, stretch=replace(piece.stretch, start=start, exact=True)),))


def _with(known: Manifest, part: Part) -> Manifest:
    return replace(known, parts=tuple(part if other.id == part.id else other for other in known.parts))


def in_words(run: Extraction) -> str:
    """The run in one line."""
    told = [f"{counted(run.sum('reports'), 'report')}, {counted(run.sum('claims'), 'claim')}"]
    told.append(
        f"{len(run.done)} of {counted(run.parts, 'part')}" + (f", {run.before} of them before" if run.before else "")
    )
    if left_out := run.sum("left_out"):
        told.append(f"{left_out} reports left out")
    if faults := run.sum("faults"):
        told.append(f"{faults} could not be read")
    if run.failed:
        told.append(f"{counted(len(run.failed), 'part')} failed: the same command tries again")
    return "; ".join(told)
