"""Claims and entries for tests, with sensible values for what a test does not care about."""

from datetime import UTC, date, datetime, time
from typing import Any

from alliance_cli.models import Basis, Claim, Entry, Evidence, Kind, Party, Published, Stage, Status

USUAL_STAGE = {Status.RUMOURED: Stage.TALKS, Status.CONFIRMED: Stage.TALKS, Status.ABANDONED: Stage.ENDED}


def claim(*companies: str, **values: Any) -> Claim:
    """A claim of these companies; by default an anonymous rumour of a merger."""
    status = Status(values.pop("status", "rumoured"))
    default_basis = "anonymous" if status is Status.RUMOURED else "on-record"
    return Claim(
        parties=tuple(Party(name, name) for name in companies or ("aa", "bb")),
        kind=Kind(values.pop("kind", "merger")),
        status=status,
        stage=Stage(values.pop("stage", USUAL_STAGE[status])),
        basis=Basis(values.pop("basis", default_basis)),
        origin=values.pop("origin", "Nikkei" if default_basis == "anonymous" else "company"),
        evidence=(Evidence("quote", 0, 5, "test"),),
        **values,
    )


def entry(number: int, day: str, *companies: str, publisher: str = "Reuters", **values: Any) -> Entry:
    """A claim as the ledger holds it; `number` makes its ids, `day` is when it was published."""
    made = claim(*companies, **values)
    ids = tuple(party.company for party in made.parties)
    at = datetime.combine(date.fromisoformat(day), time(12), UTC)
    return Entry(
        id=f"c{number:04}", report=f"r{number:04}", claim=made, companies=ids,
        published=Published(at), read_at=datetime(2026, 1, 1, tzinfo=UTC), publisher=publisher, voice=publisher,
    )  # fmt: skip
