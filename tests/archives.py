"""Archives of made news, in every form that a cluster reads, and what is read in them on one machine."""

import gzip
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from alliance_cli.models import Claim, Report
from alliance_cli.services.cluster import tables
from alliance_cli.services.cluster.manifest import load
from alliance_cli.services.cluster.places import Folder
from alliance_cli.services.intake.crew import read_all
from alliance_cli.services.intake.reading import Understood
from alliance_cli.sources import read_inputs
from tests.test_sources_warc import record

FIRMS = (
    "Nissan Motor",
    "Honda Motor",
    "Brightwater Plc",
    "Calder Holdings Ltd",
    "Renault",
    "Mitsubishi Motors",
    "Dellwood AG",
)
DEALS = (
    "is in talks to merge with {}, two people familiar with the matter said on Monday",
    "has agreed to buy {} for $2.5 billion, it said in a statement", "denied that it is in talks with {}",
    "signed an alliance with {}, the Nikkei reported", "ended merger talks with {}, both companies said",
    "will jointly develop batteries with {} and Sony, it said in a statement",
)  # fmt: skip
OUTLETS = ("Reuters", "Nikkei", "Bloomberg", "AP")
FILLER = " The companies make things that people buy in many countries, and the market has been slow for some years."


def news(count: int) -> list[dict[str, str]]:
    """Reports of firms that are known and that nobody knows: talks that go on, relays, copies at another outlet, edited
    reports, the same one twice, and news of nothing.
    """
    made = []
    for n in range(count):
        one, other = FIRMS[n % 7], FIRMS[(n + n // 7 % 5 + 1) % 7]
        text = f"{one} {DEALS[n % 6].format(other)}. Part {n % (count - 3)}.{FILLER * (n % 3)}"
        day = f"2025-{1 + n // 3 % 12:02}-{1 + n % 28:02}"
        made.append({"title": f"{one} and {other}", "text": text, "publisher": OUTLETS[n % 4], "published": day,
                     "url": f"https://news.example/{n % (count - 2)}"})  # fmt: skip
    copies = [{**made[n], "publisher": "Kyodo", "url": f"https://kyodo.example/{n}"} for n in range(2, count, 9)]
    nothing = [{"title": f"Rain {n}", "text": "It will rain. " * 9, "url": f"https://w.example/{n}"} for n in range(5)]
    told = [
        {"id": str(n % 4), "title": made[n]["title"], "text": made[n]["text"], "publisher": "Desk"}
        for n in range(min(9, count))
    ]
    return [*made, *copies, *nothing, *told, made[0], {**made[1], "text": made[2]["text"], "title": made[2]["title"]}]


def as_lines(records: Iterable[dict[str, str]]) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def as_warc(records: Iterable[dict[str, str]]) -> bytes:
    """Plain text under web addresses, each record packed by itself."""
    return b"".join(gzip.compress(record(r["text"].encode(), "conversion", r["url"])) for r in records)


def as_parquet(records: list[dict[str, str]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(records), out, row_group_size=10)
    return out.getvalue()


def written(folder: Path, count: int = 40) -> list[str]:
    """The same kind of news in four files."""
    folder.mkdir(exist_ok=True)
    records = news(count)
    with_address = [r for r in records if "url" in r]
    forms = {
        "a.jsonl": as_lines(records[::4]), "b.jsonl.gz": gzip.compress(as_lines(records[1::4])),
        "c.warc.gz": as_warc(with_address[2::4]), "d.parquet": as_parquet(records[3::4]),
    }  # fmt: skip
    for name, raw in forms.items():
        (folder / name).write_bytes(raw)
    return [str(folder)]


Told = list[tuple[Report, tuple[Claim, ...]]]


def on_one_machine(inputs: list[str]) -> Told:
    """Each report with its claims, wherever it was found."""
    found = (item for item in read_all(read_inputs(inputs), 1) if isinstance(item, Understood))
    return [(replace(item.report, locator=""), item.claims) for item in found]


def in_folder(folder: Path) -> Told:
    """The same out of a folder of claims."""
    held = load(Folder(str(folder)))
    assert held is not None
    found = (row for part in held.parts for row in tables.held(Folder(str(folder)), part.id))
    return [(replace(row.report, locator=""), row.claims) for row in found]


def big(count: int) -> list[dict[str, str]]:
    """News in which nearly all reports claim something, of many firms that nobody knows: for rates."""
    made = []
    for n in range(count):
        one, other = (
            f"Alderwick {_name(n * 7 % (count // 4 + 2))} Plc",
            f"Brantham {_name(n * 13 % (count // 4 + 3))} AG",
        )
        text = f"{one} {DEALS[n % 6].format(other)}. Part {n}.{FILLER * (n % 3)}"
        day = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
        made.append({"title": f"{one} and {other}", "text": text, "publisher": OUTLETS[n % 4], "published": day,
                     "url": f"https://news.example/{n}"})  # fmt: skip
    return made


def _name(number: int) -> str:
    """A word for a number."""
    letters = ""
    number += 26
    while number:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.capitalize()
