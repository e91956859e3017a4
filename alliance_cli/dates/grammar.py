"""The shapes of dates in English prose: one compiled alternation, each alternative a named rule.

An alternative `r_NAME` may hold groups called `NAME_part`; the part `d` marks the words of the date where the
alternative also takes a preposition along.
"""

import re

from alliance_cli.dates.words import MONTH_NAMES, UNITS, WEEKDAY_NAMES

_FULL = "|".join(MONTH_NAMES)
_CAPS = "|".join(
    rf"{name[:3].upper()}(?:{name[3:].upper()})?" if len(name) > 3 else name.upper() for name in MONTH_NAMES
)
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    rf"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|{_CAPS})(?![A-Za-z])"
)
_LONE_MONTH = rf"(?:(?:{_FULL})(?![A-Za-z])|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|Sept\b)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAY_NAMES)})(?![A-Za-z])"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_AMOUNT = "percent|per cent|[mb]illion|trillion|thousand|basis|points?"
_NO_UNIT = rf"(?!(?:\s|-)(?:{'|'.join(UNITS)})(?![A-Za-z]))"
YEAR = rf"(?:19|20)[0-9]{{2}}(?![\w%]|[.,:][0-9]){_NO_UNIT}"
_DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%:]|[.,/][0-9])"
    rf"(?!(?:\s|-)(?:{_AMOUNT})(?![A-Za-z]))(?!\sattacks)"
)
_FISCAL = r"(?:fiscal|Fiscal|financial)(?:[\s-]year)?"
_ORDINAL = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)"
_REL = r"(?:[Ll]ast|[Tt]his|[Nn]ext|current|previous|coming)"
_COUNT = (
    r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Aa]n?|"
    r"[0-9]{1,2})"
)
_MOD = (
    r"(?:(?:[Vv]ery\s)?(?:[Ee]arly|[Ll]ate)(?:\sin)?[\s-]|[Mm]id[\s-]|"
    r"(?:[Tt]he\s)?(?:very\s)?(?:[Ee]nd|[Cc]lose|[Ss]tart|[Bb]eginning|[Mm]iddle|[Tt]urn)[\s-]of[\s-])"
)
_PREP = (
    r"(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]hrough|[Tt]hroughout|[Aa]round|"
    r"[Bb]eyond|[Bb]etween|[Aa]s\sof|as\s(?:early|late|soon|far\sback)\sas|[Ss]tarting|[Bb]eginning)"
)


def _period(name: str) -> str:
    """A year by number or by reference, as the tail of a quarter, a half, a month or a modifier."""
    return (
        rf"(?:(?:the\syear\s)?(?P<{name}_y>{YEAR})|(?P<{name}_fiscal>{_FISCAL})\s(?P<{name}_fy>{YEAR})|"
        rf"(?:the\s)?(?P<{name}_rel>{_REL})\s(?P<{name}_fr>[Ff]iscal\s|financial\s)?year(?![\w-]))"
    )


