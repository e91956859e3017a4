"""How the reader is built: English words stand in tables, stages in folders, rules with examples."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from alliance_cli import terms
from alliance_cli.extract.en.lexicon import LEX
from tests.imports import PACKAGE, imported, modules

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
    *terms.NAMES,
    *("text", "title", "unknown", "company", "sources"),  # of the vocabulary, in claims
    *("name", "wire", "rest", "word", "http"),  # of the tables and of the lexicon itself
}
"""What is compared that is no word of a text: frames and classes of the tables, fields and values of claims."""


def _is_word(text: str) -> bool:
    return text.isascii() and text[0].islower() and text.replace("-", "").isalpha() and len(text) > 1


def _module_words(path: Path) -> Iterator[str]:
    """English words that a module's code holds: small words in comparisons, sets, and what a word is asked to end in."""
    for node in _code(path):
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


def _code(path: Path) -> Iterator[ast.AST]:
    """A module without its decorators: the examples that rules are registered with are no code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return ast.walk(tree)


def test_words_that_cue_anything_stand_in_tables() -> None:
    found = sorted({line for path in (EXTRACT / "en").rglob("*.py") for line in _module_words(path)})
    assert not found, f"{len(found)}\n" + "\n".join(found)


_PARTICLES = frozenset("は が も と の を に へ から 、 , ・ 社 側 氏".split())


def test_words_of_japanese_stand_in_tables_but_for_particles() -> None:
    found = []
    for path in (EXTRACT / "ja").rglob("*.py"):
        for node in _code(path):
            if isinstance(node, ast.Compare | ast.Call):
                held = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
                words = {word for word in held if isinstance(word, str) and re.search(r"[\u3400-\u9fff]", word)}
                found += [f"{path.name} {word}" for word in words if len(word) > 2 and "に対" not in word]
    assert not found, found


def _levels() -> dict[str, int]:
    """How deep each module of the reader lies: 1 without imports from the reader, else one above the deepest."""
    files = {name: file for name, file in modules().items() if file.is_relative_to(EXTRACT)}
    depths: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in depths:
            below = set(imported(files[name].read_text(encoding="utf-8"), files, at_load=True)) - {name}
            depths[name] = 1 + max(map(depth, below), default=0)
        return depths[name]

    return {name: depth(name) for name in files}


def test_the_reader_is_at_most_eight_imports_deep() -> None:
    levels = _levels()
    assert max(levels.values()) <= 8, sorted(name for name, level in levels.items() if level > 8)


def test_what_reads_any_language_imports_none() -> None:
    neutral = [path for path in EXTRACT.rglob("*.py") if not {"en", "ja"} & {*path.relative_to(EXTRACT).parts}]
    named = [str(path) for path in neutral if re.search(r"extract\.(?:en|ja)\b", path.read_text(encoding="utf-8"))]
    assert len(neutral) > 15
    assert not named
