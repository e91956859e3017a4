"""Tie-ups that a list as subject shares: "A and B have formed a venture"."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import NOUN_RULES, DealNoun
from alliance_cli.extract.en.syntax.groups import are_examples
from alliance_cli.extract.en.syntax.roles import left_subject

_APART = LEX.apart | {"each"}
_APART_FROM = LEX.prepositions - {"in", "about", "on", "over", "into"}
"""Between a verb of deals and a noun they make that of another phrase."""
_OTHERS_WORK = LEX.arrangers | LEX.competes | LEX.quarrels | LEX.backs
"""What a list does about a deal that is not its own."""


@NOUN_RULES.rule(
    "tie talk",
    {
        "subjects-share-noun": "Intel and Micron have formed a joint venture.",
    },
    order=200,
)
def shared(noun: DealNoun) -> Candidate | None:
    """The list of companies that is subject of the clause the noun is in: "A and B have formed a venture".

    They share the tie-up unless it is had with someone else, belongs to each of them, or is work for others.
    """
    view, cue, i, last = noun.at
    subject = left_subject(view, i, reach=22)
    if subject is not None and subject.first and view.words[subject.first - 1] in LEX.creates:
        subject = left_subject(view, subject.first - 1)  # "X and Y will form Z, a joint venture to sell vans,"
    if subject is None or len(subject) < 2 or are_examples(view, subject):
        return None
    between = view.words[subject.last : i]
    if "or" in view.words[subject.first : subject.last] or _is_of_another(noun, subject):
        return None  # "Renault and Nissan or Mitsubishi will form"
    if cue.frame.name == "talk" and (subject.anaphor == "they" or not _deal_of_both(view, cue, between, last)):
        return None
    if _with_someone(view, last) or (cue.frame.name == "talk" and _each_to_act(view, last)):
        return None
    if _OTHERS_WORK.intersection(between):
        return None  # "Goldman Sachs and Citigroup advised on the merger", "X and Y are competing for a contract"
    whole = "," not in between or view.depth[i] or _aside_between(view, subject.last, i) or _names_it(between)
    if not between or not whole:
        return None  # "Daimler, Renault and Nissan expand, a joint venture helps"
    if cue.lemma in LEX.adjectives_of_both and (
        last >= len(view)
        or not view.words[last].isalpha()
        or not LEX.joint_other.isdisjoint(view.words[last : last + 2])
    ):
        return None  # "Ford and Mazda have a joint bid ready"
    if _own_separately(view, subject.last, i, len(cue.words)) or (cue.lemma in LEX.in_common and not _planned(between)):
        return None
    made = noun.tie("subjects-share-noun", subject, None)
    if made is not None and not LEX.unsaid.isdisjoint(between):
        made.variant = "unsaid"  # "X and Y declined to comment on the talks", whosever they are
    return made


def _is_of_another(noun: DealNoun, subject: NameGroup) -> bool:
    """True for what somebody else has: "X and Y complained that Z's licence fees are too high"."""
    near = noun.near
    return near is not None and near.possessive and set(near.members).isdisjoint(subject.members)


def _each_to_act(view: SentenceView, last: int) -> bool:
    """True for "in talks to join the round" and "in talks to buy X", which each does for itself, with others."""
    after = view.words[last : last + 2]
    return len(after) > 1 and after[0] == "to" and after[1] in LEX.onward_acts


def _deal_of_both(view: SentenceView, cue: Cue, between: list[str], last: int) -> bool:
    """True if a list as subject can share talks or one deal; "deals" are each company's own.

    One deal is shared where it is signed or the like, not where "the two airlines gave up the deal" with others.
    """
    if cue.lemma in LEX.talks:
        return True
    if cue.words[-1].endswith("s") or cue.lemma in LEX.not_of_a_list:
        return False
    # A headline leaves the verb out: "Peugeot, Mitsubishi Electric in battery tie-up talks".
    return _governed(between) or (view.sentence.headline and "in" in between)


def _governed(between: list[str]) -> bool:
    """True if a verb of deals has the noun after `between` for its object, not "agreed to wait for approval of a"."""
    at = next((i for i in range(len(between) - 1, -1, -1) if between[i] in LEX.deal_verbs), -1)
    if at >= 0 and between[at] in LEX.be and "in" not in between[at:]:
        return False  # "X and Y are confident the deal will pass"
    rest = [
        word for i, word in enumerate(between) if i > at and not (word == "of" and between[i - 1] in LEX.conditions)
    ]
    return at >= 0 and _APART_FROM.isdisjoint(rest)


def _with_someone(view: SentenceView, last: int) -> bool:
    """True for "in talks with potential partners": the other side has no name."""
    for j in range(last, min(len(view), last + 3)):  # not "an alliance as well as a supply deal with Honda"
        if view.words[j] == ",":
            return False  # "no longer pursuing a merger, people with knowledge of the decision said"
        if view.words[j] == "with":
            return j + 1 < len(view) and view.words[j + 1] not in {"each", "one", "their", "its"}
    return False


def _planned(between: list[str]) -> bool:
    """True if what is shared is planned or done by the subject: "X and Y weigh common terminals"."""
    plans = LEX.plans_to_share
    return not plans.isdisjoint(between[-4:]) and between[-1:] not in (["in"], ["have"], ["had"], ["by"])


def _names_it(between: list[str]) -> bool:
    """True if the noun only says what the list creates: "X and Y will create Z, a joint venture"."""
    comma = len(between) - 1 - between[::-1].index(",")
    made = LEX.creates.intersection(between[:comma])
    return bool(made) and "," not in between[:comma] and between[comma + 1 : comma + 2] in (["a"], ["the"], ["their"])


def _aside_between(view: SentenceView, first: int, last: int) -> bool:
    """True if every comma between two words belongs to an aside: "A and B, which make vans, have formed"."""
    return all(view.depth[j] > 0 for j in range(first, last) if view.words[j] == ",")


def _own_separately(view: SentenceView, first: int, last: int, words: int) -> bool:
    """True where each company has its own: "X and Y shore up ventures", "X and Y signed supply deals".

    The noun is `words` long.
    """
    tie = view.words[last + words - 1]
    if (tie in LEX.ties_of_each or (words > 1 and tie in LEX.plural_contracts)) and "their" not in view.words[
        max(0, last - 3) : last
    ]:
        return True
    return not _APART.isdisjoint(view.words[first:last])
