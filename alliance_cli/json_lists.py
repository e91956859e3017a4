"""Several texts in one column, as JSON."""

from collections.abc import Sequence


def listed(text: str) -> tuple[str, ...]:
    """The texts in a column."""
    if text == "[]":
        return ()
    import json

    return tuple(json.loads(text))


def dumped(values: Sequence[str]) -> str:
    """Texts as a column; `listed` reads them back."""
    import json

    return json.dumps(list(values), ensure_ascii=False)
