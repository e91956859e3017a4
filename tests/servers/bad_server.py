"""An HTTP server on the loopback address that does what it is told, down to the last byte.

with BadServer() as server:
    server.on("/feed", lambda connection, request: connection.sendall(answer(b"...")))
    fetch(server.url("/feed"))
    server.requests   # what was asked, in order
"""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """A request as it arrived: method, path, headers by their name in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


Handler = Callable[[socket.socket, Request], None]


def answer(body: bytes = b"", status: str = "200 OK", kind: str = "text/html", **headers: str) -> bytes:
    """A whole response. Underscores in the names of headers stand for hyphens."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class BadServer:
    """Answers each connection on a thread of its own; paths without a handler get 404."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._handlers: dict[str, Handler] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open = True
        self.stop = threading.Event()

    def __enter__(self) -> "BadServer":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self.stop.set()
        self._socket.close()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, handler: Handler | bytes) -> str:
        """Answer `path` with a handler or a fixed response; its address."""
        self._handlers[path] = handler if callable(handler) else lambda connection, _: connection.sendall(handler)
        return self.url(path)

    def _accept(self) -> None:
        while self._open:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            while request := _request(lines):
                self.requests.append(request)
                handler = self._handlers.get(request.path.partition("?")[0])
                try:
                    if handler is None:
                        connection.sendall(answer(b"no", "404 Not Found"))
                    else:
                        handler(connection, request)
                except OSError:
                    return
                if handler is not None and getattr(handler, "closes", False):
                    return

    # what a bad server does

    def drip(self, path: str, *, head: bytes = b"", pause: float = 0.05) -> str:
        """One byte at a time, for ever, each sooner than any time limit for waiting."""

        def handler(connection: socket.socket, _: Request) -> None:
            connection.sendall(head)
            while not self.stop.wait(pause):
                connection.sendall(b"x")

        return self.on(path, closing(handler))

    def endless(self, path: str, *, packed: bool = False) -> str:
        """A body without an end; `packed` is a gzip bomb."""
        chunk = gzip.compress(b"\0" * (8 << 20), 9) if packed else b"<p>more</p>" * 6000
        packing = "Content-Encoding: gzip\r\n" if packed else ""

        def handler(connection: socket.socket, _: Request) -> None:
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{packing}\r\n".encode())
            while not self.stop.is_set():
                connection.sendall(chunk)

        return self.on(path, closing(handler))

    def silent(self, path: str) -> str:
        """No answer at all."""
        return self.on(path, closing(lambda connection, _: (self.stop.wait(30), None)[1]))

    def truncated(self, path: str, body: bytes, *, kind: str = "text/html") -> str:
        """Half of the body that was promised."""
        whole = answer(body, kind=kind)
        return self.on(path, closing(lambda connection, _: connection.sendall(whole[: len(whole) - len(body) // 2])))

    def reset(self, path: str, *, after: bytes = b"") -> str:
        """The connection reset, at once or in the middle."""

        def handler(connection: socket.socket, _: Request) -> None:
            connection.sendall(after)
            time.sleep(0.05 if after else 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        return self.on(path, closing(handler))

    def redirect(self, path: str, target: str, status: str = "302 Found") -> str:
        """On to `target`, given as it is."""
        return self.on(path, answer(b"", status, Location=target))

    def cached(self, path: str, body: bytes, *, etag: str = '"1"', modified: str = "", kind: str = "text/html") -> str:
        """A well-behaved resource: 304 for the validators it gave out."""

        def handler(connection: socket.socket, request: Request) -> None:
            same = bool(etag) and request.headers.get("if-none-match") == etag
            same = same or (bool(modified) and request.headers.get("if-modified-since") == modified)
            if same:
                connection.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
            else:
                connection.sendall(answer(body, kind=kind, ETag=etag, Last_Modified=modified))

        return self.on(path, handler)


def closing(handler: Handler) -> Handler:
    """`handler`, with the connection closed after it."""
    handler.closes = True  # type: ignore[attr-defined]
    return handler


def _request(lines: object) -> Request | None:
    readline = lines.readline  # type: ignore[attr-defined]
    try:
        first = readline().decode("latin-1").split()
        headers: dict[str, str] = {}
        while line := readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
    except OSError:
        return None
    return Request(first[0], first[1], headers) if len(first) > 1 else None
