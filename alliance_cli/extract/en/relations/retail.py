"""Shops and networks that sell the goods of a maker, and makers that sell through them."""

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import subject_of
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, partners
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after
from alliance_cli.extract.en.syntax.roles import is_passive
from alliance_cli.extract.spans import Sort
from alliance_cli.models import Kind

_SELLING = LEX.sells - LEX.sold
"""Forms of "sell" for what a shop does from a day on."""
_MAKER = 10
"""So many words after "sell" stands whose goods they are: "the next version of X's phone"."""
_WARES = 6
"""So many words after a maker stand its goods: "X's new line of phones"."""
_SHOP = 14
"""So many words after "sell" stands where: the goods and their price go between."""
_OF_SHOP = 4
"""So many words after the name of a dealer stands what the goods are sold in: "X's Norvik outlets"."""
_OWN = frozenset({"its", "their", "his", "her", "our"})


@RULES.rule(
    "sell",
    {
        "dealer-sells-goods-of": "Verizon will start selling Nokia smartphones.",
        "maker-sells-at": "Dell will sell notebooks through Walmart.",
    },
    order=20,
)
def sells_in_shops(at: Trigger) -> Candidate | None:
    """Who sells whose goods: "X will start selling Y's phones", "Y is to sell its phones at X stores"."""
    view, cue, i, last = at
    if cue.words[0] not in _SELLING or is_passive(view, i):
        return None
    seller = subject_of(view, i)
    if seller is None or seller.possessive:
        return None
    dealer = _dealer(view, last)
    if dealer is not None:
        return None if dealer is seller else filled(at, "maker-sells-at", partners(seller, dealer), Kind.DISTRIBUTION)
    maker = _maker(view, last)
    if maker is None or maker is seller:
        return None
    made = filled(at, "dealer-sells-goods-of", partners(seller, maker), Kind.DISTRIBUTION)
    if made is not None and len(maker) > 1 and len(seller) == 1:
        made.separate = True  # "sells X and Y phones"
    return made


def _maker(view: SentenceView, last: int) -> NameGroup | None:
    """Whose goods are sold: the first name after the verb that owns goods, or stands right before them."""
    group = next((view.group_from[j] for j in range(last, min(len(view), last + _MAKER)) if j in view.group_from), None)
    if group is None or not _are_wares(view, group.last):
        return None
    if not _OWN.isdisjoint(view.words[last : group.first]):
        return None  # "sells its Norvik phones"
    before = view.words[last : phrase_start(view, group.first)]
    return group if LEX.prepositions.isdisjoint(set(before) - {"of"}) and "," not in before else None


def _are_wares(view: SentenceView, first: int) -> bool:
    """True if goods that shops sell are named from a word on, before the phrase ends: "new Lumia smartphones"."""
    for j in range(first, min(len(view), first + _WARES)):
        word, mention = view.words[j], view.mention_at[j]
        if word in LEX.wares or (mention is not None and mention.entity.sort is Sort.OTHER):
            return True
        if word in LEX.prepositions or word in LEX.auxiliaries or not word[0].isalnum():
            return False
    return False


def _dealer(view: SentenceView, last: int) -> NameGroup | None:
    """Through or in whose shops goods are sold: Walmart of "notebooks through Walmart", "at 580 Walmart stores"."""
    through = group_after(view, last, LEX.by_way_of, reach=_SHOP)
    found = through or group_after(view, last, LEX.in_shops, reach=_SHOP)
    if found is None or LEX.wares.isdisjoint(view.words[last : found.first]):
        return None
    shops = not LEX.shops.isdisjoint(view.words[found.last : found.last + _OF_SHOP])
    return found if shops or (through is not None and not found.possessive) else None
