"""SIGKILL at any moment: what was told is there, nothing is there twice, and the same command again ends as undisturbed."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.forking import Forking, forking
from tests.torture.killing import Kills, contents, killed
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
    alliance: Forking, tmp_path: Path, name: str, moments: int, seed: str
) -> None:
    scene, dice = SCENES[name], random.Random(f"{seed}{name}")
    (tmp_path / "first").mkdir()
    scene.prepare(alliance, tmp_path / "first" / "desk")
    before = contents(tmp_path / "first" / "desk")
    whole = copied(tmp_path / "first" / "desk", tmp_path / "whole")
    began = time.monotonic()
    code, told, err = alliance.run(whole, *scene.argv)
    took = time.monotonic() - began
    assert code == 0, err
    expected, export = state(alliance, whole, scene), exported(alliance, whole)
    kills = Kills(moments)
    while kills.more:
        desk = copied(tmp_path / "first" / "desk", tmp_path / "killed")
        running, hit = killed(alliance, desk, scene.argv, dice.uniform(0, took))
        wrote = contents(desk) != before
        all_told = bool(told) and running.out.exists() and running.out.read_text() == told
        kills.count(hit, "after it had told" if all_told else "while it wrote" if wrote else "before it wrote")
        if wrote or all_told:  # else all is as it was, byte for byte
            ledger = desk / "ledger.db"
            if ledger.exists() and ledger.stat().st_size:
                checked = alliance.run(desk, "check")
                assert checked[0] == 0, (kills, checked)
            assert not all_told or exported(alliance, desk) == export
            again = alliance.run(desk, *scene.argv)
            assert again[0] in scene.again, (kills, again)
            assert state(alliance, desk, scene) == expected, kills
        shutil.rmtree(desk.parent)
    print(f"{name}: {kills} ({took:.2f} s); all sound, all as undisturbed in the end")
