"""Filings to claims: made plain, read by the rules of their language, held to what a filing is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from alliance_cli import names, package_data
from alliance_cli.filings.about import Filing, read_head
from alliance_cli.filings.edits import Edit, Edited, on_one_line
from alliance_cli.filings.items import items, numbers
from alliance_cli.filings.terms import Terms, as_written, edits, terms_of, vehicles
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Basis, Claim, Evidence, Kind, PartialDate, Party, Published, Report, Stage, Status
from alliance_cli.reader import Reader, ReaderId, Reading

_EXHIBIT = re.compile(r"^EX-[\d.]+$", re.MULTILINE)
_PORTRAIT = re.compile(r"^[^\S\n]*(?:About|ABOUT)\s[A-Z][^\n]{1,70}$", re.MULTILINE)
_DEALS = frozenset({"1.01", "1.02", "2.01"})
"""Items of agreements that are made and ended, and of deals that are done: what such a one begins with is its news."""
_HEADING = 700
_FUNDS = re.compile(r"\bproceeds\b|\bto (?:fund|finance)\b|\bpreviously (?:announced|disclosed|reported)\b")
_SENTENCE_END = re.compile(r"[.;]\s")

Words = Sequence[tuple[re.Pattern[str], str]]
"""What is written, and what it is read as."""


class FilingReader:
    """Reads the filings that `sources` made reports of; `inner` reads the language that they are in."""

    id = ReaderId("filings-en", 4)
    languages = frozenset({"en"})

    def __init__(self, inner: Reader) -> None:
        self._inner = inner

    def reads(self, report: Report) -> bool:
        """True for a report whose text begins with the head of a filing."""
        return report.text.startswith("Form ") and read_head(report.text) is not None

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What a filing claims: each on the filer's own word."""
        found = read_head(report.text)
        if found is None:
            return self._inner.read(report, gazetteer)
        filing, begun = found
        filer = as_written(filing.filers[0].name, report.text[begun:]) if filing.filers else ""
        claims: list[Claim] = []
        for part in _parts(report.text, begun):
            claims += read_part(self._inner, report, part, filer, filing, gazetteer)
        return Reading(self.id, tuple(each_once(claims)), "en", report.publisher, report.published)


def read_part(
    inner: Reader, report: Report, part: tuple[int, int, bool], filer: str, filing: Filing, gazetteer: Gazetteer, *,
    told: Callable[[Claim], Claim] = lambda claim: claim, words: Words = (),
) -> Iterator[Claim]:  # fmt: skip
    """What a part of a report (its first and last character, and whether it is the filer who speaks) claims.

    `told` is what becomes of each claim as it was read; `words` are made plain beside the terms.
    """
    start, end, own = part
    lined = Edited(report.text[start:end], on_one_line(report.text[start:end]))
    terms = terms_of(lined.text, filer)
    plainer = (Edit(m.start(), m.end(), to) for pattern, to in words for m in pattern.finditer(lined.text))
    plain = Edited(lined.text, [*plainer, *edits(lined.text, terms, own=own)])
    day = report.published or _event(filing)
    reading = inner.read(Report("", plain.text, publisher=report.publisher, published=day), gazetteer)
    for claim in reading.claims:
        places = [lined.before(*plain.before(quote.start, quote.end)) for quote in claim.evidence]
        quotes = tuple(
            replace(quote, quote=report.text[start + first : start + last], start=start + first, end=start + last)
            for quote, (first, last) in zip(claim.evidence, places, strict=True)
        )
        made = _filed(told(replace(claim, evidence=quotes)), report.text, terms, filing)
        if made is not None:
            yield made


def _event(filing: Filing) -> Published | None:
    """The day of the event as that of publication, where no other is known: "today" is counted from it."""
    day = filing.event
    return Published(datetime(day.year, day.month, day.day, tzinfo=UTC), day_only=True) if day else None


def _parts(text: str, begun: int) -> list[tuple[int, int, bool]]:
    """The parts of a filing, and whether each is an item: in what is attached others speak too."""
    marks = [found.start() for found in _EXHIBIT.finditer(text, begun)]
    ends = [*marks, len(text)]
    attached = ((one, _before_portrait(text, one, other), False) for one, other in zip(marks, ends[1:], strict=True))
    return [(begun, ends[0], True), *attached]


def _before_portrait(text: str, start: int, end: int) -> int:
    """Where a release begins to tell what its company is and owns ("About Velora Motors"), which is no news."""
    found = _PORTRAIT.search(text, start, end)
    return found.start() if found else end


