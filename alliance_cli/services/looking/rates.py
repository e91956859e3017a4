"""What currencies are worth, from a file of the user's: never from a network."""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from alliance_cli import money
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.views import TalkView

_HOW = 'a CSV with the columns currency,rate, or TOML: base = "USD" and below [rates] lines such as EUR = 1.08'


class Rates(NamedTuple):
    """What a unit of each currency is worth in the base currency."""

    base: str
    worth: Mapping[str, Decimal]

    def of(self, view: TalkView) -> Decimal | None:
        """What a talk is worth in the base currency; None where no value is known. Raises AllianceError (65)."""
        if view.terms is None or not view.terms.value:
            return None
        if view.terms.currency not in self.worth:
            raise AllianceError(f"the rates have no {view.terms.currency}, in which {view.slug} is", ExitCode.BAD_DATA)
        return view.terms.value * self.worth[view.terms.currency]


def read(path: str) -> Rates:
    """The rates in a file. Raises AllianceError: 66 for a file that is not there, 65 for one that holds no rates."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AllianceError(f"--rates {path}: {error.strerror or error}", ExitCode.NO_INPUT) from None
    except UnicodeDecodeError:
        raise AllianceError(f"--rates {path}: no text in UTF-8; give {_HOW}", ExitCode.BAD_DATA) from None
    base, pairs = _toml(path, text) if path.lower().endswith(".toml") else _csv(path, text)
    worth = {code: _rate(path, code, rate) for code, rate in pairs}
    base = base or next((code for code, rate in worth.items() if rate == 1), "")
    if not worth or not base:
        raise AllianceError(f"--rates {path}: no currency has the rate 1; give {_HOW}", ExitCode.BAD_DATA)
    return Rates(base, {**worth, base: Decimal(1)})


def _toml(path: str, text: str) -> tuple[str, list[tuple[str, object]]]:
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise AllianceError(f"--rates {path}: {error}", ExitCode.BAD_DATA) from None
    rates, base = found.get("rates", {}), str(found.get("base", ""))
    if not isinstance(rates, dict) or (base and base not in money.codes()):
        raise AllianceError(f"--rates {path}: give {_HOW}", ExitCode.BAD_DATA)
    return base, list(rates.items())


def _csv(path: str, text: str) -> tuple[str, list[tuple[str, object]]]:
    rows = [row for row in csv.reader(text.splitlines()) if row]
    if rows and [cell.strip().lower() for cell in rows[0][:2]] == ["currency", "rate"]:
        rows = rows[1:]
    if any(len(row) < 2 for row in rows):
        raise AllianceError(f"--rates {path}: give {_HOW}", ExitCode.BAD_DATA)
    return "", [(row[0].strip(), row[1].strip()) for row in rows]


def _rate(path: str, code: str, rate: object) -> Decimal:
    try:
        found = Decimal(str(rate))
    except InvalidOperation:
        found = Decimal(0)
    if code not in money.codes() or not found.is_finite() or found <= 0 or found > 10**9:
        raise AllianceError(f"--rates {path}: “{code}” “{rate}” is no rate; give {_HOW}", ExitCode.BAD_DATA)
    return found


def worth(views: Iterable[TalkView], rates: Rates | None) -> dict[str, Decimal]:
    """What each of these talks with a value is worth, by id, in one currency.

    Raises AllianceError (2) for values in several currencies where there are no rates.
    """
    valued = [view for view in views if view.terms is not None and view.terms.value]
    if rates is None:
        currencies = sorted({view.terms.currency for view in valued if view.terms})
        if len(currencies) > 1:
            raise AllianceError(
                f"values in {', '.join(currencies)} have no order of their own: --rates FILE says what each is worth",
                ExitCode.USAGE,
            )
        return {view.id: Decimal(view.terms.value or 0) for view in valued if view.terms}
    return {view.id: found for view in valued if (found := rates.of(view)) is not None}


def sums(views: Sequence[TalkView], rates: Rates | None) -> list[tuple[str, int, int]]:
    """(currency, sum, how many talks) of the values of these talks: one where there are rates, else one a currency."""
    if rates is not None:
        found = worth(views, rates)
        return [(rates.base, int(sum(found.values())), len(found))] if found else []
    totals: dict[str, list[int]] = {}
    for view in views:
        if view.terms is not None and view.terms.value:
            totals.setdefault(view.terms.currency, []).append(view.terms.value)
    return [(currency, sum(values), len(values)) for currency, values in sorted(totals.items())]
