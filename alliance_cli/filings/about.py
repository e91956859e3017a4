"""What a filing says of itself, and the lines at the head of a report that say it: written here, and read again here.

Form 8-K, filed 2025-03-06, accession number 0000000001-25-000001
Event of 2025-03-05
Items 1.01, 9.01
Filer: FORD MOTOR CO (CIK 37996)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

AUTHORITY = "SEC"
"""The publisher of filings with the Securities and Exchange Commission of the United States."""

FILER, SUBJECT = "Filer", "Subject company"

_ACCESSION = re.compile(r"(?<!\d)(\d{10})-?(\d{2})-?(\d{6})(?!\d)")
_HEAD = re.compile(
    r"\AForm ([^\n,]{1,40})(?:, filed (\d{4}-\d\d-\d\d))?(?:, accession number (\d{10}-\d\d-\d{6}))?\n"
    r"(?:Event of (\d{4}-\d\d-\d\d)\n)?(?:Items ([\d., ]{1,200})\n)?"
    r"((?:(?:Filer|Subject company): [^\n]{1,300}\n)*)"
)
_PARTY = re.compile(r"(Filer|Subject company): ([^\n]{1,280}?)(?: \(CIK (\d{1,10})\))?\n")


@dataclass(frozen=True, slots=True)
class Registrant:
    """A company that filed, or that a filing is about; `cik` is its number without zeros before it, "" if unknown."""

    name: str
    cik: str = ""
    role: str = FILER


@dataclass(frozen=True, slots=True)
class Filing:
    """What a filing says of itself. `filed` is the day on which it was, None where it does not say; `event` the day of
    what it reports; `accession` its number, "" where unknown."""

    form: str
    accession: str = ""
    filed: date | None = None
    event: date | None = None
    items: tuple[str, ...] = ()
    registrants: tuple[Registrant, ...] = ()

    @property
    def filers(self) -> Sequence[Registrant]:
        """Those that filed; the company a filing is about, where nobody else is named."""
        return [found for found in self.registrants if found.role == FILER] or self.registrants

    @property
    def url(self) -> str:
        """Where the authority keeps it, "" where its number or that of a company is unknown."""
        cik = next((found.cik for found in self.registrants if found.cik), "")
        return address(cik, self.accession) if cik and self.accession else ""

    @property
    def title(self) -> str:
        """Who filed what, on one line."""
        what = f"form {self.form}" if self.form else f"filing {self.accession}"
        return f"{', '.join(found.name for found in self.filers) or 'Unknown filer'}: {what}"


def accession_in(text: str) -> str:
    """The first accession number in a text or a name of a file, "" for none: "0000950157-17-001598"."""
    found = _ACCESSION.search(text)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""


def address(cik: str, accession: str) -> str:
    """Where EDGAR keeps a filing, whole."""
    return f"https://www.sec.gov/Archives/edgar/data/{int(cik)}/{accession}.txt"


def head(filing: Filing) -> str:
    """The lines that say what a filing is, each with its end."""
    return "".join(f"{line}\n" for line in _lines(filing))


def _lines(filing: Filing) -> Iterator[str]:
    filed = f", filed {filing.filed.isoformat()}" if filing.filed else ""
    number = f", accession number {filing.accession}" if filing.accession else ""
    yield f"Form {filing.form}{filed}{number}"
    if filing.event:
        yield f"Event of {filing.event.isoformat()}"
    if filing.items:
        yield f"Items {', '.join(filing.items)}"
    for found in filing.registrants:
        yield f"{found.role}: {found.name}" + (f" (CIK {found.cik})" if found.cik else "")


def read_head(text: str) -> tuple[Filing, int] | None:
    """The filing that the head of a text describes, and where that head ends; None where there is none."""
    found = _HEAD.match(text)
    if found is None or not found[6]:
        return None
    form, filed, accession, event, items, named = found.groups()
    return Filing(
        form=form,
        accession=accession or "",
        filed=date.fromisoformat(filed) if filed else None,
        event=date.fromisoformat(event) if event else None,
        items=tuple(items.split(", ")) if items else (),
        registrants=tuple(Registrant(name, cik or "", role) for role, name, cik in _PARTY.findall(named)),
    ), found.end()
