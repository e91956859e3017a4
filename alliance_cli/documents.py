"""What JSON documents are called: each by its name and version, such as `alliance.timeline/1`."""

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {"changes": 2, "extract": 2, "explanation": 2, "talk": 3, "timeline": 2, "why": 2}
"""Of documents that changed since their first version: one more each time a field is added, goes, or means other."""


def title(name: str) -> str:
    """A document's name with its version; its member `schema`, where it has one."""
    return f"alliance.{name}/{VERSIONS.get(name, 1)}"
