"""The packaged companies: tables that parse and agree with each other, and names that find the right company."""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import alliance_cli
from alliance_cli import names
from alliance_cli.gazetteer import Match, PackagedGazetteer, keys_of, packaged, parse_line
from alliance_cli.models import Alias, Company, Parent
from alliance_cli.services.keeping import opening
from alliance_cli.store.known import LedgerGazetteer

TABLES = sorted((Path(alliance_cli.__file__).parent / "data" / "companies").glob("*.tsv"))
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def _rows() -> list[tuple[str, str]]:
    return [
        (table.stem, line)
        for table in TABLES
        for line in table.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


ROWS = _rows()
COMPANIES = [parse_line(line, sector) for sector, line in ROWS]


def _look_up(name: str, day: date | None = None) -> set[str]:
    """The companies a name finds, as written or without its legal form, on a day."""
    matches = [*packaged().find(names.fold(name)), *packaged().find(names.key(name))]
    return {m.company for m in matches if day is None or _holds(m, day)}


def _holds(span: Alias | Parent | Match, day: date) -> bool:
    return (span.since is None or span.since <= day) and (span.until is None or day < span.until)


def _owners(company_id: str, day: date) -> set[str]:
    company = packaged().company(company_id)
    assert company is not None
    return {parent.company for parent in company.parents if _holds(parent, day)}


# The tables


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_no_line_holds_stray_space_or_an_empty_item(table: Path) -> None:
    bad = [line for sector, line in ROWS if sector == table.stem and _debris(line)]
    assert bad == []


def _debris(line: str) -> bool:
    fields = line.split("\t")
    items = [*fields[:3], *(item for field in fields[3:] if field for item in field.split("|"))]
    return (
        not 3 <= len(fields) <= 6
        or any(item != item.strip() or "  " in item or not item.strip("~") for item in items)
        or any(ord(char) < 32 or char in "\u00a0\u200b\ufeff" for field in fields for char in field)
    )


def test_ids_are_unique_over_all_tables() -> None:
    counts = Counter(company.id for company in COMPANIES)
    twice = {c.id: [o.sector for o in COMPANIES if o.id == c.id] for c in COMPANIES if counts[c.id] > 1}
    assert twice == {}


def test_ids_are_ascii_slugs() -> None:
    assert [company.id for company in COMPANIES if not SLUG.match(company.id)] == []


def test_countries_are_two_capital_letters() -> None:
    assert [(c.id, c.country) for c in COMPANIES if not re.fullmatch("[A-Z]{2}", c.country)] == []


def test_tickers_hold_no_space_and_do_not_repeat() -> None:
    bad = [c.id for c in COMPANIES if len(set(c.tickers)) < len(c.tickers) or any(" " in t for t in c.tickers)]
    assert bad == []


def test_every_parent_is_a_company_of_some_table() -> None:
    known = {company.id for company in COMPANIES}
    assert [(c.sector, c.id, p.company) for c in COMPANIES for p in c.parents if p.company not in known] == []


def test_spans_begin_before_they_end() -> None:
    bad = [
        (company.id, span)
        for company in COMPANIES
        for span in (*company.aliases, *company.parents)
        if span.since and span.until and span.since >= span.until
    ]
    assert bad == []


def test_no_company_lists_the_same_name_twice() -> None:
    bad = []
    for company in COMPANIES:
        spans = Counter((alias.name, alias.since, alias.until) for alias in company.aliases)
        bad += [(company.id, name) for (name, _, _), count in spans.items() if count > 1]
    assert bad == []


def test_no_company_is_owned_by_itself() -> None:
    """On no day on which an ownership begins do owners form a ring."""
    by_id = {company.id: company for company in COMPANIES}
    rings = [
        (company.id, day)
        for company in COMPANIES
        for day in {parent.since or date(2005, 1, 1) for parent in company.parents}
        if company.id in _ancestors(company, by_id, day)
    ]
    assert rings == []


def _ancestors(company: Company, by_id: dict[str, Company], day: date) -> set[str]:
    found: set[str] = set()
    todo = [company]
    while todo:
        above = {p.company for p in todo.pop().parents if _holds(p, day)} - found
        found |= above
        todo += [by_id[company_id] for company_id in above if company_id in by_id]
    return found


def test_there_are_at_least_fifteen_hundred_companies() -> None:
    assert len(packaged()) >= 1500


# Looking up


def test_every_name_finds_its_company_in_both_spellings() -> None:
    lost = [
        (company.id, name, spelling)
        for company in COMPANIES
        for name in (company.name, *(alias.name for alias in company.aliases))
        for spelling in (names.fold(name), names.key(name))
        if company.id not in {match.company for match in packaged().find(spelling)}
    ]
    assert lost == []


PLAIN = {
    "GM": "general-motors",
    "General Motors Corp": "general-motors",
    "VW": "volkswagen",
    "Volkswagen AG": "volkswagen",
    "大众汽车": "volkswagen",
    "Toyota Motor Corporation": "toyota-motor",
    "Nissan Motor Co., Ltd.": "nissan-motor",
    "日産自動車": "nissan-motor",
    "本田技研工業": "honda-motor",
    "Honda’s": "honda-motor",
    "Hyundai Motor Co.": "hyundai-motor",
    "現代自動車": "hyundai-motor",
    "현대자동차": "hyundai-motor",
    "现代汽车": "hyundai-motor",
    "BYD": "byd",
    "比亚迪": "byd",
    "CATL": "catl",
    "Contemporary Amperex Technology Co Ltd": "catl",
    "宁德时代": "catl",
    "BMW AG": "bmw",
    "Dr. Ing. h.c. F. Porsche AG": "porsche",
    "Fiat Chrysler Automobiles NV": "fiat-chrysler-automobiles",
    "PSA Peugeot Citroen": "groupe-psa",
    "Renault SA": "renault",
    "JLR": "jaguar-land-rover",
    "Škoda Auto": "skoda-auto",
    "Skoda Auto": "skoda-auto",
    "TSMC": "tsmc",
    "台積電": "tsmc",
    "SK hynix Inc.": "sk-hynix",
    "Robert Bosch GmbH": "robert-bosch",
    "ZF": "zf-friedrichshafen",
    "LG에너지솔루션": "lg-energy-solution",
    "Continental AG": "continental",
    "Uber Technologies Inc.": "uber",
    "小鹏汽车": "xpeng",
    "トヨタ": "toyota-motor",
    "AvtoVAZ": "avtovaz",
    "AT&T Inc.": "at-and-t",
}


@pytest.mark.parametrize(("name", "company"), sorted(PLAIN.items()))
def test_a_well_known_name_needs_no_context(name: str, company: str) -> None:
    matches = packaged().find(names.fold(name)) or packaged().find(names.key(name))
    assert [match.company for match in matches if not match.common_word] == [company]


@pytest.mark.parametrize(
    "word",
    [
        *("Apple", "Arm", "Bolt", "Caterpillar", "Continental", "Dodge", "Giant", "Grab", "Here", "Lime", "Lotus"),
        *("Lucid", "MAN", "Mini", "Orange", "Ouster", "Ram", "Saturn", "Screen", "Seat", "Sharp", "Smart", "Think"),
        *("Via", "Great Wall", "Better Place"),
    ],
)
def test_a_name_that_is_an_ordinary_word_needs_context(word: str) -> None:
    matches = packaged().find(names.fold(word))
    assert matches
    assert all(match.common_word for match in matches)


@pytest.mark.parametrize(
    ("name", "day", "company"),
    [
        ("Facebook", date(2012, 5, 18), "meta-platforms"),
        ("FCA", date(2019, 5, 27), "fiat-chrysler-automobiles"),
        ("PSA", date(2019, 10, 31), "groupe-psa"),
        ("Peugeot", date(2012, 2, 29), "groupe-psa"),
        ("Peugeot", date(2023, 3, 1), "automobiles-peugeot"),
        ("Daimler", date(2015, 6, 1), "mercedes-benz-group"),
        ("Delphi", date(2006, 3, 31), "delphi"),
        ("Delphi", date(2014, 3, 31), "aptiv"),
        ("SsangYong", date(2021, 4, 15), "kg-mobility"),
        ("Fuji Heavy Industries", date(2005, 10, 5), "subaru"),
        ("Renesas", date(2008, 1, 1), "renesas-technology"),
        ("Renesas", date(2018, 1, 1), "renesas-electronics"),
    ],
)
def test_a_name_means_the_company_that_bore_it_that_day(name: str, day: date, company: str) -> None:
    assert _look_up(name, day) == {company}


@pytest.mark.parametrize(
    ("name", "day"), [("Facebook", date(2024, 1, 1)), ("FCA", date(2023, 1, 1)), ("Daimler", date(2024, 1, 1))]
)
def test_a_name_given_up_means_nobody(name: str, day: date) -> None:
    assert _look_up(name, day) == set()


@pytest.mark.parametrize(
    ("name", "companies"),
    [
        ("Volvo", {"volvo", "volvo-cars"}),
        ("Mitsubishi", {"mitsubishi-motors", "mitsubishi-corporation"}),
        ("Tata", {"tata-motors", "tata-sons"}),
    ],
)
def test_a_name_several_companies_share_offers_them_all(name: str, companies: set[str]) -> None:
    assert companies <= _look_up(name)


@pytest.mark.parametrize(
    ("company", "day", "owners"),
    [
        ("opel", date(2009, 9, 10), {"general-motors"}),
        ("opel", date(2018, 1, 1), {"groupe-psa"}),
        ("opel", date(2022, 1, 1), {"stellantis"}),
        ("volvo-cars", date(2010, 3, 28), {"ford-motor"}),
        ("volvo-cars", date(2011, 1, 1), {"zhejiang-geely"}),
        ("jaguar-land-rover", date(2008, 3, 26), {"ford-motor"}),
        ("jaguar-land-rover", date(2009, 1, 1), {"tata-motors"}),
        ("chrysler", date(2005, 1, 1), {"daimlerchrysler"}),
        ("chrysler", date(2008, 10, 1), {"cerberus-capital-management"}),
        ("chrysler", date(2015, 1, 1), {"fiat-chrysler-automobiles"}),
        ("chrysler", date(2022, 1, 1), {"stellantis"}),
        ("saab-automobile", date(2009, 6, 16), {"general-motors"}),
        ("saab-automobile", date(2010, 6, 1), {"spyker-cars"}),
        ("fiat-chrysler-automobiles", date(2020, 1, 1), set()),
        ("groupe-psa", date(2021, 6, 1), {"stellantis"}),
        ("siemens-vdo", date(2007, 7, 25), {"siemens"}),
    ],
)
def test_owners_change_over_time(company: str, day: date, owners: set[str]) -> None:
    assert _owners(company, day) == owners


def test_an_unknown_name_finds_nothing() -> None:
    assert packaged().find(names.key("Zzyzx Road Motors Ltd")) == ()
    assert packaged().company("zzyzx-road-motors") is None


# The reader of a line


def test_a_line_is_read_into_a_company() -> None:
    line = "opel\t~Opel\tDE\tOPL.DE|OPL\tAdam Opel|~Blitz@..2001-02-03\tgm@..2017-08-01|stellantis@2021-01-16.."
    assert parse_line(line, "cars") == Company(
        id="opel",
        name="Opel",
        country="DE",
        tickers=("OPL.DE", "OPL"),
        aliases=(Alias("Adam Opel"), Alias("Blitz", None, date(2001, 2, 3), common_word=True)),
        parents=(Parent("gm", None, date(2017, 8, 1)), Parent("stellantis", date(2021, 1, 16), None)),
        sector="cars",
        common_word=True,
    )


def test_fields_left_out_at_the_end_of_a_line_are_empty() -> None:
    assert parse_line("gm\tGM\tUS", "cars") == Company(id="gm", name="GM", country="US", sector="cars")


def test_a_name_two_companies_bear_is_kept_once_for_each() -> None:
    first, second = parse_line("a\tTwin Motors\tUS\t\tTwin", "x"), parse_line("b\tTwin Cars\tUS\t\tTwin|TWIN", "x")
    gazetteer = PackagedGazetteer([first, second])
    assert [match.company for match in gazetteer.find("twin")] == ["a", "b"]
    assert {company.id for company in gazetteer} == {"a", "b"}


@pytest.mark.usefixtures("every_company")
def test_a_ledger_of_the_same_companies_answers_alike_in_the_same_order(tmp_path: Path) -> None:
    """What is read in a ledger and without one is the same only if both take the same of several companies."""
    shipped = packaged()
    keys = {key for company in shipped for key, _ in keys_of(company)}
    several = [key for key in sorted(keys) if len(shipped.find(key)) > 1]
    with closing(opening.for_writing(tmp_path / "ledger.db")) as conn:
        opening.seed(conn)
        known = LedgerGazetteer(conn)
        assert several
        for key in several:
            assert _companies(shipped.find(key)) == _companies(known.find(key)), key


def _companies(matches: Sequence[Match]) -> list[str]:
    return list(dict.fromkeys(match.company for match in matches))
