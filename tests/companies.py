"""The companies that a ledger of the tests begins with: all that are shipped with `--long`, else those they can mean."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import pytest

from alliance_cli import gazetteer, names
from alliance_cli.models import Company
from alliance_cli.store import companies

_ROOT = Path(__file__).parent.parent
_TEXTS = (
    ("tests", "**/*.py"), ("tests", "earlier/*.sql"), ("tests", "golden/demo/*"), ("data", "samples/**/*.md"),
    ("docs", "**/*.md"), (".", "README.md"),
)  # fmt: skip


all_of_them = companies.seed


def use_few(config: pytest.Config) -> None:
    """Without `--long`, ledgers know none of whose names the words stand in no test, sample or document.

    To read thousands of names that nothing can mean takes longer than most of what tests do.
    """
    if not config.getoption("--long"):
        begin_with_few()


def begin_with_few() -> None:
    """From now on, in this process."""
    companies.seed = lambda conn, shipped, version: all_of_them(conn, _meant(shipped), version)


def are_few() -> bool:
    """True where ledgers know some of the shipped companies alone."""
    return companies.seed is not all_of_them


@lru_cache(maxsize=4)
def _meant(shipped: Iterable[Company]) -> tuple[Company, ...]:
    """Those that a text of the tests could mean, with their owners."""
    held = {company.id: company for company in shipped}
    meant = {company.id for company in held.values() if _is_said(company)}
    found = list(meant)
    for company in found:  # grows
        owners = {owner.company for owner in held[company].parents} & held.keys() - meant
        meant |= owners
        found += owners
    return tuple(company for company in held.values() if company.id in meant)


def _is_said(company: Company) -> bool:
    words = _words()
    keys = {key for key, _ in gazetteer.keys_of(company)}
    return not words.isdisjoint(company.tickers) or any(all(map(_stands, key.split())) for key in keys)


def _stands(word: str) -> bool:
    return word in _words() if word.isascii() else word in _unspaced()


@cache
def _words() -> frozenset[str]:
    """Every word of the texts, as written and folded."""
    texts = (file.read_text("utf-8", "replace") for folder, kind in _TEXTS for file in (_ROOT / folder).glob(kind))
    written = {word for text in texts for word in re.findall(r"[\w.&'’-]+", text)}
    folded = {word for one in written for word in names.fold(one).split()}
    return frozenset(written | folded | {part for word in written for part in re.findall(r"[^\W_]+", word.lower())})


@cache
def _unspaced() -> str:
    """The words of languages that put no space between them, in which a name stands anywhere."""
    return " ".join(word for word in _words() if not word.isascii())
