"""By what the terms of deals are sorted in the table of a page."""

from alliance_cli.views import TalkView


def value_key(talk: TalkView) -> str:
    """By what values are sorted: those of one currency together, by amount."""
    if talk.terms is None or talk.terms.value is None:
        return ""
    return f"{talk.terms.currency} {talk.terms.value:020d}"


def stake_key(talk: TalkView) -> str | float:
    """By what shares are sorted."""
    return "" if talk.terms is None or talk.terms.stake is None else talk.terms.stake
