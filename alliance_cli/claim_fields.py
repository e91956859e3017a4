"""What a claim holds, listed once: the ledger, `review`, JSON, its schemas, the screens and `add` go by this list.

A new plain field is a line in `models.Claim`, a line here, a column of its name in the table `claims` (a migration,
with a default, and docs/export.md), the next version of each document that gains it (`documents.VERSIONS`), and whoever
reads it. Only the parties and the evidence, which have tables of their own, stand outside.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alliance_cli.field_types import (
    FLAG,
    PARTIAL,
    SHARE,
    TEXT,
    TEXTS,
    Column,
    FieldType,
    Json,
    Schema,
    word_of,
    words_of,
)
from alliance_cli.models import Claim
from alliance_cli.vocabulary import Basis, Kind, Stage, Status


class ClaimField(NamedTuple):
    """A field of `models.Claim`, by its `name`.

    `kept_in` names its columns where they are not one that is called as it. `label` is how a summary of a claim has it
    (`extract`, `review`, which then has it in JSON too), `aside` how it stands beside a claim in `why` and on the page;
    `{}` is its value. With `event` it is a member of each event in JSON and CSV. `by_hand` is the help of its option of
    `add`. A review corrects it, unless it is not `correctable`; there it is `called` so, else by its name.
    """

    name: str
    type: FieldType[Any]
    kept_in: Sequence[str] = ()
    label: str = ""
    aside: str = ""
    event: bool = False
    by_hand: str = ""
    correctable: bool = True
    called: str = ""

    @property
    def columns(self) -> Sequence[str]:
        """Its columns in the table of claims."""
        return self.kept_in or (self.name,)

    @property
    def word(self) -> str:
        """What it is called in a review."""
        return self.called or self.name

    def json(self, claim: Claim) -> Json:
        """Its value as JSON."""
        return self.type.to_json(getattr(claim, self.name))


CLAIM_FIELDS = (
    ClaimField("kind", word_of(Kind)),
    ClaimField("also_kinds", words_of(Kind)),
    ClaimField("status", word_of(Status)),
    ClaimField("stage", word_of(Stage), label="stage {}"),
    ClaimField("basis", word_of(Basis), label="basis {}", event=True),
    ClaimField("denied", FLAG, label="denied", event=True),
    ClaimField("renewed", FLAG),
    ClaimField("on_hold", FLAG, label="on hold", event=True),
    ClaimField("origin", TEXT, label="origin {}", event=True),
    ClaimField("relayed_by", TEXTS, event=True),
    ClaimField("speaker", TEXT, aside="said by {}", event=True),
    ClaimField("region", TEXT, label="for {}", by_hand="The market it is for."),
    ClaimField("subject", TEXT, label="on {}", by_hand="What it is about, in a few words."),
    ClaimField("event_date", PARTIAL, ("event_date", "event_precision"), label="happened {}", called="date"),
    ClaimField("main", FLAG),
    ClaimField("confidence", SHARE, correctable=False),
    ClaimField("doubts", TEXTS, correctable=False),
)
"""In the order in which documents have them."""

EVENT_FIELDS = tuple(field for field in CLAIM_FIELDS if field.event)
"""What each event has, beside what is true of every one: what it claims of the talk's status, stage and kind."""
REVIEWED = tuple(field for field in CLAIM_FIELDS if field.label)
"""What is shown of a claim under review, beside its kind and status."""
BY_HAND = tuple(field for field in CLAIM_FIELDS if field.by_hand)
CORRECTABLE: Mapping[str, ClaimField] = {field.word: field for field in CLAIM_FIELDS if field.correctable}
"""What a review can correct, by the word for it."""


def as_columns(claim: Claim) -> dict[str, Column]:
    """A claim's fields as the ledger keeps them, by column."""
    return {
        column: value
        for field in CLAIM_FIELDS
        for column, value in zip(field.columns, field.type.to_columns(getattr(claim, field.name)), strict=True)
    }


def as_json(fields: Sequence[ClaimField], claim: Claim) -> dict[str, Json]:
    """These fields of a claim as JSON, by name."""
    return {field.name: field.json(claim) for field in fields}


def as_schema(fields: Sequence[ClaimField]) -> dict[str, Schema]:
    """The JSON Schema of each of these fields, by name."""
    return {field.name: field.type.schema for field in fields}
