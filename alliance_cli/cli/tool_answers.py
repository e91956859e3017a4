"""What an assistant gets of an answer: no more than it can take in, and in words what was left out.

An assistant reads an answer as a whole, and a company of a large ledger has talks for a book. What is cut without a
word would be taken for all there is.
"""

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mcp.types import CallToolResult

Document = dict[str, Any]
LARGEST = 60_000
"""So many letters of JSON at most, some 15,000 tokens; one row is always told."""


class Part(NamedTuple):
    """A document whose list `rows` was asked for from `skip` on; `total` are all that there are, if that is known."""

    document: Document
    rows: str
    skip: int = 0
    total: int | None = None
    note: str = ""


def result(answer: Document | Part) -> "CallToolResult":
    """The answer as the protocol has it: the document, as JSON and as such, and a line on what it leaves out."""
    from mcp.types import CallToolResult, TextContent

    document, note = bounded(answer) if isinstance(answer, Part) else (answer, "")
    texts = [_json(document), *([note] if note else [])]
    content: list[Any] = [TextContent(type="text", text=text) for text in texts]
    return CallToolResult(content=content, structured_content=document)


def bounded(part: Part) -> tuple[Document, str]:
    """The document with as many of its rows as there is room for, and what is left out, empty where nothing is."""
    rows = part.document[part.rows]
    room = LARGEST - len(_json({**part.document, part.rows: []}))
    sizes = accumulate(len(_json(row)) + 2 for row in rows)
    kept = rows[: max(1, sum(size <= room for size in sizes))]
    last = part.skip + len(kept)
    notes = [part.note] if part.note else []
    if len(kept) < len(rows) or (part.total is not None and last < part.total):
        of = f" of {part.total}" if part.total is not None else ""
        notes.insert(0, f"These are {part.rows} {part.skip + 1} to {last}{of}; skip={last} has the next.")
    return {**part.document, part.rows: kept}, " ".join(notes)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
