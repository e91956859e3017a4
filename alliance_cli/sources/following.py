"""Stories that a feed or a mail only announces, filled up from their pages."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from alliance_cli.models import Report
from alliance_cli.sources.items import Fault, Item

_SHORT = 600
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue)[^.\n]{0,60})\s*$", re.IGNORECASE)


def is_teaser(report: Report) -> bool:
    """True where a report has an address and holds hardly more than the beginning of its article."""
    return bool(report.url) and (len(report.text) < _SHORT or bool(_CUT.search(report.text[-100:])))


def completed(items: Iterable[Item], fetch: Callable[[str], Iterable[Item]]) -> Iterator[Item]:
    """`items`, reports of which a feed holds only the beginning filled up from their pages by `fetch`.

    Where a page cannot be read the report stays as the feed has it, followed by the fault.
    """
    for item in items:
        if not isinstance(item, Report) or not is_teaser(item):
            yield item
            continue
        found = list(fetch(item.url))
        page = next((other for other in found if isinstance(other, Report)), None)
        yield _filled(item, page) if page else item
        if page is None:
            yield from (other for other in found if isinstance(other, Fault))


def _filled(entry: Report, page: Report) -> Report:
    """An entry of a feed with the text of its page: title, id and publisher stay as the feed has them; of the dates
    the one that the page states in its data goes before the feed's, and the feed's before one seen on the page.
    """
    stated = page.published if page.published and page.published.source == "metadata" else None
    return replace(
        entry,
        title=entry.title or page.title,
        text=page.text if len(page.text) > len(entry.text) else entry.text,
        url=page.url or entry.url,
        published=stated or entry.published or page.published,
    )
