"""A folder of claims to a folder of talks, by companies, on an engine: for what no one file should hold."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """Fold the claims of a whole folder. What another fold wrote into the folder of talks is replaced.

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
        _clear(out)
        work = _work(claims, out, held, done)
        folded = _run(work, _Runs(engine, tries), held, done)
        out.remove("work")
        out.write(manifest.NAME, _told(claims, held, folded))
    return folded


def _clear(out: Folder) -> None:
    """Make room. Raises AllianceError (73) where the folder holds something else."""
    told = out.read(manifest.NAME)
    known = out.is_empty() or out.has("work/begun") or _is_ours(told)
    if not known:
        message = f"{plain(out.address)} holds other files; name a folder of its own"
        raise AllianceError(message, ExitCode.CANNOT_CREATE)
    for name in (manifest.NAME, TALKS, STEPS, "work"):
        out.remove(name)
    out.write("work/begun", b"")


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
    largest, components = fold_tasks.placed(work, groups)
    work = replace(work, bins=min(work.bins, max(1, components)))
    runs.all(fold_tasks.spread, "spread", [(work, group) for group in groups])
    talks = runs.all(fold_tasks.fold, "fold", [(work, place, groups) for place in range(work.bins)])
    return Folded(talks, claims, largest)


class _Runs:
    """Runs all tasks of a step, or fails."""

    def __init__(self, engine: Engine, tries: int) -> None:
        self._engine = engine
        self._tries = tries

    def all(self, task: Callable[..., int], step: str, arguments: Sequence[tuple[Any, ...]]) -> int:
        """The sum of what the tasks return. Raises AllianceError (75, or 78) where one failed, which it names."""
        named = {f"{step} {number}": given for number, given in enumerate(arguments)}
        total = 0
        for outcome in self._engine.run(task, named, self._tries):
            if outcome.fault:
                code = ExitCode.CONFIGURATION if outcome.final else ExitCode.TRY_AGAIN
                raise AllianceError(f"{outcome.name} of {len(named)} failed: {outcome.fault}", code)
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
