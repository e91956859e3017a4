"""What was fetched to Reports, whatever it turns out to be."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from alliance_cli.models import Report
from alliance_cli.sources.edgar_lists import read_index
from alliance_cli.sources.http import PAGES, Answer, Fetcher
from alliance_cli.sources.items import Item, Options, bad_data
from alliance_cli.sources.json_records import read_json
from alliance_cli.sources.packed import PackedError, packing, unpacked
from alliance_cli.sources.prose import read_text
from alliance_cli.sources.robots import Robots
from alliance_cli.sources.sniffing import HEAD, sniff
from alliance_cli.sources.urls import canonical, host_name
from alliance_cli.sources.worker import Worker, shared

_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})


def fetch_reports(
    url: str, fetcher: Fetcher, options: Options, *, robots: Robots | None = None, worker: Worker | None = None
) -> Iterator[Item]:
    """What `url` leads to as reports: a page, a feed, JSON or plain text. `robots` is for addresses nobody typed."""
    refusal = robots.refusal(url) if robots else None
    answer = Answer(url, fault=refusal) if refusal else fetcher.get(url, accept=PAGES)
    yield from read_answer(answer, options, worker=worker)


def read_answer(
    answer: Answer, options: Options, *, publisher: str = "", feed: bool = False, worker: Worker | None = None
) -> Iterator[Item]:
    """The reports in an answer, its fault where it has one, nothing where it is unchanged.

    With `feed` nothing but a feed will do: a page in its place is a fault. `publisher` names the outlet of a feed.
    """
    if answer.fault is not None or answer.not_modified:
        yield from [answer.fault] if answer.fault is not None else ()
        return
    worker = worker or shared()
    locator, url = answer.url, answer.final_url
    try:
        raw = _unpacked(answer.body, options)
    except PackedError as error:
        yield bad_data(locator, str(error), "packed", answer.body)
        return
    kind = sniff(raw[:HEAD])
    about = {"url": url, "charset": answer.charset}
    if feed or kind == ".xml" or answer.content_type in _FEEDS or b"jsonfeed.org/version/" in raw[:4096]:
        yield from worker.read("feed", raw, locator, options, publisher=publisher, **about)
    elif kind in {".json", ".jsonl"}:
        yield from (_at(item, url) for item in read_json(raw, locator, options))
    elif kind == ".idx":
        yield from read_index(BytesIO(raw), locator, options)
    elif kind == ".nc":
        yield from worker.read("submission", raw, locator, options)
    elif kind == ".html" or answer.content_type != "text/plain":
        yield from worker.read("page", raw, locator, options, **about)
    elif not raw.strip():
        yield bad_data(locator, "an empty answer", "empty")
    else:
        yield from (_at(item, url) for item in read_text(raw, locator, options))


def _unpacked(body: bytes, options: Options) -> bytes:
    """A body that is itself a compressed file, unpacked up to the size limit. Raises PackedError."""
    packed = packing(body[:8])
    return unpacked(BytesIO(body), packed, options.document).read() if packed else body


def _at(item: Item, url: str) -> Item:
    """A report with the address and host it was found at, where it names none."""
    if not isinstance(item, Report):
        return item
    address = item.url or canonical(url)
    return replace(item, url=address, publisher=item.publisher or host_name(address))
