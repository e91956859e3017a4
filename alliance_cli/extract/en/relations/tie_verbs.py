"""Verbs that tie companies together: who turns to whom, merges, teams up, makes, licenses, supplies."""

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import lone_name, pronoun_subject, topic_subject, with_it
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.kind import merged_parts, open_kind, purpose, raises_money
from alliance_cli.extract.en.relations.registry import RULES, filled, partners
from alliance_cli.extract.en.relations.trade_object import thing_after
from alliance_cli.extract.en.syntax.groups import are_examples, phrase_start
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.models import Kind

_TO = frozenset({"to"})
_FROM = frozenset({"from"})
_FOR = frozenset({"for"})
_BY = frozenset({"by"})
_INTO = frozenset({"with", "into"})
_TO_FROM = _TO | _FROM
_AFTER_APPROACHED = LEX.before_topics | {"with", "for", ",", "."}
"""After the name of one that is approached; "X approached Y shareholders" is about others."""
_NO_TIE_UP = LEX.aircraft | LEX.foreign_talk | LEX.quarrels
_DEALS = frozenset(LEX.nouns) - LEX.held_jointly
_BEFORE_SUPPLY = LEX.auxiliaries | {"to", "and", "which", "that", "also", "it", "they", "who"}
"""Before "supply" as a verb where no name stands right before it."""
_PAIR = 2
_PEOPLE = 3
"""So many words after the name of a company an officer of it is named: "X's non-executive chairman"."""
_THING = 10
"""Words after a verb in which "for" or "with" must stand: "build small cars for X", "negotiating a takeover with X"."""
_CONTEST = 9
"""Words before "supply" in which one of a contest for it may stand: "vies with X to supply"."""
_LONG_THING = 14
"""Words after a verb of giving, or of doing in common, in which "to", "from" or "with" must stand."""


@RULES.rule(
    "address",
    {
        "subject-approaches": "Kraft has approached Unilever about a merger.",
        "subject-approached-by": "Arm was approached by Nvidia about a merger.",
        "subject-discusses-with": "Santander discussed a sale of its retail arm with NatWest.",
        "subjects-negotiate": "Holcim and Lafarge are negotiating a merger.",
    },
)
def address(at: Trigger) -> Candidate | None:
    """Who turned to whom: "X has approached Y about a merger", "X was approached by Y", "X and Y are negotiating"."""
    view, cue, i, last = at
    subject = left_subject(view, i) or topic_subject(view, i)
    if cue.lemma in LEX.negotiates:
        return _negotiate(at, subject)
    if cue.lemma in LEX.discusses:
        return _discuss(at, subject)
    passive = is_passive(view, i)
    other = group_after(view, last, _BY, reach=3) if passive else phrase_after(view, last)
    if other is None or subject is None or other.anaphor:
        return None
    alone = passive or cue.lemma in LEX.talks_with
    if not alone and _AFTER_APPROACHED.isdisjoint(view.words[other.last : other.last + 4]):
        return None  # "Carlyle approached Hexaware staff at a fair"
    rule = "subject-approached-by" if passive else "subject-approaches"
    who = partners(subject, other)
    kind = open_kind(view, i, other.last)
    made = filled(at, rule, who, kind, "" if kind else "open")
    goods = LEX.aircraft.intersection(view.words)
    if made and goods:
        made.dropped = f"a customer's order ({sorted(goods)[0]})"
    if made and len(subject) == 1 and (other.listed or cue.words[0] in LEX.talked_to):
        made.separate = len(other) > 1  # "has spoken to EVE Energy and AESC about cells"
    return made


def _negotiate(at: Trigger, subject: NameGroup | None) -> Candidate | None:
    """Who negotiates, as subject and after "with": "X and Y are negotiating", "X is negotiating a takeover with Y"."""
    view, _, i, last = at
    other = group_after(view, last, LEX.comitatives, reach=_THING)
    if subject is None or (len(subject) < 2 and other is None) or "or" in view.words[subject.first : subject.last]:
        return None
    # "are negotiating prices for jets"; without "be" the word names the act, and not who does it.
    if not _NO_TIE_UP.isdisjoint(view.words[i:]) or not LEX.be.intersection(view.words[max(0, i - 3) : i]):
        return None
    return filled(at, "subjects-negotiate", partners(subject, other), open_kind(view, i, last))


