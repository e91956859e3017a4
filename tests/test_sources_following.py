"""From an address to reports: what an answer turns out to be, teasers filled up, robots.txt, many hosts at once."""

import gzip
import threading
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from alliance_cli.errors import ExitCode
from alliance_cli.models import Report
from alliance_cli.sources import Fault, Item, Options, read_inputs
from alliance_cli.sources.documents import fetch_reports, read_answer
from alliance_cli.sources.http import FEEDS, Fetcher, Limits
from alliance_cli.sources.polite import by_host
from alliance_cli.sources.robots import Robots
from tests.servers import BadServer, answer

TEXT = (
    "Ford Motor and Volkswagen are exploring a wide tie-up that would start with vans and could later reach electric "
    "cars, two people who know of the talks said on Tuesday, asking not to be named because nothing is settled yet. "
)
DATED = '<meta property="article:published_time" content="2018-06-19T08:00:00Z">'
PAGE = (
    f"<html><head><title>Ford, VW explore tie-up</title>{DATED}</head><body><article><h1>Ford, VW explore tie-up</h1>"
    f"<p>{TEXT}</p><p>{TEXT.replace('Tuesday', 'Monday')}</p><p>{TEXT.upper()}</p></article></body></html>"
).encode()
WALL = (
    b"<html><head><title>Just a moment...</title></head><body>Checking if the site connection is secure</body></html>"
)


def feed(*links: str) -> bytes:
    entries = "".join(
        f"<item><title>Story {number}</title><link>{link}</link><guid>g{number}</guid>"
        "<description>In short …</description><pubDate>Wed, 20 Jun 2018 08:00:00 GMT</pubDate></item>"
        for number, link in enumerate(links, start=1)
    )
    return f"<rss version='2.0'><channel><title>Example</title>{entries}</channel></rss>".encode()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    limits = Limits(connect=2, read=1, total=3, retries=0)
    with Fetcher(allow_private=True, limits=limits) as ready:
        yield ready


