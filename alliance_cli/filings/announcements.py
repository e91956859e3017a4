"""Announcements of listed companies to their exchanges, in English: whose they are, by which rule; a reader of them.

RNS in London, where the number of the rule of the Takeover Code says how far an offer is; TDnet in Tokyo; HKEX in Hong
Kong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial

from alliance_cli import package_data
from alliance_cli.dates.words import MONTH_NAMES
from alliance_cli.filings.about import Filing, Registrant
from alliance_cli.filings.reader import each_once, read_part
from alliance_cli.filings.terms import as_written
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Family, Kind, Published, Report, Stage, Status
from alliance_cli.reader import Reader, ReaderId, Reading

LONDON, TOKYO, HONG_KONG = "RNS", "TDnet", "HKEX"

_HEAD = 4000
"""So many characters of an announcement say whose it is and by which rule."""

_SIGNS = ("rns number", "rule 2.", "no intention to", "form 8", "no responsibility", "company name", "name of company",
          "name of the company", "listed company")  # fmt: skip
"""Of these one stands in the head of every announcement."""
_SPACED = tuple(
    (sorted(sign.split(), key=len, reverse=True), re.compile(r"\s+".join(map(re.escape, sign.split()))))
    for sign in _SIGNS
)
"""The words of each, the longest first, and how they stand with any blanks between."""

_FORM_ENDS = 1500
"""So many of them name the form of a disclosure of dealings."""

_CODE = r"(?:the\s)?(?:City\s)?(?:Takeover\s)?Code\b"
_RNS = re.compile(r"^[^\S\n]*RNS\sNumber\s?:\s?\w{3,12}\s*\n\s*([^\n]{2,200}?)\s*\n", re.MULTILINE)
_FALLS_UNDER = re.compile(
    r"\bannouncement\s(?:is\s(?:being\s)?)?(?:an\sannouncement\s)?(?:falling|made|issued)?\s?"
    rf"(?:under|pursuant\sto|in\saccordance\swith)\srule\s(2\.[478])\s(?:of|and)\s{_CODE}",
    re.IGNORECASE,
)
_NO_BID = re.compile(
    r"\bstatement\s(?:regarding|of)\sno\sintention\sto\s(?:bid|make\san\soffer)\b|"
    rf"\bthis\s(?:announcement\s)?is\sa\s(?:statement|announcement)\s(?:to\swhich|under|falling\sunder)\srule\s2\.8\sof\s{_CODE}",
    re.IGNORECASE,
)
_FIRM = re.compile(
    rf"\bfirm\s(?:intention\sto\smake\san?\soffer|offer)\s(?:[^.\n]{{0,60}}\s)?(?:under|pursuant\sto|in\saccordance\swith)\srule\s2\.7\sof\s{_CODE}",
    re.IGNORECASE,
)
_DEALING = re.compile(r"^[^\S\n]*form\s8(?:\.[35]|\s?\((?:opd|dd)\))", re.IGNORECASE | re.MULTILINE)
_HKEX = re.compile(
    r"Stock\sExchange\sof\sHong\sKong\sLimited\s(?:\([^)]{1,80}\)\s)?takes?\sno\sresponsibility\sfor\sthe\scontents",
    re.IGNORECASE,
)
_SEATED = re.compile(r"\(\s?(?:a\sjoint\sstock\s[^()\n]{0,80})?incorporated\sin\s", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]{3}")
_TDNET = re.compile(
    r"^[^\S\n]*(?:Company\sName|Name\sof\s(?:the\s)?Company|Listed\sCompany(?:\sName)?)\s?:\s?([^\n]{2,150}?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_TSE = re.compile(
    r"\b(?:Securities\sCode|Stock\sCode|Code\sNo\.?|Code\sNumber|TSE|Tokyo\sStock\sExchange)\b", re.IGNORECASE
)
_MONTHS = "|".join(MONTH_NAMES)
_DAY = re.compile(rf"\b(?:(\d{{1,2}})\s({_MONTHS})|({_MONTHS})\s(\d{{1,2}}),?)\s(\d{{4}})\b", re.IGNORECASE)
_SIGNED = re.compile(rf"\bHong\sKong,\s(\d{{1,2}}\s(?:{_MONTHS})\s\d{{4}})", re.IGNORECASE)
_MEMORANDUM = re.compile(
    r"\b(?:memorandum\sof\sunderstanding|MOU|letter\sof\sintent|framework\sagreement)\b", re.IGNORECASE
)
_TRANSACTION = re.compile(
    r"^[^\S\n]*(?:VERY\sSUBSTANTIAL|MAJOR|DISCLOSEABLE|CONNECTED)\b[^\n]{0,80}\bTRANSACTION", re.MULTILINE
)
_RESOLVED = re.compile(r"\b(?:resolved|decided|resolution)\b", re.IGNORECASE)
_OWNED = re.compile(
    r"(?<!\S)(?:[Tt]he\s)?([A-Z][\w.&’'-]{0,40}(?:\s[A-Z][\w.&’'-]{0,40}){0,6})(?:\s\((?:the\s)?[“\"]([^”\"()]{1,40})[”\"]\))?,?\s"
    r"\(?(?:being\s)?an?\s(?:(?:in)?direct\s)?wholly[\s-]owned\ssubsidiary\sof\sthe\sCompany\b\)?,?"
)
_STAGES = {"2.4": Stage.EXPLORING, "2.7": Stage.AGREED, "2.8": Stage.ENDED}
_WORDS = (
    (
        re.compile(
            r"\bHong\sKong\sExchanges\sand\sClearing\sLimited\sand\s[^.]{1,80}?\stakes?\sno\sresponsibility\s[^.]{1,400}\."
        ),
        "",
    ),
    (re.compile(r"\b(?:[Tt]he\s)?[Bb]oards?\s(?:of\s[Dd]irectors\s)?of\s(?=[A-Z])"), ""),
    (re.compile(r"\bnotes\s(?:the\s)?(?:recent\s)?[^.;]{1,120}?\sand\sconfirms\sthat\sit\b"), ""),
    (re.compile(r"\b[Ss]ale\sand\s[Pp]urchase\s[Aa]greement\b"), "agreement"),
)
"""What is made plain in them, beside terms: who decides for a company, and what a purchase is signed in.

