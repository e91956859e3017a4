"""What JSON documents are called: each by its name and version, such as `alliance.timeline/1`."""

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {
    "changes": 2, "company": 2, "dashboard": 2, "extract": 2, "explanation": 2, "matrix": 2, "network": 2,
    "quarantined": 2, "search": 2, "talk": 3, "talks": 2, "timeline": 2, "transitions": 2, "why": 3,
}  # fmt: skip
"""Of documents that changed since their first version: one more each time a field is added, goes, or means other."""


def title(name: str) -> str:
    """A document's name with its version; its member `schema`, where it has one."""
    return f"alliance.{name}/{VERSIONS.get(name, 1)}"
