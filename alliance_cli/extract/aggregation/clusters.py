"""From single readings to the talks of a report: which belong together, which the report is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from alliance_cli import names
from alliance_cli.extract.document import Candidate, Entity, Part, Sort, TalkCandidate
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.models import Family, Kind, Role

_LEAD = 2


def place_weight(candidate: Candidate) -> float:
    """What a reading weighs by where it stands: headline, lead, body."""
    sentence = candidate.view.sentence
    if sentence.headline:
        return 3.0
    return {0: 3.0, 1: 2.0, 2: 1.5}.get(sentence.index, 1.0)


def gather(candidates: Iterable[Candidate]) -> list[TalkCandidate]:
    """The talks that the readings make, in the order in which the report brings them up."""
    talks: list[TalkCandidate] = []
    ready = [single for candidate in candidates if not candidate.dropped for single in _separated(candidate)]
    for candidate in ready:
        held = _place(talks, candidate)
        if (rest := _other_bidders(held, candidate)) is not None:
            _place(talks, rest)
    _join_owners(talks)
    for talk in talks:
        _weigh(talk)
    _join_kin(talks)
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
    """What a reading says of bidders beside the several that its talk has: they bid for themselves."""
    if sum(role is Role.BUYER for role in held.parts.values()) < 2:
        return None
    parts = [part for part in candidate.parts if part[1] is not Role.BUYER or part[0] not in held.parts]
    left = any(role is Role.BUYER for _, role in parts)
    return replace(candidate, parts=parts) if left and 1 < len(parts) < len(candidate.parts) else None


def _join_owners(talks: list[TalkCandidate]) -> None:
    """Talks of A with the owner of B belong to those of A and B: the owner is the seller."""
    owned = dict.fromkeys(
        (owner, held)
        for talk in talks
        for candidate in talk.candidates
        if candidate.cue.frame.name == "own"
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
            wider = next(
                (t for t in talks if t is not talk and {other, held} <= t.entities and t.family is Family.EQUITY), None
            )
            if wider is not None and talk in talks:
                wider.candidates.extend(talk.candidates)
                wider.parts.setdefault(owner, Role.SELLER)
                talks.remove(talk)


def _join_kin(talks: list[TalkCandidate]) -> None:
    """Talks of A with B and of A with a unit of B are one: the report only names the other side more closely."""
    for talk in sorted(talks, key=lambda talk: talk.score):
        for other in talks:
            if other is talk or len(talk.parts) > len(other.parts) or not _same_family(talk, other):
                continue
            mine = talk.entities - other.entities
            theirs = other.entities - talk.entities
            if len(mine) == 1 and talk.entities & other.entities and any(_kin(next(iter(mine)), one) for one in theirs):
                other.candidates.extend(talk.candidates)
                _weigh(other)
                talks.remove(talk)
                break


def _same_family(one: TalkCandidate, other: TalkCandidate) -> bool:
    return one.family is other.family or None in (one.family, other.family)


def _kin(one: Entity, other: Entity) -> bool:
    """True if one name begins with the other or a report calls one the unit of the other."""
    if one.parent is other or other.parent is one:
        return True
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return bool(short) and long[: len(short)] == short


def _bare(entity: Entity) -> list[str]:
    words = names.key(entity.name).split()
    return words[1:] if len(words) > 1 and words[0] in LEX.name_prefixes else words


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
    for part in others:
        if part not in kept:
            yield replace(candidate, parts=[agent, part, *kept])


def _fitting(talks: list[TalkCandidate], candidate: Candidate) -> TalkCandidate | None:
    """The talk a reading belongs to: two parties shared and the kinds of one family, or one kind open."""
    mine = set(candidate.entities)
    found: list[tuple[tuple[int, int], TalkCandidate]] = []
    for talk in talks:
        shared = len(mine & talk.entities)
        if shared < 2 or _narrower(talk, mine):
            continue
        family = talk.family
        if candidate.kind is not None and family is not None and candidate.kind.family is not family:
            continue
        found.append(((shared, int(family is not None)), talk))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _narrower(talk: TalkCandidate, mine: set[Entity]) -> bool:
    """True for a reading of two companies beside a talk among three or more equals."""
    equals = [entity for entity, role in talk.parts.items() if role is Role.PARTNER]
    return len(equals) > 2 and len(mine) == 2 and not mine - talk.entities


def _join(talk: TalkCandidate, candidate: Candidate) -> None:
    talk.candidates.append(candidate)
    new = len(talk.candidates) == 1
    for entity, role in candidate.parts:
        if entity not in talk.parts:
            if new or _adds(talk, candidate):
                talk.parts[entity] = role
        elif talk.parts[entity] is Role.PARTNER:
            talk.parts[entity] = role


def _adds(talk: TalkCandidate, candidate: Candidate) -> bool:
    """A later reading may bring the seller or the unit, never another bidder."""
    return any(role in (Role.SELLER, Role.UNIT) for _, role in candidate.parts) and len(talk.parts) < 4


def _weigh(talk: TalkCandidate) -> None:
    best: dict[str, float] = {}
    for candidate in talk.candidates:
        worth = candidate.strength * place_weight(candidate)
        key = f"{candidate.view.sentence.field}{candidate.view.sentence.index}"
        best[key] = max(best.get(key, 0.0), worth)
    talk.score = sum(best.values())
    for entity in talk.parts:
        if entity.sort is Sort.UNKNOWN:
            talk.score *= 0.85
    talk.main = any(_leads(candidate) for candidate in talk.candidates)


def _leads(candidate: Candidate) -> bool:
    sentence = candidate.view.sentence
    return sentence.headline or sentence.index < _LEAD


def select(talks: list[TalkCandidate], headline: frozenset[Entity]) -> list[TalkCandidate]:
    """Say of each talk whether it is kept, and of the kept ones which the report is about.

    `headline` holds the companies of a headline that speaks of a tie-up.
    """
    for talk in talks:
        talk.main = talk.main or len(talk.entities & headline) > 1
    mains = [talk for talk in talks if talk.main]
    top = max((talk.score for talk in mains), default=0.0)
    for talk in talks:
        if not _has_parties(talk):
            talk.dropped = "fewer than two companies"
        elif not any(_names_two(candidate) for candidate in talk.candidates):
            talk.dropped = "only pointed at, never named together"
        elif not talk.main and _too_faint(talk):
            talk.dropped = "background with a name known only from context"
        elif talk.main and talk.score < min(1.2, 0.3 * top):
            talk.main = False
    for talk in talks:
        if not talk.dropped and not talk.main and talk.score < 0.55:
            talk.dropped = f"weak background ({talk.score:.2f})"
    _drop_subsets(talks)
    return [talk for talk in talks if not talk.dropped]


def _too_faint(talk: TalkCandidate) -> bool:
    """True for history with a name known only from context, unless that is named again or stands near the lead."""
    first = min(a.view.sentence.index for a in talk.candidates)
    unknown = [entity for entity in talk.parts if entity.sort is Sort.UNKNOWN and not entity.company]
    return bool(unknown) and (first > 4 or any(len(entity.mentions) < 2 for entity in unknown))


def _has_parties(talk: TalkCandidate) -> bool:
    if len(talk.parts) < 2:
        return False
    sure = [entity for entity in talk.parts if entity.sort is Sort.COMPANY or entity.company]
    return bool(sure) or talk.score >= 2.5


def _drop_subsets(talks: list[TalkCandidate]) -> None:
    """A weaker talk of the same family whose companies all lie within another's adds nothing."""
    kept = sorted((talk for talk in talks if not talk.dropped), key=lambda talk: -talk.score)
    for i, talk in enumerate(kept):
        for other in kept[:i]:
            if other.dropped or talk.dropped or not talk.entities <= other.entities:
                continue
            if talk.family in (other.family, None):
                talk.dropped = "part of another talk"
            elif talk.score < 0.5 * other.score and not _has_ending(talk) and not _said_in_lead(talk):
                talk.dropped = "a side of another talk"


