"""Which of the dates on a page is that of its publication, and what is doubtful about it.

Flags on the result, beside those of `dates.published`:
    disputed     the page's data and what it shows its readers differ
    changed:DAY  the only day shown is that of a later change: the text may be younger than its date
    guessed      found by a heuristic, or by one sign alone
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from alliance_cli.dates.published import parse
from alliance_cli.models import Published
from alliance_cli.sources.page_dates import Dates, written_in

_BASIC_DAY = re.compile(r"^(\d{4})(\d\d)(\d\d)T(?=\d\d:)")
_NAMED_TWICE = re.compile(r"([+-]\d\d:?\d\d)[A-Z]{2,4}$")
_DOTTED = re.compile(r"\d{1,2} ?\. ?\d{1,2} ?\. ?\d{4}")
_EAST, _WEST = timedelta(hours=14), timedelta(hours=-12)
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(seconds=90)
_DAY = timedelta(days=1)
_LONGEST_APART = timedelta(days=60)
_NO_DATES = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1)})

Readings = Sequence[Published]
"""What a date as written can mean: nothing, one thing, or two where day and month could be either way round."""


class TwoReadingsError(ValueError):
    """A date that could be read two ways, and nothing on the page that settles it."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """The dates of a page as they can be read, with the days that it names plainly."""

    stated: Sequence[Readings]
    labelled: Sequence[Readings]
    shown: Sequence[Readings]
    changed: Sequence[Readings]
    changes: Sequence[Readings]
    elsewhere: Sequence[Readings]
    address: Set[date]

    @property
    def plain(self) -> Set[date]:
        return _days([*self.stated, *self.visible, *self.changed, *self.elsewhere]) | self.address

    @property
    def visible(self) -> Sequence[Readings]:
        return [*self.labelled, *self.shown]


def decided(
    dates: Dates, guess: Callable[[], str], *, day_first: bool | None = None, language: str = ""
) -> Published | None:
    """The date of publication; `guess` is asked, once, where what a page states is not what it shows.

    `day_first` says how to read 01/02/2025; else another date of the page settles it or, for what readers see, the
    `language` of the page. Raises TwoReadingsError.
    """
    habit = _habit(language)
    labelled, shown, changed, elsewhere = (
        [_readings(raw, "page", day_first, habit) for raw in group]
        for group in (dates.labelled, dates.shown, dates.changed, dates.elsewhere)
    )
    stated = [_readings(raw, "metadata", day_first) for raw in dates.stated]
    address = {date.fromisoformat(dates.address)} if dates.address else set[date]()
    changes = [_readings(raw, "metadata", day_first) for raw in dates.changes]
    signs = _Signs(stated, labelled, shown, changed, changes, elsewhere, address)
    seen = _settled(signs.visible, signs.plain, habit)
    if best := _settled(signs.stated, signs.plain):
        return _by_data(best, seen, signs, guess)
    two_ways = next((readings for readings in (*signs.stated, *signs.visible) if len(readings) > 1), None)
    if two_ways and not seen:
        raise TwoReadingsError(f"{two_ways[0].raw!r}: day and month could be either way round")
    return _by_signs(seen, _settled(signs.elsewhere, signs.plain, habit), signs, _guessed(guess))


def _by_data(best: Published, seen: Published | None, signs: _Signs, guess: Callable[[], str]) -> Published:
    """The date that the page states, held against what readers see and, where they do not see it, all other signs."""
    visible = {reading.day for readings in signs.visible for reading in readings}
    found = _local(best, signs, sorted(visible))
    moved = found.day_only and not best.day_only
    others, changed = _days(signs.stated[:2]) - {best.day}, _days(signs.changed)
    if moved or found.day not in visible:
        guessed = _guessed(guess)
        others |= _days(signs.elsewhere) | ({guessed.day} if guessed else set())
        changed |= {day for day in _days(signs.changes) if day > found.day}
    return _compared(
        found,
        None if found.day in visible | signs.address else seen,
        changed,
        others if moved else others - {best.day},
    )


def _by_signs(
    seen: Published | None, far: Published | None, signs: _Signs, guessed: Published | None
) -> Published | None:
    """The day by what is seen near the headline, in the address and elsewhere; guessed where they do not agree."""
    if seen and _is_borne_out(seen, signs, guessed):
        return seen
    if guessed and guessed.day in signs.address:
        return guessed
    if seen and not (guessed and guessed.day in _days(signs.visible)):
        return _flagged(seen, "guessed")
    named = next((Published(_midnight(day), day_only=True, source="page", raw=str(day)) for day in signs.address), None)
    best = guessed if seen else (named or guessed or far)
    return _flagged(best, "guessed") if best else None


def _is_borne_out(seen: Published, signs: _Signs, guessed: Published | None) -> bool:
    """True where the address or the guess agrees, or the page calls it the day of publication and neither differs."""
    if seen.day in signs.address or (guessed and guessed.day in days_of(seen.raw)):
        return True
    return bool(signs.labelled) and (guessed is None or guessed.day in _days(signs.changed))


def days_of(raw: str) -> set[date]:
    """The days that a date as written can be."""
    return {reading.day for reading in _readings(raw, "page", None)}


def _habit(language: str) -> bool | None:
    """Whether the day comes first where that language is written; None where both are usual."""
    code, _, region = language.lower().replace("_", "-").partition("-")
    if code == "en":
        return {"us": False, "": None, "ca": None}.get(region, True)
    return True if code else None


def _readings(raw: str, source: str, day_first: bool | None, habit: bool | None = None) -> Readings:
    """What a date as written can mean; by `habit` the likelier first, where there are two."""
    text = _NAMED_TWICE.sub(r"\1", _BASIC_DAY.sub(r"\1-\2-\3T", raw.strip()))
    for form in (text, written_in(text)):
        found = [reading for hint in _hints(form, day_first, habit) if (reading := _parsed(form, source, hint))]
        if found:
            return [replace(reading, raw=raw.strip()) for reading in found if reading.day not in _NO_DATES]
    return []


def _hints(text: str, day_first: bool | None, habit: bool | None) -> Iterable[bool | None]:
    """The ways to read it: as told; day first where dots stand between, as nobody writes who begins with the month."""
    if day_first is None and _DOTTED.fullmatch(text):
        return (True,)
    return (
        (day_first,) if day_first is not None or _parsed(text, "page", None) else (habit is not False, habit is False)
    )


def _parsed(text: str, source: str, day_first: bool | None) -> Published | None:
    try:
        return parse(text, source=source, day_first=day_first)
    except (ValueError, OverflowError):
        return None


def _settled(dates: Iterable[Readings], days: Collection[date], habit: bool | None = None) -> Published | None:
    """The first date with one reading, with one that is among the `days` the page names plainly, or with a `habit`."""
    for readings in dates:
        for reading in readings:
            if len(readings) == 1 or reading.day in days:
                return reading
        if readings and habit is not None:
            return readings[0]
    return None


def _days(dates: Iterable[Readings]) -> set[date]:
    return {readings[0].day for readings in dates if len(readings) == 1}


def _local(best: Published, signs: _Signs, visible: Sequence[date]) -> Published:
    """A time in UTC on the outlet's own calendar, where another date of the page tells its zone or its day."""
    if best.day_only or best.flags or best.at.utcoffset() or best.at.time() == time():
        return best
    for zone in _zones(best.at, signs.stated):
        return replace(best, at=best.at.astimezone(zone))
    for day in () if best.day in visible else (*visible, *signs.address):
        if (best.at + _WEST).date() <= day <= (best.at + _EAST).date() and day != best.day:
            return replace(best, at=_midnight(day), day_only=True)
    return best


