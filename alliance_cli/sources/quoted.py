"""Text that was saved as a mail carries it (quoted-printable), as what it says. Pure."""

import re
from quopri import decodestring

_SOFT = re.compile(rb"=\r?\n|=20\r?\n")
"""The ends of its lines: nothing else has them."""
_CODED = re.compile(rb"=(?![0-9A-F]{2}|\r?\n)")
"""An equals sign that codes nothing: then the text is none of these."""


def unquoted(raw: bytes) -> bytes:
    """`raw` with its coded characters and broken lines as they were; any other text as it is."""
    return decodestring(raw) if b"=" in raw and _SOFT.search(raw) and not _CODED.search(raw) else raw
