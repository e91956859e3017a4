"""What is new or turned, as a table that can be mailed: a row a talk, its words and where they stand below."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.render import marks
from alliance_cli.render.records import Record, mark, number, parties, shown, text, time
from alliance_cli.render.tables import ON_REQUEST, Column
from alliance_cli.render.text import Span, link, wrap
from alliance_cli.vocabulary import counted

_WIDEST = 100
"""Quotes are wrapped at this width where the output has none, as in a mail."""


def change(record: Record) -> str:
    """What happened to a talk, in words: "rumoured → confirmed", "new, rumoured"."""
    turned = f"{record['before']} → {record['status']}"
    told = turned if record["what"] == "turned" else f"{record['what']}, {record['status']}"
    if record["now"]:
        before = f": {record['was']} →" if record["was"] else ""
        return shown(f"{record['what']}{before} {record['now']}")
    return f"{told}, doubtful" if record["doubtful"] and record["what"] != "doubtful" else told


COLUMNS: Sequence[Column[Record]] = (
    mark("status"),
    time("turned", "last_turn"),
    parties("parties"),
    text("kind", "kind", 13),
    Column("change", lambda r: (change(r), marks.word_mark(r["status"])[1]), 10, comfort=22, wraps=True, field="what"),
    text("talk", "id", 8, 1, style="dim"),
    text("was", "was", 8, ON_REQUEST), text("now", "now", 8, ON_REQUEST),
    text("before", "before", 9, ON_REQUEST), text("status", "status", 9, ON_REQUEST),
    text("stage", "stage", 6, ON_REQUEST), number("origins", "origins", ON_REQUEST),
    text("region", "regions", 6, ON_REQUEST), text("slug", "slug", 12, ON_REQUEST, style="dim"),
    text("quote", "quote", 20, ON_REQUEST, wraps=True), text("title", "title", 20, ON_REQUEST, wraps=True),
    text("url", "url", 20, ON_REQUEST),
)  # fmt: skip


def evidence(record: Record, columns: int) -> Iterator[Span]:
    """The words a change rests on, and the address of the report."""
    if record["quote"]:
        yield from ((part, "quote") for part in wrap(f"“{shown(record['quote'])}”", min(columns, _WIDEST)))
    yield from ((link(part, record["url"]), "dim") for part in wrap(shown(record["url"]), columns))


def total(changes: Iterable[str]) -> str:
    """How many changes of each sort there are; empty for none, so that cron has nothing to mail."""
    counts = Counter(changes)
    facts = ", ".join(f"{n} {what}" for what, n in counts.most_common())
    return f"{counted(counts.total(), 'talk')}: {facts}" if counts else ""
