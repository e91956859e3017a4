"""`alliance feeds` and `alliance ingest --feeds` against a server on this machine."""

import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.services.intake.ingest import Intake
from alliance_cli.store import reports
from tests.conftest import Run
from tests.servers import BadServer, Request, answer

NOW = "Mon, 03 Mar 2025 09:00:00 GMT"


def entry(number: int, title: str = "", text: str = "", link: str = "", guid: str | None = None) -> str:
    story = text or (
        f"Company{number} Plc is in talks to buy Target{number} Holdings Ltd, people familiar with the matter said."
    )
    identity = f"<guid isPermaLink='false'>{guid if guid is not None else f'g{number}'}</guid>"
    return (
        f"<item><title>{title or f'Company{number} in talks to buy Target{number}'}</title>"
        f"<link>{link or f'https://news.example/{number}'}</link>{identity if guid != '' else ''}"
        f"<pubDate>{NOW}</pubDate><description>{story}</description></item>"
    )


def rss(*entries: str, title: str = "The Example") -> bytes:
    head = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><link>https://news.example/</link>"
    return (head + "".join(entries) + "</channel></rss>").encode()


def ingest(run: Run, *more: str) -> object:
    return run("ingest", "--feeds", "--now", "--allow-private", *more)


def feeds(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("feeds", "--json").out)["feeds"]
    return found


def state(run: Run, name: str = "1") -> dict[str, object]:
    found: dict[str, object] = json.loads(run("feeds", "show", name, "--json").out)["feed"]
    return found


def titles(ledger: Path) -> list[str]:
    with sqlite3.connect(ledger) as conn:
        rows = conn.execute("SELECT title FROM revisions ORDER BY title").fetchall()
    return [title for (title,) in rows]


def test_a_feed_is_read_once_and_then_only_asked_whether_it_changed(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1), entry(2)), etag='"v1"', modified=NOW), "--publisher", "Ex")
    first = ingest(run)
    assert first.code == 0
    assert "1 feed asked: 1 read, 0 unchanged, 0 failed; 2 reports read: 2 new" in first.err
    second = ingest(run)
    assert "0 read, 1 unchanged, 0 failed; 0 reports read" in second.err
    asked = server.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"v1"', NOW)
    talks = json.loads(run("talks", "--json").out)["talks"]
    assert len(talks) == 2


def test_what_a_feed_brought_comes_again_after_an_undo(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1), entry(2)), etag='"v1"', modified=NOW))
    ingest(run)
    before = json.loads(run("talks", "--json").out)["talks"]
    run("undo")
    assert json.loads(run("talks", "--json").out)["talks"] == []
    assert "1 read, 0 unchanged, 0 failed; 2 reports read: 2 new" in ingest(run).err
    assert json.loads(run("talks", "--json").out)["talks"] == before


def test_plain_ingest_reads_feeds_where_there_are_any(run: Run, server: BadServer) -> None:
    assert "alliance feeds add" in run("ingest").err
    assert run("ingest").code == 2
    run("feeds", "add", server.on("/rss", answer(rss(entry(1)), kind="application/rss+xml")))
    assert "1 new" in run("ingest", "--allow-private").err


def test_addresses_of_this_machine_are_refused_unless_allowed(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(entry(1)))))
    refused = run("ingest", "--feeds")
    assert refused.code == 69
    assert "private network" in refused.err
    assert server.requests == []


def test_a_body_that_is_the_same_under_another_etag_is_not_read_again(run: Run, server: BadServer) -> None:
    count = [0]

    def lies(connection: object, request: Request) -> None:
        count[0] += 1
        connection.sendall(answer(rss(entry(1)), ETag=f'"{count[0]}"'))  # type: ignore[attr-defined]

    run("feeds", "add", server.on("/rss", lies))
    ingest(run)
    assert "0 read, 1 unchanged" in ingest(run).err


