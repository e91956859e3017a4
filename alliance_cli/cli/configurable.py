"""What can be set in the configuration file: each setting with what it may be, what it is for, and an example."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alliance_cli.cli.formats import Colour

TABLES = ("talks", "stale", "companies", "changes", "sources", "feeds", "review", "quarantine", "watch", "log", "find")
"""The lists whose columns can be set."""

_READER = re.compile(r"[A-Za-z0-9]+(?:[-_.:/][A-Za-z0-9]+)*")


class Setting(NamedTuple):
    """A setting by its full name; one that ends with `.*` stands for all names of a section.

    `read` gives the value, or raises ValueError that says what it has to be. `variable` is the environment variable
    that goes before it, `option` what goes before both.
    """

    name: str
    read: Callable[[Any], Any]
    default: Any
    about: str
    example: str
    variable: str = ""
    option: str = ""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("has to be a text")
    return value.strip()


def _path(value: Any) -> str:
    return str(Path(_text(value)).expanduser())


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("has to be true or false")
    return value


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 36_500:
        raise ValueError("has to be a number of days")
    return value


def _colour(value: Any) -> str:
    if value not in set(Colour):
        raise ValueError(f"has to be one of: {', '.join(Colour)}")
    return str(value)


def _texts(value: Any) -> list[str]:
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(one, str) and one.strip() for one in several):
        raise ValueError("has to be a list of texts")
    return [one.strip() for one in several]


def _readers(value: Any) -> list[str]:
    names = _texts(value)
    wrong = next((name for name in names if not _READER.fullmatch(name)), None)
    if wrong is not None:
        raise ValueError(f"“{wrong}” is no reader; such as rules, filings, announcements, llm or llm:MODEL")
    return names


def _model(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"llm:\S+", text):
        raise ValueError("has to be llm:MODEL")
    return text


def _tokens(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("has to be a number of tokens")
    return value


def _columns(value: Any) -> list[str]:
    several = value.split(",") if isinstance(value, str) else value
    return [name.lower() for name in _texts(several)]


def _span(value: Any) -> str:
    from alliance_cli.errors import AllianceError
    from alliance_cli.services.intake import feed_rows

    try:
        feed_rows.seconds(_text(value))
    except AllianceError as error:
        raise ValueError(error.message) from None
    return _text(value)


SETTINGS = (
    Setting("ledger", _path, "", "the ledger", '"~/desk/ledger.db"', "ALLIANCE_DB", "--db"),
    Setting("stale-days", _days, 180, "days without news after which a rumour is stale", "120",
            option="--days of stale"),
    Setting("screen.color", _colour, "auto", "colour: auto, always or never", '"auto"', "NO_COLOR, FORCE_COLOR",
            "--color"),
    Setting("screen.pager", _flag, True, "whether what is longer than the terminal goes through the pager", "true",
            option="--no-pager"),
    Setting("screen.ascii", _flag, False, "marks and lines in ASCII", "false", option="--ascii"),
    Setting("columns.*", _columns, [], f"the columns of a list: {', '.join(TABLES)}",
            'talks = ["mark", "companies", "kind", "status", "stage", "last-turn"]', option="--columns"),
    Setting("reading.day-first", _flag, None, "how dates such as 01/02/2025 are read; not at all where it is not set",
            "true", option="--day-first, --month-first"),
    Setting("feeds.every", _span, "", "how often a new feed is read at most: 30m, 2h, 1d", '"1h"', option="--every"),
    Setting("feeds.full", _flag, False, "fetch the page of each entry of a new feed that is only a teaser", "true",
            option="--full, --no-full"),
    Setting("feeds.reader", _model, "", "the language model that reads what feeds bring, with feeds.budget",
            '"llm:MODEL"', option="--reader"),
    Setting("feeds.budget", _tokens, None, "so many tokens at most, about, for a run over feeds", "50000",
            option="--budget"),
    Setting("ingest.log", _path, "", "the file to which a run appends what it did", '"~/alliance.log"', option="--log"),
    Setting("notify.urls", _texts, [], "whom a run tells of new and turned talks, by apprise addresses",
            '["ntfy://ntfy.example/alliances"]', option="--notify"),
    Setting("notify.commands", _texts, [], "commands that a run calls for each new or turned talk",
            '["notify-send alliance"]', option="--on-change"),
    Setting("readers.*", _readers, [], "whose reading of a text counts that several have read, the first named first: "
            "`counts` for all, a language's code for its texts", 'counts = ["rules", "llm"]'),
    Setting("outlets.*", _texts, [], "outlets of your own, each with its other names",
            '"Harbour Courier" = ["Courier", "harbour.example"]'),
    Setting("aliases.*", _texts, [], "companies, each with names that you know it by",
            '"Nissan Motor" = ["NML"]'),
    Setting("regions.*", _texts, [], "markets of your own, each with the places in it",
            '"Desk East" = ["Japan", "South Korea", "Taiwan"]'),
)  # fmt: skip


def checked(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values by the full name of each setting, and what is wrong with the rest, a line each."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in _flat(document):
        setting = named(name)
        if setting is None:
            faults.append(f"{name}: there is no such setting; {_nearest(name)}")
            continue
        try:
            values[name] = setting.read(value)
        except ValueError as error:
            faults.append(f"{name}: {error}")
    return values, faults


def named(name: str) -> Setting | None:
    """The setting with this name, that of its section where the user names what is in it."""
    section, _, rest = name.partition(".")
    if section == "columns" and rest not in TABLES:
        return None
    if section == "readers" and rest != "counts" and not re.fullmatch("[a-z]{2,3}", rest):
        return None
    return next((s for s in SETTINGS if s.name == name or (rest and s.name == f"{section}.*")), None)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    known = [setting.name for setting in SETTINGS if not setting.name.endswith(".*")]
    known += [f"columns.{table}" for table in TABLES]
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else "`alliance config` lists them"


def _flat(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Settings by their full names; a section holds names, and nothing is nested deeper."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def example() -> str:
    """A file with every setting, each as a remark to be taken in."""
    lines = ["# What `alliance` goes by; `alliance config` shows what holds and where from. A # keeps a line out.", ""]
    section = ""
    for setting in SETTINGS:
        head, dot, key = setting.name.partition(".")
        if dot and head != section:
            lines += [f"[{head}]"]
            section = head
        lines.append(f"# {setting.about}")
        lines += [f"# {setting.example}" if key == "*" else f"# {key or head} = {setting.example}", ""]
    return "\n".join(lines)
