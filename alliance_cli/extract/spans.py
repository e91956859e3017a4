"""What stands where in a report: tokens, sentences, names and who they are. Data, and no rule."""

from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum
from typing import NamedTuple

from alliance_cli.gazetteer import Match


@dataclass(slots=True, init=False)  # by far the most are made of these, and `Token()` takes a third of the time
class Token:
    """A word or mark: its text without a possessive ending, folded to lower case, and where it stands.

    `capitalised` is true where it begins with a capital, `possessive` where it owns what follows ("Renault's"; `whole`
    is the word with that ending), `ordinary` where it is a word of letters written small throughout.
    """

    text: str
    word: str
    start: int
    end: int
    capitalised: bool
    possessive: bool
    ordinary: bool
    whole: str

    @classmethod
    def of(cls, text: str, word: str, start: int, end: int, *, capitalised: bool = False) -> "Token":
        """A token that is neither an owner nor an ordinary word."""
        made = cls()
        made.text, made.word = text, word
        made.start, made.end = start, end
        made.capitalised, made.possessive = capitalised, False
        made.ordinary, made.whole = False, ""
        return made


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens of one sentence; brackets are taken out of the tokens and kept as `notes` by the token they follow.

    `field` is "text" or "title", `index` counts the sentences of the body without its headings. `numbers` are those
    that may be names ("888 Holdings"). `cued` is true where it is to be read for a tie-up; `named` are its names.
    """

    field: str
    index: int
    tokens: list[Token]
    headline: bool = False
    title_case: bool = False
    notes: dict[int, list[Token]] = default(default_factory=dict)
    numbers: list[str] = default(default_factory=list)
    cued: bool = True
    named: "list[Mention]" = default(default_factory=list)
    _words: tuple[list[Token], list[str]] = default(default=([], []), repr=False)
    """Of these tokens, the words: asked for by every stage, while few sentences are cut anew."""

    @property
    def words(self) -> list[str]:
        """The words of its tokens, folded."""
        if self._words[0] is not self.tokens:
            self._words = self.tokens, [token.word for token in self.tokens]
        return self._words[1]

    def has_possessive(self) -> bool:
        """True if a word of the sentence owns what follows."""
        return any(token.possessive for token in self.tokens)

    @property
    def start(self) -> int:
        """The character the sentence begins at."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The character after the sentence."""
        return self.tokens[-1].end


@dataclass(slots=True, eq=False)
class Mention:
    """A name in a sentence: tokens `first` up to `last` (exclusive), and what is known of it.

    `matches` are the companies of the gazetteer that go by it; `entity` is who it is, set once by linking.
    """

    sentence: Sentence
    first: int
    last: int
    surface: str
    folded: str
    matches: tuple[Match, ...] = ()
    possessive: bool = False
    entity: "Entity" = default(init=False)

    @property
    def start(self) -> int:
        """The character the name begins at."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """The character after the name."""
        return self.sentence.tokens[self.last - 1].end


class Sort(StrEnum):
    """What an entity is."""

    COMPANY = "company"
    UNKNOWN = "unknown"
    PERSON = "person"
    PLACE = "place"
    BODY = "public body"
    OUTLET = "outlet"
    OTHER = "other"


_COMPANY, _UNKNOWN = Sort.COMPANY, Sort.UNKNOWN
"""By name: asked for more often than anything else, and Python looks long for a member of an enumeration."""


class SignKind(StrEnum):
    """What speaks for a name being a company's: in its own words, or in those around it. `text` says it with a word."""

    text: str

    TICKER = "ticker"
    LEGAL_FORM = "legal form", "legal form {}"
    HEAD = "head", "ends in {}"
    AMPERSAND = "ampersand"
    BEFORE = "before", "{} before it"
    AFTER = "after", "{} after it"
    CALLED = "called", "called a {}"
    OWNS = "owns", "has {}"
    SPEAKS = "speaks", "weak: speaks"

    def __new__(cls, value: str, text: str = "") -> "SignKind":
        """A value with the sentence it stands for."""
        made = str.__new__(cls, value)
        made._value_, made.text = value, text or value
        return made


_OF_NAMES = (SignKind.TICKER, SignKind.LEGAL_FORM, SignKind.HEAD, SignKind.AMPERSAND)


class Sign(NamedTuple):
    """One sign that a name is a company's, with the word that gives it."""

    kind: SignKind
    word: str = ""

    @property
    def text(self) -> str:
        """The sign in words."""
        return self.kind.text.format(self.word)

    @property
    def strong(self) -> bool:
        """False for what people and offices do as well."""
        return self.kind is not SignKind.SPEAKS

    @property
    def in_name(self) -> bool:
        """True for what the name itself or its exchange code shows."""
        return self.kind in _OF_NAMES


@dataclass(slots=True, eq=False)
class Entity:
    """One company, person or place of a report with all its mentions, in order.

    `company` is a gazetteer id or ""; `stem` are the folded words of its name that kin share; `signs` are the
    reasons to take it for a company, `reasons`, in words, those against: `titled` says that a title stands beside
    it or that it is spoken of as a person, `paper` that it is called a newspaper, `body` that it is called a public
    body, `bidder` that it is a person who bids for companies himself, `investor` that he holds parts of them;
    `plain` that no list knows it and its words are all such as are written small. `parent` is whose unit it is by its
    name or as a bid for it shows, `owners` are those whom a report, or the gazetteer, calls its owner.
    """

    name: str
    sort: Sort = Sort.UNKNOWN
    company: str = ""
    candidates: tuple[str, ...] = ()
    common_word: bool = False
    outlet: str = ""
    mentions: list[Mention] = default(default_factory=list)
    stem: tuple[str, ...] = ()
    signs: list[Sign] = default(default_factory=list)
    bidder: bool = False
    investor: bool = False
    plain: bool = False
    titled: bool = False
    paper: bool = False
    body: bool = False
    reasons: list[str] = default(default_factory=list)
    parent: "Entity | None" = None
    owners: "list[Entity]" = default(default_factory=list)
    _told: tuple[int, tuple[str, ...]] = (0, ())
    """Of so many mentions, the ways: asked for many times, and mentions are only added."""

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Each way the report writes the name, in order of appearance."""
        if self._told[0] != len(self.mentions):
            self._told = len(self.mentions), tuple(dict.fromkeys([mention.surface for mention in self.mentions]))
        return self._told[1]

    @property
    def is_company(self) -> bool:
        """True if it is known or shown to be one; a common word such as "Apple" is known only as a party."""
        return self.sort is _COMPANY or (self.sort is _UNKNOWN and bool(self.company))

    @property
    def may_be_party(self) -> bool:
        """True if it can be a party; an outlet only where signs show it as a company."""
        sort = self.sort
        if sort is _COMPANY or sort is _UNKNOWN:
            return True
        if sort is Sort.OUTLET:
            known = self.company or any(sign.kind is SignKind.LEGAL_FORM for sign in self.signs)
            return bool(known) and any(sign.strong for sign in self.signs)
        return self.bidder
