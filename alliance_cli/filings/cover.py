"""What the cover of a filing says, where no header of the authority stands before it."""

import re
from datetime import date, datetime

from alliance_cli.dates.words import MONTH_NAMES
from alliance_cli.filings.about import Filing, Registrant

_FORM = re.compile(r"\bform\s{1,9}(8\s?-?\s?k(?:\s?/\s?a)?|6\s?-\s?k(?:\s?/\s?a)?)(?!\w)", re.IGNORECASE)
_AMENDED = re.compile(r"\bamendment\s{1,5}no\b", re.IGNORECASE)
_CHARTER = re.compile(
    r"\(?\s{0,5}(?:exact\s{1,9})?name\s{1,9}of\s{1,9}(?:the\s{1,9})?(?:registrant|issuer|company|corporation)[,\s]{0,9}"
    r"(?:as\s{1,9})?(?:it\s{1,9}appears\s|(?:is\s{1,9})?specified|set\s{1,9}forth|stated|appearing)",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTH_NAMES)
_EVENT = re.compile(
    r"date\s{1,9}of\s{1,9}(?:the\s{1,9})?(?:earliest\s{1,9}event|report)[^\d]{0,160}?"
    rf"({_MONTH})\.?\s{{1,9}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,9}}(\d{{4}})",
    re.IGNORECASE,
)
_EVENT_BEFORE = re.compile(
    rf"({_MONTH})\.?\s{{1,9}}(\d{{1,2}}),?\s{{1,9}}(\d{{4}})[\s(]{{1,40}}date\s{{1,9}}of\s{{1,9}}(?:earliest|report)",
    re.IGNORECASE,
)
_COMMISSION = re.compile(r"securities\s{1,9}and\s{1,9}exchange\s{1,9}commission", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_COVER = 8000
"""So many characters of a document may be its cover."""


def is_cover(text: str) -> bool:
    """True for a text that begins as a current report does."""
    start = text[:_COVER]
    return bool(_FORM.search(start) and _COMMISSION.search(start) and (_CHARTER.search(start) or _EVENT.search(start)))


def read_cover(text: str) -> Filing | None:
    """The form, who files and the day of the event, as the cover has it; None where it names no form."""
    start = text[:_COVER]
    form = _FORM.search(start)
    if form is None:
        return None
    name = "".join(form[1].split()).upper()
    name = name if "-" in name else name.replace("8K", "8-K")
    if "/" not in name and _AMENDED.search(start[form.end() : form.end() + 300]):
        name += "/A"
    filer = _name(start)
    return Filing(name, event=_event(start), registrants=(Registrant(filer),) if filer else ())


def _name(start: str) -> str:
    """The name above "(Exact name of registrant as specified in its charter)"."""
    charter = _CHARTER.search(start)
    above = start[: charter.start()].rstrip("( \n\t") if charter else ""
    lines = [" ".join(line.strip(" \t*_-=").split()) for line in above.split("\n")[-6:]]
    named = [line for line in lines if len(_LETTERS.findall(line)) > 1]
    return named[-1][:200] if named and not any(char.isdigit() for char in named[-1][-4:]) else ""


def _event(start: str) -> date | None:
    found = _EVENT_BEFORE.search(start) or _EVENT.search(start)
    if found is None:
        return None
    try:
        return datetime.strptime(f"{found[1].title()} {found[2]} {found[3]}", "%B %d %Y").date()
    except ValueError:
        return None
