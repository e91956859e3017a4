"""Verbs of trade in companies: buying, paying for, taking private and selling. Holding a part is in `holding_verbs`."""

from itertools import pairwise

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import (
    lone_name,
    object_it,
    relative_object,
    subject_of,
    topic_subject,
)
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, partners, parts
from alliance_cli.extract.en.relations.suitors import at_odds
from alliance_cli.extract.en.relations.trade_object import Thing, after_name, names_sum, sold_by_others, thing_after
from alliance_cli.extract.en.syntax.groups import phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.extract.spans import Sort
from alliance_cli.models import Kind, Role

_TO = frozenset({"to"})
_FROM = frozenset({"from"})
_FOR = frozenset({"for"})
_BY = frozenset({"by"})
_BY_FROM = _BY | _FROM
_FROM_WHOM = 12
"""Words after what is bought in which "from" must stand."""
_BID_FROM = 4
"""So many words before a name may say that a bid comes from it."""
_FOR_WHOM = 11
"""Words after "pay" in which "for" must stand: the sum goes between."""
_BUSINESS = LEX.units | LEX.partial | LEX.sold_whole
_CARRIES = LEX.sells - LEX.sold
"""Forms of "sell" for what a dealer does all the time."""


@RULES.rule(
    "acquire",
    {
        "subject-buys-object": "Microsoft bought LinkedIn for $26 billion.",
        "subject-buys-from": "Tata bought two plants from Ford.",
        "subject-buys-rights-from": "Sanofi acquired the rights to a cancer drug from Novartis.",
        "object-bought-by": "Skype was bought by Microsoft in 2011.",
        "subject-buys-back-stake": "Suzuki bought back its stake from Volkswagen.",
    },
)
def buy(at: Trigger) -> Candidate | None:
    """Who buys whom, or what from whom: "X buys Y", "X to acquire a unit from Y", "Y was bought by X"."""
    view, cue, i, last = at
    if is_passive(view, i):
        return _bought_by(at)
    if i > 1 and view.words[i - 1] == "not" and view.words[i].endswith("ing") and view.words[i - 2] not in LEX.be:
        return None  # "rebates in return for their not buying chips from X"
    away = not LEX.leaving.isdisjoint(view.words[last : last + 6])  # "woo a client away from X"
    if away or _by_people(view, i) or (cue.lemma in LEX.takes_over and _takes_job(view, last)):
        return None
    if i > 1 and view.words[i - 1] == "to" and view.words[i - 2] in LEX.time_to_trade:
        return None  # "is it time to buy X stock?"
    thing = thing_after(view, last - 1 if cue.words[-1] in LEX.partial else last)  # "take half of X": "half" is said
    buyer = subject_of(view, i)
    if thing.group is None and cue.lemma in LEX.takes_whole:
        thing.group = _object_meant(view, i, last, buyer)
    seller = _seller(at, thing, buyer)
    eyed = cue.lemma in LEX.aims_at and not _plain_object(view, thing, last)
    if eyed or _own_already(view, thing.group):
        return None  # "Volvo is eyeing the Renault alliance"
    if (thing.group is None and seller is None) or (buyer is None and not thing.stake):
        return None
    if buyer is None:
        who = _target_parts(thing, seller)  # "expects a deal to buy a stake in X from Y", whoever buys it
        return filled(at, "subject-buys-object", who, _kind_of_thing(cue, thing)) if seller is not None else None
    if thing.owner is not None and thing.group is not None and thing.group.members == buyer.members:
        thing.group, thing.owner = thing.owner, None  # a stake in the buyer itself: it comes back from its holder
    if seller is not None and thing.group is not None and _are_places(view, thing.group):
        thing.group, thing.unit = None, True
    if seller is not None and buyer is not None and _rights_to(view, last, seller.first):
        return filled(at, "subject-buys-rights-from", partners(buyer, seller), Kind.LICENSING)
    who = parts(buyer, Role.BUYER) + _target_parts(thing, seller)
    rule = "subject-buys-object" if thing.group else "subject-buys-from"
    variant = "eyed" if cue.lemma in LEX.aims_at else ""
    made = filled(at, rule, who, _kind_of_thing(cue, thing), variant)
    if made is not None:
        _set_apart(at, made, thing, buyer)
    return made


