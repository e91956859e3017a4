"""What users install: its licences, the bill of materials, the locks, the wheel."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import supply

FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "LicenseRef-public-domain", "MIT", "MIT-0",
    "MPL-1.1", "MPL-2.0", "PSF-2.0", "Unicode-3.0", "Unlicense", "Zlib",
}  # fmt: skip
"""Nothing of these asks that what is made with it be under the same licence, but for the files themselves (MPL)."""

FREE_DATA = FREE | {"CC-BY-4.0"}
PROJECT = tomllib.loads((supply.ROOT / "pyproject.toml").read_text())
LOCKS = supply.ROOT / "locks"


def allowed(expression: str, free: set[str] = FREE) -> bool:
    """True if one of the licences to choose from may be used: no parentheses are needed so far."""
    return any(all(one.strip() in free for one in choice.split(" AND ")) for choice in expression.split(" OR "))


def test_what_users_install_may_be_used_in_anything() -> None:
    found = supply.packages()
    assert len(found) > 30
    assert [f"{package.name}: {package.licence!r}" for package in found if not allowed(package.licence)] == []


def test_a_licence_that_spreads_or_is_not_known_is_refused() -> None:
    assert allowed("MPL-1.1 OR GPL-2.0-only")
    assert allowed("Apache-2.0 AND CNRI-Python")
    assert not allowed("MIT AND GPL-3.0-or-later")
    assert not allowed("LGPL-3.0-only")
    assert not allowed("")
    assert not allowed("CC-BY-SA-4.0", FREE_DATA)


def test_no_data_is_under_share_alike_and_all_of_it_is_accounted_for() -> None:
    rows = supply.data()
    assert all(allowed(row["licence"], FREE_DATA) for row in rows)
    found = subprocess.run(["git", "ls-files", "alliance_cli/data", "data/samples"], cwd=supply.ROOT, capture_output=True, text=True, check=False)  # fmt: skip
    files = found.stdout.split() or [
        str(p.relative_to(supply.ROOT)) for p in (supply.ROOT / "alliance_cli/data").rglob("*.*")
    ]
    assert [file for file in files if not any(fnmatch(file, row["path"]) for row in rows)] == []
    assert [row["path"] for row in rows if not list(supply.ROOT.glob(row["path"]))] == []


def test_the_bill_of_materials_is_cyclonedx_and_names_everything() -> None:
    text = supply.cyclonedx()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert {(c["name"], c["version"]) for c in bill["components"]} == {(p.name, p.version) for p in supply.packages()}
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/urllib3@") for ref in needs[bill["metadata"]["component"]["bom-ref"]])
    assert text == supply.cyclonedx()


def pins(name: str) -> dict[str, str]:
    """Package -> version, as a lock has it."""
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", (LOCKS / name).read_text())
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run.txt", PROJECT["project"]["dependencies"]),
        ("develop.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("develop.txt", [text for extra in PROJECT["project"]["optional-dependencies"].values() for text in extra]),
        ("develop.txt", PROJECT["build-system"]["requires"]),
    ],
)
def test_every_package_is_locked_in_a_version_that_is_asked_for(lock: str, wanted: list[str]) -> None:
    held = pins(lock)
    for requirement in map(Requirement, wanted):
        version = held.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in locks/{lock}: make lock"
        assert requirement.specifier.contains(version), f"{requirement} and {version} in locks/{lock}: make lock"


def test_both_locks_hold_the_same_versions() -> None:
    assert pins("run.txt").items() <= pins("develop.txt").items()


@pytest.mark.parametrize("name", ["run.txt", "develop.txt"])
def test_every_line_of_a_lock_has_hashes_and_names_no_place(name: str) -> None:
    text = (LOCKS / name).read_text()
    entries = re.split(r"\n(?=[a-z])", text.partition("make lock\n")[2].strip(), flags=re.IGNORECASE)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert not re.search(r"(?m)^-", text)


@pytest.mark.long
def test_the_wheel_is_the_same_bytes_whenever_and_wherever_it_is_built(tmp_path: Path) -> None:
    made = []
    for number, mask in enumerate((0o022, 0o077)):
        folder = tmp_path / f"{number}" / ("deeper" * number)
        keep = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "build", "dist")
        shutil.copytree(supply.ROOT, folder, ignore=keep, copy_function=shutil.copy if number else shutil.copy2)
        environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | {
            "TZ": ("UTC", "Asia/Tokyo")[number]
        }
        build = [
            sys.executable,
            "-m",
            "build",
            "--no-isolation",
            "--wheel",
            "--outdir",
            str(tmp_path / f"out{number}"),
            ".",
        ]
        subprocess.run(build, cwd=folder, env=environment, umask=mask, check=True, capture_output=True)
        (wheel,) = (tmp_path / f"out{number}").glob("*.whl")
        made.append((wheel.name, wheel.read_bytes()))
    assert made[0] == made[1]
