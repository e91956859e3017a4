"""A report as sentences of tokens, with offsets that always count in the text as it was given."""

import re
from collections.abc import Iterator
from itertools import pairwise

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX, QUOTES
from alliance_cli.extract.en.text import prefilter
from alliance_cli.extract.en.text.clean import mask, without_dateline, without_heading_marks
from alliance_cli.extract.en.text.forms import joined_forms
from alliance_cli.extract.en.text.lines import unwrapped
from alliance_cli.extract.en.text.tokens import APOSTROPHES, tokens
from alliance_cli.extract.spans import Sentence, Token
from alliance_cli.models import Report

_RIC = re.compile(r"[A-Z0-9]{1,8}[a-z]{0,2}\.[A-Z]{1,3}\Z")  # RENA.PA, 7201.T
# behind four small letters, a small word of three or a number of four digits a stop is hardly an abbreviation's
_PLAIN_STOP = re.compile(r"[.?!](?<=[a-z]{4}.| [a-z]{3}.|[\d.,]{4}.)[\"”’)]{0,2}\s+(?=[\"“‘(]?[A-Z])")
_MARKS = ".,;:?!()\"“”‘’'"
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS, " "))
_OPENING = 700
"""So many characters of a body are read whatever they say: they introduce those that later sentences speak of."""
MAX_SENTENCE_TOKENS = 160
"""What goes on for longer is cut there: it is a table or a list rather than a sentence."""
_SHORT_HEADING = 6
"""A line without a full stop that has fewer words is a heading: "Next steps"."""


_BRACKETED = 16
"""No remark in brackets of more tokens holds a semicolon that parts no sentences."""
_CAPITALS = 3
"""A heading in capitals begins with a word of so many letters."""
_SHORT_TITLE = 15
"""A line of fewer characters may open a sentence that the title opens with, too."""


def sentences(report: Report) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences of the title and of the body."""
    heading = without_heading_marks(report.title)
    title = list(_sentences(heading, [(0, len(heading))], "title", headline=True))
    text = without_dateline(_without_title(mask(unwrapped(report.text)), report.title))
    body = list(_sentences(text, _telling(text), "text", headline=False))
    return title, _without_headings(body, title)


def _without_title(text: str, title: str) -> str:
    """A body with its first line blanked out where that is the title again, with or without the outlet after it."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    again = start + _SHORT_TITLE < end < start + len(title) + _SHORT_TITLE
    if not again or not _letters(title).startswith(_letters(text[start:end])):
        return text
    return " " * end + text[end:]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _telling(text: str) -> list[tuple[int, int]]:
    """The stretches of a body worth reading: its opening, and the sentences that may say something of a tie-up.

    They are cut where a full stop leaves no doubt, so some sentences go together with their neighbours.
    """
    stops = [found.end() for found in _PLAIN_STOP.finditer(text, _OPENING)]
    if not stops:
        return [(0, len(text))]
    bare = _without_marks(text)
    spans = [(0, stops[0])]
    for start, end in pairwise(stops):
        if prefilter.tells(bare[start:end].lower().split(), text[start:end]):
            spans.append((start, end))
    return [*spans, (stops[-1], len(text))]


def _without_marks(text: str) -> str:
    """The text with blanks for marks. Python translates ASCII fast, other texts slowly."""
    if text.isascii():
        return text.translate(_NO_MARKS)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def _without_headings(body: list[Sentence], title: list[Sentence]) -> list[Sentence]:
    """The body without headings: a report without a title takes its first line for one, others count for nothing."""
    kept: list[Sentence] = []
    for i, sentence in enumerate(body):
        # a body of a few sentences may be bare notes: "Published: 2019-03-04", then the news
        if sentence.tokens[-1].word not in ".?!" and (
            sentence.title_case or (len(sentence.tokens) < _SHORT_HEADING and len(body) > 3)
        ):
            if i or title:
                continue
            sentence.headline = True
        kept.append(sentence)
    for index, sentence in enumerate([s for s in kept if not s.headline]):
        sentence.index = index
    return kept or body


