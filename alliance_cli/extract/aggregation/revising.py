"""Where learnt judges may overrule the rules: how sure a talk is, how far it got, where it stands in a report, when."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from alliance_cli.extract.aggregation.origin import origin_of
from alliance_cli.extract.aggregation.status import DENIED_ONLY, GRANTED
from alliance_cli.extract.document import Dated, Document, Sureness, TalkCandidate, Verdict, Voice
from alliance_cli.extract.scoring.judges import Judge, Odds
from alliance_cli.models import Basis, Family, Stage, Status
from alliance_cli.partial_dates import PartialDate
from alliance_cli.vocabulary import SURE_FROM

_TIMES: Final = 1.2
"""How many times as probable as the rules' another answer must be: judges err where rules are at their best."""
_DATED: Final = 0.35
"""How probable the likeliest date must be: of several that are told, each takes from the others."""
_WORDED: Final = frozenset({Status.ABANDONED.value, Stage.ENDED.value, Stage.MOU.value})
"""That a talk is over, or has a memorandum, rests on words that say so: no judge adds or takes that."""


def sureness(judge: Judge, circumstances: Collection[str]) -> Sureness:
    """How probable a talk is by the judge of what is real."""
    confidence = round(judge.odds(circumstances)["yes"], 2)
    return Sureness(confidence, judge.reasons(circumstances, "no", "yes") if confidence < SURE_FROM else ())


def revise_status(
    document: Document, talk: TalkCandidate, verdict: Verdict, judge: Judge, circumstances: Collection[str]
) -> Verdict:
    """A verdict of the rules, with another status where the judge is surer of that, and why."""
    rumour = verdict.status is Status.RUMOURED and not talk.main and _all_hearsay(verdict)
    # of a tie that runs, what is denied may be its end
    denied = DENIED_ONLY in verdict.why and talk.family is Family.EQUITY
    if verdict.status is Status.ABANDONED or rumour or denied or GRANTED in verdict.why:
        return verdict
    why: list[str] = []
    status = Status(_overruled(judge, circumstances, verdict.status, why))
    if status is verdict.status:
        return verdict
    # nobody on the record is quoted for it: either way it never turns a rumour in the ledger
    origin = origin_of(document, talk, verdict.facts, status)
    return replace(verdict, status=status, basis=Basis.ANONYMOUS, origin=origin, why=(*verdict.why, *why))


def revise_stage(verdict: Verdict, judge: Judge, circumstances: Collection[str]) -> Verdict:
    """A verdict with another stage where the judge is surer of that, and why; what is over has ended."""
    if verdict.status is Status.ABANDONED:
        return verdict
    why: list[str] = []
    stage = Stage(_overruled(judge, circumstances, verdict.stage, why))
    return replace(verdict, stage=stage, why=(*verdict.why, *why)) if why else verdict


def reattribute(talk: TalkCandidate, verdict: Verdict, judge: Judge, circumstances: Collection[str]) -> Verdict:
    """A verdict on a main talk, with another origin where the judge is surer of that: a deed that nobody vouches for.

    An outlet that is named stays, and nobody's company has told of a mere rumour.
    """
    by_rules = source(verdict.origin)
    if not talk.main or by_rules == _OUTLET:
        return verdict
    odds = judge.odds(circumstances)
    none = {_OUTLET, "company"} if verdict.status is Status.RUMOURED else {_OUTLET}
    best = max((one for one in odds if one not in none or one == by_rules), key=odds.__getitem__)
    if best == by_rules or odds[best] <= _TIMES * odds.get(by_rules, 0.0):
        return verdict
    return replace(
        verdict, origin=best, relayed_by=(), why=(*verdict.why, _rather(judge, odds, circumstances, best, by_rules))
    )


_OUTLET: Final = "outlet"


def source(origin: str) -> str:
    """The answer that an origin is."""
    return origin if origin in {"company", "sources", "unknown"} else _OUTLET


def _all_hearsay(verdict: Verdict) -> bool:
    """True if each sentence on a talk tells of it as open, in the words of outlets or of unnamed people.

    "Newspapers reported that Microsoft was considering a deal to acquire Yahoo" is a rumour, whatever is told beside.
    """
    direct = [fact for fact in verdict.facts if fact.direct and fact.asserted]
    return bool(direct) and all(
        fact.stage in (Stage.EXPLORING, Stage.TALKS, Stage.MOU)
        and not (fact.factual or fact.settled)
        and any(voice.voice in (Voice.ANONYMOUS, Voice.OUTLET) and voice.covers(fact.at) for voice in fact.voices)
        for fact in direct
    )


def weigh_place(talk: TalkCandidate, verdict: Verdict, judge: Judge, circumstances: Collection[str]) -> Verdict:
    """Say whether a talk is one that its report is about, by the rules or by the judge where that is surer; and why."""
    by_rules = "main" if talk.main else "background"
    odds = judge.odds(circumstances)
    best = max(odds, key=odds.__getitem__)
    if odds[best] <= odds[by_rules]:
        return verdict
    talk.main = best == "main"
    return replace(verdict, why=(*verdict.why, _rather(judge, odds, circumstances, best, by_rules)))


def redate(judge: Judge, told: Sequence[Dated], by_rules: PartialDate | None) -> PartialDate | None:
    """The date that is likeliest a talk's, None where none of those told is likely to be.

    A date of the rules that is none of them is part of a name, "its 2008 purchase of X", and stays.
    """
    if not told or (by_rules is not None and all(one.date != by_rules for one in told)):
        return by_rules
    likely = [judge.odds(one.circumstances)["yes"] for one in told]
    best = max(likely)
    return told[likely.index(best)].date if best > _DATED else None


def _overruled(judge: Judge, circumstances: Collection[str], by_rules: str, why: list[str]) -> str:
    """The judge's answer where it is enough more probable than that of the rules, else theirs."""
    odds = judge.odds(circumstances)
    best = max((answer for answer in odds if answer not in _WORDED), key=odds.__getitem__)
    if by_rules in _WORDED or best == by_rules or odds[best] <= _TIMES * odds.get(by_rules, 0.0):
        return by_rules
    why.append(_rather(judge, odds, circumstances, best, by_rules))
    return best


def _rather(judge: Judge, odds: Odds, circumstances: Collection[str], best: str, by_rules: str) -> str:
    """That a judge overrules the rules, how sure it is and what speaks most for it, in words."""
    reasons = judge.reasons(circumstances, best, by_rules) if by_rules in odds else ()
    return f"rather {best} than {by_rules} ({odds[best]:.0%}): {'; '.join(reasons)}"