class TestAnswers:
    def test_a_page(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on("/story", answer(PAGE))
        (found,) = fetch_reports(f"{url}?utm_source=x", fetcher, Options())
        assert isinstance(found, Report)
        assert (found.title, found.url) == ("Ford, VW explore tie-up", url)

    def test_the_address_after_a_redirect(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on("/story", answer(PAGE))
        (found,) = fetch_reports(server.redirect("/short", "/story"), fetcher, Options())
        assert isinstance(found, Report)
        assert found.url == url

    @pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", ""])
    def test_a_feed_whatever_it_is_called(self, server: BadServer, fetcher: Fetcher, kind: str) -> None:
        found = list(fetch_reports(server.on("/f", answer(feed("/a", "/b"), kind=kind)), fetcher, Options()))
        assert [item.url for item in found if isinstance(item, Report)] == [server.url("/a"), server.url("/b")]

    def test_a_feed_stored_compressed(self, server: BadServer, fetcher: Fetcher) -> None:
        packed = gzip.compress(feed("/a"))
        (found,) = fetch_reports(server.on("/f.gz", answer(packed, kind="application/gzip")), fetcher, Options())
        assert isinstance(found, Report)
        bomb = server.on("/b.gz", answer(gzip.compress(b"x" * 50_000_000), kind="application/gzip"))
        (refused,) = fetch_reports(bomb, fetcher, Options())
        assert isinstance(refused, Fault)

    def test_plain_text_and_json(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on("/t", answer(TEXT.encode(), kind="text/plain"))
        (found,) = fetch_reports(url, fetcher, Options())
        assert isinstance(found, Report)
        assert (found.text, found.url) == (TEXT.strip(), url)
        (found,) = fetch_reports(
            server.on("/j", answer(b'{"text": "Ford."}', kind="application/json")), fetcher, Options()
        )
        assert isinstance(found, Report)
        assert found.text == "Ford."

    def test_a_page_in_place_of_a_feed(self, server: BadServer, fetcher: Fetcher) -> None:
        found = fetcher.get(server.on("/f", answer(PAGE, kind="application/rss+xml")), accept=FEEDS)
        (item,) = read_answer(found, Options(), feed=True)
        assert isinstance(item, Fault)
        assert (item.kind, item.code) == ("feed", ExitCode.BAD_DATA)

    def test_a_wrong_charset(self, server: BadServer, fetcher: Fetcher) -> None:
        raw = feed("/a").replace(b"Story", "Škoda".encode())
        found = list(
            fetch_reports(server.on("/f", answer(raw, kind="text/xml; charset=shift_jis")), fetcher, Options())
        )
        assert [item.title for item in found if isinstance(item, Report)] == ["Škoda 1"]

    def test_faults_and_unchanged(self, server: BadServer, fetcher: Fetcher) -> None:
        (found,) = fetch_reports(server.url("/none"), fetcher, Options())
        assert isinstance(found, Fault)
        url = server.cached("/f", feed("/a"))
        assert list(read_answer(fetcher.get(url, etag='"1"'), Options(), feed=True)) == []


class TestFollowing:
    def test_addresses_among_the_inputs(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on("/story", answer(PAGE))
        (found,) = read_inputs([url], fetch=lambda address: fetch_reports(address, fetcher, Options()))
        assert isinstance(found, Report)
        (refused,) = read_inputs([url])
        assert isinstance(refused, Fault)
        assert refused.code is ExitCode.USAGE

    def test_teasers_are_filled_up(self, server: BadServer, fetcher: Fetcher, tmp_path: Path) -> None:
        urls = [server.on("/1", answer(PAGE)), server.on("/2", answer(WALL)), server.url("/3")]
        path = tmp_path / "f.xml"
        path.write_bytes(feed(*urls))

        def fetch(address: str) -> Iterator[Item]:
            return fetch_reports(address, fetcher, Options())

        found = list(read_inputs([str(path)], fetch=fetch, full=True))
        assert [type(item) for item in found] == [Report, Report, Fault, Report, Fault]
        first = found[0]
        assert isinstance(first, Report)
        assert first.text.count("exploring") == 2
        assert (first.title, first.record_id, first.publisher) == ("Story 1", "g1", "Example")
        assert first.published is not None
        assert first.published.source == "metadata"
        assert [type(item) for item in read_inputs([str(path)], fetch=fetch)] == [Report] * 3

    def test_links_of_a_mail(self, server: BadServer, fetcher: Fetcher, tmp_path: Path) -> None:
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Date"] = "a@e.com", "News", "Wed, 20 Jun 2018 08:00:00 +0000"
        mail.set_content(f"Read {server.on('/1', answer(PAGE))} today.")
        path = tmp_path / "a.eml"
        path.write_bytes(mail.as_bytes())
        found = read_inputs([str(path)], fetch=lambda address: fetch_reports(address, fetcher, Options()), full=True)
        assert [item.title for item in found if isinstance(item, Report)] == ["News", "Ford, VW explore tie-up"]


class TestRobots:
    def test_rules(self, server: BadServer, fetcher: Fetcher) -> None:
        server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /no\nCrawl-delay: 2\n", kind="text/plain"))
        robots = Robots(fetcher.get)
        assert robots.refusal(server.url("/yes")) is None
        assert robots.delay(server.url("/yes")) == 2
        (found,) = fetch_reports(server.url("/no/1"), fetcher, Options(), robots=robots)
        assert isinstance(found, Fault)
        assert found.kind == "robots"
        assert [request.path for request in server.requests] == ["/robots.txt"]

    def test_no_rules_and_rules_out_of_reach(self, server: BadServer, fetcher: Fetcher) -> None:
        assert Robots(fetcher.get).refusal(server.url("/a")) is None
        server.on("/robots.txt", answer(b"", "503 Service Unavailable"))
        refusal = Robots(fetcher.get).refusal(server.url("/a"))
        assert refusal is not None
        assert refusal.passing


class TestManyHosts:
    def test_one_at_a_time_for_each_host(self) -> None:
        jobs = [f"http://h{number % 3}.example/{number}" for number in range(30)]
        busy: dict[str, int] = {}
        most = [0]
        lock = threading.Lock()

        def work(url: str) -> str:
            host = url.split("/")[2]
            with lock:
                assert host not in busy
                busy[host] = 1
                most[0] = max(most[0], len(busy))
            time.sleep(0.003)
            with lock:
                del busy[host]
            return url.upper()

        found = dict(by_host(jobs, str, work, hosts=8))
        assert found == {job: job.upper() for job in jobs}
        assert 1 < most[0] <= 3

    def test_closing_it_ends_the_threads(self) -> None:
        before = threading.active_count()
        running = by_host(
            [f"http://h{n}.example/" for n in range(50)], str, lambda job: time.sleep(0.01) or job, hosts=4
        )
        next(running)
        running.close()
        assert threading.active_count() == before

    def test_an_error_is_handed_on(self) -> None:
        def work(job: str) -> str:
            raise OSError(job)

        with pytest.raises(OSError, match=r"h1"):
            list(by_host(["http://h1.example/"], str, work))

    def test_nothing_to_do(self) -> None:
        assert list(by_host([], str, str)) == []

    def test_being_in_a_hurry_ends_it_though_a_host_is_silent(self) -> None:
        hurry, answer = threading.Event(), threading.Event()
        threading.Timer(0.1, hurry.set).start()
        with pytest.raises(KeyboardInterrupt):
            list(by_host(["http://h1.example/"], str, lambda job: answer.wait(60), hurry=hurry))
        answer.set()
