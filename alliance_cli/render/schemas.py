"""The JSON Schema of every document that `--json` writes."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from alliance_cli import field_types
from alliance_cli.claim_fields import CLAIM_FIELDS, EVENT_FIELDS, REVIEWED, TERM_FIELDS, as_schema
from alliance_cli.comparison import COMPARED, Reads
from alliance_cli.documents import title
from alliance_cli.field_types import PARTIAL_DATE, Schema, many, maybe, word
from alliance_cli.models import Precision
from alliance_cli.vocabulary import Kind, Role, Stage, Status

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = field_types.TEXT.schema
NUMBER: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = field_types.SHARE.schema
FLAG: Schema = field_types.FLAG.schema
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TIME: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T"}
TALK_ID: Schema = {"type": "string", "pattern": "^t[a-z2-7]+$"}


def record(**fields: Schema) -> Schema:
    """An object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def document(name: str, about: str, /, **fields: Schema) -> Schema:
    """A whole document: `schema` tells its name and version."""
    return _titled(name, about, record(schema={"const": title(name)}, **fields))


def _titled(name: str, about: str, body: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title(name), "description": about, **body}


ROLES = many(word(Role))
TALK = {
    "id": TALK_ID, "slug": TEXT, "parties": many(TEXT), "party_ids": many(TEXT), "roles": ROLES,
    "kind": word(Kind), "status": word(Status), "stage": word(Stage), "stale": FLAG,
    "confirmation_reported": FLAG, "end_reported": FLAG, "on_hold": FLAG, "doubtful": FLAG, "confidence": SHARE,
    "origins": NUMBER, "reports": NUMBER, "first_reported": DAY, "last_reported": DAY, "last_turn": DAY,
    "regions": many(TEXT), "subjects": many(TEXT), **as_schema(TERM_FIELDS), "waits_for": many(TEXT),
    "former": many(TEXT), "tags": many(TEXT),
    "owner": TEXT, "due": maybe(DAY),
}  # fmt: skip
EVENT = {
    "number": NUMBER, "date": PARTIAL_DATE, "precision": word(Precision), "published": maybe(DAY),
    "status": word(Status), "claimed": word(Status), "stage": word(Stage), "kind": word(Kind),
    **as_schema(EVENT_FIELDS), "publisher": TEXT, "title": TEXT, "url": TEXT, "quote": TEXT, "report_id": TEXT,
    "claim_id": TEXT, "rule": TEXT,
    "more_reports": NUMBER,
}  # fmt: skip
EVIDENCE = record(quote=TEXT, start=NUMBER, end=NUMBER, field={"enum": ["text", "title"]}, rule=TEXT)
STEP = record(**EVENT, explanation=TEXT, main=FLAG, confidence=SHARE, doubts=many(TEXT),
              evidence=many(EVIDENCE), region=TEXT, place=TEXT,
              reviewed=maybe({"type": "object", "additionalProperties": TEXT}),
              reader=TEXT)  # fmt: skip
NOTE = record(number=NUMBER, sort={"enum": ["note", "tag", "link", "owner", "due"]},
              subject={"enum": ["talk", "company"]}, about=TEXT, called=TEXT, value=TEXT, label=TEXT,
              made=DAY)  # fmt: skip
JUDGEMENT = record(verdict=TEXT, value=TEXT, reason=TEXT, made=DAY, about=TEXT)
COMPANY = {
    "id": TEXT, "name": TEXT, "country": TEXT, "sector": TEXT, "talks": NUMBER, "source": TEXT, "aliases": many(TEXT),
    "tickers": many(TEXT), "parents": many(TEXT), "identifiers": many(TEXT), "merged": many(TEXT),
    "not_same": many(TEXT),
}  # fmt: skip
NODE = {"id": TEXT, "name": TEXT, "talks": NUMBER}
TIE = record(companies={**many(TEXT), "minItems": 2, "maxItems": 2}, talks=many(record(**TALK)))
COUNTS: Schema = {"type": "object", "additionalProperties": NUMBER}
PARTY = record(name=TEXT, mentions=many(TEXT), company=TEXT, role=word(Role), candidates=many(TEXT))
CLAIM = record(parties=many(PARTY), **as_schema(CLAIM_FIELDS), evidence=many(EVIDENCE))


def _counted(vocabulary: Iterable[StrEnum]) -> Schema:
    """How many talks there are of each word."""
    return record(**{str(value): NUMBER for value in vocabulary})


def _timeline() -> Schema:
    return document("timeline", "`alliance timeline --json`: talks with their events.", companies=many(TEXT),
                    as_of=maybe(DAY), talks=many(record(**TALK, events=many(record(**EVENT)))))  # fmt: skip