def _discuss(at: Trigger, subject: NameGroup | None) -> Candidate | None:
    """Who discusses a deal with whom: "X discussed a sale of its unit with Y"."""
    view, _, i, last = at
    other = group_after(view, last, LEX.comitatives, reach=_THING)
    if subject is None or other is None or other is subject:
        return None
    # what two sides share ("a merger") says itself whom it is with
    if not any(_passes(cue) for word in view.words[last : other.first] for cue in LEX.nouns.get(word, ())):
        return None
    return filled(at, "subject-discusses-with", partners(subject, other), open_kind(view, i, last) or Kind.ACQUISITION)


def _passes(cue: Cue) -> bool:
    """True for a noun of something that passes from one to another: "sale", "takeover"."""
    return cue.frame.deal and not cue.frame.shared


@RULES.rule(
    "merge",
    {
        "subject-merges-with": "Daimler merged with Chrysler in 1998.",
        "subjects-merge": "Exxon and Mobil are to merge.",
        "subject-is-merged-with": "Compaq was merged with Hewlett-Packard in 2002.",
        "merges-both": "The plan would merge Peugeot and Fiat.",
        "merged-pair": "A merged Peugeot and Fiat would build a tenth of all cars.",
        "merges-one-with-other": "The investors want to merge Peugeot with Fiat.",
    },
)
def merge(at: Trigger) -> Candidate | None:
    """Who becomes one: "X merges with Y", "X and Y merge", "the plan would merge X with Y", "X was merged into Y"."""
    view, cue, i, last = at
    if i and view.words[i - 1] in LEX.determiners:
        return _merged_pair(at)
    if cue.words[0] in LEX.participles_or_adjectives and not is_passive(view, i):
        return None  # "the combined company"
    named = left_subject(view, i)
    subject = named or topic_subject(view, i) or pronoun_subject(view, i)
    kind = merged_parts(view, last) or cue.kind
    if is_passive(view, i):
        other = group_after(view, last, _INTO, reach=8)
        return filled(at, "subject-is-merged-with", partners(subject, other), kind)
    direct = phrase_after(view, last) or _it(view, i, last)
    other = group_after(view, last, _INTO, reach=12)
    if direct is not None and len(direct) > 1:
        return filled(at, "merges-both", partners(direct), kind)
    if direct is not None and other is not None and direct is not other:
        return filled(at, "merges-one-with-other", partners(direct, other), kind)
    if other is not None:
        return filled(at, "subject-merges-with", partners(subject, other), kind)
    if named is not None and are_examples(view, named):
        return None
    if subject is not None and len(subject) > 1 and (not direct or cue.lemma in LEX.merges_things):
        return filled(at, "subjects-merge", partners(subject), kind)
    return None


def _it(view: SentenceView, i: int, last: int) -> NameGroup | None:
    """What "it" right after a verb stands for where one company alone is named before: "by merging it with X"."""
    return lone_name(view, i) if view.words[last : last + 1] == ["it"] else None


def _merged_pair(at: Trigger) -> Candidate | None:
    """What two will be once they are one: "a merged X and Y"."""
    both = phrase_after(at.view, at.last)
    if both is None or len(both) != _PAIR or both.first - at.last > 1 or not at.cue.words[0].endswith("ed"):
        return None
    return filled(at, "merged-pair", partners(both), at.cue.kind)


