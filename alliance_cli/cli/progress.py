"""A progress line while reports are read, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alliance_cli.cli.formats import Colour
from alliance_cli.cli.settings import Settings


@contextmanager
def watched(settings: Settings) -> Iterator[Callable[[object], None]]:
    """Call what this yields for every item read."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda item: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr, no_color=settings.colour is Colour.NEVER)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda item: progress.advance(task)
