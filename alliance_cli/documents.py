"""What JSON documents are called: each by its name and version, such as `alliance.timeline/1`."""

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {
    "change": 3, "changes": 4, "company": 2, "dashboard": 4, "extract": 4, "explanation": 4, "matrix": 4, "network": 4,
    "notes": 2,
    "quarantined": 2, "review": 3, "rumours": 2, "search": 3, "talk": 5, "talks": 4,
    "timeline": 4, "transitions": 4, "why": 5,
}  # fmt: skip
"""Of documents that changed since their first version: one more each time a field is added, goes, or means other."""


def title(name: str) -> str:
    """A document's name with its version; its member `schema`, where it has one."""
    return f"alliance.{name}/{VERSIONS.get(name, 1)}"