@RULES.rule(
    "team",
    {
        "subject-teams-with": "Google teamed up with Luxottica on smart glasses.",
        "subjects-team-up": "Ford and Volkswagen are teaming up on electric vans.",
    },
)
def team(at: Trigger) -> Candidate | None:
    """Who works together: "X teams up with Y", "X and Y team up", "X works with Y"."""
    view, cue, i, last = at
    subject = left_subject(view, i) or topic_subject(view, i)
    kind = cue.kind
    if subject is None or _modifies_partner(view, cue, i, subject):
        return None
    # "works with" names its partner right after, "team up" anywhere in the clause: "team up on vans with".
    if cue.words[-1] == "with" or cue.lemma in LEX.bids_in_common:
        other = phrase_after(view, last)
    else:
        other = group_after(view, last, LEX.comitatives, reach=16)
    if other is None and cue.lemma in LEX.partner and last < len(view):
        other = phrase_after(view, last)
        if other is not None and other.first - last > 1 and view.words[last] not in LEX.determiners:
            other = None  # "X partners probe Y" names nobody's partner
    if other is not None and _is_of_other(view, other):
        return None
    other = other or with_it(view, last, subject)
    variant = "works" if cue.lemma in LEX.works_with else ""
    kind = purpose(view, last) or kind
    if other is not None:
        who = partners(subject, other)
        made = filled(at, "subject-teams-with", who, kind, variant)
        if made and cue.kind in (None, Kind.COOPERATION):
            made.dropped = raises_money(view, other.last)
        if made and len(subject) == 1 and len(other) > 1 and cue.words[0] in LEX.lasting_work:
            made.separate = True  # what a company does with each of several, today and tomorrow
        return made
    # "A and B team up with local firms" ties each to others, "team up with each other" the two.
    unnamed = "with" in view.words[last : last + 3] and "each" not in view.words[last : last + 5]
    unnamed |= cue.lemma in LEX.complies and LEX.prepositions.isdisjoint([*view.words[last : last + 1], "to"][:1])
    if len(subject) > 1 and cue.words[-1] != "with" and not unnamed:
        return filled(at, "subjects-team-up", partners(subject), kind, variant)
    return None


def _is_of_other(view: SentenceView, other: NameGroup) -> bool:
    """True where a name only says whose people or which inquiry is meant: "X's former chairman", "the X probe"."""
    after = view.words[other.last : other.last + _PEOPLE]
    if not LEX.prosecutors.isdisjoint(view.words[max(0, other.first - _PEOPLE) : other.first]):
        return True  # "cooperates with the Attorney General X's office"
    right_after = LEX.inquiries | LEX.officers
    return not right_after.isdisjoint(after[:1]) or (other.possessive and not LEX.officers.isdisjoint(after))


def _modifies_partner(view: SentenceView, cue: Cue, i: int, subject: NameGroup) -> bool:
    """True for X and Y of "Z, an X and Y partner": Z is one of each."""
    before = view.words[max(0, subject.first - 1) : subject.first]
    return cue.lemma in LEX.partner and subject.last == i and before in (["a"], ["an"])


@RULES.rule(
    "joint",
    {
        "joint-act": "Renault and Daimler will jointly develop small engines.",
        "joint-act-with": "Honda will jointly develop fuel cells with General Motors.",
        "joint-act-by": "The vans were co-produced by Fiat and Peugeot.",
    },
)
def joint(at: Trigger) -> Candidate | None:
    """Who does a thing in common: "X and Y jointly develop", "X co-develops with Y", "jointly built by X and Y"."""
    view, cue, i, last = at
    subject = left_subject(view, i)
    kind = cue.kind
    other = group_after(view, last, LEX.comitatives, reach=_LONG_THING)
    if is_passive(view, i):
        other = group_after(view, last, _BY, reach=6)
        if other is not None and len(other) > 1:
            return filled(at, "joint-act-by", partners(other), kind)
        if view.words[last : last + 1] == ["by"]:
            return None  # "X and Y, jointly owned by the state and a fund"
    if other is not None and subject is not None:
        return filled(at, "joint-act-with", partners(subject, other), kind)
    if subject is not None and len(subject) > 1:
        return filled(at, "joint-act", partners(subject), kind)
    return None


