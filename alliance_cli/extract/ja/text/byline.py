"""Publisher and date of a report, where only its text gives them."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.text.plain import narrow
from alliance_cli.models import Published, Report

_DATELINE = re.compile(r"\A\s*(?:【([^】]{1,40})】|［([^］]{1,40})］|\[([^\]]{1,40})\])")


def with_metadata(report: Report) -> Report:
    """The report with publisher and date, as its first line has them where nothing else does.

    An outlet goes by the name it has in other languages too: 日本経済新聞 is Nikkei.
    """
    publisher = LEX.outlets.get(report.publisher.strip(), report.publisher) or _publisher(report.text)
    published = report.published or _published(report.text)
    if (publisher, published) == (report.publisher, report.published):
        return report
    return replace(report, publisher=publisher, published=published)


def _publisher(text: str) -> str:
    """The agency of a dateline: "[東京 13日 ロイター]"."""
    found = _DATELINE.match(text)
    words = re.split(r"[\s　=＝・]+", next(filter(None, found.groups()), "")) if found else []
    return next((LEX.outlets[narrow(word)] for word in reversed(words) if narrow(word) in LEX.outlets), "")


def _published(text: str) -> Published | None:
    """The day of a first line that is a date and little else."""
    found = shape("dateline date").match(narrow(text[:200]))
    if found is None:
        return None
    try:
        at = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None
    return Published(at, day_only=True, source="text", raw=found[0].strip())
