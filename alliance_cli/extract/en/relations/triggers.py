"""Which reader reads which cue of a sentence."""

from collections.abc import Iterator

from alliance_cli.extract.document import Candidate, Cue, SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.en.relations import deal_nouns, joint_action, tie_verbs

_CAPITALS = frozenset({"mou", "mous", "loi", "jv", "jvs"})


def find(view: SentenceView) -> Iterator[tuple[Cue, int]]:
    """The cues of a sentence outside its names, left to right, longest first, with the word each begins at."""
    table = LEX.tie_ups
    i, n = 0, len(view)
    while i < n:
        if view.words[i] not in table or (view.mention_at[i] is not None and view.words[i] not in _CAPITALS):
            i += 1
            continue
        cue = match(table, view.words, i)
        if cue is None:
            i += 1
            continue
        yield cue, i
        i += len(cue.words)


def read(view: SentenceView, cue: Cue, i: int) -> list[Candidate]:
    """What the cue at word `i` says."""
    if cue.frame.name in joint_action.FRAMES:
        joined = joint_action.read_joint(view, cue, i)
        return [joined] if joined else []
    if len(cue.words) == 1 and cue.words[0] in LEX.verbs and cue.words[0] in LEX.nouns:
        return _read_either(view, cue.words[0], i)
    if cue.frame.verb:
        if cue.words[0] in LEX.noun_or_verb and not _verb_place(view, i):
            return []
        found = tie_verbs.read_verb(view, cue, i) or (
            joint_action.read_work(view, cue, i) if cue.frame.name == "make" else None
        )
        return [found] if found else []
    return deal_nouns.read_noun(view, cue, i)


def _verb_place(view: SentenceView, i: int) -> bool:
    """True if a word that could be a noun stands where a verb stands: after a subject, "to", a helping verb."""
    if i == 0 or (i in view.group_to and not view.group_to[i].possessive):
        return True
    before = view.words[i - 1]
    if before in LEX.auxiliaries or before in {
        "to",
        "and",
        "or",
        "also",
        "it",
        "they",
        "we",
        "which",
        "that",
        "who",
        "not",
        ",",
    }:
        return True
    return before.endswith("ly") or before in LEX.sector_nouns or before == "-based"


def _read_either(view: SentenceView, word: str, i: int) -> list[Candidate]:
    """A word that is verb or noun: noun after an article, adjective or owner, verb else."""
    verb = next((cue for cue in LEX.verbs.get(word, ()) if len(cue.words) == 1), None)
    noun = next((cue for cue in LEX.nouns.get(word, ()) if len(cue.words) == 1), None)
    before = view.words[i - 1] if i else ""
    if word == "partner" and i in view.group_to and i + 1 in view.group_from and len(view.group_to[i]) == 1:
        return deal_nouns.read_noun(view, noun, i) if noun else []
    if word == "partner" and before == "to" and i + 1 in view.group_from and _gives(view, i):
        return []
    as_verb = (
        before in LEX.auxiliaries or before in {"to", "and"} or (i in view.group_to and not view.group_to[i].possessive)
    )
    if verb and (as_verb or not noun):
        found = tie_verbs.read_verb(view, verb, i)
        if found:
            return [found]
    return deal_nouns.read_noun(view, noun, i) if noun else []


def _gives(view: SentenceView, i: int) -> bool:
    """True if something is sold or handed over before word `i`: "sells its share to partner X"."""
    verbs = LEX.verbs
    return any(word in verbs and verbs[word][0].frame.name in {"sell", "supply"} for word in view.words[:i])
