"""`alliance due`: when to look at a talk or a company again."""

from typing import Annotated

from alliance_cli.cli import noting, options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.settings import Settings

app = App("due")


@app.command(
    help="Say when to look at a talk or a company again, and why: `alliance due TALK friday call the bank`. Without a "
    "day: the days on it; without anything: all of them, the next one first, and with them the days by which talks are "
    "expected to be signed or to close, unless these passed long ago (stale-days). --done takes a day off.",
    epilog="Examples: alliance due honda-motor-nissan-motor-merger-2024 2030-01-15 second round  |  alliance due",
)
@options.grouped
def due(
    ctx: Context,
    about: noting.About = "",
    day: Annotated[str, Argument(metavar="DATE", help="A day, as any option takes it, or in 2 weeks, +2w.")] = "",
    words: Annotated[list[str] | None, Argument(help="What for.")] = None,
    done: Annotated[bool, Option("--done", "--drop", help="It is done: take the day off.")] = False,
    *,
    to: options.Table,
) -> None:
    """Set, take off, or list."""
    settings: Settings = ctx.obj
    if done:
        noting.take_off(settings, about, "due", [_day(day)] if day else [], to=to)
    elif day:
        noting.write(settings, about, "due", [_day(day)], " ".join(words or []), to=to)
    else:
        noting.show(settings, about, "due", to)


def _day(text: str) -> str:
    """A day that is to come: the last of a period. A number stands for a note."""
    return text if text.isdecimal() and len(text) < 4 else options.typed_date(text, "DATE", ahead=True).last.isoformat()
