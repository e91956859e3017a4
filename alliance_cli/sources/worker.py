"""Reading of hostile markup in a process of its own that is killed when it takes too long.

    with Worker() as worker:
        items = worker.read("page", raw, "https://...", Options(), url="https://...")

Started at first use and kept for the next; run as `python -m alliance_cli.sources.worker` it is the other end: it
reads requests from standard input and writes replies to standard output, each a length and then JSON (and the bytes).
"""

import atexit
import json
import os
import re
import signal
import struct
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from functools import cache
from typing import IO, Any, BinaryIO

from alliance_cli.errors import ExitCode
from alliance_cli.models import Published, Report
from alliance_cli.sources.following import completed
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.urls import is_url

_SAVED_FROM = re.compile(rb"<!--\s{0,20}saved from url=\(\d{1,6}\)(\S{1,4000})\s{0,20}-->")
_LENGTHS = struct.Struct(">II")
_SECONDS = 30.0
_PATIENCE = 4
"""By the clock so many times as long: on a busy machine a document waits for the processor."""

_OF_A_USUAL_SIZE = 4 << 20
_MEMORY = 3 << 30
_RENEW_AFTER = 5000


class Worker:
    """A process that reads pages and feeds; safe to share between threads, which take turns.

    `seconds` is the longest that one document may take, of the processor's time where the system counts that.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._turn = threading.Lock()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next `read` starts a new one."""
        with self._turn:
            self._stop()

    def read(self, kind: str, raw: bytes, locator: str, options: Options, **about: str) -> list[Item]:
        """What `raw` holds, read as `kind` (`page`, `submission`, `feed`, `about-feed`, `pdf` or `docx`).

        `about` are further strings for that reader: `url`, `charset`, and `publisher` of a feed.

        A document that takes too long, too much memory or ends the process is one fault of kind `hostile`.
        """
        request = {"kind": kind, "locator": locator, "day_first": options.day_first, "about": about,
                   "forms": sorted(options.forms)}  # fmt: skip
        with self._turn:
            try:
                answer, late = self._exchange(json.dumps(request).encode(), raw)
            except OSError as error:
                self._stop()
                reason = f"the process that reads markup cannot be used: {error.strerror or error}"
                return [Fault(locator, reason, ExitCode.IO_ERROR, "io", raw, passing=True)]
            if answer is None:
                self._stop()
        if answer is None:
            why = (
                f"reading it took more than {_time_for(raw, self._seconds):.3g} seconds"
                if late
                else "reading it ended the process"
            )
            return [bad_data(locator, why, "hostile", raw)]
        return [from_json(json.loads(line), raw) for line in answer.splitlines()]

    def _exchange(self, request: bytes, raw: bytes) -> tuple[bytes | None, bool]:
        """The reply, None where the process ended; and whether it was ended for taking too long."""
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(_time_for(raw, self._seconds) * (_PATIENCE if _COUNTED else 1), end)
        timer.daemon = True
        timer.start()
        try:
            if process.stdin is None or process.stdout is None:
                return None, False
            process.stdin.write(_LENGTHS.pack(len(request), len(raw)) + request)
            process.stdin.write(raw)
            process.stdin.flush()
            reply, _ = _receive(process.stdout)
            return reply, late.is_set() or (reply is None and _was_late(process))
        except BrokenPipeError:
            return None, late.is_set() or _was_late(process)
        finally:
            timer.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        self._served += 1
        if self._served % _RENEW_AFTER == 0:
            self._stop()
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "alliance_cli.sources.worker", str(self._seconds)]
            where = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | where,
                start_new_session=True,  # Ctrl-C is for the program, which then ends this one
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                pass
        process.wait()


_COUNTED = hasattr(signal, "setitimer")


def _was_late(process: "subprocess.Popen[bytes]") -> bool:
    """True for a process that ended because it had had all its time of the processor."""
    return _COUNTED and process.wait() == -signal.SIGPROF


@cache
def shared() -> Worker:
    """The worker of this program, ended with it."""
    worker = Worker()
    atexit.register(worker.close)
    return worker


