"""Messages between this program and the processes that read for it: each a value, pickled, after its length."""

import pickle
import struct
from typing import IO, Any

LENGTH = struct.Struct(">I")
"""What goes before each message."""


class EndedError(Exception):
    """The other process ended, or was ended."""


def send(stream: IO[bytes] | None, value: object) -> None:
    """Write a message. Raises OSError where nobody reads it."""
    if stream is None:
        raise EndedError
    raw = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(raw)))
    stream.write(raw)
    stream.flush()


def receive(stream: IO[bytes] | None) -> Any:
    """The next message; they come from this program alone. Raises EndedError at the end of the stream."""
    head = stream.read(LENGTH.size) if stream is not None else b""
    if stream is None or len(head) < LENGTH.size:
        raise EndedError
    raw = stream.read(LENGTH.unpack(head)[0])
    try:
        return pickle.loads(raw)
    except (EOFError, pickle.UnpicklingError) as error:
        raise EndedError from error
