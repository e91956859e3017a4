"""The views of the ledger for other programs that read SQLite: their names and columns stay as they are.

docs/sql.md says what each column holds; what the tables beneath are called may change with any version.
"""

import sqlite3

from alliance_cli.claim_fields import CLAIM_FIELDS, TERM_COLUMNS
from alliance_cli.store.sight import COUNTS

_PRECISION = "CASE " + " ".join(
    f"WHEN v.published_flags LIKE '%\"{p}-only\"%' THEN '{p}'" for p in ("month", "quarter", "half", "year")
) + " ELSE 'day' END"  # fmt: skip
"""How exactly the day of publication of a revision `v` is known."""
_DAY = "substr(coalesce(v.published, v.read_at), 1, 10)"
_MONTHS_INTO = {"quarter": 3, "half": 6, "year": 12}
_FIRST_DAY = f"CASE {_PRECISION} WHEN 'day' THEN {_DAY} WHEN 'month' THEN date({_DAY}, 'start of month') " + " ".join(
    f"WHEN '{span}' THEN date({_DAY}, 'start of month', '-' || ((substr({_DAY}, 6, 2) - 1) % {months}) || ' months')"
    for span, months in _MONTHS_INTO.items()
) + " END"  # fmt: skip
"""The first day that the date of publication can mean."""


def _said(column: str) -> str:
    """A column of a claim `c` as it counts in the step `s`: corrected where it was."""
    return f"CASE WHEN s.corrected IS NULL THEN c.{column} ELSE json_extract(s.corrected, '$.{column}') END"


def _joined(listed: str) -> str:
    """A JSON list as text."""
    return f"coalesce((SELECT group_concat(value, '; ') FROM json_each({listed})), '')"


_LISTS = {"advisers", "regulators", "conditions"}


def _terms(table: str, prefix: str = "") -> str:
    """The terms of a deal, each as a column of a view."""
    named = ((column, f"{table}.{prefix}{column}") for column in TERM_COLUMNS)
    return ", ".join(f"{_joined(kept) if column in _LISTS else kept} AS {column}" for column, kept in named)


_NAMES = (
    "(SELECT group_concat(name, ' – ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company"
    " WHERE p.talk = t.id ORDER BY p.position))"
)


def _with_roles(*roles: str) -> str:
    """The companies of a talk `t` that are one of these in it."""
    named = ", ".join(f"'{role}'" for role in roles)
    return (
        "coalesce((SELECT group_concat(name, '; ') FROM (SELECT n.name FROM talk_parties p JOIN companies n"
        f" ON n.id = p.company WHERE p.talk = t.id AND p.role IN ({named}) ORDER BY p.position)), '')"
    )


_ROLES = (
    "(SELECT group_concat(role, '; ') FROM (SELECT p.role FROM talk_parties p WHERE p.talk = t.id ORDER BY p.position))"
    f" AS roles, {_with_roles('buyer', 'investor')} AS buyers, {_with_roles('target', 'unit')} AS targets,"
    f" {_with_roles('seller')} AS sellers"
)
"""What each party of a talk `t` is, in their order, and who buys what from whom."""

_ALL_SAID = ", ".join(f"{_said(column)} AS said_{column}" for field in CLAIM_FIELDS for column in field.columns)
_CLAIMS = f"""
  SELECT s.talk, s.position + 1 AS number, c.id AS claim_id, s.status, s.rule, s.changed AS turned,
    s.new_origin, s.rule <> 'unreviewed' AS counts, {_ALL_SAID},
    v.report AS report_id, v.publisher, v.title, v.url, {_FIRST_DAY} AS first_day, {_PRECISION} AS exact,
    CASE WHEN v.published IS NOT NULL AND {_PRECISION} = 'day' THEN substr(v.published, 1, 10) END AS published,
    coalesce((SELECT e.quote FROM evidence e WHERE e.claim = c.id ORDER BY e.position LIMIT 1), '') AS quote
  FROM steps s JOIN claims c ON c.id = s.claim JOIN revisions v ON v.id = c.revision
"""

