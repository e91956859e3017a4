"""What a stream of unknown kind holds, judged by its first bytes."""

import re

from alliance_cli.sources.gdelt import is_gkg

HEAD = 1 << 16

_MAGIC = {b"%PDF-": ".pdf", b"PAR1": ".parquet", b"WARC/": ".warc", b"filedesc://": ".warc"}
_MAIL_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.MULTILINE)
_MAIL_FIELDS = {b"from", b"date", b"message-id", b"received", b"mime-version", b"subject", b"to", b"return-path"}
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel|urlset|sitemapindex|entry)[\s>]", re.IGNORECASE)
_SUBMISSION = re.compile(
    rb"-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>"
    rb"|<SUBMISSION>\s{0,9}<|<DOCUMENT>\s{0,9}<TYPE>"
)
_FILINGS = re.compile(rb"Description:[^\n]{0,200}\bIndex of EDGAR\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)


_FIRST = "unpack it first"
_BINARY = {
    b"PK\x03\x04": f"a ZIP archive; {_FIRST}", b"7z\xbc\xaf\x27\x1c": f"a 7z archive; {_FIRST}",
    b"Rar!": f"a RAR archive; {_FIRST}",
    b"SQLite format 3\0": "a database; of another ledger read what `alliance export` writes, with `alliance import`",
}  # fmt: skip


def what_binary(head: bytes) -> str:
    """What a file is that is no text, and what to do about it where that can be said."""
    if head.startswith(b"PK") and b"xl/" in head:
        return "a workbook; a table of deals is read by `alliance import`, of reports as CSV"
    return next((what for magic, what in _BINARY.items() if head.startswith(magic)), "a binary file, not text")


def sniff(head: bytes) -> str:
    """The ending that a file beginning with `head` (its first 64 KiB) would have; `.txt` where nothing is known."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if named := next((ending for magic, ending in _MAGIC.items() if start.startswith(magic)), ""):
        return named
    if start.startswith(b"PK\x03\x04") and b"word/" in head:
        return ".docx"
    if _SUBMISSION.match(start):
        return ".nc"
    if _FILINGS.match(start):
        return ".idx"
    if is_gkg(start):
        return ".csv"
    if start.startswith((b"[", b"{")):
        return _json(start, whole=len(head) < HEAD)
    if start.startswith(b"<"):
        return _markup(start[:4096])
    if start.startswith(b"From ") and _is_mail(start.partition(b"\n")[2]):
        return ".mbox"
    return ".eml" if _is_mail(start) else ".txt"


def _json(start: bytes, *, whole: bool) -> str:
    first, newline, rest = start.partition(b"\n")
    if start.startswith(b"[") or (whole and not rest.strip()):
        return ".json"
    many = not newline or (first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{"))
    return ".jsonl" if many else ".json"


def _markup(start: bytes) -> str:
    feed, page = _FEED.search(start), _HTML.search(start)
    if feed and not (page and page.start() < feed.start()):
        return ".xml"
    return ".html" if page or not start.startswith(b"<?xml") else ".xml"


def _is_mail(start: bytes) -> bool:
    """True where the text begins with a block of mail headers, at least three of the common ones among them."""
    block = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if not _MAIL_FIELD.match(block):
        return False
    return len(_MAIL_FIELDS & {name.lower() for name in _MAIL_FIELD.findall(block)}) >= 3
