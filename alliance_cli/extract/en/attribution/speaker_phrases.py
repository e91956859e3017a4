"""Who speaks before or after a verb of saying: a name, a paper, a spokesman, a source close to somebody."""

from alliance_cli.extract.document import Mention, SentenceView, Sort, SpeechEvent, Voice
from alliance_cli.extract.en.attribution.affiliation import is_outsider
from alliance_cli.extract.en.lexicon import LEX, match

INVERTED = frozenset({"said", "says", "told"})


def speaker_before(clause: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """The speaker before a verb of saying: the nearest noun or name that can speak."""
    verb = clause.lows[i]
    if (listed := _listed_before(clause, i)) is not None:
        return listed
    j = _before_aside(clause, i)
    anonymous = False
    furthest = max(0, min(i, j + 1) - _REACH)
    while j >= furthest:
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
            return SpeechEvent(Voice.ANONYMOUS if anonymous else Voice.OUTSIDER, "", i, verb=verb)
        if low in LEX.insiders or (low in _NAMED and "not" in clause.lows[max(0, j - 4) : j]):
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


def _before_aside(clause: SentenceView, i: int) -> int:
    """Where to look for the speaker from: before the aside in "X, majority owned by Y, said"."""
    if i and clause.lows[i - 1] == "," and not clause.lows[i].endswith("ing"):
        for j in range(i - 2, max(0, i - _LONGEST), -1):
            if clause.lows[j] == "," and clause.mention_at[j - 1] is not None and clause.mention_at[j + 1] is None:
                return j - 1
    return i - 1


_REACH = 14
_LONGEST = 28


def _listed_before(clause: SentenceView, i: int) -> SpeechEvent | None:
    """An outlet whose name has an "and" or "The" in it, right before the verb: "The Globe and Mail said"."""
    if i < 2 or not clause.sentence.tokens[i - 1].cap:
        return None
    for length in (4, 3, 2):
        found = LEX.outlets.get(" ".join(clause.lows[i - length : i])) if i >= length else None
        if found and clause.sentence.tokens[i - length].cap and found.name != "Reuters":
            return SpeechEvent(Voice.OUTLET, found.name, i, verb=clause.lows[i])
    return None


def _told_by_insider(clause: SentenceView, first: int) -> bool:
    """True for a company at the word `first` that only says what a source is close to: "a source close to X said"."""
    for j in range(first - 1, max(0, first - _INSIDE), -1):
        low = clause.lows[j]
        if low in {",", ";", "that"} or low in LEX.reporting:
            return False
        if low in _INSIDERS and clause.lows[j + 1] in {"at", "in", "inside", "within"}:
            return True
        if low in LEX.insiders:
            return not LEX.unnamed_people.isdisjoint(clause.lows[max(0, j - 3) : j])
    return False


_INSIDE = 12
_INSIDERS = frozenset({"people", "person", "source", "sources", "insider", "insiders"})
_NAMED = frozenset({"named", "identified"})


def _is_person(mention: Mention) -> bool:
    return mention.entity.sort is Sort.PERSON


def speaker_after(clause: SentenceView, i: int, last_outlet: str, verb: str) -> SpeechEvent | None:
    """The speaker after "according to", "citing" or an inverted "said"."""
    outlet = _outlet_ahead(clause, i, verb)
    if outlet is not None:
        return outlet
    for j in range(i, min(len(clause), i + 12)):
        low = clause.lows[j]
        mention = clause.mention_at[j]
        if mention is not None:
            if clause.lows[mention.last : mention.last + 1] in (["source"], ["sources"]):
                return SpeechEvent(Voice.ANONYMOUS, "", i, verb=verb)
            if (
                mention.last < len(clause)
                and mention.poss
                and clause.lows[mention.last] in LEX.paper_nouns | {"report"}
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


def _outlet_ahead(clause: SentenceView, i: int, verb: str) -> SpeechEvent | None:
    """An outlet named a few words on: "according to a report published on Tuesday by X"."""
    if verb in INVERTED:
        return None
    for j in range(i, min(len(clause), i + 9)):
        if clause.lows[j] in {",", ";", "that", "who"}:
            return None
        mention = clause.mention_at[j]
        if mention is not None:
            entity = mention.entity
            if entity.sort is Sort.OUTLET or (mention.folded in LEX.outlets and not entity.company):
                return _by_mention(clause, mention, i, verb)
            if entity.sort is not Sort.PLACE and not mention.poss:
                return None
    return None


def _by_mention(clause: SentenceView, mention: Mention, at: int, verb: str) -> SpeechEvent | None:
    entity = mention.entity
    if entity.sort is Sort.OUTLET:
        if entity.outlet == "Reuters" and verb in {"told", "tells", "telling"}:
            return None
        return SpeechEvent(Voice.OUTLET, entity.outlet, at, entity, verb)
    weak = LEX.outlets.get(mention.folded)
    if weak and not entity.company:
        return SpeechEvent(Voice.OUTLET, weak.name, at, entity, verb)
    if entity.sort is Sort.PERSON:
        if paper := _papers_own(clause, mention):
            return SpeechEvent(Voice.OUTLET, paper, at, entity, verb)
        outsider = is_outsider(entity)
        return SpeechEvent(Voice.OUTSIDER if outsider else Voice.RECORD, entity.name, at, entity, verb)
    if entity.sort in (Sort.COMPANY, Sort.UNKNOWN):
        voice = Voice.OUTSIDER if _speaks_for_itself(clause, mention) else Voice.RECORD
        return SpeechEvent(voice, entity.name, at, entity, verb)
    if entity.sort is Sort.BODY:
        return SpeechEvent(Voice.OUTSIDER, entity.name, at, entity, verb)
    return None


def _papers_own(clause: SentenceView, mention: Mention) -> str:
    """The outlet whose reporter a person is: "CNBC's Jane Doe said"."""
    before = clause.mention_at[mention.first - 1] if mention.first else None
    entity = before.entity if before is not None and before.poss else None
    return entity.outlet if entity is not None and entity.outlet != "Reuters" else ""


def _speaks_for_itself(clause: SentenceView, mention: Mention) -> bool:
    """True for "the pilots of X" and an analyst of X, who do not speak for the company."""
    whose = clause.lows[max(0, mention.first - 2) : mention.first]
    if whose[1:] in (["of"], ["at"], ["for"]) and whose[0] in LEX.own_minds:
        return True
    around = clause.lows[max(0, mention.first - 4) : min(len(clause), mention.last + 4)]
    return bool(set(around) & {"analyst", "analysts", "strategist", "economist"})


def _by_report(clause: SentenceView, j: int, at: int, last_outlet: str, verb: str) -> SpeechEvent | None:
    """ "the report said", "media reports said": an outlet, unless it is a company's or an expert's own report."""
    low = clause.lows[j]
    before = set(clause.lows[max(0, j - 3) : j])
    if low == "report" and last_outlet and verb in {"said", "says", "added", "cited", "citing", "according"}:
        return SpeechEvent(Voice.OUTLET, last_outlet, at, verb=verb)
    if (low != "report" and verb not in {"saying"}) or before & LEX.unconfirmed:
        return SpeechEvent(Voice.OUTLET, "", at, verb=verb)
    return None


def _by_noun(clause: SentenceView, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> SpeechEvent | None:
    """The speaker that the noun at `j` stands for, None if it can say nothing."""
    low = clause.lows[j]
    paper = _named_paper(clause, j) if low in LEX.paper_nouns or low == "agency" else ""
    if paper or low in LEX.paper_nouns:
        return SpeechEvent(Voice.OUTLET, paper or last_outlet, at, verb=verb)
    if _titled_paper(clause, j):
        return SpeechEvent(Voice.OUTLET, LEX.outlets[f"the {low}"].name, at, verb=verb)
    cue = match(LEX.speakers, clause.lows, j)
    if cue is None or (
        low in {"two", "both", "sides", "parties"} and (j != at - 1 or clause.mention_at[max(0, j - 1)])
    ):
        return None
    if cue.sort == "record" and not anonymous:
        anonymous = _told_by_insider(clause, j)
    if cue.sort == "anonymous":
        return _unnamed(clause, j, at, last_outlet, anonymous, verb)
    if anonymous and low not in {"he", "she", "it"}:
        return SpeechEvent(Voice.ANONYMOUS, "", at, verb=verb)
    if cue.sort == "outsider":
        own = low in {"official", "officials"} and any(clause.mention_at[max(0, j - 2) : j])
        return SpeechEvent(Voice.RECORD if own else Voice.OUTSIDER, "", at, verb=verb)
    if clause.lows[j + 1 : j + 3] == ["of", "intent"]:
        return None
    if cue.sort == "filing" or low in {"document", "documents", "memo", "letter"}:
        return SpeechEvent(Voice.FILING, "", at, verb=verb)
    return SpeechEvent(Voice.RECORD, low if low in {"he", "she", "it", "they"} else "", at, verb=verb)


def _titled_paper(clause: SentenceView, j: int) -> bool:
    """True for "the Australian said", not for "the Australian stock market"."""
    if not j or clause.lows[j - 1] != "the" or not clause.sentence.tokens[j].cap:
        return False
    after = clause.lows[j + 1] if j + 1 < len(clause) else "."
    ends = after in LEX.reporting or after in LEX.paper_nouns or not after[0].isalpha()
    return ends and f"the {clause.lows[j]}" in LEX.outlets


def _named_paper(clause: SentenceView, j: int) -> str:
    """The outlet named beside a word for a paper: "Les Echos newspaper", "the business daily MF"."""
    before = j - 1
    while before > 0 and clause.lows[before] in LEX.paper_sorts:
        before -= 1
    for i in (before, j + 1):
        mention = clause.mention_at[i] if 0 <= i < len(clause) else None
        entity = mention.entity if mention else None
        if entity is not None and entity.outlet and entity.outlet != "Reuters":
            return entity.outlet
    return ""


def _unnamed(clause: SentenceView, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> SpeechEvent | None:
    """People without a name, or a report; people at large are no source unless they are said to know."""
    low = clause.lows[j]
    if low in {"report", "reports", "media", "press"}:
        return _by_report(clause, j, at, last_outlet, verb)
    knows = anonymous or LEX.insiders.intersection(clause.lows[j : j + 8])
    if low in {"people", "person"} and not knows and verb not in {"said", "citing", "according"}:
        return None
    return SpeechEvent(Voice.ANONYMOUS, "", at, verb=verb)
