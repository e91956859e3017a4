"""Names in a sentence: runs of capitalised words, cut where a title, an officer or a known company begins or ends."""

from alliance_cli import names
from alliance_cli.dates.words import MONTH_NAMES
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.codes import has_numbered_codes, settle_codes
from alliance_cli.extract.en.names.compounds import split_compounds
from alliance_cli.extract.en.names.context import Familiar
from alliance_cli.extract.en.names.ordinary import of_small_words
from alliance_cli.extract.en.names.owners import settle_owners
from alliance_cli.extract.en.names.shapes import INSIDE, begins, run_end
from alliance_cli.extract.en.names.type_evidence import takes_money
from alliance_cli.extract.en.names.unknown import Piece, unknown
from alliance_cli.extract.spans import Mention, Sentence, Token
from alliance_cli.gazetteer import Gazetteer, Match

_MAX_NAME = 9
"""A known name has no more words."""
_APPOSITION = 8
"""So many words after its comma an apposition says what a name is."""
_BEFORE_NUMBERS = LEX.numbering.union(*({name.lower(), name[:3].lower()} for name in MONTH_NAMES))
"""Words that say what the number after them is: "No. 3 Chrysler", "on Feb. 13 PepsiCo said"."""


_CALLED = LEX.sector_nouns.keys() | LEX.relations
"""What a company is called before its name, with a capital only at the head of a sentence: "Rival Boeing"."""


def _one_word(sentence: Sentence, first: int, last: int) -> bool:
    """True for a single word, legal forms aside ("Kraft", "Kraft ASA", "Kraft, Inc.")."""
    return last - first == 1 or (
        not sentence.title_case
        and all(t.word in names.legal_forms() or t.text == "," for t in sentence.tokens[first + 1 : last])
    )


