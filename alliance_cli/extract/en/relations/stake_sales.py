"""Holders that are to part with their share of a company, where nobody is named who takes it."""

from alliance_cli.extract.document import Candidate, Trigger
from alliance_cli.extract.en.coreference.pronouns import subject_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.relations.trade_object import sold_by_others, thing_after
from alliance_cli.extract.en.syntax.roles import is_passive
from alliance_cli.models import Kind, Role


@RULES.rule(
    "sell",
    {
        "subject-sells-stake-in": "Daimler plans to sell its stake in Tesla.",
    },
    order=10,
)
def sells_stake(at: Trigger) -> Candidate | None:
    """Who is to part with its share of whom: "X is in talks to sell its stake in Y", "X divested its shares in Y".

    What is done ends their tie, what is planned does not yet.
    """
    view, cue, i, last = at
    if is_passive(view, i) or view.words[max(0, i - 2) : i] == ["have", "to"]:
        return None  # "would have to sell its stake" tells of a condition
    seller, thing = subject_of(view, i), thing_after(view, last)
    if seller is None or thing.group is None or not thing.stake or thing.unit or thing.owner is not None:
        return None
    if thing.group is seller or thing.order or LEX.counted.intersection(view.words[last : thing.group.first]):
        return None  # "selling all of its Boeing 777s"
    if sold_by_others(at, seller, thing.group):
        return None
    if any(entity.parent in seller.members for entity in thing.group.members):
        return None  # "X will sell a stake in X Mines to a consortium"
    who = parts(seller, Role.SELLER) + parts(thing.group, Role.TARGET)
    made = filled(at, "subject-sells-stake-in", who, Kind.STAKE)
    if made is not None:
        made.ended = cue.words[0].endswith("ed")
        made.separate = len(seller) == 1 and len(thing.group) > 1
    return made
