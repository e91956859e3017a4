"""Relation candidates: rules from cue words to the companies they tie. Importing the package registers every rule."""

from alliance_cli.extract.en.relations import (
    deal_nouns,
    deal_partners,
    filters,
    funding_verbs,
    holding_verbs,
    joint_action,
    named_buyers,
    offer_nouns,
    own_units,
    registry,
    shared_subject,
    stake_nouns,
    suitors,
    tie_verbs,
    trade_verbs,
    triggers,
)

__all__ = [
    "deal_nouns",
    "deal_partners",
    "filters",
    "funding_verbs",
    "holding_verbs",
    "joint_action",
    "named_buyers",
    "offer_nouns",
    "own_units",
    "registry",
    "shared_subject",
    "stake_nouns",
    "suitors",
    "tie_verbs",
    "trade_verbs",
    "triggers",
]
