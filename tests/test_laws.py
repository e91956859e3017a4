"""Laws that hold for any ledger, whatever was done to it."""

import random as randoms
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_cli.models import Party, Talk
from alliance_cli.services.exchange import dump
from alliance_cli.services.keeping import checking
from alliance_cli.services.keeping.rebuild import rebuild
from alliance_cli.services.looking import finding, following, transitions
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import rereadings, sight
from alliance_cli.store.claims import heirs
from tests.ledgers import TODAY, Desk, Doc, an_operation, docs, empty, run
from tests.sizes import examples

FEW = settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
OPERATIONS = st.lists(an_operation(), min_size=2, max_size=9)


def everything(conn: sqlite3.Connection) -> list[str]:
    return list(conn.iterdump())


def derived(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """What follows from the facts, as it is stored, and which companies are known by which name."""
    tables = {
        "talks": "SELECT * FROM talks ORDER BY id", "steps": "SELECT * FROM steps ORDER BY talk, position",
        "parties": "SELECT * FROM talk_parties ORDER BY talk, position",
        "companies": "SELECT id, name, country, source FROM companies WHERE visible = 1 ORDER BY id",
        "current": "SELECT report, digest FROM revisions JOIN current_revisions ON revision = id ORDER BY report",
    }  # fmt: skip
    return {name: conn.execute(sql).fetchall() for name, sql in tables.items()}


def exported(conn: sqlite3.Connection) -> str:
    return "".join(dump.lines(conn, Moment(TODAY)))


@FEW
@given(docs(), st.randoms())
def test_any_order_of_arrival_gives_the_same_talks(read: list[Doc], random: randoms.Random) -> None:
    one, other = Desk(), Desk()
    one.ingest(read)
    shuffled = list(read)
    random.shuffle(shuffled)
    for doc in shuffled:
        other.ingest([doc])
    assert nameless(other.conn) == nameless(one.conn)


def nameless(conn: sqlite3.Connection) -> list[object]:
    """The talks without what they are called: they are after the claim that came in first."""
    found = derived(conn)
    steps: dict[object, list[object]] = {}
    for talk, *step in found["steps"]:
        steps.setdefault(talk, []).append(step)
    parties: dict[object, list[object]] = {}
    for talk, *party in found["parties"]:
        parties.setdefault(talk, []).append(party)
    talks = sorted((str((rest, steps[talk], parties[talk])) for talk, _, *rest in found["talks"]))
    return [talks, found["companies"], found["current"]]


@FEW
@given(docs(), docs(most=3))
def test_a_talk_keeps_its_id_whatever_comes_in_later(read: list[Doc], later: list[Doc]) -> None:
    """It holds the claim that it is called after for good; by all that it was called before it is found."""
    desk = Desk()
    desk.ingest(read)
    was = {talk: [c for (c,) in desk.conn.execute("SELECT claim FROM steps WHERE talk = ? ORDER BY 1", (talk,))]
           for talk in desk.stored_ids()}  # fmt: skip
    slugs = dict(desk.conn.execute("SELECT slug, id FROM talks"))
    desk.ingest([replace(doc, number=doc.number + 1000) for doc in later])
    known = [c for (c,) in desk.conn.execute("SELECT id FROM companies ORDER BY id")]
    if len(known) > 1:
        desk.merge(known[0], known[1])
    now = dict(desk.conn.execute("SELECT claim, talk FROM steps"))
    for talk, claims in was.items():
        left = [now[c] for c in claims if c in now]
        if left:
            assert finding.talk_id(desk.conn, talk) in left
    for slug, talk in slugs.items():
        taken = desk.conn.execute("SELECT 1 FROM talks WHERE slug = ?", (slug,)).fetchone()
        if not taken and any(c in now for c in was[talk]):
            assert finding.talk_id(desk.conn, slug) in {now[c] for c in was[talk] if c in now}


@FEW
@given(docs())
def test_reading_twice_is_reading_once(read: list[Doc]) -> None:
    desk = Desk()
    desk.ingest(read)
    before = everything(desk.conn)
    desk.ingest(read)
    assert everything(desk.conn) == before


@FEW
@given(OPERATIONS, docs(most=3), docs(most=3))
def test_undo_is_never(before: list[tuple[str, object]], taken: list[Doc], later: list[Doc]) -> None:
    """What is read and taken back leaves no trace in what is derived, whatever came before and after."""
    never, undone = Desk(), Desk()
    for desk in (never, undone):
        for operation in before:
            run(desk, operation)
    extra = [Doc(doc.number + 1000, doc.day, doc.claims) for doc in later]
    undone.ingest([Doc(doc.number % 7, doc.day, doc.claims, 9) for doc in taken])
    number = undone.conn.execute("SELECT max(id) FROM operations").fetchone()[0]
    for desk in (never, undone):
        desk.ingest(extra)
    undone.undo(number)
    assert derived(undone.conn) == derived(never.conn)


@FEW
@given(OPERATIONS, st.integers(1, 9))
def test_undoing_an_undo_restores(operations: list[tuple[str, object]], number: int) -> None:
    desk = Desk()
    for operation in operations:
        run(desk, operation)
    before = derived(desk.conn)
    last = desk.conn.execute("SELECT max(id) FROM operations").fetchone()[0]
    run(desk, ("undo", number))
    done = desk.conn.execute("SELECT max(id) FROM operations").fetchone()[0]
    if done == last:
        return
    desk.undo(done)
    assert derived(desk.conn) == before


@FEW
@given(docs(), docs(most=3))
def test_merge_then_split_is_identity(read: list[Doc], meanwhile: list[Doc]) -> None:
    merged, never = Desk(), Desk()
    extra = [Doc(doc.number + 1000, doc.day, doc.claims) for doc in meanwhile]
    for desk in (merged, never):
        desk.ingest(read)
    known = [c for (c,) in merged.conn.execute("SELECT id FROM companies ORDER BY id")]
    if len(known) > 1:
        merged.merge(known[0], known[1])
    for desk in (merged, never):
        desk.ingest(extra)
    if len(known) > 1:
        merged.merge(known[0], known[1], "split")
    assert derived(merged.conn) == derived(never.conn)


@FEW
@given(OPERATIONS)
def test_export_then_import_is_identity(operations: list[tuple[str, object]]) -> None:
    desk = Desk()
    for operation in operations:
        run(desk, operation)
    written = exported(desk.conn)
    again = empty()
    dump.restore(again, written.splitlines(), "export")
    assert exported(again) == written
    assert derived(again) == derived(desk.conn)
    assert checking.problems(again, desk.now) == []


@settings(FEW, max_examples=examples(12))
@given(OPERATIONS, docs(most=2))
def test_import_brings_another_ledger_what_it_lacks(operations: list[tuple[str, object]], read: list[Doc]) -> None:
    """Its talks come as they are there, with what was judged and said in review; again, it brings nothing."""
    desk, other = Desk(), Desk()
    for operation in operations:
        run(desk, operation)
    alien = tuple(replace(claim, parties=(Party("XX", "xx"), Party("YY", "yy"))) for d in read for claim in d.claims)
    other.ingest([Doc(1000 + i, 5, (claim,)) for i, claim in enumerate(alien)])
    before = derived(other.conn)
    written = exported(desk.conn).splitlines()
    dump.merge(other.conn, written, "export", command="alliance import", now=other.now)
    theirs = {str(row) for row in desk.talks()}
    assert theirs == {str(row) for row in other.talks()} - {str(row) for row in _alien(other.talks())}
    assert checking.problems(other.conn, max(desk.now, other.now)) == []
    again = dump.merge(other.conn, written, "export", command="alliance import", now=other.now)
    assert set(again.values()) == {0}
    if derived(other.conn) != before:
        other.undo()
    assert derived(other.conn) == before


def _alien(shapes: list[object]) -> list[object]:
    return [shape for shape in shapes if "xx" in str(shape)]


@FEW
@given(OPERATIONS)
def test_as_of_today_is_no_flag(operations: list[tuple[str, object]]) -> None:
    desk = Desk()
    for operation in operations:
        run(desk, operation)
    assert desk.talks(as_of=TODAY) == desk.talks() == desk.talks(known=desk.now)


@FEW
@given(OPERATIONS)
def test_what_was_known_stays_what_was_known(operations: list[tuple[str, object]]) -> None:
    """Every state the ledger ever had can be shown: what comes later never changes it."""
    desk = Desk()
    seen = []
    for operation in operations:
        run(desk, operation)
        seen.append((desk.now, desk.talks()))
    for moment, then in seen:
        assert desk.talks(known=moment) == then


@FEW
@given(docs())
def test_what_is_known_only_grows_where_nothing_is_taken_back(read: list[Doc]) -> None:
    desk = Desk()
    moments = []
    for doc in read:
        desk.ingest([doc])
        moments.append(desk.now)
    reports = [{step[0] for talk in desk.talks(known=at) for step in talk[-1]} for at in moments]  # type: ignore[index]
    assert all(early <= late for early, late in pairwise(reports))


@FEW
@given(OPERATIONS)
def test_rebuild_is_what_is_stored_and_check_finds_nothing(operations: list[tuple[str, object]]) -> None:
    desk = Desk()
    for operation in operations:
        run(desk, operation)
    assert checking.problems(desk.conn, desk.now) == []
    before = derived(desk.conn)
    assert rebuild(desk.conn)[1] == 0
    assert derived(desk.conn) == before


@FEW
@given(OPERATIONS, OPERATIONS)
def test_changes_are_what_differs_between_two_looks_at_the_whole_ledger(
    before: list[tuple[str, object]], later: list[tuple[str, object]]
) -> None:
    desk = Desk()
    for operation in before:
        run(desk, operation)
    following.remember(desk.conn, "me", following.here(desk.conn, desk.now))
    mark = following.last_mark(desk.conn, "me")
    assert mark is not None
    then = finding.talks_with(desk.conn, [], Moment(TODAY, known=desk.now))
    sight.look_at_present(desk.conn)
    for operation in later:
        run(desk, operation)
    told = {(t.what, t.talk.id) for t in transitions.since(desk.conn, mark.bounds, TODAY, Moment(TODAY))}
    kin = sorted(rereadings.kin(desk.conn, desk.claim_ids()))
    after = heirs(desk.conn, {step.entry.id for talk in then for step in talk.steps})
    kin += sorted((new, old) for old, several in after.items() for new in several)
    assert told == set(_differing(then, finding.talks_with(desk.conn, [], Moment(TODAY)), kin))


def _differing(then: list[Talk], now: list[Talk], kin: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What became of each talk, by the claims it shares with an earlier one; of two as near, that with the earlier claim.

    A claim is shared too where one of its `kin`, which stood in its place, was there and it was not: another reading of
    the text first, then what the report said before it was edited.
    """
    kept = set()
    held = {t.entry.id: old for old in then for t in old.steps}
    for talk in now:
        ids = [s.entry.id for s in talk.steps]
        earlier = [held.get(i) or next((held[o] for c, o in kin if c == i and o in held), None) for i in ids]
        shared = Counter(old.id for old in earlier if old is not None)
        old = next((o for o in then if o.id == max(shared, key=lambda i: shared[i], default="")), None)
        if old is None:
            yield "new", talk.id
            continue
        kept.add(old.id)
        if old.status is not talk.status:
            yield "turned", talk.id
        elif talk.end_reported and not old.end_reported:
            yield "end reported", talk.id
        elif talk.confirmation_reported and not old.confirmation_reported:
            yield "confirmation reported", talk.id
        elif talk.doubtful is not old.doubtful:
            yield "doubtful" if talk.doubtful else "no longer doubtful", talk.id
        elif talk.is_stale(TODAY, 180) and not old.is_stale(TODAY, 180):
            yield "stale", talk.id
        elif old.is_stale(TODAY, 180) and not talk.is_stale(TODAY, 180):
            yield "in the news again", talk.id
    yield from (("gone", old.id) for old in then if old.id not in kept)
