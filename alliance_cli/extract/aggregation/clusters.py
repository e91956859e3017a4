"""From single readings to the talks of a report: which belong together, and what they weigh."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from alliance_cli.extract.aggregation.kinship import about_a_bid, one_side, same_family
from alliance_cli.extract.document import Candidate, TalkCandidate
from alliance_cli.extract.scoring.measuring import features_of
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Family, Role

LEAD: Final = 2
"""How many sentences of the text are its lead."""
_MOST_PARTIES: Final = 4
"""How many parties later readings may bring a talk to."""


def gather(candidates: Iterable[Candidate], scorer: Scorer) -> list[TalkCandidate]:
    """The talks that the readings make, in the order in which the report brings them up."""
    talks: list[TalkCandidate] = []
    ready = [single for candidate in candidates if not candidate.dropped for single in _separated(candidate)]
    for candidate in ready:
        candidate.features = features_of(candidate)
        held = _place(talks, candidate)
        if (rest := _other_bidders(held, candidate)) is not None:
            rest.features = features_of(rest)
            _place(talks, rest)
    # Owners before the weighing, which counts what they bring; kin after it, since the weaker joins the stronger.
    _join_owners(talks)
    for talk in talks:
        _weigh(talk, scorer)
    _join_kin(talks, scorer)
    return talks


def _place(talks: list[TalkCandidate], candidate: Candidate) -> TalkCandidate:
    """Add a reading to the talk it belongs to, or open one."""
    held = _fitting(talks, candidate)
    if held is None:
        held = TalkCandidate({})
        talks.append(held)
    _join(held, candidate)
    return held


def _other_bidders(held: TalkCandidate, candidate: Candidate) -> Candidate | None:
    """What a reading says of bidders beside the several that its talk has: they bid for themselves.

    "A and B are bidding for C. B and D are interested in C as well": D is no third of the two.
    """
    if sum(role is Role.BUYER for role in held.parts.values()) < 2:
        return None
    parts = [part for part in candidate.parts if part[1] is not Role.BUYER or part[0] not in held.parts]
    left = any(role is Role.BUYER for _, role in parts)
    return replace(candidate, parts=parts) if left and 1 < len(parts) < len(candidate.parts) else None


def _join_owners(talks: list[TalkCandidate]) -> None:
    """Talks of A with the owner of B belong to those of A and B: the owner is the seller.

    "Geely is to buy Nissan. Geely is in talks with Renault. Renault owns 43 percent of Nissan" is one talk of three.
    """
    owned = dict.fromkeys(
        (owner, held)
        for talk in talks
        for candidate in talk.candidates
        if candidate.cue.frame.holding
        for owner, role in candidate.parts
        if role is Role.BUYER
        for held in candidate.entities
        if held is not owner
    )
    for talk in list(talks):
        if (talk.family is not None and talk.family is not Family.EQUITY) or len(talk.parts) != 2:
            continue
        for owner, held in owned:
            other = next((party for party in talk.parts if party is not owner), None)
            if owner not in talk.parts or other is held or other is None:
                continue
            if talk.parts[owner] in (Role.BUYER, Role.TARGET):
                continue  # who bids, or is bought himself, does not sell: that is a talk of its own
            wider = next(
                (t for t in talks if t is not talk and {other, held} <= t.entities and t.family is Family.EQUITY), None
            )
            if wider is not None and talk in talks:
                wider.candidates.extend(talk.candidates)
                wider.parts.setdefault(owner, Role.SELLER)
                talks.remove(talk)


def _join_kin(talks: list[TalkCandidate], scorer: Scorer) -> None:
    """Talks of A with B and of A with a unit of B are one: the report only names the other side more closely.

    "Santander will buy Ford Leasing. Santander is in talks with Ford about the sale." So are those of an owner of A
    with B, and what a report of a bid says of the bidder and somebody else beside it.
    """
    for talk in sorted(talks, key=lambda talk: talk.score):
        for other in talks:
            if other is talk or talk.parts.keys().isdisjoint(other.parts):
                continue  # the usual case, and there may be hundreds of talks
            if len(talk.parts) > len(other.parts) or not same_family(talk, other):
                continue
            mine = talk.entities - other.entities
            if len(mine) != 1:
                continue
            (party,) = mine
            if any(one_side(talk, other, party, one) for one in other.entities - talk.entities):
                other.candidates.extend(talk.candidates)
                _weigh(other, scorer)
            elif about_a_bid(talk, other, party):
                other.main = other.main or talk.main
            else:
                continue
            talks.remove(talk)
            break


def _separated(candidate: Candidate) -> Iterator[Candidate]:
    """ "A in talks with B, C and D" is a talk of A with each."""
    if candidate.rivals:
        for part in candidate.parts:
            if part[1] is Role.BUYER:
                yield replace(candidate, parts=[part, *(p for p in candidate.parts if p[1] is not Role.BUYER)])
        return
    if not candidate.separate:
        yield candidate
        return
    agent, *others = candidate.parts
    kept = [part for part in others if part[1] in (Role.SELLER, Role.UNIT)]
    if len(kept) == len(others):
        kept = [part for part in others if part[1] is Role.UNIT]  # "bought the units of B and C": each sells
    for part in others:
        if part not in kept:
            yield replace(candidate, parts=[agent, part, *kept])


def _fitting(talks: list[TalkCandidate], candidate: Candidate) -> TalkCandidate | None:
    """The talk a reading belongs to: two parties shared and the kinds of one family, or one kind open.

    The one with most parties shared is taken, and of such the one whose family is known.
    """
    mine = set(candidate.entities)
    found: list[tuple[tuple[int, int], TalkCandidate]] = []
    for talk in talks:
        shared = 0 if mine.isdisjoint(talk.parts) else len(mine & talk.entities)
        if shared < 2 or _narrower(talk, mine) or _bids_too(talk, candidate) or _sell_together(talk, candidate):
            continue
        family = talk.family
        if candidate.kind is not None and family is not None and candidate.kind.family is not family:
            continue
        found.append(((shared, int(family is not None)), talk))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _narrower(talk: TalkCandidate, mine: set[Entity]) -> bool:
    """True for a reading of two companies beside a talk among three or more equals.

    "Mazda will join the partnership between Toyota and Denso": that of the two is another.
    """
    equals = [entity for entity, role in talk.parts.items() if role is Role.PARTNER]
    return len(equals) > 2 and len(mine) == 2 and not mine - talk.entities


def _sell_together(talk: TalkCandidate, candidate: Candidate) -> bool:
    """True if the parties of a talk only stand as those who sell something else, both of them.

    "X and Y agreed to merge. The two will sell their stakes in Z": Z is no party of the merger.
    """
    shared = [role for entity, role in candidate.parts if entity in talk.parts]
    return all(role is Role.SELLER for role in shared)


def _bids_too(talk: TalkCandidate, candidate: Candidate) -> bool:
    """True for a reading of another bidder for the same thing: what they share is its owner and it."""
    bidders = {entity for entity, role in candidate.parts if role is Role.BUYER}
    others = {entity for entity, role in talk.parts.items() if role is Role.BUYER}
    return bool(bidders and others) and bidders.isdisjoint(talk.entities) and others.isdisjoint(candidate.entities)


def _join(talk: TalkCandidate, candidate: Candidate) -> None:
    """Add a reading to a talk: a role says more than "partner", and takes its place."""
    talk.candidates.append(candidate)
    new = len(talk.candidates) == 1
    for entity, role in candidate.parts:
        if entity not in talk.parts:
            if new or _adds(talk, role, candidate):
                talk.parts[entity] = role
        elif talk.parts[entity] is Role.PARTNER:
            talk.parts[entity] = role


def _adds(talk: TalkCandidate, role: Role, candidate: Candidate) -> bool:
    """Whether a later reading brings its talk a party of that role: a buyer where none is known, a seller or a unit.

    "A and B signed an alliance as well as a supply deal with C" makes C no party of the alliance. Who is said to sell
    only far below the opening mostly sells something else.
    """
    if len(talk.parts) >= _MOST_PARTIES:
        return False
    if role is Role.BUYER:
        return role not in talk.parts.values() and Role.SELLER in talk.parts.values()
    return role in (Role.SELLER, Role.UNIT) and _opens(candidate)


def _opens(candidate: Candidate) -> bool:
    """True for a reading of the headline, the lead or the sentence after it."""
    return candidate.view.sentence.headline or candidate.view.sentence.index <= LEAD


def _weigh(talk: TalkCandidate, scorer: Scorer) -> None:
    """Give a talk its score, and take one that headline or lead tell for what the report is about."""
    unknown = sum(entity.sort is Sort.UNKNOWN for entity in talk.parts)
    talk.score = scorer.talk([candidate.features for candidate in talk.candidates], unknown)
    talk.main = any(_leads(candidate) for candidate in talk.candidates)


def _leads(candidate: Candidate) -> bool:
    """True for a reading of the headline or the lead."""
    sentence = candidate.view.sentence
    return candidate.headlined or sentence.headline or sentence.index < LEAD
