"""Names to companies: in reports by date and context, in commands never by guessing."""

from alliance_cli.resolve.commands import choose, nearest, suggested
from alliance_cli.resolve.outlets import outlet
from alliance_cli.resolve.reports import settle

__all__ = ["choose", "nearest", "outlet", "settle", "suggested"]
