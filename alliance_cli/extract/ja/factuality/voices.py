"""Who says what a sentence says: a company, an outlet, people who are not named."""

from collections.abc import Iterator
from itertools import pairwise

from alliance_cli.extract.document import Document, SentenceView, SpeechEvent, Voice
from alliance_cli.extract.ja.lexicon import LEX, pattern, plainly, shape
from alliance_cli.extract.ja.relations.groups import plain_of
from alliance_cli.extract.spans import Entity, Sort


def attribute(document: Document) -> None:
    """Say of each sentence who speaks; which outlets are cited, and which of them had the news first."""
    for view in document.views:
        document.said[view] = list(_voices(view))
    _carry_back(document)
    cited = [(view, voice) for view in document.views for voice in document.said[view] if voice.voice is Voice.OUTLET]
    document.outlets = list(dict.fromkeys(voice.name for _, voice in cited if voice.name))
    document.lead_origin = _lead(document)


def _carry_back(document: Document) -> None:
    """ "AはBを買収する方針を固めた。関係者が明らかにした。": who speaks in the one before."""
    read = {candidate.view for candidate in document.candidates}
    for before, view in pairwise(document.views):
        said = document.said[view]
        if view in read or not said or before.sentence.headline or before not in read:
            continue
        heard = [voice for voice in said if voice.voice in (Voice.ANONYMOUS, Voice.OUTLET)]
        if heard and not pattern("announced").search(plain_of(before)):
            document.said[before] = [*heard, *(v for v in document.said[before] if v.voice is not Voice.RECORD)]
            _carry_far(document, view, [voice for voice in heard if voice.voice is Voice.OUTLET])
        elif not heard and not document.said[before] and shape("only says").search(plain_of(view)):
            document.said[before] = said


def _carry_far(document: Document, view: SentenceView, outlets: list[SpeechEvent]) -> None:
    """ "…がわかった。…調整している。NHKが報じた。": an outlet that is named last told all of it."""
    for earlier in document.views:
        said = document.said[earlier]
        if earlier is view:
            return
        if outlets and said and all(voice.voice is Voice.ANONYMOUS for voice in said):
            document.said[earlier] = [*outlets, *said]


def _lead(document: Document) -> str:
    """Whose word the lead gives: an outlet's, that of unnamed people, else nobody's."""
    own = document.report.publisher.casefold()
    leading = [
        voice
        for view in document.views
        if not view.sentence.headline and view.sentence.index < 2
        for voice in document.said[view]
    ]
    outlets = [v.name for v in leading if v.voice is Voice.OUTLET and v.name and LEX.outlets.get(own, v.name) != own]
    if outlets:
        return outlets[0]
    return "sources" if any(voice.voice is Voice.ANONYMOUS for voice in leading) else "unknown"


def _voices(view: SentenceView) -> Iterator[SpeechEvent]:
    text = plainly(plain_of(view))
    outlets = list(dict.fromkeys(m.entity.outlet for m in view.mention_at if m is not None and m.entity.outlet))
    if pattern("not_denied", "comment_none").search(text):
        # who neither confirms nor denies says nothing: it is still what was reported
        if shape("hearsay").search(text):
            yield SpeechEvent(Voice.OUTLET, outlets[0] if outlets else "", 0, relays=True)
        return
    on_record = is_on_record(text)
    cites = pattern("said_by_outlet").search(text) is not None
    if on_record:
        # "日経によると、AはBを買収すると発表した": the outlet only carries what the company announced
        yield from _companies(view, text)
    if pattern("filing").search(text) and on_record:
        yield SpeechEvent(Voice.FILING, "", 0)
    if not on_record and cites:
        for outlet in outlets or ([""] if shape("hearsay").search(text) else []):
            yield SpeechEvent(Voice.OUTLET, outlet, 0, relays=True)
    if not on_record and pattern("anonymous").search(text):
        yield SpeechEvent(Voice.ANONYMOUS, "", 0, relays=bool(outlets))


def is_on_record(text: str) -> bool:
    """True for what a company itself tells: it announces, decides in its board, signs."""
    if pattern("no_record").search(text) and not pattern("announced").search(text):
        return False
    return pattern("record", "deed").search(text) is not None


def _companies(view: SentenceView, text: str) -> Iterator[SpeechEvent]:
    """The companies that speak: the subjects of the sentence, else nobody who is named."""
    subjects = list(dict.fromkeys(entity for group in view.groups() for entity in group.members if _speaks(entity)))
    for entity in subjects:
        yield SpeechEvent(Voice.RECORD, entity.name, 0, entity=entity, verb=_verb(text))
    if not subjects:
        yield SpeechEvent(Voice.RECORD, "", 0, entity=None, verb=_verb(text))


def _speaks(entity: Entity) -> bool:
    return entity.sort in (Sort.COMPANY, Sort.UNKNOWN)


def _verb(text: str) -> str:
    found = pattern("record", "deed").search(text)
    return found[0] if found else ""
