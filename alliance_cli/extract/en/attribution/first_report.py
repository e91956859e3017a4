"""Who had the news first, where a report says so apart from the sentences on the deal."""

from alliance_cli.extract.document import Document, SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX

_BREAKING = LEX.verbs_of_breaking_news
_FIRST_TO = _BREAKING | {"to"}


def first_reporter(document: Document) -> str:
    """The outlet that a report says had the news first, "" if none: "Kyodo" for "Kyodo first reported the talks"."""
    own = document.report.publisher.casefold()
    for sentence in document.body:
        words = sentence.words
        if LEX.first.isdisjoint(words) or _BREAKING.isdisjoint(words):
            continue
        at = next(place for place, word in enumerate(words) if word in LEX.first)
        # Only close to it: "the first engine will be ready in May, a report by X said" tells of no first report.
        if _FIRST_TO.isdisjoint(words[max(0, at - 2) : at + 4]):
            continue
        for mention in sentence.named:
            entity = mention.entity
            if entity.outlet and entity.outlet.casefold() != own:
                return entity.outlet
    return ""


def lead_origin(document: Document) -> str:
    """Whose word the first sentence of the text gives: an outlet's name, "sources" or "unknown".

    It is asked for where the sentences on a deal quote nobody, since a lead need not name the deal again.
    """
    for view in document.views:
        if not view.sentence.headline and view.sentence.index == 0:
            return _lead_voice(view, document.said[view], document.report.publisher)
    return "unknown"


def _lead_voice(view: SentenceView, said: list[SpeechEvent], publisher: str) -> str:
    """Who speaks in a lead: "sources" for "after people close to the company said"."""
    people, insiders = LEX.unnamed_people, LEX.insiders
    for i, word in enumerate(view.words):
        if word in people and not insiders.isdisjoint(view.words[i + 1 : i + 3]):
            return "sources"
    for voice in said:
        if voice.voice is Voice.ANONYMOUS and not voice.relays:
            return "sources"
        if voice.voice is Voice.OUTLET and voice.name and voice.name.casefold() != publisher.casefold():
            return voice.name
    return "unknown"