def _filed(claim: Claim, text: str, terms: Terms, filing: Filing) -> Claim | None:
    """A claim as a filing makes it; None for what is no tie-up of the filer's."""
    parties = tuple(_named(party, text, filing) for party in claim.parties if not _stands_aside(party))
    done = claim.stage in (
        Stage.AGREED,
        Stage.OPERATING,
    )  # what is denied beside it are other relations: Item 2.01 asks for them
    if len({party.company for party in parties}) < 2 or (claim.denied and not done):
        return None
    own = [name for name in (terms.filer, *(one.name for one in filing.registrants)) if name]
    if own and not any(_same(party, name) for party in parties for name in own):
        return None
    if any(word in _around(text, quote) for quote in claim.evidence[:1] for word in no_deals()):
        return None
    number, beside = _item(text, claim)
    main = claim.main or (
        number in _DEALS and beside < _HEADING and not _FUNDS.search(_around(text, claim.evidence[0]))
    )
    claim = _bought(replace(claim, parties=parties, main=main), terms)
    return replace(
        claim,
        status=Status.ABANDONED if claim.status is Status.ABANDONED else Status.CONFIRMED,
        stage=_stage(claim, number),
        basis=Basis.FILING,
        origin="company",
        denied=False,
        relayed_by=(),
        event_date=claim.event_date or (PartialDate(filing.event) if filing.event and claim.main else None),
    )


def _named(party: Party, text: str, filing: Filing) -> Party:
    """A party by the names that stand in the filing; in its head, where it is only "we" in all the rest."""
    lined = " ".join(text.split())
    called = dict.fromkeys((party.name, *party.mentions))
    written = tuple(name for name in called if name in lined) or tuple(
        filter(None, (_bracketed(n, lined) for n in called))
    )
    own = tuple(one.name for one in filing.registrants if _same(party, one.name))
    shown = written or own or (party.name,)
    return replace(party, name=shown[0], mentions=written or own)


def _bracketed(name: str, text: str) -> str:
    """A name as a text has it that writes a place in brackets inside of it, "" for none: "Tarn (India) Limited"."""
    words = r"(?:\s\([^()]{1,24}\))?\W{1,2}".join(re.escape(word) for word in re.findall(r"\w+", name))
    found = re.search(words, text)
    return found[0] if found else ""


def _stands_aside(party: Party) -> bool:
    """True for a company set up for the deal, and for a bank that lends, places or keeps."""
    folded = f" {names.fold(party.name)} "
    return any(f" {word} " in folded for word in (*vehicles(), *agents()))


@cache
def agents() -> tuple[str, ...]:
    """Words in the names of banks that lend, place and keep."""
    return tuple(package_data.lines("filings/agents.txt"))


def _same(party: Party, name: str) -> bool:
    one, other = names.key(party.name).split(), names.key(name).split()
    short = min(len(one), len(other))
    return bool(short) and one[:short] == other[:short]


def _around(text: str, quote: Evidence) -> str:
    """The sentence that a quote stands in, in small letters."""
    starts = [m.end() for m in _SENTENCE_END.finditer(text, max(0, quote.start - 600), quote.start)]
    after = _SENTENCE_END.search(text, quote.end, quote.end + 200)
    end = after.end() if after else quote.end + 200
    return text[starts[-1] if starts else max(0, quote.start - 300) : end].lower()


@cache
def no_deals() -> tuple[str, ...]:
    """Words of agreements that tie no companies up."""
    return tuple(package_data.lines("filings/no_deals.txt"))


def _item(text: str, claim: Claim) -> tuple[str, int]:
    """The number, as of today, of the item that a claim stands in ("" for none), and how far from its beginning."""
    at = claim.evidence[0].start if claim.evidence else 0
    held = next((item for item in items(text) if item.start <= at < item.end), None)
    return (numbers()[held.number].today, at - held.start) if held else ("", 0)


def _bought(claim: Claim, terms: Terms) -> Claim:
    """A merger with a company set up for the deal as what it is: its owner buys whom it is merged with."""
    if claim.kind is not Kind.MERGER or not terms.vehicles:
        return claim
    kinds = tuple(kind for kind in (Kind.MERGER, *claim.also_kinds) if kind is not Kind.ACQUISITION)
    return replace(claim, kind=Kind.ACQUISITION, also_kinds=tuple(dict.fromkeys(kinds)))


def _stage(claim: Claim, number: str) -> Stage:
    if claim.status is Status.ABANDONED:
        return Stage.ENDED
    if number == "2.01" and claim.main:
        return Stage.OPERATING
    vague = claim.stage in (Stage.EXPLORING, Stage.TALKS)  # a definitive agreement is none of these; an MOU stays one
    return Stage.AGREED if number == "1.01" and vague else claim.stage


def each_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, of several on one tie-up of the same companies the first."""
    kept: dict[tuple[frozenset[str], str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: not claim.main):
        key = frozenset(names.key(p.name) for p in claim.parties), str(claim.kind.family)
        kept.setdefault(key, claim)
    return list(kept.values())
