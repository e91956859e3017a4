"""What this program wrote itself: its pages, exports and documents repeat news, and are no source of any. Pure."""

import re

GENERATOR = '<meta name="generator" content="alliance">'
"""What the pages of this program say of themselves."""
REASON = "alliance wrote it, and its own words are no source of news; `alliance import` reads exports and tables"
_DOCUMENT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:format|schema)":\s*"alliance\.')


def is_own(head: bytes) -> bool:
    """True for the first bytes of a page, an export or a document of this program."""
    return GENERATOR.encode() in head or bool(_DOCUMENT.match(head))
