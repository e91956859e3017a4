"""`alliance search`: full text over titles, texts and quotes."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import emit, fields, note
from alliance_cli.cli.settings import Settings
from alliance_cli.documents import title
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import cut

if TYPE_CHECKING:
    from alliance_cli.services.looking import searching
    from alliance_cli.views import NoteView

app = App("search")


@app.command(
    help="Find reports by their words, best first, with a snippet and the talks each has claims of. A company's name "
    'also finds its other names, another word its other forms: merger also merge and merged. "Quotes" are exact, a '
    "trailing * makes a beginning; any other character is only text.",
    epilog="Examples: alliance search Nissan merger --since 2024-01-01  |  "
    "alliance search '\"joint venture\" batter*' --json",
)
@options.grouped
def search(
    ctx: Context,
    wanted: Annotated[list[str], Argument(metavar="WORDS...", help="What to find; put -- before words with -.")],
    publisher: Annotated[str, Option("--publisher", help="Only reports of this outlet.")] = "",
    since: options.Since = None,
    until: options.Until = None,
    in_talks: Annotated[bool, Option("--in-talks", help="Only reports with a claim of a talk.")] = False,
    limit: Annotated[int, Option("--limit", min=1, help="At most so many.")] = 20,
    *,
    who: options.Directed,
    to: options.Writing,
) -> None:
    """Search the reports."""
    from alliance_cli.render import search as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import searching

    settings: Settings = ctx.obj
    filters = searching.Filters(publisher, *options.span(since, until), in_talks, who.roles)
    conn = opening.for_reading(settings.db)
    hits, noted = found(conn, " ".join(wanted), filters, limit)
    emit(
        settings, to, records=lambda: _records(hits), document=lambda: document(hits, noted, " ".join(wanted)),
        lines=lambda columns: [*render.hits(hits, columns), *render.notes(noted, columns)],
        header=lambda: fields("search", "hits"),
    )  # fmt: skip
    for word, forms in searching.widened(conn, " ".join(wanted)).items() if hits else ():
        note(settings, f"{word}: also {', '.join(forms)}; '\"{word}\"' in quotes finds it alone")
    if not (hits or noted):
        narrowed = " that the options ask for" if filters != searching.Filters() else ""
        raise AllianceError(f"no report with “{cut(' '.join(wanted), 80)}”{narrowed}", ExitCode.NOT_FOUND)


def found(
    conn: sqlite3.Connection, words: str, filters: "searching.Filters", limit: int
) -> "tuple[Sequence[searching.Hit], Sequence[NoteView]]":
    """The reports with these words and, where nothing else is asked for, the user's notes that have them."""
    from alliance_cli.services.judging import noting
    from alliance_cli.services.looking import searching

    noted = noting.matching(conn, words) if filters == searching.Filters() else []
    return searching.search(conn, words, filters, limit), noted


def document(hits: "Sequence[searching.Hit]", noted: "Sequence[NoteView]", query: str) -> dict[str, Any]:
    """The document `search`."""
    from alliance_cli.render import structured

    notes = [structured.note(note) for note in noted]
    return {"schema": title("search"), "query": query, "hits": _records(hits), "notes": notes}


def _records(hits: "Sequence[searching.Hit]") -> list[dict[str, Any]]:
    return [
        {
            "report": hit.report, "title": hit.title, "publisher": hit.publisher, "published": hit.published,
            "url": hit.url, "snippet": hit.snippet, "talks": list(hit.talks), "doubtful": list(hit.doubtful),
        }
        for hit in hits
    ]  # fmt: skip
