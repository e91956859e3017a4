"""Mails (.eml, mbox): newsletters as reports, Google Alerts as one report per story, and the links in them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.errors import MessageError
from email.message import Message
from email.parser import BytesFeedParser
from email.utils import parseaddr
from itertools import islice
from typing import Any, BinaryIO

from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.encoded_words import decoded, unfolded
from alliance_cli.sources.following import completed
from alliance_cli.sources.forwarded import passed_on, says_something
from alliance_cli.sources.guard import guarded
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.mail_flow import unflowed
from alliance_cli.sources.markup_text import as_text, links, plain
from alliance_cli.sources.mboxes import messages
from alliance_cli.sources.outlets import own_host
from alliance_cli.sources.records import dated, undated
from alliance_cli.sources.urls import canonical, host_name, is_url
from alliance_cli.sources.worker import shared

_ALERTS = frozenset({"googlealerts-noreply@google.com", "alerts@talkwalker.com", "noreply@talkwalker.com"})
_INBOX_MARKUP = re.compile(r"<script[^>]{0,200}inboxmarkup[^>]{0,200}>")
_BARE_URL = re.compile(r"https?://[^\s<>\"'\[\]{}|\\^`]{4,2000}")
_HOUSEKEEPING = re.compile(
    r"unsubscribe|opt.?out|preferences|manage|privacy|terms|view.{0,12}(?:browser|online)|web.?version|forward|"
    r"/alerts(?:/|\?|$)|facebook\.com/sharer|twitter\.com/(?:intent|share)|linkedin\.com/share|\.(?:gif|png|jpe?g|css)$",
    re.IGNORECASE,
)
_DEEPEST = 4
_PIECE = 1 << 16
_ANGLED = re.compile(r"([^<>]*)<([^<>@\s]+@[^<>\s]+)>")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ENOUGH = 6
_TEXTS = frozenset({"text/plain", "text/html", "text/markdown", "text/x-markdown"})
_MARKED = frozenset({"text/enriched", "text/richtext"})
_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a mail: its address out of any redirector, and its words."""

    url: str
    label: str


