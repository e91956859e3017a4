"""Ties in which one side takes from the other: who buys, sells, invests, supplies."""

from itertools import pairwise
from typing import Final

from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.relations.groups import Group
from alliance_cli.extract.ja.relations.scene import Filled, Scene, is_owner
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_ADJACENT: Final = 3
"""So few signs may stand between a name and what it is directly before."""
_OFFER: Final = 8
"""And so few between a bidder and his bid."""


def bought(scene: Scene) -> Filled | None:
    """ "AがBを買収", "AによるB買収", "BはAに買収される", "Aが買収したB"."""
    if shape("passive").match(scene.behind(6)) and (found := _passive(scene)):
        return found
    if shape("answered").match(scene.behind(16)) and (found := _offered(scene)):
        return found
    target = _target(scene)
    if target is None:
        return _offered(scene) or _from_seller(scene) or _topic_object(scene) or _two_as_one(scene)
    seller = _seller(scene, target)
    agent = _agent(scene, target, seller)
    return _deal(scene, agent, target, seller, Role.BUYER, Role.TARGET, "buys")


def each_bought(scene: Scene) -> list[Filled]:
    """ "AはBを、CはDをそれぞれ買収": each takes what stands behind it."""
    if shape("each").search(scene.line.plain[: scene.start]) is None:
        return []
    groups = [group for group in scene.groups if group.end <= scene.start and not group.anaphor]
    pairs = [(one, other) for one, other in pairwise(groups) if one.is_subject and other.particle in {"を", "株"}]
    if len(pairs) < 2:
        return []
    return [Filled("buys", _parts(one, Role.BUYER, other, Role.TARGET), separate=True) for one, other in pairs]


def _offered(scene: Scene) -> Filled | None:
    """ "BはAによる買収提案を検討": who bids is said right before, the subject is whom for."""
    by = scene.near("による", "からの", "の", "から", reach=_OFFER)
    target = scene.subject(by) if by else None
    members = target.members if target else scene.topic[:1]
    if by is None or not members or set(members) & set(by.members):
        return None
    parts = [(e, Role.BUYER) for e in by.members] + [(e, Role.TARGET) for e in members]
    return Filled("bought-by", parts, sure=target is None)


def _from_seller(scene: Scene) -> Filled | None:
    """ "Aは、Cから鉄道事業を買収": what is bought has no name, who sells it has."""
    seller = scene.near("から")
    agent = scene.subject(seller) if seller else None
    if seller is None or agent is None or set(agent.members) & set(seller.members):
        return None
    return Filled("buys", _parts(agent, Role.BUYER, seller, Role.SELLER))


def _topic_object(scene: Scene) -> Filled | None:
    """ "Bについて、Aが買収する方向", "B、Aが買収へ": what is spoken of is bought."""
    agent = next((g for g in scene.clause if g.particle == "が" and not is_owner(scene.line, g)), None)
    if agent is None:
        return None
    about = {"は", "について", "、", "を", "も"}
    target = next((g for g in scene.before if g.end <= agent.start and g.particle in about), None)
    if target is None or set(target.members) & set(agent.members):
        return None
    return Filled("bought-by", _parts(agent, Role.BUYER, target, Role.TARGET))


def _two_as_one(scene: Scene) -> Filled | None:
    """ "両社の買収協議": who is which is not said."""
    group = next((g for g in scene.clause[:1] if len(g.members) > 1 and g.particle in {"の", "は", "が"}), None)
    if group is None or (group.particle != "の" and not group.anaphor):
        return None
    return Filled("both-companies", [(entity, Role.PARTNER) for entity in group.members], sure=bool(group.anaphor))


def _deal(
    scene: Scene, agent: tuple[Entity, ...], target: Group, seller: Group | None, taker: Role, taken: Role, rule: str
) -> Filled | None:
    """The parties of a purchase, the topic for whoever buys where nobody is named."""
    members = tuple(entity for entity in agent if entity not in target.members)
    named = bool(members)
    if not members:
        members = tuple(entity for entity in scene.topic if entity not in target.members)[:1]
    if not members:
        return None
    parts = [(entity, taker) for entity in members] + [(entity, taken) for entity in target.members]
    if seller is not None:
        parts += [(entity, Role.SELLER) for entity in seller.members if entity not in members]
    topic = {"buys": "buys-topic", "invests-in": "invests-topic"}
    several = len(target.members) > 1 and len(members) == 1
    sure = not named or bool(target.anaphor)
    return Filled(rule if named else topic.get(rule, rule), parts, sure=sure, separate=several)


def _target(scene: Scene) -> Group | None:
    """What is bought: the group that the cue is done to, or that the cue describes."""
    for group in scene.clause[:3]:
        if is_owner(scene.line, group):
            continue
        gap = scene.gap(group)
        if group.particle in {"を", "株", "について"} and shape("shares").match(gap):
            return group
        if group.particle in {"の", "に対する", "への", "に対し", "に対して"} and shape("thing").match(gap):
            return group
        if group.particle == "に" and len(gap) <= 12 and shape("thing").match(gap):
            return group
        if group.particle == "" and len(gap) <= _ADJACENT:
            return group
        if group.particle == "を" and "を" not in gap:
            return group
    return _described(scene)


def _described(scene: Scene) -> Group | None:
    """ "Aが買収したB"."""
    behind = next((group for group in scene.groups if group.start >= scene.end), None)
    if behind and not behind.anaphor and shape("relative").match(scene.line.plain[scene.end : behind.start]):
        return behind
    return None


