"""Whether a denial says that there are no talks, only that the one who is courted wants none, or denies a part."""

from alliance_cli import names
from alliance_cli.models import Basis, Claim, Entry, Party, Role, Status

_ON_RECORD = frozenset({Basis.ON_RECORD, Basis.FILING})
_COURTED = frozenset({Role.TARGET, Role.SELLER, Role.UNIT})


def takes_back(entry: Entry) -> bool:
    """True where a party says on the record that it is in no talks. An offer stands, whatever its target says of it:
    of a takeover only the bidder can say so, of any other tie-up each party.

    A report that tells of the talks as confirmed has a denial of something in them: a price, a deadline, a rival.
    """
    claim = entry.claim
    if not (claim.denied and claim.main and claim.basis in _ON_RECORD) or claim.status is Status.CONFIRMED:
        return False
    bidders = [party for party in claim.parties if party.role is Role.BUYER]
    courted = any(party.role in _COURTED for party in claim.parties)
    return not (bidders and courted) or any(_speaks(party, claim) for party in bidders)


def _speaks(party: Party, claim: Claim) -> bool:
    """True if the speaker of a claim is named by one of the names that the report has for a party."""
    speaker = names.key(claim.speaker)
    return bool(speaker) and any(names.key(name) == speaker for name in (party.name, *party.mentions))
