"""Ties that both sides have alike: "AとBが経営統合", "AはBと提携", "AとBの合弁会社"."""

from collections.abc import Callable

from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.relations.groups import Group
from alliance_cli.extract.ja.relations.scene import Filled, Scene, is_owner, partners


def between(scene: Scene) -> Filled | None:
    """The companies of a tie that both sides have."""
    return next((found for rule in _RULES if (found := rule(scene)) is not None), None)


def _noun(scene: Scene) -> Filled | None:
    """ "AとBの経営統合", "AのBとの提携", "Bとの提携" of whoever is spoken of."""
    for group in scene.clause[:2]:
        if not shape("no words of deeds").match(scene.gap(group)):
            continue
        if group.particle == "との":
            return _with(scene, group, "pair-noun")
        if group.particle in {"の", "による", "からの"} and len(group.members) > 1:
            return Filled("pair-noun", partners(group.members), sure=bool(group.anaphor))
    return None


def _with(scene: Scene, group: Group, rule: str) -> Filled | None:
    """Whoever acts, with a group."""
    if len(group.members) > 1 and not _other(scene, group):
        return Filled(rule, partners(group.members), sure=bool(group.anaphor))
    owner = next((g for g in scene.before if g.particle == "の" and 0 <= group.start - g.after < 3), None)
    agent = owner if rule == "pair-noun" and owner else scene.subject(group)
    if agent is not None and not set(agent.members) & set(group.members):
        return Filled(rule, partners((*agent.members, *group.members)))
    topic = tuple(entity for entity in scene.topic if entity not in group.members)
    if topic and agent is None:
        return Filled("with-topic", partners((topic[0], *group.members)), sure=True)
    return None


def _other(scene: Scene, group: Group) -> bool:
    agent = scene.subject(group)
    return agent is not None and agent.end <= group.start and not set(agent.members) & set(group.members)


def _with_partner(scene: Scene) -> Filled | None:
    """ "AはBと経営統合する", "A、Bと提携"."""
    for group in scene.clause[:3]:
        if (
            group.particle in {"と", "とも", "とは"}
            and shape("no topic").match(scene.gap(group))
            and not _parted(scene, group)
        ):
            return _with(scene, group, "with-partner")
    return None


def _parted(scene: Scene, group: Group) -> bool:
    """True if another verb stands between a group and the cue."""
    return shape("other verb").search(scene.gap(group)) is not None


def _act(scene: Scene) -> Filled | None:
    """ "AとBが経営統合する", "両社は提携した", "A・B、統合へ"."""
    for group in scene.before[:4]:
        if len(group.members) == 1 and group.particle in {"は", "も"}:
            return None  # who acts here is another
        if len(group.members) < 2 or is_owner(scene.line, group):
            continue
        if group.is_subject or group.particle in {"、", ",", "", "で"}:
            rule = "both-companies" if group.anaphor else "headline-pair" if scene.line.headline else "pair-act"
            return Filled(rule, partners(group.members), sure=bool(group.anaphor))
    return None


def _object(scene: Scene) -> Filled | None:
    """ "AはBを吸収合併する", "AにBが合流": one takes the other in."""
    group = scene.near("を", "に", "への", "", reach=4)
    agent = scene.subject(group) if group else None
    if group is None or agent is None or set(agent.members) & set(group.members):
        return None
    return Filled("with-partner", partners((*agent.members[:1], *group.members)))


_RULES: tuple[Callable[[Scene], Filled | None], ...] = (_noun, _with_partner, _act, _object)
