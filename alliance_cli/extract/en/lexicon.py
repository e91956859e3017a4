"""The words the English rules go by: one frozen value, read once from the checked tables of `data/en`.

A table that says a thing twice, names a class or frame that nothing reads, or lacks one that is read, is an error at
load: a class that stood twice once hid half its words, and no test could see it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Protocol, TypeVar

from alliance_cli import names, own
from alliance_cli.extract.cues import Cue, Frame, Purpose
from alliance_cli.extract.en.tables import TableError, classes, forms_of, read, unique, word_list
from alliance_cli.extract.en.word_classes import WordClasses, Words
from alliance_cli.models import Kind

QUOTES: Final = frozenset("\"“”„«»‘’`'")
MONTH: Final = "May"
"""The month, which a sentence keeps apart from the verb: the one word of a table that has a capital."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of a table of phrases: its class and its words."""

    sort: str
    words: tuple[str, ...]


class _HasWords(Protocol):
    @property
    def words(self) -> tuple[str, ...]: ...


_Entry = TypeVar("_Entry", bound=_HasWords)
Cues = Mapping[str, tuple[Cue, ...]]
"""Cues by the first word of their form, the longest form first."""
Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word, the longest first."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A form of an outlet's name: the `name` to show, and whether the form counts only beside a verb of saying."""

    name: str
    spoken: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon(WordClasses):
    """All tables. `verbs` and `nouns` cue a tie-up, `tie_ups` are both; `stages`, `endings`, `doubts`, `speakers` are
    the phrases that say how far, how it ended, what is denied and who speaks. The rest are lists of words and names."""

    frames: Mapping[str, Frame]
    verbs: Cues
    nouns: Cues
    tie_ups: Cues
    stages: Phrases
    endings: Phrases
    doubts: Phrases
    speakers: Phrases
    reporting: Words
    renewals: Words
    boilerplate: Mapping[str, str]
    flavours: Mapping[str, Kind]
    purposes: Mapping[str, Purpose]
    subjects: tuple[tuple[str, str], ...]
    openers: Words
    first_names: Words
    titles: Words
    demonyms: Words
    company_heads: Words
    bodies: Words
    places: Words
    products: Words
    watchers: Words
    abbreviations: Words
    starters: Words
    sector_nouns: Mapping[str, Words]
    sector_kin: Mapping[str, Words]
    nations: Mapping[str, str]
    outlets: Mapping[str, Outlet]
    wires: Words
    verb_forms: Words
    deal_words: Words
    listed_starts: Words
    name_ends: Words


def match(table: Mapping[str, tuple[_Entry, ...]], words: Sequence[str], i: int) -> _Entry | None:
    """The longest entry of a table that begins at word `i`."""
    entries = table.get(words[i])
    if entries is None:
        return None
    after = words[i + 1] if i + 1 < len(words) else ""
    for entry in entries:
        form = entry.words
        if len(form) == 1 or (form[1] == after and tuple(words[i : i + len(form)]) == form):
            return entry
    return None


NAMES_A_PARTY: Final = frozenset({"", "member", "holder", "backer"})
"""Frames of nouns that say who somebody is ("partner", "shareholder"), no deal; "" is that of any other noun."""


def frame_of(table: Cues, word: str) -> str:
    """The name of the frame of the longest cue that begins with a word, "" where none does."""
    cues = table.get(word)
    return cues[0].frame.name if cues else ""


