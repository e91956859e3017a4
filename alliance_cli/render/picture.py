"""What a screen shows, as a picture: the same lines as SVG, their signs as shapes."""

from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.render import marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.shapes import document, mark
from alliance_cli.render.text import Link, Span, inert, width
from alliance_cli.vocabulary import Status

_X, _Y = 8.43, 20
_MARGIN = 20

_MARKS = {**{sign: str(status) for status, sign in marks.MARKS.items()}, marks.DENIED: "denied"}
_STROKES = {
    marks.RAILS[Status.CONFIRMED]: "M.5 0V1", marks.RAILS[Status.RUMOURED]: "M.5 0V1", marks.RULE: "M0 .5H1",
    "├": "M.5 0V1M.5 .5H1", "└": "M.5 0V.5H1",
}  # fmt: skip


def picture(lines: Iterable[Sequence[Span]], columns: int, title: str, style: str) -> str:
    """The lines as an SVG drawing that stands alone and follows light and dark; `style` is its style sheet."""
    rows = [list(line) for line in lines]
    used = max([sum(width(text) for text, _ in row) for row in rows], default=1)
    wide, high = 2 * _MARGIN + min(used, columns) * _X, 2 * _MARGIN + len(rows) * _Y
    body = [f'<rect class="ground" x=".5" y=".5" width="{wide - 1:g}" height="{high - 1:g}" rx="8"/>']
    for number, row in enumerate(rows):
        body += _row(row, _MARGIN + number * _Y)
    return document(round(wide), high, title, style, "\n".join(body) + "\n")


def _row(row: Sequence[Span], top: float) -> Iterator[str]:
    column = 0
    for text, style in row:
        for part in _parts(text):
            x = _MARGIN + column * _X
            column += width(part)
            if part.strip():
                yield _sign(part, style, x, top) or _text(part, style, x, top, text)


def _parts(text: str) -> Iterator[str]:
    """The text in pieces: each sign alone, words together."""
    piece = ""
    for char in inert(text):
        if char in _MARKS or char in _STROKES:
            if piece:
                yield piece
            yield char
            piece = ""
        else:
            piece += char
    if piece:
        yield piece


def _sign(part: str, style: str, x: float, top: float) -> str:
    """A mark or a stroke as a shape; nothing for words."""
    if part in _MARKS:
        return mark(_MARKS[part], round(x + _X / 2, 2), top + _Y / 2, size=4.5)
    if part not in _STROKES:
        return ""
    dashed = " dashed" if part == marks.RAILS[Status.RUMOURED] else ""
    moved = f"translate({x:.2f} {top:g}) scale({_X} {_Y})"
    drawn = f'transform="{moved}" d="{_STROKES[part]}"'
    return f'<path class="stroke {style}{dashed}" vector-effect="non-scaling-stroke" {drawn}/>'


def _text(part: str, style: str, x: float, top: float, span: str) -> str:
    bare = part.lstrip()
    x += (width(part) - width(bare)) * _X
    bare = bare.rstrip()
    kind = f' class="{style}"' if style else ""
    drawn = (
        f'<text x="{x:.2f}" y="{top + 14.5:g}" textLength="{width(bare) * _X:.2f}" lengthAdjust="spacingAndGlyphs"'
        f"{kind}>{escaped(bare)}</text>"
    )
    return f'<a href="{escaped(span.url)}">{drawn}</a>' if isinstance(span, Link) else drawn
