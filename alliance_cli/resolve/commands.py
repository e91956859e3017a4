"""Names that a user types: exact, or an error that lists what could be meant."""

from collections.abc import Iterable, Mapping, Sequence

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode

_SHOWN = 8
_SUGGESTED = 3


def choose(text: str, found: Sequence[tuple[str, str]], near: Sequence[str] = ()) -> str:
    """The id of the one company that `text` names.

    `found` are (id, name) of the companies that go by it, `near` the names it could be meant for. Raises
    AllianceError: 2 if several go by it, 1 if none does.
    """
    if len(found) == 1:
        return found[0][0]
    if found:
        listed = [f"{company}  {name}" for company, name in found[:_SHOWN]]
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        message = f"“{text}” could be {len(found)} companies; give the id of one"
        raise AllianceError(message, ExitCode.USAGE, [*listed, *more])
    hint = f"; did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else ""
    raise AllianceError(f"no company called “{text}”{hint}", ExitCode.NOT_FOUND)


def suggested(text: str, here: Mapping[str, str], elsewhere: Mapping[str, str]) -> list[str]:
    """The names most like `text`: of those `here` what begins so and what is a slip away, else the same `elsewhere`.

    Both give the name for each folded spelling.
    """
    folded = names.fold(text)
    for known in (here, elsewhere):
        begun = sorted((key for key in known if folded and _begins(key, folded)), key=len)
        ranked = dict.fromkeys(known[key] for key in (*nearest(text, known), *begun))
        if ranked:
            return list(ranked)[:_SUGGESTED]
    return []


def _begins(key: str, folded: str) -> bool:
    """True if one of the words begins so; a letter or two begin too many."""
    return len(folded) > 2 and (key.startswith(folded) or f" {folded}" in key)


def nearest(text: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `text`, best first; only those close enough to be a slip."""
    from rapidfuzz import fuzz, process

    hits = process.extract(names.fold(text), list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=75)
    return [name for name, _, _ in hits]