What the exchange says of itself above an announcement is none of it.
"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Whose announcement it is, with which authority, of which day; `rule` is that of the Takeover Code, "" for none.

    `dealing` is true for a disclosure of dealings in shares.
    """

    authority: str
    issuer: str = ""
    day: date | None = None
    rule: str = ""
    dealing: bool = False


def read_announcement(text: str) -> Announcement | None:
    """What an announcement says of itself; None for a text that is none."""
    start = text[:_HEAD]
    if not _has_sign(start.casefold()):
        return None
    if _HKEX.search(start):
        signed = _SIGNED.search(text, max(0, len(text) - _HEAD))
        return Announcement(HONG_KONG, _above_its_seat(start), _day(signed[1] if signed else ""))
    rns, rule = _RNS.search(start), _rule(start)
    dealing = not rule and bool(_DEALING.search(start[:_FORM_ENDS]))
    if rns or rule or dealing:
        return Announcement(LONDON, rns[1] if rns else "", _day(start), rule, dealing)
    company = _TDNET.search(start)
    if company and _TSE.search(start):
        return Announcement(TOKYO, company[1], _day(start))
    return None


def _has_sign(folded: str) -> bool:
    """False for most reports, and it is asked of every one: a cheap look."""
    for words, sign in _SPACED:
        for word in words:
            if word not in folded:
                break
        else:
            if sign.search(folded):
                return True
    return False


def _above_its_seat(start: str) -> str:
    """The name above "(Incorporated in the Cayman Islands with limited liability)"."""
    seat = _SEATED.search(start)
    lines = start[: seat.start()].split("\n") if seat else []
    return next((" ".join(line.split()) for line in reversed(lines[-5:]) if _LATIN.search(line)), "")


def _rule(start: str) -> str:
    """The rule of the Takeover Code that an announcement is made under; what it is not made under is named too."""
    start = " ".join(start.split())
    if _NO_BID.search(start):
        return "2.8"
    named = _FALLS_UNDER.search(start)
    if named:
        return named[1]
    firm = _FIRM.search(start)
    if firm is None:
        return ""
    return "2.4" if re.search(r"\bnot\b", start[max(0, firm.start() - 60) : firm.start()], re.IGNORECASE) else "2.7"


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return datetime.strptime(f"{found[2] or found[3]} {found[1] or found[4]} {found[5]}", "%B %d %Y").date()
    except ValueError:
        return None


class AnnouncementReader:
    """Reads announcements to exchanges; `inner` reads the language that they are in."""

    id = ReaderId("announcements-en", 2)
    languages = frozenset({"en"})

    def __init__(self, inner: Reader) -> None:
        self._inner = inner

    def reads(self, report: Report) -> bool:
        """True for a report whose text begins as such an announcement does."""
        return read_announcement(report.text) is not None

    def read(self, report: Report, gazetteer: Gazetteer) -> Reading:
        """What an announcement claims: on the issuer's own word, as far as its rule says. Dealings claim nothing."""
        found = read_announcement(report.text)
        if found is None:
            return self._inner.read(report, gazetteer)
        day = report.published or _published(found.day)
        known = replace(report, publisher=report.publisher or found.authority, published=day)
        told = () if found.dealing else each_once([*self._claims(known, found, gazetteer)])
        claims = _headed([claim for claim in told if not _serves(claim, report.text) and not _goes_with(claim, told)])
        return Reading(self.id, claims, "en", known.publisher, day)

    def _claims(self, report: Report, found: Announcement, gazetteer: Gazetteer) -> Iterator[Claim]:
        filing = Filing(found.rule, registrants=(Registrant(found.issuer),) if found.issuer else ())
        filer = as_written(found.issuer, report.text) if found.issuer else ""
        told = partial(_told, rule=found.rule)
        words = (*_WORDS, *_acting_for(filer, report.text)) if filer else _WORDS
        part = (0, len(report.text), True)
        for claim in read_part(self._inner, report, part, filer, filing, gazetteer, told=told, words=words):
            yield _staged(claim, found, report.text[:_HEAD])


