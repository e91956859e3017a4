"""The terms of a deal, each out of the sentences that tell of its talk, with the words that say so."""

from collections.abc import Iterator
from datetime import timedelta

from alliance_cli.extract.document import Document, TalkCandidate, TermsRead, Verdict
from alliance_cli.extract.en.slots.advisers import advisers
from alliance_cli.extract.en.slots.deal_dates import dates
from alliance_cli.extract.en.slots.hurdles import conditions, regulators
from alliance_cli.extract.en.slots.passages import Passage, Term, passages
from alliance_cli.extract.en.slots.payment import consideration
from alliance_cli.extract.en.slots.stake import control, stake
from alliance_cli.extract.en.slots.value import break_fee, value
from alliance_cli.models import Family
from alliance_cli.terms import UNSAID, Terms


def terms(document: Document, talk: TalkCandidate, verdict: Verdict) -> TermsRead:
    """What a report says of the terms of a talk, and the quotes that it rests on."""
    found = passages(document, talk, verdict)
    values: dict[str, object] = {}
    quotes = []
    for term in _terms(document, talk, found):
        values.update(term.values)
        source = document.report.text if term.passage.sentence.field == "text" else document.report.title
        quotes.append(term.evidence(source))
    return TermsRead(Terms(**values), tuple(quotes)) if values else TermsRead(UNSAID)  # type: ignore[arg-type]


def _terms(document: Document, talk: TalkCandidate, found: list[Passage]) -> Iterator[Term]:
    kind = next((c.kind for c in talk.candidates if c.kind is not None), None)
    since = (document.day - _RECENT).year if document.day else 0
    within = f"{document.report.title}\n{document.report.text}"
    near = [passage for passage in found if not passage.foreign]
    share = stake(found, kind, since) or control(near, kind)
    yield from filter(None, (value(found, kind, since, within), share))
    if talk.family is Family.EQUITY:
        yield from filter(None, (consideration(near), break_fee(found)))
    yield from dates(found, document.day)
    yield from filter(None, (advisers(document, talk), regulators(found), conditions(found)))


_RECENT = timedelta(days=200)
"""What happened in a year that ended longer ago is another deal's."""