class Finder:
    """Finds the names of one report; look-ups are kept for its lifetime."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._familiar = Familiar(gazetteer)
        self._known_names: dict[str, tuple[Match, ...]] = {}

    def find(self, title: list[Sentence], body: list[Sentence]) -> list[Mention]:
        """All mentions of a report, the title's first; each is noted by its sentence too.

        The body is read first: where a title writes every word with a capital, the body tells which are names.
        """
        self._prepare([*title, *body])
        below = [mention for sentence in body for mention in self._mentions(sentence)]
        if any(sentence.title_case for sentence in title):
            self._learn(below)
        above = [mention for sentence in title for mention in self._mentions(sentence)]
        mentions = _without_chance(above + below)
        for mention in mentions:
            mention.sentence.named.append(mention)
        return mentions

    def _prepare(self, sentences: list[Sentence]) -> None:
        """Take note of how the report writes its words, and part the names that hyphens join."""
        self._familiar.read_words(sentences)
        for sentence in sentences:
            # each has a capital, or is a number, and most sentences have none of them
            written = [token for token in sentence.tokens if token.capitalised]
            hyphened = "-" in " ".join([token.text for token in written])
            owning = any(token.possessive for token in written)
            if hyphened:
                split_compounds(self._familiar, sentence)
            if owning:
                settle_owners(self._familiar, sentence)
            coded = any(token.text.isupper() or token.whole for token in written)
            if hyphened or owning or coded or has_numbered_codes(sentence.tokens):
                settle_codes(self._familiar, sentence)

    def _mentions(self, sentence: Sentence) -> list[Mention]:
        """All names of a sentence, left to right: each run of name words, cut into the names it holds."""
        found: list[Mention] = []
        tokens, end = sentence.tokens, 0
        # no name begins with a mark
        may_begin = [
            i for i, token in enumerate(tokens)
            if token.capitalised or not (token.ordinary or not token.text[0].isalnum())
        ]  # fmt: skip
        for i in may_begin:
            token = tokens[i]
            if i < end or (token.word in LEX.openers and self._ordinary_alone(sentence, i)):
                continue
            if not begins(self._familiar, token, i, sentence):
                continue
            end = run_end(self._familiar, tokens, i)
            found += [self._mention(sentence, *piece) for piece in self._cut(sentence, i, end)]
        return found

    def _ordinary_alone(self, sentence: Sentence, i: int) -> bool:
        """True for an ordinary word with a capital that no other name word follows, as at the start of a sentence."""
        token = sentence.tokens[i]
        if sentence.title_case or token.text.isupper() or not token.capitalised:
            return False
        # "Block is buying Afterpay"
        if self._company_word(sentence.tokens, i):
            return False
        after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
        # "Bank of Baroda": an ordinary word may begin a longer name
        return after is not None and after.ordinary and not after.capitalised and after.word not in LEX.connectors

    def _company_word(self, tokens: list[Token], i: int) -> bool:
        """True for an ordinary word that is a company here: "Block is buying", "talks with Three"."""
        if tokens[i].word not in LEX.company_words:
            return False
        if i:
            # "talks with Three"; a capital before it makes it part of another name
            return tokens[i - 1].word in {"with", "between", "by", "from", "of"} and not tokens[i - 1].capitalised
        after = [token.word for token in tokens[1:3]]
        progressive = after[:1] == ["is"] and after[-1].endswith("ing")
        return len(after) > 1 and (progressive or "_".join(after) in LEX.acts_of_firms)

    def _learn(self, mentions: list[Mention]) -> None:
        """Take the names of the body for granted, so that a headline in title case can be read.

        What a name begins with is taken too ("Tata" of "Tata Chemicals"), but no ordinary word and no bare legal form.
        """
        for surface, mention in {mention.surface: mention for mention in mentions}.items():
            words = surface.split()
            for n in range(len(words), 0, -1):
                word = names.fold(words[n - 1])
                if n == len(words) or (word not in names.legal_forms() and word not in LEX.openers | LEX.connectors):
                    self._known_names.setdefault(" ".join(words[:n]), mention.matches)

    def _cut(self, sentence: Sentence, start: int, end: int) -> list[Piece]:
        """A run of name words as names: known companies first, titles and openers taken off.

        A name of which only the last word is known is somebody else's: "Santa Ana" is not the airline ANA.
        """
        pieces: list[Piece] = []
        i = begin = start
        if sentence.tokens[end - 1].word in LEX.deal_titles:
            end = _before_title(sentence.tokens, start, end)
        while i < end:
            known = self._known(sentence, i, end)
            if known:
                stop, matches = self._widen(sentence, known[0], end, known[1])
                # several words are hardly known for the wrong reason
                first = self._reach_back(sentence, begin, i) if _one_word(sentence, i, known[0]) else i
                if begin < first:
                    pieces.extend(unknown(self._familiar, sentence, begin, first))
                pieces.append((first, stop, matches if first == i else ()))
                i = begin = stop
            else:
                i += 1
        if begin < end:
            pieces.extend(unknown(self._familiar, sentence, begin, end))
        return pieces

    def _known(self, sentence: Sentence, i: int, end: int) -> tuple[int, tuple[Match, ...]] | None:
        """The longest name from `i` on that the gazetteer, the map or the report itself knows."""
        tokens = sentence.tokens
        first, connectors, title_case = tokens[i], LEX.connectors, sentence.title_case
        if first.text in INSIDE or (first.word in connectors and not first.capitalised):
            return None
        if not title_case and not self._familiar.may_begin(first.text):
            return None
        # the longest first: "Air France-KLM Group" before "Air"
        for stop in range(min(end, i + _MAX_NAME), i, -1):
            last = tokens[stop - 1]
            if last.word in connectors or last.text in INSIDE:
                continue
            single = last is first
            surface = first.text if single else " ".join([token.text for token in tokens[i:stop]])
            # "Bloomberg News", "New York" are one name, though no company's
            if not single and ((word := surface.lower()) in LEX.places or word in LEX.outlets):
                return stop, ()
            if title_case and surface in self._known_names:
                return stop, self._known_names[surface]
            # "The Ford" is no name for "Ford", "The Information" is one
            if first.word == "the" and not self._familiar.gazetteer.find(names.fold(surface)):
                continue
            matches = self._familiar.look_up(surface)
            # in title case a common word has its capital by the way, if the body names others
            if not matches or (title_case and all(m.common_word for m in matches) and self._known_names):
                continue
            if not (single and self._ordinary(first)) or self._company_word(tokens, i):
                return stop, matches
        return None

    def _ordinary(self, token: Token) -> bool:
        """True for a single word that a known name may only share its letters with."""
        return token.word in LEX.demonyms or (token.word in LEX.openers and not token.text.isupper())

    def _widen(
        self, sentence: Sentence, stop: int, end: int, matches: tuple[Match, ...]
    ) -> tuple[int, tuple[Match, ...]]:
        """Take in what follows a known name within the run.

        Legal forms and regions leave it the same company ("GM Europe"); another name word makes it
        another name ("Ford Credit").
        """
        tokens = sentence.tokens
        while stop < end and not tokens[stop - 1].possessive:
            word = tokens[stop].word
            if word in names.legal_forms() or word == "," or word in LEX.places or word in LEX.generic:
                stop += 1  # "Enovix Asia Ltd" is Enovix
            elif stop > 1 and tokens[stop - 1].word in LEX.comma_forms and tokens[stop - 1].capitalised:
                break  # "HP Canada Co. D&H Canada": a legal form ends a name
            elif sentence.title_case or self._breaks(sentence, stop) or self._known(sentence, stop, end):
                # "Vivo Retail": what ends a company's name goes on with it, even if it begins another
                if word in LEX.company_heads and not sentence.title_case and word not in LEX.titles:
                    stop, matches = stop + 1, ()
                    continue
                break
            else:
                stop, matches = stop + 1, ()
        return stop, matches

    def _reach_back(self, sentence: Sentence, begin: int, i: int) -> int:
        """Where a name begins of which only the last word is known ("Santa Ana" is no airline)."""
        first = i
        if i > begin and self._given(sentence, i - 1):
            return i - 1  # "Lakshmi Mittal" is no steel maker
        while first > begin and not sentence.title_case and not self._breaks(sentence, first - 1):
            first -= 1
        opening = sentence.tokens[0].word
        if first == 0 < i and (opening in _CALLED or opening.endswith(("ed", "ing"))):
            return 1  # "Embattled X", "Rival X", "Carmaker X"
        return first

    def _given(self, sentence: Sentence, i: int) -> bool:
        """True for somebody's given name within a sentence, right before a name that a company bears too."""
        token = sentence.tokens[i]
        plain = not sentence.title_case and not sentence.headline and not token.possessive
        return plain and token.word in LEX.first_names and not self._familiar.look_up(token.text)

    def _breaks(self, sentence: Sentence, i: int) -> bool:
        """True for a capitalised word that is not part of the name beside it."""
        token = sentence.tokens[i]
        if token.possessive or token.word in LEX.name_ends or token.text in INSIDE:
            return True
        if token.text.isdigit() and i and sentence.tokens[i - 1].word in _BEFORE_NUMBERS:
            return True
        # "Kraft Mulls Cadbury Bid"
        return (i == 0 or sentence.headline) and token.word in LEX.openers

    def _mention(self, sentence: Sentence, first: int, last: int, matches: tuple[Match, ...]) -> Mention:
        words = [token.text for token in sentence.tokens[first:last]]
        surface = " ".join(words).replace(" ,", ",") if len(words) > 1 else words[0]
        return Mention(
            sentence, first, last, surface, names.fold(surface), matches, sentence.tokens[last - 1].possessive
        )


