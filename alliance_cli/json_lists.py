"""Several texts in one column, as JSON."""

from collections.abc import Sequence
from functools import lru_cache


def listed(text: str) -> tuple[str, ...]:
    """The texts in a column."""
    return () if text == "[]" else _parsed(text)


@lru_cache(maxsize=4096)  # thousands of claims name the same few companies
def _parsed(text: str) -> tuple[str, ...]:
    import json

    return tuple(json.loads(text))


def dumped(values: Sequence[str]) -> str:
    """Texts as a column; `listed` reads them back."""
    import json

    return json.dumps(list(values), ensure_ascii=False)
