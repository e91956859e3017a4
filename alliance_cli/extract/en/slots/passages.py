"""The sentences that tell of a talk, as running text, and the patterns that the terms of deals are known by."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.document import Candidate, Deals, Document, TalkCandidate, Verdict
from alliance_cli.extract.en.slots.one_deal import as_one, one_deal
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.spans import Entity, Sentence, Sort
from alliance_cli.models import Evidence, Family, Role
from alliance_cli.terms import EVIDENCE

_LISTS = ("DEAL", "BUY", "HOW")
LONGEST = 2_000
"""So many characters of a sentence are read: what is longer is a list, or made to keep a reader busy."""
BESIDE = 240
"""So many characters before a figure, and after it, can say what it is."""
_WIDEST = 160
"""How many characters a quote has at most."""


@cache
def patterns() -> dict[str, Caseless]:
    """The patterns of `terms.tsv`, by name."""
    raw = {row[0]: row[1] for row in read("terms.tsv", 2)}
    for name in _LISTS:
        raw = {other: pattern.replace(f"<{name}>", raw[name]) for other, pattern in raw.items()}
    return {name: Caseless(pattern) for name, pattern in raw.items() if name not in _LISTS}


class Passage(NamedTuple):
    """A sentence that tells of a talk: its text with blanks for line ends, and at which character it begins.

    `direct` says that the talk was read from it; else it only points back. `others` are readings it has of other talks,
    `strangers` are where companies are named that are no parties, as characters of its text, `named` says that a party
    is. `parties` are where they are named, each with its role.
    """

    text: str
    start: int
    sentence: Sentence
    own: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    strangers: tuple[tuple[int, int], ...] = ()
    named: bool = True
    owners: tuple[tuple[int, bool], ...] = ()
    foreign: bool = False
    parties: tuple[tuple[int, int, Role], ...] = ()

    @property
    def direct(self) -> bool:
        """True if the talk was read from it."""
        return bool(self.own)

    @property
    def leads(self) -> bool:
        """True for the first sentence of the text where the talk was read from it: the report is about that."""
        return self.direct and self.sentence.field == "text" and self.sentence.index == 0

    @property
    def opens(self) -> bool:
        """True for the headline and the first sentence of the text, where they name a party."""
        return self.named and (self.sentence.field == "title" or self.sentence.index == 0)

    def is_of_talk(self, at: int) -> bool:
        """True if of all readings of the sentence the closest to a character is of the talk."""
        if not self.others:
            return True
        ours = min((self._far(c, at) for c in self.own), default=10_000)
        return ours <= min(self._far(c, at) for c in self.others)

    @property
    def names_both(self) -> bool:
        """True where it names parties of two roles."""
        return len({role for _, _, role in self.parties}) > 1

    def party_at(self, at: int) -> tuple[int, Role] | None:
        """Where the name of a party that begins at a character ends, and its role; None where there is none."""
        return next(((end, role) for start, end, role in self.parties if start == at), None)

    def is_owned(self, at: int) -> bool | None:
        """Whether a party owns what begins at a character, "Renault's $5 billion offer", "Renault, whose"; None where
        nobody does."""
        if _WHOSE.search(self.text[max(0, at - _NEAR) : at]):
            return self._named_last(self.text.rindex(_OWNING, 0, at))
        near = (ours for end, ours in self.owners if 0 < at - end < _NEAR and _OWNED.match(self.text[end:at]))
        return next(near, self._offered(at))

    def _offered(self, at: int) -> bool | None:
        """Whether the offer that what stands at a character is told of is a party's, "Renault's bid values it at"."""
        offer = patterns()["owned_offer"]
        near = (
            ours for end, ours in reversed(self.owners) if 0 < at - end < _WIDEST and offer.match(self.text[end:at])
        )
        return next(near, None)

    def _named_last(self, at: int) -> bool | None:
        """Whether the last name before a character is that of a party; None without one."""
        ours = max((end for _, end, _ in self.parties if end <= at), default=-1)
        theirs = max((end for _, end in self.strangers if end <= at), default=-1)
        return None if ours == theirs else ours > theirs

    def is_buyers(self, at: int) -> bool:
        """True if the last party before a character buys, and no other company is named behind it."""
        named = [(end, role) for _, end, role in self.parties if end <= at]
        return bool(named) and max(named)[1] is Role.BUYER and self._named_last(at) is True

    def is_made_by_party(self, at: int) -> bool:
        """True for an offer, told behind a character, that a party makes: "a $25.5 billion rival bid by Renault"."""
        pattern = patterns()["offer_by"]
        return any(at < begin < at + BESIDE and pattern.match(self.text[at:begin]) for begin, _, _ in self.parties)

    def is_for_else(self, at: int) -> bool:
        """True if what is bought for a sum has a name behind it that is no party's: "purchase of the Dodgers"."""
        told = patterns()["bought_name"].match(self.text[at : at + BESIDE])
        if told is None or self.direct or self.opens:
            return False
        name = at + told.end()
        return not any(name <= begin < name + _NEAR for begin, _, _ in self.parties)

    def is_for_stranger(self, at: int) -> bool:
        """True if a stake in a company that is no party is bought for a sum: "$3 billion for a stake in X"."""
        behind = (self.text[at:begin] for begin, _ in self.strangers if at < begin < at + BESIDE)
        return any(patterns()["for_stake_in"].match(between) for between in behind)

    def is_sold_to_stranger(self, at: int) -> bool:
        """True if a company that is no party is sold something for what stands at a character."""
        near = [(begin, end) for begin, end in self.strangers if end <= at < end + 2 * _NEAR and not self.direct]
        gap, sold = patterns()["to_for"], patterns()["sold_to"]
        return any(gap.match(self.text[end:at]) and sold.search(self.text[:begin]) for begin, end in near)

    def is_of_stranger(self, at: int) -> bool:
        """True if the clause of what stands at a character names another company and no party: "though X offered"."""
        first = max((m.end() for m in _CLAUSES.finditer(self.text, max(0, at - BESIDE), at)), default=0)
        named = [first <= begin < at for begin, *_ in (*self.parties,)]
        return any(first <= begin < at for begin, _ in self.strangers) and not any(named)

    def is_others(self, at: int) -> bool:
        """True if what stands before a character is of a company that is no party: "a $5 billion bid from X"."""
        pattern = patterns()["of_other"]
        return any(at < other < at + BESIDE and pattern.match(self.text[at:other]) for other, _ in self.strangers)

    def is_strangers(self, at: int) -> bool:
        """True if what stands at a character is paid by a company that is no party, and not to one: "X buys Y for"."""
        first = max(0, at - BESIDE)
        deeds = list(patterns()["buys"].finditer(self.text[first:at])) if self.strangers else []
        if not deeds or self.sentence.field == "title" or self.is_owned(at):
            return False
        verb, last = first + deeds[-1].start(), first + deeds[-1].end()
        if any(verb <= self._cue(reading) < last for reading in self.own):
            return False
        paid_to = any(begin > verb and self.text[:begin].endswith(_TO) for begin, _, _ in self.parties)
        return not paid_to and any(self._does(*name, verb) for name in self.strangers)

    def _does(self, begin: int, end: int, verb: int) -> bool:
        """True if a name is the subject of a verb, and no party is beside it: "X and Y buy"."""
        if end > verb or not patterns()["subject_gap"].match(self.text[end:verb]):
            return False
        return not any(_WITH.fullmatch(self.text[last:begin]) for _, last, _ in self.parties if last <= begin)

    def _cue(self, candidate: Candidate) -> int:
        """The character at which the cue of a reading begins."""
        tokens = self.sentence.tokens
        return tokens[min(candidate.first, len(tokens) - 1)].start - self.start

    def _far(self, candidate: Candidate, at: int) -> int:
        first, last = candidate.token_span()
        tokens = self.sentence.tokens
        begin = tokens[max(0, first)].start - self.start
        end = tokens[min(last, len(tokens)) - 1].end - self.start
        outside = max(begin - at, at - end, 0)
        return outside * 4 + abs(at - self._cue(candidate))


