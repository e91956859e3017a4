"""What an assistant hands to a tool: a name alone is a list of one, and what the tool does not take is refused.

What is not known would else be left out without a word, and an assistant that asked for abandoned talks under the wrong
name would take all talks for abandoned.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from pydantic import ValidationError

Schema = Mapping[str, Any]


def meant(tool: str, schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments as the tool takes them by its JSON Schema.

    Raises AllianceError: 2 for one that it does not take.
    """
    known: Mapping[str, Schema] = schema.get("properties", {})
    unknown = [name for name in given if name not in known]
    if unknown:
        raise AllianceError(f"{tool} takes no {', '.join(unknown)}; it takes: {', '.join(known)}", ExitCode.USAGE)
    return {
        name: [value] if isinstance(value, str) and _is_list(known[name]) else value for name, value in given.items()
    }


def _is_list(schema: Schema) -> bool:
    return any(one.get("type") == "array" for one in (schema, *schema.get("anyOf", ())))


def strict(schema: Schema) -> dict[str, Any]:
    """The schema, saying that no other arguments are taken."""
    return {**schema, "additionalProperties": False}


def told(tool: str, error: "ValidationError") -> str:
    """What is wrong with the arguments, in one line."""
    faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors(include_url=False))
    return f"{tool}: {'; '.join(faults)}"
