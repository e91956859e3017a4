"""`alliance note`: the user's own words on a talk or a company."""

import sys
from typing import Annotated

from alliance_cli.cli import noting, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.unseen import blanked

app = App("note")


@app.command(
    help="Write a note on a talk or a company: your own words, no claim and no quote. Without words: the notes, tags, "
    "links, owners and days on it; without anything: all there are, latest first. They stand in `show`, `why`, on the "
    "page and in exports, `alliance search` finds them, and `alliance undo` takes each back.",
    epilog='Examples: alliance note honda-motor-nissan-motor-merger-2024 "ask the CFO about the ratio"  |  '
    "alliance note honda-motor-nissan-motor-merger-2024",
)
@options.grouped
def note(
    ctx: Context,
    about: noting.About = "",
    words: Annotated[list[str] | None, Argument(help="What to note; - reads standard input.")] = None,
    drop: noting.Drop = False,
    *,
    to: options.Table,
) -> None:
    """Note, take off, or list."""
    settings: Settings = ctx.obj
    if drop:
        noting.take_off(settings, about, "note", words or [], to=to)
    elif not words:
        noting.show(settings, about, "note", to)
    else:
        text = sys.stdin.read().strip() if words == ["-"] else " ".join(words).strip()
        if not blanked(text).strip():
            raise AllianceError("an empty note says nothing", ExitCode.USAGE)
        noting.write(settings, about, "note", [text], to=to)
