"""Whose words a sentence gives: an outlet's, a company's on the record, unnamed people's, an outsider's."""

from dataclasses import replace

from alliance_cli.extract.document import Document, SentenceView, Sort, SpeechEvent, Voice
from alliance_cli.extract.en.attribution.affiliation import speaks_for
from alliance_cli.extract.en.attribution.first_report import first_reporter, lead_origin
from alliance_cli.extract.en.attribution.headline import headline_voices
from alliance_cli.extract.en.attribution.scope import scoped, without_pronouns
from alliance_cli.extract.en.attribution.speaker_phrases import speaker_after, speaker_before
from alliance_cli.extract.en.lexicon import LEX


def attribute(document: Document) -> None:
    """Find out who says what in the sentences that were read."""
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
    return replace(
        event,
        relays=event.verb in _RELAYING,
        owns_up=entity is not None and _owns_up(view, event),
        personal=event.name in {"he", "she"},
        companies=speaks_for(entity) if titled and entity is not None else frozenset(),
    )


_RELAYING = frozenset({"citing", "cited", "cites", "quoting", "reportedly", "chatter", "reports"})


def _owns_up(view: SentenceView, event: SpeechEvent) -> bool:
    """True for "X confirmed the negotiations": the talks or the deal themselves, and with nobody unnamed."""
    if event.verb not in LEX.owning_up:
        return False
    said = view.words[event.at + 1 : event.at + _OBJECT]
    negations = (*said, *view.words[max(0, event.at - 4) : event.at])
    return not LEX.deal_words.isdisjoint(said) and _OTHERS.isdisjoint(said) and _NEGATIONS.isdisjoint(negations)


_OBJECT = 12
_NEGATIONS = frozenset({"not", "no", "n't", "never", "neither", "nor", "without", "whether", "declined"})
_OTHERS = frozenset({"third", "several", "number", "various", "unnamed", "undisclosed", "unidentified"})


def speech_events(view: SentenceView, last_outlet: str) -> list[SpeechEvent]:
    """Every speaker of a sentence, left to right; `last_outlet` is what "the paper" means."""
    found: list[SpeechEvent] = []
    for i, word in enumerate(view.words):
        if word not in _SPEECH or view.mention_at[i] is not None:
            continue
        if word in _CITING and view.words[i + 1 : i + 2] != ["by"]:
            found += _cited(view, i, last_outlet)
        elif (heard := _heard(view, i, last_outlet)) is not None:
            found.append(heard)
        elif word in _BY and view.words[i + 1 : i + 2] == ["by"]:
            if (by := speaker_after(view, i + 2, last_outlet, word)) is not None:
                found.append(by)
        elif word in LEX.reporting and word not in {"report", "note"} and _states(view, i):
            made = _said(view, i, last_outlet)
            if made is not None:
                found.append(made)
    return [scoped(view, attribution) for attribution in found]


_BY = frozenset({"confirmed", "announced", "disclosed", "quoted", "cited", "reported"})
_CITING = frozenset({"according", "citing", "cited", "quoting", "cites"})
_HEARSAY_VERBS = frozenset({"understood", "believed", "thought", "said", "reported", "rumored", "rumoured"})
_STORIES = frozenset({"report", "story", "article", "account", "claim"})
_HEARSAY_NOUNS = frozenset({"reports", "report", "speculation", "rumors", "rumours"})


_SPEECH = LEX.reporting | _BY | _CITING | _HEARSAY_VERBS | _HEARSAY_NOUNS | _STORIES | {"reportedly"}
"""Every word that can tell of a speaker."""


def _cited(view: SentenceView, i: int, last_outlet: str) -> list[SpeechEvent]:
    """ "according to X"; "the paper said, citing X" gives the paper as well."""
    word = view.words[i]
    found: list[SpeechEvent] = []
    left = speaker_before(view, i, last_outlet) if word != "according" else None
    if left is not None and left.voice is Voice.OUTLET:
        found.append(left)
    right = speaker_after(view, i + 1, last_outlet, word)
    return [*found, right] if right is not None else found


