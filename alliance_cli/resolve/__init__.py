"""Names to companies: in reports by date and context, in commands never by guessing."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_cli.outlets import outlet
    from alliance_cli.resolve.commands import choose, nearest, suggested
    from alliance_cli.resolve.reports import settle

__all__ = ["choose", "nearest", "outlet", "settle", "suggested"]

_HOMES = {
    "choose": "resolve.commands",
    "nearest": "resolve.commands",
    "suggested": "resolve.commands",
    "outlet": "outlets",
    "settle": "resolve.reports",
}


def __getattr__(name: str) -> Any:
    """Imported where they are asked for: every command uses a module of this package, few all of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"alliance_cli.{_HOMES[name]}"), name)