class Term(NamedTuple):
    """What was read of terms, by the names of `Terms`, and the characters of the passage that say so."""

    values: dict[str, Any]
    passage: Passage
    start: int
    end: int

    def evidence(self, source: str) -> Evidence:
        """The quote, under the rule of the first of its terms."""
        begin = self.passage.start + self.start
        end = min(self.passage.start + self.end, begin + _WIDEST)
        field = self.passage.sentence.field
        return Evidence(source[begin:end], begin, end, f"{EVIDENCE}{next(iter(self.values))}", field)


def passages(document: Document, talk: TalkCandidate, verdict: Verdict) -> list[Passage]:
    """The sentences that tell of a talk, those of the text first; also those without a reading that speak of a deal,
    where the report has no other main talk, and those that name only parties that no other talk of it has together.
    Talks that are one deal are read as one."""
    deal = one_deal(document, talk)
    facts = (*verdict.facts, *(fact for other in deal[1:] for fact in document.verdicts[other].facts))
    views = {id(fact.view.sentence): fact.view for fact in facts}
    talk, apart = as_one(deal), [other for other in document.kept if other not in deal]
    found = [_passage(document, talk, view.sentence) for view in views.values()]
    alone = not apart or (talk.main and not any(other.main for other in apart))
    deals, leads = _deals(document), _leads(talk, apart)
    for place in islice(deals.told if alone or leads else _near(deals, talk), _MOST):
        sentence, before = deals.told[place], deals.read[max(0, place + 1 - _BACK) : place + 1]
        if id(sentence) in views:
            continue
        own = talk.has_all_of(sentence)
        ours = alone or (leads and _is_the_deal(document, talk, before))
        if not (ours or (own and _points_to(document, talk, apart, before)) or _owns(talk, apart, sentence)):
            continue
        if alone and not _names(talk, sentence) and _follows_other(document, talk, before[:-1]):
            continue
        passage = _passage(document, talk, sentence)
        if any(ours for _, ours in passage.owners) or not passage.others:
            foreign = bool(passage.others) or (not own and sentence.index > 0)
            found.append(passage._replace(foreign=foreign))
    return sorted(found, key=lambda p: (p.sentence.field != "text", p.sentence.index))


