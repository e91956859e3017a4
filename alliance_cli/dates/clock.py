"""The time of day and the zone in what stands around a date."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

from alliance_cli.dates import zones

_TIME = re.compile(
    r"(?:\bT|(?<![\d:]))(\d{1,2})(?:[:.h時时시] ?(\d{2})(?:[:分분] ?(\d{2})(?:[.,](\d{1,9}))?秒?)?분?分?)?"
    r" ?([ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_HALVES = {
    "am": "午前 上午 오전 凌晨 清晨 早上 पूर्वाह्न ص".split(),
    "pm": "午後 下午 오후 中午 傍晚 晚上 अपराह्न م".split(),
}
_HALF_DAY = {word: half for half, words in _HALVES.items() for word in words}
_NAME = r"[A-Za-z]{1,5}|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2}"
_OFFSET = re.compile(
    r"(?:[(\[][A-Za-z]{1,5}[)\]]\s?)?(?:(?:UTC|GMT|[A-Z]{3,5} ?(?=[+-]\d{4}))\s?)?([+-])(\d{1,2})(?::?(\d{2}))?"
    rf"(?:\s*[(\[][\w/ +:-]{{1,40}}[)\]]|\s?Z|\s(?:{_NAME}))?",
    re.IGNORECASE,
)
_LOST_SIGN = re.compile(r"(0\d|1[0-4]):?([0134][05])")
_ZONE = re.compile(rf"[(\[]?({_NAME})[)\]]?")
_FILLER = re.compile(
    r"\b(?:(?:first )?(?:published|posted)|publication date|pubdate|date|on|at|um|uhr|à|a las|às|le|hrs|the|kl|klo|"
    r"godz|saat|pukul|ore|alle|в|о|р|г|год|року|d|στις|vào lúc|vào|lúc|jam|kell|klockan|tarihinde|في)\b:?"
    r"|\b(?:v|w|o|u|ob|la|om|ora|hod)\b(?=\.? (?:godz|ora|hod)?\.? ?\d{1,2}[:.h])"
    r"|(?:เวลา|น\.|को|बजे|ב-|@)",
    re.IGNORECASE,
)
_LONG_ZONE = re.compile(r"[(\[]?((?:[A-Z][a-z]+ ){1,3}Time)[)\]]?")
_BRACKETED = re.compile(r"[(\[]((?:UTC|GMT)[^()\[\]]{2,8})[)\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """What follows or precedes a date: a time of day, a zone by offset or by name.

    `carry` is 1 where the time is 24:00 of that day; `doubts` are flags.
    """

    at: time | None = None
    carry: int = 0
    offset: timezone | None = None
    zone: str = ""
    doubts: tuple[str, ...] = ()


def read(text: str) -> Clock | None:
    """The time and zone a text consists of; None where it holds anything else. Raises ValueError for 25:00."""
    half = next((word for word in _HALF_DAY if word in text), "")
    rest = leftover(text.replace(half, " ") if half else text)
    if text.lstrip(" ,")[:1] in {"+", "-"} and not re.search(r"\d:\d", text):
        rest = text.strip(" ,")
    if not rest or _lone_zone(rest):
        return Clock()
    match = _TIME.match(rest)
    if not match or not (match[2] or match[5]):
        return None
    at, carry = _time(match, _HALF_DAY.get(half, ""))
    return _with_zone(rest[match.end() :].strip(" ,;|·"), at, carry)


def leftover(text: str) -> str:
    """What is left of a text without the words that stand around dates."""
    return " ".join(_FILLER.sub(" ", text).split()).strip(" ,.;:|·-")


def zone(clock: Clock, local: datetime) -> tuple[timezone, tuple[str, ...]]:
    """The zone of a time, and what is doubtful about it."""
    if clock.offset is not None:
        return clock.offset, clock.doubts
    if not clock.zone:
        return UTC, ("zone-missing",)
    known = zones.offset(clock.zone, local)
    if known is None:
        return UTC, (f"zone-unknown:{clock.zone}",)
    name = clock.zone.upper()
    return known, (f"zone-ambiguous:{name}",) if name in zones.AMBIGUOUS else ()


def _lone_zone(text: str) -> bool:
    """A zone without a time, as XML schema allows on days and some programs write; it changes nothing of a day."""
    return text in {"Z", "z"} or bool(re.fullmatch(r"[+-]\d\d:?\d\d", text)) or zones.is_known(text)


def _time(match: re.Match[str], half: str) -> tuple[time, int]:
    """The time of day, and 1 where it is 24:00 of that day."""
    hour, minute, second = int(match[1]), int(match[2] or 0), min(int(match[3] or 0), 60)
    half = (match[5] or half)[:1].lower()
    if half and hour <= 12:
        if hour == 0 and half == "p" and match[5]:
            raise ValueError("hour out of range")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half == "a":  # "13:14 pm" is a clock of 24 hours with an ornament, "13:14 am" is neither
        raise ValueError("hour out of range")
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    carry = int(hour == 24 and minute == second == 0)
    return time(0 if carry else hour, minute, min(second, 59), micro), carry


def _initials(name: str) -> str:
    """ "EST" for "Eastern Standard Time"."""
    return "".join(word[0] for word in name.split())


def _with_zone(text: str, at: time, carry: int) -> Clock | None:
    if not text:
        return Clock(at, carry)
    if bracketed := _BRACKETED.fullmatch(text):
        text = bracketed[1]
    if (named := _LONG_ZONE.fullmatch(text)) and zones.is_known(initials := _initials(named[1])):
        text = initials
    if match := _OFFSET.fullmatch(text):
        east = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return Clock(at, carry, offset=timezone(-east if match[1] == "-" else east))
    if match := _LOST_SIGN.fullmatch(text):  # a plus that an address or a form turned into a space
        east = timedelta(hours=int(match[1]), minutes=int(match[2]))
        return Clock(at, carry, offset=timezone(east), doubts=("zone-sign-missing",) if east else ())
    if match := _ZONE.fullmatch(text):
        return Clock(at, carry, zone=match[1])
    return None
