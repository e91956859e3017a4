"""Styled lines to a colour terminal, in its own control sequences; nothing in a text acts.

The sequences are written here by hand because a library for them takes longer to load than a timeline takes to draw.
"""

from collections.abc import Iterable, Mapping, Sequence

from alliance_cli.render.text import Link, Span, inert

SIXTEEN = {
    "rumoured": "33",
    "confirmed": "32",
    "abandoned": "31",
    "denied": "35",
    "stale": "2",
    "doubtful": "2",
    "heading": "1",
    "dim": "2",
    "quote": "3",
    "evidence": "7",
    "number": "36",
    "error": "31",
}
"""Style -> SGR parameters, in colours that every terminal theme sets for itself."""

MANY = {
    **SIXTEEN,
    "rumoured": "38;5;130",
    "confirmed": "38;5;28",
    "abandoned": "38;5;161",
    "denied": "38;5;163",
    "stale": "38;5;243",
    "doubtful": "38;5;243",
    "dim": "38;5;243",
    "number": "38;5;30",
    "error": "38;5;161",
}
"""The same where there are 256 colours: each has a contrast of 4 or more on white and on black."""

_KNOW_LINKS = {
    "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio", "Tabby",
}  # fmt: skip
_LINK_SIGNS = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM", "FORCE_HYPERLINK")


def palette(surroundings: Mapping[str, str]) -> Mapping[str, str]:
    """The styles for the terminal that these environment variables describe."""
    many = "256" in surroundings.get("TERM", "") or surroundings.get("COLORTERM")
    return MANY if many else SIXTEEN


def knows_links(surroundings: Mapping[str, str]) -> bool:
    """True if the terminal is known to show links (OSC 8); others might print the address as garbage."""
    if surroundings.get("FORCE_HYPERLINK") == "0":
        return False
    if any(surroundings.get(name) for name in _LINK_SIGNS) or surroundings.get("TERM_PROGRAM") in _KNOW_LINKS:
        return True
    vte = surroundings.get("VTE_VERSION", "")
    return vte.isdecimal() and int(vte) >= 5000


def ansi(lines: Iterable[Sequence[Span]], styles: Mapping[str, str] = MANY, *, links: bool = False) -> str:
    """The lines with colour and, if the terminal knows them, links."""
    return "".join("".join(_span(text, styles.get(style), links) for text, style in line) + "\n" for line in lines)


def _span(text: str, sgr: str | None, links: bool) -> str:
    shown = inert(text)
    if links and isinstance(text, Link):
        shown = f"\x1b]8;;{text.url}\x1b\\{shown}\x1b]8;;\x1b\\"
    return f"\x1b[{sgr}m{shown}\x1b[0m" if sgr and shown else shown
