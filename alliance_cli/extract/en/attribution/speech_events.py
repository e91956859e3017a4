"""Whose words a sentence gives: an outlet's, a company's on the record, unnamed people's, an outsider's."""

from typing import Final

from alliance_cli.extract.document import Document, SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.attribution.affiliation import speaks_for
from alliance_cli.extract.en.attribution.first_report import first_reporter, lead_origin
from alliance_cli.extract.en.attribution.headline import headline_voices
from alliance_cli.extract.en.attribution.scope import REPORTEDLY, REPORTS, scoped, without_pronouns
from alliance_cli.extract.en.attribution.speaker_phrases import speaker_after, speaker_before
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Sort

_CONFIRMED: Final = 12
"""How many words after "confirmed" may name what is confirmed."""
_COMMENT: Final = 14
"""How many words after a verb of saying may take it back by "declined to comment"."""
_ASIDE: Final = 14
"""How many words an aside right before a verb of saying may take."""

_CITING = LEX.according | LEX.verbs_of_citing
_RELAYING = LEX.verbs_of_citing | LEX.reportedly | LEX.chatter | {REPORTS}
_NEGATIONS = LEX.negatives_of_confirming | {"not", "no", "n't", "nor", "whether"}
_NO_COMMENT = LEX.negatives_of_comment | {"not", "no", "n't"}
_HEARSAY = LEX.reportedly | LEX.rumoured
_HEARSAY_NOUNS = LEX.reports | LEX.rumours
_BEFORE_BARE_HEARSAY = LEX.after | LEX.media | {"on"}
_BEFORE_HEARSAY = LEX.prepositions_of_occasion | LEX.kinds_of_reports | {"on", "by", "of", "to"}
_AFTER_HEARSAY = LEX.verbs_after_reports | {"that", "of", "it", "the"}
_HELPING = frozenset({"to", "could", "may", "might", "would", "will", "be", "been", "can", "should", "was", "were"})
_PARTED = frozenset({",", "--", "-"})
_AFTER_CLOSING = LEX.adverbs_of_time | {".", ",", "on", "in", "at", "that"}
_SPEECH = (
    LEX.reporting
    | LEX.passives_of_saying
    | LEX.verbs_of_hearsay
    | LEX.stories
    | _CITING
    | _HEARSAY_NOUNS
    | LEX.reportedly
)
"""Every word that can tell of a speaker: the others are passed over at once."""


def attribute(document: Document) -> None:
    """Find out who says what in the sentences that were read, and write it to `said`, `outlets` and the lead's origin.

    Sentences are taken in their order: "he said" and "the paper said" mean whom the sentences before have named.
    """
    last_outlet = ""
    last_said: SpeechEvent | None = None
    own = document.report.publisher.casefold()
    for view in document.views:
        found, last_said = without_pronouns(speech_events(view, last_outlet), last_said)
        if view.sentence.headline:
            found += headline_voices(view)
        document.said[view] = [_completed(view, event) for event in found]
        last_outlet = _outlet_named(view, own) or last_outlet
        document.outlets += [v.name for v in found if v.voice is Voice.OUTLET and v.name and v.name.casefold() != own]
    document.first_reporter = first_reporter(document)
    document.lead_origin = lead_origin(document)


def _outlet_named(view: SentenceView, own: str) -> str:
    """The last outlet that a sentence names, "" if none: what "the paper" means in the next."""
    named = [m.entity.outlet for m in view.mention_at if m is not None and m.entity.sort is Sort.OUTLET]
    return next((name for name in reversed(named) if name.casefold() != own and name not in LEX.wires), "")


def _completed(view: SentenceView, event: SpeechEvent) -> SpeechEvent:
    """A speech event with what only its own words tell of it."""
    entity = event.entity
    titled = event.voice is Voice.RECORD and entity is not None and entity.sort in (Sort.PERSON, Sort.UNKNOWN)
    return event._replace(
        relays=event.verb in _RELAYING,
        owns_up=entity is not None and _owns_up(view, event),
        personal=event.name in {"he", "she"},
        companies=speaks_for(entity) if titled and entity is not None else frozenset(),
    )


def _owns_up(view: SentenceView, event: SpeechEvent) -> bool:
    """True for "X confirmed the negotiations": the talks or the deal themselves, and with nobody unnamed."""
    if event.verb not in LEX.owning_up:
        return False
    said = view.words[event.at + 1 : event.at + _CONFIRMED]
    negations = (*said, *view.words[max(0, event.at - 4) : event.at])
    if LEX.deal_words.isdisjoint(said) or not _NEGATIONS.isdisjoint(negations):
        return False
    return LEX.unnamed_parties.isdisjoint(said)  # "confirmed talks with several parties" owns up to none of them


def speech_events(view: SentenceView, last_outlet: str) -> list[SpeechEvent]:
    """Every speaker of a sentence, left to right; `last_outlet` is what "the paper" means."""
    found: list[SpeechEvent] = []
    for i, word in enumerate(view.words):
        if word in _SPEECH and view.mention_at[i] is None:
            found += _speakers(view, i, last_outlet)
    return [scoped(view, event) for event in found]


def _speakers(view: SentenceView, i: int, last_outlet: str) -> list[SpeechEvent]:
    """Who speaks by the word at `i`: a source cited, hearsay, the "by X" of a passive, who says it."""
    word = view.words[i]
    by = view.words[i + 1 : i + 2] == ["by"]
    if word in _CITING and not by:
        return _cited(view, i, last_outlet)
    # Hearsay goes before saying: "is said to" has a verb of both.
    if (heard := _heard(view, i, last_outlet)) is not None:
        return [heard]
    speaker = None
    if by and word in LEX.passives_of_saying:
        speaker = speaker_after(view, i + 2, last_outlet, word)
    elif word in LEX.reporting and word not in LEX.nouns_of_saying and _states(view, i):
        speaker = _said(view, i, last_outlet)
    return [speaker] if speaker is not None else []


