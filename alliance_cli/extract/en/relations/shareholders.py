"""Who is called the shareholder of a company: its largest, its second-biggest, one of its main ones."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import owner_of_its
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled
from alliance_cli.extract.en.syntax.phrases import described_by_aside, group_after, modifier, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject

_RANK = 3
"""So many words before "shareholder" stands which one it is: "largest single shareholder"."""
_PHRASE = 9
"""So many words before "shareholder" its phrase may begin: "one of the company's largest shareholders"."""
_IN_OF = frozenset({"in", "of"})


@RULES.rule(
    "holder",
    {
        "holder-aside": "Renault, Nissan's largest shareholder, backs the plan.",
        "holder-is": "Renault is Nissan's largest shareholder.",
        "holder-named": "Nissan's largest shareholder, Renault, backs the plan.",
        "holder-made": "The deal made Renault the largest shareholder in Nissan.",
    },
)
def shareholder(at: Trigger) -> Candidate | None:
    """Who is a large holder of whom: "X, Y's top shareholder", "Y's biggest shareholder, X", "making X the top one"."""
    view, cue, i, last = at
    # "a substantial holder" has its rank in its name
    ranked = not LEX.ranks_of_holders.isdisjoint([*view.words[max(0, i - _RANK) : i], cue.words[0]])
    if not ranked:
        return None
    near = modifier(view, i)
    owned = near or owner_of_its(view, i) or group_after(view, last, _IN_OF, reach=2) or _the_company(view, i)
    if owned is None or len(owned) > 1 or not LEX.former.isdisjoint(view.words[max(0, i - _RANK) : i]):
        return None
    start = _phrase_start(view, near.first if near is not None else i)
    rule, holder = "holder-aside", described_by_aside(view, start)
    if holder is None:
        rule, holder = "holder-is", _subject(view, start)
    if holder is None:
        rule, holder = "holder-made", _made(view, start)
    if holder is None:
        rule, holder = "holder-named", _named(view, last)
    if near is None and holder is not None and holder.members == owned.members:
        owned = view.topic or owned  # "as X becomes its largest shareholder": that of the company spoken of
    if holder is None or holder.possessive or not set(holder.members).isdisjoint(owned.members):
        return None
    made = filled(at, rule, bought(holder, owned), cue.kind)
    if made is not None and len(holder) > 1:
        made.rivals = True  # each with a part of its own
    return made


def _phrase_start(view: SentenceView, i: int) -> int:
    """Where what somebody is begins: at "one of" or "already" or the article before the words for it."""
    j = i
    while j > max(0, i - _PHRASE) and view.mention_at[j - 1] is None and view.words[j - 1] in _OF_PHRASE:
        j -= 1
    return j


_OF_PHRASE = LEX.ranks_of_holders | LEX.determiners | LEX.one_firm | LEX.passing_adverbs | {"of", "'s"}


def _the_company(view: SentenceView, i: int) -> NameGroup | None:
    """The company spoken of, where "the company's" stands before the noun."""
    before = view.words[max(0, i - _RANK - 2) : i]
    return view.topic if "'s" in before and not LEX.one_firm.isdisjoint(before) else None


def _subject(view: SentenceView, start: int) -> NameGroup | None:
    """Who is said to be or to become what a phrase says that begins at a word."""
    verb = view.words[start - 1] if start else ""
    return left_subject(view, start - 1) if verb in LEX.be or verb in LEX.becoming else None


def _made(view: SentenceView, start: int) -> NameGroup | None:
    """Who is made what a phrase says that begins at a word: X of "makes X Y's largest shareholder"."""
    group = view.group_to.get(start)
    made = group is not None and not LEX.makes_of.isdisjoint(view.words[max(0, group.first - 1) : group.first])
    return group if made else None


def _named(view: SentenceView, last: int) -> NameGroup | None:
    """Who is named after the noun: X of "its top shareholder, X"."""
    comma = view.words[last : last + 1] == [","]
    return view.group_from.get(last + 1) if comma else phrase_after(view, last)


@RULES.rule(
    "backer",
    {
        "investor-called": "Nissan investor Harlow Capital urged a sale.",
    },
    order=40,
)
def called_investor(at: Trigger) -> Candidate | None:
    """Who is called an investor in whom right before its name: "Y investor X urged"."""
    view, cue, i, last = at
    owned, holder = view.group_to.get(i), view.group_from.get(last)
    if owned is None or holder is None or owned.possessive or holder.possessive or len(owned) > 1:
        return None
    if not set(owned.members).isdisjoint(holder.members) or view.words[i - 1] in LEX.relations:
        return None  # "activist investor X"
    return filled(at, "investor-called", bought(holder, owned), cue.kind)
