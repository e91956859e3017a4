"""What a table of cues says of a word: data that the tables of a language are read into."""

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
