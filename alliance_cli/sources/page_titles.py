"""The headline of a page, out of what it states, its headings and the title of the window."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SEPARATORS = re.compile(r"\s+[|–—·•»«:\-]+\s+|\s*[|｜]\s*|\s+::\s+|\s*--\s*|：")
_SHORTEST = 15


@dataclass(frozen=True, slots=True)
class Titles:
    """What may be the headline: `linked` of the page's JSON-LD, `shared` of OpenGraph and its like, `window` of the
    window, `headings` of the first order and `lesser` ones, those that lead to the front page being `logos`."""

    linked: str = ""
    shared: str = ""
    window: str = ""
    headings: tuple[str, ...] = ()
    lesser: tuple[str, ...] = ()
    logos: tuple[str, ...] = ()


def headline(titles: Titles, sites: Sequence[str]) -> str:
    """The headline, without the names of `sites`.

    Windows are named for search engines. Where JSON-LD and OpenGraph differ, the one that is not the window's title is
    the editors' own headline.
    """
    sites = (*sites, *titles.logos)
    window = without_site(titles.window, sites)
    shared = _cut(without_site(titles.shared, sites), titles)
    own = without_site(titles.linked or _heading(titles, window, shared), sites)
    if not titles.linked and shared and _letters(own).endswith(_letters(shared)):
        return shared  # the rest of the heading stands above the headline, to say what the story belongs to
    if own and shared and _letters(own) != _letters(shared):
        return shared if _letters(own) == _letters(window) else own
    return own or shared or window


def _heading(titles: Titles, window: str, shared: str) -> str:
    """The heading that is the title of the window or its beginning; else the only one, unless it says another thing."""
    named = [_letters(text) for text in (shared, window) if text]
    for heading in (*titles.headings, *titles.lesser):
        if len(heading) > _SHORTEST and (_letters(heading) in named or _heads(titles.window, heading)):
            return heading
    only = titles.headings[0] if len(titles.headings) == 1 else ""
    return only if _says_the_same(only, window) or not window else ""


def _says_the_same(heading: str, window: str) -> bool:
    """True where at least a third of the words of a heading are in the title of the window, too."""
    words = {word for word in re.findall(r"\w+", heading.casefold()) if len(word) > 2}
    return bool(heading) and len(words & set(re.findall(r"\w+", window.casefold()))) * 3 >= len(words)


def _cut(title: str, titles: Titles) -> str:
    """A title that is the headline of another place with something after it, without that."""
    return next((text for text in (titles.linked, *titles.headings) if _heads(title, text)), title)


def _heads(title: str, text: str) -> bool:
    """True where a title begins with `text` and goes on behind a mark that separates."""
    if len(text) <= _SHORTEST or not title.startswith(text):
        return False
    return bool(_SEPARATORS.match(title, len(text)))


def without_site(title: str, sites: Sequence[str]) -> str:
    """`title` without last parts that only name the site or a date ("Ford, VW in talks | Reuters")."""
    known = {_letters(part) for site in sites if site for part in (site, site.split(".", maxsplit=1)[0])} - {""}
    for mark in reversed(list(_SEPARATORS.finditer(title))):
        last = _letters(title[mark.end() :])
        named = last in known or any(len(name) > 3 and (name in last or last in name) for name in known if last)
        if not named and not last.isdigit():
            break
        title = title[: mark.start()]
    return title.strip()


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