def _are_places(view: SentenceView, group: NameGroup) -> bool:
    """True for names before what they are of, where nothing shows a company: "the Selm and Tarn blocks"."""
    known = all(entity.company for entity in group.members)
    return not known and not group.possessive and not LEX.units.isdisjoint(view.words[group.last : group.last + 1])


def _rights_to(view: SentenceView, last: int, first: int) -> bool:
    """True if only rights to something are bought: "acquires exclusive rights to a drug from X"."""
    return any(
        view.words[j] in LEX.rights_alone and view.words[j + 1] in LEX.rights_lead_on for j in range(last, first - 1)
    )


_WHO = 6
"""So many words before a verb stands who does it: "investors who purchased or otherwise acquired"."""


def _by_people(view: SentenceView, i: int) -> bool:
    """True for what those do who are no company: "on behalf of investors who bought X shares"."""
    words = view.words[max(0, i - _WHO) : i]
    if any(word == "i" or word.startswith(("i'", "i’")) for word in words):
        return True  # "X: I'd rather wait to buy Y"
    among = "among" in words  # "X is among investors who want to buy Y"
    return not among and any(who == "who" and one in LEX.people_who for one, who in pairwise(words))


def _seller(at: Trigger, thing: Thing, buyer: NameGroup | None) -> NameGroup | None:
    """From whom something is bought: the name after "from", the other side of talks, the owner of a unit."""
    view, _, i, last = at
    named = group_after(view, thing.last, _FROM, reach=_FROM_WHOM, past_sums=True)
    near = view.words[max(thing.last, named.first - _BID_FROM) : named.first] if named is not None else []
    if any(cue.frame.offer and cue.frame.buying for word in near for cue in LEX.nouns.get(word, ())):
        named = None  # "to buy X, outdoing a rival bid from Y"
    seller = named or _counterpart(view, i)
    if seller is not None and (seller in (buyer, thing.group) or not (thing.group or thing.unit or thing.stake)):
        seller = named  # the other side of talks sells only where something is bought
    return seller or _owner_of_unit(view, i, last, thing, buyer)


def _set_apart(at: Trigger, made: Candidate, thing: Thing, buyer: NameGroup) -> None:
    """Mark buyers that act each for itself, targets that are bought each by itself, stakes bought back, mere orders."""
    view, cue, i, last = at
    vying = at_odds(view, buyer, i) or cue.lemma in LEX.races_for
    made.rivals = len(buyer) > 1 and vying  # "Kering and LVMH are vying for Valentino"
    made.separate = thing.group is not None and len(thing.group) > 1 and len(buyer) == 1 and thing.owner is None
    if thing.stake and last < len(view) and view.words[last] in LEX.returning:
        made.rule, made.ended = "subject-buys-back-stake", True
    if thing.group is None and not (thing.stake or thing.unit or thing.order):
        thing.order = _goods(view, last)
    if thing.group is None and _for_years(at, thing):
        made.kind = Kind.SUPPLY
    elif thing.order and not (thing.stake and thing.order in LEX.debts):  # "bought bonds and a stake in X"
        made.dropped = f"a customer's order ({thing.order})"
    if thing.group and len(buyer) > 1 and len(thing.group) > 1:
        made.dropped = "who buys which is not said"
    if thing.group and not set(thing.group.members).isdisjoint(buyer.members):
        made.dropped = "a company buying from itself"


def _for_years(at: Trigger, thing: Thing) -> bool:
    """True for goods that are to be bought for years: "in talks to buy gas on a long-term basis from X"."""
    words = at.view.words[at.last : at.last + _FROM_WHOM]
    what = words[: words.index("from")] if "from" in words else words
    goods = thing.order not in LEX.debts and not LEX.bulk_goods.isdisjoint(what)
    return goods and not LEX.lasting_trade.isdisjoint(at.view.words)