def _sentences(text: str, spans: list[tuple[int, int]], where: str, *, headline: bool) -> Iterator[Sentence]:
    index = 0
    found, notable = joined_forms(tokens(text, spans), text)
    for whole, places in _split(found, notable, text, headline=headline):
        first = _crosshead(whole) if index else 0
        run = whole[first : first + MAX_SENTENCE_TOKENS]
        marked = [place - first for place in places if place >= first] if first else places
        sentence = _close(run, marked, where, index, headline=headline)
        if sentence:
            yield sentence
            index += 1


def _crosshead(run: list[Token]) -> int:
    """How many tokens at the head of a sentence are a heading: "PORSCHE, SAAB A busy day saw"; 0 for none."""
    if not run[0].text.isupper() or len(run[0].text) < _CAPITALS:
        return 0
    i = next((i for i, t in enumerate(run) if not (t.text.isupper() and len(t.text) > 1) and t.word not in ",&"), 0)
    words = [token for token in run[:i] if token.text.isalpha()]
    begins = i < len(run) and run[i].capitalised and run[i].word in LEX.starters
    return i if begins and len(words) > 1 and not any(token.word in names.legal_forms() for token in words) else 0


def _split(
    pending: list[Token], notable: list[int], text: str, *, headline: bool
) -> Iterator[tuple[list[Token], list[int]]]:
    """The raw tokens of each sentence: cut at full stops that end one, at semicolons and at the ends of paragraphs.

    Beside them the places of those that are no ordinary words.
    """
    run: list[Token] = []
    marked: list[int] = []
    last, done = len(pending) - 1, 0
    for i in notable:
        token = pending[i]
        if token.ordinary:
            continue
        run += pending[done:i]
        done = i + 1
        word = token.word
        if word == "\n":
            if run and not headline and not _runs_on(run, pending, i):
                yield run, marked
                run, marked = [], []
            continue
        marked.append(len(run))
        run.append(token)
        # "Microsoft agreed a merger with Oracle; talks were held in May" is two sentences, "Fiat up; ..." is one
        if (word in ".?!" and len(word) == 1 and (i == last or _ends(run, pending, i, text))) or (
            word == ";" and len(run) > 3 and not _in_brackets(run)
        ):
            yield run, marked
            run, marked = [], []
    run += pending[done:]
    if run:
        yield run, marked


def _runs_on(run: list[Token], pending: list[Token], i: int) -> bool:
    """True for a line that ends in a comma and goes on in lower case: one sentence with the next."""
    after = pending[i + 1] if i + 1 < len(pending) else None
    return run[-1].word == "," and after is not None and after.text[0].islower()


def _in_brackets(run: list[Token]) -> bool:
    """True behind a bracket that was opened a few words before: "Hess (NYSE: HES; TSX: HES)" is no end."""
    for token in reversed(run[-_BRACKETED:]):
        if token.word in "()":
            return token.word == "("
    return False


def _ends(run: list[Token], pending: list[Token], i: int, text: str) -> bool:
    """True if the full stop at `i` ends its sentence, and belongs to no abbreviation, initial or address."""
    token = pending[i]
    if token.end < len(text) and not (text[token.end].isspace() or text[token.end] in "\"'”’)]"):
        return False
    after = pending[i + 1]
    if after.word == "\n":
        return True
    if after.word in QUOTES and i + 2 < len(pending):
        # what counts stands behind the quotation mark: '... in Selmer. "There is nothing to it," he said'
        after = pending[i + 2] if after.start == token.end or pending[i + 2].capitalised else after
    if after.text[0].islower():
        return False
    before = run[-2].word if len(run) > 1 else ""
    if token.word == "." and (before in LEX.abbreviations or (len(before) == 1 and before.isalpha())):
        # "J. P. Morgan", "No. 3 Chrysler" go on; after "Selmer Motors Inc." a word such as "The" begins a sentence
        return after.word in LEX.starters and after.capitalised
    return True


