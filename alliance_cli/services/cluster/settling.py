"""Which reading of a report counts, and what the report is called: what a ledger decides as reports come in. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alliance_cli.ledger import identity
from alliance_cli.models import Claim, Report
from alliance_cli.services.keeping.sameness import found_by_text, is_of_that_number


class Read(NamedTuple):
    """A reading of a report: the number under which it arrived, the key and the digest of the report.

    `report` and `claims` are there where the source has only counted it: then what was counted so before decides.
    """

    arrival: int
    key: str
    digest: str
    has_text: bool
    report: Report | None = None
    claims: Sequence[Claim] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The reading of a report that counts: when the report came in first, when this reading did."""

    report: str
    arrived: int
    arrival: int
    digest: str


@dataclass(slots=True)
class _State:
    settled: Settled
    read: Read


def group_of(key: str, publisher: str, url: str) -> str:
    """What all readings share that may be one report, or of one content: its address, else its outlet."""
    return key if url else f"by:{publisher.casefold()}"


def is_counted(key: str, report: Report) -> bool:
    """True where the id that a report has from its source may be another's tomorrow."""
    return found_by_text(key) and bool(report.record_id and report.publisher)


def settled(readings: Iterable[Read]) -> dict[int, Settled]:
    """The readings that count, by their number; all of one group, in the order in which they arrived.

    What a ledger does with reports of one run: a content that came before changes nothing, nor does a title without a
    text; any other under the same key is a revision, and the last counts.
    """
    states: dict[str, _State] = {}
    digests: set[str] = set()
    for read in readings:
        key = _key(read, states)
        known = states.get(key)
        poorer = known is not None and known.read.has_text and not read.has_text
        if poorer or read.digest in digests:
            continue
        digests.add(read.digest)
        first = known.settled.arrived if known else read.arrival
        states[key] = _State(Settled(identity.report_id(key), first, read.arrival, read.digest), read)
    return {state.settled.arrival: state.settled for state in states.values()}


def _key(read: Read, states: dict[str, _State]) -> str:
    if read.report is None:
        return read.key
    counted = identity.id_key(read.report)
    held = states.get(counted)
    if held is None or held.read.report is None:
        return counted
    theirs = held.read
    assert theirs.report is not None
    again = is_of_that_number(read.report, read.claims, theirs.report, lambda: theirs.claims)
    return counted if again else read.key


def claim_id(found: Settled, place: int) -> str:
    """The id of a claim of a reading that counts, as a ledger has it."""
    return identity.claim_id(found.report, found.digest, place)