def load() -> Lexicon:
    """The lexicon from the tables of the package. Raises TableError where they are not sound."""
    grammar = _grammar()
    frames = _frames()
    needs = _needs(grammar)
    verbs, nouns = (_cues(f"cues/{name}.tsv", frames, needs) for name in ("verbs", "nouns"))
    _all_used(frames, needs, verbs, nouns)
    places = frozenset(names.fold(place) for place in word_list("words/places.txt"))
    own_outlets = [[name, "|".join(others)] for name, others in own.tables().outlets.items()]
    listed_outlets = [*own_outlets, *read("words/outlets.tsv", 0)]
    outlets = _outlets(listed_outlets)
    titles, demonyms = word_list("words/titles.txt"), word_list("words/demonyms.txt")
    first_names = word_list("words/firstnames.txt")
    return Lexicon(
        **grammar,
        frames=frames,
        verbs=verbs,
        nouns=nouns,
        tie_ups=_longest_first([cue for table in (verbs, nouns) for cues in table.values() for cue in cues]),
        stages=_phrases("cues/stages.tsv", STAGES),
        endings=_phrases("cues/endings.tsv", ENDINGS),
        doubts=_phrases("cues/doubt.tsv", DOUBTS),
        speakers=_phrases("cues/sources.tsv", SPEAKERS),
        reporting=frozenset(form[0] for (line,) in read("cues/reporting.tsv") for form in forms_of(line)),
        renewals=word_list("cues/renewals.tsv"),
        boilerplate={phrase: how for how, phrase in read("cues/boilerplate.tsv", 2)},
        flavours={word: Kind(kind) for kind, words in read("cues/flavours.tsv", 2) for word in words.split()},
        purposes=_purposes(),
        subjects=_subjects(),
        openers=word_list("words/openers.txt"),
        first_names=first_names,
        titles=titles,
        demonyms=demonyms,
        company_heads=word_list("words/heads_company.txt"),
        bodies=frozenset(names.key(body) for body in word_list("words/bodies.txt")),
        places=places,
        products=word_list("words/products.txt"),
        watchers=word_list("words/watchers.txt"),
        abbreviations=word_list("words/abbreviations.txt"),
        starters=word_list("words/starters.txt"),
        sector_nouns=_sector_nouns(),
        sector_kin=classes("words/sector_kin.tsv"),
        nations={word: code for code, words in read("words/nations.tsv", 2) for word in words.split("|")},
        outlets=outlets,
        wires=frozenset(cells[0] for cells in listed_outlets if cells[2:] == ["wire"]),
        verb_forms=frozenset(verbs),
        deal_words=frozenset(word for word, cues in nouns.items() if any(cue.frame.deal for cue in cues)),
        listed_starts=frozenset(name.partition(" ")[0] for name in (*places, *outlets, "the")),
        name_ends=first_names.union(titles, demonyms, places, outlets, grammar["breakers"], grammar["connectors"]),
    )  # fmt: skip


STAGES: Final = frozenset(
    {"exploring", "talks", "mou", "agreed", "operating", "signed", "made", "told", "plan", "would", "will"}
)
ENDINGS: Final = frozenset({"strong", "bound", "tie", "resolve"})
DOUBTS: Final = frozenset({"negation", "denial", "hypothetical", "needless", "pause"})
SPEAKERS: Final = frozenset({"anonymous", "record", "filing", "outsider"})


def _grammar() -> dict[str, Words]:
    found = classes("words/grammar.tsv")
    wanted = {item.name for item in fields(WordClasses)}
    if found.keys() != wanted:
        raise TableError(f"words/grammar.tsv: classes that only one side has: {sorted(found.keys() ^ wanted)}")
    return found


def _frames() -> dict[str, Frame]:
    known = {item.name for item in fields(Frame)} - {"name"}
    found: dict[str, Frame] = {}
    for name, marks in read("cues/frames.tsv", 2):
        given = set(marks.split())
        if name in found or not given <= known:
            raise TableError(f"cues/frames.tsv: {name} stands twice or has marks that nothing reads")
        found[name] = Frame(name, **{mark: mark in given for mark in known})
    return found


def _needs(grammar: Mapping[str, Words]) -> dict[str, Words]:
    """What a frame, a frame and its lemma, or a frame and its form needs beside it."""
    rows = list(read("cues/needs.tsv", 3))
    unique("cues/needs.tsv", [row[0] for row in rows], "an entry")
    return {
        cue: frozenset(words.split()).union(*(grammar[name] for name in lists.split())) for cue, words, lists in rows
    }


