"""What is known of a candidate, as named values: what a scorer may weigh, by hand or learnt."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where in a report a sentence stands."""

    HEADLINE = "headline"
    LEAD_0 = "lead 0"
    LEAD_1 = "lead 1"
    LEAD_2 = "lead 2"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Features:
    """One candidate: values only, no object of the document.

    `sentence` tells sentences of a report apart; `kind_given` is true where the cue itself has a kind; `parties`,
    `known` (in the gazetteer) and `unknown` (known only from context) count companies; `distance` is the number of
    words from the cue to the nearest party that the sentence names, -1 where it names none; `pointed` is true where a
    party is only pointed at ("the two companies"), `aside` where the cue stands in an aside.
    """

    rule: str
    variant: str
    frame: str
    place: Place
    sentence: str
    kind_given: bool
    parties: int
    known: int
    unknown: int
    distance: int
    pointed: bool
    aside: bool
