"""What is no prose taken out of a text, at the same length: links, markup, credits, standing notices, datelines.

Repetitions over free text are bounded: a hostile text must not make a pattern try every length from every place.
"""

import re

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.text.links import without_links
from alliance_cli.extract.en.text.ornaments import without_ornaments

# "UPDATE 2-Adecco to buy ...", "Exclusive: Glencore, Xstrata in ..."
_HEADING = re.compile(
    r"\A\s{0,4}(?:UPDATE|WRAPUP|BRIEF|RPT|REFILE|CORRECTED|EXCLUSIVE|Exclusive|CORRECTED-UPDATE)(?:\s\d{1,2})?\s?[-:]\s?"
)
_MARKS = re.compile(
    r"[*®™©℠†‡§¶`\u00b9\u00b2\u00b3\u2070-\u2079\u200b-\u200f\u2060\ufeff\[\]"
    r"\u2196-\u2199\u2600-\u27bf\u2934\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"  # arrows of links, pictures
)
_LINE_MARKS = re.compile(
    r"\n(?:[#>\s]{1,12}(?=\S)|\s{0,8}[-•·] (?=\S)|\s{0,8}(?:[A-Z]{1,3}>|\|)[ \t](?=[^|\n]+$))", re.M
)
# "PARIS, March 4 (Reuters) - ", "(Adds quote) By Jane Doe TOKYO (Kyodo) -- "
_DATELINE = re.compile(
    r"\A\s{0,9}(?:\([^()\n]{0,200}\)\s{0,9})?(?:By [^\n()]{2,80}\s)?"
    r"[^\n()]{0,90}\((?:[A-Z][\w .&-]{1,40})\)\s{0,3}[-–—]{1,2}\s?"
)
# press services: "SAN JOSE, Calif., Sept. 8, 2021 /PRNewswire/ -- "
_SLASHLINE = re.compile(
    r"\A\s{0,9}[A-Z][^\n/]{1,80}/\s?[^\n/]{2,40}/\s?(?:[A-Z][a-z]{2,9}\.?\s\d{1,2},\s\d{4}\s?/[-–—\s]{0,4}|[-–—]{1,2}\s)"
)
# without an agency: "SEOUL, Feb 26 - ", "PARIS -- "
_DAYLINE = re.compile(
    r"\A\s{0,9}(?:[A-Z][A-Za-z./' ]{1,40}, ){0,2}"
    r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2} [-–—]{1,2}\s"
    r"|\A\s{0,9}[A-Z][A-Z./ ]{2,40} [-–—]{1,2}\s"
)
_ABOUT = re.compile(r"\n\s{0,4}(?:About|More about|ABOUT) [A-Z][^\n]{0,80}$", re.M)
_RELEASE = 200
""" "About Renault" before this character is a heading; behind it, it begins the portrait that closes a release."""


def mask(text: str) -> str:
    """The text with everything that is no prose blanked out, at the same length.

    Link targets, URLs, markup, prices of shares, credits and standing notices go; what a link says stays.
    """
    text = without_links(without_ornaments(text))
    if not text.isascii() or any(mark in text for mark in "*[]`"):
        text = _MARKS.sub(" ", text)
    # the first line may begin with a mark too
    text = _LINE_MARKS.sub(_blank_line_mark, "\n" + text)[1:]
    return _cut_notices(text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_line_mark(match: re.Match[str]) -> str:
    """The marks blanked out; the line ends stay, since an empty line parts paragraphs."""
    return _NO_LINE_END.sub(" ", match[0])


_NO_LINE_END = re.compile(r"[^\n]")


def _cut_notices(text: str) -> str:
    """The text without the portrait that closes a press release ("About Renault ...") and without standing notices."""
    about = _ABOUT.search(text)
    if about and about.start() > _RELEASE:
        text = text[: about.start()] + " " * (len(text) - about.start())
    kept: list[str] = []
    done = 0
    rests = LEX.boilerplate
    for found in _NOTICES.finditer(text):
        at = found.start()
        if at < done:
            continue  # within a notice that is gone already
        # a notice blanks its line ("Reporting by ..."), or all that follows
        stop = -1 if rests[found[0]] == "rest" else text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        kept += (text[done:at], " " * (stop - at))
        done = stop
    return "".join([*kept, text[done:]]) if done else text


def _notices() -> re.Pattern[str]:
    """One pass for all phrases, those of one first letter together: at any place one group is tried."""
    groups: dict[str, list[str]] = {}
    # the longest first, as an alternative takes the first that fits
    for phrase in sorted(LEX.boilerplate, key=len, reverse=True):
        groups.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()))


_NOTICES = _notices()


def without_heading_marks(title: str) -> str:
    """The masked title with a leading "UPDATE 2-", "EXCLUSIVE:" blanked out."""
    return _HEADING.sub(_blank, mask(title))


def without_dateline(text: str) -> str:
    """The masked text with a leading "CITY (Agency) - " blanked out."""
    found = _DATELINE.match(text) or _SLASHLINE.match(text) or _DAYLINE.match(text)
    return " " * found.end() + text[found.end() :] if found else text
