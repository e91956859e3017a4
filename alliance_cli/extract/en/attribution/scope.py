"""A speaker in a sentence, and which of its words are his."""

from dataclasses import replace

from alliance_cli.extract.document import SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX


def scoped(view: SentenceView, said: SpeechEvent) -> SpeechEvent:
    """Bound what is said: after "X said that ..." what follows, before "..., X said" what precedes."""
    words, n = view.words, len(view)
    if said.verb in {"according", "citing", "cited", "cites", "quoting", "reportedly", "chatter"}:
        if said.verb in {"according", "citing", "quoting"} and said.at > 6:
            return replace(said, first=_break_before(view, said.at), last=n)
        return said
    if said.verb == "reports":
        return replace(said, first=said.at, last=n)
    comma = max((j for j in range(said.at) if words[j] == ","), default=-1)
    quoted = said.verb == "saying" and view.words[said.at - 1] == "as"
    trailing = comma >= 2 and (quoted or (said.at - comma < 14 and _nothing_follows(view, said.at)))
    if trailing:
        return replace(said, first=_clause_before(view, comma), last=n)
    if said.at and view.words[said.at - 1] == "," and view.depth[said.at - 1] > 0:
        return replace(said, first=said.at, last=_break_after(view, said.at))  # "A, which is in talks, said revenue"
    start = _break_before(view, said.at) or _relative(view, said)
    return replace(said, first=start if start else 0, last=_break_after(view, said.at))


def _nothing_follows(view: SentenceView, at: int) -> bool:
    rest = view.words[at + 1 : at + 12]
    if not rest or rest[0] in {",", ".", "?", "!", ";"}:
        return True
    if view.words[at] in {"according"}:
        return True
    return all(
        word in LEX.trailers or word in {".", ","} or word[0].isdigit() or (len(word) <= 4 and word.isalpha() is False)
        for word in rest[:4]
    )


def _break_before(view: SentenceView, i: int) -> int:
    """Where the clause begins that runs up to `i`: after the last "while", "but", "as" that follows a comma."""
    for j in range(i - 1, 1, -1):
        if view.words[j] in LEX.scope_breaks and (view.words[j - 1] == "," or view.words[j] in {";", "while", "as"}):
            return j + 1
    return 0


def _clause_before(view: SentenceView, i: int) -> int:
    """Where the sentence begins that "..., X said" closes: only ", while", ", but" and ";" cut it off."""
    for j in range(i - 1, 1, -1):
        if (
            view.words[j] in {"while", "but", "although", "though", "whereas"} and view.words[j - 1] == ","
        ) or view.words[j] == ";":
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
            return j
    return 0


_SUBJECT = 6


def _break_after(view: SentenceView, i: int) -> int:
    for j in range(i + 1, len(view) - 1):
        if (view.words[j] in LEX.scope_breaks and view.words[j - 1] == ",") or view.words[j] == ";":
            return j
    return len(view)


def without_pronouns(said: list[SpeechEvent], last: SpeechEvent | None) -> tuple[list[SpeechEvent], SpeechEvent | None]:
    """Give "he said" and "it said" the speaker named before, and say who spoke last."""
    found: list[SpeechEvent] = []
    for one in said:
        pronoun = one.name in {"he", "she", "it", "they"} and one.entity is None and last is not None
        meant = replace(one, voice=last.voice, name=last.name, entity=last.entity) if pronoun and last else one
        found.append(meant)
        if meant.voice is not Voice.ANONYMOUS or meant.verb not in {"reportedly", "reports"}:
            last = meant
    return found, last
