"""Where reports come from: files, feeds, pages, mail and archives, all to `Report` or `Fault`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_cli.sources.files import read_again, read_inputs
    from alliance_cli.sources.items import Fault, Item, Options

__all__ = ["Fault", "Item", "Options", "read_again", "read_inputs"]


def __getattr__(name: str) -> Any:
    """The readers of all formats are imported where one is asked for: every command uses a module of this package."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from alliance_cli.sources import files, items

    return getattr(files if name.startswith("read") else items, name)
