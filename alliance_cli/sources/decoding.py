"""Bytes to text: which encoding, whether it is text at all, and which characters may stay."""

import codecs
import re

from alliance_cli.sources.letters import plain_letters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_TURNS = str.maketrans("\x0b\x0c", "\n\n")
"""Word processors end a line with the one, printers a page with the other."""
_CHARSET = re.compile(r"[a-z0-9][a-z0-9._:-]{1,40}")
_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-gbk": "gb18030", "big5": "big5hkscs", "x-euc-jp": "euc_jp",
}  # fmt: skip
_BINARY_BYTES = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_SAMPLE = 1 << 16


def bom_encoding(head: bytes) -> str:
    """The encoding that a byte order mark announces, or an empty string."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), "")


def is_binary(raw: bytes) -> bool:
    """True where the first 64 KiB hold control bytes that no text has (text in UTF-16 or UTF-32 needs its mark)."""
    head = raw[:_SAMPLE]
    if bom_encoding(head):
        return False
    found = len(head) - len(head.translate(None, _BINARY_BYTES))
    return b"\0" in head or found * 50 > len(head)


def decode(raw: bytes, declared: str = "") -> str:
    """`raw` as text: by its mark, as UTF-8, as `declared` by whoever sent it, else as its bytes suggest.

    Never raises; what no encoding explains becomes U+FFFD. UTF-8 goes first because text of any length that is valid
    UTF-8 is hardly ever anything else, while declarations are often wrong.
    """
    if marked := bom_encoding(raw):
        return clean(raw.decode(marked, "replace"))
    if b"\x1b$" in raw[:_SAMPLE]:  # seven-bit Japanese would pass as UTF-8
        return clean(raw.decode("iso2022_jp_2", "replace"))
    try:
        return clean(raw.decode("utf-8"))
    except UnicodeError:
        return clean(_declared(raw, declared) or _guess(raw))


def _declared(raw: bytes, name: str) -> str:
    """`raw` in the encoding `name`, as browsers take that name; empty if unknown or if more than 1 % is damaged."""
    name = name.strip("\"' \t\r\n").lower()
    if not _CHARSET.fullmatch(name) or name.startswith(("utf-8", "utf8")):
        return ""
    try:
        text = raw.decode(_AS_BROWSERS_DO.get(name, name), "replace")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return text if text.count("\ufffd") * 100 <= len(text) else ""


def _guess(raw: bytes) -> str:
    if _mostly_utf8(raw):
        return raw.decode("utf-8", "replace")
    if _mostly_ascii(raw):  # a few accents and curly quotes: too little for statistics, and nearly always Windows
        return raw.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[: 4 * _SAMPLE]).best()
    return raw.decode(best.encoding if best else "cp1252", "replace")


def _mostly_utf8(raw: bytes) -> bool:
    """True for UTF-8 with a few damaged bytes: at most one bad sequence for ten good ones."""
    text = raw[: 4 * _SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return good > 10 * bad


def _mostly_ascii(raw: bytes) -> bool:
    head = raw[: 4 * _SAMPLE]
    high = sum(byte > 127 for byte in head)
    return high * 20 < len(head) or (len(head) < 200 and high * 3 < len(head))


def clean(text: str) -> str:
    """`text` with plain newlines and `letters.plain_letters`, without control characters (tabs stay) and without halves
    of surrogate pairs.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", "").replace("\t", "").isprintable():  # a cheap look first: hardly any text has them
        text = _CONTROLS.sub("", text.translate(_TURNS))
    return plain_letters(text)
