"""The labels as they are kept: who is tied to whom in a report, by its id, offsets and names, without its text."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_cli.models import Report
from alliance_cli.sources import read_inputs

FILE = Path(__file__).parent.parent.parent / "data" / "labels" / "news.jsonl"
TERMS = FILE.with_name("terms.jsonl")

LEARNT = range(8)
"""The folds that may be learnt from; the others are for checking."""

Talk = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report that was labelled: up to the character `read` of its text, and the talks it tells of.

    `set` names where it comes from, `chosen` why it was taken ("random", "cued", "titled", "worded", or by what the
    reader made of it), `fold` is 0 to 13. `digest` is of the title and what was read of the text.
    """

    id: str
    set: str
    chosen: str
    read: int
    digest: str
    fold: int
    talks: tuple[Talk, ...]

    def is_of(self, title: str, text: str) -> bool:
        """True for the text that was labelled."""
        seen = f"{title}\n{text[: self.read]}"
        return hashlib.sha256(seen.encode()).hexdigest().startswith(self.digest)


def labels() -> Iterator[Labelled]:
    """All labels, in the order of the file."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Labelled(**record | {"talks": tuple(record["talks"])})


def terms() -> Iterator[dict[str, Any]]:
    """What is said of the terms of deals, a main talk each, in the order of the file."""
    yield from map(json.loads, TERMS.read_text(encoding="utf-8").splitlines())


def of_terms() -> Iterator[Labelled]:
    """The reports of which the terms alone are labelled, each with the talks that they are of."""
    talks: dict[str, list[dict[str, Any]]] = {}
    for label in terms():
        if "set" in label:
            talks.setdefault(label["id"], []).append(label)
    for name, said in talks.items():
        told = tuple(_ALONE | {"parties": one["parties"], "aliases": one.get("aliases", {})} for one in said)
        yield Labelled(name, said[0]["set"], "terms", said[0]["read"], said[0]["digest"], min(LEARNT), told)


_ALONE: Talk = {"optional": [], "salience": "main"}


def reports(file: str, among: Iterable[Labelled] = ()) -> Iterator[tuple[Labelled, Report]]:
    """Each labelled report that a file of texts has, as far as it was read and labelled; of `among`, if given."""
    wanted = {label.id: label for label in (among or labels())}
    for item in read_inputs([file]):
        label = wanted.get(item.record_id) if isinstance(item, Report) else None
        if isinstance(item, Report) and label is not None:
            text = item.text[: label.read]
            yield label, Report(item.title, text, publisher=item.publisher, published=item.published)
