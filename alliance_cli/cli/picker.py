"""Picking a company or a talk on a terminal: what is typed narrows the list, the arrows choose, Enter takes."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import cut, pad, safe

if TYPE_CHECKING:
    from alliance_cli.services.looking.picking import Choice

ROWS = 10
"""So many are shown at a time."""


def can_pick(settings: Settings) -> bool:
    """True if somebody looks at a terminal that can be drawn on: on standard output, or beside it on standard error."""
    drawn_on = sys.stdout.isatty() or sys.stderr.isatty()
    return settings.interactive and sys.stdin.isatty() and drawn_on and os.environ.get("TERM", "dumb") != "dumb"


def pick(settings: Settings, found: "Sequence[Choice]", asked: str) -> "Choice":
    """The one that the user takes. Raises AllianceError: 1 where there is nothing to pick from, 130 where none is."""
    if not found:
        raise AllianceError("nothing to pick from: there are no talks yet", ExitCode.NOT_FOUND)
    taken = _Picker(found, asked, colour=settings.colour != "never").run()
    if taken is None:
        raise AllianceError("nothing picked", ExitCode.INTERRUPTED)
    return taken


class _Picker:
    """The list while it is looked at."""

    def __init__(self, found: "Sequence[Choice]", asked: str, *, colour: bool) -> None:
        from prompt_toolkit.buffer import Buffer

        self._all = found
        self._asked = asked
        self._colour = colour
        self._at = 0
        self._shown: Sequence[Choice] = []
        self._buffer = Buffer(multiline=False, on_text_changed=lambda _: self._narrow())
        self._narrow()

    def _narrow(self) -> None:
        from alliance_cli.services.looking import picking

        self._shown = picking.matching(self._all, self._buffer.text)
        self._at = 0

    def run(self) -> "Choice | None":
        """What was taken; None for nothing."""
        from prompt_toolkit.application import Application
        from prompt_toolkit.output import create_output

        output = create_output(stdout=sys.stdout if sys.stdout.isatty() else sys.stderr)
        app: Application[Any] = Application(
            layout=self._layout(), key_bindings=self._keys(), output=output, erase_when_done=True, mouse_support=False
        )
        taken: Choice | None = app.run()
        return taken

    def _layout(self) -> Any:
        from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, VSplit, Window

        field = Window(BufferControl(self._buffer), height=1)
        asked = Window(FormattedTextControl(f"{self._asked}: "), height=1, width=len(self._asked) + 2)
        rows = Window(FormattedTextControl(self._lines), height=ROWS + 1, wrap_lines=False)
        return Layout(HSplit([VSplit([asked, field]), rows]), focused_element=field)

    def _lines(self) -> Any:
        from prompt_toolkit.application import get_app

        columns = get_app().output.get_size().columns
        first = max(0, min(self._at - ROWS // 2, len(self._shown) - ROWS))
        part = self._shown[first : first + ROWS]
        room = min(max((len(c.label) for c in part), default=0), max(columns - 32, 20))
        lines: list[tuple[str, str]] = []
        for place, choice in enumerate(part, first):
            sign = ">" if place == self._at else " "
            text = cut(f"{sign} {pad(cut(safe(choice.label), room), room)}  {safe(choice.about)}", columns - 1)
            lines.append(("reverse" if place == self._at and self._colour else "", text + "\n"))
        total = f"  {len(self._shown)} of {len(self._all)}; arrows and Enter take one, Esc leaves"
        return [*lines, ("", cut(total, columns - 1))]

    def _keys(self) -> Any:
        from prompt_toolkit.key_binding import KeyBindings

        keys = KeyBindings()

        def move(by: int) -> Any:
            def moved(_: Any) -> None:
                self._at = min(max(self._at + by, 0), max(len(self._shown) - 1, 0))

            return moved

        for names, by in (("down", 1), ("c-n", 1), ("tab", 1), ("up", -1), ("c-p", -1), ("s-tab", -1),
                          ("pagedown", ROWS), ("pageup", -ROWS)):  # fmt: skip
            keys.add(names)(move(by))

        @keys.add("enter")
        def _take(event: Any) -> None:
            if self._shown:
                event.app.exit(result=self._shown[self._at])

        @keys.add("escape", eager=True)
        @keys.add("c-c")
        @keys.add("c-d")
        def _leave(event: Any) -> None:
            event.app.exit(result=None)

        return keys