_MOST = 60
"""The terms of a deal stand in the first so many sentences that may tell them."""


def _deals(document: Document) -> Deals:
    """What of a report speaks of a deal, looked for once."""
    if document.deals is None:
        wanted = patterns()["deal_noun"]
        read = [sentence for sentence in (*document.title, *document.body) if sentence.tokens]
        told = {i: sentence for i, sentence in enumerate(read) if wanted.search(_words(document, sentence))}
        naming: dict[Entity, list[int]] = {}
        for place, sentence in told.items():
            for one in sentence.named:
                naming.setdefault(one.entity, []).append(place)
        document.deals = Deals(read, {id(sentence): i for i, sentence in enumerate(read)}, told, naming)
    return document.deals


def _near(deals: Deals, talk: TalkCandidate) -> list[int]:
    """The places of those that name a party of a talk, or stand behind what it was read from."""
    named = {place for entity in talk.parts for place in deals.naming.get(entity, ())}
    read = {deals.at[id(candidate.view.sentence)] for candidate in talk.candidates}
    behind = {place + step for place in read for step in range(1, _BACK)}
    return sorted(named | behind & deals.told.keys())


def _words(document: Document, sentence: Sentence) -> str:
    """A sentence as it is searched, each blank a space; of one too long the opening."""
    source = document.report.text if sentence.field == "text" else document.report.title
    return _BLANK.sub(" ", source[sentence.start : min(sentence.end, sentence.start + LONGEST)])


def _points_to(document: Document, talk: TalkCandidate, apart: list[TalkCandidate], read: list[Sentence]) -> bool:
    """True for a sentence, the last of some, that is on a talk by whom it names or by what is told before it."""
    return _is_its_own(talk, apart, read[-1]) or _follows(document, talk, read[:-1])


_BACK = 3
"""The last of so many sentences may point to what those before it tell: "the deal"."""


def _leads(talk: TalkCandidate, apart: list[TalkCandidate]) -> bool:
    """True for the one deal for shares of which the headline or the first sentence tells."""
    rivals = (other for other in apart if other.main and other.family is Family.EQUITY)
    return talk.main and _opens(talk) and not any(map(_opens, rivals))


def _is_the_deal(document: Document, talk: TalkCandidate, read: list[Sentence]) -> bool:
    """True for "the deal", in the last of some sentences, which names nobody, where none before it is on another."""
    if any(one.entity.sort is Sort.COMPANY for one in read[-1].named) or _follows_other(document, talk, read[:-1]):
        return False
    return patterns()["the_deal"].search(_words(document, read[-1])) is not None


def _opens(talk: TalkCandidate) -> bool:
    """True for a talk of which the headline or the first sentence tells."""
    read = (candidate.view.sentence for candidate in talk.candidates)
    return any(sentence.field == "title" or sentence.index == 0 for sentence in read)


def _is_its_own(talk: TalkCandidate, apart: list[TalkCandidate], sentence: Sentence) -> bool:
    """True for a sentence that names parties of a talk which no other talk of the report has together."""
    named = {one.entity for one in sentence.named} & set(talk.parts)
    return bool(named) and not any(named <= set(other.parts) for other in apart)


