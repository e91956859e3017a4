"""The list of claim fields is whole, and everything that goes by it holds them all."""

import dataclasses
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alliance_cli.claim_fields import BY_HAND, CLAIM_FIELDS, CORRECTABLE, EVENT_FIELDS, REVIEWED, ClaimField
from alliance_cli.field_types import AMOUNT, CURRENCY, FLAG, PARTIAL, PERCENT, Schema
from alliance_cli.models import Claim, Evidence, Party
from alliance_cli.render import structured
from alliance_cli.render.schemas import SCHEMAS
from alliance_cli.services.intake.recording import Recorder
from alliance_cli.services.keeping import opening
from alliance_cli.store import claims
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship
from tests.conftest import Run
from tests.ledgers import START, Doc
from tests.test_history import talks

STRUCTURAL = {"parties", "evidence"}
"""The fields of a claim that have tables of their own."""

each_correctable = pytest.mark.parametrize("word", CORRECTABLE)


def typed(field: ClaimField) -> str:
    """What a person could type for a field, other than what it usually is."""
    for of, text in ((PARTIAL, "2024-Q3"), (AMOUNT, "$6.5bn"), (CURRENCY, "USD"), (PERCENT, "41%")):
        if field.type is of:
            return text
    if field.name == "region":
        return "Ohio"  # a place has to be one
    schema: Schema = field.type.schema.get("anyOf", [field.type.schema])[0]
    several = schema.get("type") == "array"
    item = schema["items"] if several else schema
    words: list[str] = item["enum"][1:3] if "enum" in item else [f"the {field.name}", "and more"]
    if several:
        return ", ".join(words)
    return {"boolean": "no" if field.name == "main" else "yes", "number": "0.25"}.get(schema.get("type", ""), words[0])


def whole() -> Claim:
    """A claim in which no field is what it is where nobody says it."""
    values: dict[str, Any] = {field.name: field.type.typed(typed(field)) for field in CLAIM_FIELDS}
    parties = tuple(Party(name, name, (name,), candidates=(name, "cc")) for name in ("nissan-motor", "honda-motor"))
    return Claim(parties, evidence=(Evidence("They are", 0, 8, "test"),), **values)


def as_json(claim: Claim) -> dict[str, Any]:
    return {field.name: field.json(claim) for field in CLAIM_FIELDS}


@pytest.fixture
def stored(ledger: Path) -> str:
    """The id of `whole()` in the ledger."""
    with closing(opening.for_writing(ledger)) as conn:
        doc = Doc(1, 0, (whole(),))
        with writing(conn):
            Recorder(conn, "alliance ingest x").record(doc.report, doc.claims, "en", START)
        return claims.all_ids(conn)[0]


def read(ledger: Path) -> Claim:
    """The one claim of a ledger as it was read."""
    with closing(opening.for_reading(ledger)) as conn:
        (found,) = claims.as_read(conn, 1)
        return found


def test_every_field_of_a_claim_is_in_the_list_or_has_tables_of_its_own() -> None:
    listed = [field.name for field in CLAIM_FIELDS]
    assert sorted([*listed, *STRUCTURAL]) == sorted(field.name for field in dataclasses.fields(Claim))
    usual = {f.name: f.default for f in dataclasses.fields(Claim) if f.default is not dataclasses.MISSING}
    assert not [name for name, value in usual.items() if getattr(whole(), name) == value]


def test_the_columns_of_the_ledger_are_those_of_the_list(ledger: Path) -> None:
    with closing(opening.for_writing(ledger)) as conn:
        held = [name for _, name, *_ in conn.execute("PRAGMA table_info(claims)")]
    assert sorted(held) == sorted(["id", "revision", "place", *claims.COLUMNS])
    documented = (Path(__file__).parent.parent / "docs" / "export.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `claims` .*$", documented, re.MULTILINE)
    assert set(re.findall("`([a-z_]+)`", row)) == {"claims", *held}


def test_the_ledger_and_an_export_give_back_what_they_were_given(run: Run, ledger: Path, stored: str) -> None:
    assert read(ledger) == whole()
    exported = run("export", "-o", str(ledger.with_name("a.jsonl")))
    assert exported.code == 0
    other = ledger.with_name("other.db")
    assert run("--db", str(other), "import", str(ledger.with_name("a.jsonl"))).code == 0
    assert read(other) == whole()


