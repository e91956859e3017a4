"""Styled lines to a colour terminal, by rich; nothing in a text is read as markup."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from alliance_cli.render.text import Span

STYLES = {
    "rumoured": "yellow",
    "confirmed": "green",
    "abandoned": "red",
    "denied": "magenta",
    "stale": "bright_black",
    "heading": "bold",
    "dim": "bright_black",
    "quote": "italic",
    "evidence": "black on yellow",
    "number": "cyan",
    "error": "red",
}
"""Colours of the sixteen that every terminal theme sets for itself, so that they read on light and dark."""


def show(lines: Iterable[Sequence[Span]], stream: TextIO, columns: int) -> None:
    """Write the lines with colour."""
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, width=columns, highlight=False, markup=False, emoji=False)
    styles = {name: Style.parse(spec) for name, spec in STYLES.items()}
    for line in lines:
        text = Text(no_wrap=True, end="\n", overflow="ignore")
        for part, style in line:
            text.append(part, styles.get(style))
        console.print(text, soft_wrap=True)
