"""The calendar in words: months, weekdays, numbers, and the words that lean a date forward or back."""

from collections.abc import Mapping


def _split(text: str) -> list[str]:
    return text.split()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS: Mapping[str, int] = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
"""The first three letters of an English month, lower case -> 1 to 12."""

WEEKDAYS: Mapping[str, int] = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
"""The first three letters of an English weekday, lower case -> 0 (Monday) to 6."""

NUMBERS: Mapping[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

QUARTERS: Mapping[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip

UNITS = _split(
    "percent per points? basis million billion trillion thousand hundred dollars? euros? yen won pounds? yuan rupees? "
    "cents? crowns? francs? employees jobs people persons workers staff members customers users subscribers units cars "
    "vehicles trucks models? stores shops outlets branches restaurants sites homes shares votes companies firms towns "
    "countries cities flights aircraft planes jets megawatts? gigawatts? MW GW MWh GWh kWh kW km kilomet(?:er|re)s? "
    "miles? met(?:er|re)s? feet acres hectares square tons? tonnes? kg litres? liters? barrels ounces hp horsepower "
    "rpm degrees hours? minutes? seconds? days? weeks? months? years? times deaths patients pages items words"
)
"""What a number counts when it is no date (regular expressions for single words)."""

NO_WEEKDAY_BEFORE = _words(
    "Black Cyber Good Super Ruby Ash Sheffield Easter Palm Bloody Blue Fat Every every Each each Any any am"
)
"""Words before a weekday that make it a name or a habit: Black Friday, Bild am Sonntag, every Monday."""

NEWSPAPERS_ON = frozenset({"Mail on", "Independent on", "Scotland on", "Ireland on"})
"""Two words before "Sunday" that make it a newspaper."""

NO_WEEKDAY_AFTER = _words(
    "Times Telegraph Mail Express Mirror Herald Business Post Star World Tribune Independent Mercury Sun Age "
    "Night Island Riverside Ticket Group Inc Corp Ltd"
)
"""Capitalised words after a weekday that make it a name: Sunday Times, Friday Night."""

SURNAME_LIKE = frozenset({"March", "April", "May", "June", "August", "Jan", "Mar"})
"""Months that are also names of people or firms."""

FUTURE = _words(
    "will would shall could may might should can won't wouldn't couldn't expect expects expected expecting "
    "scheduled slated aims aiming intend intends intending hopes hoping targeting planning upcoming forthcoming "
    "deadline expire expires starting pending"
)
"""Verbs and words that put the date they govern after the speaker."""

FUTURE_IF_NEXT: Mapping[str, tuple[bool, frozenset[str]]] = {
    "set": (True, frozenset({"to", "for"})),
    "going": (True, frozenset({"to"})),
    "plan": (True, frozenset({"to"})),
    "plans": (True, frozenset({"to"})),
    "hope": (True, frozenset({"to"})),
    "due": (False, frozenset({"to"})),
}
"""Words that speak of what is to come only where one of these follows (True), or only where none does (False)."""

NEAR_FUTURE = frozenset({"by", "until", "till", "through", "next", "coming"})
"""Words that count only directly before the date."""

PAST = _words(
    "said says say told was were had has did began held met made took gave came went sold bought fell rose won lost "
    "broke showed left found wrote struck sought saw led became grew kept spoke quit ran sent hit brought built "
    "chose drew paid stood thought taught caught spent shed since reporting according released"
)
"""Irregular past forms and words that put the date they govern before the speaker; "-ed" is seen by shape."""

NO_VERB = _words(
    "united limited proposed planned combined based related need needed indeed speed fixed listed unlimited hundred "
    "red bed feed seed greed breed embed"
)
"""Words in "-ed" that tell nothing of time."""

EVENT_VERBS = _words(
    "be meet sign announce close complete launch begin start open vote hold discuss unveil present decide make release "
    "publish finalise finalize reveal report take file come build produce introduce end expire conclude visit testify "
    "appear happen go step resume deliver enter"
)
"""Infinitives that, after "to", speak of what is to come."""

NO_FUTURE_BEFORE_TO = frozenset(
    "failed refused declined managed began continued used forced moved started came went helped"
)
"""Verbs that keep a following infinitive in the past."""
