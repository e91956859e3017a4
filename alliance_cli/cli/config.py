"""`alliance config`: what holds, and where from."""

import os
from collections.abc import Iterator
from typing import Annotated, Any

from alliance_cli.cli import configurable, configuration, options
from alliance_cli.cli.declared import App, Context, Option
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import note, write
from alliance_cli.cli.settings import Settings, default_ledger
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import styled, text

app = App("config")

_FROM = {"default": "dim"}
COLUMNS = (
    text("setting", "setting", 12, comfort=20), text("value", "value", 14, comfort=24, wraps=True),
    styled("from", "source", 7, _FROM), text("what it is for", "about", 20, 2, comfort=30, wraps=True),
    text("option", "option", 8, 3),
)  # fmt: skip


@app.command(
    help="What holds, and where from: the configuration file, the environment, or the program. The file is "
    "alliance/config.toml in the XDG configuration home (~/.config), or what ALLIANCE_CONFIG names; --example writes "
    "one with every setting, to be filled in. An option of a command goes before the environment, that before the "
    "file. docs/config.md tells more.",
    epilog="Examples: alliance config  |  alliance config --example  |  alliance config --json",
)
@options.grouped
def config(
    ctx: Context,
    path: Annotated[bool, Option("--path", help="Only where the file is, or would be.")] = False,
    example: Annotated[bool, Option("--example", help="Write a file with every setting as a remark.")] = False,
    *,
    to: options.Table,
) -> None:
    """Show the configuration."""
    settings: Settings = ctx.obj
    if path and example:
        raise AllianceError("give --path or --example, not both", ExitCode.USAGE)
    if path or example:
        write(f"{configuration.path()}\n" if path else configurable.example(), to.into(settings))
        return
    held = configuration.current()
    _heed_places(held)
    if not held.there:
        note(settings, f"no file {held.path}; `alliance config --example` writes one to fill in")
    listed(settings, to, "config", list(_records(held)), COLUMNS, file=str(held.path) if held.there else None,
           total=f"{held.path}" if held.there else "")  # fmt: skip


def _heed_places(held: configuration.Configuration) -> None:
    """Raises AllianceError (78) for markets with places that nobody knows, a line each."""
    regions = held.table("regions")
    if not regions:
        return
    from alliance_cli import own, places

    own.use(own.Own(regions=regions))
    faults = [
        f"regions.{name}: {places.unknown(place)}"
        for name, within in regions.items() for place in within if not places.is_known(place)
    ]  # fmt: skip
    if faults:
        raise AllianceError(f"{held.path} is wrong:", ExitCode.CONFIGURATION, faults)


def _records(held: configuration.Configuration) -> Iterator[dict[str, Any]]:
    for setting in configurable.SETTINGS:
        if setting.name.endswith(".*"):
            section = setting.name.removesuffix(".*")
            for key, value in held.table(section).items():
                yield _record(f"{section}.{key}", value, str(held.path), setting)
            if not held.table(section):
                yield _record(setting.name, setting.default, "default", setting)
        else:
            yield _record(setting.name, *_held(held, setting), setting)


def _held(held: configuration.Configuration, setting: configurable.Setting) -> tuple[Any, str]:
    """The value that holds, and where it is from."""
    for variable in filter(None, setting.variable.split(", ")):
        if os.environ.get(variable):
            return os.environ[variable], variable
    if setting.name in held.values:
        return held.values[setting.name], str(held.path)
    if setting.name == "ledger":
        return str(default_ledger()), "default"
    return setting.default, "default"


def _record(name: str, value: Any, source: str, setting: configurable.Setting) -> dict[str, Any]:
    shown = [_masked(one) for one in value] if name == "notify.urls" else value
    return {"setting": name, "value": _shown(shown), "source": source, "about": setting.about, "option": setting.option}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _masked(address: str) -> str:
    """An address of a service without the secrets in it."""
    scheme, colon, rest = address.partition("://")
    return f"{scheme}://…" if colon and rest else "…"
