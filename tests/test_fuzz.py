"""What was found by fuzzing stays mended, and inputs by grammar do no harm either: see tests/fuzz."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import __main__ as fuzzing
from tests.fuzz.targets import ENDINGS, TARGETS
from tests.sizes import examples

CORPUS = sorted((fuzzing.ROOT / "tests" / "fuzz" / "corpus").glob("*/*"))
LAW = settings(deadline=None, max_examples=examples(200), suppress_health_check=[HealthCheck.too_slow])

NAMES = (
    "Nissan",
    "Honda",
    "General Motors",
    "U.S.",
    "AT&T",
    "日産",
    "of",
    "'s",
    "and",
    "\u200b",
    "\x1b[1m",
    "é",
    "Inc.",
    "((",
)
DAYS = (
    "Monday",
    "13 Nov",
    "2024-02-30",
    "Q5",
    "last",
    "1st",
    "half",
    "of",
    "next",
    "99999",
    "Dec",
    "令和6年",
    "T24:00",
    "+99:99",
    "/",
    "-",
    "am",
)
TAGS = (
    "<p>",
    "</div>",
    "<table>",
    "<![CDATA[",
    "&#x110000;",
    "&nbsp;",
    "<item>",
    "</rss>",
    "<title>",
    "<!DOCTYPE a [",
    "<a href='//['>",
    "\0",
)
CELLS = (
    "{",
    "}",
    "[",
    "]",
    '"title"',
    '"text"',
    ":",
    ",",
    "1e999",
    "null",
    '"\\ud800"',
    "Nissan",
    "\n",
    "\t",
    ";",
    "From: ",
    "=?utf-8?b?/w==?=",
    "\r\n\r\n",
    "--",
    "boundary=",
)
WORDS = (
    "kind=",
    "party:",
    "date=",
    "2024-99-99",
    "=",
    "-1",
    "stake_to=",
    "1e400",
    "%",
    "value=USD",
    "region=\u202e",
    "talks",
    "--kind=",
    "'",
    '"',
    "\\",
    "timeline",
    "nis",
)


def grammar(*words: str, first: st.SearchStrategy[bytes] | None = None, between: str = " ") -> st.SearchStrategy[bytes]:
    """Bytes of words that mean something there, in any order, and of anything else."""
    some = st.lists(st.sampled_from(words) | st.text(max_size=6), max_size=30)
    made = some.map(lambda found: between.join(found).encode("utf-8", "surrogatepass"))
    return st.tuples(first, made).map(b"".join) if first is not None else made


GRAMMARS = {
    "files": grammar(*CELLS, *TAGS, *NAMES, first=st.integers(0, len(ENDINGS) - 1).map(lambda n: bytes([n])), between=""),
    "pages": grammar(*TAGS, *NAMES, first=st.sampled_from([b"\0", b"\1"]), between=""),
    "dates": grammar(*DAYS),
    "extractor": grammar(*NAMES, "merge", "talks", "stake in", "said", "denied", "it", ",", ".", "“", "\n\n"),
    "importing": grammar(*CELLS, '"table"', '"claims"', '{"format": "alliance.export", "version": 5}\n', first=st.sampled_from([b"t", b"e"])),
    "completion": grammar(*WORDS, *NAMES, between="\n"),
    "answers": grammar(*WORDS, *NAMES, between=";"),
}  # fmt: skip


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_stays_mended(path: "fuzzing.Path") -> None:
    began = time.process_time()
    TARGETS[path.parent.name](path.read_bytes())
    assert time.process_time() - began < 5


@pytest.mark.parametrize("target", [name for name in TARGETS if name != "answers"])
def test_words_in_any_order_do_no_harm(target: str) -> None:
    @LAW
    @given(GRAMMARS[target])
    def law(data: bytes) -> None:
        TARGETS[target](data)

    law()


@pytest.mark.long
def test_answers_in_any_order_do_no_harm() -> None:
    @LAW
    @given(GRAMMARS["answers"])
    def law(data: bytes) -> None:
        TARGETS["answers"](data)

    law()


def test_every_target_can_be_asked_for_and_has_a_grammar() -> None:
    assert set(fuzzing.TARGETS) == set(TARGETS) == set(GRAMMARS)
