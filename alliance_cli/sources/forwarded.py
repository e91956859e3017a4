"""Mails that pass on another mail in their text: which words are whose. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from functools import cache

from alliance_cli import package_data
from alliance_cli.dates.published import parse
from alliance_cli.models import Published, Report

_FIELD = re.compile(r"[ \t>]*\*{0,2}([^\s:：*][^:：*\n]{0,24}?)\*{0,2}[ \xa0]?[:：]\*{0,2}[ \t\xa0]*(.*)")
_DASHES = re.compile(r"[ \t>]*[-_=*—]{2,}.{0,200}")
# a mail in HTML made a text by Yahoo: "----- Forwarded Message ----- From: A <a@b.c>To: ...Sent: ...Subject: ..."
_RUN_ON = re.compile(r"(?m)^([ \t>]*-{2,} ?Forwarded [Mm]essage ?-{2,}) *(From: [^\n]{1,1000})$")
# eM Client leaves the colons out
_NO_COLONS = re.compile(
    r"(?m)^(-{4,} ?(?:Forwarded|Original) [Mm]essage ?-{4,}\n)"
    r"((?:(?:From|To|Cc|Sent|Date|Subject) [^\n:]{1,4}[^\n]{0,900}\n){3,6})"
)
_RUN_ON_FIELD = re.compile(r"\s*(From|To|Cc|Sent|Date|Subject): ?")
_OPENS = re.compile(r"[ \t>]*[^\n]{4,80}[:：][ \t]*")
_AT = r"(?:[ ,]{1,2}(?:at |à |um |alle |às |om |a las )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?: Uhr)?"
_WROTE = r"(?: (?:wrote|a écrit|ha scritto|escribió|escreveu|schreef))?[ \xa0]?:[ \t]*"
_REPLY = re.compile(
    rf"[ \t>]*(?:On|Le|Am|El|Il|Em|Op) (?P<date>[^\n<>]{{4,60}}?\d{{4}}{_AT}(?: (?:[+-]\d{{4}}|[A-Z]{{3,4}}))?)?),? "
    rf"(?:schrieb )?(?P<from>[^\n:]{{2,160}}?){_WROTE}"
)
_NOTED = re.compile(
    r"[ \t>]*(?P<date>\d{1,2}[./]\d{1,2}[./]\d{4},? (?:в )?\d{1,2}:\d\d),? "
    r"(?P<from>[^\n:<>]{2,120} <[^\s<>]{3,120}>) ?:[ \t]*"
)
"""As Yandex has it: "06.03.2025, 17:58, "Deal Desk" <desk@e.com>:"."""
_BY = re.compile(
    r"[ \t>]*(?P<date>\d{1,2}\.? \w{3,9}\.? \d{4},? \d{1,2}:\d\d) by (?P<from>[^\s:<>]{3,120}@[^\s:<>]{3,120}):[ \t]*"
)
"""As Tuta has it: "6 Mar 2025, 17:58 by desk@e.com:"."""
_GROUPWISE = re.compile(
    r">>> ?(?P<from>[^\n<>]{2,80}(?: <[^\s<>]{3,120}>)?) "
    r"(?P<date>\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d\d(?: ?[AP]M)?) ?>>>[ \t]*"
)
_ZOHO = re.compile(
    r"[ \t>]*-{2,6} ?On (?P<date>[^\n<>]{4,60}?\d{4} \d{1,2}:\d\d(?::\d\d)?(?: [+-]\d{4})?) "
    r"(?P<from>[^\n<>]{0,80}<[^\s<>]{3,120}>) ?wrote ?-{2,6}[ \t]*"
)
"""As Zoho has it: "---- On Thu, 06 Mar 2025 17:58:00 +0000 Deal Desk <desk@e.com> wrote ----"."""
_END = re.compile(r"[ \t>]*-{2,} ?End (?:of )?forwarded message ?-{2,}[ \t]*", re.IGNORECASE)
_QUOTE = re.compile(r"[ \t]*> ?")
_SIGNATURE = re.compile(
    r"(?:^|\n)(?:-- ?|Sent from (?:my |Outlook|Mail|Yahoo|Proton)[^\n]{0,60}|Von meinem [^\n]{2,40} gesendet"
    r"|(?:Get|Télécharger|Holen Sie sich|Obtener|Scarica) Outlook [^\n]{2,90}|Envoyé de mon [^\n]{2,40})(?:\n|$)"
)
_SENTENCE = re.compile(r"[^\W\d_]{2}[^.!?\n]{25,}[.!?]")
_PREFIX = re.compile(
    r"(?:\s?(?:fwd?|re|aw|wg|tr|rv|enc|vs|vb|doorst|i̇?lt|ynt|odp|pd|sv|fs|i|r|转发|轉寄|回复|答复|回覆|전달|답장)(?:\[\d\])?\s?[:：]\s?)+",
    re.IGNORECASE,
)
_MAILTO = re.compile(r"[<\[]{1,2}mailto:([^\s<>\[\]]{3,200})[>\]]{1,2}")
_WEEKDAY = re.compile(r"\A\D{1,40}")
"""What stands before the first number: in a language that is not known, the day of the week."""
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_LISTS = ("to", "other")
"""Headers whose addresses go on over several lines."""
_DEEPEST = 8
_LONGEST = 400
"""A header goes on for so many characters at most, over several lines."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the mails in a mail: its own text, and the headers as the next one out writes them (empty for itself)."""

    text: str
    sender: str = ""
    date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the lines of the headers begin and end, and what they say."""

    first: int
    last: int
    values: Mapping[str, str]
    quoted: bool


def layers(body: str) -> list[Layer]:
    """The mails in the text of a mail, the outermost first; one alone where nothing is passed on.

    Of those that only pass something on, the ones that say something of their own are kept.
    """
    found = [Layer(_NO_COLONS.sub(_with_colons, _RUN_ON.sub(_on_lines, body)))]
    while len(found) <= _DEEPEST and (parts := _parted(found[-1])):
        found[-1:] = parts
    return [layer for layer in found[:-1] if says_something(layer.text)] + found[-1:]


def _on_lines(match: re.Match[str]) -> str:
    return f"{match[1]}\n" + _RUN_ON_FIELD.sub(r"\n\1: ", match[2]).lstrip() + "\n"


def _with_colons(match: re.Match[str]) -> str:
    return match[1] + re.sub(r"(?m)^(\w+) ", r"\1: ", match[2])


def says_something(text: str) -> bool:
    """False for a greeting, "fyi" and the like, with which a mail is passed on."""
    return _SENTENCE.search(text) is not None


def passed_on(mail: Report) -> Iterator[Report]:
    """A mail as the reports in it: what it passes on under its own sender, date and subject, and what it says itself.

    What the sender says himself has no title: the subject is that of the mail passed on.

    A date without a zone is in that of the mail around it; one with two readings has the one that is not after it.
    """
    *outer, last = layers(mail.text)
    for number, layer in enumerate(outer):
        said = replace(_as_report(mail, layer), title="")
        yield replace(said, record_id=f"{mail.record_id}#{number}", locator=f"{mail.locator}#{number}")
    yield _as_report(mail, last)


def _as_report(mail: Report, layer: Layer) -> Report:
    subject = " ".join((layer.subject or mail.title).split())
    title = subject if layer.text == mail.text else _PREFIX.sub("", subject)
    if not layer.sender:
        return replace(mail, title=title, text=layer.text)
    published = _sent(layer.date, mail.published)
    return replace(mail, title=title, text=layer.text, publisher=_name(layer.sender), published=published, url="")


def _name(sender: str) -> str:
    """Who sent a mail: the name, else the host of the address."""
    name, address = parseaddr(_MAILTO.sub(r"<\1>", sender.replace("*", "")))
    if not name and "@" not in address:
        name = sender  # "Desk, Deal": a name alone is no address
    return " ".join(name.split()) or address.rpartition("@")[2]


def _sent(written: str, limit: Published | None) -> Published | None:
    """When a mail was sent that another one passes on; None where that cannot be told."""
    plain = _ORDINAL.sub(r"\1", written)
    for text in (plain, _WEEKDAY.sub("", plain)):
        for hints in ((None,), (True, False)):
            dates = [_in_zone_of(date, limit) for hint in hints if (date := _parsed(text, day_first=hint))]
            likely = [date for date in dates if limit is None or date.day <= limit.day]
            if dates:
                return likely[0] if len(likely) == 1 else None
    return None


def _parsed(text: str, *, day_first: bool | None) -> Published | None:
    try:
        return parse(text, source="mail", day_first=day_first)
    except (ValueError, OverflowError):
        return None


def _in_zone_of(date: Published, mail: Published | None) -> Published:
    zone = mail.at.tzinfo if mail and "zone-missing" in date.flags else None
    if zone is None:
        return date
    flags = tuple(flag for flag in date.flags if flag != "zone-missing")
    return replace(date, at=date.at.replace(tzinfo=zone), flags=flags)


def _parted(layer: Layer) -> tuple[Layer, Layer] | None:
    lines = layer.text.split("\n")
    block = _block(lines)
    if block is None:
        return None
    rest = lines[block.last :]
    if block.quoted:
        rest = [_QUOTE.sub("", line, count=1) for line in rest]
    while rest and (not rest[0].strip() or _DASHES.fullmatch(rest[0])):
        rest = rest[1:]
    rest = [line for line in rest if not _END.fullmatch(line)]
    text = "\n".join(rest).strip()
    if not text:
        return None
    above = _SIGNATURE.split("\n".join(lines[: block.first]).strip())[0].strip()
    values = block.values
    inner = Layer(text, values.get("from", ""), values.get("date", ""), values.get("subject", "") or layer.subject)
    return Layer(above, layer.sender, layer.date, layer.subject), inner


def _block(lines: list[str]) -> _Block | None:
    """The first headers among some lines, with the line that announces them."""
    i = 0
    while i < len(lines):
        if ":" not in lines[i] and "：" not in lines[i]:
            i += 1
            continue
        if reply := _reply(lines, i):
            return reply
        if _field(lines[i]) is None:
            i += 1
            continue
        end, values = _values(lines, i)
        first = _announced(lines, i)
        if _is_mail(values, announced=first < i):
            return _Block(first, end, values, lines[i].lstrip().startswith(">"))
        i = max(end, i + 1)
    return None


def _reply(lines: list[str], i: int) -> _Block | None:
    """ "On Thu, Mar 6, 2025 at 5:58 PM Deal Desk <desk@e.com> wrote:", on one line or two, and quoted lines below."""
    for first in (i, i - 1) if lines[i].rstrip().endswith(":") else ():
        match = _REPLY.fullmatch(" ".join(lines[first : i + 1])) if first >= 0 else None
        if match and (_is_quoted(lines, i + 1) or _announced(lines, first) < first):
            return _Block(first, i + 1, {"from": match["from"], "date": match["date"]}, _is_quoted(lines, i + 1))
    match = _BY.fullmatch(lines[i]) if _is_quoted(lines, i + 1) else _GROUPWISE.fullmatch(lines[i])
    match = match or _ZOHO.fullmatch(lines[i])
    if match:
        return _Block(i, i + 1, {"from": match["from"], "date": match["date"]}, _is_quoted(lines, i + 1))
    noted = _NOTED.fullmatch(lines[i])
    first = _announced(lines, i) if noted else i
    if noted and first < i:
        return _Block(first, i + 1, {"from": noted["from"], "date": noted["date"]}, lines[i].lstrip().startswith(">"))
    return None


def _is_quoted(lines: list[str], i: int) -> bool:
    return next((line for line in lines[i:] if line.strip()), "").lstrip().startswith(">")


def _values(lines: list[str], start: int) -> tuple[int, dict[str, str]]:
    """The headers from a line on, and the line after them: a value may stand below its name, or go on there."""
    values: dict[str, str] = {}
    i, name = start, ""
    while i < len(lines):
        field = _field(lines[i])
        text = lines[i].strip(" \t>\xa0")
        if field:
            name = field[0]
            values.setdefault(name, field[1])
        elif not text:
            after = next((j for j in range(i, min(i + 3, len(lines))) if lines[j].strip(" \t>\xa0")), len(lines))
            waits = bool(name) and not values[name]
            if after == len(lines) or not (waits or _field(lines[after])):
                break
        elif not values[name]:
            values[name] = text
        elif len(values[name]) < _LONGEST and (lines[i][0] in " \t" or (name in _LISTS and "@" in text)):
            values[name] += " " + text
        else:
            break
        i += 1
    return i, values


def _field(line: str) -> tuple[str, str] | None:
    """Which header a line is, and its value."""
    match = _FIELD.fullmatch(line.rstrip())
    kind = _headers().get("".join(match[1].casefold().split())) if match else None
    return (kind, match[2].strip(" \t*")) if match and kind else None


@cache
def _headers() -> Mapping[str, str]:
    """For each name of a header, in any language, which one it is."""
    rows = (line.split(":", 1) for line in package_data.lines("sources/mail_headers.txt"))
    return {word.casefold(): kind for kind, words in rows for word in words.split()}


def _is_mail(values: Mapping[str, str], *, announced: bool) -> bool:
    """True for headers of a mail: who and, unless a line announces them or an address is given, when and what."""
    if not values.get("from"):
        return False
    others = [bool(values.get(name)) for name in ("date", "subject", "to")]
    return sum(others) >= (1 if announced else 2) and (announced or "@" in values["from"] or all(others[:2]))


def _announced(lines: list[str], i: int) -> int:
    """The line that announces the headers at `i` ("----- Forwarded message -----"), `i` itself where there is none."""
    above = next((j for j in range(i - 1, max(i - 4, -1), -1) if lines[j].strip(" \t>\xa0")), -1)
    announces = above >= 0 and (_DASHES.fullmatch(lines[above]) or _OPENS.fullmatch(lines[above]))
    return above if announces else i
