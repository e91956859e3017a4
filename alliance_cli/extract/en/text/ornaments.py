"""Codes and prices of shares that pages set beside the names of companies, and what they say of their links.

A code becomes a note in brackets, as "Renault (RENA.PA)" has it by itself: it says that the name is a company's. Prices
and directions go. All at the same length.
"""

import re

from alliance_cli import names

# "opens new tab" is said to those who cannot see the page
_NEW = r"(?:a |an )?(?:new|external|different|separate) (?:browser )?(?:tab|window|site|page)"
_ASIDE = rf"(?:(?:this |the |external )?(?:link |page )?(?:will )?opens?(?: up)?(?: in)? {_NEW}|external(?: link)?)"
_GOES_ON = r"\s(?:and|or|is|are|was|were|has|have|had|said|says|to|in|on|of|for|with|that|which|who|by|at|from)\b"
_HINT = re.compile(
    r"(?=[\s,\[(o])(?:"
    rf"\s?[\[(]{_ASIDE}[^()\[\]\n]{{0,40}}[\])]"
    rf"|,\s?opens?(?: in)? {_NEW}(?: or window)?"
    r"|\s?\bopens?(?: in a| in)? new (?:tab|window)\b(?! of)"
    rf"|,\s?external(?: link)?(?=[,.;:)]|{_GOES_ON}|$))",
    re.IGNORECASE | re.MULTILINE,
)
_OUTSIDE, _OPENS = "xternal", "pens"
_HINTED = ("new tab", "new window", "New Tab", "New Window", "browser")
_POINTING = "pointing triangle"
_TRIANGLE = re.compile(r"(?:increase|decrease|unchanged|neutral)?;?\s?\w{3,6} (?:\w{2,5}[ -])?pointing triangle")
_REPORTS = re.compile(r"(?<=[)A-Z])\s?[-–—]\s?(?:Get )?(?:Free |[A-Z][\w.& ]{2,40} )?Report\b")
_REPORT = re.compile(r"Report\b")
_CODE = r"\$?[A-Z][A-Z0-9]{0,5}(?:[.-][A-Z]{1,3})?"
# "Boeing Co. BA, +1.2%", "Hess HES -0.50%decrease", "Canopy Growth WEED-T +2.50%increase"
_CHANGE = r"(?:[+−–-]\s?\d{1,3}(?:\.\d{1,3})?|\d{1,3}\.\d{2})\s?%(?:\s?(?:increase|decrease|unchanged|up|down)\b)?"
_MOVED = re.compile(r"[A-Z]\)?,? ?(?:[(▲▼△▽↑↓+−–$€£¥-] ?\d|\d{1,3}\.\d\d ?%|[▲▼△▽↑↓])")
"""What `_PRICED` reads begins so."""
_SIGNS = frozenset(".+−–-▲▼△▽↑↓")
"""One of these stands in every move."""
_MOVE = 40
"""No move of a price is longer, its code and price included."""
_PRICED = re.compile(
    rf"([A-Z0-9][\w&'’.-]{{0,40}}|\)|\b(?:stock|shares?))(,? \(?{_CODE})"
    rf"(,? ?(?:[$€£¥]\s?[\d,.]{{1,9}},? )?[▲▼△▽↑↓]? ?{_CHANGE}\s?[▲▼△▽↑↓]?\)?)"
)
# "<CVX.N>", "<NYSE:CVX>", "<005930 KS>", "{CVX US <Equity>}", "[7201.T]", "[7201]"
_BRACKETED = re.compile(
    r"(?=[<{\[])(?:"
    r"<(\.?[A-Z0-9][A-Za-z0-9]{0,7}(?:_[a-z])?[.:=][A-Z0-9]{0,6}|[A-Z]{3,5}|\d{4,6})>"
    r"|<([A-Z0-9]{1,9} [A-Z]{2}(?: Equity)?)>"
    r"|\{([A-Z0-9]{1,9} [A-Z]{2}) <Equity>(?: ?[A-Z]{1,4})?\}"
    r"|(?<=[\w)] )\[((?:[A-Z]{2,7}:\s?)?[A-Z0-9]{1,8}\.[A-Z]{1,3}|[A-Z]{2,7}:\s?[A-Z0-9.]{1,8}|\d{4,6}"
    r"|(?:ISIN|WKN|CUSIP|SEDOL|LEI|FIGI|RIC|Valor)\b[^\[\]\n]{4,60})\])"
)
# "Canopy Growth WEED-T", as FactSet writes it "CVX-US", Bloomberg "CVX:US" and the Financial Times "CVX:NYQ"
_COUNTRY = "US|CA|GB|LN|DE|GR|FR|FP|JP|HK|CN|CH|KR|KS|TW|AU|IT|IM|ES|SM|NL|NA|SW|SE|SS|NO|DK|FI|BE|IE|IN|SG|SP|BR|MX|ZA"
_MARKET = (
    "NYQ|NSQ|NMQ|NAQ|PNK|LSE|PAR|GER|FRA|TYO|HKG|SHH|SHZ|KSC|TOR|ASX|MIL|MCE|AEX|BRU|SWX|STO|CPH|HEX|OSL|NSI|BSE|JNB"
)
_LISTED = re.compile(
    r"([A-Z][\w&'’.-]{0,40}) (?!(?:UK|US|EU|UN)\b)([A-Z]{2,5}|\d{4,6})(?:\.[A-Z]{1,2})?"
    rf"(?:-(?:T|X|N|Q|V|NE|{_COUNTRY})|:(?:{_COUNTRY}|{_MARKET}))(?=[\s,.;:]|$)"
)
# "Nintendo 7974 JP", as Bloomberg writes what is listed in Tokyo, Hong Kong, Seoul, Taipei, Shanghai
_IN_ASIA = re.compile(r"(?<=[a-zA-Z.’']) (\d{3,6}) (?:JP|HK|KS|KQ|TT|CH)(?=[\s,.;:]|$)")
_OF_ASIA = re.compile(r"[JHKTC][PKSQTH](?<=\d ..)")
"""What `_IN_ASIA` ends with: a cheap look."""
# "Volkswagen VOWG_p.DE"
_REUTERS = re.compile(r"(?<=[a-zA-Z.’']) ([A-Z0-9]{1,8}_[a-z]{1,2})\.[A-Z]{1,3}(?=[\s,.;:]|$)")
# "Chevron - CVX - agreed": what stands alone between two marks is another name of what is before it
_SET_OFF = re.compile(
    r"([A-Z][\w&'’.-]{0,40}) (?:[-–—]{1,2}|\|) ?(\$?[A-Z][A-Z0-9]{1,5}(?:\.[A-Z]{1,2})?) (?:[-–—]{1,2}|\|)"
    r"(?= [a-z]|[,.;])"
)
_MARK_AND_WORD = tuple(
    (mark, re.compile(rf"{re.escape(mark)} (?=[a-z])(?<=[A-Z0-9] {re.escape(mark)} )")) for mark in "-–—|"
)
"""What `_SET_OFF` ends with, by its mark: a cheap look."""
# ", ticker symbol CVX,", ", which trades as CVX on the NYSE,"
_SYMBOL = re.compile(
    r"(?<=[\w.’']),? \(?(?:[A-Z]{2,8} (?=ticker|symbol))?(?:which |whose )?"
    r"(?:(?:stock |share )?(?:ticker|symbol)(?: symbol)?(?: is)?:?"
    r"|(?:is |are )?(?:trad(?:es?|ed|ing)|listed|quoted) (?:as|under)(?: the)?(?: stock| share)?(?: ticker)?"
    r"(?: symbol)?:?)"
    r" [\"“]?(?:[A-Z]{2,8}: ?)?([A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?)[\"”]?(?: on (?:the )?[A-Z][\w ]{1,30})?[),]"
)
_BY = r" (?:as|under)"
_SAID = tuple(map(re.compile, ("ticker", "symbol", rf"trad(?:es?|ed|ing){_BY}", rf"listed{_BY}", rf"quoted{_BY}")))
"""One of these finds something wherever `_SYMBOL` does: each begins with letters, which Python finds fast."""
# "(LON:BP.)"
_STOPPED = re.compile(r"(\([A-Z]{2,6}: ?[A-Z]{1,5})\.\)")
# "{{NYSE|CVX}}"
_TEMPLATE = re.compile(
    r"\{\{(?:(?:[Ww]|[Ll]ink|nowrap|lang\|[a-z-]{2,8})\|(?:[^{}|\n]{1,60}\|)?([^{}|\n]{1,60})|[^{}\n]{1,60})\}\}"
)
"""Of a template of a wiki that sets a name ("{{w|Renault}}") the name is said, of others nothing."""
# "Chevron (CVX) +1.3%", "Chevron ▲1.2%"
_AFTER_NOTE = re.compile(rf"(?<=[A-Z0-9]\)) ?(?=[+−–▲▼△▽↑↓-])[▲▼△▽↑↓]? ?{_CHANGE}")
_TURN = re.compile(r" ?[▲▼△▽↑↓] ?[+−–-]?\d{1,3}(?:\.\d{1,3})? ?%")
_TURNS = "▲▼△▽↑↓"
# "Chevron NYSE:CVX", "Chevron, NYSE: CVX,"
_AT_EXCHANGE = re.compile(
    r"(?<=[\w.’'])(?:, | )(?:NYSE(?: American)?|N(?:ASDAQ|asdaq)(?:GS|GM|CM)?|LON|LSE|TSXV?|ASX|TSE|TYO|HKE?X|HKG"
    r"|SEHK|FRA|ETR|EPA|AMS|BIT|BME|SIX|KRX|NSE|BSE|SGX|JSE|OTC(?:QB|QX|PK|MKTS)?|Euronext|AMEX|CSE)"
    r": ?([A-Z0-9][A-Z0-9.]{0,8}\b),?"
)
_EXCHANGE = re.compile(r":(?<=[A-Znqt]:) ?[A-Z0-9]")
"""A colon between an exchange ("NYSE", "American", "Nasdaq", "Euronext") and a code: a cheap look."""
_DOLLAR = re.compile(r"\$(?<= \$)[A-Z]")
_CASHTAG = re.compile(r"(?<=[\w.’']) \$([A-Z]{1,5})\b")


