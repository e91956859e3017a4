"""What each sentence says of a talk: how far it got, whether it is so or over. The end of a clause tells."""

from collections.abc import Iterator, Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, Document, SentenceFacts, SentenceView, TalkCandidate, Voice
from alliance_cli.extract.ja.lexicon import pattern, plainly, shape
from alliance_cli.extract.ja.relations.groups import plain_of
from alliance_cli.extract.ja.text.plain import line_of
from alliance_cli.extract.scoring.measuring import place_of
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.models import Stage

_POINTING: Final = 0.5
"""What a sentence weighs that only points back."""
_BACK: Final = 24
"""So many signs before a cue may say that it is over: "破談となったA社との統合"."""
_RIGHT_BEHIND: Final = 3
"""So few signs stand between a tie and the word that only it is over: "Bとの提携は解消"."""
_STAGES: Final = (
    ("operating", Stage.OPERATING), ("mou", Stage.MOU), ("agreed", Stage.AGREED), ("talks", Stage.TALKS),
    ("exploring", Stage.EXPLORING),
)  # fmt: skip

_NEGATIONS: Final = ("negated deed", "no such plan", "not under way", "rather than")
"""What stands right behind a deed that is not done: "買収しない", "買収する考えはない", "買収ではなく"."""


def facts_of(document: Document, talk: TalkCandidate, scorer: Scorer) -> Iterator[SentenceFacts]:
    """What is said by the sentences that a talk was read from, and by those that only point back to it."""
    own: dict[SentenceView, list[Candidate]] = {}
    for candidate in talk.candidates:
        own.setdefault(candidate.view, []).append(candidate)
    others: dict[SentenceView, list[Candidate]] = {}
    for other in document.talks:
        if other is not talk and not other.dropped:
            for candidate in other.candidates:
                others.setdefault(candidate.view, []).append(candidate)
    for view in document.views:
        voices = document.said[view]
        if mine := own.get(view):
            facts = SentenceFacts(view, scorer.place(place_of(mine[0])), voices, True, mine[0].first, True)
            _read(facts, mine, others.get(view, ()))
            facts.ended = facts.ended or any(candidate.ended for candidate in mine)
            yield facts
        elif talk.main and view not in others and _points_back(view, talk):
            facts = SentenceFacts(view, _POINTING, voices, False, -1, False)
            _read(facts, [], ())
            if facts.denied or facts.ended or facts.ending or facts.voices:
                facts.direct = facts.ended
                yield facts


def _points_back(view: SentenceView, talk: TalkCandidate) -> bool:
    """True for a sentence without a tie-up of its own that speaks of a party, or of what was reported."""
    about = {entity for group in view.groups() for entity in group.members}
    return bool(about & talk.entities) or pattern("said_by_outlet").search(plain_of(view)) is not None


def _read(facts: SentenceFacts, candidates: Sequence[Candidate], others: Sequence[Candidate]) -> None:
    line = line_of(facts.view)
    text = line.plain
    starts = line.starts
    spans = [_span(starts[c.first], c) for c in candidates] or [(0, 0)]
    last = max(end for _, end in spans)
    stop = shape("contrast").search(text, last)
    held = pattern("not_denied", "comment_none")
    tail = held.sub("", plainly(text[min(start for start, _ in spans) : stop.start() if stop else len(text)]))
    behind = held.sub("", plainly(text[last : stop.start() if stop else len(text)]))
    _read_ending(facts, spans, [_span(starts[c.first], c) for c in others])
    _read_doubt(facts, text, behind, text[: spans[-1][0]])
    _read_stage(facts, tail, behind, text[: spans[0][0]])


def _span(start: int, candidate: Candidate) -> tuple[int, int]:
    """The cue of a candidate; one that says itself how far it got ("協議") counts among what follows."""
    return start, start if candidate.cue.frame.vague else start + len(candidate.cue.lemma)


