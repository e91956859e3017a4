"""Bring the texts that the labels speak of out of three public repositories, each fetched as a git directory.

    python -m benchmarks.labels.texts --reuters DIR --bulwark DIR --yahoo DIR > texts.jsonl

DIR is a bare or other git directory of, on GitHub, duynht/financial-news-dataset (Reuters, October 2006 to November
2013), zhigehe/bulwark (business news of 7 to 14 February 2025) and FelixDrinkall/financial-news-dataset (Yahoo Finance
and whom it carries, 2017 to 2020); those that are not given are left out. The texts are their publishers': for
measuring on one machine, not for passing on. Prints JSON Lines of `id`, `url`, `publisher`, `title`, `published` and
`text`, and says on standard error how many were missing or are no longer what was labelled.
"""

import argparse
import html
import json
import lzma
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from benchmarks.labels.labels import Labelled, labels, of_terms

_HOURS = {"EST": -5, "EDT": -4, "GMT": 0, "BST": 1, "UTC": 0}
_STAMP = re.compile(r"\w{3} (\w{3} \d{1,2}, \d{4}) (\d{1,2}:\d{2}[ap]m) (\w+)")
_HEAD = 4
_YEARS = (2017, 2018, 2019, 2020)


@dataclass(frozen=True, slots=True)
class Text:
    """A report as its repository has it."""

    id: str
    url: str
    publisher: str
    title: str
    published: str
    text: str


def _shown(folder: Path, path: str) -> bytes | None:
    done = subprocess.run(["git", f"--git-dir={folder}", "show", f"HEAD:{path}"], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def _reuters(folder: Path, wanted: list[Labelled]) -> Iterator[Text]:
    for label in wanted:
        raw = _shown(folder, f"ReutersNews106521/{label.id}")
        if raw is None:
            continue
        lines = raw.decode("utf-8", "replace").split("\n")
        head = [line[3:].strip() for line in lines[:_HEAD] if line.startswith("--")]
        if len(head) >= _HEAD - 1:
            text = "\n".join(lines[len(head) :]).strip()
            yield Text(label.id, head[-1], "Reuters", head[0], _when(head[-2], label.id), text)


def _when(stamp: str, name: str) -> str:
    """The moment that a line such as "Fri Oct 20, 2006 6:15pm EDT" tells, else the day of the folder."""
    found = _STAMP.match(stamp)
    if found is None:
        return datetime.strptime(name.split("/", maxsplit=1)[0], "%Y%m%d").replace(tzinfo=UTC).isoformat()
    zone = timezone(timedelta(hours=_HOURS.get(found[3], 0)))
    return datetime.strptime(f"{found[1]} {found[2]}", "%b %d, %Y %I:%M%p").replace(tzinfo=zone).isoformat()


def _bulwark(folder: Path, wanted: list[Labelled]) -> Iterator[Text]:
    for label in wanted:
        raw = _shown(folder, f"content/en/news/{label.id}")
        if raw is None:
            continue
        _, front, body = raw.decode("utf-8", "replace").split("---\n", 2)
        field = {name: value.strip().strip('"') for name, value in re.findall(r"^(title|date):\s*(.*)$", front, re.M)}
        when = datetime.fromisoformat(field["date"]).replace(tzinfo=UTC)
        outlet = label.id.split("/")[0]
        yield Text(label.id, "", outlet, html.unescape(field["title"]), when.isoformat(), html.unescape(body.strip()))


def _yahoo(folder: Path, wanted: list[Labelled]) -> Iterator[Text]:
    left = {label.id for label in wanted}
    for year in _YEARS:
        packed = _shown(folder, f"data/{year}_processed.json.xz")
        for row in json.loads(lzma.decompress(packed)) if packed else ():
            name = "felix/" + re.sub(r"\W+", "-", row["url"].split("/")[-1])[:90]
            if name in left and row.get("maintext") and row.get("title"):
                left.remove(name)
                published = row["date_publish"].replace(" ", "T") + "+00:00"
                yield Text(name, row["url"], row.get("news_outlet") or "", row["title"], published, row["maintext"])


_BRINGERS = {"reuters": _reuters, "bulwark": _bulwark, "yahoo": _yahoo}


def main() -> int:
    """Print the texts; 1 if one is missing or not what was labelled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.labels.texts")
    for name in _BRINGERS:
        parser.add_argument(f"--{name}", type=Path, metavar="DIR")
    options = parser.parse_args()
    odd = 0
    for name, bring in _BRINGERS.items():
        folder: Path | None = getattr(options, name)
        wanted = [label for label in (*labels(), *of_terms()) if label.set == name]
        found = {text.id: text for text in bring(folder, wanted)} if folder is not None else {}
        for label in wanted if folder is not None else ():
            text = found.get(label.id)
            if text is None or not label.is_of(text.title, text.text):
                odd += 1
                print(f"{label.id}: {'missing' if text is None else 'another text'}", file=sys.stderr)
            else:
                print(json.dumps(asdict(text), ensure_ascii=False))
    print(f"{odd} missing or other", file=sys.stderr)
    return int(bool(odd))


if __name__ == "__main__":
    sys.exit(main())
