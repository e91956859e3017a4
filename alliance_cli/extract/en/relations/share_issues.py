"""New shares that a company gives to an investor: issued, allotted, placed with or subscribed by somebody."""

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import agent_of, lone_name, subject_of, topic_subject
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled
from alliance_cli.extract.en.syntax.phrases import group_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject

_SHARES = 14
"""So many words after the verb or noun stands of what paper it is: "issue up to 1.2 million new ordinary shares"."""
_TO_WHOM = 12
"""So many words after the shares stands who gets them."""
_TO = frozenset({"to"})
_GIVES = frozenset({"to", "with", "from"})
_OF_IN = frozenset({"of", "in", "by"})
_AGENT = 6
"""So many words after a name it may be said to be an agent of the sale only."""


@RULES.rule(
    "issue",
    {
        "issues-shares-to": "Pfizer issued 12 million new shares to Novartis.",
        "allotted-shares-of": "Novartis was allotted 12 million shares in Pfizer.",
    },
)
def issues(at: Trigger) -> Candidate | None:
    """Who gets new shares of whom: "X will issue 5 million shares to Y", "Y was allocated 5 million shares in X"."""
    view, cue, i, last = at
    shares = _shares(view, last)
    if shares < 0:
        return None
    if is_passive(view, i):
        holder, issuer = left_subject(view, i), group_after(view, shares, _OF_IN, reach=4) or view.topic
        return filled(at, "allotted-shares-of", _taken(view, issuer, holder), cue.kind)
    holder = group_after(view, shares, _TO, reach=_TO_WHOM, past_sums=True)
    return filled(at, "issues-shares-to", _taken(view, subject_of(view, i), holder), cue.kind)


@RULES.rule(
    "placing",
    {
        "shares-placed-with": "Pfizer plans a private placement of shares with Novartis.",
    },
)
def placing(at: Trigger) -> Candidate | None:
    """Who gets new shares of whom, by a noun: "X's issue of shares to Y", "a subscription from Y"."""
    view, cue, i, last = at
    shares = _shares(view, last) if cue.lemma in LEX.issues_of_paper else last
    holder = group_after(view, shares, _GIVES, reach=_TO_WHOM, past_sums=True) if shares >= 0 else None
    if holder is None:
        return None
    issuer = agent_of(view, i) or topic_subject(view, i) or lone_name(view, i)
    return filled(at, "shares-placed-with", _taken(view, issuer, holder), cue.kind)


def _shares(view: SentenceView, last: int) -> int:
    """Where the paper is named that is given out after word `last`, -1 if none is."""
    for j in range(last, min(len(view), last + _SHARES)):
        if view.words[j] in LEX.papers_issued:
            return j + 1
        if view.words[j] in LEX.stops or view.words[j] == ";":
            break
    return -1


def _taken(view: SentenceView, issuer: NameGroup | None, holder: NameGroup | None) -> list[Part]:
    """The parties of an issue; nobody where either is not told, or who gets the shares only sells or already holds."""
    if issuer is None or holder is None or len(issuer) > 1 or not set(issuer.members).isdisjoint(holder.members):
        return []
    before = view.words[max(0, holder.first - 3) : holder.first]
    if holder.possessive or not LEX.who_hold.isdisjoint(before):
        return []  # "issued shares to the shareholders of X", "to X's staff"
    if not LEX.agents_of_sales.isdisjoint(view.words[holder.last : holder.last + _AGENT]):
        return []  # "a private placement with X as lead agent"
    return bought(holder, issuer)
