"""What a report's words are known as: names of the gazetteer, and words that the report itself writes small."""

from typing import NamedTuple
from weakref import WeakKeyDictionary

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Sentence
from alliance_cli.gazetteer import Gazetteer, Match


def adjective(text: str) -> bool:
    """True for "Stuttgart-based" and "German-speaking": a capital before a small word; in a heading "German-Based"."""
    head, mark, tail = text.rpartition("-")
    return bool(mark and head and tail) and ((tail[0].islower() and len(tail) > 2) or tail.lower() in LEX.based)


class _Asked(NamedTuple):
    """What a gazetteer has answered: which companies go by a name, and whether a word may begin one."""

    names: dict[str, tuple[Match, ...]]
    begins: dict[str, bool]


_asked: WeakKeyDictionary[Gazetteer, _Asked] = WeakKeyDictionary()
"""A gazetteer knows the same all its life, and reports name the same companies."""
_MOST_ASKED = 1 << 15


def _answers_of(gazetteer: Gazetteer) -> _Asked:
    held = _asked.setdefault(gazetteer, _Asked({}, {}))
    for answers in held:
        if len(answers) > _MOST_ASKED:
            answers.clear()
    return held


class Familiar:
    """The words of one report, and what the gazetteer knows of them.

    `seen_low` and `seen_cap` are the words that its running text writes small and with a capital, `digit_names` the
    numbers that may be names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.seen_low: set[str] = set()
        self.seen_cap: set[str] = set()
        self.digit_names: set[str] = set()
        self._found, self._begins = _answers_of(gazetteer)

    def read_words(self, sentences: list[Sentence]) -> None:
        """Note which words the report itself writes small and which with a capital."""
        for sentence in sentences:
            # where every word has a capital, a capital says nothing
            if not sentence.title_case:
                self.seen_low.update([token.text for token in sentence.tokens if not token.capitalised])
                self.seen_cap.update([token.text for token in sentence.tokens if token.capitalised])
            for note in sentence.notes.values():
                self.seen_cap.update([token.text for token in note if token.capitalised])
            self.digit_names.update(sentence.numbers)

    def may_begin(self, word: str) -> bool:
        """False if no name of the gazetteer, no place and no outlet begins with this word."""
        held = self._begins.get(word)
        if held is None:
            start = names.fold(word).partition(" ")[0]
            held = self._begins[word] = self.gazetteer.may_begin(start) or start in LEX.listed_starts
        return held

    def look_up(self, surface: str) -> tuple[Match, ...]:
        """The companies that go by a name."""
        held = self._found.get(surface)
        if held is None:
            folded = names.fold(surface)
            found = self.gazetteer.find(folded)
            # as it is written, else without its legal form
            if not found and (key := names.key(surface)) != folded:
                found = self.gazetteer.find(key)
            held = self._found[surface] = tuple(found)
        return held
