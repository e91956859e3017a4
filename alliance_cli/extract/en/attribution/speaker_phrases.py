"""Who speaks before or after a verb of saying: a name, a paper, a spokesman, a source close to somebody."""

from typing import Final

from alliance_cli.extract.document import SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.attribution.affiliation import is_outsider
from alliance_cli.extract.en.lexicon import LEX, match
from alliance_cli.extract.spans import Mention, Sort

_REACH: Final = 14
"""How many words before a verb of saying, or before the aside that it follows, its speaker may stand."""
_REACH_ON: Final = 12
"""How many words after "according to", "citing" or an inverted "said"."""
_REACH_OUTLET: Final = 9
"""How many words after them an outlet may be named: "according to a report published on Tuesday by X"."""
_LONGEST: Final = 28
"""How many words an aside between a speaker and the verb may take."""
_INSIDE: Final = 12
"""How far before a company the source may stand that is close to it: "a source close to the board of X said"."""

_PAPERS = LEX.paper_nouns | LEX.report
_SOMEBODY = frozenset({"a", "an", "one", "another"})
_INSIDE_OF = LEX.prepositions_of_inside | {"at", "in"}


def speaker_before(view: SentenceView, i: int, last_outlet: str) -> SpeechEvent | None:
    """The speaker before the verb of saying at `i`: the nearest noun or name that can speak.

    In "people close to Renault said" the words of insiders turn what can speak on the left of them into an unnamed
    source. `last_outlet` is what "the paper" means.
    """
    verb = view.words[i]
    if (listed := _listed_before(view, i)) is not None:
        return listed
    j = _before_aside(view, i)
    anonymous = False
    furthest = max(0, min(i, j + 1) - _REACH)
    while j >= furthest:
        word = view.words[j]
        mention = view.mention_at[j]
        if word == ";":
            return None
        if word == "," and j < i - 1 and view.words[i - 1] != "," and view.words[j + 1] in _SOMEBODY:
            return SpeechEvent(Voice.ANONYMOUS if anonymous else Voice.OUTSIDER, "", i, verb=verb)
        if word in LEX.insiders or (word in LEX.verbs_of_naming and "not" in view.words[max(0, j - 4) : j]):
            anonymous = True  # "who asked not to be named"
        if mention is None or (anonymous and word in LEX.unnamed_people):  # "TWO PEOPLE FAMILIAR WITH THE MATTER SAID"
            speaker, j = _by_noun(view, j, i, last_outlet, anonymous, verb), j - 1
        else:
            anonymous = anonymous or _told_by_insider(view, mention.first)
            # In "people close to X said" X is whom they are close to; a person after such words still speaks.
            close_to = anonymous and mention.entity.sort is not Sort.PERSON
            speaker, j = None if close_to else _by_mention(view, mention, i, verb), mention.first - 1
        if speaker is not None:
            return speaker
    return None


def _before_aside(view: SentenceView, i: int) -> int:
    """Where to look for the speaker from: before the aside in "X, majority owned by Y, said"."""
    if i and view.words[i - 1] == "," and not view.words[i].endswith("ing"):
        for j in range(i - 2, max(0, i - _LONGEST), -1):
            if view.words[j] == "," and view.mention_at[j - 1] is not None and view.mention_at[j + 1] is None:
                return j - 1
    return i - 1


def _listed_before(view: SentenceView, i: int) -> SpeechEvent | None:
    """An outlet whose name has an "and" or "The" in it, right before the verb: "The Globe and Mail said"."""
    if i < 2 or not view.sentence.tokens[i - 1].capitalised:
        return None
    for length in (4, 3, 2):
        found = LEX.outlets.get(" ".join(view.words[i - length : i])) if i >= length else None
        if found and view.sentence.tokens[i - length].capitalised and found.name not in LEX.wires:
            return SpeechEvent(Voice.OUTLET, found.name, i, verb=view.words[i])
    return None


def _told_by_insider(view: SentenceView, first: int) -> bool:
    """True for a company at the word `first` that only says what a source is close to: "a source close to X said"."""
    for j in range(first - 1, max(0, first - _INSIDE), -1):
        word = view.words[j]
        if word in {",", ";", "that"} or word in LEX.reporting:
            return False
        if word in LEX.informants and view.words[j + 1] in _INSIDE_OF:
            return True  # "sources at X"
        if word in LEX.insiders:
            return not LEX.unnamed_people.isdisjoint(view.words[max(0, j - 3) : j])
    return False


