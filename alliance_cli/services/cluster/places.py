"""Files wherever fsspec reaches: what is to be read, and folders that results are written to."""

import errno
import io
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.cluster.plan import Source
from alliance_cli.sources import Fault
from alliance_cli.sources.files import find, is_known
from alliance_cli.sources.items import from_os_error, one_line
from alliance_cli.sources.paths import shown
from alliance_cli.sources.urls import without_secrets

_MAGIC = frozenset("*?[")
_STAMPS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created")
"""What stores tell of a file that another version of it has otherwise, the surest first."""
_AHEAD = 4 << 20
"""So many bytes are fetched at once from where each request takes its time."""


def needs_cluster(name: str = "") -> AllianceError:
    """What is said where the libraries are missing."""
    missing = f" ({name} is missing)" if name else ""
    return AllianceError(
        f"this needs dask, fsspec and pyarrow{missing}: pip install 'alliance-cli[cluster]'", ExitCode.CONFIGURATION
    )


def is_remote(name: str) -> bool:
    """True for an address, such as s3://..., and not a path."""
    return "://" in name


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address or path, and the path in it. Raises AllianceError 2 or 78."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise needs_cluster("fsspec") from None
    try:
        system, path = url_to_fs(address if is_remote(address) else os.path.abspath(address))  # noqa: PTH100 - as text
    except ImportError as error:
        raise AllianceError(f"{plain(address)}: {one_line(str(error))}", ExitCode.CONFIGURATION) from None
    except ValueError as error:
        raise AllianceError(f"{plain(address)}: {one_line(str(error))}", ExitCode.USAGE) from None
    return system, path


def plain(address: str) -> str:
    """An address as it may be shown and kept."""
    return without_secrets(address) if is_remote(address) else shown(address)


def found(inputs: Sequence[str]) -> Iterator[Source | Fault]:
    """The files that inputs stand for: paths and addresses of files, folders (all below with a known ending), globs."""
    for name in inputs:
        yield from _remote(name) if is_remote(name) else _local(name)


def _local(name: str) -> Iterator[Source | Fault]:
    for path in find(name):
        if isinstance(path, Fault):
            yield path
            continue
        try:
            told = path.stat()
            yield Source(os.path.abspath(path), shown(path), told.st_size, str(told.st_mtime_ns))  # noqa: PTH100
        except OSError as error:
            yield from_os_error(shown(path), error)


def _remote(name: str) -> Iterator[Source | Fault]:
    system, path = opened(name)
    try:
        for inner, told in _listed(system, path):
            address = system.unstrip_protocol(inner)
            cut = told.get("partial", True) is not False
            yield Source(address, plain(address), int(told.get("size") or 0), _stamp(told), cut)
    except OSError as error:
        yield from_os_error(plain(name), error)
    except Exception as error:  # each store has errors of its own
        yield Fault(plain(name), f"cannot be listed: {error}", ExitCode.UNAVAILABLE, "io", passing=True)