def read_html(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The report in a saved page; browsers note in a comment where they saved it from."""
    found = _SAVED_FROM.search(raw[:4096])
    url = found[1].decode("ascii", "ignore") if found else ""
    yield from shared().read("page", raw, locator, options, url=url if is_url(url) else "")


def read_filing(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The report in a full submission to the SEC."""
    yield from shared().read("submission", raw, locator, options)


def read_xml(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The entries of a saved feed."""
    items = shared().read("feed", raw, locator, options) or [bad_data(locator, "a feed without entries", "empty")]
    yield from completed(items, options.fetch) if options.full and options.fetch else items


def read_pdf(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The report in a PDF."""
    yield from shared().read("pdf", raw, locator, options)


def read_docx(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """The report in a Word file."""
    yield from shared().read("docx", raw, locator, options)


def _receive(stream: IO[bytes]) -> tuple[bytes | None, bytes]:
    """One message: its JSON and the bytes that follow it; None at the end of the stream."""
    head = stream.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None, b""
    lengths = _LENGTHS.unpack(head)
    message, raw = stream.read(lengths[0]), stream.read(lengths[1])
    return (message, raw) if (len(message), len(raw)) == lengths else (None, b"")


_OF_A_REPORT = tuple(field.name for field in fields(Report))


def to_json(item: Item, whole: bytes | None = None) -> Mapping[str, Any]:
    """A report or fault as plain values; bytes of a fault that are those of the `whole` document are left out."""
    if isinstance(item, Fault):
        own = item.raw if whole is not None and item.raw != whole else None
        kept = {"has_raw": item.raw is not None, "own": b64encode(own).decode() if own is not None else None}
        return {"fault": asdict(replace(item, raw=None)) | kept}
    values = {name: getattr(item, name) for name in _OF_A_REPORT}
    if item.published is not None:
        values["published"] = asdict(item.published) | {"at": item.published.at.isoformat()}
    return {"report": values}


def from_json(value: Mapping[str, Any], raw: bytes | None = None) -> Item:
    """The item that `to_json` wrote; a fault that had the bytes of the whole document gets `raw`."""
    if "fault" in value:
        told = dict(value["fault"])
        kept, own = told.pop("has_raw"), told.pop("own")
        bytes_of_it = b64decode(own) if own is not None else raw if kept else None
        return Fault(**told | {"code": ExitCode(told["code"]), "raw": bytes_of_it})
    told = dict(value["report"])
    if day := told["published"]:
        times = {"at": datetime.fromisoformat(day["at"]), "flags": tuple(day.get("flags", ()))}
        told["published"] = Published(**day | times)
    return Report(**told)


def _read_page(raw: bytes, locator: str, options: Options, about: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources.edgar import read_filing_page
    from alliance_cli.sources.edgar_lists import read_index_page
    from alliance_cli.sources.pages import read_page

    filing = read_filing_page(raw, locator, **about) or read_index_page(raw, locator, about.get("charset", ""))
    yield filing or read_page(raw, locator, options, **about)


def _read_submission(raw: bytes, locator: str, _: Options, __: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources.edgar import read_submission

    yield from read_submission(raw, locator)


def _read_feed(raw: bytes, locator: str, options: Options, about: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources.feeds import read_feed

    yield from read_feed(raw, locator, options, **about)


def _about_feed(raw: bytes, locator: str, _: Options, about: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources.feeds import about_feed

    yield about_feed(raw, locator, **about)


def _read_pdf(raw: bytes, locator: str, options: Options, _: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources import paper

    yield from paper.read_pdf(raw, locator, options)


def _read_docx(raw: bytes, locator: str, options: Options, _: Mapping[str, str]) -> Iterator[Item]:
    from alliance_cli.sources import paper

    yield from paper.read_docx(raw, locator, options)


_READERS: Mapping[str, Callable[[bytes, str, Options, Mapping[str, str]], Iterator[Item]]] = {
    "page": _read_page,
    "submission": _read_submission,
    "feed": _read_feed,
    "about-feed": _about_feed,
    "pdf": _read_pdf,
    "docx": _read_docx,
}


def serve(requests: BinaryIO, replies: BinaryIO, seconds: float) -> None:
    """Answer requests until there are no more."""
    while True:
        request, raw = _receive(requests)
        if request is None:
            return
        _alarm(_time_for(raw, seconds))
        answer = b"\n".join(_answer(json.loads(request), raw))
        _alarm(0)
        replies.write(_LENGTHS.pack(len(answer), 0) + answer)
        replies.flush()


def _time_for(raw: bytes, seconds: float) -> float:
    """How long a document of this size may take: a large feed has more entries."""
    return seconds * max(1.0, len(raw) / _OF_A_USUAL_SIZE)


def _answer(request: Mapping[str, Any], raw: bytes) -> Sequence[bytes]:
    """Each item as a line: a feed of 200,000 entries is never there whole."""
    locator = request["locator"]
    options = Options(day_first=request["day_first"], forms=frozenset(request.get("forms", ())))

    def line(item: Item) -> bytes:
        return json.dumps(to_json(item, raw)).encode()

    try:
        return [line(item) for item in _READERS[request["kind"]](raw, locator, options, request["about"])]
    except MemoryError:
        return [line(bad_data(locator, "reading it took too much memory", "hostile", raw))]
    except RecursionError:
        return [line(bad_data(locator, "nested too deeply to be read", "hostile", raw))]
    except Exception as error:  # a bug in a parser met on the way costs one document, not the run
        return [line(bad_data(locator, f"the reader of this {request['kind']} failed: {error!r}", "reader", raw))]


def _alarm(seconds: float) -> None:
    """End this process after that time of the processor, and by the clock even if the one that started it is gone;
    0 calls it off.
    """
    if _COUNTED:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE * 1.5)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > _MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS)
