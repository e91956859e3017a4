"""A speaker in a sentence, and which of its words are his."""

from typing import Final

from alliance_cli.extract.document import SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX

REPORTEDLY: Final = "reportedly"
"""The verb of hearsay without a speaker: "X is said to be in talks"."""
REPORTS: Final = "reports"
"""The verb of hearsay that a noun tells of: "after reports that"; a paper that "reports" goes by the same."""

_TRAILING: Final = 14
"""How many words may lie between the comma of "..., X said" and its verb."""
_SUBJECT: Final = 6
"""How many words the speaker of a relative clause may take: "that analysts at two London banks say"."""
_OPENING: Final = 6
"""A source cited in these first words stands before what it says: "According to Kyodo, ..."."""

_WHOLE_SENTENCE = LEX.according | LEX.verbs_of_citing | LEX.reportedly
_CLOSING = LEX.according | LEX.participles_of_citing
_TURNS = LEX.conjunctions_of_contrast | {"but"}
_TURNS_WITHOUT_COMMA = LEX.meanwhile | {";", "as"}


def scoped(view: SentenceView, said: SpeechEvent) -> SpeechEvent:
    """Bound what is said: after "X said that ..." what follows, before "..., X said" what precedes."""
    words, n = view.words, len(view)
    if said.verb in _WHOLE_SENTENCE:
        # "A is in talks with B while C is growing, according to X": what X says begins after "while".
        if said.verb in _CLOSING and said.at > _OPENING:
            return said._replace(first=_break_before(view, said.at), last=n)
        return said
    if said.verb == REPORTS:
        return said._replace(first=said.at, last=n)
    comma = max((j for j in range(said.at) if words[j] == ","), default=-1)
    quoted = said.verb in LEX.participles_of_saying and words[said.at - 1] == "as"
    # One word before the comma is no statement: "Separately, X said".
    trailing = comma >= 2 and (quoted or (said.at - comma < _TRAILING and _nothing_follows(view, said.at)))
    if trailing:
        return said._replace(first=_clause_before(view, comma), last=n)
    if said.at and words[said.at - 1] == "," and view.depth[said.at - 1] > 0:
        return said._replace(first=said.at, last=_break_after(view, said.at))  # "A, which is in talks, said revenue"
    start = _break_before(view, said.at) or _relative(view, said)
    return said._replace(first=start, last=_break_after(view, said.at))


def _nothing_follows(view: SentenceView, at: int) -> bool:
    """True if only a date, a place or a hearer follows the verb at `at`: "..., X said on Monday", "X told Reuters."."""
    rest = view.words[at + 1 : at + 12]
    if not rest or rest[0] in {",", ".", "?", "!", ";"}:
        return True
    # Days and years are digits, initials of places have dots: "said in Washington, D.C. on June 5".
    return all(
        word in LEX.trailers or word in {".", ","} or word[0].isdigit() or (len(word) <= 4 and not word.isalpha())
        for word in rest[:4]
    )


def _break_before(view: SentenceView, i: int) -> int:
    """Where the clause begins that runs up to `i`: after the last ", but", "while", "as" or ";"; 0 without one."""
    for j in range(i - 1, 1, -1):
        if view.words[j] in LEX.scope_breaks and (view.words[j - 1] == "," or view.words[j] in _TURNS_WITHOUT_COMMA):
            return j + 1
    return 0


def _clause_before(view: SentenceView, i: int) -> int:
    """Where the sentence begins that "..., X said" closes: only ", while", ", but" and ";" cut it off."""
    for j in range(i - 1, 1, -1):
        if view.words[j] == ";" or (view.words[j] in _TURNS and view.words[j - 1] == ","):
            return j + 1
    return 0


def _relative(view: SentenceView, said: SpeechEvent) -> int:
    """Where the words begin that stand under "a deal that analysts say will ..."; 0 where nothing of the kind does."""
    if said.voice not in (Voice.OUTSIDER, Voice.ANONYMOUS):
        return 0
    for j in range(said.at - 1, max(1, said.at - _SUBJECT), -1):
        if view.words[j] == ",":
            return 0
        if view.words[j] in {"that", "which"} and view.words[j - 1] not in LEX.reporting:
            return j  # not the "that" of "X said that analysts say"
    return 0


def _break_after(view: SentenceView, i: int) -> int:
    """Where what is said after the verb at `i` ends: at ", but", ", as", ";" or with the sentence."""
    for j in range(i + 1, len(view) - 1):
        if (view.words[j] in LEX.scope_breaks and view.words[j - 1] == ",") or view.words[j] == ";":
            return j
    return len(view)


def without_pronouns(said: list[SpeechEvent], last: SpeechEvent | None) -> tuple[list[SpeechEvent], SpeechEvent | None]:
    """Give "he said" and "it said" the speaker named before, and say who spoke last."""
    found: list[SpeechEvent] = []
    for one in said:
        pronoun = one.name in {"he", "she", "it", "they"} and one.entity is None and last is not None
        meant = one._replace(voice=last.voice, name=last.name, entity=last.entity) if pronoun and last else one
        found.append(meant)
        # Nobody speaks in "reportedly" and "after reports that", so that a "he" in the next sentence is another.
        if meant.voice is not Voice.ANONYMOUS or meant.verb not in {REPORTEDLY, REPORTS}:
            last = meant
    return found, last
