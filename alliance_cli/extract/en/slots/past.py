"""Whether what is told beside a figure was long before the report, another deal."""

import re

from alliance_cli.dates.words import MONTH_NAMES


def is_past(before: str, after: str, since: int) -> bool:
    """True where a year long before the report stands beside what is told: "bought in 2005 for $1 billion"."""
    clause, rest = _ENDS.split(_FOUNDED.sub("", before))[-1], _ENDS.split(after)[0][:_JUST]
    if _AGO.search(before) or _AGO_AFTER.match(rest) or _EARLIER.search(before):
        return True
    done = _DONE.search(before) or _OF_YEAR.search(before)
    if done and int(done[1]) < since:
        return True
    return any(int(year) < since for year in _YEAR.findall(clause + rest))


_MONTHS = "|".join(MONTH_NAMES)
_YEAR = re.compile(
    rf"\b(?:in|since|of|(?:{_MONTHS}),?) (?:(?:early|mid|late)[ -])?((?:19|20)[0-9]{{2}})\b", re.IGNORECASE
)
_FOUNDED = re.compile(
    r"\b(?:inception|founded|established|launched|created|formed|born|first|biggest|largest)\b[^,;]{0,60}"
    r"\b(?:in|since) (?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)
"""When something began, or since when nothing was so large."""
_DONE = re.compile(
    r"\b(?:signed|bought|sold|acquired|agreed|purchased|took|paid|struck)\b[^.;,]{0,60} in ((?:19|20)[0-9]{2}) [^;]*$"
)
_ENDS = re.compile(r"(?<!\d{4})[,;:](?! (?:19|20)\d\d\b)|--? ")
_OF_YEAR = re.compile(
    r"\b(?:an?|its|the) ((?:19|20)[0-9]{2}) (?:deal|purchase|acquisition|sale|takeover|merger|bid)\b[^;]*$"
)
_AGO = re.compile(r"\b(?:years?|decade) ago,? when [^,;]*$")
_EARLIER = re.compile(
    r"^(?:\w+ ){0,4}(?:two|three|four|five|six|seven|ten|several|few) years ago,? [^;]*$"
    r"|\byears after [^,;]{0,80}\b(?:bought|acquired|paid|sold|took)\b[^;]*$"
    r"|(?:^|[.;] )Last year, [^;]*\b(?:bought|paid|acquired|sold|took|spent|invested) [^,;]*$",
    re.IGNORECASE,
)
_AGO_AFTER = re.compile(
    r"[^,;]{0,40}\b(?:years?|decade) (?:ago|earlier)\b|[^,;]{0,12}\b(?:purchase|takeover) of [^,;]{1,30} last year\b"
)
_JUST = 40
