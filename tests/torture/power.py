"""What a disk holds after a power cut: all that was put on it before, and any part of what was only written since."""

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
"""A disk writes so many bytes as a whole."""


@dataclass(frozen=True)
class Step:
    """One thing that a process did to a file; see record.c."""

    what: str
    path: str
    place: int
    data: bytes


def steps(log: Path) -> list[Step]:
    """What was recorded, in order."""
    raw, at, found = log.read_bytes(), 0, []
    while at < len(raw):
        what, place, path, length = struct.unpack_from("=4q", raw, at)
        at += 32
        found.append(Step(chr(what), raw[at : at + path].decode(), place, raw[at + path : at + path + length]))
        at += path + length
    return found


@dataclass
class Disk:
    """Files by path, as they are on the disk for sure, and what was written to each since.

    A folder's changes (a file is there, is gone, has another name) reach the disk in their order, as file systems with
    a journal have it; the bytes of a file do not, unless it was told to put them there.
    """

    safe: dict[str, bytes]
    since: dict[str, list[Step]] = field(default_factory=dict)

    def follow(self, step: Step) -> None:
        """Do what the process did."""
        if step.what == "C":
            self.safe.setdefault(step.path, b"")
            self.since[step.path] = []
        elif step.what == "U":
            self.safe.pop(step.path, None)
            self.since.pop(step.path, None)
        elif step.what == "R":
            to = step.data.decode()
            self.safe[to] = self.safe.pop(step.path)
            self.since[to] = self.since.pop(step.path, [])
        elif step.what == "S" and step.path in self.safe:
            self.safe[step.path] = played(self.safe[step.path], self.since.pop(step.path, []))
        elif step.what in "WT":
            self.since.setdefault(step.path, []).append(step)

    def cut(self, dice: random.Random) -> dict[str, bytes]:
        """The files after a power cut: of what was written since, any writes, and of those any sectors."""
        left = {}
        for path, safe in self.safe.items():
            kept = [part for step in self.since.get(path, []) for part in _survived(step, dice)]
            left[path] = played(safe, kept)
        return left


def _survived(step: Step, dice: random.Random) -> list[Step]:
    fate = dice.random()
    if fate < 0.4 or step.what == "T":
        return [step] if fate < 0.7 else []
    if fate < 0.7:
        return []
    starts = range(0, len(step.data), SECTOR)
    return [Step("W", step.path, step.place + at, step.data[at : at + SECTOR]) for at in starts if dice.random() < 0.5]


def played(content: bytes, written: Sequence[Step]) -> bytes:
    """The content of a file after these writes and cuts."""
    made = bytearray(content)
    for step in written:
        end = step.place + len(step.data) if step.what == "W" else step.place
        made.extend(bytes(max(0, end - len(made))))
        if step.what == "W":
            made[step.place : end] = step.data
        else:
            del made[step.place :]
    return bytes(made)
