"""The terms of a deal, as one claim has them or as they stand for a talk: money, share, dates, conditions."""

from dataclasses import dataclass
from enum import StrEnum

from alliance_cli.partial_dates import PartialDate


class Exactness(StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up-to"
    AT_LEAST = "at-least"


class Valuation(StrEnum):
    """What a value counts: the shares alone, or the whole with its debt."""

    EQUITY = "equity"
    ENTERPRISE = "enterprise"


class Consideration(StrEnum):
    """What is paid with."""

    CASH = "cash"
    SHARES = "shares"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a deal, each empty or None where nobody says it.

    `value` is whole units of `currency` (an ISO 4217 code), what the whole deal is said to be worth; `exactness` says
    how the figure is meant, `valuation` what it counts. `stake` is the share, in percent, that is to be held after the
    deal or (where only that is said) bought; `stake_from` what was held before; `control` that it is a controlling one.
    `signs` and `closes` are when signing and closing are expected, `signed` and `closed` when they were. `conditions`
    are what it still hangs on, in a word or two each ("shareholder vote").
    """

    value: int | None = None
    currency: str = ""
    exactness: Exactness | None = None
    valuation: Valuation | None = None
    stake: float | None = None
    stake_exactness: Exactness | None = None
    stake_from: float | None = None
    control: bool = False
    consideration: Consideration | None = None
    signs: PartialDate | None = None
    signed: PartialDate | None = None
    closes: PartialDate | None = None
    closed: PartialDate | None = None
    break_fee: int | None = None
    break_fee_currency: str = ""
    advisers: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


GROUPS: tuple[tuple[str, ...], ...] = (
    ("value", "currency", "exactness", "valuation"),
    ("stake", "stake_exactness", "stake_from", "control"),
    ("consideration",),
    ("signs",), ("signed",), ("closes",), ("closed",),
    ("break_fee", "break_fee_currency"),
    ("advisers",), ("regulators",), ("conditions",),
)  # fmt: skip
"""Which of them say one thing together; the first of a group names it."""

NAMES: tuple[str, ...] = tuple(name for group in GROUPS for name in group)
"""All of them, in their order."""

UNSAID = Terms()
"""Nothing said of any."""

EVIDENCE = "terms-"
"""How the rule of a quote begins that a term rests on; the name of the term follows: "terms-value"."""
