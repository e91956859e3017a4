"""Companies that a report only describes: "the German carmaker", "the latter", "its smaller rival"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alliance_cli import names
from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.phrases import phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.extract.en.syntax.views import with_group
from alliance_cli.extract.spans import Entity, Mention, Sort
from alliance_cli.gazetteer import Gazetteer

_DESCRIBING = frozenset(LEX.sector_nouns) | {"latter", "former"}
_PRONOUNS = frozenset({"its", "it", "they"})
_OPENERS = _PRONOUNS | {"the"}
_MODIFIERS = 4
"""So many words a description has before its noun: "the German luxury car maker"."""
_RECENT = 8
"""A description means one of the companies named last, so many of them."""
_MAKER = 5
"""So many words on "the" stands the maker of a product: "the iWatchy maker"."""
_PEER = 4
"""So many words on "its" stands its peer: "its smaller local rival"."""
_BESIDE_BEFORE, _BESIDE_AFTER = 4, 3
"""So many words around a name may say which country it is from."""
_ANY = frozenset({"any"})
"""The sectors of a noun that any company can be called by: "the firm"."""
_OF_WHOM = frozenset({"in", "of", "for"})
"""After a noun of buying: "a stake in", "a takeover of", "a bid for"."""
_NO_HEADS = LEX.pairs | LEX.no_descriptions
_AFTER_APPOSITION = LEX.held_by | {",", ".", "--", "-", "that", "which", "of", "in", "with"}
_AFTER_LATTER = LEX.auxiliaries | LEX.prepositions | {",", ".", ";"}


class _Traits(NamedTuple):
    """What is known of a company: its countries, its sector or "", and what the report calls it ("carmaker")."""

    nations: frozenset[str]
    sector: str
    called: frozenset[str]


class Describer:
    """Knows what the companies named so far are, and which of them a description means."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._traits: dict[Entity, _Traits] = {}
        self._named: list[Entity] = []
        self._before: list[Entity] = []

    def described(self, view: SentenceView, pair: Sequence[Entity]) -> SentenceView:
        """The view with the groups that its descriptions stand for; `pair` is what "the two" would mean."""
        # a headline has nothing before it to describe
        if view.sentence.headline or not view.sentence.cued:
            return view
        words = view.words
        # "the" is in most sentences, a noun that can describe a company in few
        wanted = _OPENERS if not _DESCRIBING.isdisjoint(words) else _PRONOUNS
        if wanted.isdisjoint(words):
            return view
        openers = [i for i, word in enumerate(words) if word in wanted]
        for i in openers:
            found = self._meant_at(view, i, pair)
            if found is not None and not any(j in view.group_from for j in range(found.first, found.last)):
                view = _placed(view, found)
        # the descriptions first: "it and the Detroit carmaker would build ..."
        for i in openers:
            if words[i : i + 2] == ["it", "and"] and (other := phrase_after(view, i + 2)) is not None:
                view = _it_and(view, i, other)
        return view

    def _meant_at(self, view: SentenceView, i: int, pair: Sequence[Entity]) -> NameGroup | None:
        """Whom the words that begin at `i` describe: "the German carmaker", "its smaller rival", "they"."""
        word = view.words[i]
        if word == "the" and view.mention_at[i] is None:
            return self._the(view, i)
        if word == "its" and len(pair) == 2:
            return _other_of(view, i, pair)
        # at its head a sentence goes on about the two that the one before named: "They will also form Farqing"
        if word == "they" and i == 0 and len(view.recent) == 2:
            both = tuple(entity for entity in pair if entity in view.recent)
            return NameGroup(both, i, i + 1, False, "they") if len(both) == 2 else None
        return None

    def remember(self, mentions: Sequence[Mention]) -> None:
        """Take note of the names of a sentence that was read; one without names leaves those before it in mind."""
        entities = [m.entity for m in mentions if _firm(m.entity)]
        self._before = list(dict.fromkeys(entities)) or self._before
        self._named = (self._named + entities)[-3 * _RECENT :]  # one company may stand there several times

    def _the(self, view: SentenceView, i: int) -> NameGroup | None:
        """Whom the words that begin with the "the" at `i` describe."""
        after = view.words[i + 1 : i + 2]
        # "the former Ford chief" describes nobody as the first of two
        if after in (["latter"], ["former"]) and (i + 2 >= len(view) or not view.mention_at[i + 2]):
            return self._one_of_two(view, i)
        if (maker := _maker(view, i)) and view.topic is not None:
            return NameGroup(view.topic.members, i, maker, view.sentence.tokens[maker - 1].possessive)
        head = _head(view, i)
        if head < 0 or _apposition(view, i, head):
            return None
        meant = self._company(view, i, head)
        return NameGroup((meant,), i, head + 1, view.sentence.tokens[head].possessive) if meant is not None else None

    def _one_of_two(self, view: SentenceView, i: int) -> NameGroup | None:
        """Whom "the latter" or "the former" at `i` means, if just two companies were named last and before it."""
        held = list(dict.fromkeys([*self._before, *_named_before(view, i)]))
        after = view.words[i + 2] if i + 2 < len(view) else "."
        if len(held) != 2 or after not in _AFTER_LATTER:
            return None
        meant = held[-1 if view.words[i + 1] == "latter" else 0]
        return NameGroup((meant,), i, i + 2, view.sentence.tokens[i + 1].possessive)

    def _company(self, view: SentenceView, i: int, head: int) -> Entity | None:
        """The company that a description from "the" at `i` to its noun at `head` means, None if that cannot be told."""
        noun = view.words[head]
        nations = frozenset(nation for j in range(i + 1, head) for nation in _nations(view, j))
        here = _named_before(view, i)
        candidates = list(dict.fromkeys(reversed([*self._named, *here])))[:_RECENT]
        # "Belwave agreed to buy the company": whoever acts on what is described is somebody else, topic or not
        if (acted_on := _acted_on(view, i)) is not None:
            others = [entity for entity in candidates if entity not in acted_on.members]
            beside = list(dict.fromkeys(entity for entity in here if entity not in acted_on.members))
            # "Barclays raised its bid, as Temasek took a stake in the bank": the sentence itself says which
            if len(beside) == 1 and (meant := self._meant(beside, noun, nations, None)) is not None:
                return meant
            topic = view.topic if view.words[i - 1] in _OF_WHOM else None
            return self._meant(others, noun, nations, topic) or _other_named(view, i, acted_on)
        if (meant := self._surely(here, noun, nations)) is not None:
            return meant  # "Wachovia shares fell before reports that the bank had started talks"
        meant = self._meant(candidates, noun, nations, view.topic)
        # "Getinge has found a partner. The medical-technology group is to ...": nothing else was spoken of
        if meant is None and i == 0 and not nations and view.topic is not None and len(self._before) == 1:
            return self._before[0] if self._before[0] in view.topic.members else None
        return meant

    def _surely(self, here: list[Entity], noun: str, nations: frozenset[str]) -> Entity | None:
        """The one company that a sentence has named and that is known to be what it describes then."""
        sectors = LEX.sector_nouns.get(noun, _ANY)
        if sectors == _ANY:
            return None
        fit = {entity for entity in here if self._fits(entity, noun, sectors, nations, sure=True)}
        return fit.pop() if len(fit) == 1 else None

    def _meant(
        self, candidates: list[Entity], noun: str, nations: frozenset[str], topic: NameGroup | None
    ) -> Entity | None:
        """The one company among those named lately that a description fits; the topic, where it fits several."""
        sectors = LEX.sector_nouns.get(noun, _ANY)
        # "the company" fits everybody
        if not nations and sectors == _ANY:
            return None
        # those known to be so, else those of whom nothing else is known
        fit = [entity for entity in candidates if self._fits(entity, noun, sectors, nations, sure=True)]
        fit = fit or [entity for entity in candidates if self._fits(entity, noun, sectors, nations, sure=False)]
        if len(fit) > 1 and topic is not None and topic.members[0] in fit:
            return topic.members[0]
        return fit[0] if len(fit) == 1 else None

    def _fits(self, entity: Entity, noun: str, sectors: frozenset[str], nations: frozenset[str], *, sure: bool) -> bool:
        """True if a company is known to be what a description says or, unless `sure`, is not known to be another."""
        traits = self._traits_of(entity)
        if nations and not traits.nations & nations and (sure or traits.nations):
            return False
        if sectors == _ANY or noun in traits.called:
            return True
        if traits.sector:
            return any(traits.sector in LEX.sector_kin.get(sector, {sector}) for sector in sectors)
        return not sure

    def _traits_of(self, entity: Entity) -> _Traits:
        """What the gazetteer knows of a company, and what the report says of it."""
        held = self._traits.get(entity)
        if held is None:
            company = self._gazetteer.company(entity.company) if entity.company else None
            nations = {company.country} if company and company.country else set()
            if not nations:
                # what a company is gets said when it is introduced
                nations = {nation for mention in entity.mentions[:3] for nation in _said_nations(mention)}
            called = frozenset(sign.word for sign in entity.signs)
            held = self._traits[entity] = _Traits(frozenset(nations), company.sector if company else "", called)
        return held


