"""`alliance link`: addresses that belong to a talk or a company and are no report of it."""

from typing import Annotated

from alliance_cli.cli import noting, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.unseen import has_any

app = App("link")


@app.command(
    help="Keep an address with a talk or a company: a filing, a file, a thread; its words say what it is. It is no "
    "report and no evidence. Without an address: those that are kept.",
    epilog='Examples: alliance link honda-motor-nissan-motor-merger-2024 https://example.com/model "our model"  |  '
    "alliance link",
)
@options.grouped
def link(
    ctx: Context,
    about: noting.About = "",
    address: Annotated[str, Argument(help="The address, or with --drop its number.")] = "",
    words: Annotated[list[str] | None, Argument(help="What it is.")] = None,
    drop: noting.Drop = False,
    *,
    to: options.Table,
) -> None:
    """Keep, take off, or list."""
    settings: Settings = ctx.obj
    if drop:
        noting.take_off(settings, about, "link", [address] if address else [], to=to)
    elif address:
        noting.write(settings, about, "link", [_checked(address)], " ".join(words or []), to=to)
    else:
        noting.show(settings, about, "link", to)


def _checked(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    leads = parts.scheme in {"http", "https", "file", "mailto"} and (parts.hostname or parts.path)
    if not leads or has_any(address):
        raise AllianceError(f"“{address}” is no address; it begins with https://, http://, file: or mailto:",
                            ExitCode.USAGE)  # fmt: skip
    return address
