"""Which reader reads which cue of a sentence."""

from collections.abc import Iterator

from alliance_cli.extract.document import Candidate, Cue, SentenceView
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.en.relations import deal_nouns, joint_action, tie_verbs

_CAPITALS = frozenset({"mou", "mous", "loi", "jv", "jvs"})


def find(made: SentenceView) -> Iterator[tuple[Cue, int]]:
    """The cues of a sentence outside its names, left to right, longest first, with the word each begins at."""
    table = LEX.tie_ups
    i, n = 0, len(made)
    while i < n:
        if made.lows[i] not in table or (made.mention_at[i] is not None and made.lows[i] not in _CAPITALS):
            i += 1
            continue
        cue = match(table, made.lows, i)
        if cue is None:
            i += 1
            continue
        yield cue, i
        i += len(cue.words)


def read(made: SentenceView, cue: Cue, i: int) -> list[Candidate]:
    """What the cue at word `i` says."""
    if cue.frame.name in joint_action.FRAMES:
        joined = joint_action.read_joint(made, cue, i)
        return [joined] if joined else []
    if len(cue.words) == 1 and cue.words[0] in LEX.verbs and cue.words[0] in LEX.nouns:
        return _read_either(made, cue.words[0], i)
    if cue.frame.verb:
        if cue.words[0] in LEX.noun_or_verb and not _verb_place(made, i):
            return []
        found = tie_verbs.read_verb(made, cue, i) or (
            joint_action.read_work(made, cue, i) if cue.frame.name == "make" else None
        )
        return [found] if found else []
    return deal_nouns.read_noun(made, cue, i)


def _verb_place(made: SentenceView, i: int) -> bool:
    """True if a word that could be a noun stands where a verb stands: after a subject, "to", a helping verb."""
    if i == 0 or (i in made.group_to and not made.group_to[i].poss):
        return True
    before = made.lows[i - 1]
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


def _read_either(made: SentenceView, word: str, i: int) -> list[Candidate]:
    """A word that is verb or noun: noun after an article, adjective or owner, verb else."""
    verb = next((cue for cue in LEX.verbs.get(word, ()) if len(cue.words) == 1), None)
    noun = next((cue for cue in LEX.nouns.get(word, ()) if len(cue.words) == 1), None)
    before = made.lows[i - 1] if i else ""
    if word == "partner" and i in made.group_to and i + 1 in made.group_from and len(made.group_to[i]) == 1:
        return deal_nouns.read_noun(made, noun, i) if noun else []
    if word == "partner" and before == "to" and i + 1 in made.group_from and _gives(made, i):
        return []
    as_verb = before in LEX.auxiliaries or before in {"to", "and"} or (i in made.group_to and not made.group_to[i].poss)
    if verb and (as_verb or not noun):
        found = tie_verbs.read_verb(made, verb, i)
        if found:
            return [found]
    return deal_nouns.read_noun(made, noun, i) if noun else []


def _gives(made: SentenceView, i: int) -> bool:
    """True if something is sold or handed over before word `i`: "sells its share to partner X"."""
    verbs = LEX.verbs
    return any(low in verbs and verbs[low][0].frame.name in {"sell", "supply"} for low in made.lows[:i])
