"""Which sentences are worth reading: a cheap look at their words alone, before any name is looked for."""

from collections.abc import Callable

from alliance_cli.extract.en.lexicon import LEX, match


def tells(words: list[str], text: str) -> bool:
    """True for words, folded and without marks, that may say something of a tie-up or of who had it first."""
    return has_cue(words, lambda: "'" in text or "’" in text) or names_first(words)


def has_cue(lows: list[str], possessive: Callable[[], bool]) -> bool:
    """True if there is a cue and, if it needs any, one of the words without which it says nothing."""
    table = LEX.tie_ups
    if table.keys().isdisjoint(lows):
        return False
    for i, low in enumerate(lows):
        cue = match(table, lows, i) if low in table else None
        if cue and (not cue.needs or not cue.needs.isdisjoint(lows) or ("'s" in cue.needs and possessive())):
            return True
    return False


def names_first(lows: list[str]) -> bool:
    """True if a sentence may say which outlet had the news first."""
    return "first" in lows and ("reported" in lows or "report" in lows)
