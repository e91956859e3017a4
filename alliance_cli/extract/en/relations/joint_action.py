"""Words that tie without saying more: together, jointly, a member of, part of; and what is done with someone."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import pronoun_subject, topic_subject, with_it
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, partners
from alliance_cli.extract.en.syntax.groups import are_examples, phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, pair_between, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.models import Kind

_BEFORE_WORK = frozenset({"to", "and", "will", "would", "could", "may", "is", "are", "been", "be"})
"""Words right before a verb of work that has the subject of the clause."""
_BEFORE_SHARE = LEX.adverbs_before_verb | {"to", "will", "would", "could", "may", "might"}
"""Words right before "share" where it tells of a plan; "do not share" tells of none, and "a share" is a noun."""
_WITH_WHOM = 6
"""Words after "together" in which "with" must stand."""
_THING_WITH_WHOM = 10
"""Words after a verb in which "with" must stand, where what is made or shared goes between."""


@RULES.rule(
    "mutual",
    {
        "act-together": "Ford and Mazda develop engines together.",
        "brings-together": "The deal brings together Fiat and Chrysler.",
    },
)
def mutual(at: Trigger) -> Candidate | None:
    """Who does what in common, or is put together: "A and B develop cars together", "to put A and B together"."""
    view, _, _, last = at
    verb = _work_of(at)
    if verb < 0:
        return None
    word = view.words[verb]
    if word in LEX.joins_both:
        both = phrase_after(view, verb + 1) or phrase_after(view, last)
        other = group_after(view, last, LEX.comitatives, reach=_WITH_WHOM)
        # The subject is the deal or who plans it, and none of those brought together.
        return filled(at, "brings-together", partners(both, other), Kind.MERGER)
    subject = left_subject(view, verb)
    other = group_after(view, last, LEX.comitatives, reach=_WITH_WHOM)
    if subject is None or (len(subject) < 2 and other is None) or "or" in view.words[subject.first : subject.last]:
        return None
    return filled(at, "act-together", partners(subject, other), work_kind(word))


def _work_of(at: Trigger) -> int:
    """The word that says what is done in common, right after "jointly" or before "together"; -1 if there is none."""
    view, cue, i, last = at
    if cue.words[0] in LEX.adverbs_before_verb and last < len(view) and _works(view, last):
        return last
    return _work_before(view, i)


def _work_before(view: SentenceView, i: int) -> int:
    """The word before `i` that says what is done together, -1 if there is none in the clause."""
    for j in range(i - 1, max(-1, i - 11), -1):  # "develop new engines for small cars together"
        word = view.words[j]
        if _works(view, j):
            return j
        if word in LEX.stops or word in {";", ":"}:
            return -1
    return -1


def _works(view: SentenceView, j: int) -> bool:
    """True if the word at `j` says what is done in common and is no part of a name: "develop", "brew"."""
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


@RULES.rule(
    "work make",
    {
        "works-with-on": "Airbus is to develop a drone with Dassault.",
    },
    order=10,
)
def work_with(at: Trigger) -> Candidate | None:
    """Who makes or devises something with whom: "A is to develop a ventilator with B"."""
    view, cue, i, last = at
    before = view.words[i - 1] if i else ""
    plain = before in _BEFORE_WORK or i in view.group_to
    subject = left_subject(view, i) or topic_subject(view, i) if plain else None
    other = group_after(view, last, LEX.comitatives, reach=_THING_WITH_WHOM)
    if other is None and (meant := with_it(view, last, subject)) is not None and subject is not None:
        return filled(at, "works-with-on", partners(subject, meant), work_kind(cue.lemma))
    if subject is None or other is None or other.possessive or other is subject:
        return None
    lead = view.words[phrase_start(view, other.first) - 1]
    between = view.words[last : other.first]
    if lead not in LEX.comitatives or "," in between or not LEX.rivalries.isdisjoint(between):
        return None  # "is to develop engines, vans and trucks with Daimler", "make changes to narrow the gap with X"
    return filled(at, "works-with-on", partners(subject, other), work_kind(cue.lemma))


@RULES.rule(
    "share",
    {
        "shares-with": "Ford and Volkswagen are to share a platform for vans.",
    },
)
def share(at: Trigger) -> Candidate | None:
    """Who shares its means with whom: "A and B are to share warehouses", "A may share its platform with B"."""
    view, cue, i, last = at
    before = view.words[i - 1] if i else ""
    if not cue.words[0].endswith("ing") and before not in _BEFORE_SHARE:
        return None
    things = LEX.shared.intersection(view.words[last : last + 7])
    if not things:
        return None  # "WhatsApp and Messenger will share one inbox"
    subject = left_subject(view, i)
    other = group_after(view, last, LEX.comitatives, reach=_THING_WITH_WHOM)
    if subject is not None and are_examples(view, subject):
        return None  # "makers such as X and Y cut costs by sharing parts"
    kind = Kind.DEVELOPMENT if things & LEX.devised else Kind.COOPERATION
    return filled(at, "shares-with", partners(subject, other), kind)


@RULES.rule(
    "join",
    {
        "subject-joins": "ITA Airways will join SkyTeam.",
        "subject-joins-pair": "Suzuki will join the Toyota-Mazda partnership.",
        "subject-joins-tie-up": "Mazda will join the partnership that Toyota and Denso have built.",
    },
)
def join(at: Trigger) -> Candidate | None:
    """Who joins whose tie-up: "X joins the A-B alliance", "X will join the partnership that A and B have".

    No mere company can be joined, only a tie-up or a union of firms that has a name ("SkyTeam").
    """
    view, _, i, last = at
    subject = left_subject(view, i)
    other = phrase_after(view, last)
    if subject is None:
        return None
    if other is not None and len(other) > 1 and _names_tie(view, other.last, 2):
        return filled(at, "subject-joins-pair", partners(subject, other), Kind.COOPERATION)
    if other is not None and _union(other):
        return filled(at, "subject-joins", partners(subject, other), Kind.COOPERATION)
    noun = next((j for j in range(last, min(len(view), last + 5)) if _names_tie(view, j, 1)), -1)
    pair = _pair_of(view, noun) if noun >= 0 and other is None else None
    if pair is None:
        return None
    return filled(at, "subject-joins-tie-up", partners(subject, pair), Kind.COOPERATION)


def _union(group: NameGroup) -> bool:
    """True for the name of a union of firms: "SkyTeam", "Star Alliance"."""
    words = {word for entity in group.members for word in entity.name.lower().split()}
    return bool(words & LEX.unions_of_firms)


def _names_tie(view: SentenceView, i: int, reach: int) -> bool:
    """True if a noun for a tie-up is among the `reach` words from `i`: "alliance", "framework"."""
    return any(
        word in LEX.groupings or (word in LEX.nouns and LEX.nouns[word][0].frame.shared)
        for word in view.words[i : i + reach]
    )


def _pair_of(view: SentenceView, noun: int) -> NameGroup | None:
    """Whose tie-up it is: "between A and B", "that A and B have built", "of A and B"."""
    for j in range(noun + 1, min(len(view), noun + 7)):
        if view.words[j] == "between":
            return pair_between(view, j)
        if view.words[j] in {"that", "which", "of", "by"}:
            found = phrase_after(view, j + 1)
            return found if found is not None and len(found) > 1 else None
    return None


@RULES.rule(
    "part",
    {
        "becomes-part-of": "Saab became part of General Motors in 2000.",
    },
)
def part_of(at: Trigger) -> Candidate | None:
    """Who was taken over by whom: "B became part of A"."""
    view, _, i, last = at
    target, buyer = left_subject(view, i) or pronoun_subject(view, i), phrase_after(view, last)
    if target is None or buyer is None or target is buyer:
        return None
    return filled(at, "becomes-part-of", bought(buyer, target), Kind.ACQUISITION)