def _goods(view: SentenceView, last: int) -> str:
    """What is bought "from" someone where that is goods or paper: "chips from X", "mortgage securities from X"."""
    stop = next((j for j in range(last, min(len(view), last + _FROM_WHOM)) if view.words[j] == "from"), last)
    end = view.words[stop - 1] if stop > last else ""
    named = view.mention_at[stop - 1] if stop > last else None
    if named is not None and named.entity.sort is Sort.OTHER:
        return end  # "the newest iPhone from X"
    return end if end in LEX.goods or end in LEX.orders else ""


def _owner_of_unit(view: SentenceView, i: int, last: int, thing: Thing, buyer: NameGroup | None) -> NameGroup | None:
    """Whose "its unit" is that a buyer buys, not its own: "X may leave Asia after Y agreed to buy its Korean unit"."""
    if buyer is None or view.depth[i] or not thing.unit or thing.group is not None:
        return None  # in an aside "its" is of the main clause: "the offer from Gett, which proposed to buy its unit"
    if view.words[last : last + 1] != ["its"]:
        return None
    before = [group for group in view.groups() if group.last <= buyer.first and group.members != buyer.members]
    if before:
        return before[0] if len(before) == 1 and len(before[0]) == 1 else None
    topic = view.topic
    return topic if topic is not None and topic.members != buyer.members else None


def _object_meant(view: SentenceView, i: int, last: int, subject: NameGroup | None) -> NameGroup | None:
    """What "which" before or "it" after the verb at `i` stands for as its object: "X, which Y bought last year"."""
    which, lead = relative_object(view, i)
    after = view.words[last] if last < len(view) else "."
    ends = after in LEX.prepositions or after in LEX.after_object or not after[0].isalpha()
    return which if which is not None and not lead and ends else object_it(view, last, subject)


def _takes_job(view: SentenceView, last: int) -> bool:
    """True for "took over as chairman" and "takes over the top job at X", where no company is taken over."""
    after = view.words[last : last + 5]
    return bool(after) and (after[0] in {"as", "from", "at", "in", "on", ","} or bool(set(after) & LEX.jobs))


def _counterpart(view: SentenceView, i: int) -> NameGroup | None:
    """The other side of talks or a deal to do what the verb at `i` says: Y of "in talks with Y to sell its unit"."""
    if i < 3 or view.words[i - 1] not in {"to", "on", "about", "over", "of"}:
        return None
    for j in range(i - 1, max(0, i - 12), -1):
        group = view.group_to.get(j)
        if group is None or view.depth[group.first] != view.depth[i]:
            continue
        start = phrase_start(view, group.first)
        if start > 1 and view.words[start - 1] == "with" and view.words[start - 2] in LEX.had_with:
            return group
        return None
    return None


def _plain_object(view: SentenceView, thing: Thing, last: int) -> bool:
    """True if what a company has its eye on is a company, its unit or a part of it, and no deal."""
    if thing.group is None or any(word.endswith("ing") for word in view.words[last : thing.group.first]):
        return False  # "pursue a lawsuit accusing X"
    if not LEX.targeting.isdisjoint(view.words[last - 1 : last]) and not _aimed_at(view, thing.group, last):
        return False  # "targets 30% growth for X", "targeting enterprise-scale X solutions"
    after = view.words[thing.group.last] if thing.group.last < len(view) else ""
    return after not in LEX.nouns and after not in LEX.opaque and not (thing.group.possessive and not thing.unit)


_ASIDE = 8
"""So many words an aside has that says whose unit somebody is."""


def _own_already(view: SentenceView, group: NameGroup | None) -> bool:
    """True for a unit of the buyer by the aside behind its name: "X, a wholly owned subsidiary of the company"."""
    aside = view.words[group.last : group.last + _ASIDE] if group is not None else []
    if aside[:1] != [","]:
        return False
    of = next((j for j in range(1, len(aside) - 2) if aside[j] in LEX.own_units and aside[j + 1] == "of"), -1)
    return of > 0 and aside[of + 2] == "the" and not LEX.one_firm.isdisjoint(aside[of + 3 : of + 4])


