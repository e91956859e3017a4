"""The import of a list of 100,000 companies, against a bare sqlite3 that inserts the very rows it makes.

    python -m benchmarks.companies [COMPANIES]

Writes a list as CSV (name, alias, country, ticker, LEI), lets `alliance companies import` read it into an empty ledger
in a process of its own, then copies the rows that came of it into another empty ledger with `executemany`, in one
transaction and with the same indexes. Prints seconds, rows a second, their ratio and the most memory that was used.
Returns 1 if a company is missing, or if the import takes more than `LIMIT` times as long as the bare insert.
"""

import csv
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

COMPANIES = 100_000
LIMIT = 4
TABLES = ("companies", "company_records", "aliases", "identifiers")
"""What an import of names fills."""

_FIRST = "Al Bel Cor Dan El Far Gran Hol Im Jor Kal Lor Mar Nor Or Pel Quin Ros Sel Tor Ul Ver Wes Xan Yor Zel".split()
_MIDDLE = "a ba da e ga i ka la ma na o ra sa ta u va".split()
_LAST = "bridge dale field gate ham land mere port ridge stone ton wick wood worth".split()
_TRADES = "Analytics Chemicals Energy Foods Holdings Instruments Logistics Mining Robotics Systems".split()
_FORMS = (("Inc.", "US"), ("plc", "GB"), ("GmbH", "DE"), ("S.A.", "FR"), ("K.K.", "JP"), ("AB", "SE"))


def main(companies: int = COMPANIES) -> int:
    """Measure both and print them."""
    with tempfile.TemporaryDirectory() as folder:
        listed, ledger = Path(folder) / "companies.csv", Path(folder) / "ledger.db"
        _write(listed, companies)
        _empty(ledger)
        before = _counts(ledger)
        seconds = _import(ledger, listed)
        gained = {table: n - before[table] for table, n in _counts(ledger).items()}
        bare = _bare(ledger, Path(folder) / "bare.db")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows = sum(gained.values())
    ratio = seconds / bare
    print(
        f"alliance companies import  {seconds:6.2f} s  {companies / seconds:8.0f} companies/s  at most {memory:.0f} MB"
    )
    print(f"bare sqlite3 executemany   {bare:6.2f} s  {rows / bare:8.0f} rows/s, the same {rows} rows")
    print(f"ratio                      {ratio:6.2f}  (limit {LIMIT})")
    return int(gained["companies"] != companies or ratio >= LIMIT)


def _write(path: Path, companies: int) -> None:
    """So many companies with names of their own, the same every time."""
    dice = random.Random(1)
    stems = [f + a + b + z for f in _FIRST for a in _MIDDLE for b in _MIDDLE for z in _LAST]
    dice.shuffle(stems)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("name", "alias", "country", "ticker", "lei"))
        for number in range(companies):
            stem = stems[number % len(stems)]
            trade = _TRADES[(number // len(stems) + number) % len(_TRADES)]
            form, country = dice.choice(_FORMS)
            out.writerow((f"{stem} {trade} {form}", f"{stem} Group", country, f"T{number}", f"LEI{number:017}"))


def _empty(ledger: Path) -> None:
    from alliance_cli.services.keeping import opening

    opening.for_writing(ledger).close()


def _counts(ledger: Path) -> dict[str, int]:
    with closing(sqlite3.connect(ledger)) as conn:
        return {table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def _import(ledger: Path, listed: Path) -> float:
    command = [sys.executable, "-m", "alliance_cli", "--db", str(ledger), "companies", "import", str(listed), "-q"]
    began = time.perf_counter()
    subprocess.run(command, check=True, env=os.environ)
    return time.perf_counter() - began


def _bare(ledger: Path, target: Path) -> float:
    """Seconds to insert the rows that the import has made."""
    _empty(target)
    with closing(sqlite3.connect(ledger)) as conn:
        made = {t: conn.execute(f"SELECT * FROM {t} WHERE operation IS NOT NULL").fetchall() for t in TABLES}
        operations = conn.execute("SELECT * FROM operations").fetchall()
    with closing(sqlite3.connect(target)) as conn:
        began = time.perf_counter()
        with conn:
            for table, rows in (("operations", operations), *made.items()):
                conn.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:2])))
