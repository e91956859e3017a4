"""The fields of a claim in words, by the labels in the list of them."""

from collections.abc import Iterable, Iterator

from alliance_cli.claim_fields import CLAIM_FIELDS, REVIEWED
from alliance_cli.field_types import FLAG
from alliance_cli.models import Claim
from alliance_cli.render import deal
from alliance_cli.render.text import safe

_SUMMARY = [(field.name, field.label) for field in sorted(REVIEWED, key=lambda field: field.type is FLAG)]
"""What is yes or no stands last."""
_ASIDES = [(field.name, field.aside) for field in CLAIM_FIELDS if field.aside]


def facts(claim: Claim) -> list[str]:
    """What a summary has of a claim beside its parties, kind and status: "stage talks", "for Japan"."""
    return [*_told(claim, _SUMMARY), *deal.facts(claim)]


def asides(claim: Claim) -> list[str]:
    """What stands beside a claim where its event is told: "said by Makoto Uchida"."""
    return list(_told(claim, _ASIDES))


def _told(claim: Claim, labels: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, label in labels:
        value = getattr(claim, name)
        if value:
            yield label.format(safe(", ".join(value) if isinstance(value, tuple) else str(value)))
