"""Addresses: one spelling for the many a page is reached by. Pure; nothing is looked up."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from alliance_cli import package_data

_LONGEST = 8192
_FEED_SCHEME = re.compile(r"(feeds?|pcast|podcast|itpcs?|rss):(?://)?", re.IGNORECASE)
_SAFE_FEEDS = frozenset({"feeds", "itpcs"})
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MOBILE = re.compile(r"(?:m|mobile|mobil|touch|amp|edition-m|www)\.(?=[^.]+\.[^.]+)")
_MOBILE_INSIDE = re.compile(r"(?<=^[a-z]{2}\.)m\.(?=[^.]+\.[^.]+)")
_AMP_CACHE = re.compile(r"/[cvi]/(s/)?([^/]+\.[^/]+/.*)")
_POST = re.compile(r"at://([a-z0-9.:_-]{3,250})/app\.bsky\.feed\.post/([a-z0-9]{1,40})", re.IGNORECASE)
_AMP_VIEWER = re.compile(r"/amp/(s/)?([^/]+\.[^/]+/.*)")
_AMP_PATH = re.compile(r"(?:/amp|/amphtml|\.amp)(?=$|\.html?$)|^/amp(?=/)", re.IGNORECASE)
_GOOGLE_NEWS = re.compile(r"(?:/__i)?(?:/rss|/rd)*/(?:articles|read)/([A-Za-z0-9_-]{8,4000})")
_SPELLED_OUT = re.compile(rb"https?://[\x21-\x7e]{4,4000}")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_EDGAR = re.compile(
    r"/archives/edgar/data/\d{1,10}/(?:(\d{10})(\d\d)(\d{6})"
    r"(?:/(?:\1-\2-\3(?:\.txt|-index(?:-headers)?\.html?)|index\.json)?)?"
    r"|(\d{10})-(\d\d)-(\d{6})(?:\.txt|-index\.html?))/?",
    re.IGNORECASE,
)
_UNRESERVED = re.compile(r"%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")

_USER = re.compile(r"(?<=://)[^\s/'\"]*@")  # up to the last @ before a path: one may stand in a password too


def is_url(text: str) -> bool:
    """True for an http or https address with a host."""
    split = _split(text)
    return split is not None and _is_web(split)


def as_web(text: str) -> str:
    """An address as feed readers hand it on ("feed://host/rss", "feed:https://host/rss"), or of a post of Bluesky's
    protocol ("at://name/app.bsky.feed.post/id"), as one of the web. What is none comes back as it is.
    """
    if post := _POST.fullmatch(text.strip()):
        return f"https://bsky.app/profile/{post[1]}/post/{post[2]}"
    found = _FEED_SCHEME.match(text.strip())
    if not found or ("://" in text[found.end() :] and not is_url(text[found.end() :])):
        return text
    rest = text.strip()[found.end() :]
    address = rest if is_url(rest) else f"{'https' if found[1].lower() in _SAFE_FEEDS else 'http'}://{rest}"
    return address if is_url(address) else text


def canonical(url: str) -> str:
    """The address without tracking parameters, fragment, credentials and default port, out of redirectors and AMP
    caches; it still opens the page. What is no http(s) address comes back stripped, otherwise unchanged.
    """
    for _ in range(4):
        split = _split(url)
        if split is None or not _is_web(split):
            return url.strip()
        target = _target(split)
        if not target:
            return _spelled(split)
        url = target
    return url


def url_key(url: str) -> str:
    """What is equal for two addresses of one page: no scheme, no `www.`, `m.` or `amp.`, no AMP marks in the path, no
    closing slash, parameters in order; a filing has its number, from whichever company's folder. Empty for an empty
    address; not an address to open.
    """
    split = _split(canonical(url))
    if split is None or not split.hostname:
        return url.strip()
    host = _plain_host(split.netloc)
    if host == "sec.gov" and (filed := _EDGAR.fullmatch(split.path)):
        return f"{host}/{'-'.join(filter(None, filed.groups()))}"
    path = _INDEX.sub("", _AMP_PATH.sub("", split.path.rstrip("/"))).rstrip("/")
    query = urlencode(sorted(parse_qsl(split.query, keep_blank_values=True)))
    tail = f"#{split.fragment}" if split.fragment else ""
    return f"{host}{path or '/'}{'?' + query if query else ''}{tail}"


def host_name(url: str) -> str:
    """The host without `www.` and mobile prefixes ("reuters.com"), empty where there is none."""
    split = _split(url)
    return _plain_host(split.hostname or "") if split else ""


def absolute(base: str, link: str) -> str:
    """`link` as seen from `base`, or an empty string where that is no http(s) address."""
    plain = _BLANKS.sub("", link)[:_LONGEST]
    if is_url(plain):
        return plain
    try:
        joined = urljoin(base, plain)
    except ValueError:
        return ""
    return joined if is_url(joined) else ""


@lru_cache(maxsize=64)  # an address is looked at from several sides
def _split(url: str) -> SplitResult | None:
    text = _BLANKS.sub("", url)
    if len(text) > _LONGEST:
        return None
    try:
        split = urlsplit(text)
        _ = (split.port, split.hostname)
    except ValueError:
        return None
    return split


def _is_web(split: SplitResult) -> bool:
    return split.scheme in _DEFAULT_PORTS and bool(_HOST.fullmatch(_host(split.hostname or "")))


def _spelled(split: SplitResult) -> str:
    host = _host(split.hostname or "")
    port = f":{split.port}" if split.port and split.port != _DEFAULT_PORTS[split.scheme] else ""
    path = _path(split.path)
    fragment = split.fragment if split.fragment.startswith("!") else ""
    return urlunsplit((split.scheme, host + port, path, "&".join(_kept(split.query)), fragment))


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    parts: list[str] = []
    for part in _UNRESERVED.sub(lambda match: unquote(match[0]), path).split("/"):
        if part == "..":
            del parts[max(1, len(parts) - 1) :]
        elif part != ".":
            parts.append(part)
    return quote("/".join(parts) or "/", safe="/%:@!$&'()*+,;=~-._") or "/"


def _kept(query: str) -> Iterator[str]:
    names, prefixes = _tracking()
    for pair in query.split("&"):
        name = unquote(pair.partition("=")[0]).lower()
        if name and name not in names and not name.startswith(prefixes):
            yield pair


def _plain_host(host: str) -> str:
    plain = _MOBILE.sub("", host.lower(), count=1)
    return _MOBILE_INSIDE.sub("", _MOBILE.sub("", plain, count=1), count=1)


def _target(split: SplitResult) -> str:
    """The address that a redirector or an AMP cache leads to, empty for any other."""
    host = (split.hostname or "").lower()
    amp = None
    if host.endswith(".cdn.ampproject.org"):
        amp = _AMP_CACHE.fullmatch(split.path)
    elif host.startswith(("www.google.", "google.")):
        amp = _AMP_VIEWER.fullmatch(split.path)
    if host == "news.google.com" and (told := _GOOGLE_NEWS.fullmatch(split.path)):
        return _told_in(told[1])
    if amp:
        return f"{'https' if amp[1] else 'http'}://{amp[2]}{'?' + split.query if split.query else ''}"
    names = _redirectors().get((host, split.path or "/")) or _redirectors().get((_below(host), split.path or "/"), ())
    values = dict(reversed(parse_qsl(split.query))) if names else {}
    return next((values[name] for name in names if is_url(values.get(name, ""))), "")


def _told_in(token: str) -> str:
    """The address that an older token of Google News spells out; newer ones can only be asked for."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return ""
    found = _SPELLED_OUT.search(raw)
    url = found[0].decode("ascii") if found else ""
    return url if is_url(url) else ""


