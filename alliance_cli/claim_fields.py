"""What a claim holds, listed once: the ledger, `review`, JSON, its schemas, the screens and `add` go by this list.

A new plain field is a line in `models.Claim`, a line here, a column of its name in the table `claims` (a migration,
with a default, and docs/export.md), the next version of each document that gains it (`documents.VERSIONS`), and whoever
reads it. Only the parties and the evidence, which have tables of their own, stand outside.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from alliance_cli import money
from alliance_cli.field_types import (
    AMOUNT,
    CURRENCY,
    FLAG,
    PARTIAL,
    PERCENT,
    SHARE,
    TEXT,
    TEXTS,
    Column,
    FieldType,
    Json,
    Schema,
    maybe_word_of,
    word_of,
    words_of,
)
from alliance_cli.terms import UNSAID, Consideration, Exactness, Terms, Valuation
from alliance_cli.vocabulary import Basis, Kind, Stage, Status

if TYPE_CHECKING:
    from alliance_cli.models import Claim


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

    def json(self, claim: Terms) -> Json:
        """Its value in a claim, or in the terms of a talk, as JSON."""
        return self.type.to_json(getattr(claim, self.name))


def _term(name: str, of: FieldType[Any], by_hand: str) -> ClaimField:
    """A term of the deal: on every event, typed by hand, corrected in review."""
    kept_in = (name, f"{name}_precision") if of is PARTIAL else ()
    return ClaimField(name, of, kept_in, event=True, by_hand=by_hand)


TERM_FIELDS = (
    _term("value", AMOUNT, "What the deal is worth: 6.5bn, 400m, 1,200 crore."),
    _term("currency", CURRENCY, "Of the value: USD, EUR, JPY."),
    _term("exactness", maybe_word_of(Exactness), f"Of the value, one of: {', '.join(Exactness)}."),
    _term("valuation", maybe_word_of(Valuation), "What the value counts: equity, or enterprise (with debt)."),
    _term("stake", PERCENT, "The share that is to be held, or is bought: 41%."),
    _term("stake_exactness", maybe_word_of(Exactness), f"Of the stake, one of: {', '.join(Exactness)}."),
    _term("stake_from", PERCENT, "The share that was held before."),
    _term("control", FLAG, "It is a controlling stake: yes or no."),
    _term("consideration", maybe_word_of(Consideration), f"What is paid with, one of: {', '.join(Consideration)}."),
    _term("signs", PARTIAL, "When it is expected to be signed: 2026-03, 2026-Q1, 2026-H1, 2026."),
    _term("signed", PARTIAL, "When it was signed."),
    _term("closes", PARTIAL, "When it is expected to close: 2026-03, 2026-Q1, 2026-H1, 2026."),
    _term("closed", PARTIAL, "When it closed."),
    _term("break_fee", AMOUNT, "What is due if it falls through: 200m."),
    _term("break_fee_currency", CURRENCY, "Of the break fee."),
    _term("advisers", TEXTS, "Banks and law firms that advise, split by commas."),
    _term("regulators", TEXTS, "Authorities that must approve, split by commas."),
    _term("conditions", TEXTS, "What it still hangs on, split by commas."),
)
"""The terms of a deal, as `terms.Terms` has them."""
TERM_COLUMNS = tuple(column for field in TERM_FIELDS for column in field.columns)
"""Their columns, in the table of claims as in that of talks."""

AHEAD = frozenset({"signs", "closes"})
"""Dates that are to come: of what leaves the year open, the next is meant."""

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
    *TERM_FIELDS,
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


def as_columns(claim: "Claim") -> dict[str, Column]:
    """A claim's fields as the ledger keeps them, by column."""
    return {
        column: value
        for field in CLAIM_FIELDS
        for column, value in zip(field.columns, field.type.to_columns(getattr(claim, field.name)), strict=True)
    }


def as_json(fields: Sequence[ClaimField], claim: Terms) -> dict[str, Json]:
    """These fields of a claim as JSON, by name."""
    return {field.name: field.json(claim) for field in fields}


def as_schema(fields: Sequence[ClaimField]) -> dict[str, Schema]:
    """The JSON Schema of each of these fields, by name."""
    return {field.name: field.type.schema for field in fields}


def terms_columns(terms: Terms) -> tuple[Column, ...]:
    """What `TERM_COLUMNS` hold of these terms."""
    return tuple(value for field in TERM_FIELDS for value in field.type.to_columns(getattr(terms, field.name)))


def terms_from(values: Sequence[Column]) -> Terms:
    """The terms that `TERM_COLUMNS` hold."""
    left = iter(values)
    return Terms(**{
        field.name: field.type.from_columns(*(next(left) for _ in field.columns)) for field in TERM_FIELDS
    })  # fmt: skip


_SUMS = (("value", "currency"), ("break_fee", "break_fee_currency"))


def with_currency(texts: Mapping[str, str], held: Terms = UNSAID) -> dict[str, str]:
    """What was typed for fields, the currency of "$6.5bn" as a field of its own; `held` is what is known already.

    Raises ValueError for a sum of which nobody says the currency, or that names another one than is given.
    """
    found = dict(texts)
    for name, unit in _SUMS:
        if not texts.get(name):
            continue
        named, given = money.parse(texts[name]).currency, texts.get(unit, "")
        if not (named or given or getattr(held, unit)):
            said = f"{unit}=USD, or --{unit.replace('_', '-')} USD"
            raise ValueError(f"{name}: in which currency? write $6.5bn, or 6.5bn with {said}")
        if named and given and money.currency(given) != named:
            raise ValueError(f"{name}: {texts[name]} is {named}, not {given}")
        if named:
            found[unit] = named
    return found