def _config() -> Schema:
    setting = record(setting=TEXT, value=TEXT, source=TEXT, about=TEXT, option=TEXT)
    about = "`alliance config --json`: what holds, and where from; `file` is null where there is none."
    return document("config", about, file=maybe(TEXT), config=many(setting))


def _find() -> Schema:
    found = record(what={"enum": ["company", "talk"]}, id=TEXT, name=TEXT, about=TEXT, slug=TEXT)
    return document("find", "`alliance find WORDS --json`: companies and talks.", find=many(found))


def _rows() -> Schema:
    row = record(row=NUMBER, what={"enum": ["new", "turned", "added", "revised", "known", "bad"]}, companies=many(TEXT),
                 kind=TEXT, status=TEXT, date=maybe(DAY), talk=TEXT, told=TEXT, new_companies=many(TEXT),
                 reason=TEXT, roles=ROLES)  # fmt: skip
    return document(
        "rows", "`alliance import TABLE --json`: what each row of a table became, or would become.", file=TEXT,
        dry_run=FLAG, fields={"type": "object", "additionalProperties": many(TEXT)}, left_out=many(TEXT),
        rows=many(row),
    )  # fmt: skip


def _talks() -> Schema:
    return document(
        "talks", "`alliance talks --json`, `alliance stale --json`: talks without events.", talks=many(record(**TALK))
    )


def _talk() -> Schema:
    return document("talk", "`alliance show --json`: a talk with its events and all its claims.", **TALK,
                    events=many(record(**EVENT)), claims=many(STEP), judgements=many(JUDGEMENT),
                    notes=many(NOTE))  # fmt: skip


def _why() -> Schema:
    return document("why", "`alliance why --json`: every claim of a talk with the rule it met.", talk=record(**TALK),
                    claims=many(STEP), judgements=many(JUDGEMENT), notes=many(NOTE))  # fmt: skip


def _companies() -> Schema:
    about = "`alliance companies list --json`."
    return document("companies", about, companies=many(record(**COMPANY)))


def _company() -> Schema:
    return document("company", "`alliance companies show --json`: a company with all its names.", **COMPANY,
                    notes=many(NOTE))  # fmt: skip


def _notes() -> Schema:
    sorts = {"enum": ["note", "tag", "link", "owner", "due", "expected"]}
    about = "`alliance note --json`, and `tag`, `link`, `owner` and `due`: the user's own notes"
    return document("notes", f"{about}; `due` also has what talks are expected to come to.",
                    notes=many({**NOTE, "properties": {**NOTE["properties"], "sort": sorts}}))  # fmt: skip


def _network() -> Schema:
    return document("network", "`alliance network --json`: companies and the ties between them.", roots=many(TEXT),
                    depth=NUMBER, as_of=maybe(DAY), companies=many(record(**NODE, distance=NUMBER)),
                    ties=many(TIE))  # fmt: skip


def _matrix() -> Schema:
    return document("matrix", "`alliance matrix --json`: companies against each other; the first talk of a tie is the "
                    "strongest.", as_of=maybe(DAY), companies=many(record(**NODE)), ties=many(TIE))  # fmt: skip


def _stats() -> Schema:
    rumours = record(opened=NUMBER, confirmed=NUMBER, abandoned=NUMBER, open=NUMBER, stale=NUMBER)
    return document("stats", "`alliance stats --json`: the ledger in figures.", as_of=maybe(DAY), talks=NUMBER,
                    by_status=_counted(Status), by_kind=_counted(Kind), by_year=COUNTS,
                    companies=many(record(name=TEXT, talks=NUMBER)), rumours=rumours)  # fmt: skip


def _dashboard() -> Schema:
    trouble = record(source=TEXT, problem=TEXT, since=TEXT)
    return document("dashboard", "`alliance dashboard --json`: the ledger in a screenful.", ledger=TEXT, reports=NUMBER,
                    claims=NUMBER, talks=NUMBER, companies=NUMBER, first_published=maybe(DAY),
                    last_published=maybe(DAY),
                    by_status=COUNTS, latest=many(record(**TALK)), open_rumours=many(record(**TALK)),
                    troubles=many(trouble), due=many(NOTE))  # fmt: skip


def _changes() -> Schema:
    change = record(talk=TALK_ID, slug=TEXT, parties=many(TEXT), roles=ROLES, kind=word(Kind),
                    before=maybe(word(Status)), status=word(Status), stage=word(Stage), doubtful=FLAG,
                    what=TEXT)  # fmt: skip
    about = "What a writing command changed: `--json` with `alliance add`, `ingest`, `judge`, `undo`, `review CLAIM`."
    return document("changes", about, dry_run=FLAG, changes=many(change), gone=many(TEXT))


