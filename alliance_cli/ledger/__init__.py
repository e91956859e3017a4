"""Claims to talks: a pure fold, the same for any order of arrival."""

from alliance_cli.ledger.folding import fold
from alliance_cli.models import Talk

__all__ = ["Talk", "fold"]
