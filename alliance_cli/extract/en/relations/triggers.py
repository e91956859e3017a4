"""Which reader reads which cue of a sentence."""

from collections.abc import Iterator

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX, frame_of, match
from alliance_cli.extract.en.relations.registry import RULES

_BEFORE_VERB = LEX.auxiliaries | {"to", "and", "or", "also", "it", "they", "we", "which", "that", "who", "not", ","}
"""After these a word that is verb or noun is a verb."""
_ACTS = LEX.auxiliaries | {"to", "and"}
"""After these a word that has a rule as verb and one as noun is read as a verb first, and as a noun if that fails."""


def find(view: SentenceView) -> Iterator[Trigger]:
    """The cues of a sentence outside its names, left to right, the longest first where several begin."""
    table, words, end = LEX.tie_ups, view.words, 0
    for i in [i for i, word in enumerate(words) if word in table]:
        if i < end or (view.mention_at[i] is not None and words[i] not in LEX.deal_initials):
            continue
        cue = match(table, words, i)
        if cue is not None:
            end = i + len(cue.words)
            yield Trigger(view, cue, i, end)


def read(at: Trigger) -> Candidate | None:
    """What a trigger says, by the first rule of its frame that finds two companies; None if no rule does.

    "control" counts as a verb only where a verb can stand, and a word such as "partner" is read as what it is there.
    """
    view, cue, i, _ = at
    word = cue.words[0]
    if cue.frame.certain:
        return RULES.first(cue.frame.name, at)
    if len(cue.words) == 1 and word in LEX.verbs and word in LEX.nouns:
        return _read_either(view, word, i)
    if cue.frame.verb and (noun := _as_noun(at)) is not None:
        return RULES.first(noun.frame.name, Trigger(view, noun, i, at.last))
    if cue.frame.verb and word in LEX.noun_or_verb and not _verb_place(view, i):
        return None
    return RULES.first(cue.frame.name, at)


def _as_noun(at: Trigger) -> Cue | None:
    """The noun that a verb of several words is after an article: "a tie up between X and Y"."""
    if at.first == 0 or at.view.words[at.first - 1] not in LEX.determiners:
        return None
    return next((cue for cue in LEX.nouns.get(at.cue.words[0], ()) if cue.words == at.cue.words), None)


def _verb_place(view: SentenceView, i: int) -> bool:
    """True if a word that could be a noun stands where a verb stands: after a subject, "to", a helping verb."""
    if i == 0 or (i in view.group_to and not view.group_to[i].possessive):
        return True
    before = view.words[i - 1]
    return before in _BEFORE_VERB or before.endswith("ly") or before in LEX.sector_nouns or before in LEX.seated


def _read_either(view: SentenceView, word: str, i: int) -> Candidate | None:
    """What a word that is verb or noun says: after a subject or a helping verb as a verb, failing that as a noun.

    "Netflix partners with Microsoft" is read by the verb, "an ally of Renault" by the noun.
    """
    verb = next((cue for cue in LEX.verbs.get(word, ()) if len(cue.words) == 1), None)
    noun = next((cue for cue in LEX.nouns.get(word, ()) if len(cue.words) == 1), None)
    before = view.words[i - 1] if i else ""
    if word in LEX.partner and i in view.group_to and i + 1 in view.group_from and len(view.group_to[i]) == 1:
        return _first(view, noun, i)  # "Toyota partner Panasonic"
    if word in LEX.partner and before == "to" and i + 1 in view.group_from and _gives(view, i):
        return None  # "Lockwood to sell ferries to partner Pastorini"
    after_subject = i in view.group_to and not view.group_to[i].possessive
    as_verb = after_subject or before in _ACTS
    made = _first(view, verb, i) if as_verb or noun is None else None
    return made if made is not None else _first(view, noun, i)


def _first(view: SentenceView, cue: Cue | None, i: int) -> Candidate | None:
    """What a cue of one word says at `i`."""
    return RULES.first(cue.frame.name, Trigger(view, cue, i, i + 1)) if cue is not None else None


def _gives(view: SentenceView, i: int) -> bool:
    """True if something is sold or handed over before word `i`: "sells its share to partner X"."""
    return any(frame_of(LEX.verbs, word) in {"sell", "supply"} for word in view.words[:i])