def _extract() -> Schema:
    body = record(id=TEXT, publisher=TEXT, published=maybe(TEXT), language=TEXT, talks=many(CLAIM))
    about = "One line of `alliance extract --json`: what one report claims."
    return _titled("extract", about, body)


def _transitions() -> Schema:
    turned = record(what=TEXT, was=TEXT, now=TEXT, before=maybe(word(Status)), **TALK, quote=TEXT, title=TEXT, url=TEXT)
    return document("transitions", "`alliance changes --json`: what is new or turned.", since=maybe(TEXT),
                    count=NUMBER, transitions=many(turned))  # fmt: skip


def _log() -> Schema:
    entry = record(number=NUMBER, at=TIME, command=TEXT, effect=TEXT, undoes=maybe(NUMBER), taken_back=FLAG)
    return document("log", "`alliance log --json`: every command that wrote.", log=many(entry))


def _search() -> Schema:
    hit = record(report=TEXT, title=TEXT, publisher=TEXT, published=maybe(TEXT), url=TEXT, snippet=TEXT,
                 talks=many(TALK_ID), doubtful=many(TALK_ID))  # fmt: skip
    return document("search", "`alliance search --json`: reports by their words.", query=TEXT, hits=many(hit),
                    notes=many(NOTE))  # fmt: skip


_TRACK = record(
    origin=TEXT, rumours=NUMBER, confirmed=NUMBER, abandoned=NUMBER, open=NUMBER, stale=NUMBER, resolved=NUMBER,
    median_days=maybe({"type": "number"}), hit_rate=maybe(SHARE), low=maybe(SHARE), high=maybe(SHARE), shown=TEXT,
)  # fmt: skip


_OUTLET = record(publisher=TEXT, reports=NUMBER, own=NUMBER, relayed=NUMBER, relays=TEXT)


def _sources() -> Schema:
    return document("sources", "`alliance sources --json`: the track record of origins, and what publishers relay.",
                    publishers=many(_OUTLET), reference=TEXT, sources=many(_TRACK))  # fmt: skip


def _publishers() -> Schema:
    return document("publishers", "`alliance sources --relays --json`: what publishers had themselves and relayed.",
                    publishers=many(_OUTLET))  # fmt: skip


def _rumours() -> Schema:
    rumour = record(talk=TALK_ID, slug=TEXT, parties=many(TEXT), roles=ROLES, kind=word(Kind), origin=TEXT, first=DAY,
                    outcome=TEXT, days=maybe({"type": "integer"}))  # fmt: skip
    return document("rumours", "`alliance sources show --json`: the rumours that one origin had first.", record=_TRACK,
                    rumours=many(rumour))  # fmt: skip


def _odds() -> Schema:
    share = maybe(SHARE)
    chance = record(
        talk=TALK_ID, slug=TEXT, parties=many(TEXT), roles=ROLES, kind=word(Kind), stage=word(Stage), origin=TEXT,
        first=DAY, age=NUMBER, rate=share, low=share, high=share, hits=NUMBER, cases=NUMBER, by=many(TEXT), of=TEXT,
        shown=TEXT,
    )  # fmt: skip
    return document("odds", "`alliance odds --json`: how often rumours like those that are open came true.",
                    reference=TEXT, odds=many(chance))  # fmt: skip


def _review() -> Schema:
    party = record(name=TEXT, company=TEXT, role=word(Role), candidates=many(TEXT))
    unlike = record(field={"enum": [*COMPARED, "date", "parties"]}, counts=TEXT, reads=TEXT)
    reading = record(reader=TEXT, reads=word(Reads), claim=TEXT, unlike=many(unlike), quote=TEXT)
    item = record(claim=TEXT, talk=TEXT, others=many(TEXT), doubts=many(TEXT), effect=TEXT, confidence=SHARE,
                  parties=many(party), kind=word(Kind), status=word(Status),
                  **{f.word: f.type.schema for f in REVIEWED}, report=TEXT, title=TEXT, publisher=TEXT, url=TEXT,
                  quotes=many(TEXT), readings=many(reading))  # fmt: skip
    return document("review", "`alliance review --json`: claims that were read with doubt.", review=many(item))


def _readers() -> Schema:
    row = record(reader=TEXT, languages=TEXT, reads=TEXT, source=TEXT, counts=TEXT)
    about = (
        "`alliance readers --json`: who reads reports, and `orders`: whose reading counts of a text that several have "
        'read, the first named first, for a language or ("") for all; empty, with no `file`, where the last counts.'
    )
    order = record(language=TEXT, readers=many(TEXT))
    return document("readers", about, file=maybe(TEXT), orders=many(order), readers=many(row))