_EVENTS = f"""
SELECT k.talk, {_NAMES} AS parties, t.kind AS talk_kind, t.status AS talk_status, t.doubtful AS talk_doubtful,
  k.number, coalesce(k.said_event_date, k.first_day) AS date, coalesce(k.said_event_precision, k.exact) AS precision,
  k.published, k.status, k.said_status AS claimed, k.said_stage AS stage, k.said_kind AS kind, k.said_basis AS basis,
  k.said_denied AS denied, k.said_on_hold AS on_hold,
  CASE WHEN k.said_basis = 'judgement' AND k.said_origin = 'unknown' THEN 'your judgement' ELSE k.said_origin END
    AS origin,
  {_joined("k.said_relayed_by")} AS relayed_by, k.said_speaker AS speaker, k.said_region AS region,
  k.said_subject AS subject, k.publisher, k.title, k.url, k.quote, k.turned, k.new_origin, k.counts,
  k.said_confidence AS confidence, k.rule, k.report_id, k.claim_id, {_terms("k", "said_")}, {_ROLES}
FROM ({_CLAIMS}) k JOIN talks t ON t.id = k.talk
"""

_TALKS = f"""
SELECT t.id, t.slug, {_NAMES} AS parties,
  (SELECT count(*) FROM talk_parties p WHERE p.talk = t.id) AS companies,
  t.kind, t.status, t.stage, t.doubtful, t.confidence, t.on_hold, t.confirmation_reported, t.end_reported,
  t.origins, t.reports, t.first_reported, t.last_reported, t.last_turn,
  {_joined("t.regions")} AS regions, {_joined("t.subjects")} AS subjects,
  coalesce((SELECT e.quote FROM evidence e WHERE e.claim = s.claim ORDER BY e.position LIMIT 1), '') AS quote,
  v.publisher, v.title, v.url, {_terms("t")}, {_ROLES}
FROM talks t JOIN steps s ON s.talk = t.id AND s.position =
    (SELECT max(position) FROM steps l WHERE l.talk = t.id AND l.changed = 1)
  JOIN claims c ON c.id = s.claim JOIN revisions v ON v.id = c.revision
"""

_PARTIES = """
SELECT p.talk, p.position + 1 AS position, p.company AS company_id, n.name AS company, n.country, n.sector,
  t.kind AS talk_kind, t.status AS talk_status, t.stage AS talk_stage, t.last_turn, p.role
FROM talk_parties p JOIN talks t ON t.id = p.talk JOIN companies n ON n.id = p.company
"""


def _identifiers(scheme: str) -> str:
    rows = f"SELECT DISTINCT value FROM identifiers WHERE company = c.id AND scheme = '{scheme}' AND {COUNTS}"
    return f"coalesce((SELECT group_concat(value, '; ') FROM ({rows} ORDER BY value)), '')"


_MERGED = (
    f"SELECT 1 FROM company_verdicts m WHERE m.other = c.id AND m.verdict = 'same' AND {COUNTS} AND NOT EXISTS"
    " (SELECT 1 FROM company_verdicts l WHERE l.id > m.id AND (l.operation NOT IN (SELECT operation FROM"
    " dead_operations)) AND ((l.kept = m.kept AND l.other = m.other) OR (l.kept = m.other AND l.other = m.kept)))"
)
"""A verdict that holds by which a company `c` counts as another."""

_COMPANIES = f"""
SELECT c.id, c.name, c.country, c.sector, count(t.id) AS talks,
  coalesce(sum(t.status = 'rumoured'), 0) AS rumoured, coalesce(sum(t.status = 'confirmed'), 0) AS confirmed,
  coalesce(sum(t.status = 'abandoned'), 0) AS abandoned, min(t.first_reported) AS first_reported,
  max(t.last_reported) AS last_reported, {_identifiers("ticker")} AS tickers, {_identifiers("lei")} AS lei,
  {_identifiers("cik")} AS cik, {_identifiers("wikidata")} AS wikidata, c.source
FROM companies c LEFT JOIN talk_parties p ON p.company = c.id LEFT JOIN talks t ON t.id = p.talk
WHERE c.visible = 1 AND (p.talk IS NOT NULL OR NOT EXISTS ({_MERGED}))
GROUP BY c.id
"""

VIEWS = {
    "talks_view": _TALKS, "events_view": _EVENTS, "companies_view": _COMPANIES, "talk_parties_view": _PARTIES,
}  # fmt: skip
"""Each view by its name."""

CORRECTED = """
-- Derived: a claim that a review corrected, as it counts: its columns, as JSON.
ALTER TABLE steps ADD COLUMN corrected TEXT;
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM reviews);
"""


def take_away(conn: sqlite3.Connection) -> None:
    """Take the views away, whichever version made them."""
    for name in VIEWS:
        conn.execute(f"DROP VIEW IF EXISTS {name}")


def lay(conn: sqlite3.Connection) -> None:
    """Make the views as this version has them, in place of those of an earlier one."""
    take_away(conn)
    for name, select in VIEWS.items():
        conn.execute(f"CREATE VIEW {name} AS {select}")
