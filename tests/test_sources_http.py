"""Fetching from a server that does everything a bad server does."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from alliance_cli.errors import ExitCode
from alliance_cli.sources.addresses import is_public
from alliance_cli.sources.http import Answer, Fetcher, Limits
from alliance_cli.sources.http_headers import charset_of, max_age, media_type, retry_after
from tests.servers import BadServer, Request, answer
from tests.servers.bad_server import closing

QUICK = Limits(connect=2, read=1, total=3, body=1 << 20, retries=1, backoff=0.01)
NOW = datetime(2025, 11, 13, 12, 0, tzinfo=UTC)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, limits=QUICK, now=lambda: NOW) as ready:
        yield ready


def fault_of(found: Answer, kind: str, code: ExitCode, *, passing: bool) -> str:
    assert found.fault is not None, found
    assert (found.fault.kind, found.fault.code, found.fault.passing) == (kind, code, passing), found.fault
    assert not found.body
    assert str(found.fault).isprintable()
    return found.fault.reason


class TestGood:
    def test_an_answer(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on(
            "/a", answer(b"hello", kind='Text/HTML; Charset="utf-8"', ETag='"1"', Cache_Control="max-age=60")
        )
        found = fetcher.get(url)
        assert (found.status, found.body, found.content_type, found.charset) == (200, b"hello", "text/html", "utf-8")
        assert (found.etag, found.max_age, found.fault) == ('"1"', 60, None)
        assert "alliance-cli/" in server.requests[0].headers["user-agent"]

    def test_unchanged(self, server: BadServer, fetcher: Fetcher) -> None:
        stamp = "Wed, 12 Nov 2025 08:00:00 GMT"
        url = server.cached("/a", b"hello", modified=stamp)
        first = fetcher.get(url)
        second = fetcher.get(url, etag=first.etag, last_modified=first.last_modified)
        assert second.not_modified
        assert (second.etag, second.last_modified) == ('"1"', stamp)
        sent = server.requests[1].headers
        assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', stamp)

    def test_packed(self, server: BadServer, fetcher: Fetcher) -> None:
        assert fetcher.get(server.on("/a", answer(gzip.compress(b"hello"), Content_Encoding="gzip"))).body == b"hello"

    def test_chunked(self, server: BadServer, fetcher: Fetcher) -> None:
        raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        assert fetcher.get(server.on("/a", raw)).body == b"hello"

    def test_connections_are_kept(self, server: BadServer, fetcher: Fetcher) -> None:
        peers: set[object] = set()

        def handler(connection: socket.socket, _: Request) -> None:
            peers.add(connection.getpeername())
            connection.sendall(answer(b"x"))

        url = server.on("/a", handler)
        assert [fetcher.get(url).status for _ in range(5)] == [200] * 5
        assert len(peers) == 1

    def test_a_password_goes_to_its_host_alone(self, server: BadServer, fetcher: Fetcher) -> None:
        with BadServer() as other:
            other.on("/b", answer(b"x"))
            server.redirect("/a", other.url("/b"))
            found = fetcher.get(server.url("/a").replace("127", "me:s%20t@127"))
        assert found.status == 200
        assert server.requests[0].headers["authorization"] == "Basic bWU6cyB0"
        assert "authorization" not in other.requests[0].headers
        assert "s%20t" not in str(fetcher.get("http://me:s%20t@127.0.0.1:1/").fault)


class TestRedirects:
    def test_permanent_ones_are_named(self, server: BadServer, fetcher: Fetcher) -> None:
        target = server.on("/new", answer(b"x"))
        server.redirect("/middle", "/new", "308 Permanent Redirect")
        found = fetcher.get(server.redirect("/old", "/middle", "301 Moved Permanently"))
        assert (found.body, found.final_url, found.moved_to) == (b"x", target, target)
        assert [status for status, _ in found.redirects] == [301, 308]

    def test_a_passing_one_adopts_nothing(self, server: BadServer, fetcher: Fetcher) -> None:
        server.on("/new", answer(b"x"))
        server.redirect("/middle", "/new", "302 Found")
        assert fetcher.get(server.redirect("/old", "/middle", "301 Moved Permanently")).moved_to == ""

    def test_circles(self, server: BadServer, fetcher: Fetcher) -> None:
        server.redirect("/b", "/a")
        found = fetcher.get(server.redirect("/a", "/b"))
        fault_of(found, "redirect", ExitCode.UNAVAILABLE, passing=False)

    def test_without_an_end(self, server: BadServer, fetcher: Fetcher) -> None:
        def handler(connection: socket.socket, request: Request) -> None:
            connection.sendall(answer(b"", "302 Found", Location=f"/a?{len(server.requests)}"))

        found = fetcher.get(server.on("/a", handler))
        fault_of(found, "redirect", ExitCode.UNAVAILABLE, passing=False)
        assert len(server.requests) < 15

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://e.com/", "javascript:x", "data:text/html,x"])
    def test_to_other_schemes(self, server: BadServer, fetcher: Fetcher, target: str) -> None:
        found = fetcher.get(server.redirect("/a", target))
        fault_of(found, "address", ExitCode.UNAVAILABLE, passing=False)


class TestPrivateAddresses:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::1]"])
    def test_refused_before_a_byte_is_sent(self, server: BadServer, host: str) -> None:
        server.on("/a", answer(b"secret"))
        with Fetcher(limits=QUICK) as careful:
            found = careful.get(server.url("/a", host))
        fault_of(found, "address", ExitCode.UNAVAILABLE, passing=False)
        assert not server.requests

    def test_a_name_that_turns_private_after_the_first_look(
        self, server: BadServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server.on("/a", answer(b"secret"))
        asked: list[str] = []
        real = socket.getaddrinfo

        def rebinding(host: str, port: int, *args: object, **kwargs: object) -> object:
            asked.append(host)
            return real("127.0.0.1", port, type=socket.SOCK_STREAM)

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        with Fetcher(limits=QUICK) as careful:
            found = careful.get(f"http://public.example:{server.port}/a")
        fault_of(found, "address", ExitCode.UNAVAILABLE, passing=False)
        assert asked == ["public.example"]
        assert not server.requests

    @pytest.mark.parametrize(
        ("address", "public"),
        [
            ("8.8.8.8", True),
            ("2606:4700:4700::1111", True),
            ("127.0.0.1", False),
            ("10.1.2.3", False),
            ("172.16.0.1", False),
            ("192.168.1.1", False),
            ("169.254.169.254", False),
            ("100.64.0.1", False),
            ("0.0.0.0", False),
            ("224.0.0.1", False),
            ("255.255.255.255", False),
            ("::1", False),
            ("::", False),
            ("fe80::1%eth0", False),
            ("fc00::1", False),
            ("::ffff:127.0.0.1", False),
            ("::ffff:8.8.8.8", True),
            ("64:ff9b::7f00:1", False),
            ("2002:7f00:1::", False),
            ("localhost", False),
        ],
    )
    def test_ranges(self, address: str, public: bool) -> None:
        assert is_public(address) is public


class TestBadServers:
    @pytest.mark.parametrize(
        "head", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
    )
    def test_slow_drip(self, server: BadServer, head: bytes) -> None:
        with Fetcher(allow_private=True, limits=Limits(connect=2, read=1, total=1, backoff=0.01)) as hasty:
            start = time.perf_counter()
            found = hasty.get(server.drip("/a", head=head))
            assert time.perf_counter() - start < 30
        fault_of(found, "timeout", ExitCode.TRY_AGAIN, passing=True)

    @pytest.mark.parametrize("packed", [False, True], ids=["endless", "bomb"])
    def test_bodies_without_an_end(self, server: BadServer, fetcher: Fetcher, packed: bool) -> None:
        found = fetcher.get(server.endless("/a", packed=packed))
        fault_of(found, "too-large", ExitCode.BAD_DATA, passing=False)

    def test_a_small_bomb(self, server: BadServer, fetcher: Fetcher) -> None:
        body = gzip.compress(gzip.compress(b"\0" * (60 << 20)))
        found = fetcher.get(server.on("/a", answer(body, Content_Encoding="gzip, gzip")))
        fault_of(found, "too-large", ExitCode.BAD_DATA, passing=False)

    def test_no_answer(self, server: BadServer, fetcher: Fetcher) -> None:
        fault_of(fetcher.get(server.silent("/a")), "timeout", ExitCode.TRY_AGAIN, passing=True)

    def test_cut_short(self, server: BadServer, fetcher: Fetcher) -> None:
        found = fetcher.get(server.truncated("/a", b"x" * 10_000))
        fault_of(found, "cut-short", ExitCode.TRY_AGAIN, passing=True)

    @pytest.mark.parametrize("after", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
    def test_reset(self, server: BadServer, fetcher: Fetcher, after: bytes) -> None:
        found = fetcher.get(server.reset("/a", after=after))
        assert found.fault is not None
        assert (found.fault.code, found.fault.passing) == (ExitCode.TRY_AGAIN, True)

    def test_nobody_there(self, fetcher: Fetcher) -> None:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        assert (
            fault_of(fetcher.get(f"http://127.0.0.1:{port}/"), "http", ExitCode.TRY_AGAIN, passing=True)
            == "no connection"
        )

    def test_no_encryption_where_it_is_asked_for(self, fetcher: Fetcher) -> None:
        with socket.create_server(("127.0.0.1", 0)) as plain:

            def serve() -> None:
                connection, _ = plain.accept()
                with connection:
                    connection.sendall(answer(b"x"))
                    connection.recv(1 << 16)

            threading.Thread(target=serve, daemon=True).start()
            found = fetcher.get(f"https://127.0.0.1:{plain.getsockname()[1]}/")
        fault_of(found, "tls", ExitCode.UNAVAILABLE, passing=False)

    @pytest.mark.parametrize(
        "raw",
        [
            b"hello\r\n\r\n",
            b"HTTP/1.1 abc\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
            b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
            b"\x16\x03\x01" * 50,
            b"",
        ],
    )
    def test_no_http(self, server: BadServer, fetcher: Fetcher, raw: bytes) -> None:
        found = fetcher.get(server.on("/a", closing(lambda connection, _: connection.sendall(raw))))
        assert found.fault is not None
        assert found.fault.passing

    @pytest.mark.parametrize(
        "url",
        ["", "x", "http://", "http://[::1", "file:///etc/passwd", "http://a b/", "http://\x00/", "http://" + "a" * 300],
    )
    def test_no_address(self, fetcher: Fetcher, url: str) -> None:
        assert fetcher.get(url).fault is not None


class TestStatus:
    @pytest.mark.parametrize(
        ("status", "kind", "code", "passing"),
        [
            ("404 Not Found", "http", ExitCode.UNAVAILABLE, False),
            ("410 Gone", "gone", ExitCode.UNAVAILABLE, False),
            ("403 Forbidden", "http", ExitCode.UNAVAILABLE, False),
            ("429 Too Many Requests", "busy", ExitCode.TRY_AGAIN, True),
            ("500 Internal Server Error", "http", ExitCode.TRY_AGAIN, True),
            ("503 Service Unavailable", "busy", ExitCode.TRY_AGAIN, True),
            ("204 No Content", "http", ExitCode.UNAVAILABLE, False),
            ("302 Found", "http", ExitCode.UNAVAILABLE, False),
        ],
    )
    def test_values(
        self, server: BadServer, fetcher: Fetcher, status: str, kind: str, code: ExitCode, passing: bool
    ) -> None:
        found = fetcher.get(server.on("/a", answer(b"", status)))
        assert found.status == int(status[:3])
        assert status[:3] in fault_of(found, kind, code, passing=passing)

    @pytest.mark.parametrize(
        ("value", "seconds"),
        [("120", 120), ("Thu, 13 Nov 2025 12:10:00 GMT", 600), ("Thu, 13 Nov 2025 11:00:00 GMT", 0), ("soon", None)],
    )
    def test_retry_after(self, server: BadServer, fetcher: Fetcher, value: str, seconds: float | None) -> None:
        found = fetcher.get(server.on("/a", answer(b"", "429 Too Many Requests", Retry_After=value)))
        assert found.retry_after == seconds

    def test_what_passes_is_tried_again_and_what_names_a_time_is_not(self, server: BadServer, fetcher: Fetcher) -> None:
        def handler(connection: socket.socket, request: Request) -> None:
            first = len(server.requests) == 1
            connection.sendall(answer(b"", "503 Service Unavailable") if first else answer(b"now"))

        assert fetcher.get(server.on("/a", handler)).body == b"now"
        assert len(server.requests) == 2
        server.requests.clear()
        fetcher.get(server.on("/b", answer(b"", "503 Service Unavailable", Retry_After="60")))
        assert len(server.requests) == 1

    def test_304_to_a_first_request(self, server: BadServer, fetcher: Fetcher) -> None:
        found = fetcher.get(server.on("/a", b"HTTP/1.1 304 Not Modified\r\n\r\n"))
        fault_of(found, "http", ExitCode.TRY_AGAIN, passing=True)

    def test_etags_that_lie(self, server: BadServer, fetcher: Fetcher) -> None:
        url = server.on("/a", answer(b"same", ETag='"new"'))
        assert fetcher.get(url).digest == fetcher.get(url, etag='"old"').digest

    def test_validators_never_carry_headers(self, server: BadServer, fetcher: Fetcher) -> None:
        found = fetcher.get(server.on("/a", answer(b"x")), etag='"1"\r\nX-Evil: 1', last_modified="é")
        assert found.status == 200
        assert not {"x-evil", "if-none-match", "if-modified-since"} & set(server.requests[0].headers)


def test_headers() -> None:
    assert charset_of("text/html; charset='x-sjis'") == "x-sjis"
    assert charset_of("text/html") == ""
    assert media_type(" Text/HTML ; q") == "text/html"
    assert max_age("public, max-age=600") == 600
    assert max_age("s-max-age=5") is None
    assert retry_after("99999999999999999999", NOW) == 7 * 86_400
    assert retry_after("-5", NOW) is None