@pytest.mark.parametrize("field", CLAIM_FIELDS, ids=lambda field: field.name)
def test_an_import_refuses_what_a_field_cannot_hold(run: Run, ledger: Path, stored: str, field: ClaimField) -> None:
    rows = list(map(json.loads, run("export").out.splitlines()))
    for column in field.columns:
        bad = [{**row, column: {"no": "value"}} if row.get("table") == "claims" else row for row in rows]
        path = ledger.with_name("bad.jsonl")
        path.write_text("".join(json.dumps(row) + "\n" for row in bad), encoding="utf-8")
        refused = run("--db", str(ledger.with_name("new.db")), "import", str(path))
        assert (refused.code, f"claims.{column} cannot be" in refused.err) == (65, True)


def test_what_a_report_claims_is_told_whole() -> None:
    document = structured.claims("1", "Reuters", None, [whole()], "en")
    (told,) = document["talks"]
    assert {name: told[name] for name in as_json(whole())} == as_json(whole())
    assert told["parties"][0]["candidates"] == ["nissan-motor", "cc"]
    Draft202012Validator(SCHEMAS["extract"]()).validate(document)


def test_each_document_has_its_fields_as_its_schema_says(run: Run, stored: str) -> None:
    expected = as_json(whole())
    (talk,) = talks(run)
    line, why = (json.loads(run(*argv, "--json").out) for argv in (("timeline", "Nissan"), ("why", str(talk["id"]))))
    Draft202012Validator(SCHEMAS["timeline"]()).validate(line)
    Draft202012Validator(SCHEMAS["why"]()).validate(why)
    for event in (line["talks"][0]["events"][0], why["claims"][0]):
        assert {f.name: event[f.name] for f in EVENT_FIELDS} == {f.name: expected[f.name] for f in EVENT_FIELDS}
        assert {name: event[name] for name in ("stage", "kind")} == {name: expected[name] for name in ("stage", "kind")}
        assert event["claimed"] == expected["status"]
    (item,) = json.loads(run("review", stored, "--json").out)["review"]
    assert {f.word: item[f.word] for f in REVIEWED} == {f.word: expected[f.name] for f in REVIEWED}


def test_what_stands_beside_a_claim_is_on_the_screens(run: Run, stored: str, ledger: Path) -> None:
    page = ledger.with_name("page.html")
    assert run("report", str(page)).code == 0
    for shown in (run("why", str(talks(run)[0]["id"])).out, page.read_text(encoding="utf-8")):
        assert "said by the speaker" in shown


@each_correctable
def test_a_review_corrects_each_field(run: Run, ledger: Path, word: str) -> None:
    assert run("add", "Nissan", "Honda", "--date", "2025-01-01", "--basis", "anonymous").code == 0
    field = CORRECTABLE[word]
    with closing(opening.for_reading(ledger)) as conn:
        (claim,) = claims.all_ids(conn)
        assert run("review", claim, "--set", f"{word}={typed(field)}").code == 0
        (entry,) = claims.entries(conn, [claim], Kinship(conn))
    assert getattr(entry.claim, field.name) == getattr(whole(), field.name)
    assert run("check").code == 0
    assert word in " ".join(run("review", "--help").out.split())


@each_correctable
def test_a_review_refuses_what_is_no_value_of_a_field(run: Run, stored: str, word: str) -> None:
    field = CORRECTABLE[word]
    if "enum" in json.dumps(field.type.schema) or field.type in (FLAG, PARTIAL, AMOUNT, CURRENCY, PERCENT):
        refused = run("review", stored, "--set", f"{word}=the sea")
        assert (refused.code, refused.err.startswith(f"alliance: {word}: ")) == (2, True)


@pytest.mark.parametrize("field", BY_HAND, ids=lambda field: field.name)
def test_what_is_typed_by_hand_is_in_the_claim(run: Run, ledger: Path, field: ClaimField) -> None:
    option = f"--{field.name.replace('_', '-')}"
    assert field.by_hand in " ".join(run("add", "--help").out.split())
    assert run("add", "Nissan", "Honda", "--date", "2025-01-01", option, typed(field)).code == 0
    assert getattr(read(ledger), field.name) == getattr(whole(), field.name)