def _owns(talk: TalkCandidate, apart: list[TalkCandidate], sentence: Sentence) -> bool:
    """True for a sentence in which a party that has no other deal owns something: "Renault's opening bid"."""
    owners = {one.entity for one in sentence.named if one.possessive} & set(talk.parts)
    return talk.main and any(all(owner not in other.parts for other in apart) for owner in owners)


def _names(talk: TalkCandidate, sentence: Sentence) -> bool:
    return any(one.entity in talk.parts for one in sentence.named)


def _follows_other(document: Document, talk: TalkCandidate, before: list[Sentence]) -> bool:
    """True where the last of the sentences before that was read tells of another talk that was kept."""
    for earlier in reversed(before):
        own, others = document.readings(talk, earlier)
        if own or _kept(document, others):
            return not own
    return False


def _kept(document: Document, readings: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of some readings that are of talks that were kept."""
    kept = {id(candidate) for talk in document.kept for candidate in talk.candidates} if readings else set[int]()
    return tuple(candidate for candidate in readings if id(candidate) in kept)


def _follows(document: Document, talk: TalkCandidate, before: list[Sentence]) -> bool:
    """True where the last of the sentences before that was read tells of this talk alone."""
    for earlier in reversed(before):
        own, others = document.readings(talk, earlier)
        if own or others:
            return bool(own) and not others
    return False


def _passage(document: Document, talk: TalkCandidate, sentence: Sentence) -> Passage:
    own, others = document.readings(talk, sentence)
    others = tuple(c for c in _kept(document, others) if _bears_terms(talk, c) and not _is_of_deed(own, c))
    parties = tuple(
        (one.start - sentence.start, one.end - sentence.start, talk.parts[one.entity])
        for one in sentence.named if one.entity in talk.parts
    )  # fmt: skip
    return Passage(
        _words(document, sentence), sentence.start, sentence, own, others, _strangers(talk, sentence), bool(parties),
        _owners(talk, sentence), parties=parties,
    )  # fmt: skip


def _bears_terms(talk: TalkCandidate, other: Candidate) -> bool:
    """True unless a reading tells of working together beside a deal for shares: the sums and shares are that deal's."""
    equity = other.kind is not None and other.kind.family is Family.EQUITY
    return equity or talk.family is not Family.EQUITY


def _is_of_deed(own: tuple[Candidate, ...], other: Candidate) -> bool:
    """True for the stake that the deed of a talk is about: "its sale of a stake in X to Y" is told of X and of Y."""
    return any(
        (one.cue.frame.name == _STAKE) != (other.cue.frame.name == _STAKE)
        and abs(one.first - other.first) <= _WITHIN
        and not set(one.entities).isdisjoint(other.entities)
        for one in own
    )


_STAKE = "stake"
_WITHIN = 12
"""So many words stand at most between a deed and the stake that it is about."""

_BLANK = re.compile(r"[^\S ]")
"""Any but a space, which stays as it is."""


def _strangers(talk: TalkCandidate, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    others = (one for one in sentence.named if one.entity not in talk.parts and one.entity.sort is Sort.COMPANY)
    return tuple((one.start - sentence.start, one.end - sentence.start) for one in others)


_TO = ("from ", "to ", "of ")
"""What stands before whom a buyer pays."""
_WITH = re.compile(r"[^.;]{0,30}(?:,|\band\b|&) ?(?:the )?")


def _owners(talk: TalkCandidate, sentence: Sentence) -> tuple[tuple[int, bool], ...]:
    owning = (one for one in sentence.named if one.possessive and one.entity.sort is not Sort.PLACE)
    return tuple((one.end - sentence.start, one.entity in talk.parts) for one in owning)


_NEAR = 40
_OWNING = "whose"
_WHOSE = re.compile(r"\bwhose (?:[\w-]+ ){0,3}$")
_CLAUSES = re.compile(r"[,;:] |--? ")
_OWNED = re.compile(r"['’]?s? (?:\( ?[\w.=/]{1,12} ?\) )?(?:(?!(?:to|of|from|for|on|in|by|at|with)\b)[\w-]+ ){0,3}$")


def each(found: list[Passage]) -> Iterator[Passage]:
    """The passages, those of the talk's own readings before those that only point back."""
    yield from (p for p in found if p.direct)
    yield from (p for p in found if not p.direct)
