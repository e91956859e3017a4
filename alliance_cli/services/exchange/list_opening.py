"""Files of lists opened: as they are, packed (gz, bz2, xz, zst), or as the one list in a ZIP archive."""

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TextIO, cast

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.sources.decoding import bom_encoding, decode
from alliance_cli.sources.packed import is_bomb, packing, unpacked
from alliance_cli.sources.streams import rejoined

_MOST = 64 << 30
"""What all that comes out of a packed file may be; the largest list of LEI records has some 15 GB."""
_WHOLE = 64 << 20
"""A text up to this size is looked at as a whole to tell its encoding."""
_LISTS = (".csv", ".json", ".jsonl", ".xml", ".tsv", ".txt")
_BOOKS = ("[Content_Types].xml", "mimetype")
HEAD = 1 << 16


def opened(path: Path) -> BinaryIO:
    """The list in a file, unpacked as it is read. A workbook comes as it is.

    Raises AllianceError: 66 if the file is missing or a folder, 77 without permission, 65 for an archive without one
    list in it. Reading raises OSError, zipfile.BadZipFile, zlib.error or EOFError for what is damaged.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise AllianceError(f"no file {path}", ExitCode.NO_INPUT) from None
    except IsADirectoryError:
        raise AllianceError(f"{path} is a folder; name the file in it", ExitCode.NO_INPUT) from None
    except PermissionError:
        raise AllianceError(f"no permission to read {path}", ExitCode.NO_PERMISSION) from None
    except OSError as error:
        raise AllianceError(f"{path} cannot be read: {error.strerror}", ExitCode.BAD_DATA) from None
    head = stream.peek(16)
    if ending := packing(head):
        return cast(BinaryIO, io.BufferedReader(unpacked(stream, ending, _MOST), HEAD))
    return _of_archive(path, stream) if head.startswith(b"PK\x03\x04") else stream


def _of_archive(path: Path, stream: BinaryIO) -> BinaryIO:
    """The one list in a ZIP archive; the file itself where it is a workbook."""
    try:
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
        if any(member.filename in _BOOKS for member in members):
            stream.seek(0)
            return stream
        lists = [m for m in members if _is_list(m.filename)]
        if len(lists) != 1:
            held = "several lists" if lists else "no list of companies"
            raise AllianceError(f"{path} has {held} in it: unpack it and name the file", ExitCode.BAD_DATA)
        if lists[0].file_size > _MOST or is_bomb(lists[0].compress_size, lists[0].file_size):
            raise AllianceError(f"{path} unpacks to more than a list of companies does", ExitCode.BAD_DATA)
        return cast(BinaryIO, io.BufferedReader(archive.open(lists[0]), HEAD))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise AllianceError(
            f"{path} is a ZIP archive that is damaged or locked: unpack it, or save it as CSV", ExitCode.BAD_DATA
        ) from None


def _is_list(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.lower().endswith(_LISTS) and not any(part.startswith((".", "__MACOSX")) for part in parts)


def text_of(stream: BinaryIO) -> TextIO:
    """What a stream holds as text: a long one as UTF-8, unless it begins with another mark."""
    raw = stream.read(_WHOLE + 1)
    if len(raw) <= _WHOLE:
        return io.StringIO(decode(raw), newline="")
    encoding = bom_encoding(raw) or "utf-8"
    return io.TextIOWrapper(rejoined(raw, stream), encoding, "replace", newline="")
