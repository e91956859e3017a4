"""Pages read by this program and by the libraries it uses, each alone, in one run.

    python -m benchmarks.pages PATH... [--half learnt|held|both] [--wrong]

Each PATH is a checkout of a public collection of pages, known by what lies in it: article-extraction-benchmark
(scrapinghub), fundus (flairNLP), htmldate (adbar), newspaper (codelucas), readability (mozilla). Nothing is fetched and
nothing of them belongs here. For each collection and reader it prints the mean F1 of the text, by runs of four words as
the first of them measures it; how many titles are right by their letters and digits (in brackets: sign by sign), and
how many dates; of the dates, how many are wrong without a flag that says so; and pages a second. The pages fall into
two halves by a hash of their names: rules are made on the half `learnt`, so that `held` says what they are worth.
`no outlets` is this program without its list of outlets whose headlines stand in a known place (`headlines.tsv`): that
list was drawn from the definitions of publishers in fundus, and the titles of fundus' pages are what these definitions
give, so there only the figure without it says what an unknown outlet gets. `--wrong` names the pages that this program
reads otherwise.
"""

import argparse
import gzip
import hashlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import decode
from alliance_cli.sources.items import Options
from alliance_cli.sources.pages import declared_charset, read_page

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what a person says is on it; None where nobody said."""

    name: str
    raw: bytes
    url: str = ""
    text: str | None = None
    title: str | None = None
    day: str | None = None

    @property
    def half(self) -> str:
        """`learnt` or `held`, by a hash of the name."""
        return "held" if hashlib.sha256(self.name.encode()).digest()[0] % 2 else "learnt"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a page; `flagged` where it says itself that the date may be wrong."""

    text: str = ""
    title: str = ""
    day: str = ""
    flagged: bool = False
    fault: str = ""


Reader = Callable[[Page], Reading]


