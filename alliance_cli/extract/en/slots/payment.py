"""What is paid with: cash, shares, or both."""

from collections.abc import Sequence

from alliance_cli.extract.en.slots.passages import Passage, Term, patterns
from alliance_cli.terms import Consideration

_BOTH = (("mixed", Consideration.MIXED), ("shares", Consideration.SHARES), ("cash", Consideration.CASH))


def consideration(found: Sequence[Passage]) -> Term | None:
    """What the first sentence that says it has the deal paid with; where one names each alone, both."""
    said: dict[Consideration, Term] = {}
    for passage in found:
        if patterns()["no_payment"].search(passage.text):
            continue
        for name, meant in _BOTH:
            match = patterns()[name].search(passage.text)
            if match and passage.is_of_talk(match.start()):
                said.setdefault(meant, Term({"consideration": meant}, passage, match.start(), match.end()))
                break
    if Consideration.MIXED in said:
        return said[Consideration.MIXED]
    return next(iter(said.values()), None)
