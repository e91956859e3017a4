"""How a report was read: each name, cue and candidate, and why it was kept or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alliance_cli.render import structured
from alliance_cli.render.text import Line, safe, wrap

if TYPE_CHECKING:
    from alliance_cli.models import Claim
    from alliance_cli.reader import CueNote, Explanation, MentionNote


def explained(found: Explanation | None, columns: int) -> Iterator[Line]:
    """The steps of a reading in the order in which they were taken, if its reader tells them."""
    if found is None:
        yield [("the reader does not tell how it came to this", "dim")]
        return
    yield [("names", "heading")]
    for mention in found["mentions"]:
        mark = ("+ ", "confirmed") if mention["accepted"] else ("- ", "dim")
        who = (
            f"{safe(mention['surface'])} → {safe(mention['name'])}"
            if mention["name"] != mention["surface"]
            else safe(mention["name"])
        )
        label = f"{who} [{mention['sort']}{', ' + mention['company'] if mention['company'] else ''}]"
        yield from _entry(mark, label, f"{_place(mention)}: {'; '.join(mention['why'])}", columns)
    yield []
    yield [("cues", "heading")]
    for cue in found["cues"]:
        mark = ("- ", "dim") if cue["dropped"] else ("+ ", "confirmed")
        who = " – ".join(safe(party) for party in cue["parties"])
        label = f"“{safe(cue['words'])}” {cue['kind'] or 'kind open'}" + (f": {who}" if who else "")
        rule = f"read by {cue['rule']}" if cue["rule"] else f"frame {cue['frame']}"
        yield from _entry(
            mark, label, f"{_place(cue)}, {rule}{'; dropped: ' + cue['dropped'] if cue['dropped'] else ''}", columns
        )
    yield []
    yield [("candidates", "heading")]
    for candidate in found["candidates"]:
        mark = ("- ", "dim") if candidate["dropped"] else ("+ ", "confirmed")
        label = f"{' – '.join(safe(p) for p in candidate['parties'])}, {candidate['kind']}"
        place, rules = "main" if candidate["main"] else "background", ", ".join(candidate["rules"])
        weight = f"weight {candidate['score']:g}, {place}, {rules}"
        dropped = [f"dropped: {candidate['dropped']}"] if candidate["dropped"] else []
        reasons = "; ".join((*candidate["why"], *dropped))
        yield from _entry(mark, label, f"{weight}{'; ' + reasons if reasons else ''}", columns)


def _place(note: MentionNote | CueNote) -> str:
    return f"{note['field']} {note['start']}–{note['end']}"


def _entry(mark: tuple[str, str], label: str, detail: str, columns: int) -> Iterator[Line]:
    for i, part in enumerate(wrap(label, columns - 4)):
        yield [("  ", ""), mark if i == 0 else ("  ", ""), (part, "")]
    for part in wrap(safe(detail), columns - 6):
        yield [("      " + part, "dim")]


def document(record_id: str, found: Explanation | None, claims: Sequence[Claim], language: str) -> structured.Record:
    """One line of `alliance extract --explain --json`."""
    steps = {part: list(found[part]) if found else [] for part in ("mentions", "cues", "candidates")}
    talks = structured.claims(record_id, "", None, claims, language)["talks"]
    return {"id": record_id, "language": language, **steps, "talks": talks}
