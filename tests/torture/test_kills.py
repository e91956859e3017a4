"""SIGKILL at any moment: what was told is there, nothing is there twice, and the same command again ends as undisturbed."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.forking import Forking, forking
from tests.torture.scenes import SCENES, Scene, exported, files, talks

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def alliance() -> Iterator[Forking]:
    with forking() as started:
        yield started


def copied(source: Path, target: Path) -> Path:
    target.mkdir()
    shutil.copytree(source, target / "desk")
    return target / "desk"


def state(alliance: Forking, folder: Path, scene: Scene) -> tuple[str, str, set[str]]:
    kept = exported(alliance, folder, "copy.db") if "backup" in scene.argv else ""
    return exported(alliance, folder) + kept, talks(alliance, folder), files(folder)


@pytest.mark.parametrize("name", SCENES)
def test_killed_at_any_moment_and_run_again_it_ends_as_undisturbed(
    alliance: Forking, tmp_path: Path, name: str, moments: int
) -> None:
    scene, dice = SCENES[name], random.Random(name)
    (tmp_path / "first").mkdir()
    scene.prepare(alliance, tmp_path / "first" / "desk")
    whole = copied(tmp_path / "first" / "desk", tmp_path / "whole")
    began = time.monotonic()
    code, told, err = alliance.run(whole, *scene.argv)
    took = time.monotonic() - began
    assert code == 0, err
    expected = state(alliance, whole, scene)
    seen: Counter[str] = Counter()
    for number in range(moments):
        desk = copied(tmp_path / "first" / "desk", tmp_path / f"{number}")
        running = alliance.start(desk, *scene.argv)
        time.sleep(dice.uniform(0, took))
        send = os.killpg if _leads(running.pid) else os.kill
        send(running.pid, signal.SIGKILL)
        ended = alliance.wait(running)
        seen["killed" if ended < 0 else "done before"] += 1
        ledger = desk / "ledger.db"
        if ledger.exists() and ledger.stat().st_size:
            checked = alliance.run(desk, "check")
            assert checked[0] == 0, (number, checked)
        if told and running.out.exists() and running.out.read_text() == told:
            assert exported(alliance, desk) == exported(alliance, whole)
            seen["killed after it had told"] += ended < 0
        again = alliance.run(desk, *scene.argv)
        assert again[0] in scene.again, (number, again)
        assert state(alliance, desk, scene) == expected, number
        shutil.rmtree(desk.parent)
    print(f"{name}: {moments} moments of {took:.2f} s: {dict(seen)}; all sound, all as undisturbed in the end")


def _leads(pid: int) -> bool:
    """True once the process leads a group of its own, with those that it starts."""
    try:
        return os.getpgid(pid) == pid
    except ProcessLookupError:
        return False
