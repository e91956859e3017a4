"""The words that a filing sets for companies and deals ("the “Company”", "“Parent”"), and whom they stand for."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

from alliance_cli import names, package_data
from alliance_cli.filings.edits import Edit

_QUOTED = r"[“\"]([A-Z0-9][^“”\"()]{0,50}?),?[”\"]"
_SET = re.compile(
    rf"\s{{0,3}}\((?:[^()“”\"]{{0,80}}?[\s,])?{_QUOTED}"
    r"(?:[^()“”\"]{0,60}[“\"]([^“”\"()]{1,50}?),?[”\"])?[^()]{0,80}\)"
)
_FORMS = (
    r"(?:Inc|LLC|L\.?L\.?C|Ltd|Limited|Pvt|Pte|Pty|Private|Co|Corp|L\.?P|S\.?A|N\.?V|plc|PLC|Incorporated|GmbH|AG)\b"
)
_WORD = r"(?:[A-Z0-9][\w.&'’/-]*|[a-z]{1,2}[A-Z][\w&-]+|&|plc\b)"
_WITHIN = rf" \([A-Z][\w. ]{{1,24}}\)(?= {_FORMS})"
_NAME = re.compile(rf"{_WORD}(?:(?:{_WITHIN})?(?:,? (?={_FORMS})| (?:of |de |du |the )?){_WORD}){{0,9}}")
_ENDS = r"(?=[,.;(]|\s\(|\Z)"
_OWNED = r"(?:(?:direct|indirect|newly[\s-]formed|wholly[\s-]owned|or|and|,)\s){0,5}(?:subsidiary|affiliate)"
_DESCRIBED = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s)(?:an?\s(?:[\w-]+\s){0,6}?|(?:(?:direct|indirect|wholly[\s-]owned)\s){1,3})"
    r"(?:corporation|company|partnership|trust|association|bank|subsidiary|affiliate|entity|société anonyme|kaisha)\b"
    rf"(?:\s(?:organized|incorporated|existing|formed|duly)[^,.;()]{{0,90}}?{_ENDS})?"
    rf"(?:\s(?:of|and)\s(?:(?:an?\s)?{_OWNED}\sof\s)?(?:the\s)?(?:[A-Z][\w.&’'-]*,?\s?){{1,6}}?{_ENDS})?,?"
)
_AND_UNIT = re.compile(
    r"(?: and|,) an? (?:[\w-]+ ){0,4}subsidiary of [A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,4}?(?= and |,|[.;])"
    r"(?: and|, and)?"
)
_BRACKETS = re.compile(r"\s?\([^()]{0,90}\)\Z")
_TERMED = re.compile(r"[”\"]\s?\)\Z")
_OPENING = re.compile(r"\A(?:On|Pursuant|In|As|By|And|With|The Board of|Between|Among|Each|Under|Effective) ")
_NAME_ENDS = re.compile(r"(?:\b[A-Z0-9][\w.’'&-]*|[)”\"])\Z")
_GOES_ON = re.compile(
    r"(?:\s\([A-Z][\w. ]{1,24}\))?,?\s(?:Inc|LLC|L\.L\.C|Ltd|Limited|Co|Corp|L\.P|Stock|Common|Board|Holdings|Group)\b"
)
_ROLES = frozenset("buyer purchaser seller sellers parent target investor licensee licensor acquirer".split())
_OWN_WORDS = re.compile(r"\b(?:[Tt]he|[Tt]his)\s(?:Company|Registrant|registrant|Corporation)\b(?!’?s? of)")
_WE = re.compile(r"\b(?:(We|we)|(Our|our))\b(?=\s[a-z])")
_DATED = re.compile(
    r",?\s(?:dated|made|effective)(?:\s(?:and|effective|as|of|entered|into)){0,5}\s[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}"
    r"(?:\s\([^()]{0,60}\))?,?"
)
_PLAN = re.compile(
    r"\b(?:an?\s|the\s)?(?:[Dd]efinitive\s)?(?:Amended and Restated )?Agreement and Plan of "
    r"(?:Reorganization and Merger|Merger and Reorganization|Merger|Reorganization)\b"
)
_AGREEMENT = re.compile(
    r"\b(?:Amended and Restated |Definitive )?(?:(?:[A-Z][a-z]+ ){1,4})(?:Agreement|Contract)\b(?! (?:Corp|Inc|LLC))"
)
_PURCHASE = re.compile(
    r"\b(?:Stock|Share|Unit|Asset|Equity|Interests?|Quota)(?:\s(?:and|&)\s(?:Asset|Share|Stock)s?)?\sPurchase\sAgreement\b",
    re.IGNORECASE,
)
_OFFICE = r"(?:representatives?|agents?|trustee|depositary|custodian|administrator)"
_AS_AGENT = re.compile(
    rf"(?:,\s(?:and\s)?|\sand\s)(?:(?:[A-Z0-9][\w.&’'-]*|&),?\s){{1,7}}?\(?(?:solely\s)?(?:in\s(?:its|his|her)\scapacity\s)?"
    rf"(?:as|acting\sas|serving\sas)\s(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,4}}?{_OFFICE}\b(?:\s(?:of|for)\s[^,;.()]{{1,90}})?\)?"
    r"(?:\s(?:thereunder|thereof|hereunder))?(?=[,.;]|\s\(|\sand\s|\spursuant|\Z)",
)
_KINDS = r"shares|stock|equity|membership|ownership|limited|capital|common|partnership|interests|assets|securities"
_ALL_OF = re.compile(
    r"\b(?:substantially\s)?(?:all|100%|100 percent)\s(?:of\s)?(?:the\s|its\s)?(?:issued\s(?:and|or)\s)?(?:then[\s-])?"
    rf"(?:outstanding\s)?(?:(?:{_KINDS})\s){{1,4}}"
    r"(?:of\s(?:the\s)?(?:issued\s)?(?:outstanding\s)?(?:common\s|capital\s)(?:stock|shares)\s)?of\s(?:the\s)?(?=[A-Z])"
)
_OWN_UNIT = re.compile(
    r"\b(?:[Ii]ts|[Oo]ur|the\s(?:Company|Registrant)[’']s)\s(?:(?:direct|indirect),?\s)?wholly[\s-]owned\ssubsidiary,?\s"
    r"([A-Z][\w.&’'-]*(?:,?\s(?:of\s)?[A-Z][\w.&’'-]*){0,6})"
)
_PARENT_OF = re.compile(
    r",\s(?:the\s)?(?:parent|holding)(?:\scompany)?\s(?:of|for)\s[^;]{3,200}?,"
    r"(?=\s(?:today\s)?(?:announced|said|reported|has|will|is|completed|signed|agreed|entered)\b)"
)
_THROUGH = re.compile(
    rf",?\s(?:acting\s|by\sand\s)?through\s(?:its|an?)\s{_OWNED},?\s(?:[A-Z][\w.&’'-]*,?\s){{1,6}}?(?=[a-z(])"
    r"(?:an?\s(?:[\w-]+\s){0,4}(?:corporation|company)\b)?"
)
_FILER_TERMS = frozenset({"company", "registrant", "corporation", "we", "us", "our"})
_ANTECEDENT = 260
"""So many characters before a term stands whom it is set for."""


@dataclass(slots=True)
class Terms:
    """The terms of a filing: of companies by name, of deals and papers, and those of companies set up for the deal."""

    companies: dict[str, str] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    vehicles: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    filer: str = ""


def terms_of(text: str, filer: str) -> Terms:
    """What the terms of a text stand for; `filer` is whose filing it is."""
    found = Terms(filer=filer)
    parents: dict[str, str] = {}
    for match in _SET.finditer(text):
        term = match[1].strip()
        name, described = _before(text, match.start())
        if not name or name in found.things:
            found.things.add(term)
        elif term.lower() in _FILER_TERMS or (match[2] or "").lower() in _FILER_TERMS:
            found.filer = name
            found.companies.setdefault(term, name)
        elif _is_vehicle(name, term, described):
            found.vehicles.setdefault(term, name)
            behind = _DESCRIBED.match(text, match.end())
            parents[term] = _parent(described or (behind[0] if behind else ""))
        elif _is_of_company(name, term, described):
            found.companies.setdefault(term, name)
        else:
            found.things.add(term)
    found.things -= found.companies.keys() | found.vehicles.keys()
    found.parents = {term: found.companies.get(owner, owner) for term, owner in parents.items() if owner}
    return found


def _parent(described: str) -> str:
    """Whose subsidiary a company is described as."""
    found = re.search(r"(?:subsidiary|affiliate) of (?:the )?([A-Z][^,;()]*)", described)
    return found[1].strip(" ,.") if found else ""


def as_written(filer: str, text: str) -> str:
    """The name of the filer as the text writes it, where its cover or header has it in capitals."""
    words = [re.escape(word) for word in re.findall(r"\w+", filer) if word.lower() != "the"][:2]
    pattern = r"\b(?i:" + r"\W{1,3}".join(words) + r")(?:,? (?:[A-Z][\w.&-]*)){0,4}"
    found = [match[0].rstrip(" ,") for match in re.finditer(pattern, text)] if words else []
    return next((name for name in found if not name.isupper()), filer.title() if filer.isupper() else filer)


def _before(text: str, at: int) -> tuple[str, str]:
    """The name right before a term, and what it is described as: "X Corp., a Delaware corporation (the “Buyer”)"."""
    stretch = text[max(0, at - _ANTECEDENT) : at]
    stretch = _BRACKETS.sub("", stretch.rstrip(" ,")).rstrip(" ,")
    marks = [match for match in _DESCRIBED.finditer(stretch) if len(stretch) - match.end() < 3]
    described = marks[-1][0] if marks else ""
    rest = _BRACKETS.sub("", stretch[: marks[-1].start()] if marks else stretch).rstrip(" ,")
    found = [match for match in _NAME.finditer(rest) if match.end() >= len(rest) - 1]
    name = found[-1][0].strip(" ,") if found else ""
    if marks and _TERMED.search(stretch[: marks[-1].start()]) and (owner := _parent(described)):
        return owner, ""  # who is described has its own term; this one is its owner's
    return _OPENING.sub("", name), described


def _is_vehicle(name: str, term: str, described: str) -> bool:
    folded = f" {names.fold(name)} | {names.fold(term)} "
    return any(f" {word} " in folded for word in vehicles()) or "subsidiary" in described


def _is_of_company(name: str, term: str, described: str) -> bool:
    """True for a term of a company: its own words, its letters or a role, of what is called or described as one."""
    words = names.fold(name).split()
    if not words or words[-1] in papers():
        return False
    if words[-1] in names.legal_forms() or described or names.fold(term) in _ROLES:
        return True
    letters = "".join(char for char in term if char.isalpha()).lower()
    initials = "".join(word[0] for word in words)
    own = names.fold(term).split()[:1] == words[:1]
    return len(words) > 1 and (own or (term.isupper() and len(letters) > 1 and initials.endswith(letters)))


@cache
def papers() -> frozenset[str]:
    """Words that the names of papers, laws and offices end in."""
    return frozenset(package_data.lines("filings/papers.txt"))


@cache
def vehicles() -> tuple[str, ...]:
    """Words in the names of companies that are set up for a deal alone."""
    return tuple(package_data.lines("filings/vehicles.txt"))


def edits(text: str, terms: Terms, *, own: bool) -> Iterator[Edit]:
    """What makes a filing plain: terms by whom they stand for, without descriptions, dates and companies set up for it.

    `own` is true where "we" and "the Company" are the filer whatever is said (the items), not in what is attached.
    """
    yield from _lists(text, terms)
    for pattern in (_SET, _DATED, _THROUGH, _AS_AGENT, _PARENT_OF):
        yield from (Edit(match.start(), match.end(), "") for match in pattern.finditer(text))
    for match in _ALL_OF.finditer(text):
        behind_seller = re.search(
            r"\bfrom\s(?:[A-Z][\w.&’'-]*,?\s){1,8}\Z", text[max(0, match.start() - 120) : match.start()]
        )
        yield Edit(match.start(), match.end(), "all of " if behind_seller else "")
    yield from (Edit(m.start(), m.end(), "acquisition agreement") for m in _PURCHASE.finditer(text))
    yield from (Edit(m.start(1), m.end(1), "") for m in _OWN_UNIT.finditer(text))
    for match in _DESCRIBED.finditer(text):
        if _NAME_ENDS.search(text, max(0, match.start() - 30), match.start()):
            yield Edit(match.start(), match.end(), "," if match[0].endswith(",") else "")
    yield from (Edit(m.start(), m.end(), "the merger agreement") for m in _PLAN.finditer(text))
    held = {*terms.companies.values(), *terms.vehicles.values()}
    for term, name in terms.companies.items():
        yield from _replaced(text, term, name, held)
    for term in terms.vehicles:
        yield from _replaced(text, term, terms.parents.get(term, term.lower()), held)
    for term in terms.things:
        yield from (Edit(m.start(), m.end(), term.lower()) for m in re.finditer(rf"\b{re.escape(term)}\b", text))
    yield from (Edit(match.start(), match.end(), match[0].lower()) for match in _AGREEMENT.finditer(text))
    if own and terms.filer:
        yield from (Edit(match.start(), match.end(), terms.filer) for match in _OWN_WORDS.finditer(text))
        yield from (Edit(m.start(), m.end(), terms.filer + ("’s" if m[2] else "")) for m in _WE.finditer(text))


def _replaced(text: str, term: str, name: str, names_held: Collection[str]) -> Iterator[Edit]:
    """A term where it stands for a company, with "the" before it, but not inside of a name."""
    if term == name:
        return
    longer = "|".join(re.escape(other) for other in sorted({name, *names_held}, key=len, reverse=True) if term in other)
    inside = [match.span() for match in re.finditer(longer, text)] if longer else []
    starts = [start for start, _ in inside]
    for match in re.finditer(rf"(?:\b[Tt]he )?(?<![\w“\"-]){re.escape(term)}(?![\w”\"-])", text):
        held = bisect_right(starts, match.end()) - 1
        if (held < 0 or inside[held][1] < match.end()) and not _GOES_ON.match(text, match.end()):
            yield Edit(match.start(), match.end(), name)


def _lists(text: str, terms: Terms) -> Iterator[Edit]:
    """Companies set up for a deal, out of the list they stand in: "X, Y Merger Sub, Inc., a ... (“Sub”), and Z".

    Where one stands for itself ("merger of Y Merger Sub, Inc. ... into Z") its owner comes in its place.
    """
    for term, name in terms.vehicles.items():
        at = text.find(name)
        set_at = next((m for m in _SET.finditer(text, at, at + _ANTECEDENT * 2) if m[1].strip() == term), None)
        if at < 0 or set_at is None:
            continue
        before = re.search(r"(?:,? and|,)?\s\Z", text[max(0, at - 8) : at])
        after = _AND_UNIT.match(text, set_at.end())
        opens = before[0] if before else ""
        end = after.end() if after else set_at.end()
        owner = terms.parents.get(term, "") if opens == " " else ""
        if owner and (described := _DESCRIBED.match(text, end)):
            tail = _SET.match(text, described.end())
            end = tail.end() if tail else described.end()
        yield Edit(at - len(opens), end, f" {owner}" if owner else " " if opens == " " else "")
