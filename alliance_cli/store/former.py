"""What talks were called before: an id or a slug that was printed once leads on to the talk that its claims are in."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from alliance_cli.store.batches import select_in
from alliance_cli.store.patterns import beginning_with

FORMER = """
-- What a talk was called when it came to be called otherwise, or was no more, with the claims it had then.
CREATE TABLE former_names (
  name TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  operation INTEGER NOT NULL REFERENCES operations (id),  -- the latest command by then
  PRIMARY KEY (name, claim, operation)
) STRICT, WITHOUT ROWID;
"""


def note(conn: sqlite3.Connection, talk_id: str, slug: str, claim_ids: Sequence[str]) -> None:
    """Keep what a talk was called that is not called so any more; what it was called by another word now, too."""
    for name in (talk_id, slug):
        if conn.execute("SELECT 1 FROM talks WHERE id = ?", (name,)).fetchone() is None:
            keep(conn, name, claim_ids)


def keep(conn: sqlite3.Connection, name: str, claim_ids: Iterable[str]) -> None:
    """Let a name lead to these claims, too, unless a talk is called so."""
    if conn.execute("SELECT 1 FROM talks WHERE id = ?1 OR slug = ?1", (name,)).fetchone() is None:
        leave(conn, [name], claim_ids)


def leave(conn: sqlite3.Connection, names: Iterable[str], claim_ids: Iterable[str]) -> None:
    """Remember claims that a talk of these names had and has no more: where it is gone one day, they say what became
    of it.
    """
    now = "SELECT ?, ?, max(id) FROM operations"
    pairs = [(name, claim) for claim in claim_ids for name in names]
    conn.executemany(f"INSERT OR IGNORE INTO former_names {now}", pairs)


def all_names(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Everything that a talk is or was called -> the claims it had or has."""
    sql = (
        "SELECT name, claim FROM former_names UNION ALL SELECT talk, claim FROM steps"
        " UNION ALL SELECT t.slug, s.claim FROM steps s JOIN talks t ON t.id = s.talk"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for name, claim in conn.execute(sql):
        found[name].append(claim)
    return found


def lead(conn: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """The talk to which each of these former names leads: that in which the claim now is which the ledger knew first of
    those that it had last, as a talk is called after its first. Where none of them stands in a talk any more, what it
    had before counts.
    """
    held: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    sql = (
        "SELECT f.name, f.operation, f.claim FROM former_names f JOIN claims c ON c.id = f.claim"
        " WHERE f.name IN ({}) ORDER BY c.revision, c.place, c.id"
    )
    for name, operation, claim in select_in(conn, sql, names):
        held[name][operation].append(claim)
    talks = _talks_now(conn, {claim for at in held.values() for part in at.values() for claim in part})
    found = {name: _latest(at, talks) for name, at in held.items()}
    return {name: talk for name, talk in found.items() if talk}


def _latest(held: Mapping[int, Sequence[str]], talks: Mapping[str, Sequence[str]]) -> str:
    """Where the first is of the claims held at the latest operation of which any stands in a talk; of several talks
    that with most of them. Empty where none does.
    """
    for operation in sorted(held, reverse=True):
        placed = [talks[claim] for claim in held[operation] if claim in talks]
        if placed:
            count = Counter(talk for part in placed for talk in part)
            return max(sorted(placed[0]), key=count.__getitem__)
    return ""


def _talks_now(conn: sqlite3.Connection, claim_ids: set[str]) -> dict[str, list[str]]:
    """The talks in which these claims stand, or what came in their place."""
    sql = "SELECT claim, talk FROM steps WHERE claim IN ({})"
    now: dict[str, list[str]] = {claim: [talk] for claim, talk in select_in(conn, sql, claim_ids)}
    gone = claim_ids - now.keys()
    if not gone:
        return now
    from alliance_cli.store import claims, rereadings  # only where claims were replaced

    after = [(old, new) for old, new in rereadings.kin(conn, gone)]
    after += [(old, new) for old, part in claims.heirs(conn, gone).items() for new in part]
    placed = dict(select_in(conn, sql, {new for _, new in after}))
    for old, new in after:
        if new in placed:
            now.setdefault(old, []).append(placed[new])
    return now


def named(conn: sqlite3.Connection, text: str) -> list[str]:
    """The talks to which a former id or slug leads, or one that begins so; else the id of a talk that has not been
    seen yet by this id, but by a look at the past.
    """
    found = lead(conn, [text])
    if not found:
        pattern = beginning_with(text)
        sql = "SELECT DISTINCT name FROM former_names WHERE name LIKE ? ESCAPE '\\' LIMIT 50"
        found = lead(conn, [name for (name,) in conn.execute(sql, (pattern,))])
    return sorted(set(found.values())) or _by_founder(conn, text)


def _by_founder(conn: sqlite3.Connection, text: str) -> list[str]:
    from alliance_cli.ledger.identity import founded_in  # only for a name that none has

    begins = founded_in(text)
    if begins is None:
        return []
    sql = (
        "SELECT DISTINCT s.talk FROM revisions v JOIN claims c ON c.revision = v.id AND c.place = ?1"
        " JOIN steps s ON s.claim = c.id WHERE v.report >= ?2 AND v.report < ?2 || '~'"
    )
    return [talk for (talk,) in conn.execute(sql, (begins[1], begins[0]))]


def of_talks(conn: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Each talk that was called otherwise before -> its former names; not those that another talk has now."""
    sql = (
        "SELECT DISTINCT name FROM former_names WHERE NOT EXISTS (SELECT 1 FROM talks WHERE id = name)"
        " AND NOT EXISTS (SELECT 1 FROM talks WHERE slug = name)"
    )
    names = [name for (name,) in conn.execute(sql)]
    found: dict[str, list[str]] = defaultdict(list)
    for name, talk in sorted(lead(conn, names).items()) if names else ():
        found[talk].append(name)
    return {talk: tuple(part) for talk, part in found.items()}