@RULES.rule(
    "license",
    {
        "subject-licenses": "Arm licenses its designs to Qualcomm.",
    },
)
def license_to(at: Trigger) -> Candidate | None:
    """Who licenses from or to whom: "X licenses its engine to Y", "X licenses Y's drug"."""
    view, _, i, last = at
    subject = left_subject(view, i)
    thing = thing_after(view, last)
    other = group_after(view, last, _TO_FROM, reach=_LONG_THING) or (thing.owner or thing.group)
    if other is None or view.group_to.get(i) is other:
        return None
    return _each(filled(at, "subject-licenses", partners(subject, other), Kind.LICENSING), subject, other)


@RULES.rule(
    "make",
    {
        "subject-makes-for": "Magna builds cars for Jaguar.",
    },
)
def make_for(at: Trigger) -> Candidate | None:
    """Who makes what for whom: "X to build cars for Y". Without "for" a maker is no partner."""
    view, cue, i, last = at
    subject = left_subject(view, i)
    other = group_after(view, last, _FOR, reach=_THING)
    if subject is None or other is None or other.possessive or is_passive(view, i):
        return None
    if view.words[other.first - 1] not in _FOR and phrase_start(view, other.first) == other.first:
        return None  # "makes phones for brands led by Fisker"
    who = partners(subject, other)
    made = view.words[last : other.first]
    plain = cue.lemma in LEX.plain_makes
    if (plain and LEX.goods.isdisjoint(made)) or not _DEALS.isdisjoint(made):
        return None  # "makes a bid for X" is no work for it
    made_for = filled(at, "subject-makes-for", who, Kind.MANUFACTURING, "made" if plain else "")
    return _each(made_for, subject, other)


@RULES.rule(
    "supply",
    {
        "subject-supplies": "Northvolt will supply BMW with batteries.",
        "supplied-by": "Tesla is supplied by Panasonic.",
    },
)
def supply(at: Trigger) -> Candidate | None:
    """Who supplies whom: "X supplies Y", "X will supply cells to Y", "X is supplied by Y"."""
    view, cue, i, last = at
    before = view.words[i - 1] if i else ""
    if cue.words[0] in LEX.noun_or_verb and i not in view.group_to and before not in _BEFORE_SUPPLY:
        return None
    if LEX.invites.intersection(view.words[max(0, i - _CONTEST) : i]):
        return None
    subject = left_subject(view, i)
    if is_passive(view, i):
        other = group_after(view, last, _BY, reach=5)
        rule = "supplied-by"
    else:
        other = phrase_after(view, last) or group_after(view, last, _TO, reach=_LONG_THING) or _product_of(view, last)
        rule = "subject-supplies"
    if other is None or subject is None:
        return None  # "parts supplied to customers such as Ford and GM"
    # "A and B supply C", "C is supplied by B": each by itself
    turned = len(other) == 1 and (len(subject) > 1 or is_passive(view, i))
    one, several = (other, subject) if turned else (subject, other)
    return _each(filled(at, rule, partners(one, several), Kind.SUPPLY), one, several)


def _product_of(view: SentenceView, last: int) -> NameGroup | None:
    """Whose product something is supplied for: "will supply the displays for X's new phone"."""
    other = group_after(view, last, _FOR, reach=_LONG_THING)
    return other if other is not None and other.possessive and not LEX.goods.isdisjoint(view.words[last:]) else None


def _each(made: Candidate | None, subject: NameGroup | None, others: NameGroup) -> Candidate | None:
    """The candidate; one that serves several has a tie with each: "Rolls makes engines for Airbus and Boeing"."""
    if made is not None and subject is not None and len(subject) == 1:
        made.separate = len(others) > 1
    return made


@RULES.rule(
    "carry",
    {
        "subject-distributes": "Takeda distributes Amgen's medicines in Japan.",
    },
)
def carry(at: Trigger) -> Candidate | None:
    """Who sells the goods of whom: "X distributes Y's drug", "X markets phones with Y"."""
    view, _, i, last = at
    subject = left_subject(view, i)
    thing = thing_after(view, last)
    other = thing.owner or (thing.group if thing.group and thing.group.possessive else None)
    other = other or group_after(view, last, LEX.comitatives, reach=_THING)
    if other is None:
        return None
    return filled(at, "subject-distributes", partners(subject, other), Kind.DISTRIBUTION)