_RULES = {
    "iso": (
        r"(?P<iso_y>(?:19|20)[0-9]{2})(?:-(?P<iso_m>[0-9]{2})-|/(?P<iso_m2>[0-9]{1,2})/)"
        r"(?P<iso_d>[0-9]{1,2})(?![0-9/-])"
    ),
    "day": (
        rf"(?:(?P<day_w>{_ANY_WEEKDAY}),?\s\(?(?:the\s)?)?(?:(?P<day_m>{MONTH})\s(?P<day_n>{_DAY})|"
        rf"(?P<day_n2>{_DAY})[\s-](?:of\s)?(?P<day_m2>{MONTH}))"
        rf"(?:(?:,?\s|-)(?P<day_y>{YEAR})|\s(?P<day_rel>last|this|next)\syear)?"
    ),
    "monthyear": (rf"(?P<monthyear_mod>{_MOD})?(?P<monthyear_m>{MONTH})(?:,|\sof)?\s{_period('monthyear')}"),
    "modmonth": rf"(?P<modmonth_mod>{_MOD})(?P<modmonth_m>{_LONE_MONTH})(?!\s(?:{_DAY}|{YEAR}))",
    "relmonth": rf"(?P<relmonth_rel>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming)\s(?P<relmonth_m>{_FULL})(?![\w-])",
    "weekday": (
        rf"(?:(?P<weekday_pre>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming)\s|[Ee]arli(?:er|est)\s(?:on\s)?|[Ll]ater?\s(?:on\s)?|"
        rf"[Ee]arly\s(?:on\s)?)?(?P<weekday_w>{_WEEKDAY})(?:\s(?:of\s)?(?P<weekday_rel>last|this|next)\sweek\b)?"
    ),
    "quarter": (
        rf"(?:(?:the\s)?(?P<quarter_fis>fiscal\s)?(?P<quarter_n>{_ORDINAL})[\s-](?:calendar\s)?(?P<quarter_u>quarter|half)|"
        rf"(?P<quarter_q>Q[1-4]|H[12]|[1-4]Q|[12]H))(?:\s(?:of|in)|,)?\s{_period('quarter')}"
    ),
    "yearquarter": (
        rf"(?P<yearquarter_y>{YEAR})(?:['’]s)?[\s-](?:(?P<yearquarter_n>{_ORDINAL})[\s-]"
        r"(?P<yearquarter_u>quarter|half)|(?P<yearquarter_q>Q[1-4]|H[12]))(?!\w)"
    ),
    "lonequarter": (
        r"(?:[Ii]n|[Bb]y|[Ff]or|[Dd]uring|[Ss]ince|[Uu]ntil|of|from)\s"
        rf"(?P<lonequarter_d>(?:the\s(?P<lonequarter_n>{_ORDINAL})[\s-](?:calendar\s)?(?P<lonequarter_u>quarter|half)(?:\sof\sthe\s(?P<lonequarter_fis>fiscal\s|financial\s)?year)?|"
        r"(?P<lonequarter_q>Q[1-4])(?!\s[A-Z0-9]))(?![\w-])(?!\sof\b|\s(?:centur|final)))"
    ),
    "modyear": rf"(?P<modyear_mod>{_MOD}){_period('modyear')}",
    "modthe": (
        r"(?:[Tt]he\s)?(?P<modthe_mod>[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle)[\s-]of[\s-]"
        r"(?P<modthe_rel>the|this|last|next)\s(?P<modthe_u>year|month|week|quarter)(?![\w-])"
    ),
    "yearend": (
        r"(?:[Bb]y|[Aa]t|[Bb]efore|[Uu]ntil|[Tt]hrough|[Ss]ince|[Aa]fter|[Aa]round)\s"
        r"(?P<yearend_d>(?:year[ -]end|year['’]s\send|mid-year)(?:\s(?P<yearend_y>(?:19|20)[0-9]{2})\b)?)"
    ),
    "fiscal": rf"(?:{_FISCAL}\s(?P<fiscal_y>{YEAR})|FY\s?'?(?P<fiscal_s>(?:20)?[0-9]{{2}})(?![0-9\w]))",
    "unit": (
        r"(?:(?P<unit_mod>[Ee]arlier|[Ll]ater|[Ss]o\sfar|[Ee]arly|[Ll]ate)\s)?(?P<unit_rel>[Ll]ast|[Tt]his|[Nn]ext)\s"
        r"(?P<unit_u>weekend|week|month|quarter|year)(?![\w-])"
    ),
    "weekend": r"(?:[Oo]ver|[Aa]t|[Dd]uring)\s(?P<weekend_d>the\sweekend)\b",
    "ago": (
        rf"(?P<ago_n>{_COUNT})\s(?P<ago_u>day|week|month|quarter|year)s?\s(?P<ago_way>ago|earlier|later)(?!\w)(?!\sthan)"
    ),
    "same": (
        r"[Tt]he\s(?P<same_rel>same|following|next(?=\sday)|previous(?=\sday(?!['’])))\s"
        r"(?P<same_u>day|week|month|year)(?![\w-])"
    ),
    "near": (
        r"(?P<near_v>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his\s(?:morning|afternoon|evening)|"
        r"[Ll]ast\snight)(?!\w)"
    ),
    "season": (rf"(?P<season_s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all)\s(?:of\s)?(?P<season_y>{YEAR})"),
    "theyear": rf"[Tt]he\syear\s(?P<theyear_y>{YEAR})",
    "prepmonth": (
        rf"(?P<prepmonth_p>{_PREP}|of)\s(?P<prepmonth_d>(?P<prepmonth_m>{_LONE_MONTH}))"
        rf"(?!-|,?\s(?:{_DAY}|{YEAR})|\s(?:of\s)?{_REL}\syear)"
    ),
    "adjmonth": (
        rf"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?P<adjmonth_d>(?P<adjmonth_m>{_FULL}))(?=\s[a-z]|['’]s)(?!\squarter)"
    ),
    "prepyear": (
        rf"{_PREP}\s(?P<prepyear_d>(?P<prepyear_y>{YEAR}))(?!(?:['’]s)?[\s-](?:{_ORDINAL}[\s-](?:quarter|half)|Q[1-4]|H[12]))"
    ),
}

