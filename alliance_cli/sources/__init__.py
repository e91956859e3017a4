"""Where reports come from: files, feeds, pages, mail and archives, all to `Report` or `Fault`."""

from alliance_cli.sources.files import read_again, read_inputs
from alliance_cli.sources.items import Fault, Item, Options

__all__ = ["Fault", "Item", "Options", "read_again", "read_inputs"]
