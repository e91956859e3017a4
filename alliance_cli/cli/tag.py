"""`alliance tag`: words of one's own by which talks and companies are found again."""

from typing import Annotated

from alliance_cli.cli import noting, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.unseen import blanked

app = App("tag")


@app.command(
    help="Tag a talk or a company; `alliance talks --tag TAG` lists what has it. Without tags: those it has; without "
    "anything: every tag there is.",
    epilog="Examples: alliance tag honda-motor-nissan-motor-merger-2024 ev watchlist  |  alliance tag",
)
@options.grouped
def tag(
    ctx: Context,
    about: noting.About = "",
    tags: Annotated[list[str] | None, Argument(help="Tags, or with --drop those to take off.")] = None,
    drop: noting.Drop = False,
    *,
    to: options.Table,
) -> None:
    """Tag, take off, or list."""
    settings: Settings = ctx.obj
    if drop:
        noting.take_off(settings, about, "tag", [_tag(text) for text in tags or []], to=to)
    elif tags:
        noting.write(settings, about, "tag", [_tag(text) for text in tags], to=to)
    else:
        noting.show(settings, about, "tag", to)


def _tag(text: str) -> str:
    """A tag as it is kept: without the sign, in small letters."""
    tag = text.strip().removeprefix("#").lower()
    if not blanked(tag).strip() or "," in tag:
        raise AllianceError(f"“{text}” is no tag: a word or a few, without a comma", ExitCode.USAGE)
    return tag
