"""The kind that the words around give to a tie-up of no particular kind."""

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.models import Kind


def open_kind(view: SentenceView, i: int, last: int) -> Kind | None:
    """The kind that the words around a noun of open kind give it ("talks to merge", "supply deal")."""
    lows = view.lows
    table = LEX.tie_ups
    ahead = range(last, min(len(lows), last + 9))
    behind = range(max(0, i - 3), i)
    for j in (*reversed(behind), *ahead):
        if j > last and (lows[j] in LEX.stops or lows[j] == ";"):
            break
        cue = match(table, lows, j)
        if cue and cue.kind and not cue.frame.vague:
            if lows[j] == "purchasing" and j < i:
                return Kind.COOPERATION  # "a joint purchasing pact"
            if cue.lemma in {"hand", "court"} or (cue.frame.name == "acquire" and view.mention_at[j] is not None):
                continue
            return cue.kind
        if lows[j] in LEX.flavours:
            return LEX.flavours[lows[j]]
    return None


def purpose(view: SentenceView, last: int) -> Kind | None:
    """The kind that the words after a tie-up of no particular kind give it: "to develop", "on car development"."""
    lows = view.lows
    for j in range(last, min(len(lows), last + 13)):
        low = lows[j]
        if low in LEX.stops or low == ";":
            return None
        if low == "merger" and "in" in lows[last:j]:
            return Kind.MERGER
        if low in {"develop", "co-develop", "co-developing", "developing", "development", "research", "r&d"}:
            return Kind.DEVELOPMENT
        if low in {"manufacture", "produce", "assemble", "manufacturing"} and lows[j - 1] in {
            "to",
            "jointly",
            "for",
            "on",
            "and",
        }:
            return Kind.MANUFACTURING
        if low in {"distribute", "market", "sell", "commercialize"} and lows[j - 1] in {"to", "jointly", "and"}:
            return Kind.DISTRIBUTION
    return None
