"""A folder of claims to a folder of talks, by companies, on an engine: for what no one file should hold."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster import fold_tasks, manifest, merging
from alliance_cli.services.cluster.engine import TRIES, Engine
from alliance_cli.services.cluster.fold_tasks import Work
from alliance_cli.services.cluster.manifest import Manifest, Tally
from alliance_cli.services.cluster.places import Folder, plain, writing_to
from alliance_cli.services.cluster.talk_tables import STEPS, TALKS
from alliance_cli.services.keeping import rules_version
from alliance_cli.vocabulary import counted

FORMAT = "alliance.talks"
VERSION = 1

_SCATTERED = 100
"""In so many tasks readings are sent to their groups, ..."""
_GROUPS = 100
"""... of which there are at most so many, ..."""
_READINGS = 20_000
"""... each of about so many readings, or more."""
_CLAIMS = 20_000
"""So many claims or more are folded by a task."""
_MOST = 1_000


@dataclass(frozen=True)
class Folded:
    """What a fold gave: how many talks of how many claims; `largest` is how many claims had to be folded together."""

    talks: int
    claims: int
    largest: int


def fold(address: str, to: str, engine: Engine, tries: int = TRIES) -> Folded:
    """Fold the claims of a whole folder. What another fold wrote into the folder of talks is replaced; one of the same
    claims, by the same rules, that was interrupted is gone on with.

    Raises AllianceError: 66, 65 or 78 for the folder of claims as `merging.opened`, 75 where it is not whole or a task
    failed, 73 for a folder that holds something else.
    """
    claims, held = merging.opened(address)
    done = manifest.done(claims, [part.id for part in held.parts])
    if len(done) < len(held.parts):
        why = f"{len(done)} of {len(held.parts)} parts are in it: `alliance extract` reads the others first"
        raise AllianceError(f"{plain(claims.address)} is not whole, {why}", ExitCode.TRY_AGAIN)
    out = Folder(to)
    with writing_to(out):
        work = _work(claims, out, held, done)
        what = _what(work, held, done)
        if not _goes_on(out, what):
            _clear(out)
            out.write(_BEGUN, what)
        folded = _run(work, _Runs(engine, tries, out), held, done)
        out.write(manifest.NAME, _told(claims, held, folded))
        _tidy(out)
    return folded


_BEGUN = "work/begun"
"""Says what is folded; with what lies beside it a fold that was interrupted is gone on with."""
_DONE = "work/done"
"""A file for each task that is done, with what it returned."""


def _what(work: Work, held: Manifest, done: Mapping[str, Tally]) -> bytes:
    """What is folded, and how: the same only for the same claims by the same rules."""
    parts = [(part.id, done[part.id].read_at, done[part.id].claims) for part in held.parts]
    told = {"work": {**asdict(work), "begun": work.begun.isoformat(), "talks": ""}, "parts": parts}
    return json.dumps(told).encode()


def _goes_on(out: Folder, what: bytes) -> bool:
    """True where the folder holds the beginning of just this fold."""
    return out.read(_BEGUN) == what and not out.has(manifest.NAME)


def _clear(out: Folder) -> None:
    """Make room. Raises AllianceError (73) where the folder holds something else."""
    told = out.read(manifest.NAME)
    known = out.is_empty() or out.has(_BEGUN) or _is_ours(told)
    if not known:
        message = f"{plain(out.address)} holds other files; name a folder of its own"
        raise AllianceError(message, ExitCode.CANNOT_CREATE)
    out.write(_BEGUN, b"")  # whose folder it is shows as long as anything is in it
    for name in (manifest.NAME, TALKS, STEPS):
        out.remove(name)
    _tidy(out)


def _tidy(out: Folder) -> None:
    """Remove what only the fold itself needs; what is done first, or a fold would go on without what that gave."""
    for name in (_DONE, *(f"work/{step}" for step in fold_tasks.FILES), "work"):
        out.remove(name)


def _is_ours(told: bytes | None) -> bool:
    try:
        return told is not None and json.loads(told)["format"] == FORMAT
    except (ValueError, KeyError, TypeError):
        return False


def _work(claims: Folder, out: Folder, held: Manifest, done: Mapping[str, Tally]) -> Work:
    reports, found = (sum(getattr(tally, name) for tally in done.values()) for name in ("reports", "claims"))
    begun = min((datetime.fromisoformat(tally.read_at) for tally in done.values()), default=datetime.max)
    groups = max(1, min(_GROUPS, reports // _READINGS))
    bins = max(1, min(_MOST, found // _CLAIMS))
    return Work(claims.address, out.address, begun, groups, bins, fold_tasks.folding_by())


def _run(work: Work, runs: "_Runs", held: Manifest, done: Mapping[str, Tally]) -> Folded:
    before = accumulate((done[part.id].reports for part in held.parts), initial=0)
    numbered = [(first, part.id) for first, part in zip(before, held.parts, strict=False)]
    length = max(1, -(-len(numbered) // _SCATTERED))
    shares = [numbered[start : start + length] for start in range(0, len(numbered), length)]
    numbers, groups = range(len(shares)), range(work.groups)
    runs.all(fold_tasks.scatter, "scatter", [(work, number, share) for number, share in enumerate(shares)])
    claims = runs.all(fold_tasks.settle, "settle", [(work, group, numbers) for group in groups])
    largest, components = runs.once("placed", lambda: fold_tasks.placed(work, groups))
    work = replace(work, bins=min(work.bins, max(1, components)))
    runs.all(fold_tasks.spread, "spread", [(work, group) for group in groups])
    talks = runs.all(fold_tasks.fold, "fold", [(work, place, groups) for place in range(work.bins)])
    return Folded(talks, claims, largest)


class _Runs:
    """Runs all tasks of a step that are not done yet, or fails."""

    def __init__(self, engine: Engine, tries: int, out: Folder) -> None:
        self._engine = engine
        self._tries = tries
        self._out = out
        self._done = set(out.names(_DONE, ".json"))

    def once(self, name: str, work: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """What is done in this process, if it is not done yet."""
        if name not in self._done:
            found = work()
            self._note(name, found)
            return found
        first, second = self._value(name)
        return first, second

    def _note(self, name: str, value: object) -> None:
        self._out.write(f"{_DONE}/{name}.json", json.dumps(value).encode())

    def _value(self, name: str) -> Any:
        return json.loads(self._out.read(f"{_DONE}/{name}.json") or b"0")

    def all(self, task: Callable[..., int], step: str, arguments: Sequence[tuple[Any, ...]]) -> int:
        """The sum of what the tasks return. Raises AllianceError (75, or 78) where one failed, which it names."""
        named = {f"{step} {number}": given for number, given in enumerate(arguments)}
        before = self._done.intersection(named)
        total = sum(int(self._value(name)) for name in before)
        left = {name: given for name, given in named.items() if name not in before}
        for outcome in self._engine.run(task, left, self._tries):
            if outcome.fault:
                code = ExitCode.CONFIGURATION if outcome.final else ExitCode.TRY_AGAIN
                raise AllianceError(f"{outcome.name} of {len(named)} failed: {outcome.fault}", code)
            self._note(outcome.name, outcome.value)
            total += outcome.value
        return total


def _told(claims: Folder, held: Manifest, folded: Folded) -> bytes:
    document = {
        "format": FORMAT, "version": VERSION, "complete": True, "from": plain(claims.address), "readers": held.readers,
        "rules": rules_version.rules(), "talks": folded.talks, "claims": folded.claims, "largest": folded.largest,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def in_words(folded: Folded) -> str:
    """A fold in one line."""
    most = f"; at most {folded.largest} were folded together"
    return f"{counted(folded.claims, 'claim')}, {counted(folded.talks, 'talk')}{most}"
