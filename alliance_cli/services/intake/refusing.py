"""What is typed and cannot be meant: refused in one line, before anything is stored."""

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from alliance_cli import names, resolve
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Basis, PartialDate, Party, Stage, Status
from alliance_cli.reader import MOST_PARTIES
from alliance_cli.sources import urls
from alliance_cli.store import lookup
from alliance_cli.store.kinship import Kinship
from alliance_cli.unseen import has_any

_LONGEST = 200
_EARLIEST = 1800
"""No report of a tie-up that anybody types is from a year before this; "0205" is a slip for "2025"."""

_SHORT, _LONG = 4, 9
"""A name of fewer letters is like too many others; in one of so many two may be wrong."""


def refuse_names(wanted: Sequence[str]) -> None:
    """Raises AllianceError (2) for a name that names nobody, for less than two, and for more than any tie-up has."""
    if len(wanted) > MOST_PARTIES:
        raise _no(f"{len(wanted)} companies make no one tie-up; name at most {MOST_PARTIES}")
    for name in wanted:
        refuse_name(name)
    if len(wanted) < 2:
        raise _no("name two or more companies, or give --text FILE")


def refuse_name(name: str) -> None:
    """Raises AllianceError (2) for a name that names nobody."""
    if not names.fold(name):
        raise _no(f"“{name}” is no name" if name.strip() else "a name is empty")
    if any(unicodedata.category(letter) == "Cc" for letter in name.strip()):
        raise _no(f"{name!a} is no name: there is a control character in it")
    if len(name) > _LONGEST:
        raise _no(f"a name of {len(name)} letters is none (“{name[:40]}…”); the words go to --note")


def refuse_twice(parties: Sequence[Party]) -> None:
    """Raises AllianceError (2) where two names stand for one company."""
    first: dict[str, Party] = {}
    for party in parties:
        other = first.setdefault(party.company, party)
        if other is not party:
            both = " and ".join(dict.fromkeys(f"“{p.mentions[0]}”" for p in (other, party)))
            raise _no(f"{party.name} is named twice ({both}); a talk needs different companies")


def refuse_date(when: PartialDate, today: date, option: str = "--date") -> None:
    """Raises AllianceError (2) for a day that is to come, or that no report is from."""
    if when.start > today:
        raise _no(f"{option}: {when} is still to come (today is {today})")
    if when.start.year < _EARLIEST:
        raise _no(f"{option}: {when} is no date of a report")


def refuse_address(url: str, option: str = "--url") -> None:
    """Raises AllianceError (2) for what is no web address."""
    if url and not (
        urls.is_url(url) and not has_any(url) and "." in url.partition("://")[2].partition("/")[0].strip(".")
    ):
        raise _no(f"{option}: “{url}” is no address; it begins with https://, then the host")


def refuse_place(region: str, option: str = "--region") -> None:
    """Raises AllianceError (2) for a market in which no place is known, the user's own included."""
    if region:
        from alliance_cli import places

        if not places.is_known(region):
            raise _no(f"{option}: {places.unknown(region)} ([regions] of the configuration names markets of your own)")


def refuse_strangers(companies: Iterable[str], talk: str, parties: Iterable[str], kin: Kinship) -> None:
    """Raises AllianceError (2) where none of these companies, nor who owns it or is owned by it, is of a talk's."""
    theirs = {one for party in parties for one in kin.ever_one_with(party)}
    if not any(theirs & set(kin.ever_one_with(company)) for company in companies):
        raise _no(f"talk {talk} is of other companies, none of which is named")


def refuse_contradiction(status: Status, stage: Stage | None, basis: Basis | None, origin: str, *, said: bool) -> None:
    """Raises AllianceError (2) for words that exclude each other; `said` is true where somebody reported it."""
    if stage and (stage is Stage.ENDED) != (status is Status.ABANDONED):
        raise _no(f"a talk that is {status} cannot be at stage {stage}; leave out --stage or give another --status")
    if basis is Basis.JUDGEMENT and said:
        raise _no("a judgement is your own word: leave out --origin, --publisher and --url, or give another --basis")
    if (basis is Basis.ANONYMOUS and origin == "company") or (basis is Basis.ON_RECORD and origin == "sources"):
        raise _no(f"--basis {basis} does not go with --origin {origin}")


class SlipError(AllianceError):
    """A `name` nobody listed that is a letter or so from those of the companies `meant`; nothing was stored."""

    def __init__(self, name: str, meant: Sequence[str]) -> None:
        asked = " or ".join(f"“{label}”" for label in meant)
        super().__init__(
            f"no company called “{name}”; did you mean {asked}? --new-company adds it as a new one", ExitCode.USAGE
        )
        self.name = name
        self.meant = tuple(meant)


def refuse_slips(conn: sqlite3.Connection, unknown: Sequence[str], known: Sequence[str] | None = None) -> None:
    """Raises SlipError for a name nobody listed that is a letter or so from one that is known, AllianceError (2) for a
    number. `known` are all folded names, where they are at hand.
    """
    keys = (lookup.all_keys(conn) if known is None else known) if unknown else []
    for name in unknown:
        if names.fold(name).replace(" ", "").isdecimal():
            raise _no(f"“{name}” is a number, and no company is called so; --new-company adds it as a new one")
        near = _labels(conn, _one_letter_off(name, keys))
        if near:
            raise SlipError(name, near)


def _labels(conn: sqlite3.Connection, keys: Iterable[str]) -> list[str]:
    """What the companies of these folded names are called."""
    return list(dict.fromkeys(label for key in keys for _, label in lookup.by_name(conn, key)))


def _one_letter_off(name: str, known: Sequence[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: dict[str, None] = {}
    for text in dict.fromkeys((names.fold(name), names.key(name))):
        if len(text) >= _SHORT:
            slips = 2 if len(text) >= _LONG else 1
            hits = process.extract(text, known, scorer=OSA.distance, score_cutoff=slips, limit=3)
            found.update(dict.fromkeys(key for key, _, _ in hits))
    return list(found)


def usual_outlet(publisher: str) -> str:
    """What the outlet that was typed is called, "" for none."""
    return resolve.outlet(publisher)


def hint(conn: sqlite3.Connection, unknown: Sequence[str]) -> dict[str, list[str]]:
    """For each name nobody listed those that are somewhat like it."""
    known = lookup.all_keys(conn) if unknown else []
    return {name: _labels(conn, resolve.nearest(name, known)) for name in unknown}


def _no(message: str) -> AllianceError:
    return AllianceError(message, ExitCode.USAGE)
