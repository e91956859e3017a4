"""200 feeds of 50 entries on a server of this machine: a first run, and a second one that finds nothing changed.

    python -m benchmarks.feeds [FEEDS ENTRIES]

Returns 1 if the second run asks for anything without conditions or takes more than a tenth of the first.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FEEDS, ENTRIES = 200, 50
SHARE = 0.1
_FIRST = ("Bright", "Cald", "Dell", "Farr", "Green", "Hart", "Kings", "Lang", "Mead", "Nor")
_LAST = ("water", "wick", "well", "stone", "field", "bridge", "ford", "brook", "worth", "mere")
_NAMES = [first + last for first in _FIRST for last in _LAST]
_SAYINGS = (
    "{a} Plc is in talks to buy {b} Holdings Ltd, people familiar with the matter said.",
    "{a} Plc said on Monday it had agreed to merge with {b} Holdings Ltd in a deal worth {n} million pounds.",
    "{a} Plc and {b} Holdings Ltd are exploring a joint venture to make batteries, two sources said.",
    "{a} Plc ended talks with {b} Holdings Ltd on a development partnership, the company said.",
    "Shares of {a} Plc rose {n} percent after quarterly results; analysts at {b} Holdings Ltd had expected less.",
)
_FILLING = (
    "The board met {n} times this year, according to a filing, and advisers were hired in the spring.",
    "Analysts have long expected the sector to consolidate as the cost of new plants rises by {n} percent a year.",
    "A spokesman declined to comment on what he called rumours and speculation in the market.",
    "The company employs {n} thousand people in a dozen countries and was founded by two engineers.",
    "Regulators would need to approve any transaction, which could take more than {n} months.",
)


def feed(number: int, entries: int) -> bytes:
    """A feed with entries of a few sentences each, the same every time."""
    dice = random.Random(number)
    items = []
    for place in range(entries):
        a, b = dice.sample(_NAMES, 2)
        sentences = [dice.choice(_SAYINGS), *dice.sample(_FILLING, 4)]
        text = " ".join(s.format(a=a, b=b, n=dice.randint(3, 900)) for s in sentences)
        items.append(
            f"<item><title>{a} and {b}: story {place}</title><link>https://paper{number}.example/{place}</link>"
            f"<guid>{number}-{place}</guid><pubDate>Mon, 03 Mar 2025 {place % 24:02}:{number % 60:02}:00 GMT</pubDate>"
            f"<description>{text}</description></item>"
        )
    head = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Paper {number}</title>"
    return (head + "".join(items) + "</channel></rss>").encode()


class Server:
    """Serves the feeds with an ETag and a date, and counts what it was asked."""

    def __init__(self, feeds: int, entries: int) -> None:
        self.whole = 0
        self.conditional = 0
        bodies = {f"/{number}": feed(number, entries) for number in range(feeds)}
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                same = self.headers.get("If-None-Match") == '"1"'
                server.conditional += same
                server.whole += not same
                body = b"" if same else bodies[self.path]
                self.send_response(304 if same else 200)
                self.send_header("ETag", '"1"')
                self.send_header("Last-Modified", "Mon, 03 Mar 2025 12:00:00 GMT")
                if not same:
                    self.send_header("Content-Type", "application/rss+xml")
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.addresses = [f"http://127.0.0.1:{self._server.server_port}/{number}" for number in range(feeds)]

    def __enter__(self) -> "Server":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()


def main(feeds: int = FEEDS, entries: int = ENTRIES) -> int:
    """Measure both runs and print them."""
    with tempfile.TemporaryDirectory() as folder, Server(feeds, entries) as server:
        env = {**os.environ, "ALLIANCE_DB": str(Path(folder) / "ledger.db"), "XDG_STATE_HOME": folder}
        listed = Path(folder) / "feeds.txt"
        listed.write_text("\n".join(server.addresses))
        _call(env, "feeds", "add", str(listed))
        first, said = _call(env, "ingest", "--feeds", "--allow-private", "-q")
        second, again = _call(env, "ingest", "--feeds", "--allow-private")
    reports = feeds * entries
    print(f"first run   {first:7.2f} s  {reports / first:6.0f} reports/s  {said.strip()}")
    print(f"second run  {second:7.2f} s  {second / first:6.1%} of the first (limit {SHARE:.0%})  {again.strip()}")
    print(f"asked       {server.whole} whole, {server.conditional} conditional")
    wrong = server.whole != feeds or server.conditional != feeds or second / first > SHARE
    return int(wrong)


def _call(env: dict[str, str], *argv: str) -> tuple[float, str]:
    began = time.perf_counter()
    command = [sys.executable, "-m", "alliance_cli", *argv]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, done.stderr


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
