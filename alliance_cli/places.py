"""Places by what they contain: areas and blocs hold countries, countries states, states and countries cities."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from alliance_cli import names, own, package_data

_BETWEEN = re.compile(r"\s*[,;/&|+]\s*")


class Place(NamedTuple):
    """A place: its usual name, the sort (`area`, `country`, `state` or `city`), the ISO codes of its countries, and for
    states and cities what they lie in, from the nearest on.
    """

    name: str
    sort: str
    countries: frozenset[str]
    within: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join((self.name, *self.within))


def resolve(text: str) -> Place | None:
    """The place that this name stands for, first of all the largest sort of it; None for a name that no table has."""
    return _table().get(names.fold(text))


def resolved(text: str) -> list[Place]:
    """The places that a text names: one, or several as in "the US and Canada"."""
    whole = resolve(text)
    if whole is not None:
        return [whole]
    parts = names.fold(_BETWEEN.sub(" and ", text)).split(" and ")
    return [place for part in parts if (place := _table().get(part.strip())) is not None]


def contains(wanted: str, text: str) -> bool:
    """True if a place that the text names is the one that is wanted, or lies in it; of an unknown name, the same."""
    outer = resolve(wanted)
    if outer is None:
        return names.fold(wanted) == names.fold(text)
    return any(_lies_in(inner, outer) for inner in resolved(text))


def _lies_in(inner: Place, outer: Place) -> bool:
    if outer.sort in {"state", "city"}:
        return inner == outer or (outer.name in inner.within and inner.countries == outer.countries)
    return inner == outer or inner.countries <= outer.countries


def country_code(text: str) -> str:
    """The ISO 3166 code of a country, by its code or its name; empty for what is none."""
    code = text.strip().upper()
    if any(sort == "country" and known == code for sort, _, known, _ in _places()):
        return code
    found = resolve(text)
    return next(iter(found.countries)) if found and found.sort == "country" else ""


def is_known(text: str) -> bool:
    """True if a text names a place that a table has, or a market of one's own."""
    return own.places(text) != [text] or bool(resolved(text))


def unknown(text: str, also: str = "") -> str:
    """What is said of a name that stands for no place: with what is spelled much like it, and what is so `also`."""
    meant = " or ".join(near(text))
    hint = f"did you mean {meant}?" if meant else "name a country, state, city or bloc, such as Japan, Ohio or EU"
    return f"no place “{text}” is known{also}; {hint}"


def near(text: str) -> list[str]:
    """Names of places that are spelled much like this."""
    from difflib import get_close_matches

    found = get_close_matches(names.fold(text), _table(), n=3, cutoff=0.8)
    return list(dict.fromkeys(_table()[name].name for name in found))


@cache
def _table() -> dict[str, Place]:
    """Folded name -> place. Where a name is that of several, a country or an area outranks a state, that a city."""
    table: dict[str, Place] = {}
    countries = {code: name for sort, name, code, _ in _places() if sort == "country"}
    areas = _areas()
    found = [*_of_areas(areas), *_of_countries(countries), *_of_states(areas, countries), *_of_cities(countries)]
    for place, called in found:
        for name in called:
            table.setdefault(names.fold(name), place)
    return table


def _of_areas(areas: dict[str, tuple[list[str], str]]) -> Iterator[tuple[Place, list[str]]]:
    for name, (others, held) in areas.items():
        if not held.startswith("="):
            yield Place(name, "area", _countries(areas, held)), [name, *others]


def _countries(areas: dict[str, tuple[list[str], str]], held: str) -> frozenset[str]:
    """The codes in a row, areas in it taken apart."""
    found: set[str] = set()
    for name in sorted((a for a in areas if a.upper() != a or len(a) > 2), key=len, reverse=True):
        if f" {name} " in f" {held} ":
            held = f" {held} ".replace(f" {name} ", " ")
            found |= _countries(areas, areas[name][1])
    return frozenset(found.union(code for code in held.split() if len(code) == 2 and code not in areas))


def _of_countries(countries: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    spelled: dict[str, list[str]] = {}
    for row in _spellings():
        for text in row:
            spelled.setdefault(names.fold(text), []).extend(row)
    for code, name in countries.items():
        yield Place(name, "country", frozenset({code})), [name, *spelled.get(names.fold(name), ())]


def _of_states(areas: dict[str, tuple[list[str], str]], countries: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    for sort, name, _, code in _places():
        if sort == "state":
            yield Place(name, "state", frozenset({code}), (countries[code],)), [name]
    for name, (others, held) in areas.items():
        if held.startswith("="):
            yield Place(name, "state", frozenset({held[1:]}), (countries[held[1:]],)), [name, *others]


def _of_cities(countries: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    states = {name: code for sort, name, _, code in _places() if sort == "state"}
    for sort, name, _, lies_in in _places():
        if sort == "city":
            code = states.get(lies_in, lies_in)
            within = (lies_in, countries[code]) if lies_in in states else (countries[code],)
            yield Place(name, "city", frozenset({code}), within), [name]


@cache
def _places() -> list[list[str]]:
    return package_data.rows("places.tsv")


def _areas() -> dict[str, tuple[list[str], str]]:
    return {row[0]: ([name for name in row[1].split("|") if name], row[2]) for row in package_data.rows("areas.tsv")}


def _spellings() -> list[list[str]]:
    """Names of countries that stand for each other, as lists of companies and the news have them."""
    lists: Iterable[list[str]] = (row[1].split("|") for row in package_data.rows("countries.tsv"))
    news = ([row[0], *filter(None, row[1].split("|"))] for row in package_data.rows("regions.tsv"))
    return [*lists, *news]