def _acting_for(filer: str, text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The names and terms of those that belong to the issuer alone, as the issuer."""
    for found in _OWNED.finditer(text):
        whole = " ".join(found[0].split())
        yield re.compile(re.escape(whole)), filer
        for name in filter(None, (" ".join(found[1].split()), found[2])):
            yield re.compile(rf"\b(?:[Tt]he\s)?{re.escape(name)}(?!\w)"), filer


@cache
def _office() -> str:
    """A pattern of what those are who serve a company for a fee."""
    found = package_data.lines("filings/offices.txt")
    return (
        rf"(?:[\w-]+\s){{0,4}}(?:{'|'.join(re.escape(line).replace(chr(92) + ' ', chr(92) + 's') for line in found)})\b"
    )


def _serves(claim: Claim, text: str) -> bool:
    """True for a cooperation with one who only serves for a fee, as the text says beside its name."""
    if claim.kind is not Kind.COOPERATION:
        return False
    names = {name for party in claim.parties for name in (party.name, *party.mentions)}
    return any(_is_served_by(name, text) for name in names)


_BEHIND = r"(?:,|\sis|\swas|\sas|\shas\sbeen|\sbeing|\sacts?\sas|\sto\sbe|\s(?:has|have)\s(?:resigned|retired)\sas)\s"
_BEFORE = r"(?:\sof\sthe\s(?:Company|Group))?,?\s(?:(?:will\sbe|has\sbeen)\schanged\sto\s|namely,?\s)?(?:\w+\s){0,3}"
_SERVING = (
    r"(?:,\s[^,.]{1,60},)?\s(?:which\s|that\s)?(?:will\s|shall\s|to\s)?provides?\s[^.]{0,80}"
    r"\bservices\sto\s(?:the\s)?(?:Company|Group)\b"
)


def _is_served_by(name: str, text: str) -> bool:
    """True where a name stands beside what it is to the company, or beside the services that it gives it."""
    named = r"\s+".join(map(re.escape, name.split())) + r"(?:\s\([^()]{1,60}\))?"
    ways = (rf"{named}{_BEHIND}{_office()}", rf"\b{_office()}{_BEFORE}{named}", rf"{named}{_SERVING}")
    return any(re.search(words, text, re.IGNORECASE) for words in ways)


def _goes_with(claim: Claim, others: Sequence[Claim]) -> bool:
    """True for what buyer and seller owe each other until their deal is done, which is no tie-up of its own."""
    companies = {party.company for party in claim.parties}
    return claim.kind is Kind.COOPERATION and any(
        other.kind.family is Family.EQUITY and companies <= {party.company for party in other.parties}
        for other in others
    )


def _headed(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, the first as what is announced where all stand too low for that: notices of the law go before it."""
    if not claims or any(claim.main for claim in claims):
        return tuple(claims)
    return replace(claims[0], main=True), *claims[1:]


def _told(claim: Claim, rule: str) -> Claim:
    """A claim as the rule has it: of an offer, and who says that there will be none denies nothing, but ends it."""
    if rule and claim.kind is Kind.COOPERATION:
        merger = any("merger" in quote.quote for quote in claim.evidence)
        claim = replace(claim, kind=Kind.MERGER if merger else Kind.ACQUISITION)
    if rule != "2.8" or claim.kind.family is not Family.EQUITY:
        return claim
    return replace(claim, denied=False, status=Status.ABANDONED)


def _staged(claim: Claim, found: Announcement, head: str) -> Claim:
    """A claim at the stage that the rule stands for, or the heading where the words leave it open."""
    if claim.status is Status.ABANDONED:
        return claim
    if found.rule and claim.kind.family is Family.EQUITY:
        return replace(claim, stage=_STAGES[found.rule])
    vague = claim.stage in (Stage.EXPLORING, Stage.TALKS)
    if vague and _MEMORANDUM.search(head):
        return replace(claim, stage=Stage.MOU)
    if found.authority == HONG_KONG and vague and _TRANSACTION.search(head):
        return replace(claim, stage=Stage.AGREED)
    if found.authority == TOKYO and claim.stage is Stage.OPERATING and _RESOLVED.search(head):
        return replace(claim, stage=Stage.AGREED)
    return claim


def _published(day: date | None) -> Published | None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    return Published(midnight, day_only=True, source="text") if midnight else None
