"""Which reader reads which report: the rules of this program, and what is installed beside them.

A plug-in is an entry point of the group `alliance.readers` that gives a `Reader`, or a class of one. English and
Japanese are read by the rules, another language by the first plug-in by name that reads it; `ALLIANCE_READER` names one
that goes first.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from alliance_cli.asking.model import load
from alliance_cli.asking.reader import PREFIX as LLM
from alliance_cli.asking.reader import LlmReader
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.extract import RulesReader, ja
from alliance_cli.extract.en.english import English
from alliance_cli.extract.language import language
from alliance_cli.filings.announcements import AnnouncementReader
from alliance_cli.filings.reader import FilingReader
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Report
from alliance_cli.reader import CandidateNote, CueNote, Explanation, MentionNote, Reader, ReaderId, Reading, check

GROUP = "alliance.readers"
"""The entry points that plug-ins register under."""

PREFERRED = "ALLIANCE_READER"
"""The environment variable that names the reader to go first."""


class _OnDemand:
    """The rules for Japanese, whose tables are read with the first report that asks for them."""

    id = ja.READER
    languages = frozenset({ja.CODE})

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What the rules read."""
        return _japanese().read(report, gazetteer)


@cache
def _japanese() -> RulesReader:
    from alliance_cli.extract.ja.japanese import Japanese

    return RulesReader(Japanese())


RULES = RulesReader(English())
"""The rules of this program for English."""

BY_RULES: tuple[Reader, ...] = (RULES, _OnDemand())
"""The rules of this program, a reader a language; English, which reads what no other does, comes first."""

FILINGS = FilingReader(RULES)
"""What reads filings with authorities, by the same rules."""

ANNOUNCEMENTS = AnnouncementReader(RULES)
"""What reads announcements to exchanges, by the same rules."""

BY_FORM = (FILINGS, ANNOUNCEMENTS)
"""Those that go by how a report is laid out, whatever its language."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A reader that was found: where it comes from, and why it cannot be used ("" if it can)."""

    name: str
    source: str
    reader: Reader | None = None
    fault: str = ""


class _PlugIn:
    """A reader of others. Whatever it raises, or gives that makes no sense, is a text that was not read."""

    def __init__(self, inner: Reader) -> None:
        self._inner = inner
        name, version = inner.id
        self.id = ReaderId.parse(f"{name}/{version}")
        self.languages = frozenset(map(str, inner.languages))

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What the plug-in reads."""
        try:
            found = self._inner.read(report, gazetteer)
            check(found, report)
            return Reading(
                self.id, tuple(found.claims), str(found.language), str(found.publisher), found.published,
                str(found.unread), partial(_told, found.trace) if found.trace else None,
            )  # fmt: skip
        except Exception as error:
            why = f"the reader {self.id} failed: {type(error).__name__}: {error}"
            known = report.publisher, report.published
            return Reading(self.id, (), language(report.title, report.text), *known, why)


_only: Reader | None = None


def use(reader: Reader | None) -> None:
    """Let this reader read all that is read from now on; None for those that are chosen report by report."""
    global _only  # noqa: PLW0603 - who reads is settled once, by the command
    _only = reader


def asking(name: str, *, budget: int | None = None) -> LlmReader:
    """The reader that a name such as "llm:MODEL" stands for; it spends at most so many tokens, about.

    Nothing is loaded before it is asked. Raises AllianceError (2) for a name of another form.
    """
    model = name.removeprefix(LLM)
    if not name.startswith(LLM) or not model.strip():
        raise AllianceError(f"“{name}” is no reader to choose; it takes {LLM}MODEL", ExitCode.USAGE)
    return LlmReader(model, lambda: load(model), ByReport(), tells, budget=budget)


class ByReport:
    """Whoever would read a report if nobody were chosen."""

    id = RULES.id
    languages = RULES.languages

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What they read."""
        return _by_report(report).read(report, gazetteer)


def tells(report: Report) -> bool:
    """A first look, at the words alone: True for a report that may tell of a tie-up, or in a language without rules."""
    code = language(report.title, report.text)
    if code in RULES.languages:
        return RULES.tells(report)
    return _japanese().tells(report) if code == ja.CODE else bool(report.text.strip() or report.title.strip())


def choose(report: Report) -> Reader:
    """The reader of a report: that of filings or announcements for one, else by its language; the rules for a text in
    a language that none reads, of which they say so.

    Raises AllianceError (78) if the reader that goes first is not there.
    """
    return _only or _by_report(report)


def _by_report(report: Report) -> Reader:
    if (reader := next((reader for reader in BY_FORM if reader.reads(report)), None)) is not None:
        return reader
    return for_language(language(report.title, report.text)) or RULES


def for_language(code: str) -> Reader | None:
    """The reader of texts in a language, None if there is none. Raises AllianceError as `choose`."""
    return next((reader for reader in _in_order() if code in reader.languages), None)


def present(stored: Sequence[str], code: str) -> Reader | None:
    """The reader, as it is now, of a text in a language that is stored as read by others or by an earlier version.

    None if there is none. Raises AllianceError as `choose`.
    """
    if _only is not None:
        return _only
    names = {reader.rpartition("/")[0] for reader in stored}
    return next((reader for reader in BY_FORM if reader.id.name in names), None) or for_language(code)


def _in_order() -> list[Reader]:
    usable = [found.reader for found in installed() if found.reader is not None]
    named = os.environ.get(PREFERRED)
    if not named:
        return usable
    if all(reader.id.name != named for reader in usable):
        known = ", ".join(reader.id.name for reader in usable)
        raise AllianceError(f"{PREFERRED}: no reader “{named}” can be used; there is: {known}", ExitCode.CONFIGURATION)
    return sorted(usable, key=lambda reader: reader.id.name != named)


def _told(trace: Callable[[], Explanation]) -> Explanation:
    """What a plug-in tells of its steps; nothing where that is no explanation."""
    try:
        found = trace()
        mentions = all(note.keys() >= MentionNote.__required_keys__ for note in found["mentions"])
        cues = all(note.keys() >= CueNote.__required_keys__ for note in found["cues"])
        if mentions and cues and all(note.keys() >= CandidateNote.__required_keys__ for note in found["candidates"]):
            return found
    except Exception:
        pass
    return {"mentions": (), "cues": (), "candidates": ()}


@cache
def installed() -> tuple[Installed, ...]:
    """The rules, then the plug-ins by name, usable or not. What cannot be used is told on standard error, once."""
    plug_ins = sorted(_plug_ins(), key=lambda found: found.name)
    for found in plug_ins:
        if found.fault:
            line = f"alliance: the reader {found.name} ({found.source}) is left out: {found.fault}"
            print("".join(c if c.isprintable() else " " for c in line), file=sys.stderr)
    return *(Installed(reader.id.name, "alliance", reader) for reader in BY_RULES), *plug_ins


def _plug_ins() -> Iterator[Installed]:
    from importlib.metadata import entry_points

    taken = {reader.id.name for reader in BY_RULES}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            made: Reader | type[Reader] = point.load()
            reader = _PlugIn(made() if isinstance(made, type) else made)
        except (Exception, SystemExit) as error:  # whatever is wrong with it, all other texts are to be read
            yield Installed(point.name, point.value, fault=f"{type(error).__name__}: {error}")
            continue
        if reader.id.name in taken:
            yield Installed(point.name, point.value, fault=f"there is a reader {reader.id.name} already")
            continue
        taken.add(reader.id.name)
        yield Installed(reader.id.name, point.value, reader)