def speaker_after(view: SentenceView, i: int, last_outlet: str, verb: str) -> SpeechEvent | None:
    """The speaker after "according to", "citing" or an inverted "said"."""
    outlet = _outlet_ahead(view, i, verb)
    if outlet is not None:
        return outlet
    for j in range(i, min(len(view), i + _REACH_ON)):
        word = view.words[j]
        mention = view.mention_at[j]
        if mention is not None:
            follows = view.words[mention.last] if mention.last < len(view) else ""
            if follows in LEX.source_nouns:
                return SpeechEvent(Voice.ANONYMOUS, "", i, verb=verb)  # "according to Renault sources"
            if mention.possessive and follows in _PAPERS:
                return _by_mention(view, mention, i, verb)  # "according to Renault's report"
            speaker = _by_mention(view, mention, i, verb)
            if speaker is not None:
                return speaker
            continue
        if word in {",", ";", "that"} and j > i:
            return None
        speaker = _by_noun(view, j, i, last_outlet, False, verb)
        if speaker is not None:
            return speaker
    return None


def _outlet_ahead(view: SentenceView, i: int, verb: str) -> SpeechEvent | None:
    """An outlet named a few words on: "according to a report published on Tuesday by X"."""
    if verb in LEX.plain_telling:
        return None  # what comes after "said" and some words is no speaker but what is said
    for j in range(i, min(len(view), i + _REACH_OUTLET)):
        if view.words[j] in {",", ";", "that", "who"}:
            return None
        mention = view.mention_at[j]
        if mention is not None:
            entity = mention.entity
            if entity.sort is Sort.OUTLET or _is_paper(view, mention):
                return _by_mention(view, mention, i, verb)
            if entity.sort is not Sort.PLACE and not mention.possessive:
                return None  # whoever is named first speaks; "Tokyo daily X" and "Japan's X" name nobody yet
    return None


def _by_mention(view: SentenceView, mention: Mention, at: int, verb: str) -> SpeechEvent | None:
    """What a name is as the speaker of the verb: an outlet, an officer or outsider, a company; None for a place."""
    entity = mention.entity
    if entity.sort is Sort.OUTLET:
        if entity.outlet in LEX.wires and verb in LEX.verbs_of_telling:
            return None  # "X told Reuters": the agency hears, as it does of each report of its own
        return SpeechEvent(Voice.OUTLET, entity.outlet, at, entity, verb)
    if _is_paper(view, mention):
        return SpeechEvent(Voice.OUTLET, LEX.outlets[mention.folded].name, at, entity, verb)
    if entity.sort is Sort.PERSON:
        if paper := _papers_own(view, mention):
            return SpeechEvent(Voice.OUTLET, paper, at, entity, verb)
        outsider = is_outsider(entity)
        return SpeechEvent(Voice.OUTSIDER if outsider else Voice.RECORD, entity.name, at, entity, verb)
    if entity.sort in (Sort.COMPANY, Sort.UNKNOWN):
        voice = Voice.OUTSIDER if _speaks_for_itself(view, mention) else Voice.RECORD
        return SpeechEvent(voice, entity.name, at, entity, verb)
    if entity.sort is Sort.BODY:
        return SpeechEvent(Voice.OUTSIDER, entity.name, at, entity, verb)
    return None


def _is_paper(view: SentenceView, mention: Mention) -> bool:
    """True for an outlet's name that no company has, and for "the Telegraph", as no company is called."""
    called = view.words[max(0, mention.first - 1) : mention.first] == ["the"]
    return mention.folded in LEX.outlets and (called or not mention.entity.company)


def _papers_own(view: SentenceView, mention: Mention) -> str:
    """The outlet whose reporter a person is: "CNBC's Jane Doe said"."""
    before = view.mention_at[mention.first - 1] if mention.first else None
    entity = before.entity if before is not None and before.possessive else None
    return entity.outlet if entity is not None and entity.outlet not in LEX.wires else ""


def _speaks_for_itself(view: SentenceView, mention: Mention) -> bool:
    """True for "the pilots of X" and an analyst of X, who do not speak for the company."""
    whose = view.words[max(0, mention.first - 2) : mention.first]
    if whose[1:] in (["of"], ["at"], ["for"]) and whose[0] in LEX.own_minds:
        return True
    around = view.words[max(0, mention.first - 4) : min(len(view), mention.last + 4)]
    return bool(set(around) & LEX.analysts)


