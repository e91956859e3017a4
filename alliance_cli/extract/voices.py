"""Whose words a sentence gives: an outlet's, a company's on the record, unnamed people's, an outsider's."""

from functools import cache

from alliance_cli.extract import lexicon
from alliance_cli.extract.attribution import Attribution, Voice, scoped
from alliance_cli.extract.clauses import Clause
from alliance_cli.extract.entities import Entity, Sort
from alliance_cli.extract.mentions import Mention
from alliance_cli.extract.speakers import is_outsider

_INVERTED = frozenset({"said", "says", "told"})


def attributions(clause: Clause, last_outlet: str) -> list[Attribution]:
    """Every speaker of a sentence, left to right; `last_outlet` is what "the paper" means."""
    found: list[Attribution] = []
    speech = _speech()
    for i, low in enumerate(clause.lows):
        if low not in speech or clause.mention_at[i] is not None:
            continue
        if low in _CITING and clause.lows[i + 1 : i + 2] != ["by"]:
            found += _cited(clause, i, last_outlet)
        elif (heard := _heard(clause, i, last_outlet)) is not None:
            found.append(heard)
        elif low in _BY and clause.lows[i + 1 : i + 2] == ["by"]:
            if (by := _right(clause, i + 2, last_outlet, low)) is not None:
                found.append(by)
        elif low in lexicon.reporting() and low not in {"report", "note"} and _states(clause, i):
            made = _said(clause, i, last_outlet)
            if made is not None:
                found.append(made)
    return [scoped(clause, attribution) for attribution in found]


_BY = frozenset({"confirmed", "announced", "disclosed", "quoted", "cited", "reported"})
_CITING = frozenset({"according", "citing", "cited", "quoting", "cites"})
_HEARSAY_VERBS = frozenset({"understood", "believed", "thought", "said", "reported", "rumored", "rumoured"})
_STORIES = frozenset({"report", "story", "article", "account", "claim"})
_HEARSAY_NOUNS = frozenset({"reports", "report", "speculation", "rumors", "rumours"})


@cache
def _speech() -> frozenset[str]:
    """Every word that can tell of a speaker."""
    return _BY | _CITING | _HEARSAY_VERBS | _HEARSAY_NOUNS | _STORIES | {"reportedly"} | lexicon.reporting()


def _cited(clause: Clause, i: int, last_outlet: str) -> list[Attribution]:
    """ "according to X"; "the paper said, citing X" gives the paper as well."""
    low = clause.lows[i]
    found: list[Attribution] = []
    left = _left(clause, i, last_outlet) if low != "according" else None
    if left is not None and left.voice is Voice.OUTLET:
        found.append(left)
    right = _right(clause, i + 1, last_outlet, low)
    return [*found, right] if right is not None else found


def _heard(clause: Clause, i: int, last_outlet: str) -> Attribution | None:
    """Hearsay without a verb of saying of its own: "reportedly", "is said to", "after reports that"."""
    lows = clause.lows
    low, after = lows[i], lows[i + 1] if i + 1 < len(lows) else ""
    if low in {"reportedly", "rumored", "rumoured"}:
        return Attribution(Voice.ANONYMOUS, "", i, verb=low)
    if low in _STORIES and after in {"by", "in", "from", "on"}:
        made = _right(clause, i + 2, last_outlet, "report")
        return made if made is not None and made.voice is Voice.OUTLET else None
    if low in _HEARSAY_VERBS and _passive_hearsay(clause, i):
        return Attribution(Voice.ANONYMOUS, "", i, verb="reportedly")
    if low in _STORIES and i and after in {"that", "of", "it"} and (outlet := _outlet_before(clause, i)):
        return Attribution(Voice.OUTLET, outlet, i, verb="reports")
    if low in _HEARSAY_NOUNS and _hearsay_noun(clause, i):
        return Attribution(Voice.OUTLET if low.startswith("rep") else Voice.ANONYMOUS, "", i, verb="reports")
    return None


def _said(clause: Clause, i: int, last_outlet: str) -> Attribution | None:
    """The speaker of the verb of saying at `i`, before it or, inverted, after it."""
    low = clause.lows[i]
    if (outlet := _inverted_outlet(clause, i)) is not None:
        return outlet
    if low not in _INVERTED:
        return _left(clause, i, last_outlet)
    parted = i > 1 and clause.lows[i - 1] in {",", "--", "-"}
    inverted = parted and not _ends_there(clause, i) and not _after_aside(clause, i)
    made = None if inverted else _left(clause, i, last_outlet)
    return made if made is not None else _right(clause, i + 1, last_outlet, low)


