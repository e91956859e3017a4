"""Which version of what is shipped with the program a ledger was derived by: fingerprints of files of the package.

How texts are read is no part of it: each reader has a version of its own, stored with what it read.
"""

from functools import cache

_STORED_AS = 3
"""Raised when the names of the shipped companies come to be stored in another way: ledgers then take them in again."""


def rules() -> str:
    """A fingerprint of the rules by which talks are derived."""
    return _fingerprint("ledger", ".py")


def companies() -> str:
    """A fingerprint of the shipped companies, and of how they are stored."""
    return f"{_STORED_AS}-{_fingerprint('data/companies', '.tsv')}"


@cache
def _fingerprint(folder: str, ending: str) -> str:
    """What the files of a folder of the package hold, in short."""
    import hashlib
    from importlib.resources import files

    digest = hashlib.sha256()
    for file in sorted(files("alliance_cli").joinpath(folder).iterdir(), key=lambda f: f.name):
        if file.name.endswith(ending):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
