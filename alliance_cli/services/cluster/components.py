"""What belongs together through others: sets that share a member, joined. Pure."""

from collections.abc import Iterable, Mapping


class Joined:
    """Names, in groups that grow together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, names: Iterable[str]) -> None:
        """Let these be of one group."""
        first, *rest = map(self.root, names)
        for other in rest:
            low, high = sorted((self.root(first), self.root(other)))
            self._above[high] = low

    def root(self, name: str) -> str:
        """What names the group of this one: the least of its names."""
        path = []
        while (above := self._above.setdefault(name, name)) != name:
            path.append(name)
            name = above
        for passed in path:
            self._above[passed] = name
        return name

    def known(self) -> Iterable[str]:
        """All names."""
        return list(self._above)


def spread(sizes: Mapping[str, int], bins: int) -> dict[str, int]:
    """Each of these to one of so many bins, all about as full: the largest first, each to the emptiest."""
    import heapq

    heap = [(0, number) for number in range(bins)]
    found: dict[str, int] = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        full, number = heapq.heappop(heap)
        found[name] = number
        heapq.heappush(heap, (full + sizes[name], number))
    return found