def _listed(system: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if _MAGIC & set(path):
        told = system.glob(path, detail=True)
    elif (about := system.info(path)).get("type") == "file" and not path.endswith("/"):
        told = {path: about}  # not by `isfile`: on the web that is a request for the whole file
    else:
        inner = system.find(path, detail=True)
        told = {file: about for file, about in inner.items() if _is_wanted(file[len(path) :])}
    files = {file: about for file, about in told.items() if about.get("type", "file") == "file"}
    if not files:
        raise FileNotFoundError(path)
    yield from sorted(files.items())


def _is_wanted(path: str) -> bool:
    return is_known(path.rpartition("/")[2]) and not any(part.startswith(".") for part in path.split("/"))


def _stamp(told: dict[str, Any]) -> str:
    return str(next((told[name] for name in _STAMPS if told.get(name)), ""))


@contextmanager
def reading(address: str, *, whole: bool = False) -> Iterator[BinaryIO]:
    """The bytes of a file; of one on the web that is read `whole`, and cannot be sought then, in one request.

    Raises OSError, whatever the store raises.
    """
    system, path = opened(address)
    if _is_here(system):
        with system.open(path, "rb") as stream:
            yield cast(BinaryIO, stream)
        return
    streamed = whole and _is_web(system)
    with _as_os_errors():
        stream = system.open(path, "rb", block_size=0 if streamed else _AHEAD)
    with closing(stream):
        yield io.BufferedReader(_Remote(stream, seekable=not streamed), 1 << 20)


class _Remote(io.RawIOBase):
    """A file of a store. Not every one that says so can be sought, and each store has errors of its own."""

    def __init__(self, source: Any, *, seekable: bool) -> None:
        self._source = source
        self._seekable = seekable

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if not self._seekable:
            raise io.UnsupportedOperation("seek")
        with _as_os_errors():
            return int(self._source.seek(offset, whence))

    def tell(self) -> int:
        return int(self._source.tell())

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        with _as_os_errors():
            chunk = self._source.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def _as_os_errors() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(errno.EIO, one_line(str(error) or type(error).__name__)) from error


def _is_web(system: Any) -> bool:
    return "http" in _protocols(system)


def _protocols(system: Any) -> Sequence[str]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def _is_here(system: Any) -> bool:
    return "file" in _protocols(system)


class Folder:
    """A folder of results: each file in it is whole, or not there."""

    def __init__(self, address: str) -> None:
        self.address = address if is_remote(address) else os.path.abspath(address)  # noqa: PTH100 - as text
        self._system, self._path = opened(self.address)

    def path(self, name: str) -> str:
        """Where a file of this name stands, in the file system."""
        return f"{self._path.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes | None:
        """A file, None where there is none. Raises OSError."""
        try:
            return bytes(self._system.cat_file(self.path(name)))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def has(self, name: str) -> bool:
        """True if there is a file of this name."""
        return bool(self._system.exists(self.path(name)))

    def names(self, below: str, ending: str) -> list[str]:
        """The names of the files in a folder below this one, without their ending, in order."""
        self._system.invalidate_cache()
        try:
            inside = self._system.ls(self.path(below), detail=False)
        except FileNotFoundError:
            return []
        names = (str(path).rpartition("/")[2] for path in inside)
        return sorted(name.removesuffix(ending) for name in names if name.endswith(ending) and name[0] != ".")

    def is_empty(self) -> bool:
        """True where nothing is in it, or it is not there."""
        try:
            return not self._system.ls(self._path, detail=False)
        except FileNotFoundError:
            return True

    def write(self, name: str, data: bytes) -> None:
        """Write a file. Raises OSError."""
        with self.writing(name) as stream:
            stream.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file to write, which appears at the end, if nothing fails. Raises OSError."""
        path = self.path(name)
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        here = _is_here(self._system)  # a store lets a file appear when it is closed
        part = f"{path.rpartition('/')[0]}/.{name.rpartition('/')[2]}.{uuid.uuid4().hex[:12]}.part" if here else path
        stream = self._system.open(part, "wb")
        try:
            yield cast(BinaryIO, stream)
        except BaseException:
            _give_up(stream)
            if here:
                self._system.rm_file(part)
            raise
        stream.close()
        if here:
            os.replace(part, path)  # noqa: PTH105 - as text

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A file to read. Raises OSError."""
        with self._system.open(self.path(name), "rb") as stream:
            yield cast(BinaryIO, stream)

    def sweep(self, below: str) -> None:
        """Remove what writers that were ended have left in a folder below this one; call when nobody writes there."""
        with suppress(FileNotFoundError):
            for path in map(str, self._system.ls(self.path(below), detail=False)):
                name = path.rpartition("/")[2]
                if name.startswith(".") and name.endswith(".part"):
                    self._system.rm_file(path)

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all below, if it is there."""
        try:
            self._system.rm(self.path(name), recursive=True)
        except FileNotFoundError:
            return


def _give_up(stream: Any) -> None:
    discard: Callable[[], None] = getattr(stream, "discard", stream.close)
    try:
        discard()
    except Exception:
        return


def writing_to(folder: Folder) -> AbstractContextManager[None]:
    """What the file system says while a folder is written, in a line and with an exit code."""
    from alliance_cli.services.exchange.files_out import told

    return told(Path(plain(folder.address)))
