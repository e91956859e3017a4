"""What a table of cues says of a word: data that the tables of a language are read into."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_cli.models import Kind


@dataclass(frozen=True, slots=True)
class Frame:
    """How the companies around a cue are tied, as far as rules ask (the table of frames says what each mark means)."""

    name: str
    verb: bool
    deal: bool
    shared: bool
    teaming: bool
    buying: bool
    offer: bool
    takeover: bool
    transfer: bool
    work: bool
    bond: bool
    vague: bool
    certain: bool
    holding: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of a table of cues: its frame, its kind if it has one of its own, its first form, and this form's words.

    A sentence that holds none of the words it `needs`, if any, need not be read for it.
    """

    frame: Frame
    kind: Kind | None
    lemma: str
    words: tuple[str, ...]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a word after a tie-up says it is for: a kind, if one of the words that must stand before it does.

    `right_before` asks for the word next to it ("to" of "to produce"), `between` for any since the tie-up ("in" of
    "cooperate in the planned merger"); an empty set asks for nothing.
    """

    kind: Kind
    right_before: frozenset[str]
    between: frozenset[str]

    def holds(self, words: Sequence[str], before: str) -> bool:
        """True if `words`, those from the tie-up on, and the word right `before` are as asked."""
        return (not self.right_before or before in self.right_before) and (
            not self.between or not self.between.isdisjoint(words)
        )