def _watches() -> Schema:
    watch = record(
        number=NUMBER,
        companies=many(TEXT),
        company_ids=many(TEXT),
        kinds=many(word(Kind)),
        statuses=many(word(Status)),
        region=TEXT,
    )
    return document("watches", "`alliance watch list --json`.", watches=many(watch))


_FEED = {
    "id": NUMBER, "name": TEXT, "url": TEXT, "state": {"enum": ["new", "fine", "failing", "paused"]}, "failing": FLAG,
    "failures": NUMBER, "last_error": TEXT, "last_attempt": maybe(TIME), "last_success": maybe(TIME),
    "next_due": maybe(TIME), "paused": TEXT,
}  # fmt: skip
_HELD = {
    "id": NUMBER, "locator": TEXT, "reason": TEXT, "kind": TEXT, "source": TEXT, "publisher": TEXT, "passing": FLAG,
    "tries": NUMBER, "first_seen": TIME, "last_seen": TIME, "next_try": maybe(TIME), "bytes": maybe(NUMBER),
}  # fmt: skip


def _feeds() -> Schema:
    return document("feeds", "`alliance feeds list --json`.", feeds=many(record(**_FEED)))


def _feed() -> Schema:
    whole = record(**_FEED, publisher=TEXT, site=TEXT, folder=TEXT, every=TEXT, full=FLAG, added=TIME, etag=TEXT,
                   last_modified=TEXT, moved_to=TEXT, error_passes=FLAG)  # fmt: skip
    return document("feed", "`alliance feeds show --json`: everything about one feed.", feed=whole)


def _checks() -> Schema:
    checked = record(id=maybe(NUMBER), name=TEXT, url=TEXT, entries=NUMBER, undated=NUMBER, latest=maybe(TIME),
                     problem=TEXT, faults=NUMBER)  # fmt: skip
    about = "`alliance feeds check --json`: what feeds give; `id` is null for an address that is not followed."
    return document("checks", about, checks=many(checked))


def _quarantine() -> Schema:
    about = "`alliance quarantine list --json`: what could not be read."
    return document("quarantine", about, quarantine=many(record(**_HELD)))


def _quarantined() -> Schema:
    about = "`alliance quarantine show --json`: one of them, where a bug was met, and the beginning of what was kept."
    return document("quarantined", about, quarantined=record(**_HELD, trace=TEXT, content=TEXT))


def _check() -> Schema:
    return document("check", "`alliance check --json`: what is wrong with the ledger.", problems=many(TEXT))


def _change() -> Schema:
    about = "What `alliance ingest --on-change COMMAND` hands to its command: a talk that is new or turned."
    return document("change", about, talk=TALK_ID, slug=TEXT, parties=many(TEXT), roles=ROLES, kind=TEXT,
                    before=maybe(word(Status)), status=word(Status), stage=word(Stage), doubtful=FLAG,
                    what=TEXT)  # fmt: skip


def _explanation() -> Schema:
    place = {"field": {"enum": ["text", "title"]}, "start": NUMBER, "end": NUMBER}
    mention = record(surface=TEXT, **place, name=TEXT, sort=TEXT, company=TEXT, accepted=FLAG, why=many(TEXT))
    cue = record(words=TEXT, **place, frame=TEXT, rule=TEXT, parties=many(TEXT), kind=TEXT, dropped=TEXT)
    candidate = record(parties=many(TEXT), kind=TEXT, main=FLAG, score={"type": "number"}, rules=many(TEXT),
                       why=many(TEXT), dropped=TEXT)  # fmt: skip
    body = record(id=TEXT, language=TEXT, mentions=many(mention), cues=many(cue), candidates=many(candidate),
                  talks=many(CLAIM))  # fmt: skip
    about = "One line of `alliance extract --explain --json`: each name, cue and candidate on the way."
    return _titled("explanation", about, body)


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "timeline": _timeline, "talks": _talks, "talk": _talk, "why": _why, "companies": _companies, "company": _company,
    "rows": _rows, "network": _network, "matrix": _matrix, "stats": _stats, "dashboard": _dashboard,
    "changes": _changes, "transitions": _transitions, "change": _change, "extract": _extract,
    "explanation": _explanation, "search": _search, "find": _find, "config": _config,
    "sources": _sources, "publishers": _publishers, "rumours": _rumours, "odds": _odds, "review": _review,
    "readers": _readers,
    "watches": _watches, "log": _log, "feeds": _feeds, "feed": _feed, "checks": _checks, "quarantine": _quarantine,
    "quarantined": _quarantined, "check": _check, "notes": _notes,
}  # fmt: skip
"""Name of a document -> its schema."""
