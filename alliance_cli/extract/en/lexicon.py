"""The words the reader goes by: data files of the package, each read once."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from alliance_cli import names
from alliance_cli.extract.document import Cue
from alliance_cli.models import Kind

QUOTES = frozenset("\"“”„«»‘’`'")


def _read(path: str) -> Iterator[str]:
    text = files("alliance_cli").joinpath("data", *path.split("/")).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


Table = Mapping[str, tuple[Cue, ...]]


def _table(path: str, columns: int) -> dict[str, list[Cue]]:
    table: dict[str, list[Cue]] = {}
    for line in _read(path):
        cells = line.split("\t")
        frame, kind = cells[0], cells[1].removeprefix("-") if columns == 3 else ""
        forms = cells[columns - 1].split()
        lemma = forms[0].lower()
        for form in forms:
            words = tuple(form.lower().replace("_", " ").split())
            needs = _needs_of(frame, " ".join(words), lemma)
            table.setdefault(words[0], []).append(Cue(frame, kind, lemma, words, needs))
    return table


def _needs_of(frame: str, form: str, lemma: str) -> frozenset[str]:
    held = _needs()
    return held.get(f"{frame} {form}") or held.get(f"{frame} {lemma}") or held.get(frame, frozenset())


@cache
def _needs() -> Mapping[str, frozenset[str]]:
    rows = (line.split("\t") for line in _read("cues/needs.tsv"))
    return {cue: frozenset(words.split()).union(*map(grammar, lists.split())) for cue, words, lists in rows}


def _longest_first(table: dict[str, list[Cue]]) -> Table:
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in table.items()}


@cache
def verbs() -> Table:
    """Verbs that cue a tie-up, by the first word of each form, longest form first."""
    return _longest_first(_table("cues/verbs.tsv", 3))


@cache
def nouns() -> Table:
    """Nouns that cue a tie-up, by the first word of each form, longest form first."""
    return _longest_first(_table("cues/nouns.tsv", 3))


@cache
def tie_ups() -> Table:
    """Verbs and nouns together."""
    table: dict[str, list[Cue]] = {}
    for source in (verbs(), nouns()):
        for word, cues in source.items():
            table.setdefault(word, []).extend(cues)
    return _longest_first(table)


@cache
def verb_forms() -> frozenset[str]:
    """First words of all tie-up verbs."""
    return frozenset(verbs())


@cache
def stages() -> Table:
    """Words that say how far a tie-up got, by stage, "signed", "told" or "plan"."""
    return _longest_first(_table("cues/stages.tsv", 2))


@cache
def intents() -> frozenset[str]:
    """Verbs and nouns of considering and agreeing."""
    return grammar("intents")


@cache
def renewals() -> frozenset[str]:
    """Words that say that something ended was taken up again."""
    return frozenset(word for line in _read("cues/renewals.tsv") for word in line.split())


@cache
def endings() -> Table:
    """Ways to say that a tie-up ended."""
    return _longest_first(_table("cues/endings.tsv", 2))


@cache
def speakers() -> Table:
    """Nouns for those who speak, by class."""
    return _longest_first(_table("cues/sources.tsv", 2))


@cache
def doubts() -> Table:
    """Words of negation, denial and hypothesis."""
    return _longest_first(_table("cues/doubt.tsv", 2))


@cache
def reporting() -> frozenset[str]:
    """Verbs of saying, all forms; "according" stands for "according to"."""
    return frozenset(word.split("_")[0] for line in _read("cues/reporting.tsv") for word in line.split())


def match(table: Table, lows: list[str], i: int) -> Cue | None:
    """The longest entry of a table that begins at word `i`."""
    for cue in table.get(lows[i], ()):
        n = len(cue.words)
        if n == 1 or tuple(lows[i : i + n]) == cue.words:
            return cue
    return None


@cache
def boilerplate() -> Mapping[str, str]:
    """Verdict notices: how each begins, and how much goes with it."""
    rows = (line.split("\t") for line in _read("cues/boilerplate.tsv"))
    return {phrase: how for how, phrase in rows}


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of words split by blanks, lines or `|`, folded."""
    found: set[str] = set()
    for line in _read(f"words/{name}.txt"):
        parts = line.split("|") if "|" in line else line.split()
        found.update(part.strip().lower() for part in parts)
    return frozenset(found)


