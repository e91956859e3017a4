"""How the reader is built: English words stand in tables, stages in folders, rules with examples."""

import ast
from collections.abc import Iterator
from pathlib import Path

import alliance_cli
from alliance_cli.extract.en.lexicon import LEX

PACKAGE = Path(alliance_cli.__file__).parent
EXTRACT = PACKAGE / "extract"

FUNCTION_WORDS = frozenset(
    "a an the this that these those each both one other another all any no not n't 's it its they their them he she his "
    "her we us our i who whom whose which what where when there of in on at to with from by for into over about upon "
    "between among as than if whether and or but nor so is are was were be been being has have had do does did will "
    "would can could may might should must more most same such also yet two first former latter plus".split()
)
"""Words of grammar that the shape of a rule needs: articles, pronouns, prepositions, conjunctions, helping verbs."""


_PHRASES = (LEX.stages, LEX.endings, LEX.doubts, LEX.speakers)
_NAMES = {
    *LEX.frames,
    *(phrase.sort for table in _PHRASES for phrases in table.values() for phrase in phrases),
    *("text", "title", "unknown", "company", "sources"),  # of the vocabulary, in claims
    *("name", "wire", "rest", "word", "http"),  # of the tables and of the lexicon itself
}
"""What is compared that is no word of a text: frames and classes of the tables, values of claims."""


def _is_word(text: str) -> bool:
    return text.isascii() and text[0].islower() and text.replace("-", "").isalpha() and len(text) > 1


def _module_words(path: Path) -> Iterator[str]:
    """English words that a module's code holds: small words in comparisons, sets, and what a word is asked to end in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            found = [node.left, *node.comparators]
        elif isinstance(node, ast.Set | ast.Dict):
            found = [node]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if called in {"intersection", "isdisjoint", "issubset", "issuperset", "index", "frozenset", "startswith"}:
                found = list(node.args)
        for expression in found:
            for inner in ast.walk(expression):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    for word in inner.value.split():
                        if _is_word(word) and word not in FUNCTION_WORDS and word not in _NAMES:
                            yield f"{path.relative_to(EXTRACT)}:{inner.lineno} {word}"


def test_words_that_cue_anything_stand_in_tables() -> None:
    found = sorted({line for path in (EXTRACT / "en").rglob("*.py") for line in _module_words(path)})
    assert not found, f"{len(found)}\n" + "\n".join(found)
