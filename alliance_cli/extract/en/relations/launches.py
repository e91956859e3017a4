"""What companies launch, set up or run in common, whose technology powers what, and whose programme is joined."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import lone_name, topic_subject
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.kind import purpose
from alliance_cli.extract.en.relations.registry import RULES, filled, partners
from alliance_cli.extract.en.syntax.groups import MARKS, are_examples
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.models import Kind

_AT = frozenset({"at"})
_BY = frozenset({"by"})
_TEAM = 4
"""More companies than so many launch nothing in common; they are a list."""
_THING = 12
"""So many words after the verb says what is launched."""
_DEVICE = 5
"""So many words before "powered by" a device is named."""
_RUN_BY = 4
"""So many words after the verb "by" stands: "to be hosted jointly by"."""
_WITH = 14
"""So many words after the verb whoever it is launched with, or where, is named."""
_BEFORE = LEX.auxiliaries | LEX.adverbs_before_verb | {"to", "and", "also"}
"""Before a verb of launching where no name stands right before it."""


@RULES.rule(
    "launch",
    {
        "subjects-launch": "Tesco and Ocado launch a delivery service in Wales.",
        "launched-by": "The exchange will be hosted by Deutsche Boerse and Euronext.",
        "launches-at": "Huawei is setting up a research laboratory at the University of Cambridge.",
    },
)
def launch(at: Trigger) -> Candidate | None:
    """Who begins or runs one thing in common: "A and B launch a service", "hosted by A and B", "a lab at U"."""
    view, _, i, last = at
    if is_passive(view, i):
        return _launched_by(at)
    if i not in view.group_to and view.words[max(0, i - 1)] not in _BEFORE:
        return None
    thing = _thing(view, last)
    if not thing or not LEX.launched_alone.isdisjoint(thing) or any(map(_is_deal, thing)):
        return None  # "launch a joint venture" is read by the noun
    subject = left_subject(view, i) or topic_subject(view, i)
    if subject is None:
        return None
    kind = purpose(view, last) or Kind.COOPERATION
    if 1 < len(subject) <= _TEAM and _in_common(view, subject, i, thing):
        return filled(at, "subjects-launch", partners(subject), kind)
    host = group_after(view, last, _AT, reach=_WITH)
    if host is not None and len(subject) == 1 and _is_school(host):
        return filled(at, "launches-at", partners(subject, host), Kind.DEVELOPMENT)
    return None


def _launched_by(at: Trigger) -> Candidate | None:
    """Those by whom one thing is run: "will be hosted jointly by A and B", "launched by A and B"."""
    view, _, i, last = at
    by = group_after(view, last, _BY, reach=_RUN_BY)
    if LEX.be.isdisjoint(view.words[max(0, i - 3) : i]):
        return None  # "funds managed by A and B"
    if by is None or not 1 < len(by) <= _TEAM or are_examples(view, by) or "or" in view.words[by.first : by.last]:
        return None
    return filled(at, "launched-by", partners(by), Kind.COOPERATION)


def _thing(view: SentenceView, last: int) -> list[str]:
    """The words that say what is launched, up to a preposition, a mark or a verb."""
    for j in range(last, min(len(view), last + _THING)):
        word = view.words[j]
        ends = word in MARKS or word in LEX.prepositions or word in LEX.subordinators or word in {"to", "and"}
        if ends or (j > last + 1 and word.endswith("ing")):
            return view.words[last:j]
    return view.words[last : last + _THING]


def _is_deal(word: str) -> bool:
    """True for a noun of a tie-up or a bid, whose own rules say whose it is."""
    cues = [cue for cue in LEX.nouns.get(word, ()) if cue.words == (word,)]
    return any(cue.frame.deal and word not in LEX.adjectives_of_both for cue in cues)


def _in_common(view: SentenceView, subject: NameGroup, i: int, thing: list[str]) -> bool:
    """True if a list as subject launches one thing and not each its own: "new phones" are of each."""
    around = view.words[subject.first : i + _THING]
    if not _RIVAL.isdisjoint(view.words[subject.last : i]):
        return False  # "A and B race to launch the first"
    if not _APART.isdisjoint(around) or are_examples(view, subject) or subject.anaphor == "they":
        return False
    if not LEX.both_have.isdisjoint(thing[:2]):
        return True  # "their first service", "a joint platform"
    one = not _ARTICLES.isdisjoint(thing[:2])
    return one or (view.sentence.headline and not _plural(thing[-1]))


_APART = LEX.apart | {"each", "or", "both"}
_RIVAL = LEX.competes | LEX.invites | LEX.rivalries | LEX.quarrels
_ARTICLES = LEX.says_one


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _is_school(group: NameGroup) -> bool:
    """True for a place of learning: "University of Cambridge"."""
    words = {word for entity in group.members for word in entity.name.lower().split()}
    return len(group) == 1 and not words.isdisjoint(LEX.schools)


@RULES.rule(
    "power",
    {
        "powered-by": "Lyft will offer rides in robotaxis powered by Waymo.",
    },
)
def power(at: Trigger) -> Candidate | None:
    """Whose technology drives whose service: "A's service, powered by B"."""
    view, _, i, last = at
    other = phrase_after(view, last)
    if other is None or not LEX.devices.isdisjoint(view.words[max(0, i - _DEVICE) : i]):
        return None  # "phones powered by Google's Android"
    agent = left_subject(view, i) or topic_subject(view, i) or lone_name(view, i)
    if agent is None or agent is other or len(agent) > 1:
        return None
    return filled(at, "powered-by", partners(agent, other), Kind.COOPERATION)


@RULES.rule(
    "join",
    {
        "subject-joins-programme": "Graphcore was selected to join the Microsoft accelerator programme.",
    },
    order=10,
)
def joins_programme(at: Trigger) -> Candidate | None:
    """Who joins the programme that a company runs for partners: "X selected to join Y's accelerator"."""
    view, _, i, last = at
    owner = phrase_after(view, last)
    subject = left_subject(view, i) or topic_subject(view, i)
    if owner is None or subject is None or len(subject) > 1 or len(owner) > 1 or owner.anaphor:
        return None
    after = view.words[owner.last : owner.last + 4]
    if LEX.programmes.isdisjoint(after):
        return None
    return filled(at, "subject-joins-programme", partners(subject, owner), Kind.COOPERATION)
