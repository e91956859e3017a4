"""Who advises on a deal: banks and law firms named with words of advice."""

import re
from collections.abc import Iterator

from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.document import Document, TalkCandidate
from alliance_cli.extract.en.slots.passages import BESIDE, LONGEST, Passage, Term, patterns
from alliance_cli.extract.spans import Sentence

_ENDED = r"(?<!Corp\.)(?<!Inc\.)(?<!Ltd\.)(?<!Plc\.)(?<!LLC\.)"
"""A sentence may end with what stands behind a name: "Evercore Corp. Lazard advised"."""
_BARE = rf"[A-Z][\w.&'’-]*(?:{_ENDED} (?:[&+]|and (?:Co|Partners)\b|[A-Z][\w.&'’-]*|of [A-Z][\w.&'’-]*))*"
_NAME = rf"{_BARE}(?: ?\( ?[\w.=]{{1,12}} ?\))?"
_NAMES = rf"{_NAME}(?:, {_NAME}){{0,4}}(?:,? and (?:the )?(?:law firms? |investment banks? |banks? )?{_NAME})?"
_BEFORE = re.compile(rf"({_NAMES})(?: \([^)]{{1,20}}\))?,? $")
_AFTER = re.compile(
    r"\s?(?:the )?(?:investment bank |bank |law firm |consulting firm |consultancy |(?:financial |legal )?advis[eo]r )?"
    rf"({_NAMES})"
)
_BESIDE = re.compile(rf"(?:^|[a-z,;] )({_NAME}), $")
_BLANK = re.compile(r"[^\S ]")
_MOST = 8
_NOBODY = frozenset({"He", "She", "It", "They", "We", "Who", "U.S", "U.K", "P.A", "P.C", "The"})
_SHORT = 3
"""A name that is no longer may be a part of any word."""
_OWNING = ("'s", "’s")
"""So ends a name that owns who is hired: "Renault's former chief"."""


def advisers(document: Document, talk: TalkCandidate) -> Term | None:
    """The names that sentences of a report say advise, where it is about this talk alone; no party of it is one."""
    if not talk.main or not _ADVICE.search(document.report.text):
        return None
    alone = document.is_one_main(talk)
    own = {word for party in talk.parts for surface in party.surfaces for word in (surface, surface.split()[0])}
    said: list[str] = []
    first: Term | None = None
    for sentence in document.body:
        if not sentence.tokens or not (alone or _names_one(document, sentence, own)):
            continue
        end = min(sentence.end, sentence.start + LONGEST)
        text = document.report.text[sentence.start : end]
        if not _ADVICE.search(text):
            continue
        text = _BLANK.sub(" ", text)
        for names, start, end in _advising(text):
            kept = [
                name
                for name in names
                if name not in own
                and name not in _NOBODY
                and not name.endswith(_OWNING)
                and name.split()[0] not in own
                and name not in said
            ]
            said += kept
            if kept and first is None:
                first = Term({}, Passage(text, sentence.start, sentence), start, end)
    return first and first._replace(values={"advisers": tuple(said[:_MOST])})


def _names_one(document: Document, sentence: Sentence, own: set[str]) -> bool:
    """True for a sentence in which a party stands; where it has no cue, no names were looked for."""
    text = document.report.text[sentence.start : sentence.end]
    return any(surface in text for surface in own if len(surface) > _SHORT)


def _advising(text: str) -> Iterator[tuple[list[str], int, int]]:
    for match in patterns()["advises"].finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - BESIDE), match.start())
        if before:
            yield _split(before[1]), before.start(1), match.end()
    for match in patterns()["adviser_is"].finditer(text):
        told = _BESIDE.search(text, max(0, match.start() - BESIDE), match.start())
        if told:
            yield _split(told[1]), told.start(1), match.end()
    for match in patterns()["advised_by"].finditer(text):
        after = _AFTER.match(text, match.end())
        if after and _ADVISED.search(text):
            yield _split(after[1]), match.start(), after.end(1)


_ADVISED = re.compile(r"\badvi[sc]", re.IGNORECASE)
_ADVICE = Caseless("advis|advic|counsel")
"""One of them stands in every sentence that tells of advice, as the patterns have it."""


def _split(names: str) -> list[str]:
    told = _FIRM.sub(lambda firm: firm[0].replace(", ", _JOIN), _TICKER.sub("", names))
    return [part.strip().removesuffix(".").replace(_JOIN, ", ") for part in _BETWEEN.split(told) if part.strip()]


_FIRM = re.compile(r"\b[A-Z][\w'’]+(?:, [A-Z][\w'’]+)+ & [A-Z]")
"""One firm that is called by its partners: "Munger, Tolles & Olson"."""
_JOIN = "\x00"


_TICKER = re.compile(r" ?\([^)]*\)")


_BETWEEN = re.compile(
    r", (?:and )?| and (?!Co\b|Partners\b|Solicitors\b|Sons\b)(?:the )?(?:law firms? |investment banks? |banks? )?"
)
