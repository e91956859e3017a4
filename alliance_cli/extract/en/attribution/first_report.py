"""Who had the news first, where a report says so apart from the sentences on the deal."""

from alliance_cli.extract.document import Document, SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX


def first_reporter(document: Document) -> str:
    """The outlet that a report says had the news first, "" if it names none."""
    own = document.report.publisher.casefold()
    for sentence in document.body:
        words = [token.word for token in sentence.tokens]
        if "first" not in words or not {"reported", "report", "broke", "broken"} & set(words):
            continue
        at = words.index("first")
        if not {"reported", "report", "broke", "broken", "to"} & set(words[max(0, at - 2) : at + 4]):
            continue
        for mention in sentence.named:
            entity = mention.entity
            if entity.outlet and entity.outlet.casefold() != own:
                return entity.outlet
    return ""


def lead_origin(document: Document) -> str:
    """Whose word the first sentence of the text gives, where it does not name the deal again: else "unknown"."""
    for view in document.views:
        if not view.sentence.headline and view.sentence.index == 0:
            return _lead_voice(view, document.said[view], document.report.publisher)
    return "unknown"


def _lead_voice(view: SentenceView, said: list[SpeechEvent], publisher: str) -> str:
    """Who speaks in a lead that does not name the deal again: "after people close to the company said"."""
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
