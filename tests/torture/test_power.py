"""The power goes at any moment: the ledger is sound, what was told is there, and the same command again mends the rest."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.forking import Forking, forking
from tests.torture.power import Disk, Step, steps
from tests.torture.scenes import SCENES, exported, talks

pytestmark = pytest.mark.long
COMPILER = shutil.which("cc") or shutil.which("gcc")


@pytest.fixture(scope="module")
def alliance(recorder: Path) -> Iterator[Forking]:
    with forking(LD_PRELOAD=str(recorder)) as started:
        yield started


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux" or COMPILER is None:
        pytest.skip("what a process writes is recorded on Linux, with a C compiler")
    made = tmp_path_factory.mktemp("recorder") / "record.so"
    source = Path(__file__).with_name("record.c")
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


def recorded(alliance: Forking, desk: Path, *argv: str) -> list[Step]:
    log = desk.parent / "record"
    code, _, err = alliance.run(desk, *argv, ALLIANCE_RECORD=str(log), ALLIANCE_RECORD_BELOW=f"{desk}/")
    assert code == 0, err
    return steps(log)


def laid(files: dict[str, bytes], desk: Path, target: Path) -> Path:
    """The files as the disk had them, in another folder."""
    target.mkdir(parents=True)
    for name, content in files.items():
        if not name.endswith("-shm"):  # shared memory: made anew by the first that opens the ledger
            (target / Path(name).relative_to(desk)).parent.mkdir(parents=True, exist_ok=True)
            (target / Path(name).relative_to(desk)).write_bytes(content)
    return target


@pytest.mark.parametrize("name", [name for name in SCENES if "two readers" not in name])
def test_after_a_power_cut_the_ledger_is_sound_and_has_what_was_told(
    alliance: Forking, tmp_path: Path, name: str, moments: int, seed: str
) -> None:
    scene, dice = SCENES[name], random.Random(f"{seed}{name}")
    desk = tmp_path / "first" / "desk"
    desk.parent.mkdir()
    scene.prepare(alliance, desk)
    before = {str(path): path.read_bytes() for path in desk.iterdir() if path.is_file()}
    done = recorded(alliance, desk, *scene.argv)
    last = max(number for number, step in enumerate(done) if step.what == "A")
    whole, derived = exported(alliance, desk), talks(alliance, desk)
    assert any(step.what == "S" for step in done)
    lost = 0
    for number in range(moments):
        at = dice.choice([dice.randrange(len(done) + 1), dice.randrange(last + 1, len(done) + 1)])
        disk = Disk(dict(before))
        for step in done[:at]:
            disk.follow(step)
        there = laid(disk.cut(dice), desk, tmp_path / f"{number}" / "desk")
        ledger = there / "ledger.db"
        if ledger.exists() and ledger.stat().st_size:
            checked = alliance.run(there, "check")
            assert checked[0] == 0, (number, at, checked)
        if at > last:
            assert exported(alliance, there) == whole, (number, at, len(done))
            if "backup" in scene.argv:
                assert exported(alliance, there, "copy.db") == whole
        again = alliance.run(there, *scene.argv)
        assert again[0] in scene.again, (number, at, again)
        assert exported(alliance, there) == whole
        assert talks(alliance, there) == derived
        lost += at <= last
        shutil.rmtree(there.parent)
    print(
        f"{name}: {moments} cuts in {len(done)} steps, {moments - lost} after it had told; all sound, nothing told was lost"
    )