def _by_report(view: SentenceView, j: int, at: int, last_outlet: str, verb: str) -> SpeechEvent | None:
    """ "the report said", "media reports said": an outlet, unless it is a company's or an expert's own report."""
    word = view.words[j]
    before = set(view.words[max(0, j - 3) : j])
    single = word in LEX.report
    if single and last_outlet and verb in LEX.verbs_of_a_report:
        return SpeechEvent(Voice.OUTLET, last_outlet, at, verb=verb)
    # "reports saying that" are anybody's; a single report is an outlet's only where it is called so: "a media report".
    # "according to a report" is of the press, unless it says of whom.
    bare = single and verb in LEX.according and view.words[j - 1] == "a" and not _whose(view, j)
    if bare or (not single and verb not in LEX.participles_of_saying) or before & LEX.unconfirmed:
        return SpeechEvent(Voice.OUTLET, "", at, verb=verb)
    return None


def _whose(view: SentenceView, j: int) -> bool:
    """True for "a report by X", "a report from the ministry"."""
    return not {"by", "from", "of", "in"}.isdisjoint(view.words[j + 1 : j + 5])


def _by_noun(view: SentenceView, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> SpeechEvent | None:
    """The speaker that the noun at `j` stands for, None if it can say nothing."""
    word = view.words[j]
    # An agency is a paper only beside an outlet's name: the others are public bodies.
    paper = _named_paper(view, j) if word in LEX.paper_nouns or word in LEX.news_agencies else ""
    if paper or word in LEX.paper_nouns:
        return SpeechEvent(Voice.OUTLET, paper or last_outlet, at, verb=verb)
    if _titled_paper(view, j):
        return SpeechEvent(Voice.OUTLET, LEX.outlets[f"the {word}"].name, at, verb=verb)
    cue = match(LEX.speakers, view.words, j)
    if cue is None or ((word == "both" or word in LEX.sides) and (j != at - 1 or view.mention_at[max(0, j - 1)])):
        return None  # they speak only right before the verb, "the two said": "according to two people" means others
    if cue.sort == "record" and not anonymous:
        anonymous = _told_by_insider(view, j)
    if cue.sort == "anonymous":
        return _unnamed(view, j, at, last_outlet, anonymous, verb)
    if anonymous and word not in {"he", "she", "it"}:
        return SpeechEvent(Voice.ANONYMOUS, "", at, verb=verb)
    if cue.sort == "outsider":
        own = word in LEX.officials and any(view.mention_at[max(0, j - 2) : j])  # "a Coupang official"
        return SpeechEvent(Voice.RECORD if own else Voice.OUTSIDER, "", at, verb=verb)
    if view.words[j + 1 : j + 2] == ["of"] and not LEX.intent_nouns.isdisjoint(view.words[j + 2 : j + 3]):
        return None  # a letter of intent is signed, it says nothing
    if cue.sort == "filing" or word in LEX.documents:
        return SpeechEvent(Voice.FILING, "", at, verb=verb)
    return SpeechEvent(Voice.RECORD, word if word in {"he", "she", "it", "they"} else "", at, verb=verb)


def _titled_paper(view: SentenceView, j: int) -> bool:
    """True for "the Australian said", not for "the Australian stock market"."""
    if not j or view.words[j - 1] != "the" or not view.sentence.tokens[j].capitalised:
        return False
    after = view.words[j + 1] if j + 1 < len(view) else "."
    ends = after in LEX.reporting or after in LEX.paper_nouns or not after[0].isalpha()
    return ends and f"the {view.words[j]}" in LEX.outlets


def _named_paper(view: SentenceView, j: int) -> str:
    """The outlet named beside a word for a paper: "Les Echos newspaper", "the business daily MF"."""
    before = j - 1
    while before > 0 and view.words[before] in LEX.paper_sorts:
        before -= 1
    for i in (before, j + 1):
        entity = view.entity_at(i)
        if entity is not None and entity.outlet and entity.outlet not in LEX.wires:
            return entity.outlet
    return ""


def _unnamed(view: SentenceView, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> SpeechEvent | None:
    """People without a name, or a report; people at large are no source unless they are said to know."""
    word = view.words[j]
    if word in LEX.press_reports:
        return _by_report(view, j, at, last_outlet, verb)
    knows = anonymous or LEX.insiders.intersection(view.words[j : j + 8])
    if word in LEX.people and not knows and verb not in LEX.verbs_of_quoting:
        return None
    return SpeechEvent(Voice.ANONYMOUS, "", at, verb=verb)