def test_relayed_by_and_renewed_count_when_corrected(run: Run) -> None:
    rumour = ("add", "Nissan", "Honda", "--kind", "merger", "--basis", "anonymous", "--origin")
    run(*rumour, "Nikkei", "--date", "2024-12-17")
    run(*rumour, "company", "--basis", "on-record", "--status", "abandoned", "--date", "2024-12-20")
    run(*rumour, "Kyodo", "--date", "2024-12-23")
    assert len(talks(run)) == 1
    (last,) = [c for c in json.loads(run("why", str(talks(run)[0]["id"]), "--json").out)["claims"] if c["number"] == 3]
    run("review", last["claim_id"], "--set", "renewed=yes", "--set", "relayed_by=Reuters, Bloomberg")
    assert len(talks(run)) == 2
    events = [e for t in json.loads(run("timeline", "Nissan", "--json").out)["talks"] for e in t["events"]]
    assert [e["relayed_by"] for e in events if e["origin"] == "Kyodo"] == [["Reuters", "Bloomberg"]]
    assert "Kyodo, via Reuters, Bloomberg" in run("timeline", "Nissan").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--value", "6.5bn"), "in which currency? write $6.5bn, or 6.5bn with currency=USD, or --currency USD"),
        (("--value", "$6.5bn", "--currency", "EUR"), "is USD, not EUR"),
        (("--value", "a lot"), "is no sum"),
        (("--value", "1bn", "--currency", "XYZ"), "is no currency"),
        (("--stake", "140%"), "at most 100"),
        (("--closes", "soon"), "not a date"),
        (("--consideration", "gold"), "is none of"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused_in_one_line(run: Run, typed: tuple[str, ...], said: str) -> None:
    refused = run("add", "Nissan", "Honda", *typed)
    assert (refused.code, refused.err.count("\n"), said in refused.err) == (2, 1, True)


def test_terms_are_typed_as_people_write_them(run: Run, ledger: Path) -> None:
    assert run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01", "--value", "Rs 1,200 crore",
               "--stake", "41%", "--closes", "2026-H1", "--exactness", "up to").code == 0  # fmt: skip
    claim = read(ledger)
    assert (claim.value, claim.currency, claim.exactness) == (12_000_000_000, "INR", "up-to")
    assert (claim.stake, str(claim.closes)) == (41, "2026-H1")
    talk = talks(run)[0]
    assert (talk["value"], talk["currency"], talk["stake"], talk["closes"]) == (12_000_000_000, "INR", 41, "2026-H1")
    assert run("edit", str(talk["id"]), "value=$7bn", "closes=2027").code == 0
    talk = talks(run)[0]
    assert (talk["value"], talk["currency"], talk["closes"]) == (7_000_000_000, "USD", "2027")


def test_of_terms_the_latest_on_the_better_basis_hold(run: Run) -> None:
    deal = ("add", "Nissan", "Honda", "--kind", "merger", "--date")
    run(*deal, "2025-01-01", "--basis", "on-record", "--status", "confirmed", "--value", "$6bn", "--stake", "40%")
    run(*deal, "2025-02-01", "--basis", "on-record", "--status", "confirmed", "--value", "$7bn")
    run(*deal, "2025-03-01", "--basis", "anonymous", "--origin", "Nikkei", "--value", "$9bn", "--closes", "2026")
    (talk,) = talks(run)
    assert (talk["value"], talk["stake"], talk["closes"]) == (7_000_000_000, 40, "2026")


def test_a_list_of_talks_without_terms_has_the_same_members() -> None:
    from alliance_cli.claim_fields import TERM_COLUMNS, TERM_FIELDS, as_json, terms_columns
    from alliance_cli.store import talks as stored_talks
    from alliance_cli.terms import NAMES, UNSAID

    assert as_json(TERM_FIELDS, UNSAID) == structured.NO_TERMS
    assert [field.name for field in TERM_FIELDS] == list(NAMES)
    assert stored_talks.TERMS.split(", ") == list(TERM_COLUMNS)
    assert terms_columns(UNSAID) == stored_talks.UNSAID_COLUMNS
