"""Names in a sentence: runs of capitalised words, cut where a title, an officer or a known company begins or ends."""

from dataclasses import dataclass

from alliance_cli import names
from alliance_cli.extract import lexicon
from alliance_cli.extract.text import Sentence, Token
from alliance_cli.gazetteer import Gazetteer, Match

_INSIDE = frozenset({"&", "+"})
_MAX_NAME = 9


@dataclass(slots=True, eq=False)
class Mention:
    """A name in a sentence: tokens `first` up to `last` (exclusive), and what is known of it.

    `matches` are the companies of the gazetteer that go by it; `entity` is set by `identity`.
    """

    sentence: Sentence
    first: int
    last: int
    surface: str
    folded: str
    matches: tuple[Match, ...] = ()
    poss: bool = False
    owner_suffix: str = ""
    entity: "object | None" = None

    @property
    def start(self) -> int:
        """The character the name begins at."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """The character after the name."""
        return self.sentence.tokens[self.last - 1].end


def _adjective(text: str) -> bool:
    """True for "Stuttgart-based" and "German-speaking": a capital before a small word."""
    head, mark, tail = text.rpartition("-")
    return bool(mark and head and tail) and tail[0].islower() and len(tail) > 2


class Finder:
    """Finds the names of one report; look-ups are kept for its lifetime."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[str, tuple[Match, ...]] = {}
        self.seen_low: set[str] = set()
        self.seen_cap: set[str] = set()
        self._known_names: dict[str, tuple[Match, ...]] = {}
        self._digit_names: set[str] = set()

    def read_words(self, sentences: list[Sentence]) -> None:
        """Note which words the report itself writes in lower case."""
        for sentence in sentences:
            if not sentence.title_case:
                self.seen_low.update([token.text for token in sentence.tokens if not token.cap])
                self.seen_cap.update([token.text for token in sentence.tokens if token.cap])
            for note in sentence.notes.values():
                self.seen_cap.update([token.text for token in note if token.cap])
            self._digit_names.update(sentence.numbers)

    def split_compounds(self, sentence: Sentence) -> None:
        """Part "EADS-BAE" and "Ford-owned" into their words, unless the whole is a name of its own."""
        if not any("-" in token.text and token.cap for token in sentence.tokens):
            return
        tokens: list[Token] = []
        notes: dict[int, list[Token]] = {}
        for i, token in enumerate(sentence.tokens):
            tokens.extend(self._parts(token, sentence, i) if "-" in token.text and token.cap else (token,))
            if i in sentence.notes:
                notes[len(tokens) - 1] = sentence.notes[i]
        sentence.tokens, sentence.notes = tokens, notes

    def _parts(self, token: Token, sentence: Sentence, i: int) -> list[Token]:
        words = token.text.split("-")
        if len(words) > 3 or not all(words):
            return [token]
        tail = words[-1].lower()
        if tail in lexicon.grammar("suffixes"):
            head = "-".join(words[:-1])
            cut = token.start + len(head)
            return [
                Token(head, head.lower(), token.start, cut, True),
                Token("-" + words[-1], "-" + tail, cut, token.end),
            ]
        after = sentence.tokens[i + 1].low if i + 1 < len(sentence.tokens) else ""
        deal = len(words) == 2 and after in lexicon.deal_words() and not self.look_up(token.text)
        if not all(word[0].isupper() for word in words) or (not deal and self._one_name(token, words, sentence, i)):
            return [token]
        out: list[Token] = []
        at = token.start
        for word in words:
            if out:
                out.append(Token("-", "/", at - 1, at))
            out.append(Token(word, word.lower(), at, at + len(word), True))
            at += len(word) + 1
        out[-1].poss = token.poss
        return out

    def _one_name(self, token: Token, words: list[str], sentence: Sentence, i: int) -> bool:
        if self.look_up(token.text):
            return True
        before = sentence.tokens[i - 1].text if i and sentence.tokens[i - 1].cap else ""
        if before and self.look_up(f"{before} {token.text}"):
            return True
        heads = (words[0], f"{before} {words[0]}")
        known = [any(self.look_up(head) for head in heads), *(bool(self.look_up(word)) for word in words[1:])]
        seen = [word in self.seen_cap for word in words]
        if not any(known) and not (token.text.isupper() and all(seen)):
            return True
        return not all(k or s for k, s in zip(known, seen, strict=True))

    def look_up(self, surface: str) -> tuple[Match, ...]:
        """The companies that go by a name."""
        held = self._found.get(surface)
        if held is None:
            found = self._gazetteer.find(names.fold(surface)) or self._gazetteer.find(names.key(surface))
            held = self._found[surface] = tuple(found)
        return held

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """All names of a sentence, left to right."""
        found: list[Mention] = []
        tokens = sentence.tokens
        i, n = 0, len(tokens)
        while i < n:
            token = tokens[i]
            if (not token.cap and token.plain) or not self._begins(token, i, sentence):
                i += 1
                continue
            end = self._run(tokens, i)
            for first, last, matches in self._cut(sentence, i, end):
                found.append(self._mention(sentence, first, last, matches))
            i = end
        return found

    def _begins(self, token: Token, i: int, sentence: Sentence) -> bool:
        text = token.text
        if token.cap:
            return not _adjective(text) or bool(self.look_up(text))
        if len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:3]):
            return True
        if text[0].isdigit():
            if text in self._digit_names:
                return True
            if any(c.isalpha() for c in text) and any(c.isupper() for c in text):
                return bool(self.look_up(text))
            after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
            return bool(after and after.cap and text.isdigit() and names.fold(after.text) in names.legal_forms())
        return text.isalnum() and len(text) > 2 and self._lower_name(sentence, i)

    def _lower_name(self, sentence: Sentence, i: int) -> bool:
        """A name that is written small, given away by the legal form after it ("rue21 Inc")."""
        tokens = sentence.tokens
        if i + 1 >= len(tokens) or not tokens[i + 1].cap:
            return False
        return tokens[i + 1].low in lexicon.grammar("comma_forms") and tokens[i].low not in lexicon.company_heads()

    def _run(self, tokens: list[Token], i: int) -> int:
        """The end of the run of name words that begins at `i`."""
        n = len(tokens)
        j = i + 1
        if tokens[i].poss:
            return j
        while j < n and j - i < 14:
            token = tokens[j]
            if self._heading_ends(tokens, i, j) or (
                token.cap and _adjective(token.text) and not self.look_up(token.text)
            ):
                break
            if token.cap or (
                token.text[0].isdigit()
                and j + 1 < n
                and tokens[j + 1].cap
                and token.text.isalnum()
                and len(token.text) < 3
            ):
                j += 1
                if token.poss:
                    break
            elif token.text in _INSIDE and j + 1 < n and tokens[j + 1].cap:
                j += 2
            elif token.low in lexicon.grammar("connectors") and self._joins(tokens, i, j):
                j += 1
            elif (
                token.text == ","
                and j + 1 < n
                and tokens[j + 1].low in lexicon.grammar("comma_forms")
                and tokens[j + 1].cap
            ):
                j += 2
            else:
                break
        return j

    def _heading_ends(self, tokens: list[Token], i: int, j: int) -> bool:
        """True where a heading in capitals runs into a name that is not ("CASH TO SPEND VW's offer ...")."""
        before = tokens[j - 1].text
        if not (before.isupper() and len(before) > 3) or (tokens[j].text.isupper() and len(tokens[j].text) > 3):
            return False
        heading = [token.text for token in tokens[max(0, j - 3) : j]]
        return (
            len(heading) > 1
            and all(word.isupper() for word in heading)
            and not self.look_up(before)
            and i <= j - 1
            and tokens[j].cap
        )

    def _joins(self, tokens: list[Token], i: int, j: int) -> bool:
        """True if a small word inside a name holds it together."""
        n = len(tokens)
        low = tokens[j].low
        after = j + 1
        if low in {"of", "de"} and after < n and tokens[after].low in {"the", "la"}:
            after += 1
        if after >= n or not tokens[after].cap:
            return False
        if low in {"and", "for", "the"}:
            if low == "and" and any(token.low in lexicon.grammar("body_ends") for token in tokens[after : after + 3]):
                return True
            if low == "and" and tokens[after].low in names.legal_forms() | {"company", "sons", "co"}:
                return True
            phrase = " ".join(t.text for t in tokens[max(i, j - 3) : after + 1])
            return any(self.look_up(p) for p in (phrase, " ".join(t.text for t in tokens[j - 1 : after + 1])))
        if low in {"of"}:
            return tokens[j - 1].low in lexicon.grammar("of_heads") or bool(
                self.look_up(" ".join(t.text for t in tokens[i : after + 1]))
            )
        return True

    def learn(self, mentions: list[Mention]) -> None:
        """Take the names of the body for granted, so that a headline in title case can be read."""
        for surface, mention in {mention.surface: mention for mention in mentions}.items():
            words = surface.split()
            for n in range(len(words), 0, -1):
                if names.fold(words[n - 1]) not in names.legal_forms() | lexicon.openers() or n == len(words):
                    self._known_names.setdefault(" ".join(words[:n]), mention.matches)

    def _cut(self, sentence: Sentence, start: int, end: int) -> list[tuple[int, int, tuple[Match, ...]]]:
        """A run of name words as names: known companies first, titles and openers taken off."""
        pieces: list[tuple[int, int, tuple[Match, ...]]] = []
        i = begin = start
        while i < end:
            known = self._known(sentence, i, end)
            if known:
                stop, matches = self._widen(sentence, known[0], end, known[1])
                first = self._reach_back(sentence, begin, i) if known[0] - i == 1 else i
                if begin < first:
                    pieces.extend(self._unknown(sentence, begin, first))
                pieces.append((first, stop, matches if first == i else ()))
                i = begin = stop
            else:
                i += 1
        if begin < end:
            pieces.extend(self._unknown(sentence, begin, end))
        return pieces

    def _known(self, sentence: Sentence, i: int, end: int) -> tuple[int, tuple[Match, ...]] | None:
        """The longest name from `i` on that the gazetteer, the map or the report itself knows."""
        tokens = sentence.tokens
        if tokens[i].text in _INSIDE or (tokens[i].low in lexicon.grammar("connectors") and not tokens[i].cap):
            return None
        for stop in range(min(end, i + _MAX_NAME), i, -1):
            if tokens[stop - 1].low in lexicon.grammar("connectors") or tokens[stop - 1].text in _INSIDE:
                continue
            single = stop - i == 1
            surface = tokens[i].text if single else " ".join([token.text for token in tokens[i:stop]])
            if not single and ((low := surface.lower()) in lexicon.places() or low in lexicon.outlets()):
                return stop, ()
            if sentence.title_case and surface in self._known_names:
                return stop, self._known_names[surface]
            if tokens[i].low == "the" and not self._gazetteer.find(names.fold(surface)):
                continue
            matches = self.look_up(surface)
            if matches and single and tokens[i].low in lexicon.demonyms():
                continue
            if matches and sentence.title_case and all(m.common_word for m in matches) and self._known_names:
                continue
            if matches and not (single and tokens[i].low in lexicon.openers() and not surface.isupper()):
                return stop, matches
        return None

    def _widen(
        self, sentence: Sentence, stop: int, end: int, matches: tuple[Match, ...]
    ) -> tuple[int, tuple[Match, ...]]:
        """Take in what follows a known name within the run.

        Legal forms and regions leave it the same company ("GM Europe"); another name word makes it
        another name ("Ford Credit").
        """
        tokens = sentence.tokens
        while stop < end and not tokens[stop - 1].poss:
            low = tokens[stop].low
            if low in names.legal_forms() or low == "," or low in lexicon.places() or low in lexicon.grammar("generic"):
                stop += 1
            elif sentence.title_case or self._breaks(sentence, stop) or self._known(sentence, stop, end):
                if low in lexicon.company_heads() and not sentence.title_case and low not in lexicon.titles():
                    stop, matches = stop + 1, ()
                    continue
                break
            else:
                stop, matches = stop + 1, ()
        return stop, matches

    def _reach_back(self, sentence: Sentence, begin: int, i: int) -> int:
        """Where a name begins of which only the last word is known ("Santa Ana" is no airline)."""
        first = i
        while first > begin and not sentence.title_case and not self._breaks(sentence, first - 1):
            first -= 1
        return first

    def _breaks(self, sentence: Sentence, i: int) -> bool:
        """True for a capitalised word that is not part of the name beside it."""
        token = sentence.tokens[i]
        low = token.low
        if low in lexicon.titles() or low in lexicon.demonyms() or low in lexicon.places():
            return True
        if low in lexicon.grammar("breakers"):
            return True
        if low in lexicon.openers() and (i == 0 or low in lexicon.grammar("breakers") or sentence.headline):
            return True
        if low in lexicon.outlets() or low in lexicon.grammar("connectors") or token.text in _INSIDE:
            return True
        return token.poss or low in lexicon.first_names()

    def _unknown(self, sentence: Sentence, start: int, end: int) -> list[tuple[int, int, tuple[Match, ...]]]:
        tokens = sentence.tokens
        pieces: list[tuple[int, int, tuple[Match, ...]]] = []
        begin = start
        legal = names.legal_forms()
        for i in range(start, end):
            low = tokens[i].low
            if self._parts_names(sentence, i, end):
                pieces.extend(self._trim(sentence, begin, i))
                begin = i + 1
            elif (
                low in legal and i + 1 < end and tokens[i + 1].low not in legal | {"of", "&", "and", ","} and i > begin
            ):
                pieces.extend(self._trim(sentence, begin, i + 1))
                begin = i + 1
        pieces.extend(self._trim(sentence, begin, end))
        return pieces

    def _parts_names(self, sentence: Sentence, i: int, end: int) -> bool:
        """True for a word between two names: a title or, where every word is capitalised, an ordinary word."""
        low = sentence.tokens[i].low
        if sentence.title_case and (low in lexicon.openers() or low in self.seen_low):
            return True
        if low not in lexicon.titles():
            return False
        return not (low in {"general", "director", "partner", "head", "king", "prince"} and i + 1 < end)

    def _trim(self, sentence: Sentence, first: int, last: int) -> list[tuple[int, int, tuple[Match, ...]]]:
        tokens = sentence.tokens
        while first < last and self._sheds(sentence, first, last):
            first += 1 + (tokens[first].low == "no" and first + 1 < last and tokens[first + 1].text.isdigit())
        while last > first and self._trails(tokens[last - 1], last - first):
            last -= 1
        if last < len(tokens) and tokens[last].cap and _adjective(tokens[last].text):
            return []
        if first >= last or all(t.low in lexicon.openers() or t.low in lexicon.demonyms() for t in tokens[first:last]):
            return []
        if (last - first == 1 and self._plain(sentence, first)) or self._heading(tokens[first:last]):
            return []
        return [(first, last, ())]

    def _sheds(self, sentence: Sentence, first: int, last: int) -> bool:
        """True if the first word of a run is no part of the name."""
        token = sentence.tokens[first]
        low = token.low
        if low == "no" and last - first > 1:
            return True
        if token.text in _INSIDE or low in lexicon.grammar("connectors") or low == ",":
            return True
        if low in lexicon.demonyms() and last - first > 1:
            return bool(self.look_up(" ".join(t.text for t in sentence.tokens[first + 1 : last])))
        if low in lexicon.grammar("breakers") and last - first > 1:
            return True
        if low not in lexicon.openers() or (token.text.isupper() and len(token.text) > 2 and not sentence.title_case):
            return False
        return first == 0 or sentence.title_case or last - first == 1 or low == "the"

    def _heading(self, words: list[Token]) -> bool:
        """True for words of a heading in capitals, and for a bare legal form."""
        if len(words) == 1 and words[0].low in names.legal_forms() | lexicon.company_heads():
            return True
        if len(words) > 1 and all(word.text.isupper() for word in words):
            plain = [word for word in words if word.low in lexicon.openers() or word.low in self.seen_low]
            if plain and (len(plain) > 1 or len(words[0].text) > 4):
                return True
        return all(word.text.isupper() and len(word.text) > 4 for word in words) and (
            len(words) > 1 or len(words[0].text) > 6 or words[0].low in self.seen_low
        )

    def _trails(self, token: Token, size: int) -> bool:
        """True for a word that ends no name."""
        low = token.low
        if low in lexicon.grammar("connectors") or token.text in {"&", ",", "+"} or low in {"no", "nos"}:
            return True
        return size > 1 and (low in lexicon.demonyms() or low in lexicon.grammar("breakers"))

    def _plain(self, sentence: Sentence, i: int) -> bool:
        """True for a single capitalised word that is an ordinary one."""
        token = sentence.tokens[i]
        low = token.low
        if low in lexicon.demonyms() or low in lexicon.openers() or low.startswith("no."):
            return True
        if "-" in low and low.rpartition("-")[2] in lexicon.demonyms():
            return True
        if not token.text[0].isalpha() or (len(low) == 1 and token.text.isalpha()):
            return True
        if i == 0 or sentence.title_case:
            return low in self.seen_low
        return False

    def _mention(self, sentence: Sentence, first: int, last: int, matches: tuple[Match, ...]) -> Mention:
        words = [token.text for token in sentence.tokens[first:last]]
        surface = " ".join(words).replace(" ,", ",")
        return Mention(sentence, first, last, surface, names.fold(surface), matches, sentence.tokens[last - 1].poss)
