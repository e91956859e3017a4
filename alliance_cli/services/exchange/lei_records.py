"""LEI records as GLEIF publishes them beside CSV: its golden copy as JSON and XML, and the answers of its API.

Both are read record by record; no file is held whole.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from alliance_cli.services.exchange.company_forms import Row, lei_record
from alliance_cli.sources.decoding import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 20
_LONGEST = 16 << 20
"""No record is longer; between two of them no more is read."""
_LEI = re.compile(r'"(?:\w+:)?(?:LEI|lei)"\s*:')
_LIST = re.compile(r'"(?:\w+:)?(?:records|LEIRecords|LEIRecord|data)"\s*:\s*(?=[\[{]\s*["{\]])', re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def is_json(head: str) -> bool:
    """True where text that begins so is JSON of LEI records."""
    return head.lstrip()[:1] in {"{", "["} and bool(_LEI.search(head))


def is_xml(head: bytes) -> bool:
    """True where a file that begins so is XML of LEI records."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and (b"LEIRecord" in head or b"LEIData" in head)


def from_json(text: TextIO) -> Iterator[Row]:
    """The records, whichever of the forms they have. Raises ValueError for what is cut short or no JSON."""
    for record in _objects(text):
        node = _get(record, "attributes") or record
        entity, registration = _get(node, "entity"), _get(node, "registration")
        if not isinstance(entity, dict):
            continue
        heir = _get(entity, "successorentity") or _get(entity, "successorentities")
        heirs = heir if isinstance(heir, list) else [heir]
        successors = (_said(_get(one, "successorlei") or _get(one, "lei")) for one in heirs)
        yield lei_record(
            _said(_get(node, "lei")), _said(_get(entity, "legalname")),
            _said(_get(_get(entity, "legaladdress"), "country")), list(_others(entity)),
            status=_said(_get(entity, "entitystatus") or _get(entity, "status")),
            successor=next(filter(None, successors), ""),
            registration=_said(_get(registration, "registrationstatus") or _get(registration, "status")),
        )  # fmt: skip


def _objects(text: TextIO) -> Iterator[Mapping[str, Any]]:
    """The objects of the first list of records, or those that stand one after the other."""
    buffer = text.read(_CHUNK)
    found = _LIST.search(buffer)
    at = found.end() if found else len(buffer) - len(buffer.lstrip())
    listed = buffer[at : at + 1] == "["
    at += listed
    while True:
        at = _BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if listed and buffer[at : at + 1] == "]":
            return
        try:
            value, at = _DECODER.raw_decode(buffer, at)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except ValueError:
            more = text.read(_CHUNK)
            if not more and not listed and at >= len(buffer):
                return
            if not more or len(buffer) - at > _LONGEST:
                raise
            buffer, at = buffer[at:] + more, 0
            continue
        if isinstance(value, dict):
            yield value
        if found and not listed:
            return


def _get(node: Any, name: str) -> Any:
    """What an object has under a name, in whatever letters and with whatever prefix."""
    if not isinstance(node, dict):
        return None
    return next((value for key, value in node.items() if key.rpartition(":")[2].lstrip("@").casefold() == name), None)


def _said(node: Any) -> str:
    """A text, which may stand in an object of its own beside its language."""
    if isinstance(node, dict):
        node = next((node[key] for key in ("$", "#text", "name") if key in node), "")
    return " ".join(clean(node).split()) if isinstance(node, str) else ""


def _others(entity: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The other names of an entity, each with what sort it is."""
    for names, name in (
        ("otherentitynames", "otherentityname"), ("transliteratedotherentitynames", "transliteratedotherentityname"),
        ("othernames", ""), ("transliteratedothernames", ""),
    ):  # fmt: skip
        held = _get(entity, names)
        held = _get(held, name) if isinstance(held, dict) else held
        for one in held if isinstance(held, list) else [held]:
            if text := _said(one):
                yield text, _said(_get(one, "type"))


class _Metered:
    """A stream that may be read on so far only after a record has come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises ValueError where too many came without a record."""
        chunk = self._stream.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        self.since += len(chunk)
        if self.since > _LONGEST:
            raise ValueError("a record that is too long")
        return chunk


def from_xml(stream: BinaryIO) -> Iterator[Row]:
    """The records of a file in the LEI-CDF format. Raises ValueError for what is cut short or no XML."""
    from lxml import etree

    metered = _Metered(stream)
    try:
        for _, element in etree.iterparse(
            metered, tag="{*}LEIRecord", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            yield _xml_record(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            metered.since = 0
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def _xml_record(record: "_Element") -> Row:
    def said(path: str) -> str:
        return " ".join(clean(record.findtext(path) or "").split())

    names = [
        element for path in ("OtherEntityNames/{*}OtherEntityName", "TransliteratedOtherEntityNames/{*}*")
        for element in record.iterfind(f"{{*}}Entity/{{*}}{path}")
    ]  # fmt: skip
    return lei_record(
        said("{*}LEI"), said("{*}Entity/{*}LegalName"), said("{*}Entity/{*}LegalAddress/{*}Country"),
        [(" ".join(clean(name.text or "").split()), str(name.get("type", ""))) for name in names],
        status=said("{*}Entity/{*}EntityStatus"), successor=said("{*}Entity/{*}SuccessorEntity/{*}SuccessorLEI"),
        registration=said("{*}Registration/{*}RegistrationStatus"),
    )  # fmt: skip