def scrapinghub(root: Path) -> Iterator[Page]:
    """article-extraction-benchmark: texts."""
    for name, truth in json.loads((root / "ground-truth.json").read_text("utf-8")).items():
        raw = gzip.decompress((root / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name, raw, truth["url"], text=truth.get("articleBody", ""))


def fundus(root: Path) -> Iterator[Page]:
    """Fundus: texts, titles and dates. The files of an outlet and the versions of its parser go in pairs, by age."""
    for answers in sorted((root / "tests/resources/parser/test_data").glob("*/*.json")):
        about = json.loads((answers.parent / "meta.info").read_text("utf-8"))
        files = sorted(answers.parent.glob(f"{answers.stem}_*.html.gz"))
        versions = json.loads(answers.read_text("utf-8"))
        for file, version in zip(files, sorted(versions, key=_number), strict=True):
            said, url = versions[version], about[file.name]["url"]
            day = (said.get("publishing_date") or "")[:10] or None
            text = _fundus_text(said["body"]) if said.get("body") else None
            yield Page(file.name, gzip.decompress(file.read_bytes()), url, text, said.get("title"), day)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _fundus_text(body: dict[str, Any]) -> str:
    sections = (section["headline"] + section["paragraphs"] for section in body["sections"])
    return "\n".join([*body["summary"], *(line for section in sections for line in section)])


def htmldate(root: Path) -> Iterator[Page]:
    """Htmldate: dates."""
    tests = root / "tests"
    for listing in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, truth in json.loads((tests / listing).read_text("utf-8")).items():
            places = (tests / folder / truth["file"] for folder in ("test_set", "cache", "eval"))
            file = next((place for place in places if place.is_file()), None)
            if file:
                yield Page(truth["file"], file.read_bytes(), url, day=truth["date"])


def newspaper(root: Path) -> Iterator[Page]:
    """Newspaper: texts."""
    for file in sorted((root / "tests/data/text").glob("*.txt")):
        page = root / "tests/data/html" / f"{file.stem}.html"
        if page.is_file():
            yield Page(file.stem, page.read_bytes(), text=file.read_text("utf-8", "replace"))


def readability(root: Path) -> Iterator[Page]:
    """Readability: texts and titles."""
    from lxml.html import document_fromstring

    for folder in sorted((root / "test/test-pages").iterdir()):
        said = json.loads((folder / "expected-metadata.json").read_text("utf-8"))
        expected = document_fromstring((folder / "expected.html").read_text("utf-8"))
        text = "\n".join(piece.strip() for piece in expected.itertext() if piece.strip())
        yield Page(folder.name, (folder / "source.html").read_bytes(), text=text, title=said.get("title"))


COLLECTIONS: dict[str, Callable[[Path], Iterator[Page]]] = {
    "ground-truth.json": scrapinghub,
    "tests/resources/parser/test_data": fundus,
    "tests/eval_default.json": htmldate,
    "tests/data/text": newspaper,
    "test/test-pages": readability,
}


def ours(page: Page) -> Reading:
    """What this program makes of the page."""
    item = read_page(page.raw, page.name, Options(), url=page.url)
    if not isinstance(item, Report):
        return Reading(fault=item.kind)
    day, flagged = _day(item.published)
    return Reading(item.text, item.title, day, flagged)


def without_outlets(page: Page) -> Reading:
    """What this program makes of the page if it knows no outlet."""
    with patch("alliance_cli.sources.page_meta.place_of", return_value=""):
        return ours(page)


def _day(published: Published | None) -> tuple[str, bool]:
    if published is None:
        return "", False
    return published.day.isoformat(), any(not flag.startswith("zone-") for flag in published.flags)


def _trafilatura(page: Page, *, fast: bool) -> Reading:
    from trafilatura import bare_extraction

    html = decode(page.raw, declared_charset(page.raw))
    found = bare_extraction(html, url=page.url or None, fast=fast, include_comments=False, with_metadata=True)
    return Reading(found.text or "", found.title or "", found.date or "") if found else Reading()


def fast(page: Page) -> Reading:
    """What trafilatura alone makes of it, without its second looks."""
    return _trafilatura(page, fast=True)


def whole(page: Page) -> Reading:
    """What trafilatura alone makes of it."""
    return _trafilatura(page, fast=False)


def dated(page: Page) -> Reading:
    """The date that htmldate alone gives."""
    from htmldate import find_date

    found = find_date(decode(page.raw, declared_charset(page.raw)), original_date=True, extensive_search=True)
    return Reading(day=found or "")


READERS: dict[str, Reader] = {
    "alliance": ours,
    "no outlets": without_outlets,
    "trafilatura fast": fast,
    "trafilatura": whole,
    "htmldate": dated,
}


def overlap(said: str, read: str) -> tuple[float, float, float]:
    """The shares of runs of four words that are in both texts, only read, and only said."""
    true, found = _runs(said), _runs(read)
    counts = sum((true & found).values()), sum((found - true).values()), sum((true - found).values())
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(run for at in range(max(1, len(words) - 3)) if (run := tuple(words[at : at + 4])))


def f1(overlaps: Sequence[tuple[float, float, float]]) -> float:
    """Of mean precision and mean recall over the pages, as article-extraction-benchmark has it."""
    precision = [both / (both + read) for both, read, said in overlaps if both + read]
    recall = [both / (both + said) for both, read, said in overlaps if both + said]
    if not precision or not recall:
        return 0.0
    one, other = statistics.mean(precision), statistics.mean(recall)
    return 2 * one * other / (one + other) if one + other else 0.0


def same_title(said: str, read: str) -> bool:
    """Equal in letters and digits."""
    return _letters(said) == _letters(read)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def figures(pairs: Sequence[tuple[Page, Reading]]) -> str:
    """One line of figures for a reader; what nobody said, and what it does not give, is left out."""
    texts = [overlap(page.text, read.text) for page, read in pairs if page.text]
    titles = [same_title(page.title, read.title) for page, read in pairs if page.title]
    days = [(page.day, read) for page, read in pairs if page.day]
    wrong = [read.flagged for day, read in days if read.day not in {day, ""}]
    parts = [f"{len(pairs)} pages"]
    if any(read.text for _, read in pairs):
        parts += [f"text {f1(texts):.3f}"] * bool(texts)
        exact = sum(page.title == read.title for page, read in pairs if page.title)
        parts += [f"titles {sum(titles)}/{len(titles)} ({exact} to the sign)"] * bool(titles)
    if days:
        parts += [f"dates {sum(day == read.day for day, read in days)}/{len(days)}"]
        parts += [f"wrong {wrong.count(False)} unflagged, {wrong.count(True)} flagged"]
    refused = sum(bool(read.fault) for _, read in pairs)
    return ", ".join([*parts, *[f"refused {refused}"] * bool(refused)])


def differences(pages: Sequence[Page], readings: Sequence[Reading]) -> Iterator[str]:
    """The pages that are read otherwise than a person says, a line each."""
    for page, read in zip(pages, readings, strict=True):
        both, more, less = overlap(page.text or "", read.text)
        if page.text and 2 * both / (2 * both + more + less or 1) < 0.8:
            yield f"  {page.name}: text {more:.2f} too much, {less:.2f} missing {read.fault}"
        if page.title and not same_title(page.title, read.title):
            yield f"  {page.name}: title {read.title!r} for {page.title!r} {read.fault}"
        if page.day and page.day != read.day:
            yield f"  {page.name}: date {read.day or 'none'} for {page.day}{' flagged' * read.flagged} {read.fault}"


def run(collection: str, pages: Sequence[Page], halves: Sequence[str], *, wrong: bool) -> None:
    """Read all pages with all readers, and print."""
    texts, titles, days = (any(said) for said in zip(*((p.text, p.title, p.day) for p in pages), strict=True))
    libraries = (*("trafilatura fast", "trafilatura") * texts, *("htmldate",) * days)
    for name in ("alliance", *("no outlets",) * titles, *libraries):
        READERS[name](pages[0])  # imports, outside the clock
        begun = time.process_time()
        readings = [READERS[name](page) for page in pages]
        speed = len(pages) / (time.process_time() - begun)
        for half in halves:
            part = [(page, read) for page, read in zip(pages, readings, strict=True) if half in {page.half, "both"}]
            print(f"{collection:12} {half:6} {name:17} {figures(part)}, {speed:.0f} pages/s", flush=True)
        if wrong and name == "alliance":
            print("\n".join(differences(pages, readings)))


def collected(root: Path) -> tuple[str, list[Page]]:
    """The name of the collection in a folder, and its pages; an empty name where there is none."""
    for mark, pages in COLLECTIONS.items():
        if (root / mark).exists():
            return pages.__name__, list(pages(root))
    return "", []


def main() -> int:
    """Measure and print; 1 where a path holds no collection that is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--half", choices=("learnt", "held", "both"), default="both")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    if not options.paths:
        print("no checkout is given, so nothing is measured: python -m benchmarks.pages PATH...")
    failed = 0
    halves = ("learnt", "held", "both") if options.half == "both" else (options.half,)
    for root in options.paths:
        name, found = collected(root)
        pages = [page for page in found if options.half in {page.half, "both"}]
        print(f"== {name or root}: {len(pages) or 'no'} pages")
        failed |= not pages
        if pages:
            run(name, pages, halves, wrong=options.wrong)
    return failed


if __name__ == "__main__":
    sys.exit(main())