def without_ornaments(text: str) -> str:
    """The text with codes as notes in brackets, without prices, directions and hints of links, at the same length."""
    if _OUTSIDE in text or (_OPENS in text and any(word in text for word in _HINTED)):
        text = _HINT.sub(_blank, text)
    if "%" in text:
        if _POINTING in text:
            text = _TRIANGLE.sub(_blank, text)
        if _has_moves(text):
            text = _PRICED.sub(_as_note, text)
            text = _AFTER_NOTE.sub(_blank, text)
        if any(sign in text for sign in _TURNS):
            text = _TURN.sub(_blank, text)
    if "<" in text or "[" in text or "{" in text:
        text = _BRACKETED.sub(_bracketed, _TEMPLATE.sub(_name_in, text))
    if ".)" in text:
        text = _STOPPED.sub(r"\1 )", text)
    return _without_bare_codes(text)


def _without_bare_codes(text: str) -> str:
    """The text with codes that stand without brackets as notes."""
    if any(said.search(text) for said in _SAID):
        text = _SYMBOL.sub(lambda match: f" ({match[1]})".ljust(len(match[0])), text)
    if any(mark in text and found.search(text) for mark, found in _MARK_AND_WORD):
        text = _SET_OFF.sub(lambda match: f"{match[1]} ({match[2]})".ljust(len(match[0])), text)
    if "_" in text:
        text = _REUTERS.sub(lambda match: f" ({match[1]})".ljust(len(match[0])), text)
    if _has_listings(text):
        text = _LISTED.sub(lambda match: f"{match[1]}({match[2]})".ljust(len(match[0])), text)
    if _OF_ASIA.search(text):
        text = _IN_ASIA.sub(lambda match: f" ({match[1]})".ljust(len(match[0])), text)
    if _EXCHANGE.search(text):
        text = _AT_EXCHANGE.sub(lambda match: f" ({match[1]})".ljust(len(match[0])), text)
    if _DOLLAR.search(text):
        text = _CASHTAG.sub(r"(\1)", text)
    if _REPORT.search(text):
        text = _REPORTS.sub(_blank, text)
    return text


