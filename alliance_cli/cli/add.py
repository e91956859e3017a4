"""`alliance add`: one claim by hand, or one article."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.claim_fields import AHEAD, BY_HAND, ClaimField, with_currency
from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context, Option, Parameter
from alliance_cli.cli.output import say, show
from alliance_cli.cli.questions import confirmed
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.dates.partial import as_published
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.field_types import PARTIAL
from alliance_cli.models import Basis, Kind, PartialDate, Report, Role, Stage, Status

if TYPE_CHECKING:
    from sqlite3 import Connection

    from alliance_cli.services.intake.adding import Added
    from alliance_cli.services.intake.placing import HandClaim
    from alliance_cli.services.intake.touching import Place

app = App("add")


class ByHand(options.Group):
    """The fields of a claim that are typed as they are, an option each."""

    @classmethod
    def parameters(cls) -> Iterator[Parameter]:
        """One for each field that can be typed by hand."""
        for field in BY_HAND:
            option = Annotated[str, Option(_option(field), help=field.by_hand)]
            yield Parameter(field.name, option, "")

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the name of its field. Raises AllianceError (2) for what is none."""
        texts = {field.name: getattr(self, field.name) for field in BY_HAND if getattr(self, field.name)}
        typed = {field.name: _typed(field, texts[field.name]) for field in BY_HAND if field.name in texts}
        try:
            more = with_currency(texts).items() - texts.items()
        except ValueError as error:
            raise AllianceError(str(error), ExitCode.USAGE) from None
        return typed | dict(more)


def _typed(field: ClaimField, text: str) -> Any:
    try:
        if field.type is PARTIAL:
            return parse_typed(text, today(), ahead=field.name in AHEAD).date
        return field.type.typed(text)
    except ValueError as error:
        raise AllianceError(f"{_option(field)}: {error}", ExitCode.USAGE) from None


def _option(field: ClaimField) -> str:
    return f"--{field.name.replace('_', '-')}"


