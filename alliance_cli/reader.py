"""What turns a report into claims: the seam that every reader is held to, whoever wrote it.

A reader has an id with a version, which is stored with what it read, so that texts can be read again by a better one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, TypedDict

from alliance_cli.claim_fields import TERM_FIELDS, ClaimField
from alliance_cli.field_types import PARTIAL
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Basis, Claim, Evidence, Kind, PartialDate, Party, Published, Report, Role, Stage, Status
from alliance_cli.vocabulary import BY_HAND

_NAME = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_COMPANY = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

MOST_PARTIES = 100
"""No one tie-up has more; each is held against each other, so that thousands would keep a command busy."""

LANGUAGE = "language"
"""Why nothing was read in a text of another language."""


class ReaderId(NamedTuple):
    """The name of a reader and its version, as text "rules-en/7"."""

    name: str
    version: int

    @classmethod
    def parse(cls, text: str) -> "ReaderId":
        """An id out of its text. Raises ValueError for a text that is none."""
        name, slash, version = text.rpartition("/")
        if not (slash and version.isascii() and version.isdigit() and _NAME.fullmatch(name)):
            raise ValueError(f"“{text}” is no reader")
        return cls(name, int(version))

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"

    def is_met_by(self, stored: str) -> bool:
        """True if what is stored under this id needs no other look: it is of this reader, of no earlier version."""
        try:
            name, version = ReaderId.parse(stored)
        except ValueError:
            return False
        return name == self.name and version >= self.version


class MentionNote(TypedDict):
    """A name where it stands, and why it can be a party or not. Offsets count in `field`, `text` or `title`."""

    surface: str
    field: str
    start: int
    end: int
    name: str
    sort: str
    company: str
    accepted: bool
    why: tuple[str, ...]


class CueNote(TypedDict):
    """A word for a tie-up where it stands, what was read of it ("" for no `rule`) and why it was `dropped`."""

    words: str
    field: str
    start: int
    end: int
    frame: str
    rule: str
    parties: tuple[str, ...]
    kind: str
    dropped: str


class CandidateNote(TypedDict):
    """A talk that a reader considered, what speaks for it, and why it was `dropped` ("": it was kept)."""

    parties: tuple[str, ...]
    kind: str
    main: bool
    score: float
    rules: tuple[str, ...]
    why: tuple[str, ...]
    dropped: str


class Explanation(TypedDict):
    """What lies between a report and its claims."""

    mentions: tuple[MentionNote, ...]
    cues: tuple[CueNote, ...]
    candidates: tuple[CandidateNote, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a report.

    `language` is the code of the language that the text seems to be in, "und" if that cannot be told. `publisher` and
    `published` are the report's own, else what its text says of itself, else "" and None. `unread` is "", or why
    nothing was read, such as `LANGUAGE`. `trace` tells how the claims came about, for readers that can.
    """

    reader: ReaderId
    claims: tuple[Claim, ...]
    language: str
    publisher: str = ""
    published: Published | None = None
    unread: str = ""
    trace: Callable[[], Explanation] | None = None

    @property
    def why_unread(self) -> str:
        """Why nothing was read, in words; empty where it was."""
        return f"language ({self.language})" if self.unread == LANGUAGE else self.unread


class NotReadError(Exception):
    """Why a text was not read that may be read later: it is kept aside for then."""


