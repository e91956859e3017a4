"""The kind that the words around give to a tie-up of no particular kind."""

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.models import Kind


def open_kind(view: SentenceView, i: int, last: int) -> Kind | None:
    """The kind that the words around a noun of open kind give it ("talks to merge", "supply deal")."""
    words = view.words
    table = LEX.tie_ups
    ahead = range(last, min(len(words), last + 9))
    behind = range(max(0, i - 3), i)
    for j in (*reversed(behind), *ahead):
        if j > last and (words[j] in LEX.stops or words[j] == ";"):
            break
        cue = match(table, words, j)
        if cue and cue.kind and not cue.frame.vague:
            if words[j] == "purchasing" and j < i:
                return Kind.COOPERATION  # "a joint purchasing pact"
            if cue.lemma in {"hand", "court"} or (cue.frame.name == "acquire" and view.mention_at[j] is not None):
                continue
            return cue.kind
        if words[j] in LEX.flavours:
            return LEX.flavours[words[j]]
    return None


def purpose(view: SentenceView, last: int) -> Kind | None:
    """The kind that the words after a tie-up of no particular kind give it: "to develop", "on car development"."""
    words = view.words
    for j in range(last, min(len(words), last + 13)):
        word = words[j]
        if word in LEX.stops or word == ";":
            return None
        if word == "merger" and "in" in words[last:j]:
            return Kind.MERGER
        if word in {"develop", "co-develop", "co-developing", "developing", "development", "research", "r&d"}:
            return Kind.DEVELOPMENT
        if word in {"manufacture", "produce", "assemble", "manufacturing"} and words[j - 1] in {
            "to",
            "jointly",
            "for",
            "on",
            "and",
        }:
            return Kind.MANUFACTURING
        if word in {"distribute", "market", "sell", "commercialize"} and words[j - 1] in {"to", "jointly", "and"}:
            return Kind.DISTRIBUTION
    return None