def _zones(at: datetime, stated: Iterable[Readings]) -> Iterator[timezone]:
    """The zones in which other dates of the page are the same moment."""
    for other in (reading for readings in stated for reading in readings if not reading.day_only):
        ahead = other.at.utcoffset() or timedelta()
        if ahead and abs(other.at - at) <= _SLACK:
            yield timezone(ahead)
        elif "zone-missing" in other.flags:
            ahead = round((other.at - at) / _QUARTER) * _QUARTER
            if ahead and _WEST <= ahead <= _EAST and abs(other.at - at - ahead) <= _SLACK:
                yield timezone(ahead)


def _compared(found: Published, seen: Published | None, changed: Collection[date], others: set[date]) -> Published:
    """The date that readers see (`seen`) where it is another than the data says, with what is doubtful as flags."""
    if seen:
        near = abs(seen.day - found.day) <= _LONGEST_APART  # what is shown years later is the day of something else
        return _flagged(replace(seen, source="page") if near else found, "disputed")
    later = max(changed, default=found.day)
    if later - found.day > _DAY:
        return _flagged(found, f"changed:{later.isoformat()}")
    return _flagged(found, "disputed") if others - {found.day} or later < found.day else found


def _guessed(guess: Callable[[], str]) -> Published | None:
    found = _parsed(text, "page", None) if (text := guess()) else None
    return found if found and found.day not in _NO_DATES else None


def _flagged(published: Published, flag: str) -> Published:
    return replace(published, flags=(*published.flags, flag))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