def _seller(scene: Scene, target: Group) -> Group | None:
    """Who sells: "Cから", "Cが保有する", "C傘下の"."""
    for group in scene.before:
        if group is target or group.start < scene.clause_start:
            continue
        if group.particle in {"から", "からの"} or is_owner(scene.line, group):
            return group
    return None


def _agent(scene: Scene, target: Group, seller: Group | None) -> tuple[Entity, ...]:
    """Who buys: "Aによる", "AのB買収", else the subject."""
    by = next((g for g in scene.clause if g.particle in {"による", "によって", "により"} and g is not target), None)
    if by is not None:
        return by.members
    owner = next((g for g in scene.before if g.particle == "の" and 0 <= target.start - g.after < _ADJACENT), None)
    if owner is not None and owner is not seller and target.particle in {"", "株"}:
        return owner.members
    subject = scene.subject(target, seller)
    return subject.members if subject else ()


def _passive(scene: Scene) -> Filled | None:
    """ "BがAに買収される"."""
    by = scene.near("に", "から", "による", "によって")
    target = scene.subject(by)
    if by is None or target is None or set(by.members) & set(target.members):
        return None
    return Filled("bought-by", _parts(by, Role.BUYER, target, Role.TARGET))


def _parts(one: Group, role: Role, other: Group, other_role: Role) -> list[tuple[Entity, Role]]:
    return [(e, role) for e in one.members] + [(e, other_role) for e in other.members if e not in one.members]


def sold(scene: Scene) -> Filled | None:
    """ "AはBをCに売却", "AのBへの事業譲渡"."""
    buyer = scene.near("に", "へ", "への", "に対し")
    if buyer is None:
        return _left(scene)
    unit = next((g for g in scene.clause if g is not buyer and g.particle in {"を", "株", "の"}), None)
    seller = scene.subject(buyer, unit)
    if seller is None and unit is not None and buyer.particle == "への":
        seller, unit = unit, None  # "AのBへの売却"
    members = seller.members if seller else tuple(e for e in scene.topic if e not in buyer.members)[:1]
    parts = [(entity, Role.BUYER) for entity in buyer.members]
    parts += [(entity, Role.SELLER) for entity in members if entity not in buyer.members]
    if unit is not None and unit is not seller:
        role = Role.UNIT if len(parts) > 1 else Role.TARGET
        parts += [(entity, role) for entity in unit.members if entity not in dict(parts)]
    return Filled("sells-to", parts, sure=seller is None) if len(parts) > 1 else None


def _left(scene: Scene) -> Filled | None:
    """ "Aは保有するBの株式をすべて売却": to whom is not said, but that A leaves B is."""
    held = next((g for g in scene.clause if g.particle in {"の", "株"}), None)
    owner = scene.subject(held) if held else None
    if held is None or owner is None or set(held.members) & set(owner.members):
        return None
    words = scene.line.plain[owner.after : scene.start]
    whole = shape("all shares").search(words) and shape("share").search(words)
    if not whole or shape("part of shares").search(words):
        return None
    return Filled("invests-in", _parts(owner, Role.INVESTOR, held, Role.TARGET), kind=Kind.STAKE, ended=True)


def joined(scene: Scene) -> Filled | None:
    """ "BはAの傘下に入る", "AがBを傘下に収める"."""
    if not shape("into a group").match(scene.behind(4)):
        return None
    held = scene.near("を", reach=_ADJACENT)
    owner = scene.near("の", "", reach=_ADJACENT)
    other = scene.subject(held or owner)
    group = held or owner
    if group is None or other is None or set(group.members) & set(other.members):
        return None
    buyer, target = (other, held) if held else (group, other)
    return Filled("joins-group", _parts(buyer, Role.BUYER, target, Role.TARGET))


def invested(scene: Scene) -> Filled | None:
    """ "AがBに出資", "AからBへの出資", "BはAから出資を受ける", "AがB株を取得"."""
    clause = scene.line.plain[scene.clause_start : scene.start]
    if scene.cue.lemma in LEX.words["of_shares"] and not shape("share").search(clause):
        return None
    source = scene.near("から", "からの", "による")
    target = next((g for g in scene.clause[:3] if g.particle in {"に", "へ", "への", "株", "に対し", "に対する"}), None)
    target = target or next(
        (g for g in scene.clause[:2] if g.particle == "の" and shape("thing").match(scene.gap(g))), None
    )
    if source is not None and target is None:
        other = scene.subject(source)
        members = other.members if other else tuple(e for e in scene.topic if e not in source.members)[:1]
        parts = [(e, Role.INVESTOR) for e in source.members]
        parts += [(e, Role.TARGET) for e in members if e not in source.members]
        return Filled("invested-by", parts, sure=other is None) if len(parts) > 1 else None
    if target is None or is_owner(scene.line, target):
        return None
    agent = source.members if source else _agent(scene, target, None)
    return _deal(scene, agent, target, None, Role.INVESTOR, Role.TARGET, "invests-in")


def passed(scene: Scene, giver: Role, taker: Role) -> Filled | None:
    """ "AがBに電池を供給", "AはBから調達"."""
    taken = scene.near("から", "からの")
    given = scene.near("に", "へ", "への", "向け", "に対し")
    if taken is not None and (other := scene.subject(taken)) and not set(taken.members) & set(other.members):
        return Filled("takes-from", _parts(taken, giver, other, taker))
    if given is not None and (other := scene.subject(given)) and not set(given.members) & set(other.members):
        return Filled("gives-to", _parts(other, giver, given, taker))
    return None