def _firm(entity: Entity) -> bool:
    """True for what is known or shown to be a company."""
    return entity.may_be_party and (entity.sort is Sort.COMPANY or bool(entity.signs))


def _named_before(view: SentenceView, i: int) -> list[Entity]:
    """The companies a sentence names before word `i`, left to right."""
    found: list[Entity] = []
    for mention in view.sentence.named:
        if mention.last <= i and _firm(mention.entity):
            found.append(mention.entity)
    return found


def _head(view: SentenceView, i: int) -> int:
    """The noun that a description beginning at `i` ends in, -1 if it is none: within four words, no name between."""
    words = view.words
    for j in range(i + 1, min(len(words), i + 2 + _MODIFIERS)):
        word = words[j]
        if word in LEX.sector_nouns and word not in _NO_HEADS:
            after = words[j + 1] if j + 1 < len(words) else ""
            # "the supermarket group", "the carmaker Fiat": the phrase goes on
            return -1 if after in LEX.sector_nouns or view.mention_at[min(j + 1, len(words) - 1)] else j
        mention = view.mention_at[j]
        if mention is not None and not any(_nations(view, j)):
            return -1  # "the Renault group"
        if word in LEX.prepositions or word in LEX.auxiliaries or not word[0].isalpha():
            return -1
    return -1


