"""The style sheets and the script of pages and pictures, as they are shipped."""

from functools import cache
from importlib.resources import files


@cache
def packaged(name: str) -> str:
    """The text of a file of the folder `data/report`."""
    return files("alliance_cli").joinpath("data/report").joinpath(name).read_text(encoding="utf-8")


def style(name: str) -> str:
    """The colours, light and dark, and a style sheet that uses them."""
    return packaged("colours.css") + packaged(name)