def _aimed_at(view: SentenceView, group: NameGroup, last: int) -> bool:
    """True if a company is what is targeted: no sum or share, nothing for somebody, no goods by a name."""
    between = view.words[last : group.first]
    figures = any(word[0].isdigit() for word in between) and LEX.partial.isdisjoint(between)
    known = any(entity.company or entity.signs for entity in group.members)
    return known and not figures and LEX.prepositions.isdisjoint(between)


def _target_parts(thing: Thing, seller: NameGroup | None) -> list[Part]:
    """What passes and whose it was: a seller and its unit, or a target; "Ford's unit" names the seller alone."""
    owner = thing.owner or seller
    who: list[Part] = []
    if owner is not None:
        who += parts(owner, Role.SELLER)
        who += parts(thing.group, Role.TARGET if thing.stake and not thing.unit else Role.UNIT)
    elif thing.group is not None:
        who += parts(thing.group, Role.SELLER if thing.unit else Role.TARGET)
    return who


def _kind_of_thing(cue: Cue, thing: Thing) -> Kind | None:
    """The kind of a trade by what passes: a part is a stake, but a majority or all that is left is a takeover."""
    kind = cue.kind
    if thing.stake and kind in (Kind.ACQUISITION, Kind.STAKE):
        return Kind.ACQUISITION if thing.whole else Kind.STAKE
    return kind


@RULES.rule(
    "pay",
    {
        "subject-pays-for": "Adobe will pay $20 billion for Figma.",
        "subject-pays-for-rights": "Roche paid Halozyme $20 million for the rights to the technology.",
    },
)
def pay(at: Trigger) -> Candidate | None:
    """Who pays a sum for whom: "X will pay $480 million for Y"."""
    view, cue, i, last = at
    if (licence := _rights(at)) is not None:
        return licence
    target = group_after(view, last, _FOR, reach=_FOR_WHOM, past_sums=True)
    thing = Thing(group=target, last=target.last) if target is not None else _part_paid_for(view, last)
    target = thing.group
    buyer = left_subject(view, i) or topic_subject(view, i)
    if target is None and buyer is not None:
        return _paid_for_unit(at, buyer)
    if target is None or buyer is None or not (names_sum(view, last, target.first) or _a_share(view, last, target)):
        return None
    after_name(view, thing, target)
    if thing.order or (target.last < len(view) and view.words[target.last] in LEX.opaque):
        return None  # "paid $2 billion for Boeing jets", "for Boeing shares"
    who = parts(buyer, Role.BUYER) + _target_parts(thing, None)
    return filled(at, "subject-pays-for", who, _kind_of_thing(cue, thing) or Kind.ACQUISITION)


def _a_share(view: SentenceView, last: int, target: NameGroup) -> bool:
    """True for a price of one share between a verb and whose it is: "$36.50 per share for X"."""
    words = view.words[last : target.first]
    return not LEX.words_for_one_share.isdisjoint(words) and not LEX.sums.isdisjoint(words)


def _rights(at: Trigger) -> Candidate | None:
    """Who pays whom for a licence: "X paid Y $45 million for the rights to"."""
    view, _, i, last = at
    giver, taker = phrase_after(view, last), left_subject(view, i)
    if giver is None or taker is None or giver is taker or giver.possessive:
        return None
    after = view.words[giver.last : giver.last + 12]
    if "for" not in after or not LEX.rights.intersection(after[after.index("for") :][:6]):
        return None  # "paid Halozyme $20 million for the building"
    return filled(at, "subject-pays-for-rights", partners(taker, giver), Kind.LICENSING)


def _paid_for_unit(at: Trigger, buyer: NameGroup) -> Candidate | None:
    """Who pays a sum "for the unit" of the company that was spoken of, where its own sentence names nobody else."""
    view, last, seller = at.view, at.last, at.view.topic
    at_for = next((j for j in range(last, min(len(view), last + _FOR_WHOM)) if view.words[j] == "for"), -1)
    if at_for < 0 or seller is None or len(view.groups()) > 1 or seller.members == buyer.members:
        return None
    unit = view.words[at_for + 1 : at_for + 2] == ["the"] and not LEX.units.isdisjoint(
        view.words[at_for + 2 : at_for + 4]
    )
    if not unit or not names_sum(view, last, at_for):
        return None
    return filled(at, "subject-pays-for", parts(buyer, Role.BUYER) + parts(seller, Role.SELLER), Kind.ACQUISITION)


