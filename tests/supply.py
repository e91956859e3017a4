"""What users install with the program, which licences that is under, and a bill of materials of it.

    python -m tests.supply                         # versions and licences, and where data came from
    python -m tests.supply --cyclonedx FILE.json   # CycloneDX

It goes by what is installed here, extras included.
"""

import argparse
import csv
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from alliance_cli import __version__

ROOT = Path(__file__).parent.parent
PROGRAM = "alliance-cli"
EXTRAS = frozenset(metadata.metadata(PROGRAM).get_all("Provides-Extra") or ())

DATA = ROOT / "data" / "licences.tsv"
"""Where the files of alliance_cli/data came from: path, from whom, licence."""

_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Public Domain": "LicenseRef-public-domain",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""How packages that give no SPDX expression call their licence."""

_READ = {
    "jinja2": "BSD-3-Clause",
    "partd": "BSD-3-Clause",
    "zict": "BSD-3-Clause",
    "prompt-toolkit": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}
"""Of packages whose metadata leaves it open, the licence as its file says."""


@dataclass(frozen=True)
class Package:
    """A package that comes with the program: its licence as an SPDX expression, and the packages it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]


@cache
def packages() -> tuple[Package, ...]:
    """All that is installed with the program and its extras, by name; the program itself is not among them."""
    found: dict[str, set[str]] = {}
    left = [(PROGRAM, EXTRAS)]
    while left:
        name, extras = left.pop()
        if name not in found or not extras <= found[name]:
            found.setdefault(name, set()).update(extras)
            left += _needed(name, extras)
    return tuple(_package(name, frozenset(found[name])) for name in sorted(found) if name != PROGRAM)


def _needed(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in metadata.requires(name) or ():
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield canonicalize_name(wanted.name), frozenset(wanted.extras)


def _package(name: str, extras: frozenset[str]) -> Package:
    return Package(name, metadata.version(name), licence(name), tuple(sorted({n for n, _ in _needed(name, extras)})))


def licence(name: str) -> str:
    """The licence of an installed package as an SPDX expression, or the words it uses where they are not known."""
    said = metadata.metadata(name)
    classifiers = (c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License"))
    words = _READ.get(name) or said.get("License-Expression") or said.get("License") or next(classifiers, "")
    return _WORDS.get(words, words)


def data() -> list[dict[str, str]]:
    """The rows of `DATA`."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def listed() -> Iterator[str]:
    """The lines that a person reads."""
    for package in packages():
        yield f"{package.name:<22} {package.version:<16} {package.licence}"
    yield ""
    for row in data():
        yield f"{row['path']:<39} {row['licence']:<28} {row['from']}"


def cyclonedx() -> str:
    """The bill of materials as CycloneDX 1.6, the same text for the same packages."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    def component(name: str, version: str, licensed: str, kind: ComponentType) -> Component:
        url = PackageURL("pypi", None, name, version)
        said = [LicenseFactory().make_from_string(licensed)]
        return Component(name=name, version=version, type=kind, purl=url, bom_ref=str(url), licenses=said)

    program = component(PROGRAM, __version__, licence(PROGRAM), ComponentType.APPLICATION)
    made = {p.name: component(p.name, p.version, p.licence, ComponentType.LIBRARY) for p in packages()}
    text = "".join(f"{p.name}=={p.version}\n" for p in packages())
    bom = Bom(components=made.values(), serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{__version__}\n{text}"))
    bom.metadata.component = program
    bom.metadata.timestamp = None  # type: ignore[assignment]
    bom.register_dependency(program, [made[name] for name, _ in _needed(PROGRAM, EXTRAS)])
    for package in packages():
        bom.register_dependency(made[package.name], [made[name] for name in package.needs])
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def main() -> int:
    """Write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cyclonedx", metavar="FILE", type=Path, help="write a bill of materials")
    file = parser.parse_args().cyclonedx
    if file is None:
        print("\n".join(listed()))
    else:
        file.write_text(cyclonedx(), encoding="utf-8")
        print(f"{file}: {len(packages())} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
