"""Options that several commands share, alone and in groups, and how their texts become values."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from alliance_cli.cli.declared import Option, Parameter, parameters
from alliance_cli.cli.formats import Format, chosen, settled
from alliance_cli.cli.into import Into
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import Basis, Kind, Role, Stage, Status

if TYPE_CHECKING:
    from alliance_cli.dates.periods import Span
    from alliance_cli.models import PartialDate
    from alliance_cli.services.looking.selection import Filters, Moment

Word = TypeVar("Word", bound=StrEnum)


def word(kind: type[Word], text: str, option: str) -> Word:
    """`text` as one of the words of a vocabulary. Raises AllianceError (2) that lists them."""
    try:
        return kind(text.strip().lower())
    except ValueError:
        allowed = ", ".join(kind)
        raise AllianceError(f"{option}: “{text}” is none of: {allowed}", ExitCode.USAGE) from None


def words(kind: type[Word], texts: list[str] | None, option: str) -> tuple[Word, ...]:
    """Each of several texts, which may hold lists split by commas, as words of a vocabulary."""
    return tuple(word(kind, part, option) for text in texts or [] for part in text.split(","))


def typed_date(text: str, option: str, *, ahead: bool = False) -> "Span":
    """A date that the user typed, as exact as it is: a day, a month, a year; with `ahead` one that is to come.

    Raises AllianceError (2) that says which forms are read.
    """
    from alliance_cli.dates.typed import parse_typed

    try:
        return parse_typed(text, today(), ahead=ahead)
    except ValueError as error:
        raise AllianceError(f"{option}: {error}", ExitCode.USAGE) from None


def day(text: str | None, option: str) -> date | None:
    """The first day of what the user typed. Raises AllianceError (2) as `typed_date`."""
    return None if text is None else typed_date(text, option).first


def when(text: str | None, option: str) -> "PartialDate | None":
    """What the user typed, as exact as it is. Raises AllianceError (2) as `typed_date`."""
    return None if text is None else typed_date(text, option).date


def last_day(text: str | None, option: str) -> date | None:
    """The last day of what the user typed. Raises AllianceError (2) as `typed_date`."""
    return None if text is None else typed_date(text, option).last


def span(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The days of `--since` and `--until`. Raises AllianceError (2) as `day`, or if the first is later."""
    first, last = day(since, "--since"), last_day(until, "--until")
    if first and last and first > last:
        raise AllianceError(f"--since {first} lies after --until {last}", ExitCode.USAGE)
    return first, last


def instant(text: str | None, option: str) -> datetime | None:
    """The end of a day where the user is, or an exact time with its zone; None where that is not past."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        raise AllianceError(f"{option}: “{text}” is no time; use 2025-11-13T08:00:00+00:00", ExitCode.USAGE) from None
    if at is None:
        asked = last_day(text, option)
        assert asked is not None
        at = datetime.combine(asked, time.max)
    at = at if at.tzinfo else at.astimezone()
    return at if at < now() else None


def moment(as_of: str | None, known: str | None) -> "Moment":
    """From when the ledger is looked at, from --as-of and --known."""
    from alliance_cli.services.looking.selection import Moment

    return Moment(today(), last_day(as_of, "--as-of"), stale_days=stale_days(), known=instant(known, "--known"))


def stale_days() -> int:
    """After how many days without news a rumour is stale: as configured, else as the program has it."""
    from alliance_cli.cli import configuration
    from alliance_cli.services.looking.selection import STALE_DAYS

    return int(configuration.lenient().get("stale-days", STALE_DAYS))


Json = Annotated[bool, Option("--json", help="Write one JSON document.")]
Csv = Annotated[bool, Option("--csv", help="Write comma-separated values.")]
Plain = Annotated[bool, Option("--plain", help="Write one record a line, split by tabs.")]
Output = Annotated[Path | None, Option("-o", "--output", help="Write to this file; its ending says the format.")]
Excel = Annotated[bool, Option("--excel", help="CSV that Excel takes for UTF-8: with a byte order mark.")]
Force = Annotated[bool, Option("--force", help="Replace a file that alliance did not write.")]
DryRun = Annotated[bool, Option("-n", "--dry-run", help="Show what would change; change nothing.")]
AsOf = Annotated[str | None, Option("--as-of", metavar="DATE", help="Only what had been published by then.")]
Known = Annotated[str | None, Option("--known", metavar="DATE", help="Only what this ledger had read by then.")]
RollUp = Annotated[bool, Option("--roll-up", help="Count what a company owned at the time as the company itself.")]
Since = Annotated[str | None, Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, Option("--until", metavar="DATE", help="Up to this day.")]
Kinds = Annotated[list[str] | None, Option("--kind", metavar="KIND", help=f"Only these kinds: {', '.join(Kind)}.")]
Statuses = Annotated[list[str] | None, Option("--status", metavar="STATUS", help=f"Only these: {', '.join(Status)}.")]
Tags = Annotated[list[str] | None, Option("--tag", metavar="TAG", help="Only talks that you tagged so.")]
Region = Annotated[str, Option("--region", metavar="PLACE", help="Only talks for this market.")]
Doubtful = Annotated[bool | None, Option("--doubtful/--no-doubtful", help="Only doubtful talks, or none of them.")]
DoubtfulToo = Annotated[bool, Option("--doubtful", help="Doubtful talks too, which are left out otherwise.")]
Columns = Annotated[
    str,
    Option("--columns", metavar="NAME,...", help="These columns, in this order; `--columns help` lists them."),
]
STAGES = ", ".join(Stage)
BASES = ", ".join(Basis)


class Group:
    """Options that go together. A command takes them as one parameter, of a class with an annotated field an option."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    @classmethod
    def parameters(cls) -> Iterator[Parameter]:
        """The fields as a command would declare them one by one."""
        for base in reversed(cls.__mro__):
            for name, annotation in getattr(base, "__annotations__", {}).items():
                yield Parameter(name, annotation, getattr(cls, name))