def test_an_edited_headline_is_a_revision_and_a_changed_guid_is_not_news(
    run: Run, server: BadServer, ledger: Path
) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(entry(1)))))
    ingest(run)
    server.on("/rss", answer(rss(entry(1, guid="other"))))
    assert "0 new, 0 revised" in ingest(run).err
    server.on("/rss", answer(rss(entry(1, title="Company1 nears deal to buy Target1", guid="third"))))
    assert "0 new, 1 revised" in ingest(run).err


def test_entries_that_share_an_address_or_an_id_stay_apart(run: Run, server: BadServer, ledger: Path) -> None:
    same_link = [entry(1, link="https://news.example/"), entry(2, link="https://news.example/")]
    same_guid = [entry(3, guid="x"), entry(4, guid="x")]
    run("feeds", "add", server.on("/rss", answer(rss(*same_link, *same_guid))))
    assert "4 new, 0 revised" in ingest(run).err
    server.on("/rss", answer(rss(*same_guid[::-1], *same_link[::-1], entry(5))))
    assert "1 new, 0 revised, 4 known" in ingest(run).err


def test_entries_without_address_and_id_do_not_depend_on_their_place(run: Run, server: BadServer) -> None:
    bare = [entry(i, guid="").replace(f"<link>https://news.example/{i}</link>", "") for i in (1, 2)]
    run("feeds", "add", server.on("/rss", answer(rss(*bare))))
    ingest(run)
    server.on("/rss", answer(rss(entry(9), *bare[::-1])))
    assert "1 new, 0 revised, 2 known" in ingest(run).err


def test_a_move_is_adopted_when_it_repeats(run: Run, server: BadServer) -> None:
    new = server.cached("/new", rss(entry(1)))
    old = server.redirect("/old", new, "301 Moved Permanently")
    run("feeds", "add", old)
    ingest(run)
    assert (feeds(run)[0]["url"], state(run)["moved_to"]) == (old, new)
    ingest(run)
    assert feeds(run)[0]["url"] == new
    ingest(run)
    assert server.requests[-1].path == "/new"


def test_a_passing_move_is_followed_and_never_adopted(run: Run, server: BadServer) -> None:
    old = server.redirect("/old", server.cached("/new", rss(entry(1))), "302 Found")
    run("feeds", "add", old)
    for _ in range(3):
        assert ingest(run).code == 0
    assert feeds(run)[0]["url"] == old


def test_a_move_onto_another_feed_pauses_the_one_that_moved(run: Run, server: BadServer) -> None:
    new = server.cached("/new", rss(entry(1)))
    run("feeds", "add", new)
    run("feeds", "add", server.redirect("/old", new, "308 Permanent Redirect"))
    for _ in range(2):
        ingest(run)
    assert "followed already" in str(state(run, "2")["paused"])


def test_gone_pauses_and_says_so_once(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.on("/rss", answer(b"", "410 Gone")))
    first = ingest(run)
    assert first.code == 69
    assert "gone for good" in first.err
    assert ingest(run).code == 0
    assert len(server.requests) == 1
    assert "/rss" in run("feeds", "--failing").out
    run("feeds", "resume", "1")
    assert ingest(run).code == 69


def test_a_busy_server_is_left_alone_until_it_says(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.on("/a", answer(b"", "429 Too Many Requests", Retry_After="3600")))
    run("feeds", "add", server.on("/b", answer(rss(entry(1)))))
    result = ingest(run)
    assert result.code == 75
    assert [request.path for request in server.requests] == ["/a"]
    assert run("ingest", "--feeds", "--allow-private").code == 0
    assert len(server.requests) == 1
    assert [feed["failures"] for feed in feeds(run)] == [1, 0]


