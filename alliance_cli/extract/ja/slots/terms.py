"""The terms of a deal, each out of the sentences that tell of its talk, with the words that say so."""

from alliance_cli.extract.document import Document, TalkCandidate, TermsRead, Verdict
from alliance_cli.extract.ja.slots.closing import closed, closing
from alliance_cli.extract.ja.slots.passages import passages
from alliance_cli.extract.ja.slots.payment import consideration
from alliance_cli.extract.ja.slots.stake import stake
from alliance_cli.extract.ja.slots.value import value
from alliance_cli.models import Family
from alliance_cli.terms import UNSAID, Terms


def terms(document: Document, talk: TalkCandidate, verdict: Verdict) -> TermsRead:
    """What a report says of the terms of a talk, and the quotes that it rests on."""
    found, day = passages(document, talk, verdict), document.day
    kind = next((c.kind for c in talk.candidates if c.kind is not None), None)
    equity = talk.family is Family.EQUITY
    read = [value(found, equity=equity, year=day.year if day else 0)]
    if equity:
        read += [stake(found, kind), consideration(found), closing(found, kind, day), closed(found, day)]
    values: dict[str, object] = {}
    quotes = []
    for term in filter(None, read):
        values.update(term.values)
        quotes.append(term.evidence(document))
    return TermsRead(Terms(**values), tuple(quotes)) if values else TermsRead(UNSAID)  # type: ignore[arg-type]
