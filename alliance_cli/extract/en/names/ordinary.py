"""Whether a name is made of nothing but words that news writes small: "Liquefied Natural Gas", "Total Return Fund"."""

from functools import cache

from alliance_cli import names
from alliance_cli.extract.en.tables import word_list


@cache
def _small_words() -> frozenset[str]:
    # read once it is asked for: a report may name nobody that no list knows
    return word_list("words/small.txt")


def of_small_words(name: str) -> bool:
    """True if news writes each word of a name small for the most part; a legal form does not count."""
    words = names.key(name).split()
    return bool(words) and _small_words().issuperset(words)
