"""Words that tie without saying more: together, jointly, a member of, part of; and what is done with someone."""

from collections.abc import Callable

from alliance_cli.extract.document import Candidate, Cue, NameGroup, SentenceView
from alliance_cli.extract.en.coreference.pronouns import pronoun_subject, topic_subject, with_it
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import parts
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.roles import group_after, left_subject, pair_between, phrase_after
from alliance_cli.models import Kind, Role

_WITH = frozenset({"with", "alongside"})


def read_joint(view: SentenceView, cue: Cue, i: int) -> Candidate | None:
    """The assertion that such a word at `i` makes, if two companies stand with it."""
    return _READERS[cue.frame.name](view, cue, i, i + len(cue.words))


def read_work(view: SentenceView, cue: Cue, i: int) -> Candidate | None:
    """The assertion that a verb of making at `i` makes with those it is done with."""
    return _work(view, cue, i, i + len(cue.words))


def _tied(
    view: SentenceView, cue: Cue, i: int, last: int, rule: str, groups: list[NameGroup], kind: Kind, worth: float
) -> Candidate | None:
    who = [part for group in groups for part in parts(group, Role.PARTNER)]
    return Candidate(rule, cue, view, i, last, who, kind, worth) if len({entity for entity, _ in who}) > 1 else None


def _mutual(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "A and B develop cars together", "to put A and B together", "A and B brew for one another"."""
    verb = last if cue.words == ("jointly",) and view.words[last : last + 1] and _works(view, last) else -1
    verb = verb if verb >= 0 else _work_before(view, i)
    if verb < 0:
        return None
    word = view.words[verb]
    if word in LEX.joins_both:
        both = phrase_after(view, verb + 1) or phrase_after(view, last)
        other = group_after(view, last, _WITH, reach=6)
        found = [group for group in (both, other) if group is not None]
        return _tied(view, cue, i, last, "brings-together", found, Kind.MERGER, 0.8)
    subject = left_subject(view, verb)
    other = group_after(view, last, _WITH, reach=6)
    if subject is None or (len(subject) < 2 and other is None) or "or" in view.words[subject.first : subject.last]:
        return None
    found = [subject, other] if other is not None else [subject]
    return _tied(view, cue, i, last, "act-together", found, work_kind(word), 0.85)


def _work_before(view: SentenceView, i: int) -> int:
    """The word before `i` that says what is done together, -1 if there is none in the clause."""
    for j in range(i - 1, max(-1, i - 11), -1):
        word = view.words[j]
        if _works(view, j):
            return j
        if word in LEX.stops or word in {";", ":"}:
            return -1
    return -1


def _works(view: SentenceView, j: int) -> bool:
    word = view.words[j]
    return view.mention_at[j] is None and word in _WORKS


_WORKS = LEX.joins_both | LEX.devises | LEX.makes | LEX.sells | LEX.runs_jointly


def work_kind(word: str) -> Kind:
    """The kind of tie-up that a verb of common work gives."""
    if word in LEX.devises:
        return Kind.DEVELOPMENT
    if word in LEX.sells:
        return Kind.DISTRIBUTION
    return Kind.MANUFACTURING if word in LEX.makes else Kind.COOPERATION


def _work(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "A is to develop a ventilator with B": what is made or devised with a company."""
    before = view.words[i - 1] if i else ""
    plain = before in {"to", "and", "will", "would", "could", "may", "is", "are", "been", "be"} or i in view.group_to
    subject = left_subject(view, i) or topic_subject(view, i) if plain else None
    other = group_after(view, last, _WITH, reach=10)
    if other is None and (meant := with_it(view, last, subject)) is not None and subject is not None:
        return _tied(view, cue, i, last, "works-with-on", [subject, meant], work_kind(cue.lemma), 0.8)
    if subject is None or other is None or other.possessive or other is subject:
        return None
    lead = view.words[phrase_start(view, other.first) - 1]
    if lead not in _WITH or "," in view.words[last : other.first]:
        return None
    return _tied(view, cue, i, last, "works-with-on", [subject, other], work_kind(cue.lemma), 0.8)


def _share(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "A and B are to share warehouses", "A may share its platform with B"."""
    before = view.words[i - 1] if i else ""
    if cue.words[0] != "sharing" and before not in {"to", "will", "would", "could", "may", "might", "jointly"}:
        return None
    things = LEX.shared.intersection(view.words[last : last + 7])
    if not things:
        return None
    subject = left_subject(view, i)
    other = group_after(view, last, _WITH, reach=10)
    kind = Kind.DEVELOPMENT if things & LEX.devised else Kind.COOPERATION
    found = [group for group in (subject, other) if group is not None]
    return _tied(view, cue, i, last, "shares-with", found, kind, 0.8)


def _join(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "X joins the A-B alliance", "X will join the partnership that A and B have": no mere company can be joined."""
    subject = left_subject(view, i)
    other = phrase_after(view, last)
    if subject is None:
        return None
    if other is not None and len(other) > 1 and _names_tie(view, other.last, 2):
        return _tied(view, cue, i, last, "subject-joins-pair", [subject, other], Kind.COOPERATION, 0.9)
    if other is not None and _union(other):
        return _tied(view, cue, i, last, "subject-joins", [subject, other], Kind.COOPERATION, 0.9)
    noun = next((j for j in range(last, min(len(view), last + 5)) if _names_tie(view, j, 1)), -1)
    pair = _pair_of(view, noun) if noun >= 0 and other is None else None
    if pair is None:
        return None
    return _tied(view, cue, i, last, "subject-joins-tie-up", [subject, pair], Kind.COOPERATION, 0.9)


def _union(group: NameGroup) -> bool:
    words = {word for entity in group.members for word in entity.name.lower().split()}
    return bool(words & LEX.unions_of_firms)


def _names_tie(view: SentenceView, i: int, reach: int) -> bool:
    nouns = LEX.nouns
    for word in view.words[i : i + reach]:
        if word in {"framework", "grouping"} or (word in nouns and nouns[word][0].frame.shared):
            return True
    return False


def _pair_of(view: SentenceView, noun: int) -> NameGroup | None:
    """Whose tie-up it is: "between A and B", "that A and B have built", "of A and B"."""
    for j in range(noun + 1, min(len(view), noun + 7)):
        if view.words[j] == "between":
            return pair_between(view, j)
        if view.words[j] in {"that", "which", "of", "by"}:
            found = phrase_after(view, j + 1)
            return found if found is not None and len(found) > 1 else None
    return None


def _part(view: SentenceView, cue: Cue, i: int, last: int) -> Candidate | None:
    """ "B became part of A"."""
    target, buyer = left_subject(view, i) or pronoun_subject(view, i), phrase_after(view, last)
    if target is None or buyer is None or target is buyer:
        return None
    who = parts(buyer, Role.BUYER) + parts(target, Role.TARGET)
    return Candidate("becomes-part-of", cue, view, i, last, who, Kind.ACQUISITION, 0.7)


_READERS: dict[str, Callable[[SentenceView, Cue, int, int], Candidate | None]] = {
    "mutual": _mutual,
    "work": _work,
    "share": _share,
    "join": _join,
    "part": _part,
}
FRAMES = frozenset(_READERS)