def _acted_on(view: SentenceView, i: int) -> NameGroup | None:
    """Who acts on what is described at `i`, which it cannot mean: the subject of the verb right before it.

    "X took a stake in the company", "X dropped its bid for the company": a noun of buying is acted by its subject too.
    """
    if i == 0:
        return None
    if view.words[i - 1] in LEX.verb_forms:
        return left_subject(view, i - 1)
    noun = i - 2
    if noun < 0 or view.words[i - 1] not in _OF_WHOM or not _buys(view.words[noun]):
        return None
    return left_subject(view, noun)


def _buys(word: str) -> bool:
    """True for a noun of buying a company or a part of it: "stake", "bid", "takeover"."""
    cues = LEX.nouns.get(word)
    return cues is not None and cues[0].frame.buying


def _other_named(view: SentenceView, i: int, subject: NameGroup) -> Entity | None:
    """ "Shares in X rose after Y said it would buy the company": the one other company of the sentence."""
    named = [entity for entity in _named_before(view, i) if entity not in subject.members]
    return named[0] if len(set(named)) == 1 else None


def _maker(view: SentenceView, i: int) -> int:
    """The word after "the iWatchy maker" at `i`, where no name of the maker follows; 0 if it is none."""
    tokens = view.sentence.tokens
    if i + 1 >= len(tokens) or not any(letter.isupper() for letter in tokens[i + 1].text):
        return 0
    for j in range(i + 2, min(len(tokens), i + _MAKER)):
        product = tokens[j - 1]
        # a product is written with a capital, also inside ("iWatch"); "the U.S. maker" names no product
        if not any(letter.isupper() for letter in product.text) or any(_nations(view, j - 1)):
            return 0
        if view.words[j] in LEX.named_by:
            return j + 1 if j + 1 not in view.group_from else 0
    return 0


