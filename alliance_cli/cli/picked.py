"""What was picked, shown: of a company its timeline, of a talk all about it."""

import sys
from typing import TYPE_CHECKING

from alliance_cli.cli import options, picker
from alliance_cli.cli.output import show as show_lines
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.services.looking.picking import Choice


def one(settings: Settings) -> None:
    """Let the user pick a company or a talk, and show it. Raises AllianceError (2) where nobody can be asked."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import picking

    if not (settings.stdout_is_terminal and picker.can_pick(settings)):
        raise AllianceError("name a company, or several; `alliance find` lists those of the ledger", ExitCode.USAGE)
    show(settings, picker.pick(settings, picking.choices(opening.for_reading(settings.db)), "find"))


def show(settings: Settings, taken: "Choice") -> None:
    """Show what was taken; print its id where another command reads it."""
    from alliance_cli.services.looking import picking

    if not sys.stdout.isatty():
        print(taken.id)
    elif taken.what == picking.COMPANY:
        _timeline(settings, taken.id)
    else:
        from alliance_cli.cli import why

        why.explain(settings, [taken.id], options.moment(None, None), options.Writing(), whole=True)


def _timeline(settings: Settings, company: str) -> None:
    from alliance_cli.render import timeline as render
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import timeline
    from alliance_cli.services.looking.selection import Filters

    view = timeline.timeline(opening.for_reading(settings.db), [company], options.moment(None, None), Filters())
    show_lines(settings, lambda width: render.timeline(view, width), pages=True)