@cache
def openers() -> frozenset[str]:
    """Ordinary words that may stand capitalised."""
    return word_list("openers")


@cache
def first_names() -> frozenset[str]:
    """Given names."""
    return word_list("firstnames")


@cache
def titles() -> frozenset[str]:
    """Words beside a person's name."""
    return word_list("titles")


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries."""
    return word_list("demonyms")


@cache
def company_heads() -> frozenset[str]:
    """Last words of company names."""
    return word_list("heads_company")


@cache
def places() -> frozenset[str]:
    """Places, folded as names are."""
    return frozenset(names.fold(place) for place in word_list("places"))


MONTH = "May"
"""The month, which a sentence keeps apart from the verb: the one word of a table that has a capital."""


@cache
def classed(name: str) -> Mapping[str, frozenset[str]]:
    """A file of classes, each with its words."""
    rows = (line.split("\t") for line in _read(f"words/{name}"))
    return {row[0]: frozenset(word if word == MONTH else word.lower() for word in row[1].split()) for row in rows}


@cache
def sector_nouns() -> Mapping[str, str]:
    """Nouns such as "carmaker", with the sector they stand for."""
    return {word: sector for sector, words in classed("sectors.tsv").items() for word in words}


@cache
def outlets() -> Mapping[str, tuple[str, bool]]:
    """Outlets by folded name: the name to show, and whether that form needs a verb of saying."""
    table: dict[str, tuple[str, bool]] = {}
    for line in _read("words/outlets.tsv"):
        name, _, rest = line.partition("\t")
        for form in (name, *(part for part in rest.split("|") if part)):
            table.setdefault(names.fold(form.removeprefix("~")), (name, form.startswith("~")))
    return table


@cache
def listed_starts() -> frozenset[str]:
    """First words of places and outlets, and "the", which names may leave out."""
    return frozenset(name.partition(" ")[0] for name in (*places(), *outlets(), "the"))


@cache
def abbreviations() -> frozenset[str]:
    """Words after which a full stop need not end a sentence."""
    return word_list("abbreviations")


@cache
def starters() -> frozenset[str]:
    """Words that begin a sentence even after an abbreviation."""
    return word_list("starters")


@cache
def grammar(*classes: str) -> frozenset[str]:
    """The words of closed classes: prepositions, transparent nouns and so on (words/grammar.tsv)."""
    return frozenset().union(*(classed("grammar.tsv")[name] for name in classes))


@cache
def name_ends() -> frozenset[str]:
    """Words that, capitalised beside a name, are no part of it wherever they stand."""
    return titles() | demonyms() | places() | outlets().keys() | first_names() | grammar("breakers", "connectors")


@cache
def kind_of(value: str) -> Kind | None:
    """The kind named in a cue table, None for an open one."""
    return Kind(value) if value else None


@cache
def nations() -> Mapping[str, str]:
    """Adjectives and places by which a company is known to be of a country, with its ISO 3166 code."""
    rows = (line.split("\t") for line in _read("words/nations.tsv"))
    return {word: code for code, words in rows for word in words.split("|")}


@cache
def subjects() -> tuple[tuple[str, str], ...]:
    """Phrases that say what a tie-up is about, each with the subject it stands for, longest first."""
    rows: list[tuple[str, str]] = []
    for line in _read("cues/subjects.tsv"):
        name, _, forms = line.partition("\t")
        rows.extend((form, name) for form in (name, *(f for f in forms.split("|") if f)))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


_DEAL_FRAMES = frozenset({"tie", "talk", "bid", "takeover", "sale", "target"})


@cache
def deal_words() -> frozenset[str]:
    """First words of the nouns that stand for a deal as a whole ("talks", "merger", "bid")."""
    return frozenset(word for word, cues in nouns().items() if any(cue.frame in _DEAL_FRAMES for cue in cues))


@cache
def flavours() -> Mapping[str, Kind]:
    """Words that give a deal of no particular kind its kind ("supply deal")."""
    rows = (line.split("\t") for line in _read("cues/flavours.tsv"))
    return {word: Kind(kind) for kind, words in rows for word in words.split()}