def _below(host: str) -> str:
    return "*." + host.partition(".")[2]


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of parameters to drop, and the beginnings of such names."""
    names = package_data.lines("sources/tracking.txt")
    return frozenset(n for n in names if not n.endswith("*")), tuple(n[:-1] for n in names if n.endswith("*"))


@cache
def _redirectors() -> dict[tuple[str, str], tuple[str, ...]]:
    """Host and path of a redirector to the parameters that may hold its target."""
    table: dict[tuple[str, str], tuple[str, ...]] = {}
    for host, path, parameter in (line.split() for line in package_data.lines("sources/redirectors.txt")):
        table[host, path] = (*table.get((host, path), ()), parameter)
    return table


def without_secrets(text: str) -> str:
    """A text, the user and password of each address in it left out, and of each parameter that opens what is closed
    (`?token=`) its value.
    """
    bare = _USER.sub("", text)
    return _secrets().sub(r"\1...", bare) if "=" in bare or "%3" in bare else bare


@cache
def _secrets() -> re.Pattern[str]:
    """Finds a parameter that holds a secret, also in an address that is a parameter of another."""
    names = (re.escape(name).replace(r"\*", r"[\w.~-]{0,40}") for name in package_data.lines("sources/secrets.txt"))
    head = rf"(?:[?&;#]|%3f|%26)(?:{'|'.join(names)})(?:=|%3d)"
    value = r"(?:[^\s&#'\"<>“”%]|%(?!26))*[^\s&#'\"<>“”%.,:;)\]]"  # what stands behind an address is none of it
    return re.compile(f"({head}){value}", re.IGNORECASE)