def _read_stage(facts: SentenceFacts, tail: str, behind: str, text_before: str) -> None:
    """How far it got, and how sure that is told."""
    undecided = shape("whether").match(behind) is not None
    facts.stage = Stage.EXPLORING if undecided else _stage(tail, behind)
    facts.hedged = undecided or pattern("hedged").search(behind) is not None or _headline_plan(facts, behind)
    done = not undecided and pattern("factual").search(behind) is not None
    facts.factual = done and (not facts.hedged or facts.stage in (Stage.AGREED, Stage.MOU, Stage.OPERATING))
    if facts.factual:
        facts.hedged = False
    offered = shape("offer before").search(text_before) is not None and shape("offered").match(behind) is not None
    known = shape("known deal").match(behind) is not None
    facts.settled = (facts.stage is Stage.OPERATING and not facts.hedged) or offered or known
    facts.planned = "plan" if facts.stage is None and pattern("planned").search(behind) else ""
    facts.renewed = pattern("renewed").search(tail) is not None
    facts.on_hold = pattern("on_hold").search(tail) is not None
    facts.attributed = any(voice.voice in (Voice.OUTLET, Voice.ANONYMOUS) for voice in facts.voices)


def _stage(tail: str, behind: str) -> Stage | None:
    """The stage of the words that come last, which are those of the verb; a memorandum counts wherever it stands."""
    if pattern("mou").search(tail) and not shape("final").search(behind):
        return Stage.MOU
    if shape("goes on still").match(behind):
        return Stage.OPERATING
    if pattern("accepted").search(behind):
        return Stage.AGREED
    best: tuple[int, Stage] | None = None
    for name, stage in _STAGES:
        place = max((found.end() for found in pattern(name).finditer(behind)), default=-1)
        if place >= 0 and (best is None or _RANK[stage] > _RANK[best[1]]):
            best = (place, stage)
    return best[1] if best else None


_RANK = {Stage.EXPLORING: 0, Stage.AGREED: 1, Stage.TALKS: 2, Stage.OPERATING: 3, Stage.MOU: 4}
"""Which stage counts where a clause has words of several: "協議を始めることで合意した" tells of talks."""


def _headline_plan(facts: SentenceFacts, behind: str) -> bool:
    """ "買収へ": a headline that leaves out the verb."""
    return facts.headline and shape("headline plan").match(behind) is not None


def _read_doubt(facts: SentenceFacts, text: str, behind: str, before: str) -> None:
    """Whether it is denied, merely possible, or imagined. Whoever does not sell what it holds goes on holding it."""
    denial = _denial(text)
    if denial is not None:
        facts.denied = True
        facts.denied_at = line_of(facts.view).token_at(denial)
    undone = any(shape(name).match(behind) for name in _NEGATIONS) and not shape("keeps").search(before)
    facts.negated = undone and not facts.denied
    facts.open = pattern("open").search(behind) is not None
    facts.hypothetical = pattern("hypothetical").search(text) is not None and not facts.ended and not facts.voices
    facts.fancy = pattern("fancy").search(text) is not None and not facts.voices


def _denial(text: str) -> int | None:
    """Where a sentence denies; what says that nothing is decided, or who did not announce it, denies nothing."""
    spared = [found.span() for found in pattern("not_denied").finditer(text)]
    for found in pattern("denied").finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in spared):
            return found.start()
    return None


def _read_ending(facts: SentenceFacts, spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> None:
    """Whether it is over or to end, by a word behind its cue or right before it, not right behind another's."""
    line = line_of(facts.view)
    text = line.plain
    begin = min(start for start, _ in spans)
    place = _end_place(text, max(0, begin - _BACK), begin)
    last = max(end for _, end in spans)
    if place is None or any(last < end <= place <= end + _RIGHT_BEHIND for _, end in others):
        return
    facts.end_at = line.token_at(place)
    if pattern("ending").search(text, max(0, place - 2)) and not pattern("record").search(text):
        facts.ending = True
        return
    facts.ended, facts.ended_at = True, facts.end_at


def _end_place(text: str, start: int, cue: int) -> int | None:
    spared = [found.span() for found in pattern("not_over", "not_ended").finditer(text)]
    for found in shape("ends").finditer(text, start):
        if any(first <= found.start() < last for first, last in spared):
            continue
        if found["tie"] and not shape("tie before").search(text[: found.start()]):
            continue
        if found.start() < cue and not _is_before(text, found.end(), cue):
            continue
        return found.start()
    return None


def _is_before(text: str, end: int, cue: int) -> bool:
    """True where a word of ending says of what follows that it is over, not of another deal in a clause of its own."""
    said = shape("ended before").match(text, end)
    return said is not None and shape("own clause").search(text, said.end(), cue) is None