def test_failures_are_counted_named_and_forgotten(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.on("/rss", answer(b"", "404 Not Found")), "--name", "Mine")
    for _ in range(3):
        assert ingest(run).code == 69
    known = feeds(run)[0]
    assert (known["failures"], known["state"], "404" in str(known["last_error"])) == (3, "failing", True)
    due = len(server.requests)
    run("ingest", "--feeds", "--allow-private")
    assert len(server.requests) == due
    server.on("/rss", answer(rss(entry(1))))
    assert ingest(run).code == 0
    known = feeds(run)[0]
    assert (known["failures"], known["state"], known["last_error"]) == (0, "fine", "")
    assert "Mine" not in run("feeds", "--failing").out


def test_html_in_place_of_a_feed_is_a_failure_and_check_names_the_feed_of_the_page(run: Run, server: BadServer) -> None:
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='/real' title='News'></head><body>x"
    url = server.on("/page", answer(page))
    run("feeds", "add", url)
    assert ingest(run).code == 65
    checked = run("feeds", "check", url, "--allow-private")
    assert checked.code == 65
    assert server.url("/real") in checked.err


def test_check_stores_nothing(run: Run, server: BadServer, ledger: Path) -> None:
    run("feeds", "add", server.on("/rss", answer(rss(entry(1), entry(2)))))
    checks = json.loads(run("feeds", "check", "--allow-private", "--json").out)["checks"]
    assert [(c["entries"], c["latest"], c["problem"]) for c in checks] == [(2, "2025-03-03T09:00:00+00:00", "")]
    assert titles(ledger) == []
    assert feeds(run)[0]["last_attempt"] is None


def test_a_feed_cut_short_gives_its_whole_entries_and_is_asked_again(run: Run, server: BadServer, ledger: Path) -> None:
    whole = rss(entry(1), entry(2))
    run("feeds", "add", server.on("/rss", answer(whole[: whole.index(b"</item>") + 40], ETag='"1"')))
    assert ingest(run).code == 75
    assert len(titles(ledger)) == 1
    server.on("/rss", answer(whole, ETag='"1"'))
    assert "1 new, 0 revised, 1 known" in ingest(run).err
    assert "if-none-match" not in server.requests[-1].headers


def test_a_bad_entry_is_kept_and_named_once(run: Run, server: BadServer) -> None:
    bad = entry(1).replace(NOW, "01/02/2025")
    run("feeds", "add", server.on("/rss", answer(rss(bad, entry(2)))))
    first = ingest(run)
    assert (first.code, "01/02/2025" in first.err) == (65, True)
    server.on("/rss", answer(rss(bad, entry(2), entry(3))))
    second = ingest(run)
    assert (second.code, "01/02/2025" in second.err) == (0, False)
    assert "1 read" in run("quarantine", "retry", "1", "--day-first").err
    assert json.loads(run("quarantine", "--json").out)["quarantine"] == []


def test_intervals_are_kept(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1))), "--every", "2h")
    for _ in range(2):
        run("ingest", "--feeds", "--allow-private")
    assert len(server.requests) == 1
    ingest(run)
    assert len(server.requests) == 2
    assert run("feeds", "add", "https://x.example", "--every", "often").code == 2


def test_pause_resume_remove(run: Run, server: BadServer, ledger: Path) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1))), "--name", "Mine")
    run("feeds", "pause", "Mine")
    ingest(run)
    assert server.requests == []
    run("feeds", "resume", "Mine")
    ingest(run)
    run("feeds", "remove", "Mine")
    assert feeds(run) == []
    assert len(titles(ledger)) == 1
    assert run("feeds", "show", "Mine").code == 1


