"""What a folder of claims holds: the plan by which it is filled, and of each part what came of it.

`manifest.json` is written before the first part is read, and again at the end. Beside it `parts/ID.json` appears with
each part that is whole, so that whoever goes on knows what is done.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster import plan
from alliance_cli.services.cluster.places import Folder, plain
from alliance_cli.services.cluster.plan import Part, Source

FORMAT = "alliance.claims"
VERSION = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a part. `seams` are, for each piece in an archive, the bytes at which its first record and the first
    one behind it begin.
    """

    part: str
    reports: int = 0
    claims: int = 0
    faults: int = 0
    bytes: int = 0
    left_out: int = 0
    seconds: float = 0.0
    read_at: str = ""
    code: int = 0
    seams: tuple[tuple[int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A folder of claims. `readers` says who read, with versions; `failed` says of parts why they could not be read."""

    readers: str
    only_claims: bool = False
    parts: tuple[Part, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)

    @property
    def next_number(self) -> int:
        """The number of the next part."""
        return max((int(part.id.partition("-")[0]) + 1 for part in self.parts), default=0)


def load(folder: Folder) -> Manifest | None:
    """What a folder says of itself, None where it says nothing.

    Raises AllianceError: 65 for what is no manifest, 78 for one of a newer version.
    """
    raw = folder.read(NAME)
    if raw is None:
        return None
    try:
        told = json.loads(raw)
        if told["format"] != FORMAT:
            raise ValueError("of another format")
        if int(told["version"]) > VERSION:
            message = f"{plain(folder.address)} was written by a newer alliance; upgrade alliance"
            raise AllianceError(message, ExitCode.CONFIGURATION)
        parts = tuple(plan.from_json(part) for part in told["parts"])
        return Manifest(str(told["readers"]), bool(told["only_claims"]), parts, dict(told["failed"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        where = f"{plain(folder.address)}/{NAME}"
        raise AllianceError(f"{where} is no manifest of a folder of claims: {error}", ExitCode.BAD_DATA) from None


def save(folder: Folder, manifest: Manifest, done: Mapping[str, Tally]) -> None:
    """Write what a folder holds. Raises OSError."""
    whole = not manifest.failed and all(part.id in done for part in manifest.parts)
    sums = {name: sum(getattr(tally, name) for tally in done.values()) for name in ("reports", "claims", "faults")}
    parts = [{**plan.as_json(part), **_told(done.get(part.id))} for part in manifest.parts]
    document = {
        "format": FORMAT, "version": VERSION, "complete": whole, "readers": manifest.readers,
        "only_claims": manifest.only_claims, **sums, "failed": dict(manifest.failed), "parts": parts,
    }  # fmt: skip
    folder.write(NAME, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _told(tally: Tally | None) -> Mapping[str, Any]:
    return {name: value for name, value in asdict(tally).items() if name not in {"part", "seams"}} if tally else {}


def note(folder: Folder, tally: Tally) -> None:
    """Say that a part is whole. Raises OSError."""
    folder.write(f"parts/{tally.part}.json", json.dumps(asdict(tally)).encode())


def done(folder: Folder, wanted: Iterable[str]) -> dict[str, Tally]:
    """The parts among these that are whole."""
    there = set(folder.names("parts", ".json"))
    found = ((part, folder.read(f"parts/{part}.json")) for part in wanted if part in there)
    return {part: _tally(raw) for part, raw in found if raw is not None}


def _tally(raw: bytes) -> Tally:
    told = json.loads(raw)
    return Tally(**told | {"seams": tuple((first, behind) for first, behind in told["seams"])})


def grown(manifest: Manifest, sources: Sequence[Source], size: int) -> tuple[Manifest, list[Part]]:
    """The manifest once these files are part of it, and the parts that are no more because a file is another now.

    Parts that were planned before stay as they are, whatever size is asked for now; the files that are named now can be
    opened.
    """
    named = {source.shown: source for source in sources}
    gone = [part for part in manifest.parts if any(_differs(p.source, named) for p in part.pieces)]
    kept = [_opened(part, named) for part in manifest.parts if part not in gone]
    held = {piece.source.shown for part in kept for piece in part.pieces}
    again = {piece.source.shown for part in gone for piece in part.pieces}
    new = [source for source in named.values() if source.shown not in held]
    lost = again - named.keys()
    if lost:
        raise AllianceError(
            f"{sorted(lost)[0]} was read together with a file that is another now: name it too", ExitCode.USAGE
        )
    parts = (*kept, *plan.parts(new, size, manifest.next_number))
    return replace(manifest, parts=parts), gone


def _differs(source: Source, named: Mapping[str, Source]) -> bool:
    now = named.get(source.shown)
    return now is not None and (now.size, now.stamp) != (source.size, source.stamp)


def _opened(part: Part, named: Mapping[str, Source]) -> Part:
    pieces = (replace(piece, source=named.get(piece.source.shown, piece.source)) for piece in part.pieces)
    return replace(part, pieces=tuple(pieces))
