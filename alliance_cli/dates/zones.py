"""Zone abbreviations as they stand in metadata, feeds and mail: a small table and the rules of the United States."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo

_HOURS: Mapping[str, float] = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "MYT": 8,
    "AWST": 8, "PHT": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "IST": 5.5, "GST": 4, "SST": 8,
    "MET": 1, "MEST": 2, "MEWT": 1, "HNE": -5, "HAE": -4, "HAEC": 2, "HEC": 1,
    "EAT": 3, "CAT": 2, "WAT": 1, "IDT": 3, "TRST": 3, "MSD": 4, "YEKT": 5, "NOVT": 7, "VLAT": 10, "AZT": 4, "GET": 4,
    "UZT": 5, "NPT": 5.75, "MMT": 6.5, "WITA": 8, "WIT": 9, "KDT": 10, "BRST": -2, "CLT": -4, "CLST": -3, "COT": -5,
    "PET": -5, "VET": -4, "UYT": -3, "ECT": -5, "BOT": -4, "PYT": -4, "CHST": 10, "AWDT": 9,
}  # fmt: skip
"""Hours east of Greenwich. Where a name means several zones this holds the one most met in business news."""

AMBIGUOUS = frozenset({"CST", "IST", "AST", "GST", "SST"})
"""CST: Chicago or China; IST: India, Israel or Ireland; AST: Atlantic or Arabia; GST: Gulf or South Georgia;
SST: Singapore or Samoa. Their times are read by the table and flagged."""

_AMERICAN: Mapping[str, int] = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}


def offset(name: str, local: datetime) -> timezone | None:
    """The zone called `name` (any case) at the wall-clock time `local`, None where the table does not know it."""
    key = name.upper()
    if "/" in name:
        return _of_place(name, local)
    if key in _AMERICAN:
        return timezone(timedelta(hours=_AMERICAN[key] + _is_american_summer(local)))
    hours = _HOURS.get(key)
    return None if hours is None else timezone(timedelta(hours=hours))


def is_known(name: str) -> bool:
    """True for an abbreviation of the table, in any case."""
    return name.upper() in _HOURS or name.upper() in _AMERICAN


def _of_place(name: str, local: datetime) -> timezone | None:
    """The zone of a place ("America/Los_Angeles") as the database of zones has it, which dateutil finds anywhere."""
    from dateutil.tz import gettz

    try:
        zone: tzinfo | None = gettz(name)
    except (ValueError, OSError):
        zone = None
    east = local.replace(tzinfo=zone).utcoffset() if zone else None
    return None if east is None else timezone(east)


def _is_american_summer(local: datetime) -> bool:
    """Daylight saving in the United States, by the rules of 1987 and of 2007; earlier years count as winter."""
    if local.year >= 2007:
        first, last = _sunday(local.year, 3, 8), _sunday(local.year, 11, 1)
    elif local.year >= 1987:
        first, last = _sunday(local.year, 4, 1), _sunday(local.year, 10, 25)
    else:
        return False
    return first <= local < last


def _sunday(year: int, month: int, earliest: int) -> datetime:
    """Two in the morning of the first Sunday on or after a day of a month."""
    day = datetime(year, month, earliest, 2)
    return day + timedelta(days=(6 - day.weekday()) % 7)