def _after_aside(clause: Clause, i: int) -> bool:
    """True for "the Telegraph, without citing sources, said": the speaker stands before the aside."""
    for j in range(i - 2, max(0, i - _ASIDE), -1):
        if clause.lows[j] == ",":
            return clause.mention_at[j - 1] is not None and clause.lows[j + 1] in lexicon.grammar("speech_asides")
    return False


_ASIDE = 14


def _inverted_outlet(clause: Clause, i: int) -> Attribution | None:
    """ "..., reported the Sunday Times"."""
    if i == 0 or clause.lows[i - 1] not in {",", "--", "-"}:
        return None
    j = i + 2 if clause.lows[i + 1 : i + 2] == ["the"] else i + 1
    mention = clause.mention_at[j] if j < len(clause) else None
    entity = mention.entity if mention else None
    if isinstance(entity, Entity) and entity.sort is Sort.OUTLET and entity.outlet != "Reuters":
        return Attribution(Voice.OUTLET, entity.outlet, i, entity, clause.lows[i])
    return None


def _states(clause: Clause, i: int) -> bool:
    """True for a verb of saying that says something: not "to announce", "could be announced", "declined to comment"."""
    before = clause.lows[i - 1] if i else ""
    if "yet" in clause.lows[max(0, i - 4) : i]:
        return False
    if before in {"to", "could", "may", "might", "would", "will", "be", "been", "can", "should", "was", "were"}:
        return False
    if "nothing" in clause.lows[i + 1 : i + 5]:
        return False
    return "comment" not in clause.lows[i + 1 : i + 14] or not {
        "not",
        "declined",
        "no",
        "refused",
        "unavailable",
        "decline",
        "n't",
    } & set(clause.lows[i + 1 : i + 14])


def _ends_there(clause: Clause, i: int) -> bool:
    after = clause.lows[i + 1] if i + 1 < len(clause) else "."
    return after in {".", ",", "on", "in", "at", "late", "earlier", "that"} or after.endswith("day")


def _passive_hearsay(clause: Clause, i: int) -> bool:
    """ "it is understood that", "is said to be", in headlines "X said to weigh"."""
    before = clause.lows[i - 1] if i else ""
    after = clause.lows[i + 1] if i + 1 < len(clause) else ""
    if before in {"is", "are", "was", "were", "be"}:
        return after in {"to", "that"}
    if clause.lows[i] == "reported":
        return before == "been" and after in {"in", "to"}
    return (
        clause.lows[i] == "said"
        and after == "to"
        and (clause.sentence.headline or clause.sentence.title_case or clause.sentence.index == 0)
    )


def _outlet_before(clause: Clause, i: int) -> str:
    mention = clause.mention_at[i - 1] or (
        clause.mention_at[i - 2] if i > 1 and clause.lows[i - 1] in lexicon.grammar("paper_nouns") else None
    )
    entity = mention.entity if mention else None
    return entity.outlet if isinstance(entity, Entity) else ""


def _hearsay_noun(clause: Clause, i: int) -> bool:
    """True for "after reports that ...", "on speculation that ..."."""
    before = clause.lows[i - 1] if i else ""
    after = clause.lows[i + 1] if i + 1 < len(clause) else ""
    if after not in {"that", "of", "it", "the", "said", "say"} and before not in {"on", "after", "media"}:
        return False
    return (
        before
        in {
            "after",
            "on",
            "following",
            "amid",
            "by",
            "media",
            "news",
            "press",
            "of",
            "to",
            "conflicting",
            "unconfirmed",
        }
        and clause.lows[i] != "report"
    )


def _left(clause: Clause, i: int, last_outlet: str) -> Attribution | None:
    """The speaker before a verb of saying: the nearest noun or name that can speak."""
    verb = clause.lows[i]
    if (listed := _listed_before(clause, i)) is not None:
        return listed
    j = i - 1
    anonymous = False
    while j >= max(0, i - 14):
        low = clause.lows[j]
        mention = clause.mention_at[j]
        if low == ";":
            return None
        if (
            low == ","
            and j < i - 1
            and clause.lows[i - 1] != ","
            and clause.lows[j + 1] in {"a", "an", "one", "another"}
        ):
            return Attribution(Voice.ANONYMOUS if anonymous else Voice.OUTSIDER, "", i, verb=verb)
        if low in lexicon.grammar("insiders") or (low in _NAMED and "not" in clause.lows[max(0, j - 4) : j]):
            anonymous = True
        if mention is not None:
            anonymous = anonymous or _told_by_insider(clause, mention.first)
            if anonymous and not _is_person(mention):
                j = mention.first - 1
                continue
            made = _by_mention(clause, mention, i, verb)
            if made is not None:
                return made
            j = mention.first - 1
            continue
        made = _by_noun(clause, j, i, last_outlet, anonymous, verb)
        if made is not None:
            return made
        j -= 1
    return None