MASTER = re.compile(r"(?<![\w$€£¥#.-])(?:" + "|".join(f"(?P<r_{name}>{body})" for name, body in _RULES.items()) + ")")
"""All rules at once; `Match.lastgroup` is the name of the rule, with `r_` before it."""

_SHORT = r"(?:J(?:an|un|ul)|Feb|Ma[ry]|A(?:pr|ug)|Sep|Oct|Nov|Dec)"
_SHORT_CAPS = r"(?:J(?:AN|UN|UL)|FEB|MA[RY]|A(?:PR|UG)|SEP|OCT|NOV|DEC)"
_SHORT_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_UNIT = r"(?:day|week|month|quarter|year)"
_PART = rf"{_ORDINAL}[\s-](?:calendar\s)?(?:quarter|half)"
_STARTS = (
    rf"{_SHORT}|{_SHORT_CAPS}|{_SHORT_DAY}",
    rf"[0-9]{{1,2}}(?=(?:st|nd|rd|th)?[\s-](?:of\s)?(?:{_SHORT}|{_SHORT_CAPS}|{_UNIT}))",
    r"[0-9]{4}(?=[-/][0-9]|(?:['’]s)?[\s-][1-4A-Za-z])",
    r"[1-4]Q|[12]H|Q[1-4]|H[12]|FY|[Ff]iscal\s|financial\s",
    rf"{_PREP}(?=\s(?:[12]|{_SHORT}|the\s(?:weekend|{_PART})|year[ -]end|year['’]s\send|mid-year|Q))",
    rf"(?:of|[Ff]or|[Aa]t|[Oo]ver)(?=\s(?:{_SHORT}|the\s(?:weekend|{_PART})|year[ -]end|year['’]s\send|mid-year|Q))",
    rf"[Tt]he(?=\s(?:very|year|same|following|next|previous|fiscal|{_PART}|{_SHORT}|[a-z]+[\s-]of[\s-]))",
    rf"(?:[Aa]n?|[Ii]ts|[Tt]heir)(?=\s(?:{_SHORT}|{_UNIT}))",
    rf"[Ll]ast(?=\s(?:{_SHORT}|{_SHORT_DAY}|{_UNIT}|night|half)|-)",
    rf"(?:[Tt]his|[Nn]ext|[Cc]oming)(?=\s(?:{_SHORT}|{_SHORT_DAY}|{_UNIT}|morning|afternoon|evening))",
    r"[Vv]ery(?=\s)|[Ee]arli|[Ee]arly[\s-]|[Ll]ater?[\s-]|[Mm]id[\s-]|[Ss]o(?=\sfar\s)",
    r"(?:[Ee]nd|[Cc]lose|[Ss]tart|[Bb]eginning|[Mm]iddle|[Tt]urn)(?=[\s-]of[\s-])",
    rf"(?={_PART})",
    rf"{_COUNT}(?=\s{_UNIT})",
    r"[Yy]esterday|[Tt]o(?:day|night|morrow)",
    r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all)(?=\s(?:of\s)?[12])",
)
STARTS = re.compile(r"\b(?=[0-9A-Za-z])(?:" + "|".join(_STARTS) + ")")
"""Where a date may begin; at the end of a word one look tells that none does. It lets `MASTER` be tried at a few places
instead of at every character; whatever `MASTER` matches must begin with one of these."""

GUARD = re.compile(
    rf"(?:19|20)[0-9]{{2}}|day|{_SHORT}|{_SHORT_CAPS}|[0-9](?:/|Q|H )|Q[1-4]|H[12] |FY|"
    r"ago|arlier|later|quarter|half|year|week|month|tomorrow|night|[Tt]his "
)
"""A cheap search without which no date can be in a text."""

CONTINUED_YEAR = re.compile(rf"\s?(?:and|to|or|through|until|-|–)\s?(?P<d>{YEAR})")
CONTINUED_MONTH = re.compile(rf"\s?(?:and|to|or|through|until|-|–)\s?(?P<d>{_LONE_MONTH})(?!-|\s[0-9])")
