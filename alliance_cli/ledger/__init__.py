"""Claims to talks: a pure fold, the same for any order of arrival."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_cli.ledger.folding import fold

__all__ = ["fold"]


def __getattr__(name: str) -> Any:
    """Imported where it is asked for: what only looks at a ledger uses smaller modules of this package."""
    if name != "fold":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from alliance_cli.ledger.folding import fold

    return fold