def _listed_before(clause: Clause, i: int) -> Attribution | None:
    """An outlet whose name has an "and" or "The" in it, right before the verb: "The Globe and Mail said"."""
    if i < 2 or not clause.sentence.tokens[i - 1].cap:
        return None
    for length in (4, 3, 2):
        found = lexicon.outlets().get(" ".join(clause.lows[i - length : i])) if i >= length else None
        if found and clause.sentence.tokens[i - length].cap and found[0] != "Reuters":
            return Attribution(Voice.OUTLET, found[0], i, verb=clause.lows[i])
    return None


def _told_by_insider(clause: Clause, first: int) -> bool:
    """True for a company at the word `first` that only says what a source is close to: "a source close to X said"."""
    for j in range(first - 1, max(0, first - _INSIDE), -1):
        low = clause.lows[j]
        if low in {",", ";", "that"} or low in lexicon.reporting():
            return False
        if low in lexicon.grammar("insiders"):
            return not lexicon.grammar("unnamed_people").isdisjoint(clause.lows[max(0, j - 3) : j])
    return False


_INSIDE = 12
_NAMED = frozenset({"named", "identified"})


def _is_person(mention: Mention) -> bool:
    return isinstance(mention.entity, Entity) and mention.entity.sort is Sort.PERSON


def _right(clause: Clause, i: int, last_outlet: str, verb: str) -> Attribution | None:
    """The speaker after "according to", "citing" or an inverted "said"."""
    outlet = _outlet_ahead(clause, i, verb)
    if outlet is not None:
        return outlet
    for j in range(i, min(len(clause), i + 12)):
        low = clause.lows[j]
        mention = clause.mention_at[j]
        if mention is not None:
            if clause.lows[mention.last : mention.last + 1] in (["source"], ["sources"]):
                return Attribution(Voice.ANONYMOUS, "", i, verb=verb)
            if (
                mention.last < len(clause)
                and mention.poss
                and clause.lows[mention.last] in lexicon.grammar("paper_nouns") | {"report"}
            ):
                return _by_mention(clause, mention, i, verb)
            made = _by_mention(clause, mention, i, verb)
            if made is not None:
                return made
            continue
        if low in {",", ";", "that"} and j > i:
            return None
        made = _by_noun(clause, j, i, last_outlet, False, verb)
        if made is not None:
            return made
    return None


def _outlet_ahead(clause: Clause, i: int, verb: str) -> Attribution | None:
    """An outlet named a few words on: "according to a report published on Tuesday by X"."""
    if verb in _INVERTED:
        return None
    for j in range(i, min(len(clause), i + 9)):
        if clause.lows[j] in {",", ";", "that", "who"}:
            return None
        mention = clause.mention_at[j]
        if mention is not None:
            entity = mention.entity
            if isinstance(entity, Entity) and (
                entity.sort is Sort.OUTLET or (mention.folded in lexicon.outlets() and not entity.company)
            ):
                return _by_mention(clause, mention, i, verb)
            if isinstance(entity, Entity) and entity.sort is not Sort.PLACE and not mention.poss:
                return None
    return None


def _by_mention(clause: Clause, mention: Mention, at: int, verb: str) -> Attribution | None:
    entity = mention.entity
    if not isinstance(entity, Entity):
        return None
    if entity.sort is Sort.OUTLET:
        if entity.outlet == "Reuters" and verb in {"told", "tells", "telling"}:
            return None
        return Attribution(Voice.OUTLET, entity.outlet, at, entity, verb)
    weak = lexicon.outlets().get(mention.folded)
    if weak and not entity.company:
        return Attribution(Voice.OUTLET, weak[0], at, entity, verb)
    if entity.sort is Sort.PERSON:
        outsider = is_outsider(entity)
        return Attribution(Voice.OUTSIDER if outsider else Voice.RECORD, entity.name, at, entity, verb)
    if entity.sort in (Sort.COMPANY, Sort.UNKNOWN):
        voice = Voice.OUTSIDER if _speaks_for_itself(clause, mention) else Voice.RECORD
        return Attribution(voice, entity.name, at, entity, verb)
    if entity.sort is Sort.BODY:
        return Attribution(Voice.OUTSIDER, entity.name, at, entity, verb)
    return None