def _cues(path: str, frames: Mapping[str, Frame], needs: Mapping[str, Words]) -> Cues:
    found: list[Cue] = []
    for frame, kind, cell in read(path, 3):
        if frame not in frames:
            raise TableError(f"{path}: no frame is called {frame}")
        forms = forms_of(cell)
        lemma = cell.split()[0].lower()
        for words in forms:
            asked = (f"{frame} {' '.join(words)}", f"{frame} {lemma}", frame)
            need = next((needs[key] for key in asked if key in needs), frozenset())
            found.append(Cue(frames[frame], Kind(kind) if kind != "-" else None, lemma, words, need))
    unique(path, [" ".join(cue.words) for cue in found], "a form")
    return _longest_first(found)


def _all_used(frames: Mapping[str, Frame], needs: Mapping[str, Words], *tables: Cues) -> None:
    cues = [cue for table in tables for entries in table.values() for cue in entries]
    idle = frames.keys() - {cue.frame.name for cue in cues}
    idle |= needs.keys() - {
        f"{cue.frame.name}{end}" for cue in cues for end in ("", f" {cue.lemma}", f" {' '.join(cue.words)}")
    }
    if idle:
        raise TableError(f"cues: frames or needs that no cue has: {sorted(idle)}")


def _phrases(path: str, sorts: frozenset[str]) -> Phrases:
    found = [Phrase(sort, words) for sort, cell in read(path, 2) for words in forms_of(cell)]
    unique(path, [" ".join(phrase.words) for phrase in found], "a phrase")
    if {phrase.sort for phrase in found} != sorts:
        raise TableError(f"{path}: classes that only one side has: {sorted({p.sort for p in found} ^ sorts)}")
    return _longest_first(found)


def _longest_first(entries: Sequence[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    table: dict[str, list[_Entry]] = {}
    for entry in entries:
        table.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(held, key=lambda entry: -len(entry.words))) for word, held in table.items()}


def _sector_nouns() -> dict[str, Words]:
    """The sectors that a noun for a company can be of: "carrier" is an airline or a telephone company."""
    sectors = classes("words/sectors.tsv")
    words = frozenset().union(*sectors.values())
    return {word: frozenset(name for name, held in sectors.items() if word in held) for word in words}


def _outlets(rows: Sequence[Sequence[str]]) -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for name, *rest in rows:
        for form in _named_by(name, rest[:1]):
            table.setdefault(names.fold(form.removeprefix("~")), Outlet(name, form.startswith("~")))
    return table


def _purposes() -> dict[str, Purpose]:
    found: list[tuple[str, Purpose]] = []
    for kind, words, right_before, between in read("cues/purposes.tsv", 4):
        purpose = Purpose(Kind(kind), frozenset(right_before.split()), frozenset(between.split()))
        found += [(word, purpose) for word in words.split()]
    unique("cues/purposes.tsv", [word for word, _ in found], "a word")
    return dict(found)


def _subjects() -> tuple[tuple[str, str], ...]:
    """Phrases that say what a tie-up is about, each with the subject it stands for, longest first."""
    rows: list[tuple[str, str]] = []
    for subject, *others in read("cues/subjects.tsv", 0):
        rows.extend((form, subject) for form in _named_by(subject, others))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _named_by(name: str, others: Sequence[str]) -> Iterator[str]:
    """A name, then its other forms, which cells split by "|"."""
    yield name
    yield from (form for cell in others for form in cell.split("|") if form)


LEX: Final = load()


def ordinary_words() -> frozenset[str]:
    """Every word that the tables know as one of the language, and the words of places and adjectives of countries."""
    grammar = [word for item in fields(WordClasses) for word in getattr(LEX, item.name)]
    listed = (LEX.sector_nouns, LEX.company_heads, LEX.demonyms, LEX.places, LEX.titles, LEX.starters)
    return frozenset(
        word for text in (*grammar, *(text for words in listed for text in words)) for word in text.split()
    )