class Writing(Group):
    """How a view is written: as it is `asked`, or as the ending of the file says.

    Raises AllianceError (2) where more than one format is asked for, or the ending says another.
    """

    json: Json = False
    csv: Csv = False
    excel: Excel = False
    plain: Plain = False
    output: Output = None
    force: Force = False

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        self.asked: Format | None = chosen(json=self.json, csv=self.csv or self.excel, plain=self.plain)

    @property
    def form(self) -> Format:
        """The format."""
        return settled(self.asked, self.output)

    @property
    def ending(self) -> str:
        """The ending of the file, where no format is asked for."""
        return self.output.suffix.lower() if self.output is not None and self.asked is None else ""

    def into(self, settings: Settings) -> "Into | None":
        """The file to write to, None for standard output."""
        return Into.named(self.output, settings, force=self.force)


class Table(Writing):
    """How a table is written, and which of its columns."""

    columns: Columns = ""


class When(Group):
    """From when the ledger is looked at."""

    as_of: AsOf = None
    known: Known = None

    @property
    def moment(self) -> "Moment":
        """As services take it."""
        return moment(self.as_of, self.known)


class Which(Group):
    """Which talks are wanted."""

    status: Statuses = None
    kind: Kinds = None
    region: Region = ""
    tag: Tags = None
    since: Since = None
    until: Until = None

    @property
    def filters(self) -> "Filters":
        """As services take them."""
        from alliance_cli.services.looking.selection import Filters

        return Filters(
            words(Kind, self.kind, "--kind"), words(Status, self.status, "--status"), self.region,
            *span(self.since, self.until), tags=tuple(tag.removeprefix("#").lower() for tag in self.tag or []),
        )  # fmt: skip


class Directed(Group):
    """Who is to be what in a talk."""

    buyer: Annotated[list[str] | None, Option("--buyer", help="Only talks in which this company buys.")] = None
    target: Annotated[list[str] | None, Option("--target", help="Only talks in which it is bought.")] = None
    seller: Annotated[list[str] | None, Option("--seller", help="Only talks in which it sells.")] = None
    investor: Annotated[list[str] | None, Option("--investor", help="Only talks in which it invests.")] = None
    licensor: Annotated[list[str] | None, Option("--licensor", help="Only talks in which it gives a licence.")] = None
    licensee: Annotated[list[str] | None, Option("--licensee", help="Only talks in which it takes one.")] = None
    supplier: Annotated[list[str] | None, Option("--supplier", help="Only talks in which it supplies.")] = None
    customer: Annotated[list[str] | None, Option("--customer", help="Only talks in which it is supplied.")] = None

    @property
    def roles(self) -> tuple[tuple[Role, str], ...]:
        """Each role that is asked for, with the name of a company."""
        asked = (Role.BUYER, Role.TARGET, Role.SELLER, Role.INVESTOR, Role.LICENSOR, Role.LICENSEE, Role.SUPPLIER,
                 Role.CUSTOMER)  # fmt: skip
        return tuple((role, name) for role in asked for name in getattr(self, role) or ())


class Figured(Which):
    """Which talks make up a picture or a figure: doubtful ones only where they are asked for."""

    doubtful: DoubtfulToo = False

    @property
    def filters(self) -> "Filters":
        """As services take them."""
        return super().filters._replace(doubtful=None if self.doubtful else False)


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command in which each parameter that is a `Group` stands for the options of the group."""
    own = list(parameters(command))
    groups = {p.name: p.annotation for p in own if _is_group(p.annotation)}

    def spread(**values: object) -> None:
        made = {
            name: group(**{p.name: values.pop(p.name) for p in group.parameters()}) for name, group in groups.items()
        }
        command(**values, **made)

    spread.__name__ = command.__name__
    spread.parameters = [  # type: ignore[attr-defined]
        part for p in own for part in (groups[p.name].parameters() if p.name in groups else (p,))
    ]
    return spread


def _is_group(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Group)