def _speaks_for_itself(clause: Clause, mention: Mention) -> bool:
    """True for "the pilots of X" and an analyst of X, who do not speak for the company."""
    whose = clause.lows[max(0, mention.first - 2) : mention.first]
    if whose[1:] in (["of"], ["at"], ["for"]) and whose[0] in lexicon.grammar("own_minds"):
        return True
    around = clause.lows[max(0, mention.first - 4) : min(len(clause), mention.last + 4)]
    return bool(set(around) & {"analyst", "analysts", "strategist", "economist"})


def _by_report(clause: Clause, j: int, at: int, last_outlet: str, verb: str) -> Attribution | None:
    """ "the report said", "media reports said": an outlet, unless it is a company's or an expert's own report."""
    low = clause.lows[j]
    before = set(clause.lows[max(0, j - 3) : j])
    if low == "report" and last_outlet and verb in {"said", "says", "added", "cited", "citing", "according"}:
        return Attribution(Voice.OUTLET, last_outlet, at, verb=verb)
    if (low != "report" and verb not in {"saying"}) or before & lexicon.grammar("unconfirmed"):
        return Attribution(Voice.OUTLET, "", at, verb=verb)
    return None


def _by_noun(clause: Clause, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> Attribution | None:
    """The speaker that the noun at `j` stands for, None if it can say nothing."""
    low = clause.lows[j]
    if low in lexicon.grammar("paper_nouns"):
        return Attribution(Voice.OUTLET, _named_paper(clause, j) or last_outlet, at, verb=verb)
    if _titled_paper(clause, j):
        return Attribution(Voice.OUTLET, lexicon.outlets()[f"the {low}"][0], at, verb=verb)
    cue = lexicon.match(lexicon.speakers(), clause.lows, j)
    if cue is None or (
        low in {"two", "both", "sides", "parties"} and (j != at - 1 or clause.mention_at[max(0, j - 1)])
    ):
        return None
    if cue.frame == "record" and not anonymous:
        anonymous = _told_by_insider(clause, j)
    if cue.frame == "anonymous":
        return _unnamed(clause, j, at, last_outlet, anonymous, verb)
    if anonymous and low not in {"he", "she", "it"}:
        return Attribution(Voice.ANONYMOUS, "", at, verb=verb)
    if cue.frame == "outsider":
        own = low in {"official", "officials"} and any(clause.mention_at[max(0, j - 2) : j])
        return Attribution(Voice.RECORD if own else Voice.OUTSIDER, "", at, verb=verb)
    if clause.lows[j + 1 : j + 3] == ["of", "intent"]:
        return None
    if cue.frame == "filing" or low in {"document", "documents", "memo", "letter"}:
        return Attribution(Voice.FILING, "", at, verb=verb)
    return Attribution(Voice.RECORD, low if low in {"he", "she", "it", "they"} else "", at, verb=verb)


def _titled_paper(clause: Clause, j: int) -> bool:
    """True for "the Australian said", not for "the Australian stock market"."""
    if not j or clause.lows[j - 1] != "the" or not clause.sentence.tokens[j].cap:
        return False
    after = clause.lows[j + 1] if j + 1 < len(clause) else "."
    ends = after in lexicon.reporting() or after in lexicon.grammar("paper_nouns") or not after[0].isalpha()
    return ends and f"the {clause.lows[j]}" in lexicon.outlets()


def _named_paper(clause: Clause, j: int) -> str:
    """The outlet named beside a word for a paper: "Les Echos newspaper", "the business daily MF"."""
    before = j - 1
    while before > 0 and clause.lows[before] in lexicon.grammar("paper_sorts"):
        before -= 1
    for i in (before, j + 1):
        mention = clause.mention_at[i] if 0 <= i < len(clause) else None
        entity = mention.entity if mention else None
        if isinstance(entity, Entity) and entity.outlet and entity.outlet != "Reuters":
            return entity.outlet
    return ""


def _unnamed(clause: Clause, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> Attribution | None:
    """People without a name, or a report; people at large are no source unless they are said to know."""
    low = clause.lows[j]
    if low in {"report", "reports", "media", "press"}:
        return _by_report(clause, j, at, last_outlet, verb)
    knows = anonymous or lexicon.grammar("insiders").intersection(clause.lows[j : j + 8])
    if low in {"people", "person"} and not knows and verb not in {"said", "citing", "according"}:
        return None
    return Attribution(Voice.ANONYMOUS, "", at, verb=verb)
