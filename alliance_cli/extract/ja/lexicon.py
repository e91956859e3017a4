"""The words of Japanese that rules ask for, read once from the tables of the package."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from alliance_cli import own, package_data
from alliance_cli.extract.cues import Cue, Frame
from alliance_cli.models import Kind

_MARKS: Final = (
    "verb", "deal", "shared", "teaming", "buying", "offer", "takeover", "transfer", "work", "bond", "vague", "certain",
    "holding",
)  # fmt: skip
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")
"""A class of words within a pattern; "(?P<name>" is another thing."""


def table(name: str) -> list[list[str]]:
    """The rows of a table of Japanese."""
    return package_data.rows(f"ja/{name}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by class, cues by their text, outlets by each form of their name, patterns as written; `cue` finds cues."""

    words: Mapping[str, frozenset[str]]
    cues: Mapping[str, Cue]
    outlets: Mapping[str, str]
    cue: re.Pattern[str]
    patterns: Mapping[str, str]

    def one_of(self, *classes: str) -> str:
        """A pattern of the words of these classes, the longest first."""
        return alternation(word for name in classes for word in self.words[name])


def alternation(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) + ")"


@cache
def shape(name: str) -> re.Pattern[str]:
    """What finds a shape of the table of patterns. Raises KeyError for one that is not there."""
    held = {
        "cue": alternation(LEX.cues), "outlet": alternation(LEX.outlets), "currency": alternation(currencies()),
        "portion": f"(?:{LEX.patterns['portion']})",
    }  # fmt: skip
    return re.compile(_CLASS.sub(lambda found: held.get(found[1]) or LEX.one_of(found[1]), LEX.patterns[name]))


def plainly(text: str) -> str:
    """The text with the verbs of releases as news has them: "締結いたしました" is "締結した"."""
    return _POLITE_FORM.sub(lambda found: _POLITE[found[0]], text)


@cache
def currencies() -> dict[str, str]:
    """What currencies are called behind a figure, each word with its ISO 4217 code."""
    return {word: code for code, words in table("money.tsv") for word in words.split("|")}


@cache
def pattern(*classes: str) -> re.Pattern[str]:
    """What finds the words of these classes."""
    return re.compile(LEX.one_of(*classes))


def _frames() -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    for name, marks in table("frames.tsv"):
        held = marks.split()
        if name in found or not set(held) <= set(_MARKS):
            raise ValueError(f"frames of Japanese: {name}: given twice, or with a mark that is none")
        found[name] = Frame(name, **{mark: mark in held for mark in _MARKS})
    return found


def _cues() -> dict[str, Cue]:
    frames, found = _frames(), dict[str, Cue]()
    for frame, kind, words in table("cues.tsv"):
        for word in words.split("|"):
            if word in found:
                raise ValueError(f"cues of Japanese: {word} stands twice")
            found[word] = Cue(frames[frame], Kind(kind) if kind else None, word, (word,))
    if unused := frames.keys() - {cue.frame.name for cue in found.values()}:
        raise ValueError(f"frames of Japanese: no cue has {', '.join(sorted(unused))}")
    return found


def _outlets(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    return {form: name for name, forms in rows for form in forms.split("|") if form}


def _patterns() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, written in table("patterns.tsv"):
        if name in found:
            raise ValueError(f"patterns of Japanese: {name} stands twice")
        found[name] = written
    return found


def _lexicon() -> Lexicon:
    words: dict[str, frozenset[str]] = {}
    for name, listed in table("words.tsv"):
        if name in words:
            raise ValueError(f"words of Japanese: the class {name} stands twice")
        words[name] = frozenset(listed.split("|"))
    cues = _cues()
    users = [[name, "|".join((name, *others))] for name, others in own.tables().outlets.items()]
    outlets = _outlets([*table("outlets.tsv"), *users])
    return Lexicon(words, cues, outlets, re.compile(alternation(cues)), _patterns())


LEX: Final = _lexicon()
_POLITE: Final = {row[0]: row[1] for row in table("polite.tsv")}
_POLITE_FORM: Final = re.compile(alternation(_POLITE))
