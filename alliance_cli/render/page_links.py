"""What the parts of a page share: where talks and companies stand, marks, what the filter looks at."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from alliance_cli import sides
from alliance_cli.render import marks
from alliance_cli.render.graphs import escaped
from alliance_cli.render.shapes import mark
from alliance_cli.views import TalkView


def _on_this_page(talk: TalkView) -> str:
    return f"#{talk.id}"


def _nowhere(company: str) -> str:
    return ""


def _unnamed(company: str) -> Sequence[str]:
    return ()


class Links(NamedTuple):
    """The address of a talk, that of a company by its id ("" for none), and the other names of one."""

    talk: Callable[[TalkView], str] = _on_this_page
    company: Callable[[str], str] = _nowhere
    names: Callable[[str], Sequence[str]] = _unnamed


def icon(word: str) -> str:
    """The mark of a status, or of a denial."""
    drawn = mark(word, 7, 7, size=4.5)
    return f'<svg class="{word}" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">{drawn}</svg>'


def status(talk: TalkView) -> str:
    """The status of a talk with its mark."""
    return f'<span class="{marks.status_style(talk)}">{icon(talk.status)}&nbsp;{marks.status_label(talk)}</span>'


def linked_parties(talk: TalkView, links: Links) -> str:
    """The parties of a talk, each leading to its page where it has one, and from whom to whom where that is known."""
    named = [linked(name, links.company(i)) for name, i in zip(talk.parties, talk.party_ids, strict=True)]
    return sides.parties(named, talk.roles)


def linked(text: str, address: str) -> str:
    """Text that leads somewhere, if it does."""
    return f'<a href="{escaped(address)}">{escaped(text)}</a>' if address else escaped(text)


def data(talk: TalkView, links: Links) -> str:
    """What the filter looks at."""
    words = " ".join(
        [
            *talk.parties,
            *(name for company in talk.party_ids for name in links.names(company)),
            *talk.regions,
            *talk.subjects,
            talk.kind.label,
            talk.id,
            talk.slug,
            *(note.value for note in talk.notes),
            *(["doubtful"] if talk.doubtful else []),
        ]
    ).lower()
    return f'data-talk data-status="{talk.status}" data-kind="{talk.kind}" data-words="{escaped(words)}"'
