"""Talks out of the ledger: as stored for the present, folded again for the past."""

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Entry, Talk, Verdict
from alliance_cli.services.looking.selection import Moment, look, near_names
from alliance_cli.store import claims, former, judgements, pairs, steps, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.steps import StoredStep

_SHOWN = 12


def talks_with(
    conn: sqlite3.Connection, ids: Sequence[str], moment: Moment, *, roll_up: bool = False,
    without: Container[str] = (),
) -> list[Talk]:  # fmt: skip
    """The talks that have all these companies as parties at that moment; all talks for none.

    With `roll_up` a company that one of them owned on the day of the claim stands for its owner. Stored talks `without`
    are not read.
    """
    past = look(conn, moment)
    kin = Kinship(conn)
    sets = [{company} | (kin.below(company) if roll_up else set()) for company in ids]
    stored = [talk for talk in talks.with_any_of(conn, sets) if talk not in without] if ids else None
    found = _folded(conn, sets, kin) if past else stored_talks(conn, stored)
    return [talk for talk in found if all(_is_in(talk, company, kin, roll_up=roll_up) for company in ids)]


def talks_in_any(
    conn: sqlite3.Connection, ways: Sequence[Sequence[str]], moment: Moment, *, roll_up: bool = False,
    without: Container[str] = (),
) -> list[Talk]:  # fmt: skip
    """The talks that have all companies of one of these lists as parties, each once; stored ones `without` left out."""
    found = (talk for way in ways for talk in talks_with(conn, way, moment, roll_up=roll_up, without=without))
    return list({talk.id: talk for talk in found}.values())


def _folded(conn: sqlite3.Connection, sets: Sequence[set[str]], kin: Kinship) -> list[Talk]:
    """All talks that claims of the first of these companies bear on, folded; of all companies for none."""
    from alliance_cli.services.keeping.folding import fold_of  # only a look at the past folds

    if not sets:
        return fold_of(conn, claims.all_ids(conn), kin)
    wanted = {member for company in sets[0] for member in kin.ever_one_with(company)}
    return fold_of(conn, pairs.related(conn, claims.of_companies(conn, wanted)), kin)


def _is_in(talk: Talk, company: str, kin: Kinship, *, roll_up: bool) -> bool:
    if company in talk.parties:
        return True
    return roll_up and any(
        company in kin.above(party, step.entry.day) for step in talk.steps for party in step.entry.companies
    )


def stored_talks(conn: sqlite3.Connection, wanted: Sequence[str] | None = None) -> list[Talk]:
    """Talks as they are stored, with their steps; all or those with these ids."""
    rows = talks.rows(conn, wanted)
    return _assembled(conn, rows, steps.of_talks(conn, [row.id for row in rows]))


def talks_of_steps(conn: sqlite3.Connection, kept: Mapping[str, Sequence[StoredStep]]) -> list[tuple[Talk, date]]:
    """Talks as they are stored, of their steps only these, each with the day of its latest report."""
    rows = talks.rows(conn, kept)
    return list(zip(_assembled(conn, rows, kept), (row.last_reported for row in rows), strict=True))


def _assembled(
    conn: sqlite3.Connection, rows: Sequence[talks.TalkRow], kept: Mapping[str, Sequence[StoredStep]]
) -> list[Talk]:
    claim_ids = [stored.claim for part in kept.values() for stored in part]
    entries = {e.id: e for e in claims.entries(conn, claim_ids, Kinship(conn))}
    return [talks.assemble(row, kept[row.id], entries) for row in rows]


def load_one(conn: sqlite3.Connection, text: str, moment: Moment) -> Talk:
    """The talk with this id or slug, or the beginning of one, as it was at that moment.

    Raises AllianceError: 1 if there was no such talk, 2 if several are meant.
    """
    if not moment.is_past:
        return stored_talks(conn, [talk_id(conn, text)])[0]
    from alliance_cli.services.keeping.folding import fold_of

    now = talk_id(conn, text) if called(conn, text) else text
    known = set(talks.claims_of(conn, [now]))
    look(conn, moment)
    kin = Kinship(conn)
    reach = pairs.related(conn, known) if known else claims.all_ids(conn)
    then = fold_of(conn, reach, kin)
    found = max((t for t in then if _overlap(t, known)), key=lambda t: _overlap(t, known), default=None)
    found = found or _named(then, now) or _named(then, text)
    if found is None:
        raise AllianceError(f"the ledger had no talk “{text}” at that time", ExitCode.NOT_FOUND)
    return found


def _overlap(talk: Talk, known: set[str]) -> int:
    return sum(step.entry.id in known for step in talk.steps)


def _named(then: Iterable[Talk], text: str) -> Talk | None:
    """The talk of the past that was called so, for want of one that shares a claim with that of today."""
    listed = [(t.id, t.slug) for t in then]
    exact = [i for i, slug in listed if text in {i, slug}]
    begin = exact or [i for i, slug in listed if i.startswith(text) or slug.startswith(text)]
    if len(begin) > 1:
        raise _ambiguous(text, [pair for pair in listed if pair[0] in begin])
    return next((t for t in then if t.id in begin), None)


def talk_id(conn: sqlite3.Connection, text: str) -> str:
    """The id of the stored talk with this id or slug, or the beginning of one. Raises AllianceError 1 or 2."""
    if not text:
        raise AllianceError("name a talk by its id or slug; `alliance talks` lists them", ExitCode.USAGE)
    found = called(conn, text)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise AllianceError(_no_talk(conn, text), ExitCode.NOT_FOUND)
    raise _ambiguous(text, found)


def called(conn: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    """(id, slug) of the talks with this id or slug, or that were called so; else of those whose name begins so."""
    exact = talks.find(conn, text, whole=True)
    if exact:
        return exact
    was = former.lead(conn, [text]).values()
    found = [] if was else talks.find(conn, text)
    return found or [(row.id, row.slug) for row in talks.rows(conn, was or former.named(conn, text))]


def leads_to(conn: sqlite3.Connection, slug: str) -> str:
    """The slug of the talk to which a former one leads; "" where its claims are in none."""
    return next((row.slug for row in talks.rows(conn, former.lead(conn, [slug]).values())), "")


def _no_talk(conn: sqlite3.Connection, text: str) -> str:
    for judgement in reversed(judgements.load(conn)):
        if judgement.verdict is Verdict.NOT_A_TALK and text and judgement.talk.startswith(text):
            reason = f", because “{judgement.reason}”" if judgement.reason else ""
            return (
                f"you judged {judgement.talk} to be no talk on {judgement.made_at.date()}{reason}; "
                "`alliance log` shows where, `alliance undo` takes it back"
            )
    near = _near(conn, text)
    hint = f"did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else "`alliance talks` lists them"
    return f"no talk “{text}”; {hint}"


def _near(conn: sqlite3.Connection, text: str) -> list[str]:
    """Slugs of talks, else names of companies, that are spelled much like this."""
    from alliance_cli import names, resolve

    slugs = {names.fold(row.slug): row.slug for row in talks.rows(conn)}
    return [slugs[name] for name in resolve.nearest(text, slugs)] or near_names(conn, text)


def _ambiguous(text: str, found: Sequence[tuple[str, str]]) -> AllianceError:
    listed = [f"{i}  {slug}" for i, slug in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return AllianceError(f"“{text}” could be {len(found)} talks; give the id of one", ExitCode.USAGE, [*listed, *more])


def entries_in(found: Iterable[Talk]) -> Iterator[Entry]:
    """The claims of these talks that count, talk by talk, in order."""
    return (step.entry for talk in found for step in talk.bearing)
