"""Japanese: what its reports are read by, as `LanguagePack` asks for it."""

from typing import Final

from alliance_cli.reader import ReaderId

CODE: Final = "ja"
READER: Final = ReaderId("rules-ja", 5)
"""Under which name and version its claims are stored; the version is raised with whatever is read otherwise."""
