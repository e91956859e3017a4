"""Who gives and who takes in a tie-up of supply, licences or distribution, by the words between the parties."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from alliance_cli.extract.document import Document, Flow, NameGroup, SentenceView, TalkCandidate
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind

_FIRST: Final = 0xE000
_OTHER: Final = "\uf8ff"
_OWNS: Final = frozenset({"'s", "’s", "'", "’"})
_LONGEST: Final = 300
"""So many words of a sentence are looked at: what is longer is a list."""
_ANY: Final = "[\ue000-\uf8fe]"
_GAP: Final = r"(?:(?! [.;:] )[^\ue000-\uf8fe]){0,90}?"
_WITHIN: Final = r"(?:(?! [.;:] )[^\ue000-\uf8ff]){0,80}?"
_BEFORE_VERB: Final = (
    rf"{_WITHIN}(?: (?:with|from|to|of|for) [\ue000-\uf8ff](?: ,)? (?:and|with|(?:under|in) which it){_WITHIN})?"
)
"""Between a subject and its verb: auxiliaries, "agreed to", "signed a deal with X and"."""


class _Pattern(NamedTuple):
    kinds: frozenset[Kind]
    words: re.Pattern[str]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The rows of `directions.tsv`."""
    return tuple(
        _Pattern(frozenset(map(Kind, kinds.split())), re.compile(_compiled(words)))
        for kinds, words, _ in read("directions.tsv", 3)
    )


def _compiled(words: str) -> str:
    named = words.replace("{G}", f"(?P<giver>{_ANY})").replace("{T}", f"(?P<taker>{_ANY})")
    return named.replace("{T2}", "(?P=taker)").replace("{V}", _BEFORE_VERB).replace("~", _GAP)


def direction(document: Document, talk: TalkCandidate) -> Flow:
    """Who gives and who takes; nobody where the report does not say, or says both of one.

    It is read in the sentences that the talk was read from and in others that name two of its parties and
    nobody else; of two parties, in a report on nothing else, one is enough.
    """
    kinds = {candidate.kind for candidate in talk.candidates if candidate.kind is not None}
    patterns = [one for one in _patterns() if one.kinds & kinds or kinds <= _OPEN]
    if not patterns:
        return Flow()
    votes: Counter[tuple[Entity, bool]] = Counter()
    first: Kind | None = None
    for view in _views(document, talk):
        for kind, giver, taker in _pairs(view, frozenset(talk.parts), patterns):
            first = first or kind
            votes.update((entity, True) for entity in giver)
            votes.update((entity, False) for entity in taker)
    gives, takes = (frozenset(e for e in talk.parts if votes[e, way] > votes[e, not way]) for way in (True, False))
    return Flow(gives, takes, first)


_TWO: Final = 2
_OPEN: Final = frozenset({Kind.COOPERATION})
"""A talk of these kinds alone, or of none, may still be of any in which something is given."""


def _views(document: Document, talk: TalkCandidate) -> list[SentenceView]:
    own = dict.fromkeys(candidate.view for candidate in talk.candidates)
    parties = frozenset(talk.parts)
    enough = 1 if len(parties) == _TWO and document.is_one_main(talk) else _TWO
    for view in document.views:
        named = {one.entity for one in view.sentence.named}
        if view not in own and len(named & parties) >= enough and talk.has_all_of(view.sentence):
            own[view] = None
    return list(own)


def _pairs(
    view: SentenceView, parties: frozenset[Entity], patterns: list[_Pattern]
) -> Iterator[tuple[Kind, frozenset[Entity], frozenset[Entity]]]:
    """(kind, givers, takers) of each thing that a sentence says."""
    text, groups = _text(view, parties)
    if not groups:
        return
    plain = _ASIDE.sub(r"\1", text)
    for pattern in patterns:
        for found in pattern.words.finditer(text) if plain == text else _either(pattern.words, text, plain):
            said = found.groupdict()
            giver, taker = (_members(groups, said.get(side)) & parties for side in ("giver", "taker"))
            if not giver & taker:
                yield min(pattern.kinds), giver, taker


_ASIDE: Final = re.compile(r"([\ue000-\uf8ff])(?: 's)? , (?:an?|the|which|who) [^,;]{1,120} ,")
"""What is said of a name beside it: "Fila, a unit of Fila Korea, "."""


def _either(words: re.Pattern[str], text: str, plain: str) -> Iterator[re.Match[str]]:
    """What a pattern finds in a sentence, else what it finds where asides are left out."""
    found = list(words.finditer(text))
    return iter(found or words.finditer(plain))


def _members(groups: Sequence[NameGroup], sign: str | None) -> frozenset[Entity]:
    return frozenset(groups[ord(sign) - _FIRST].members) if sign else frozenset()


def _text(view: SentenceView, parties: frozenset[Entity]) -> tuple[str, list[NameGroup]]:
    """The words of a sentence, with a sign in place of names: one for each group of parties, another for all others."""
    words: list[str] = []
    groups: dict[frozenset[Entity], NameGroup] = {}
    i = 0
    while i < min(len(view), _LONGEST):
        group = view.group_from.get(i)
        if group is None:
            words.append(view.words[i])
            i += 1
            continue
        named = frozenset(group.members) & parties
        groups.setdefault(named, group)
        words.append(chr(_FIRST + list(groups).index(named)) if named else _OTHER)
        i = max(group.last, i + 1)
        if group.possessive:
            words.append("'s")
            i += i < len(view) and view.words[i] in _OWNS
    return " ".join(words), list(groups.values())
