"""A name that was found in a sentence, before anybody knows whose it is."""

from dataclasses import dataclass

from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.spans import Sign
from alliance_cli.gazetteer import Match


@dataclass(frozen=True, slots=True)
class Spotted:
    """The characters `start` up to `end` of a sentence's `plain`, and what is known of the name.

    `matches` are the companies that go by it, `signs` what shows a company, `outlet` the outlet that is cited by it,
    `person` says that an officer is named.
    """

    line: Line
    start: int
    end: int
    matches: tuple[Match, ...] = ()
    signs: tuple[Sign, ...] = ()
    outlet: str = ""
    person: bool = False

    @property
    def text(self) -> str:
        """The name as written."""
        return self.line.plain[self.start : self.end]
