"""The terms of a deal and who does what in it, in words: "Nissan would buy Honda from Ford", "USD 6.5bn, about"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alliance_cli.render.text import safe
from alliance_cli.views import TalkView
from alliance_cli.vocabulary import Role, Stage, Status

if TYPE_CHECKING:
    from alliance_cli.terms import Terms

_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
_ACTING = (Role.BUYER, Role.INVESTOR)
_ACTED_ON = (Role.TARGET, Role.UNIT)
_PAIRS = ((Role.LICENSOR, Role.LICENSEE, "licenses to"), (Role.SUPPLIER, Role.CUSTOMER, "supplies"))


def money(amount: int | None, currency: str) -> str:
    """ "USD 6.5bn"; empty for none. What has more digits than people say is rounded: "EUR 1.23bn", not 1.2346bn."""
    if not amount:
        return ""
    rounded = _rounded(amount)
    size, word = next(((size, word) for size, word in _SCALES if rounded >= size), (1, ""))
    figure = f"{rounded / size:,.3f}".rstrip("0").rstrip(".") if size > 1 else f"{rounded:,}"
    return f"{currency} {figure}{word}".strip()


def _rounded(amount: int) -> int:
    """An amount to three digits; one of a million or more that has four, such as 852.6 million, is as it was said."""
    digits = str(amount)
    if amount < _SCALES[-1][0] or len(digits.rstrip("0")) <= _SAID:
        return amount
    return int(round(amount, _KEPT - len(digits)))


_SAID, _KEPT = 4, 3


def value(terms: "Terms | None") -> str:
    """What a deal is worth: "about USD 6.5bn with debt"."""
    if terms is None or not terms.value:
        return ""
    counted = {"enterprise": " with debt", "equity": " for the equity"}.get(terms.valuation or "", "")
    return f"{_how(terms.exactness)}{money(terms.value, terms.currency)}{counted}"


def stake(terms: "Terms | None") -> str:
    """Which share: "51%, from 44.3%, controlling"."""
    if terms is None:
        return ""
    facts = [f"{_how(terms.stake_exactness)}{terms.stake:g}%"] if terms.stake else []
    facts += [f"from {terms.stake_from:g}%"] if terms.stake_from else []
    return ", ".join([*facts, *(["controlling"] if terms.control else [])])


def _how(exactness: str | None) -> str:
    return {"about": "about ", "up-to": "up to ", "at-least": "at least "}.get(exactness or "", "")


def facts(terms: "Terms | None") -> list[str]:
    """All terms in words, those that are not said left out."""
    return list(_facts(terms)) if terms is not None else []


def _facts(terms: "Terms") -> Iterator[str]:
    yield from filter(None, (value(terms),))
    if share := stake(terms):
        yield f"stake {share}" if terms.stake or terms.stake_from else "controlling stake"
    if terms.consideration:
        yield {"mixed": "cash and shares"}.get(terms.consideration, f"in {terms.consideration}")
    for label in ("signed", "closed", "signs", "closes"):
        if when := getattr(terms, label):
            yield f"{label} {when}"
    if terms.break_fee:
        yield f"break fee {money(terms.break_fee, terms.break_fee_currency)}"
    for label, names in (("advised by", terms.advisers), ("needs", terms.regulators), ("hangs on", terms.conditions)):
        if names:
            yield f"{label} {', '.join(map(safe, names))}"


def direction(view: TalkView) -> str:
    """Who does what: "Nissan buys Honda from Ford"; empty where nobody says it."""
    by_role = _by_role(view)
    acting, acted_on = _named(by_role, _ACTING), _named(by_role, _ACTED_ON)
    sellers = _named(by_role, (Role.SELLER,))
    if acting and (acted_on or sellers):
        verb = _verb(view, "invests in" if _invests(view, by_role) else "buys")
        owner = f" from {sellers}" if sellers else ""
        return f"{acting} {verb} {acted_on}{owner}" if acted_on else f"{acting} {verb}{owner}"
    if sellers and acted_on:
        return f"{sellers} {_verb(view, 'sells')} {acted_on}"
    for one, other, verb in _PAIRS:
        if by_role.get(one) and by_role.get(other):
            return f"{_named(by_role, (one,))} {_verb(view, verb)} {_named(by_role, (other,))}"
    return ""


def _by_role(view: TalkView) -> dict[Role, list[str]]:
    found: dict[Role, list[str]] = {}
    for name, role in zip(view.parties, view.roles, strict=False):
        found.setdefault(role, []).append(safe(name))
    return found


def _named(by_role: dict[Role, list[str]], roles: Sequence[Role]) -> str:
    return " and ".join(name for role in roles for name in by_role.get(role, ()))


def _invests(view: TalkView, by_role: dict[Role, list[str]]) -> bool:
    return Role.INVESTOR in by_role or (view.kind == "stake" and Role.SELLER not in by_role)


def _verb(view: TalkView, verb: str) -> str:
    """The verb as sure as the talk is: "would buy" of a rumour, "was to buy" of what was called off."""
    word, _, rest = verb.partition(" ")
    plain = {"buys": "buy", "sells": "sell", "invests": "invest", "licenses": "license", "supplies": "supply"}[word]
    tail = f" {rest}" if rest else ""
    if view.status is Status.ABANDONED and view.stage is Stage.ENDED:
        return f"was to {plain}{tail}"
    return f"would {plain}{tail}" if view.status is Status.RUMOURED else verb


def arrow(view: TalkView, one: str, other: str) -> int:
    """The direction between two parties (ids): 1 from the first to the second, -1 back, 0 none.

    It leads from who buys, invests, licenses or supplies to whom or what that is done to or taken from.
    """
    roles = dict(zip(view.party_ids, view.roles, strict=False))
    a, b = _RANK.get(roles.get(one, Role.PARTNER)), _RANK.get(roles.get(other, Role.PARTNER))
    if a is None or b is None or a == b:
        return 0
    return 1 if a < b else -1


def between(view: TalkView, one: str, other: str) -> str:
    """What is between two parties (ids) in a word or two: the kind of the talk, and of who sells that it does."""
    roles = dict(zip(view.party_ids, view.roles, strict=False))
    pair = {roles.get(one, Role.PARTNER), roles.get(other, Role.PARTNER)}
    if Role.SELLER not in pair or len(pair) == 1:
        return view.kind.label
    return "sells" if pair & {Role.TARGET, Role.UNIT} else "buys from"


def tie(view: TalkView, one: str, other: str) -> str:
    """The same with the kind beside what a seller does: "sells, acquisition"."""
    done = between(view, one, other)
    return done if done == view.kind.label else f"{done}, {view.kind.label}"


_RANK = {
    Role.BUYER: 0, Role.INVESTOR: 0, Role.LICENSOR: 0, Role.SUPPLIER: 0, Role.SELLER: 1, Role.LICENSEE: 1,
    Role.CUSTOMER: 1, Role.TARGET: 2, Role.UNIT: 2,
}  # fmt: skip