def _part_paid_for(view: SentenceView, last: int) -> Thing:
    """The part or unit after the first "for": "for 4.99 percent of X"; nothing where a sum stands before the name."""
    at = next((j for j in range(last, min(len(view), last + _FOR_WHOM)) if view.words[j] == "for"), -1)
    thing = thing_after(view, at + 1) if at >= 0 else Thing(last=last)
    if thing.group is None or LEX.currencies.intersection(view.words[at : thing.group.first]) - LEX.percent:
        return Thing(last=last)
    return thing if thing.stake or thing.unit else Thing(last=last)


@RULES.rule(
    "private",
    {
        "subject-takes-private": "KKR will take Hilton private.",
        "goes-private-with": "BMC is to go private in a $6.9 billion deal led by Bain Capital.",
        "taken-private-by": "Hilton agreed to be taken private by Blackstone.",
    },
)
def take_private(at: Trigger) -> Candidate | None:
    """Who takes whom off the exchange: "X to take Y private", "Y is taken private by X"."""
    view, cue, i, last = at
    if cue.words[-1] in LEX.unlisted:
        return filled(at, "goes-private-with", _goes_private(at, last), Kind.ACQUISITION)
    if is_passive(view, i) and not LEX.unlisted.isdisjoint(view.words[last : last + 1]):
        return filled(at, "taken-private-by", _goes_private(at, last + 1), Kind.ACQUISITION)
    before = not LEX.unlisted.isdisjoint(view.words[last : last + 1])  # "take private its unit X"
    buyer, target = left_subject(view, i), phrase_after(view, last + before)
    after = view.words[target.last : target.last + 2] if target is not None and not before else LEX.unlisted
    if buyer is None or target is None or target is buyer or LEX.unlisted.isdisjoint(after):
        return None
    return filled(at, "subject-takes-private", bought(buyer, target), Kind.ACQUISITION)


def _goes_private(at: Trigger, last: int) -> list[Part]:
    """Who leaves the exchange, and whose deal it is, told from word `last` on: "in a deal led by Y", "by Y"."""
    view, _, i, _ = at
    target = subject_of(view, i)
    buyer = group_after(view, last, _BY_FROM, reach=_FROM_WHOM, past_sums=True)
    told = view.words[last : last + 1] in (["in"], ["by"])
    if target is None or buyer is None or len(target) > 1 or not told:
        return []
    return bought(buyer, target)


def _bought_by(at: Trigger) -> Candidate | None:
    """Who was bought by whom: "Y was bought by X"; in the lead the only name before may be Y, whatever it stands as."""
    view, cue, i, last = at
    buyer = group_after(view, last, _BY, reach=5, past_sums=True)
    target = left_subject(view, i) or topic_subject(view, i)
    if target is None and view.sentence.index < 2:
        target = lone_name(view, i)
    if buyer is None or target is None or target is buyer:
        return None
    return filled(at, "object-bought-by", bought(buyer, target), cue.kind)


