"""Made-up news of any size, the same for the same seed: what a ledger of years would be fed with.

    python -m benchmarks.made COUNT [--seed N] > news.jsonl

Companies with names of their own come into talks, are reported by several outlets, relayed, denied, confirmed and
ended; some reports come in again edited. Two in three tell of no tie-up at all. `truth` says what a record tells of:
the two companies and the status it reports, null for unrelated news.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_HEADS = "Alder Brix Corvan Dellow Estra Fennick Gralow Hestia Ilmar Jorvik Kestrin Lunor Marden Norvik Ostrava Pellan"
_TAILS = "tec gen ova lux dyne mar port zon field stone wick ford"
_FORMS = "Plc|Inc|AG|Holdings Ltd|Motors Corp|Energy SA|Group|Chemicals NV"
_OUTLETS = "Reuters|Bloomberg|Nikkei|Handelsblatt|The Wire|Les Echos|Market Daily|Harbour Post"
_LEADS = {
    "rumoured": "{a} is in talks to buy {b}, people familiar with the matter said on {day}.",
    "relayed": "{a} is considering a takeover of {b}, {other} reported on {day}.",
    "denied": "{a} denied on {day} that it is in talks with {b}.",
    "confirmed": "{a} said on {day} it had agreed to buy {b} for ${n} billion.",
    "abandoned": "{a} said on {day} it had ended talks to buy {b}.",
}
_COURSES = (
    ("rumoured", "relayed", "confirmed"), ("rumoured", "denied"), ("rumoured", "relayed", "abandoned"),
    ("confirmed",), ("rumoured", "confirmed", "abandoned"),
)  # fmt: skip
_PLAIN = (
    "{a} reported quarterly revenue of ${n} billion on {day}, above what analysts had expected.",
    "Shares in {a} fell {n} percent on {day} after the regulator opened an inquiry into its prices.",
    "{a} opened a plant in the north of the country on {day} and will hire {n} people there.",
)
_WORDS = (
    "demand region weak quarter cost price market plant rule sector year change worker country good share figure "
    "inflation output energy harbour order customer steel grain rail winter summer budget tax loan bank rate "
    "trade road river wage union strike election court season storm port mine field crop factory engine battery "
    "paper glass cement tourist hotel ticket airline ship crew fuel gas oil coal wind solar grid meter software "
    "chip phone screen cable school hospital"
)
_JOINTS = "as while after before although because"
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
_START = datetime(2015, 1, 5, 8, tzinfo=UTC)
_UNRELATED, _EDITED, _OPEN = 0.66, 0.03, 400


@dataclass
class _Talk:
    """A talk under way: who, and what is still to be told of it."""

    a: str
    b: str
    left: list[str]


def news(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """So many records, in the order of their publication."""
    chance = random.Random(seed)
    open_talks: list[_Talk] = []
    before: dict[str, object] = {}
    for number in range(count):
        if before and chance.random() < _EDITED:
            yield before | {"text": f"{before['text']} The report was updated with a comment."}
        elif chance.random() < _UNRELATED:
            before = _record(number, chance, chance.choice(_PLAIN), _company(chance, count), "", None)
            yield before
        else:
            talk = _next(open_talks, chance, count)
            told = talk.left.pop(0)
            before = _record(number, chance, _LEADS[told], talk.a, talk.b, told)
            yield before


def _next(open_talks: list[_Talk], chance: random.Random, count: int) -> _Talk:
    """A talk of which there is more to tell."""
    open_talks[:] = [talk for talk in open_talks if talk.left]
    if (len(open_talks) < _OPEN and chance.random() < 0.5) or not open_talks:
        a, b = _company(chance, count), _company(chance, count)
        while a == b:
            b = _company(chance, count)
        open_talks.append(_Talk(a, b, list(chance.choice(_COURSES))))
        return open_talks[-1]
    return chance.choice(open_talks)


def _company(chance: random.Random, count: int) -> str:
    """One of the companies of this world; the larger the news, the more there are."""
    heads, tails, forms = _HEADS.split(), _TAILS.split(), _FORMS.split("|")
    at = int(chance.paretovariate(0.8)) % max(60, count // 40)
    letters = chr(97 + at // len(heads) % 26)
    name = heads[at % len(heads)] + letters + tails[at // (26 * len(heads)) % len(tails)]
    return f"{name} {forms[at % len(forms)]}"


def _record(number: int, chance: random.Random, lead: str, a: str, b: str, told: str | None) -> dict[str, object]:
    published = _START + timedelta(minutes=9 * number)
    outlets = _OUTLETS.split("|")
    words = {"a": a, "b": b, "day": _DAYS[number % 5], "other": chance.choice(outlets), "n": chance.randint(2, 40)}
    first = lead.format(**words)
    body = " ".join(_sentence(chance) for _ in range(chance.randint(4, 24)))
    return {
        "id": f"made-{number}", "url": f"https://news.example/{number}", "publisher": chance.choice(outlets),
        "title": first.split(",")[0].rstrip("."), "published": published.isoformat(), "text": f"{first} {body}",
        "truth": {"companies": [a, b], "status": told} if told else None,
    }  # fmt: skip


def _sentence(chance: random.Random) -> str:
    """A sentence that says nothing of companies and is hardly ever written twice."""
    one, two, three, four, five = chance.sample(_WORDS.split(), 5)
    joint, n = chance.choice(_JOINTS.split()), chance.randint(2, 90)
    return f"The {one} of the {two} fell by {n} percent {joint} the {three} and the {four} of each {five} grew."


def main() -> int:
    """Write news to standard output."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.made")
    options.add_argument("count", type=int)
    options.add_argument("--seed", type=int, default=1)
    wanted = options.parse_args()
    for record in news(wanted.count, wanted.seed):
        sys.stdout.write(json.dumps(record) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