class Reader(Protocol):
    """Anything that reads reports in these languages. The same report and companies give the same reading."""

    @property
    def id(self) -> ReaderId:
        """Its name and version; the version is raised whenever it comes to read otherwise."""

    @property
    def languages(self) -> frozenset[str]:
        """The two-letter codes of the languages that it reads."""

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What a report claims."""


class Checked(NamedTuple):
    """A reading without the claims that do not stand up, and how many those were."""

    reading: Reading
    dropped: int


def check(reading: Reading, report: Report) -> Checked:
    """Hold a reading to the report.

    Left out are claims that are not made of the words of the vocabulary, claims of fewer than two companies or of more
    than `MOST_PARTIES`, claims without a quote or with one that is not the report's text (or title) at its offsets, and
    claims of a party that the report does not name.
    """
    kept = tuple(claim for claim in reading.claims if _stands_up(claim, report))
    dropped = len(reading.claims) - len(kept)
    return Checked(replace(reading, claims=kept) if dropped else reading, dropped)


def _stands_up(claim: Claim, report: Report) -> bool:
    return (
        isinstance(claim, Claim)
        and _is_made_of_words(claim)
        and 1 < len({party.company for party in claim.parties}) <= MOST_PARTIES
        and all(_is_named(party, report) for party in claim.parties)
        and bool(claim.evidence)
        and all(_stands_in(quote, report) for quote in claim.evidence)
    )


_WORDS: Mapping[str, type[StrEnum]] = {"kind": Kind, "status": Status, "stage": Stage, "basis": Basis}


def _is_made_of_words(claim: Claim) -> bool:
    """True if each field is what its type says, and what a reader may say: a judgement is the user's alone."""
    return (
        all(isinstance(getattr(claim, name), words) for name, words in _WORDS.items())
        and all(isinstance(kind, Kind) for kind in claim.also_kinds)
        and claim.basis is not Basis.JUDGEMENT
        and isinstance(claim.event_date, PartialDate | None)
        and all(_is_term(field, getattr(claim, field.name)) for field in TERM_FIELDS)
        and isinstance(claim.confidence, int | float)
        and 0 <= claim.confidence <= 1
        and all(isinstance(text, str) and _can_be_written(text) for text in _texts(claim))
    )


def _is_term(field: ClaimField, value: Any) -> bool:
    """True for a term that its columns can hold."""
    if field.type is PARTIAL:
        return isinstance(value, PartialDate | None)
    if field.type.listed:
        return isinstance(value, tuple) and all(isinstance(text, str) and _can_be_written(text) for text in value)
    try:
        return value is None or (field.type.checks[0](value) is not False or isinstance(value, bool))
    except (ValueError, TypeError):
        return False


def _texts(claim: Claim) -> Iterator[str]:
    yield from (claim.origin, claim.region, claim.subject, claim.speaker, *claim.relayed_by, *claim.doubts)
    for party in claim.parties:
        yield from (party.name, party.company, *party.mentions, *party.candidates)
    for quote in claim.evidence:
        yield quote.rule


def _can_be_written(text: str) -> bool:
    """False for half a surrogate pair, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_named(party: Party, report: Report) -> bool:
    """True if the party, a company with an id that can be one, is written somewhere in the report."""
    surfaces = [surface for surface in (party.name, *party.mentions) if surface.strip()]
    written = any(_is_written(surface, text) for surface in surfaces for text in (report.text, report.title))
    ids = (party.company, *party.candidates)
    return written and isinstance(party.role, Role) and all(_COMPANY.fullmatch(company) for company in ids)


def _is_written(name: str, text: str) -> bool:
    """True if a text has a name, whatever marks and line ends stand between its words, in letters however wide."""
    if name in text or _as_narrow(name) in _as_narrow(text):
        return True
    words = re.findall(r"\w+", name)
    return len(words) > 1 and re.search(_BETWEEN.join(map(re.escape, words)), text) is not None


def _as_narrow(text: str) -> str:
    """The text with "ＮＴＴ" as "NTT"; between signs that are not also without blanks."""
    made = unicodedata.normalize("NFKC", text)
    return made if made.isascii() else _WITHIN.sub("", made)


_WITHIN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_BETWEEN = r"(?:\W{1,40}(?:https?://\S{1,500}\W{1,9})?|\W{0,3}[(\[][^()\[\]\n]{1,40}[)\]]\W{0,3})"
"""What may stand between the words of a name: marks, an address, a note in brackets ("Zettaron (UK) Limited")."""


def _stands_in(quote: Evidence, report: Report) -> bool:
    """True if the quote is the text at its offsets, and is not given out as the user's."""
    field = {"text": report.text, "title": report.title}.get(quote.field)
    if field is None or quote.rule == BY_HAND or not (isinstance(quote.start, int) and isinstance(quote.end, int)):
        return False
    return 0 <= quote.start < quote.end and field[quote.start : quote.end] == quote.quote