def _close(run: list[Token], marked: list[int], where: str, index: int, *, headline: bool) -> Sentence | None:
    """A sentence from its raw tokens: brackets and exchange codes go to the notes, quotation marks go.

    `marked` are the places of those that are no ordinary words.
    """
    kept: list[Token] = []
    notes: dict[int, list[Token]] = {}
    depth = done = 0
    legal, small_names, possessives = names.legal_forms(), False, False
    for i in marked:
        if i >= len(run):
            break
        if done < i:
            _take(run[done:i], kept, notes, depth)
        done, token = i + 1, run[i]
        word = token.word
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth:
            _take([token], kept, notes, depth)
        # "Nissan 7201.T": an exchange code without brackets
        elif "." in word and kept and _RIC.match(token.text) and _follows_name(kept):
            notes.setdefault(len(kept) - 1, []).append(token)
        elif word == "." and token is not run[-1]:
            continue  # of an abbreviation
        elif word in QUOTES:
            possessives = possessives or word in APOSTROPHES
        else:
            if word.endswith(("n't", "n’t")):
                token.word = word.replace("’", "'")
            small_names = small_names or word in legal
            kept.append(token)
    _take(run[done:], kept, notes, depth)
    # nothing but marks is no sentence
    if not kept or not (kept[0].text[0].isalnum() or any(token.ordinary or token.text[0].isalnum() for token in kept)):
        return None
    if possessives:
        _plural_possessives(run)
    sentence = Sentence(where, index, kept, headline=headline, notes=notes)
    if small_names:
        _small_names(sentence)
    # names alone fill a short sentence with capitals: "Ford bought Ford Credit."
    heading = headline or kept[-1].word not in ".?!"
    sentence.title_case = _is_title_case(kept) if heading else _in_capitals(kept)
    return sentence


def _follows_name(kept: list[Token]) -> bool:
    """True where the word before is none but a mark: a comma before a code goes ("Endemol, EML.AS rose")."""
    if kept[-1].text[0].isalnum():
        return True
    if kept[-1].word != "," or len(kept) == 1 or not kept[-2].capitalised:
        return False
    kept.pop()
    return True


def _take(tokens: list[Token], kept: list[Token], notes: dict[int, list[Token]], depth: int) -> None:
    """Take words into a sentence; within brackets, into the note after its last word, if there is any."""
    if not depth:
        kept += tokens
    elif kept and tokens:
        notes.setdefault(len(kept) - 1, []).extend(tokens)


def _small_names(sentence: Sentence) -> None:
    """A small word or a number before a legal form may be a name ("rue21 Inc", "888 Holdings"): mark it."""
    tokens = sentence.tokens
    legal = names.legal_forms()
    for i, token in enumerate(tokens):
        if token.capitalised and i and token.word in legal and not tokens[i - 1].capitalised:
            tokens[i - 1].ordinary = False
            if tokens[i - 1].text.isdigit():
                sentence.numbers.append(tokens[i - 1].text)


def _plural_possessives(run: list[Token]) -> None:
    """Mark the names that a lone apostrophe makes owners: "Starbucks' coffee"."""
    for i, after in enumerate(run):
        if after.ordinary or after.text not in APOSTROPHES or not i:
            continue
        token = run[i - 1]
        if token.word.endswith("s") and after.start == token.end and token.capitalised:
            token.possessive, token.whole = True, token.text + after.text


def _in_capitals(tokens: list[Token]) -> bool:
    """True for a sentence written in capitals throughout, in which they say nothing."""
    for token in tokens:  # most sentences end here, at their second word
        if token.ordinary and len(token.text) > 1:
            return False
    words = [token for token in tokens if token.text.isalpha() and len(token.text) > 1]
    return len(words) > 3 and all(word.text.isupper() for word in words)


def _is_title_case(tokens: list[Token]) -> bool:
    """True for a line that writes its words with capitals: "Brussels To Clear Alstom, Siemens Merger Plan"."""
    # small words stay small in many styles; where only three are longer, all may be names
    words = [token for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 3 and sum(token.capitalised for token in words) >= 0.75 * len(words)