def read_mail(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """A mail as a report: subject, text, sender, date (`source` is `mail`) and message id.

    A Google Alert becomes one report per story, with the snippet as its text and the mail's date; a mail attached to
    a mail is read like one of its own. With `options.full` the stories it links to follow.
    """
    message = _parsed(raw)
    if message is None or not any(message.get(name) for name in ("From", "Subject", "Date", "Message-ID", "Received")):
        yield bad_data(locator, "not a mail: no headers", "mail", raw)
        return
    items = list(_items(message, locator, options, raw, depth=0))
    yield from completed(items, options.fetch) if options.full and options.fetch else items
    if options.full and options.fetch:
        told = {item.url for item in items if isinstance(item, Report)}
        for link in _links(message):
            if link.url not in told:
                yield from options.fetch(link.url)


def read_mbox(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """The mails of an mbox file, streamed; each is named by the byte at which it starts."""
    empty = True
    for offset, raw in messages(stream, options.record, options.document):
        empty = False
        where = f"{locator}@{offset}"
        if len(raw) > options.document:
            yield bad_data(where, f"a mail of more than {options.document >> 20} MiB", "too-large")
        else:
            yield from guarded(read_mail(raw, where, options), where, raw)
    if empty:
        yield bad_data(locator, "no mails in it", "empty")


def read_mhtml(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The page in a web archive as browsers save it (.mhtml): the first HTML in it, at the address it names."""
    message = _parsed(raw)
    page = (
        next((part for part in _all_parts(message) if part.get_content_type() == "text/html"), None)
        if message
        else None
    )
    if message is None or page is None:
        yield bad_data(locator, "no page in it", "no-article", raw)
        return
    named = (header(page, "Content-Location"), header(message, "Snapshot-Content-Location"))
    url = next((found for found in named if is_url(found)), "")
    yield from shared().read("page", _payload(page), locator, options, url=url, charset=_charset(page))


def _all_parts(message: Message) -> Iterator[Message]:
    stack = [message]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(_parts(part))


def mail_links(raw: bytes) -> list[Link]:
    """The links of a mail that may lead to stories, each once, in order; those to unsubscribe and the like left out."""
    message = _parsed(raw)
    return _links(message) if message is not None else []


def _links(message: Message) -> list[Link]:
    texts, pages = _bodies(message)
    found = [link for page in pages for link in links(page)]
    found += [(match[0].rstrip(".,;:!?)"), "") for text in texts for match in _BARE_URL.finditer(text)]
    kept: dict[str, Link] = {}
    for address, label in found:
        url = canonical(address)
        known = url in kept and bool(kept[url].label)
        if not known and is_url(url) and not _HOUSEKEEPING.search(url) and not _HOUSEKEEPING.search(label):
            kept[url] = Link(url, label)
    return list(kept.values())


def _parsed(raw: bytes) -> Message | None:
    """The mail in these bytes, None if there is none. Fed in pieces: as a whole it takes eight times its size."""
    parser = BytesFeedParser()
    try:
        for start in range(0, len(raw), _PIECE):
            parser.feed(raw[start : start + _PIECE])
        return parser.close()
    except (ValueError, TypeError, LookupError, AttributeError, IndexError, MessageError, RecursionError):
        return None


def _items(message: Message, locator: str, options: Options, raw: bytes, depth: int) -> Iterator[Item]:
    published, unread = _date(message, locator, options, raw)
    if isinstance(published, Fault):
        yield published
        return
    attached = list(_attached(message)) if depth < _DEEPEST else []
    sender = _sender(message)
    if sender[1].lower() in _ALERTS and (stories := list(_stories(message, locator, published))):
        own: Iterable[Item] = stories
    else:
        own = _own(message, locator, published, sender, raw, silent=bool(attached))
    yield from (replace(item, undated=unread) if isinstance(item, Report) else item for item in own)
    for number, part in enumerate(attached, start=1):
        yield from _items(part, f"{locator}/{number}", options, _written(part), depth + 1)


def _date(message: Message, locator: str, options: Options, raw: bytes) -> tuple[Published | Fault | None, str]:
    """When it was sent, else when the first server took it in; and the date as written where none can be read."""
    received = [line.rpartition(";")[2] for line in reversed(_headers(message, "Received"))]
    written = [header(message, "Date"), *received]
    found = [dated(date, "mail", locator, options, raw) for date in written]
    published = next((day for day in found if isinstance(day, Published)), None)
    return published or next((day for day in found if day), None), undated(published, *written)


def _headers(message: Message, name: str) -> list[str]:
    return [str(value) for found, value in message.raw_items() if found.lower() == name.lower()]


def _written(part: Message) -> bytes:
    """A part as bytes again, empty where it is too damaged for that."""
    try:
        return part.as_bytes()
    except (ValueError, LookupError, AttributeError, TypeError, MessageError):
        return b""


def _own(
    message: Message,
    locator: str,
    published: Published | None,
    sender: tuple[str, str],
    raw: bytes,
    *,
    silent: bool,
) -> Iterator[Item]:
    """The mail's own text as a report; `silent` where a mail that says nothing is only the wrapping of another."""
    texts, pages = _bodies(message)
    text = as_text("\n\n".join(texts)).strip()
    page = "\n\n".join(plain(page) for page in pages).strip()
    body = text if len(text) * 2 > len(page) and not _is_stub(text, page) else page
    subject = " ".join(header(message, "Subject").split())
    own = Report(
        title=subject,
        text=body,
        publisher=sender[0] or sender[1].rpartition("@")[2],
        url=_archived_at(message),
        published=published,
        record_id=" ".join(header(message, "Message-ID").split()),
        locator=locator,
    )
    if body and not silent:
        yield from passed_on(own)
    elif silent and says_something(body):
        yield replace(own, title="")  # the subject is that of the mail in it
    elif not silent:
        yield bad_data(locator, f'a mail without text: "{subject}"', "mail", raw)


def _is_stub(text: str, page: str) -> bool:
    """True for a plain text that does not say what the page says, but that there is one."""
    if len(text) >= 2 * len(page):
        return False
    words = {match[0] for match in islice(_WORD.finditer(page.casefold()), 200)}
    said = words & {match[0] for match in _WORD.finditer(text.casefold())}
    return len(words) >= _ENOUGH and len(said) * 2 < len(words)


def _sender(message: Message) -> tuple[str, str]:
    """Name and address of who sent it; the name is decoded last, as it may hold a comma."""
    raw = next((unfolded(value) for value in _headers(message, "From")), "")
    name, address = parseaddr(raw)
    if "@" not in address and (found := _ANGLED.fullmatch(raw.strip())):
        name, address = found[1].strip('" '), found[2]
    return decoded(name), address


def header(message: Message, name: str) -> str:
    """A header as text, its encoded words decoded; empty where there is none."""
    return next((decoded(value) for value in _headers(message, name)), "")


def _bodies(message: Message) -> tuple[list[str], list[str]]:
    """The plain texts and the HTML pages in the parts of a mail, attachments and attached mails left out."""
    texts: list[str] = []
    pages: list[str] = []
    stack = [message]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart":
            stack += reversed(_parts(part))
        elif part.get_content_disposition() != "attachment" and part.get_content_type() in _TEXTS:
            found = _flowing(part, _decoded(part))
            (pages if part.get_content_subtype() == "html" else texts).append(found)
        elif part.get_content_disposition() != "attachment" and part.get_content_type() in _MARKED:
            texts.append(plain(_decoded(part)))
    return [text for text in texts if text.strip()], pages


def _flowing(part: Message, text: str) -> str:
    """The text of a part, its paragraphs joined where it says that they may be."""
    try:
        flowed, deleted = (str(part.get_param(name) or "").lower() for name in ("format", "delsp"))
    except (ValueError, LookupError, AttributeError, TypeError):
        return text
    return unflowed(text, delete_space=deleted == "yes") if flowed == "flowed" else text


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _attached(message: Message) -> Iterator[Message]:
    """The mails attached to a mail, not those attached to them."""
    stack = [message]
    while stack:
        part = stack.pop()
        if part.get_content_type() in _MAILS:
            yield from (_opened(part, inner) for inner in _parts(part))
        elif (part.get_filename() or "").lower().endswith(".eml") and (inner := _parsed(_payload(part))):
            yield inner
        elif part.get_content_maintype() == "multipart":
            stack += reversed(_parts(part))


def _opened(part: Message, inner: Message) -> Message:
    """The mail in a part; out of its transfer encoding, which none should have and some programs use."""
    if inner.keys() or part.get("Content-Transfer-Encoding", "").strip().lower() not in {"base64", "quoted-printable"}:
        return inner
    bare = Message()
    bare["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
    bare.set_payload(inner.get_payload())
    return _parsed(_payload(bare)) or inner


def _decoded(part: Message) -> str:
    return decode(_payload(part), _charset(part))


def _payload(part: Message) -> bytes:
    """The content of a part, out of its transfer encoding as far as that is sound."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, MessageError):
        payload = None
    return payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (ValueError, LookupError, AttributeError, MessageError):
        return ""


def _archived_at(message: Message) -> str:
    """The address at which the mail can be read, where it names one."""
    url = header(message, "Archived-At").strip("<> ")
    return canonical(url) if is_url(url) else ""


def _stories(message: Message, locator: str, published: Published | None) -> Iterator[Report]:
    """The stories that a Google Alert lists: from the data meant for mail programs, else from its links."""
    message_id = " ".join(header(message, "Message-ID").split())
    pages = _bodies(message)[1]
    listed = [story for page in pages for story in _widgets(page)] or [s for page in pages for s in _led_to(page)]
    for number, (address, title, text) in enumerate(listed, start=1):
        url = canonical(address)
        yield Report(
            title=title,
            text=text,
            publisher=host_name(url),
            url=url,
            published=published,
            record_id=f"{message_id}#{number}",
            locator=f"{locator}#{number}",
        )


def _led_to(page: str) -> Iterator[tuple[str, str, str]]:
    """The links of a page that lead away from the sender's own, each target once: address, words, no text."""
    seen: set[str] = set()
    for address, label in links(page):
        url = canonical(address)
        if own_host(url) and len(label) > 15 and url not in seen and not _HOUSEKEEPING.search(label):
            seen.add(url)
            yield url, label, ""


def _widgets(page: str) -> Iterator[tuple[str, str, str]]:
    """Address, title and snippet of each story in the data for mail programs."""
    mark = _INBOX_MARKUP.search(page)
    if not mark:
        return
    try:
        data = json.loads(page[mark.end() : page.find("</script", mark.end())], strict=False)
        sections = [section for card in data.get("cards", []) for section in card.get("sections", [])]
        widgets = [widget for section in sections for widget in section.get("widgets", [])]
        stories = [_story(widget) for widget in widgets if widget.get("type") == "LINK"]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return
    yield from (story for story in stories if is_url(story[0]) and story[1])


def _story(widget: Mapping[str, Any]) -> tuple[str, str, str]:
    title, text = (" ".join(plain(str(widget.get(key) or "")).split()) for key in ("title", "description"))
    return str(widget.get("url") or ""), title, text