def _heard(view: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """Hearsay without a verb of saying of its own: "reportedly", "is said to", "after reports that"."""
    words = view.words
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in {"reportedly", "rumored", "rumoured"}:
        return SpeechEvent(Voice.ANONYMOUS, "", i, verb=word)
    if word in _STORIES and after in {"by", "in", "from", "on"}:
        made = speaker_after(view, i + 2, last_outlet, "report")
        return made if made is not None and made.voice is Voice.OUTLET else None
    if word in _HEARSAY_VERBS and _passive_hearsay(view, i):
        return SpeechEvent(Voice.ANONYMOUS, "", i, verb="reportedly")
    if word in _STORIES and i and after in {"that", "of", "it"} and (outlet := _outlet_before(view, i)):
        return SpeechEvent(Voice.OUTLET, outlet, i, verb="reports")
    if word in _HEARSAY_NOUNS and _hearsay_noun(view, i):
        return SpeechEvent(Voice.OUTLET if word.startswith("rep") else Voice.ANONYMOUS, "", i, verb="reports")
    return None


def _said(view: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """The speaker of the verb of saying at `i`, before it or, inverted, after it."""
    word = view.words[i]
    if (outlet := _inverted_outlet(view, i)) is not None:
        return outlet
    if word not in LEX.verbs_before_speaker:
        return speaker_before(view, i, last_outlet)
    parted = i > 1 and view.words[i - 1] in {",", "--", "-"}
    inverted = parted and not _ends_there(view, i) and not _after_aside(view, i)
    made = None if inverted else speaker_before(view, i, last_outlet)
    return made if made is not None else speaker_after(view, i + 1, last_outlet, word)


def _after_aside(view: SentenceView, i: int) -> bool:
    """True for "the Telegraph, without citing sources, said": the speaker stands before the aside."""
    for j in range(i - 2, max(0, i - _ASIDE), -1):
        if view.words[j] == ",":
            return view.mention_at[j - 1] is not None and view.words[j + 1] in LEX.speech_asides
    return False


_ASIDE = 14


def _inverted_outlet(view: SentenceView, i: int) -> SpeechEvent | None:
    """ "..., reported the Sunday Times"."""
    if i == 0 or view.words[i - 1] not in {",", "--", "-"}:
        return None
    j = i + 2 if view.words[i + 1 : i + 2] == ["the"] else i + 1
    mention = view.mention_at[j] if j < len(view) else None
    entity = mention.entity if mention else None
    if entity is not None and entity.sort is Sort.OUTLET and entity.outlet not in LEX.wires:
        return SpeechEvent(Voice.OUTLET, entity.outlet, i, entity, view.words[i])
    return None


def _states(view: SentenceView, i: int) -> bool:
    """True for a verb of saying that says something: not "to announce", "could be announced", "declined to comment"."""
    before = view.words[i - 1] if i else ""
    if "yet" in view.words[max(0, i - 4) : i]:
        return False
    if before in {"to", "could", "may", "might", "would", "will", "be", "been", "can", "should", "was", "were"}:
        return False
    if "nothing" in view.words[i + 1 : i + 3]:
        return False
    return "comment" not in view.words[i + 1 : i + 14] or not {
        "not",
        "declined",
        "no",
        "refused",
        "unavailable",
        "decline",
        "n't",
    } & set(view.words[i + 1 : i + 14])


def _ends_there(view: SentenceView, i: int) -> bool:
    after = view.words[i + 1] if i + 1 < len(view) else "."
    return after in {".", ",", "on", "in", "at", "late", "earlier", "that"} or after.endswith("day")


def _passive_hearsay(view: SentenceView, i: int) -> bool:
    """ "it is understood that", "is said to be", in headlines "X said to weigh"."""
    before = view.words[i - 1] if i else ""
    after = view.words[i + 1] if i + 1 < len(view) else ""
    if before in {"is", "are", "was", "were", "be"}:
        return after in {"to", "that"}
    if view.words[i] == "reported":
        return before == "been" and after in {"in", "to"}
    return (
        view.words[i] == "said"
        and after == "to"
        and (view.sentence.headline or view.sentence.title_case or view.sentence.index == 0)
    )


def _outlet_before(view: SentenceView, i: int) -> str:
    mention = view.mention_at[i - 1] or (
        view.mention_at[i - 2] if i > 1 and view.words[i - 1] in LEX.paper_nouns else None
    )
    entity = mention.entity if mention else None
    return entity.outlet if entity is not None else ""


def _hearsay_noun(view: SentenceView, i: int) -> bool:
    """True for "after reports that ...", "on speculation that ..."."""
    before = view.words[i - 1] if i else ""
    after = view.words[i + 1] if i + 1 < len(view) else ""
    if after not in {"that", "of", "it", "the", "said", "say"} and before not in {"on", "after", "media"}:
        return False
    return (
        before
        in {
            "after",
            "on",
            "following",
            "amid",
            "by",
            "media",
            "news",
            "press",
            "of",
            "to",
            "conflicting",
            "unconfirmed",
        }
        and view.words[i] != "report"
    )
