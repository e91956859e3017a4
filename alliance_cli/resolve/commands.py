"""Names that a user types: exact, or an error that lists what could be meant."""

from collections.abc import Iterable, Sequence

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode

_SHOWN = 8


def choose(text: str, found: Sequence[tuple[str, str]], known: Iterable[str] = ()) -> str:
    """The id of the one company that `text` names.

    `found` are (id, name) of the companies that go by it, `known` all folded names for suggestions. Raises
    AllianceError: 2 if several go by it, 1 if none does.
    """
    if len(found) == 1:
        return found[0][0]
    if found:
        listed = ", ".join(f"{company} ({name})" for company, name in found[:_SHOWN])
        raise AllianceError(f"“{text}” could be: {listed}; give the id", ExitCode.USAGE)
    near = nearest(text, known)
    hint = f"; did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else ""
    raise AllianceError(f"no company called “{text}”{hint}", ExitCode.NOT_FOUND)


def nearest(text: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `text`, best first; only those close enough to be a slip."""
    from rapidfuzz import fuzz, process

    hits = process.extract(names.fold(text), list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=75)
    return [name for name, _, _ in hits]
