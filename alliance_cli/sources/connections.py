"""Connections for `http`: to permitted addresses only, and ended when their time is up.

The address is checked where the connection is made, not before: a name that resolves to another address the second
time it is asked gains nothing. Import this only where something is fetched; urllib3 takes long to import.
"""

import queue
import socket
import threading
from contextlib import suppress
from typing import Any

from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from alliance_cli.sources.addresses import is_public


class RefusedError(Exception):
    """The name leads only to addresses that are not to be connected to."""


class OverdueError(Exception):
    """The time for the whole fetch is up."""


class Visit:
    """One fetch on one thread: what it may connect to, and the moment at which its socket is shut.

        with Visit(60.0, allow_private=False) as visit: ...

    `overdue` turns true when that moment has come.
    """

    _current = threading.local()

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.overdue = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> "Visit":
        Visit._current.visit = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        Visit._current.visit = None

    @classmethod
    def current(cls) -> "Visit":
        """The visit of this thread."""
        visit = getattr(cls._current, "visit", None)
        if not isinstance(visit, Visit):
            raise OverdueError("a connection outside of a visit")
        return visit

    def watch(self, sock: socket.socket | None) -> None:
        """Shut `sock` when the time is up. Raises OverdueError if it is already."""
        with self._lock:
            self._socket = sock
            if self.overdue:
                raise OverdueError

    def _end(self) -> None:
        with self._lock:
            self.overdue = True
            if self._socket is not None:
                with suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _resolved(host: str, port: int, seconds: float) -> list[tuple[Any, ...]]:
    """`getaddrinfo`, which has no time limit of its own, within `seconds`. Raises OSError."""
    answers: queue.SimpleQueue[list[tuple[Any, ...]] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except OSError as error:
            answers.put(error)
        except UnicodeError:
            answers.put(socket.gaierror(socket.EAI_NONAME, "not the name of a host"))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError("the name took too long to resolve") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _connected(connection: HTTPConnection) -> socket.socket:
    """A socket to the first permitted address that accepts. Raises what urllib3 expects of its connections."""
    visit = Visit.current()
    host, port = connection._dns_host, connection.port or connection.default_port
    seconds = connection.timeout if isinstance(connection.timeout, int | float) else 10.0
    try:
        found = _resolved(host, port, seconds)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, str(error)) from error
    permitted = [entry for entry in found if visit.allow_private or is_public(str(entry[4][0]))]
    if not permitted:
        raise RefusedError(f"{connection.host} leads to an address of this machine or a private network")
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, address in permitted[:4]:
        sock = socket.socket(family, kind, protocol)
        try:
            visit.watch(sock)
            sock.settimeout(seconds)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect(address)
            if not visit.allow_private and not is_public(str(sock.getpeername()[0])):
                raise RefusedError(f"{connection.host} leads to an address of this machine or a private network")
        except OSError as error:
            sock.close()
            failure = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, "no connection in time") from failure
    raise NewConnectionError(connection, failure.strerror or str(failure)) from failure


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)

    def request(self, *args: Any, **kwargs: Any) -> None:
        Visit.current().watch(self.sock)
        super().request(*args, **kwargs)

    def connect(self) -> None:
        super().connect()
        Visit.current().watch(self.sock)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def guarded_pools(**options: Any) -> PoolManager:
    """A pool manager whose connections obey the `Visit` of the thread that makes them."""
    pools = PoolManager(**options)
    pools.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
    return pools
