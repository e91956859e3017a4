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
    """The mark of a status, or of a denial; `icons` has to stand on the page before it."""
    return f'<svg class="icon {word}" aria-hidden="true"><use href="#mark-{word}"/></svg>'


def icons(*words: str) -> str:
    """What the marks look like, once a page: a table of thousands would hold each as often otherwise."""
    drawn = (f'<symbol id="mark-{word}" viewBox="0 0 14 14">{mark(word, 7, 7, size=4.5)}</symbol>' for word in words)
    return f'<svg class="kept" aria-hidden="true">{"".join(drawn)}</svg>'


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
    """What the filter looks at: each word once, as it stands on every row."""
    told = " ".join(
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
    )
    words = escaped(" ".join(dict.fromkeys(told.lower().split())))
    is_of = f'data-talk="{escaped(talk.id)}" data-status="{talk.status}" data-kind="{talk.kind}"'
    return f'{is_of} data-words="{words}"'