@app.command(
    help="Add a claim by hand: who is said to be tied to whom, how, and on whose word. With --text read one article "
    "instead: it shows what it understood and asks before it stores.",
    epilog="Examples: alliance add Nissan Honda --status rumoured --kind development --origin Nikkei --publisher "
    'Reuters --date 2025-11-13 --region "United States"  |  alliance add --text article.txt --yes',
)
@options.grouped
def add(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Two or more companies.")] = None,
    status: Annotated[str, Option("--status", help=f"One of: {', '.join(Status)}.")] = Status.RUMOURED,
    kind: Annotated[
        str, Option("--kind", help=f"One of: {', '.join(Kind)}. Without it: that of the talk, else cooperation.")
    ] = "",
    stage: Annotated[str, Option("--stage", help=f"One of: {options.STAGES}.")] = "",
    basis: Annotated[
        str, Option("--basis", help=f"One of: {options.BASES}. Without it: by who said it, if anybody did.")
    ] = "",
    origin: Annotated[str, Option("--origin", help="Who first had it: an outlet, company, or sources.")] = "",
    publisher: Annotated[str, Option("--publisher", help="The outlet you read it in.")] = "",
    day: Annotated[str | None, Option("--date", metavar="DATE", help="When it was published (today).")] = None,
    *,
    more: ByHand,
    role: Annotated[
        list[str] | None,
        Option("--role", metavar="COMPANY=ROLE", help=f"What a company is in it, one of: {', '.join(Role)}."),
    ] = None,
    url: Annotated[str, Option("--url", help="Where it can be read.")] = "",
    note: Annotated[str, Option("--note", help="Your note, or the words of the report.")] = "",
    denied: Annotated[bool, Option("--denied", help="A party denies it.")] = False,
    talk: Annotated[str, Option("--talk", metavar="TALK", help="It is of this talk, by id or slug.")] = "",
    new: Annotated[bool, Option("--new", help="It is a talk of its own.")] = False,
    new_company: Annotated[
        bool, Option("--new-company", help="A name that is nearly another's is a company of its own.")
    ] = False,
    text: Annotated[str, Option("--text", metavar="FILE", help="Read this article; - for standard input.")] = "",
    yes: Annotated[bool, Option("-y", "--yes", help="Store without asking.")] = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> None:
    """Store a typed claim, or an article after a look at it, and say what changed."""
    settings: Settings = ctx.obj
    how = changes.Telling(settings, json=json, dry_run=dry_run)
    if text:
        if companies:
            raise AllianceError("give either companies or --text FILE, not both", ExitCode.USAGE)
        _add_article(how, _article(text, publisher, url, day), yes=yes)
        return
    from alliance_cli.services.intake.placing import HandClaim
    from alliance_cli.services.intake.touching import Place

    if talk and new:
        raise AllianceError("give --talk or --new, not both", ExitCode.USAGE)
    hand = HandClaim(
        companies=companies or [], status=options.word(Status, status, "--status"),
        kind=options.word(Kind, kind, "--kind") if kind else None,
        stage=options.word(Stage, stage, "--stage") if stage else None,
        basis=options.word(Basis, basis, "--basis") if basis else None, origin=origin, publisher=publisher,
        when=options.when(day, "--date") or PartialDate(today()), today=today(), url=url, note=note,
        denied=denied, more=more.values, new_companies=new_company, roles=_roles(role or []),
    )  # fmt: skip
    _add_by_hand(how, hand, Place(talk, new))


def _roles(pairs: list[str]) -> dict[str, Role]:
    """The roles by the name of the company. Raises AllianceError (2) for what is no pair, or no role."""
    split = [pair.rpartition("=") for pair in pairs]
    if not all(name and role for name, _, role in split):
        raise AllianceError("--role takes COMPANY=ROLE, such as --role Nissan=buyer", ExitCode.USAGE)
    return {name: options.word(Role, role, "--role") for name, _, role in split}


def _add_by_hand(how: changes.Telling, hand: "HandClaim", place: "Place") -> None:
    from alliance_cli.cli import whose
    from alliance_cli.services.intake import adding
    from alliance_cli.services.keeping import opening

    settings = how.settings
    adding.checked(hand)
    conn = opening.for_writing(settings.db, keep=not how.dry_run)

    def tried(hand: "HandClaim", where: "Place", *, keep: bool = False) -> "Added":
        return adding.add_by_hand(conn, hand, where, command=settings.command, now=now(), keep=keep)

    hand, place, would = _settled(settings, conn, hand, place, tried)
    whose.told(settings, conn, would)
    for name in would.new_companies:
        near = " or ".join(f"“{other}”" for other in would.near[name])
        say(settings, f"new company: {name}" + (f" (did you mean {near}?)" if near else ""))
    how = replace(how, named={party.company: party.name for party in would.claim.parties})
    changes.tell(how, conn, would.recorded if how.dry_run else tried(hand, place, keep=True).recorded)


def _settled(
    settings: Settings, conn: "Connection", hand: "HandClaim", place: "Place",
    tried: "Callable[[HandClaim, Place], Added]",
) -> "tuple[HandClaim, Place, Added]":  # fmt: skip
    """The line as the user means it, where it belongs, and what it would do; asked where that is in doubt."""
    from alliance_cli.cli import whose
    from alliance_cli.services.intake.refusing import SlipError
    from alliance_cli.services.intake.touching import UnsettledError

    try:
        return hand, place, tried(hand, place)
    except SlipError as slip:
        hand = whose.renamed(settings, hand, slip)
    except UnsettledError as doubt:
        mine = hand
        place = whose.asked(settings, conn, doubt, lambda where: tried(mine, where).recorded.changes)
    return _settled(settings, conn, hand, place, tried)


def _article(source: str, publisher: str, url: str, day: str | None) -> Report:
    """The one article in a file or on standard input, with what the user knows better."""
    from alliance_cli.services.intake import refusing
    from alliance_cli.sources import Fault, read_inputs

    item = next(iter(read_inputs([source])))
    if isinstance(item, Fault):
        raise AllianceError(str(item), item.code)
    given = options.when(day, "--date")
    refusing.refuse_address(url)
    if given:
        refusing.refuse_date(given, today())
    published = as_published(given, today()) if given else item.published
    outlet = refusing.usual_outlet(publisher) or item.publisher
    return replace(item, publisher=outlet, url=url or item.url, published=published)


def _add_article(how: changes.Telling, report: Report, *, yes: bool) -> None:
    from alliance_cli.render import extract
    from alliance_cli.services.intake import adding
    from alliance_cli.services.keeping import opening

    settings = how.settings
    conn = opening.for_writing(settings.db, keep=not how.dry_run)
    understood = adding.understood(conn, report)
    if not how.json:
        show(settings, lambda columns: extract.understood(
            understood.report, understood.claims, understood.unread, columns))  # fmt: skip
    if not (yes or how.dry_run):
        if not settings.can_ask:
            raise AllianceError("nothing stored: there is no terminal to ask on; give --yes", ExitCode.USAGE)
        would = adding.add_report(conn, understood, command=settings.command, now=now(), keep=False)
        changes.tell(replace(how, dry_run=True, json=False), conn, would)
        if not confirmed("Store this?"):
            say(settings, "nothing stored")
            return
    recorded = adding.add_report(conn, understood, command=settings.command, now=now(), keep=not how.dry_run)
    changes.tell(how, conn, recorded)