def _said_in_lead(talk: TalkCandidate) -> bool:
    """True if the lead plainly says this of its own: "X will buy a fifth of Y and build cars with it"."""
    return any(
        a.view.sentence.index < _LEAD and a.strength >= 0.8 and a.kind not in (None, Kind.COOPERATION)
        for a in talk.candidates
    )


def _names_two(candidate: Candidate) -> bool:
    """True if two of the companies are named in the words of a reading, or in the sentence right before."""
    if candidate.rule in {"noun-between", "noun-with-known-partner"}:
        return True
    named = {e for group in candidate.view.groups() if not group.anaphor for e in group.members}
    recent = candidate.view.recent
    if candidate.strength >= 0.5 and 0 < len(recent) <= 2 and named.union(recent).issuperset(candidate.entities):
        return True
    pointed = {e for group in candidate.view.groups() if group.anaphor for e in group.members}
    return len(named.intersection(candidate.entities)) > 1 and not (
        pointed.issuperset(candidate.entities) and not candidate.view.sentence.headline and _far(candidate)
    )


def _far(candidate: Candidate) -> bool:
    """True if the cue has only a pointing word for its companies close to it."""
    near = [g for g in candidate.view.groups() if g.last <= candidate.first]
    return bool(near) and bool(near[-1].anaphor) and set(candidate.entities) == set(near[-1].members)


def _has_ending(talk: TalkCandidate) -> bool:
    """True if the words by a reading say that it ended: then it is history worth its own line."""
    endings = LEX.endings
    for candidate in talk.candidates:
        words = candidate.view.words
        if any(
            match(endings, words, j) for j in range(max(0, candidate.first - 6), min(len(words), candidate.last + 8))
        ):
            return True
    return False


def kind_of(talk: TalkCandidate) -> tuple[Kind, tuple[Kind, ...]]:
    """The kind that the report stresses, and the others it names."""
    votes: dict[Kind, float] = {}
    for candidate in talk.candidates:
        if candidate.kind is not None:
            votes[candidate.kind] = votes.get(candidate.kind, 0.0) + candidate.strength * place_weight(candidate)
    if not votes:
        return Kind.COOPERATION, ()
    order = sorted(votes, key=lambda kind: -votes[kind] * (0.7 if kind is Kind.COOPERATION else 1.0))
    return order[0], tuple(order[1:])


def parts_of(talk: TalkCandidate) -> list[Part]:
    """The parties in the order in which the report names them."""
    return list(talk.parts.items())