def test_opml_in_and_out(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "in.opml"
    listed.write_text(
        "<opml version='2.0'><body><outline text='Autos'><outline text='A' xmlUrl='https://a.example/rss'/></outline>"
        "<outline text='B' xmlUrl='https://b.example/rss'/></body></opml>"
    )
    assert "2 feeds added, 0 known" in run("feeds", "import", str(listed)).err
    assert "0 feeds added, 2 known" in run("feeds", "import", str(listed)).err
    written = run("feeds", "export").out
    assert "https://a.example/rss" in written
    again = tmp_path / "again.opml"
    again.write_text(written)
    other = str(tmp_path / "other.db")
    run("feeds", "import", str(again), "--db", other)
    assert run("feeds", "export", "--db", other).out == written
    assert run("feeds", "import", str(tmp_path / "none.opml")).code == 66


def test_feeds_in_files_and_lists_of_addresses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(entry(1)))
    (tmp_path / "list.txt").write_text("# mine\nhttps://a.example/rss\nhttps://b.example/rss\n")
    run("feeds", "add", str(tmp_path / "feed.xml"))
    assert "1 new" in ingest(run).err
    assert "1 unchanged" in ingest(run).err
    run("feeds", "add", str(tmp_path / "list.txt"))
    assert len(feeds(run)) == 3
    assert run("feeds", "add", "nonsense").code == 2


def test_passwords_are_sent_and_not_shown(run: Run, server: BadServer, ledger: Path) -> None:
    url = server.on("/rss", answer(b"", "401 Unauthorized")).replace("http://", "http://me:secret@")
    run("feeds", "add", url)
    result = ingest(run)
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    shown = run("feeds", "list").out + run("feeds", "show", "1").out + result.err + run("log").out
    assert "secret" not in shown


@pytest.fixture
def article() -> bytes:
    story = " ".join(
        f"<p>Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday. "
        f"The two sides met {number} times since January and could agree on terms within weeks, they said.</p>"
        for number in range(3, 15)
    )
    return (
        "<html><head><title>Brightwater in talks to buy Calder</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2025-03-03T09:00:00Z'></head><body><article>"
        f"<h1>Brightwater in talks to buy Calder</h1>{story}</article></body></html>"
    ).encode()


def test_full_fetches_the_page_of_a_teaser_once(run: Run, server: BadServer, article: bytes, ledger: Path) -> None:
    page = server.on("/story", answer(article))
    run("feeds", "add", server.on("/rss", answer(rss(entry(1, text="Talks are on.", link=page)))))
    assert "1 new" in ingest(run, "--full").err
    with sqlite3.connect(ledger) as conn:
        ((_, _, text),) = reports.texts(conn)
    assert "met 14 times" in text
    server.on("/rss", answer(rss(entry(1, text="Talks are on.", link=page), entry(2, link=server.url("/none")))))
    result = ingest(run, "--full")
    assert "1 new, 0 revised, 1 known" in result.err
    assert [request.path for request in server.requests].count("/story") == 1
    assert "/none" in result.err
    assert "Not" not in run("talks").err
    assert len(titles(ledger)) == 2


