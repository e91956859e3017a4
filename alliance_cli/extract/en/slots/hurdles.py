"""What a deal hangs on: conditions and the authorities that must approve."""

from collections.abc import Sequence

from alliance_cli.extract.en.slots.passages import Passage, Term, named_patterns, patterns

_MOST = 6


def conditions(found: Sequence[Passage]) -> Term | None:
    """What the sentences that say that it hangs on something name, in the order of the table."""
    said: list[str] = []
    first: Term | None = None
    for passage in found:
        hangs = patterns()["hangs"].search(passage.text)
        if not hangs or not passage.is_of_talk(hangs.start()):
            continue
        here = {
            name: match for name, pattern in named_patterns("hurdles.tsv", ignore_case=True).items()
            if (match := pattern.search(passage.text))
        }  # fmt: skip
        said += [name for name in here if name not in said]
        if here and first is None:
            first = Term({}, passage, hangs.start(), max(hangs.end(), *(m.end() for m in here.values())))
    return first and first._replace(values={"conditions": tuple(said[:_MOST])})


def regulators(found: Sequence[Passage]) -> Term | None:
    """The authorities that sentences about approval name."""
    said: list[str] = []
    first: Term | None = None
    for passage in found:
        if not patterns()["approves"].search(passage.text):
            continue
        for name, pattern in named_patterns("regulators.tsv", ignore_case=False).items():
            match = pattern.search(passage.text)
            if match and name not in said:
                said.append(name)
                first = first or Term({}, passage, match.start(), match.end())
    return first and first._replace(values={"regulators": tuple(said[:_MOST])})