def _before_title(tokens: list[Token], start: int, end: int) -> int:
    """Where a run ends without what is signed: "Rivian Joint Venture Agreement" goes no further than "Rivian"."""
    first = end
    while first > start and tokens[first - 1].word in LEX.deal_titles:
        first -= 1
    while first < end and tokens[first].word in LEX.connectors:
        first += 1  # what joins belongs to the name before
    if end - first > 1:
        return first if any(token.word in LEX.deal_papers for token in tokens[first + 1 : end]) else end
    return first if first < end and _is_paper(tokens, first) else end


def _is_paper(tokens: list[Token], i: int) -> bool:
    """True for one word of what is signed: "Memorandum" and "Understanding" of both, "the Agreement"."""
    before, after = (
        [token.word for token in tokens[max(0, i - 2) : i]],
        [token.word for token in tokens[i + 1 : i + 3]],
    )
    of_paper = after[:1] == ["of"] and not LEX.deal_titles.isdisjoint(after[1:])
    paper_of = before[1:] == ["of"] and before[0] in LEX.deal_titles
    named = before[-1:] != [] and before[-1] in LEX.determiners and tokens[i].word in LEX.deal_papers
    return of_paper or paper_of or named


def _without_chance(mentions: list[Mention]) -> list[Mention]:
    """Leave out single words that are capitalised only because they begin a sentence: "Embattled", "Rejecting".

    One stays that stands elsewhere too, or that the words after it show to be a name.
    """
    words = {word for mention in mentions if not _initial(mention) for word in mention.folded.split()[:1]}
    return [m for m in mentions if not _initial(m) or m.folded in words or _acts(m)]


def _initial(mention: Mention) -> bool:
    """True for a single unknown word that would have its capital anyway."""
    if mention.matches or mention.last - mention.first != 1:
        return False
    marks = all(not any(map(str.isalnum, token.text)) for token in mention.sentence.tokens[: mention.first])
    return marks or mention.sentence.title_case  # "** Shares", "- Sales": a mark may stand before


def _acts(mention: Mention) -> bool:
    """True if the words after a name show that it is one."""
    tokens = mention.sentence.tokens
    # "L'Agefi", "SiriusXM"
    if any(char.isupper() for char in mention.surface[1:]) and not mention.surface.isupper():
        return True
    if tokens[mention.last - 1].whole or mention.surface.isupper() or mention.last - 1 in mention.sentence.notes:
        return True  # "Zaxby's": words that only begin a sentence have no such ending
    after = tokens[mention.last].word if mention.last < len(tokens) - 1 else ""
    if mention.folded in LEX.outlets and after in LEX.reporting:
        return True
    if after in LEX.be and mention.last + 1 < len(tokens) and tokens[mention.last + 1].word in LEX.proud:
        return True  # "Norvik is pleased to announce"
    if after in LEX.acts_of_names or after in LEX.corporate or takes_money(tokens, mention.last):
        return True
    if after in LEX.deeds_of_firms and not of_small_words(mention.surface):
        return True  # "Solarvest completed"
    if after in LEX.deals_of_names or (after == "to" and tokens[mention.last + 1].word in LEX.takes_whole):
        return True
    return after == "," and _called(tokens, mention.last + 1)


def _called(tokens: list[Token], i: int) -> bool:
    """True for an apposition that says what firm a name is: "Ordway, a Washington startup"."""
    if tokens[i : i + 1] == [] or tokens[i].word not in {"a", "an", "the"}:
        return False
    return any(token.word in LEX.sector_nouns for token in tokens[i : i + _APPOSITION])
