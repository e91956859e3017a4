"""The kind that the words around give to a tie-up of no particular kind."""

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.models import Kind

_BEHIND = 3
"""Words before the noun that may say its kind ("a joint purchasing pact"); those further off speak of other things.

"Honda, whose Sony venture builds cars, signed a deal with LG" is no deal of manufacturing."""
_AHEAD = 9
"""Words after the noun that may say its kind: "talks with the British carrier to merge"."""
_ABOUT = 20
"""So many words on from a tie-up stands what it is about."""
_TOPIC = 5
"""So many words on from "about" is what banks do, or none of it."""
_PURPOSE = 13
"""Words after a tie-up that may say what it is for: further off than a kind, as the partner is named between."""

_INTO_VENTURE = 14
"""So many words after a verb of merging stands the venture that parts go into."""
_GOODS = 10
"""So many words after a verb of merging stand the goods that are brought together."""


def open_kind(view: SentenceView, i: int, last: int) -> Kind | None:
    """The kind that the words around the noun from `i` to `last` give it, None if it stays open.

    "talks to merge" are about a merger, a "supply deal" about supply. The nearest word before the noun counts first,
    then those after it up to the end of the clause.
    """
    words = view.words
    table = LEX.tie_ups
    ahead = range(last, min(len(words), last + _AHEAD))
    behind = range(max(0, i - _BEHIND), i)
    for j in (*reversed(behind), *ahead):
        if j > last and (words[j] in LEX.stops or words[j] == ";"):
            break
        cue = match(table, words, j)
        if cue and cue.kind and not cue.frame.vague:
            if j < i and words[j] in LEX.buying_in_common:
                return Kind.COOPERATION  # "a joint purchasing pact": nobody is bought
            if cue.lemma in LEX.gives_no_kind or (cue.frame.name == "acquire" and view.mention_at[j] is not None):
                continue  # "a deal with Magna to hand Opel to a trust"; a word of buying that is part of a name
            parts = merged_parts(view, j + 1) if cue.kind is Kind.MERGER and cue.frame.verb else None
            return parts or cue.kind
        if words[j] in LEX.flavours:
            return LEX.flavours[words[j]]
    return None


def merged_parts(view: SentenceView, last: int) -> Kind | None:
    """What it is that only parts are merged into, None for whole companies: "will combine their mines in a venture".

    Who integrates services or knowledge with those of somebody works with them.
    """
    for j in range(last, min(len(view), last + _INTO_VENTURE)):
        word = view.words[j]
        if word in LEX.stops:
            break
        if word in LEX.ventures and view.words[j - 1] == "joint":
            return Kind.JOINT_VENTURE
        if word in LEX.combined_goods and j < last + _GOODS:
            return Kind.COOPERATION
    return None


def purpose(view: SentenceView, last: int) -> Kind | None:
    """The kind that the words after a tie-up of no particular kind give it, None if they give none.

    "an alliance to develop engines" and "a tie-up on car development" are for development.
    """
    words = view.words
    for j in range(last, min(len(words), last + _PURPOSE)):
        word = words[j]
        if word in LEX.stops or word == ";":
            return None
        aim = LEX.purposes.get(word)
        if aim is not None and aim.holds(words[last:j], words[j - 1]):
            return aim.kind
    return None


def raises_money(view: SentenceView, last: int) -> str:
    """What banks do in talks or work that is about a loan, a listing and the like, "" if it is about none.

    "in talks with Citigroup about a financing package" or "to obtain financing", "is working with Goldman Sachs on an
    initial public offering".
    """
    for j in range(last, min(len(view), last + _ABOUT)):
        obtains = view.words[j] == "to" and not LEX.gets.isdisjoint(view.words[j + 1 : j + 2])
        about = view.words[j] == "with" and view.words[j - 1] in LEX.connections
        if obtains or about or view.words[j] in LEX.before_topics or view.words[j] in LEX.after_work:
            found = LEX.work_of_banks.intersection(view.words[j + 1 : j + _TOPIC])
            if found:
                return f"the work of banks ({sorted(found)[0]})"
    return ""