@RULES.rule(
    "sell",
    {
        "subject-sells-to": "Ford sold Jaguar to Tata Motors.",
        "subject-sold-stake-in": "Daimler sold its stake in Tesla.",
        "subject-sells-goods-of": "Walgreens sells Theranos' tests.",
    },
)
def sell(at: Trigger) -> Candidate | None:
    """Who sells what to whom: "X sells Y to Z", "X was sold to Z"; without a buyer, what a stake or goods tell."""
    view, cue, i, last = at
    if i and cue.words[0] in LEX.sold and view.words[i - 1] in LEX.goods:
        return None  # "No. 4 by vehicles sold and the closest brand to Toyota"
    seller = subject_of(view, i)
    passive = is_passive(view, i) or _is_sold(at)
    thing = Thing(last=last) if passive else thing_after(view, last)
    buyer = group_after(view, thing.last, _TO, reach=18) or _counterpart(view, i)
    which, lead = relative_object(view, i)
    if buyer is None and lead == "to":
        buyer = which  # "Vattenfall, to which Nuon was sold in 2009"
    if seller is None or seller is buyer:
        return None
    if buyer is None:
        return _sold_out(at, seller, thing)
    if thing.owner is not None and thing.unit and thing.owner.members != buyer.members:
        seller = thing.owner  # "X, which plans to sell Y's bank Z to W"
    who = parts(buyer, Role.BUYER) + parts(seller, Role.TARGET if passive else Role.SELLER)
    # A name that nothing shows to be a company is a product or a place: "sell its Aktobe chrome mine to Glencore".
    known = thing.group is not None and any(entity.company or entity.signs for entity in thing.group.members)
    if thing.group is not None and known and not set(thing.group.members) & set(buyer.members):
        who += parts(thing.group, Role.TARGET if thing.stake else Role.UNIT)
    kind = Kind.JOINT_VENTURE if _in_venture(view, buyer.last) else _kind_of_thing(cue, thing)
    made = filled(at, "subject-sells-to", who, kind)
    business = thing.stake or thing.unit or thing.group or passive or _sells_business(view, last, thing.last)
    # "sell its watch bands" is of goods unless a sum follows.
    its = "its" in view.words[last : last + 2] and names_sum(view, buyer.last, buyer.last + 7)
    if made and (thing.order or not (business or its)):
        made.dropped = "sells goods"
    return made


def _is_sold(at: Trigger) -> bool:
    """True for a headline that leaves "is" out: "X sold to Y", "X sold for $6 billion to Y"."""
    view, cue, i, last = at
    after = view.words[last : last + 1]
    return view.sentence.headline and cue.words[0] in LEX.sold and i in view.group_to and after in (["to"], ["for"])


def _in_venture(view: SentenceView, i: int) -> bool:
    """True for "sells a plant to X to run it in a joint venture"."""
    words = view.words
    return any(
        words[j : j + 2] == ["in", "a"] and words[j + 2] in LEX.held_jointly and words[j + 3] in LEX.ventures
        for j in range(i + 1, min(len(words), i + 6) - 3)
    )


def _sells_business(view: SentenceView, first: int, last: int) -> bool:
    """True if what is sold is a business or a part of one, no goods: "sold its pump unit"."""
    return not _BUSINESS.isdisjoint(view.words[first : last + 2])


def _sells_for(at: Trigger, seller: NameGroup, thing: Thing) -> Candidate | None:
    """Who carries whose goods: "X sells Y's pumps"."""
    _, cue, _, last = at
    maker = thing.owner or (thing.group if thing.group is not None and thing.group.possessive else None)
    if maker is None or thing.stake or thing.unit or cue.words[0] not in _CARRIES:
        return None
    if maker.members == seller.members or maker.first - last > 2:
        return None
    return filled(at, "subject-sells-goods-of", partners(seller, maker), Kind.DISTRIBUTION)


def _sold_out(at: Trigger, seller: NameGroup, thing: Thing) -> Candidate | None:
    """Who parts with its share of whom, which ends their tie: "X sold its stake in Y"."""
    view, cue, _, last = at
    if (made := _sells_for(at, seller, thing)) is not None:
        return made
    if not (thing.stake and thing.group) or cue.words[0] not in LEX.sold:
        return None  # "would have to sell its holding" ends nothing yet
    if LEX.counted.intersection(view.words[last : thing.group.first]) or sold_by_others(at, seller, thing.group):
        return None  # "Panasonic sold all units of Sanyo"
    who = parts(seller, Role.SELLER) + parts(thing.group, Role.TARGET)
    made = filled(at, "subject-sold-stake-in", who, Kind.STAKE)
    if made:
        made.ended = True
        made.separate = len(seller) == 1 and len(thing.group) > 1  # "sold $3 billion worth of CCB and BoC shares"
    return made
