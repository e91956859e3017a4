"""The marks of a status as SVG shapes, the same in every drawing."""

from alliance_cli.render.graphs import escaped


def mark(kind: str, x: float, y: float, title: str = "", *, size: float = 5) -> str:
    """A mark in the middle of (x, y): open circle, disc, cross, or dashed circle; `kind` is a status or `denied`."""
    told = f"<title>{escaped(title)}</title>" if title else ""
    if kind == "abandoned":
        a, b, c, d = (f"{v:g}" for v in (x - size, y - size, x + size, y + size))
        return f'<path class="mark abandoned" d="M{a} {b}L{c} {d}M{a} {d}L{c} {b}">{told}</path>'
    return f'<circle class="mark {kind}" cx="{x:g}" cy="{y:g}" r="{size:g}">{told}</circle>'


def document(width: float, height: float, title: str, style: str, body: str) -> str:
    """A drawing that stands alone."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{escaped(title)}">\n<title>{escaped(title)}</title>\n'
        f"<style>\n{style}</style>\n{body}</svg>\n"
    )