def _apposition(view: SentenceView, i: int, head: int) -> bool:
    """True for "X, the carmaker," and "the carmaker X", which name the company beside it."""
    if i > 1 and view.words[i - 1] in {",", "--", "-"} and view.mention_at[i - 2] is not None:
        after = view.words[head + 1] if head + 1 < len(view) else "."
        return after in _AFTER_APPOSITION
    # "the carmaker of" and "the carmaker that" say themselves which
    return head + 1 in view.group_from or bool(view.words[head + 1 : head + 2] in (["of"], ["that"], ["which"]))


def _nations(view: SentenceView, j: int) -> Iterator[str]:
    """The country that the word at `j`, or it and the next, stands for: "German", "South Korean"."""
    table = LEX.nations
    word = view.words[j]
    two = f"{word} {view.words[j + 1]}" if j + 1 < len(view) else ""
    for words in (two, word):
        if words in table:
            yield table[words]
            return


def _said_nations(mention: Mention) -> Iterator[str]:
    """The countries that the words beside a name give it: "Danish brewer X", "Spain's X", "X of Finland"."""
    tokens, table = mention.sentence.tokens, LEX.nations
    around = [
        *range(max(0, mention.first - _BESIDE_BEFORE), mention.first),
        *range(mention.last, min(len(tokens), mention.last + _BESIDE_AFTER)),
    ]
    for j in around:
        if tokens[j].word in LEX.prepositions and j < mention.first:
            continue
        for word in (tokens[j].word, names.fold(tokens[j].text)):
            if word in table:
                yield table[word]
                break


def _other_of(view: SentenceView, i: int, pair: Sequence[Entity]) -> NameGroup | None:
    """ "its smaller peer" beside one of the two companies that a report is about is the other."""
    for j in range(i + 1, min(len(view), i + _PEER)):
        word = view.words[j]
        if word in LEX.peers:
            after = j + 1
            # "its smaller rival Z" has a name of its own
            if after in view.group_from or (after < len(view) and view.mention_at[after] is not None):
                return None
            owner = next((e for e in reversed(_named_before(view, i)) if e in pair), None)
            others = [entity for entity in pair if entity is not owner]
            return NameGroup((others[0],), i, after) if owner is not None and len(others) == 1 else None
        if view.mention_at[j] is not None or not word.isalpha():
            return None
    return None


def _it_and(view: SentenceView, i: int, other: NameGroup) -> SentenceView:
    """The view with "it and Y" as one group: in "X said it and Y will build", "it" is the first company named."""
    first = next((group for group in view.groups() if group.last <= i and not group.possessive), None)
    if first is None or len(first) > 1 or first.members == other.members:
        return view
    whole = NameGroup((*first.members, *other.members), i, other.last, other.possessive)
    return with_group(view, whole, other)


def _placed(view: SentenceView, group: NameGroup) -> SentenceView:
    """The view with a description among its names, as one group with a name that "and" ties to it."""
    first, last, words = group.first, group.last, view.words
    if not group.possessive and words[last : last + 1] == ["and"] and (after := phrase_after(view, last + 1)):
        return with_group(view, _joined(group, after, first, after.last), after)
    if first > 1 and words[first - 1] == "and" and (before := view.group_to.get(first - 1)):
        return with_group(view, _joined(before, group, before.first, last), before)
    return with_group(view, group)


def _joined(one: NameGroup, other: NameGroup, first: int, last: int) -> NameGroup:
    """Two groups side by side as one that spans the words `first` up to `last`."""
    return NameGroup(tuple(dict.fromkeys((*one.members, *other.members))), first, last, other.possessive)
