"""The order of what is searched for is that of SQLite's own BM25 over an index that knows where each word stands."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.ledger import identity
from alliance_cli.models import Report
from alliance_cli.services.looking import ranking
from alliance_cli.services.looking.ranking import Run, Term
from alliance_cli.store import operations, reports, words
from tests.ledgers import Desk
from tests.sizes import examples

SOME = "deal Deal talks talk Über uber 合併 joint venture the of bid_bid a-b".split()
TEXTS = st.lists(st.sampled_from(SOME), min_size=1, max_size=12).map(" ".join)
RUNS = st.builds(Run, st.lists(st.sampled_from(["deal", "talk", "uber", "joint", "venture", "bid"]), min_size=1,
                               max_size=2).map(tuple), st.booleans())  # fmt: skip
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def stored(texts: Sequence[tuple[str, str]]) -> sqlite3.Connection:
    conn = Desk().conn
    with conn:
        operation = operations.start(conn, "test", NOW)
        for number, (title, text) in enumerate(texts):
            report = Report(title, text, "", f"https://news.example/{number}")
            key = f"url:{number}"
            reports.append(conn, identity.report_id(key), key, identity.digest(report), report, "en", NOW, operation)
        words.catch_up(conn)
    return conn


def by_sqlite(texts: Sequence[tuple[str, str]], terms: Sequence[Term]) -> dict[int, float]:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE w USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')")
    spaced = ((words.spaced(title), words.spaced(text)) for title, text in texts)
    conn.executemany("INSERT INTO w (rowid, title, text) VALUES (?, ?, ?)",
                     ((n, *each) for n, each in enumerate(spaced, 1)))  # fmt: skip
    query = " AND ".join(term.in_titles for term in terms)
    return dict(conn.execute("SELECT rowid, -bm25(w, 4.0, 1.0) FROM w WHERE w MATCH ?", (query,)))


def found(conn: sqlite3.Connection, terms: Sequence[Term], limit: int = 1_000, most: int = ranking.POOL) -> list[int]:
    indexes = (
        words.holding(conn, "titles", " AND ".join(term.in_titles for term in terms)),
        words.holding(conn, "words", " AND ".join(term.in_words for term in terms)),
    )
    return ranking.best(conn, terms, limit, indexes, most)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12), st.lists(RUNS, min_size=1, max_size=3))
def test_all_that_match_are_found_and_one_word_orders_them_as_sqlite_does(
    texts: list[tuple[str, str]], runs: list[Run]
) -> None:
    conn = stored(texts)
    terms = [Term((run,)) for run in dict.fromkeys(runs)]
    expected = by_sqlite(texts, terms)
    got = found(conn, terms)
    assert set(got) == set(expected)
    if all(len(run.words) == 1 for run in runs):
        ordered = sorted(expected, key=lambda revision: (-round(expected[revision], 9), revision))
        assert [round(expected[revision], 9) for revision in got] == [round(expected[one], 9) for one in ordered]


def test_any_of_several_runs_will_do() -> None:
    texts = [("", "general motors"), ("", "motors in general"), ("GM", "nothing"), ("", "gmbh")]
    conn = stored(texts)
    term = Term((Run(("general", "motors")), Run(("GM",))))
    assert sorted(found(conn, [term])) == sorted(by_sqlite(texts, [term])) == [1, 3]


def test_of_more_than_are_looked_at_those_with_the_words_in_the_title_and_the_latest_are() -> None:
    conn = stored([("a merger", "x"), *(("none", f"a merger {n}") for n in range(9))])
    assert found(conn, [Term((Run(("merger",)),))], limit=3, most=3)[0] == 1
    assert set(found(conn, [Term((Run(("merger",)),))], limit=4, most=3)) <= {1, 7, 8, 9, 10}


def test_how_many_hold_a_word_is_told_of_the_whole_where_thousands_do() -> None:
    conn = stored([("", "merger"), ("", "merger deal"), ("", "deal"), ("", "merger")])
    assert words.frequency(conn, '"merger"') == 3
    assert words.size(conn) == (4, 5)
    assert words.length(conn, 2) == 2
