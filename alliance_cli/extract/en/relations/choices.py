"""Who chooses whom to work with or for it: "X picks Y as its partner", "X was selected by Y to supply"."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, partners
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.models import Kind

_BY = frozenset({"by"})
_CHOOSER = 3
"""So many words after "selected" stands by whom."""


@RULES.rule(
    "enlist",
    {
        "subject-enlists-as-partner": "Apple picked Intel as a partner for its modems.",
        "subject-chooses-system": "Vodafone selects Ericsson's cloud platform for its network.",
        "subject-enlists-to": "Verizon picked Microsoft to provide search on its phones.",
        "subject-enlisted-by": "Ericsson has been selected by Vodafone as a supplier for its network.",
    },
)
def enlist(at: Trigger) -> Candidate | None:
    """Who picks whom to work with: "X picks Y as its partner", "X was picked by Y to supply"."""
    view, cue = at.view, at.cue
    passive = is_passive(view, at.first)
    chooser, chosen, after = _choice(at, passive=passive)
    if chooser is None or chosen is None:
        return None
    after = _past_aside(view, after)
    window = view.words[after : after + 9]
    who = partners(chooser, chosen)
    if chosen.possessive and cue.lemma in LEX.chooses and not LEX.systems.isdisjoint(window[:5]):
        return filled(at, "subject-chooses-system", who, Kind.COOPERATION)
    to_do = view.words[after : after + 1] == ["to"] and _does_for(view, after + 1)
    to_do = to_do or _for_its(view, cue, after, window)
    buys = not LEX.sides_of_supply.isdisjoint(window)
    if not to_do and ("as" not in window or not (buys or not LEX.chosen_as.isdisjoint(window))):
        return None  # "picked Bosch as the venue for its meeting"
    kind = Kind.SUPPLY if buys and not to_do else Kind.COOPERATION
    if passive:
        return filled(at, "subject-enlisted-by", who, kind)
    if to_do:
        return filled(at, "subject-enlists-to", who, kind)
    return filled(at, "subject-enlists-as-partner", who, kind)


def _choice(at: Trigger, *, passive: bool) -> tuple[NameGroup | None, NameGroup | None, int]:
    """Who chooses whom, and the word after both: "X picks Y", "Y was picked by X"."""
    view, _, i, last = at
    if passive:
        chooser = group_after(view, last, _BY, reach=_CHOOSER)
        return chooser, left_subject(view, i), chooser.last if chooser else last
    chosen = phrase_after(view, last)
    return left_subject(view, i), chosen, chosen.last if chosen else last


def _for_its(view: SentenceView, cue: Cue, after: int, window: list[str]) -> bool:
    """True for who is picked "for its network", where no bank is picked for a sale or a listing."""
    plain = cue.lemma in LEX.chooses and view.words[after : after + 1] == ["for"]
    return plain and LEX.no_supplies.isdisjoint(window)


def _past_aside(view: SentenceView, i: int) -> int:
    """The word after an aside that begins at `i`, which says more of the name before it; else `i` itself."""
    j = i
    while j < len(view) and view.depth[j] > (view.depth[i - 1] if i else 0):
        j += 1
    return j


def _does_for(view: SentenceView, i: int) -> bool:
    """True for what one company does for another by contract: "to provide", "to build"."""
    return view.words[i : i + 1] != [] and view.words[i] in LEX.done_for