def _has_moves(text: str) -> bool:
    """True where a share in percent may be the move of a price: a cheap look."""
    at = text.find("%")
    while at >= 0:
        if not _SIGNS.isdisjoint(text[max(0, at - 8) : at]) and _MOVED.search(text, max(0, at - _MOVE), at + 1):
            return True
        at = text.find("%", at + 1)
    return False


def _has_listings(text: str) -> bool:
    """True where a hyphen or colon may part a code from its exchange: a cheap look."""
    return any(_may_list(text, mark) for mark in "-:")


def _may_list(text: str, mark: str) -> bool:
    at = text.find(mark, 1)
    while 0 <= at < len(text) - 1:
        if text[at + 1].isupper() and (text[at - 1].isupper() or text[at - 1].isdigit()):
            return True
        at = text.find(mark, at + 1)
    return False


def _as_note(match: re.Match[str]) -> str:
    """A name with its code in brackets; a legal form before a share of something is no code ("Renault SA 43.40%")."""
    name, written, price = match.groups()
    code, size = written.strip(", ($"), len(written) + len(price)
    if code.lower() in names.legal_forms() or size < len(code) + 2:
        return match[0]
    return name + f"({code})".ljust(size)


def _bracketed(match: re.Match[str]) -> str:
    return f"({next(filter(None, match.groups()))})".ljust(len(match[0]))


def _name_in(match: re.Match[str]) -> str:
    """The name that a template sets, where it stands; blanks for all else."""
    start, end = match.span(1) if match[1] else (match.end(), match.end())
    return " " * (start - match.start()) + match.string[start:end] + " " * (match.end() - end)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
