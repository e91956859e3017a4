"""The headline of a page, out of what it states, its headings and the title of the window."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

_SEPARATORS = re.compile(r"\s+[|–—·•»«:\-]+\s+|\s*[|｜ㅣ│∣ǀ￨]\s*|\s+::\s+|\s*--\s*|：")
_SHORTEST = 15
_SECTION = 2
"""The name of a part of a site has no more words."""
_NAME = 3
"""The name of a site hardly has more words."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What may be the headline: `linked` of the page's JSON-LD, `shared` of OpenGraph and its like, `window` of the
    window, `headings` of the first order and `lesser` ones, those that lead to the front page being `logos`, `named` of
    meta elements that say it is the headline, and `told` what the outlet is known to put it into."""

    linked: str = ""
    shared: str = ""
    window: str = ""
    headings: tuple[str, ...] = ()
    lesser: tuple[str, ...] = ()
    logos: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    told: str = ""


def headline(titles: Titles, sites: Sequence[str]) -> str:
    """The headline, without the names of `sites`.

    Windows are named for search engines. Where JSON-LD and OpenGraph differ, the one that is not the window's title is
    the editors' own headline; an outlet that is known to put it elsewhere goes before that.
    """
    sites = (*sites, *titles.logos)
    if (told := _told(titles, sites)) and not _is_site(told, _known(sites)):
        return told
    titles = _of_the_story(titles, sites)
    window = without_site(titles.window, sites)
    shared = _cut(without_site(titles.shared, sites), titles)
    own = without_site(titles.linked or _heading(titles, window, shared), sites)
    if not titles.linked and shared and _letters(own).endswith(_letters(shared)):
        return shared  # the rest of the heading stands above the headline, to say what the story belongs to
    if not titles.linked and not shared and len(window) > _SHORTEST and _letters(own).endswith(_letters(window)):
        return window
    if own and shared and _letters(own) != _letters(shared):
        return shared if _letters(own) == _letters(window) else own
    return own or shared or window


def _told(titles: Titles, sites: Sequence[str]) -> str:
    """What the outlet is known to put its headline into, without its name and what else stands behind the headline."""
    told = without_site(titles.told, sites)
    return next((text for text in (titles.linked, *titles.headings) if _heads(told, text)), told)


def _of_the_story(titles: Titles, sites: Sequence[str]) -> Titles:
    """The titles without those that only name the site, and without its name before them; all of them if none is left.

    "Harbour Post" above every page and "Harbour Post | Business | Ford, VW in talks" name no story by that.
    """
    known = _known((*sites, *(text for text in titles.headings if _signs(titles, text))))
    headings, lesser = (tuple(t for t in some if not _is_site(t, known)) for some in (titles.headings, titles.lesser))
    told = replace(
        titles,
        linked="" if _is_site(titles.linked, known) else titles.linked,
        shared=_behind_site(titles.shared, known, (*headings, *lesser)),
        window=_behind_site(titles.window, known, (*headings, *lesser)),
        headings=headings,
        lesser=lesser,
    )
    return told if told.linked or told.shared or told.window or told.headings or told.lesser else titles


def _signs(titles: Titles, heading: str) -> bool:
    """True for a short heading that the title of the window ends with, as all pages of a site do, or begins with
    before another heading."""
    parts = [_letters(part) for part in _SEPARATORS.split(titles.window) if _letters(part)]
    name = _letters(heading)
    if len(heading.split()) > _NAME or len(parts) < 2:
        return False
    others = {_letters(text) for text in (*titles.headings, *titles.lesser)}
    return (parts[-1] == name and 2 * len(parts[0]) > 3 * len(name)) or (parts[0] == name and parts[-1] in others)


def _behind_site(title: str, known: Collection[str], headings: Sequence[str]) -> str:
    """A title without the name of the site, and of a part of it, that it begins with; empty if it is no more."""
    for text in headings:
        if len(text) > _SHORTEST and title.endswith(text) and _is_site(title.removesuffix(text), known):
            return text
    mark = _SEPARATORS.search(title)
    if not mark:
        return "" if _is_site(title, known) else title
    if not _is_site(title[: mark.start()], known):
        return title
    *parts, last = _SEPARATORS.split(title[mark.end() :])
    if parts and all(len(part.split()) <= _SECTION for part in parts) and len(last.split()) > _SECTION:
        return last
    return title[mark.end() :] if len(title[mark.end() :].split()) > _SECTION else title


def _is_site(text: str, known: Collection[str]) -> bool:
    """True for a name of the site, or a few words with it in them."""
    letters = _letters(text)
    few = len(text.split()) <= _NAME
    return bool(letters) and (letters in known or (few and any(len(name) > 3 and name in letters for name in known)))


def _known(sites: Sequence[str]) -> Collection[str]:
    return {_letters(part) for site in sites if site for part in (site, site.split(".", maxsplit=1)[0])} - {""}


def _heading(titles: Titles, window: str, shared: str) -> str:
    """The heading that is the title of the window or its beginning; else the only one, unless it says another thing."""
    named = [_letters(text) for text in (shared, window) if text]
    for heading in (*titles.headings, *titles.lesser):
        if len(heading) > _SHORTEST and (_letters(heading) in named or _heads(titles.window, heading)):
            return heading
    several = titles.headings or ("" if window else titles.lesser)
    only = several[0] if len(several) == 1 else ""
    return only if _says_the_same(only, window) or not window else ""


def _says_the_same(heading: str, window: str) -> bool:
    """True where at least a third of the words of a heading are in the title of the window, too."""
    words = {word for word in re.findall(r"\w+", heading.casefold()) if len(word) > 2}
    return bool(heading) and len(words & set(re.findall(r"\w+", window.casefold()))) * 3 >= len(words)


def _cut(title: str, titles: Titles) -> str:
    """A title that is the headline of another place with something after or before it, without that."""
    told = (titles.linked, *titles.headings, titles.window)
    found = next((text for text in told if _heads(title, text) or _closes(title, text)), "")
    return found or next((text for text in titles.named if _begins(title, text)), title)


def _heads(title: str, text: str) -> bool:
    """True where a title begins with `text` and goes on behind a mark that separates."""
    if len(text) <= _SHORTEST or not title.startswith(text):
        return False
    return bool(_SEPARATORS.match(title, len(text)))


def _begins(title: str, text: str) -> bool:
    """True where a title begins with `text`, as a whole."""
    return len(text) > _SHORTEST and title.startswith(text) and not title[len(text) : len(text) + 1].isalnum()


def _closes(title: str, text: str) -> bool:
    """True where a title ends with `text`, and a mark that separates stands before it."""
    if len(text) <= _SHORTEST or not title.endswith(text):
        return False
    return any(mark.end() == len(title) - len(text) for mark in _SEPARATORS.finditer(title))


def without_site(title: str, sites: Sequence[str]) -> str:
    """`title` without last parts that only name the site or a date ("Ford, VW in talks | Reuters")."""
    known = _known(sites)
    for mark in reversed(list(_SEPARATORS.finditer(title))):
        last = _letters(title[mark.end() :])
        named = last in known or any(len(name) > 3 and (name in last or last in name) for name in known if last)
        if not named and not last.isdigit():
            break
        title = title[: mark.start()]
    return title.strip()


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
