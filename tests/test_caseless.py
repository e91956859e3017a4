"""Patterns tried on texts in small letters find what they find where the case is ignored, at the same places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.extract import needles as held_by
from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.needles import first_letters, in_any, needles

PATTERNS = [
    r"\b(?:buy|BUYS|take[- ]over) (?:of|by)\b",
    r"^ ?(?:its|THE) [A-Z][a-z]+\W",
    r"(?:a stake|[^s]kiss|\S+is)\b$",
    r"(?:(?-i:Share)|stock)s?",
    r"\b(?:(?:a |an )?stake|[bo][uf]y?s?|’)(?: (?:by|of))?\b",
    r"(?:its|the)(?= [Ss])|(?:kiss|of){2,}|(?<!by)stake(?:s|-over)?",
]
WORDS = ["Buy", "BUYS", "take-Over", "of", "By", "its", "THE", "Stake", "Kiss", "SHARE", "Share", "Stocks", "’", "é"]
ODD = "ſıİKßǅΣµ"


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.lists(st.sampled_from([*WORDS, *ODD, " ", "-"])).map("".join))
def test_a_pattern_finds_what_it_finds_where_the_case_is_ignored(pattern: str, text: str) -> None:
    slow, fast = re.compile(pattern, re.IGNORECASE), Caseless(pattern)
    assert [found.span() for found in fast.finditer(text)] == [found.span() for found in slow.finditer(text)]
    for ask, told in ((fast.search, slow.search), (fast.match, slow.match)):
        ours, theirs = ask(text), told(text)
        assert (ours and ours.span()) == (theirs and theirs.span())


def test_no_other_letter_is_one_of_ascii_where_the_case_is_ignored() -> None:
    every = "".join(map(chr, range(0x80, 0xD800)))
    taken = set(re.findall(r"[a-z]", every, re.IGNORECASE))
    assert [char for char in taken if not Caseless("[a-z]").search(char)] == []
    assert [char for char in every if Caseless("[a-z]").search(char) and char not in taken] == []


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        (r"\b(?:buy(?:s|ing)?|Acquire|acquires) (?:it|them)\b", ("acquire", "buy")),
        (r"[\w ]+ (?:stake|holding)s? (?:in|of) ", ("holding", "stake")),
        (r"^ ?(?:(?:a|the) )?rivals?(?= bid)(?! for)", ("rival",)),
        (r"(?:agreed )?(?:to )?[a-z]+|sold", ()),
        (r"(?:it|shares){1,3}(?:merger)*(?:talks|deal)", ("deal", "talks")),
    ],
)
def test_a_pattern_says_what_it_must_hold(pattern: str, held: tuple[str, ...]) -> None:
    assert needles(pattern) == held


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\b(?:buy(?:s|ing)?|Acquire|acquires) (?:it|them)\b", "Aab"),
        (r"\b(?:an? |the )?(?!rival)[0-2o]ffer", "012aot"),
        (r"\b(?=[a-c])(?:so|(?:be){1,3}) far", "bs"),
        (r"\b(?:its )?(?:\w+ )?stake", ""),
        (r"\b(?:[^s]ale|sale)", ""),
        (r"\b[\u0041-\uffff]ale", ""),
        (r"\b(?i:sale)", ""),
        (r"\b(?:sale)?", ""),
        (r"(?:buy|sale)\b", ""),
    ],
)
def test_a_pattern_says_what_it_can_begin_with_at_the_edge_of_a_word(pattern: str, letters: str) -> None:
    assert first_letters(pattern) == set(letters)


def test_where_a_pattern_must_hold_nothing_it_may_stand_anywhere() -> None:
    assert in_any((), "what is told")
    assert in_any(("told", "sold"), "what is told")
    assert not in_any(("bought", "sold"), "what is told")


def test_where_python_does_not_tell_how_it_reads_patterns_they_are_all_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_by, "grammar", None)
    assert needles("bought|sold") == ()
    assert first_letters(r"\b(?:bought|sold)") == frozenset()