def test_a_page_that_failed_is_kept_though_the_run_ends_before_its_entry_is_stored_too(
    run: Run, server: BadServer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = server.on("/story", answer(b"", "503 Service Unavailable"))
    run("feeds", "add", server.on("/rss", answer(rss(entry(1, text="Talks are on.", link=page)))))
    take, taken = Intake.take, 0

    def interrupted(self: Intake, *given: Any, **named: Any) -> bool:
        nonlocal taken
        taken += 1
        if taken == 2:
            raise KeyboardInterrupt
        return take(self, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Intake, "take", interrupted)
        assert ingest(run, "--full").code == 130
    assert ingest(run, "--full").code in {0, 75}
    assert len(titles(ledger)) == 1
    assert page in run("quarantine").out


def test_a_teaser_does_not_replace_the_whole_story(run: Run, server: BadServer, article: bytes, ledger: Path) -> None:
    page = server.on("/story", answer(article))
    assert "1 new" in run("ingest", page, "--allow-private").err
    teaser = "Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday."
    run("feeds", "add", server.on("/rss", answer(rss(entry(1, text=teaser + " ...", link=page)))))
    assert "0 new, 0 revised, 1 known" in ingest(run).err


def test_a_page_that_fails_for_now_is_tried_again_and_not_for_ever(
    run: Run, server: BadServer, article: bytes, ledger: Path
) -> None:
    page = server.on("/story", answer(b"", "503 Service Unavailable", Retry_After="1"))
    assert run("ingest", page, "--allow-private").code == 75
    ingest(run)
    assert [request.path for request in server.requests].count("/story") == 1
    for tries in range(2, 8):
        with sqlite3.connect(ledger) as conn:
            conn.execute("UPDATE quarantine SET next_try = '2000-01-01' WHERE next_try IS NOT NULL")
        assert ingest(run).code == 0
        assert [r.path for r in server.requests].count("/story") == min(tries, 6)
    (held,) = json.loads(run("quarantine", "--json").out)["quarantine"]
    assert (held["tries"], held["next_try"]) == (6, None)
    server.on("/story", answer(article))
    assert "1 new" in run("quarantine", "retry", "1", "--allow-private").err
    assert json.loads(run("quarantine", "--json").out)["quarantine"] == []


def test_walls_and_error_pages_are_kept_and_never_reports(run: Run, server: BadServer, ledger: Path) -> None:
    wall = b"<html><head><title>Just a moment...</title></head><body>Checking if you are human. cf-chl-</body></html>"
    result = run("ingest", server.on("/wall", answer(wall)), "--allow-private")
    assert result.code == 65
    assert titles(ledger) == []
    (held,) = json.loads(run("quarantine", "--json").out)["quarantine"]
    assert held["kind"] == "challenge"
    assert "Just a moment" in run("quarantine", "show", "1").out


def test_redirects_to_other_schemes_and_circles(run: Run, server: BadServer) -> None:
    run("feeds", "add", server.redirect("/file", "file:///etc/passwd"))
    run("feeds", "add", server.redirect("/circle", server.url("/circle")))
    run("feeds", "add", server.cached("/good", rss(entry(1))))
    result = ingest(run)
    assert (result.code, "1 new" in result.err) == (69, True)
    assert "/file" in result.err
    assert "/circle" in result.err


@pytest.mark.long
def test_everything_a_bad_server_does_is_a_failure_of_that_feed_alone(run: Run, server: BadServer) -> None:
    whole = rss(*(entry(i) for i in range(1, 5)))
    expected = {
        server.endless("/bomb", packed=True): 65,
        server.endless("/endless"): 65,
        server.truncated("/cut", whole, kind="application/rss+xml"): 75,
        server.reset("/reset"): 75,
        server.reset("/half", after=answer(whole)[:200]): 75,
        server.on("/304", b"HTTP/1.1 304 Not Modified\r\n\r\n"): 75,
        server.on("/500", answer(b"", "500 Internal Server Error")): 75,
        server.on("/html", answer(b"<html><body>Hello</body></html>")): 65,
        server.on("/empty", answer(b"", kind="application/rss+xml")): 65,
        server.on("/binary", answer(bytes(range(256)) * 4, kind="application/rss+xml")): 65,
        server.redirect("/private", "http://127.0.0.1:1/"): 75,
    }
    for url, code in expected.items():
        run("feeds", "add", url)
        assert ingest(run, "-q").code == code, url
        run("feeds", "pause", url)
    run("feeds", "add", server.cached("/good", rss(entry(9))))
    for feed in feeds(run):
        run("feeds", "resume", str(feed["id"]))
    result = ingest(run)
    assert "12 feeds asked: 1 read, 0 unchanged, 11 failed; 1 report read: 1 new" in result.err
    assert len(json.loads(run("feeds", "--failing", "--json").out)["feeds"]) == 11


def test_the_encoding_of_the_server_does_not_spoil_that_of_the_feed(run: Run, server: BadServer, ledger: Path) -> None:
    latin = rss(entry(1, title="Société Générale in talks with Crédit")).decode().encode("latin-1")
    body = latin.replace(b"version='1.0'", b"version='1.0' encoding='iso-8859-1'", 1)
    run("feeds", "add", server.on("/rss", answer(body, kind="application/rss+xml; charset=utf-8")))
    assert ingest(run).code == 0
    assert titles(ledger) == ["Société Générale in talks with Crédit"]


def test_304_for_ever_is_not_believed_for_ever(run: Run, server: BadServer, ledger: Path) -> None:
    run("feeds", "add", server.cached("/rss", rss(entry(1))))
    ingest(run)
    always_304 = b"HTTP/1.1 304 Not Modified\r\n\r\n"

    def stuck(connection: object, request: Request) -> None:
        same = "if-none-match" in request.headers
        connection.sendall(always_304 if same else answer(rss(entry(2))))  # type: ignore[attr-defined]

    server.on("/rss", stuck)
    assert "1 unchanged" in ingest(run).err
    with sqlite3.connect(ledger) as conn:
        conn.execute("UPDATE feeds SET last_whole = '2020-01-01T00:00:00+00:00'")
    assert "1 new" in ingest(run).err


def test_what_is_chosen_of_feeds_is_logged_and_can_be_taken_back(run: Run, server: BadServer) -> None:
    first = server.cached("/rss", rss(entry(1)), etag='"v1"', modified=NOW)
    run("feeds", "add", first, "--publisher", "Ex", "--every", "2h")
    run("feeds", "pause", "1", "--reason", "too loud")
    run("feeds", "remove", "1")
    assert feeds(run) == []
    run("undo")
    assert (state(run)["paused"], state(run)["publisher"], state(run)["every"]) == ("too loud", "Ex", "2h")
    run("undo", "2")
    assert state(run)["paused"] == ""
    assert "1 new" in ingest(run).err
    run("undo", "1")
    assert feeds(run) == []
    run("undo", "--", str(json.loads(run("log", "--json").out)["log"][0]["number"]))
    assert state(run)["url"] == first
    assert [(e["effect"], e["taken_back"]) for e in json.loads(run("log", "--json").out)["log"]][-3:] == [
        ("1 feed", True),
        ("1 feed", True),
        ("1 feed", False),
    ]


def test_the_number_of_a_feed_is_never_that_of_another(run: Run) -> None:
    for address in ("https://news.example/a", "https://news.example/b"):
        run("feeds", "add", address)
    run("feeds", "remove", "2")
    run("feeds", "add", "https://news.example/b")
    assert [feed["id"] for feed in feeds(run)] == [1, 3]
    run("undo", "3")  # the removal: its address is followed already
    assert [feed["id"] for feed in feeds(run)] == [1, 3]


def test_no_trouble_with_a_feed_tells_its_password(run: Run, server: BadServer) -> None:
    server.on("/bad", answer(b"no feed"))
    moved = answer(b"", "302 Found", Location=server.url("/bad").replace("://", "://me:secret@"))
    for path in ("/bad", "/gone", server.on("/moved", moved).rpartition("/")[2]):
        run("feeds", "add", server.url(f"/{path.lstrip('/')}").replace("://", "://me:my@secret@"))
    told = [run("ingest", "--feeds", "--allow-private", *more) for more in ((), ("--now", "--json", "--debug"))]
    unknown = "http://me:my@secret@nowhere.example/"
    told += [run(*argv) for argv in (
        ["feeds"], ["dashboard"], ["dashboard", "--json"], ["feeds", "check", "--allow-private"], ["quarantine"], ["export"],
        ["feeds", "remove", unknown], ["feeds", "add", unknown.replace("http", "ftp")], ["extract", unknown], ["add", "--text", unknown],
    )]  # fmt: skip
    assert "no XML or JSON" in told[0].err
    assert not any("secret" in result.out + result.err for result in told), told


def test_a_password_of_a_feed_is_not_in_the_log(run: Run) -> None:
    run("feeds", "add", "https://me:secret@news.example/rss")
    assert "secret" not in run("log", "--json").out + run("undo").err


def test_feeds_that_were_there_before_choices_were_kept_can_be_changed(run: Run, ledger: Path) -> None:
    run("feeds", "add", "https://news.example/a")
    run("feeds", "pause", "1")
    with sqlite3.connect(ledger) as conn:
        conn.execute("DROP TABLE feed_choices")
        conn.execute("PRAGMA user_version = 4")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = '0005-chosen-feeds'")
    conn.close()
    run("feeds", "resume", "1")
    assert state(run)["paused"] == ""
    run("undo")
    assert state(run)["paused"] == "paused by hand"


def test_addresses_from_standard_input_are_in_no_list_of_processes_and_no_log(
    run: Run, server: BadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.cached("/rss", rss(entry(1))).replace("://", "://joe:s3cret@")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{address}\n".encode())))
    assert run("feeds", "add", "-", "--name", "Mine").code == 0
    assert state(run)["name"] == "Mine"
    ingest(run, "--log", str(tmp_path / "run.log"))
    said = [run(*argv).out for argv in (["log"], ["feeds"], ["feeds", "export"], ["export"], ["feeds", "show", "1"])]
    assert "/rss" in (tmp_path / "run.log").read_text()
    assert "joe:s3cret@" in run("feeds", "export", "--passwords").out
    assert not any("s3cret" in text for text in (*said, (tmp_path / "run.log").read_text()))


def test_no_command_tells_the_tokens_in_the_address_of_a_feed(run: Run, server: BadServer, tmp_path: Path) -> None:
    lost = entry(2, link=" ", guid="").replace(NOW, "01/02/2025 09:00")
    server.on("/good", answer(rss(entry(1), lost, entry(3, link=" ", guid=""))))
    server.on("/bad", answer(b"no feed"))
    server.on("/gone", answer(b"", "410 Gone"))
    server.on("/page", answer(b"<p>Ford is in talks to merge with Renault.</p>" * 9, kind="text/html"))
    leads = answer(b"", "301 Moved Permanently", Location=server.url("/good?user=me&access_token=s3cret"))
    server.on("/moved", leads)
    paths = [
        "/good?user=me&token=s3cret",
        "/bad?api_key=s3cret",
        "/gone?sig=s3cret&n=1",
        "/moved?X-Amz-Signature=s3cret",
    ]
    told = [run("feeds", "add", server.url(path)) for path in [*paths, paths[0]]]
    log = tmp_path / "run.log"
    private, page = "--allow-private", server.url("/page?key=s3cret")
    told += [run(*argv) for argv in (
        ["ingest", "--feeds", private, "--log", str(log), "--json"], ["ingest", "--feeds", "--now", private, "--debug"],
        ["feeds"], ["feeds", "--json"], ["feeds", "--csv"], *(["feeds", "show", str(n), "--json"] for n in range(1, 5)),
        ["feeds", "check", private], ["feeds", "check", private, "--json"], ["feeds", "check", private, server.url(paths[1])],
        ["dashboard"], ["dashboard", "--json"], ["ingest", page, private, "--log", str(log)], ["extract", page],
        ["quarantine"], ["quarantine", "--json"], ["quarantine", "show", "1"], ["quarantine", "retry", "--all", private],
        ["log"], ["log", "--json"], ["feeds", "export"], ["export", "--format", "jsonl"], ["feeds", "pause", "good"],
        ["feeds", "remove", server.url(paths[2])], ["feeds", "remove", "https://h.example/?token=s3cret"], ["undo"],
        ["feeds", "add", "ftp://h.example/?token=s3cret"], ["check"], ["changes"],
    )]  # fmt: skip
    assert "/good?user=me&token=... " in run("feeds").out
    exported = run("feeds", "export")
    assert "4 addresses without their passwords and tokens; --passwords writes them, too" in exported.err
    assert "s3cret" in run("feeds", "export", "--passwords").out
    assert run("feeds", "export", "--passwords").err == ""
    assert not [result for result in told if "s3cret" in result.out + result.err]
    assert "s3cret" not in log.read_text()