def _cited(view: SentenceView, i: int, last_outlet: str) -> list[SpeechEvent]:
    """ "according to X"; "the paper said, citing X" gives the paper as well."""
    word = view.words[i]
    found: list[SpeechEvent] = []
    left = speaker_before(view, i, last_outlet) if word not in LEX.according else None
    if left is not None and left.voice is Voice.OUTLET:
        found.append(left)
    right = speaker_after(view, i + 1, last_outlet, word)
    return [*found, right] if right is not None else found


def _heard(view: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """Hearsay without a verb of saying of its own: "reportedly", "is said to", "after reports that"."""
    words = view.words
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in _HEARSAY:
        return SpeechEvent(Voice.ANONYMOUS, "", i, verb=word)
    if word in LEX.stories and after in {"by", "in", "from", "on"}:
        speaker = speaker_after(view, i + 2, last_outlet, "report")
        return speaker if speaker is not None and speaker.voice is Voice.OUTLET else None
    if word in LEX.verbs_of_hearsay and _passive_hearsay(view, i):
        return SpeechEvent(Voice.ANONYMOUS, "", i, verb=REPORTEDLY)
    if word in LEX.stories and i and after in {"that", "of", "it"} and (outlet := _outlet_before(view, i)):
        return SpeechEvent(Voice.OUTLET, outlet, i, verb=REPORTS)
    if word in _HEARSAY_NOUNS and _hearsay_noun(view, i):
        return SpeechEvent(Voice.OUTLET if word in LEX.reports else Voice.ANONYMOUS, "", i, verb=REPORTS)
    return None


def _said(view: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """The speaker of the verb of saying at `i`, before it or, inverted, after it."""
    word = view.words[i]
    if (outlet := _inverted_outlet(view, i)) is not None:
        return outlet
    if word not in LEX.plain_telling:
        return speaker_before(view, i, last_outlet)
    parted = i > 1 and view.words[i - 1] in _PARTED
    inverted = parted and not _ends_there(view, i) and not _after_aside(view, i)
    speaker = None if inverted else speaker_before(view, i, last_outlet)
    return speaker if speaker is not None else speaker_after(view, i + 1, last_outlet, word)


def _after_aside(view: SentenceView, i: int) -> bool:
    """True for "the Telegraph, without citing sources, said": the speaker stands before the aside."""
    for j in range(i - 2, max(0, i - _ASIDE), -1):
        if view.words[j] == ",":
            return view.mention_at[j - 1] is not None and view.words[j + 1] in LEX.speech_asides
    return False


def _inverted_outlet(view: SentenceView, i: int) -> SpeechEvent | None:
    """ "..., reported the Sunday Times"."""
    if i == 0 or view.words[i - 1] not in _PARTED:
        return None
    j = i + 2 if view.words[i + 1 : i + 2] == ["the"] else i + 1
    entity = view.entity_at(j)
    if entity is not None and entity.sort is Sort.OUTLET and entity.outlet not in LEX.wires:
        return SpeechEvent(Voice.OUTLET, entity.outlet, i, entity, view.words[i])
    return None


def _states(view: SentenceView, i: int) -> bool:
    """True for a verb of saying that says something: not "to announce", "could be announced", "declined to comment"."""
    before = view.words[i - 1] if i else ""
    if "yet" in view.words[max(0, i - 4) : i]:
        return False  # "has yet to say"
    if before in _HELPING or not LEX.nothing.isdisjoint(view.words[i + 1 : i + 3]):
        return False
    follow = view.words[i + 1 : i + _COMMENT]
    return LEX.comment.isdisjoint(follow) or _NO_COMMENT.isdisjoint(follow)


def _ends_there(view: SentenceView, i: int) -> bool:
    """True where no speaker can follow the verb at `i`: "..., X, said on Monday", "..., X, said that"."""
    after = view.words[i + 1] if i + 1 < len(view) else "."
    return after in _AFTER_CLOSING or after.endswith("day")


def _passive_hearsay(view: SentenceView, i: int) -> bool:
    """ "it is understood that", "is said to be", in headlines "X said to weigh"."""
    before = view.words[i - 1] if i else ""
    after = view.words[i + 1] if i + 1 < len(view) else ""
    if before in {"is", "are", "was", "were", "be"}:
        return after in {"to", "that"}
    if view.words[i] in LEX.participles_of_report:
        return before == "been" and after in {"in", "to"}  # "have been reported to be in talks"
    # "X said to weigh" drops its "is" in headlines and in leads; further on "said to" tells whom something was told.
    terse = view.sentence.headline or view.sentence.title_case or view.sentence.index == 0
    return view.words[i] in LEX.said and after == "to" and terse


def _outlet_before(view: SentenceView, i: int) -> str:
    """The outlet named before the story at `i`, "" if none: "a Nikkei report that", "a Nikkei paper report that"."""
    mention = view.mention_at[i - 1] or (
        view.mention_at[i - 2] if i > 1 and view.words[i - 1] in LEX.paper_nouns else None
    )
    entity = mention.entity if mention else None
    return entity.outlet if entity is not None else ""


def _hearsay_noun(view: SentenceView, i: int) -> bool:
    """True for "after reports that ...", "on speculation that ..."."""
    before = view.words[i - 1] if i else ""
    after = view.words[i + 1] if i + 1 < len(view) else ""
    if after not in _AFTER_HEARSAY and before not in _BEFORE_BARE_HEARSAY:
        return False
    # A single report is one that is named, and so has a speaker of its own.
    return before in _BEFORE_HEARSAY and view.words[i] not in LEX.report
