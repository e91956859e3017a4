"""What JSON documents are called: each by its name and version, such as `alliance.timeline/1`."""

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {
    "change": 2, "changes": 3, "company": 2, "dashboard": 3, "extract": 3, "explanation": 3, "matrix": 3, "network": 3,
    "quarantined": 2, "review": 2, "search": 3, "talk": 4, "talks": 3, "timeline": 3, "transitions": 3, "why": 4,
}  # fmt: skip
"""Of documents that changed since their first version: one more each time a field is added, goes, or means other."""


def title(name: str) -> str:
    """A document's name with its version; its member `schema`, where it has one."""
    return f"alliance.{name}/{VERSIONS.get(name, 1)}"
