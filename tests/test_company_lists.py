"""Public lists of companies: read as their publishers and spreadsheets write them, and no known company twice."""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.services.exchange.company_forms import without_marks
from tests.conftest import Run


def show(run: Run, name: str) -> dict[str, Any]:
    result = run("companies", "show", name, "--json")
    assert result.code == 0, result
    found: dict[str, Any] = json.loads(result.out)
    return found


def imported(run: Run, folder: Path, content: str | bytes, name: str = "list.csv") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    result = run("companies", "import", str(path))
    assert result.code == 0, result
    return result.err


def sec(*rows: tuple[int, str, str]) -> str:
    return json.dumps({str(i): {"cik_str": c, "ticker": t, "title": n} for i, (c, t, n) in enumerate(rows)})


def lei(*records: dict[str, str]) -> str:
    """A file as GLEIF lays it out; the keys are the columns, shortened."""
    columns = {
        "lei": "LEI", "name": "Entity.LegalName", "country": "Entity.LegalAddress.Country",
        "status": "Entity.EntityStatus", "registration": "Registration.RegistrationStatus",
        "other": "Entity.OtherEntityNames.OtherEntityName.1",
        "sort": "Entity.OtherEntityNames.OtherEntityName.1.type",
        "ascii": "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1",
        "heir": "Entity.SuccessorEntity.1.SuccessorLEI",
    }  # fmt: skip
    lines = [",".join(f'"{r.get(key, "")}"' for key in columns) for r in records]
    return "\r\n".join([",".join(f'"{c}"' for c in columns.values()), *lines])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("QUORVEX CORP /DE/", "QUORVEX CORP"), ("Nambuka Denki Co., Ltd./ADR", "Nambuka Denki Co., Ltd."),
        ("TARRAGATE PLC \\ NEW", "TARRAGATE PLC"), ("QUORVEX INC/DE", "QUORVEX INC"), ("ZETTA LTD/ CAN", "ZETTA LTD"),
        ("Zetta Acquisition Corp. III/Cayman Islands", "Zetta Acquisition Corp. III"), ("ZETTA CO/NEW/", "ZETTA CO"),
        ("Zettawool A/S / ADR", "Zettawool A/S"), ("ZETTA MOTOR CORP/", "ZETTA MOTOR CORP"), ("ZETTA \\DE\\", "ZETTA"),
        ("ZETTAMAB A/S", "ZETTAMAB A/S"), ("Zetta-Busch SA/NV", "Zetta-Busch SA/NV"), ("M/Z Homes, Inc.", "M/Z Homes, Inc."),
        ("ZETTA/FROST BANKERS, INC.", "ZETTA/FROST BANKERS, INC."), ("ZETTA INC /MD/ /ADV/", "ZETTA INC"),
    ],
)  # fmt: skip
def test_the_marks_of_edgar_are_no_part_of_a_name(written: str, name: str) -> None:
    assert without_marks(written) == name


class TestTheSecsLists:
    def test_a_known_company_gains_its_codes_and_keeps_its_names(self, run: Run, tmp_path: Path) -> None:
        rows = [
            (70858, "BAC", "BANK OF AMERICA CORP /DE/"), (1, "FORD", "FORWARD INDUSTRIES, INC."), (2, "DHI", "HORTON D R INC"),
            (896159, "CB", "Chubb Ltd"), (4, "CASY", "CASEYS GENERAL STORES INC"), (5, "ZZT", "ZETTA TRONIX HOLDINGS /DE/"),
        ]  # fmt: skip
        told = imported(run, tmp_path, sec(*rows), "company_tickers.json")
        assert "2 companies new" in told
        assert show(run, "BAC")["id"] == show(run, "Bank of America")["id"] == "bank-of-america"
        assert show(run, "ford")["id"] == "ford-motor"
        assert show(run, "DHI")["id"] == "dr-horton"
        assert "cik:896159" in show(run, "Chubb Ltd")["identifiers"]
        assert show(run, "Zetta Tronix Holdings")["identifiers"] == ["ticker:ZZT", "cik:5"]
        assert "0 companies new, 0 known" in imported(run, tmp_path, sec(*rows), "company_tickers.json")

    def test_a_ticker_that_was_given_to_another_is_another_company(self, run: Run, tmp_path: Path) -> None:
        imported(run, tmp_path, sec((1, "LU", "Lufax Holding Ltd")), "company_tickers.json")
        assert show(run, "Lufax")["id"] == "lufax"
        assert show(run, "Lucent Technologies")["id"] == "lucent-technologies"

    def test_the_table_by_exchanges_is_read_too(self, run: Run, tmp_path: Path) -> None:
        fields = ["cik", "name", "ticker", "exchange"]
        data = [
            [7, "Zetta Systems Inc.", "ZS", "NYSE"],
            [7, "Zetta Systems Inc.", "ZS-PA", None],
            [8, "QUORVEX /DE/", None, None],
        ]
        told = imported(run, tmp_path, json.dumps({"fields": fields, "data": data}), "company_tickers_exchange.json")
        assert "3 rows (sec): 2 companies new" in told
        assert show(run, "ZS-PA")["id"] == "zetta-systems"

    @pytest.mark.parametrize(
        "text",
        [
            '{"fields": ["cik", "seriesId", "symbol"], "data": [[1, "S1", "ABC"]]}',
            '{"fields": 1}',
            "[1]",
            "[]{",
            '{"a": []}',
        ],
    )
    def test_other_json_is_refused_in_words(self, text: str, run: Run, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_text(text)
        result = run("companies", "import", str(tmp_path / "x.json"))
        assert (result.code, result.err.count("\n")) == (65, 1)
        assert "company_tickers.json" in result.err
        assert "Error" not in result.err


@pytest.mark.parametrize(
    "raw",
    [
        "Name;Country;Ticker\r\nNägele Werke AG;Germany;NAG\r\n".encode("cp1252"),
        "Name\tCountry\tTicker\r\nNägele Werke AG\tDE\tNAG\r\n".encode("utf-16"),
        "\ufeffname,country,ticker\r\n\"Nägele Werke AG\",DE,NAG\r\n".encode(),
        b"sep=;\r\nname;country;ticker\r\nN\xc3\xa4gele Werke AG;DE;NAG\r\n",
        b"Company Name|Country|Ticker|\r\nN\xc3\xa4gele\xc2\xa0Werke AG|DE|NAG|\r\n",
        "Unternehmen\tLand\tKürzel\nNägele Werke AG\tDE\tNAG\n".encode(),
        "Raison sociale;Pays;Ticker\nNägele Werke AG;DE;NAG\n".encode(),
        "会社名,国,証券コード\nNägele Werke AG,DE,NAG\n".encode(),
        b'"sep=,"\nName,Country,Ticker\n"N\xc3\xa4gele\nWerke AG",DE,NAG\n',
    ],
)  # fmt: skip
def test_a_list_is_read_as_a_spreadsheet_writes_it(raw: bytes, run: Run, tmp_path: Path) -> None:
    assert "1 row (csv): 1 company new" in imported(run, tmp_path, raw)
    company = show(run, "NAG")
    assert (company["name"], company["country"]) == ("Nägele Werke AG", "DE")


@pytest.mark.parametrize("raw", [b"PK\x03\x04" + bytes(40), bytes(range(256)), b"\x1f\x8b\x08" + bytes(20)])
def test_what_is_no_text_is_refused_in_words(raw: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(raw)
    result = run("companies", "import", str(tmp_path / "x.xlsx"))
    assert (result.code, result.err.count("\n"), "as CSV" in result.err) == (65, 1, True)


A, B, C, D = (f"529900ZZZZZZZZZZZZ{n:02}" for n in range(1, 5))


class TestLeiRecords:
    def test_duplicates_and_what_was_annulled_are_no_companies(self, run: Run, tmp_path: Path) -> None:
        same = {"name": "Brandauer Werktechnik AG", "country": "DE"}
        records = (
            {"lei": B, **same, "registration": "DUPLICATE", "heir": A, "status": "INACTIVE"},
            {"lei": A, **same, "status": "ACTIVE", "registration": "ISSUED"},
            {"lei": C, **same, "registration": "ANNULLED"}, {"lei": D, **same, "registration": "DUPLICATE"},
        )  # fmt: skip
        assert "1 company new" in imported(run, tmp_path, lei(*records))
        assert show(run, "Brandauer Werktechnik")["id"] == show(run, A)["id"] == show(run, B)["id"]
        assert "0 companies new, 0 known" in imported(run, tmp_path, lei(*records))

    def test_it_is_found_by_its_transliterated_and_its_former_names(self, run: Run, tmp_path: Path) -> None:
        records = (
            {"lei": A, "name": "株式会社野澤産業", "country": "JP", "ascii": "NOZAWA SANGYO K.K."},
            {"lei": B, "name": "Neue Zetta GmbH", "country": "DE", "other": "Olde Zetta GmbH",
             "sort": "PREVIOUS_LEGAL_NAME"},
        )  # fmt: skip
        imported(run, tmp_path, lei(*records))
        assert f"lei:{A}" in show(run, "Nozawa Sangyo")["identifiers"]
        assert f"lei:{B}" in show(run, "Olde Zetta")["identifiers"]

    def test_a_renamed_company_is_one_and_one_that_was_taken_over_is_its_own(self, run: Run, tmp_path: Path) -> None:
        gone = {"country": "DE", "status": "INACTIVE", "registration": "RETIRED", "heir": B}
        records = (
            {"lei": A, "name": "Olde Zetta GmbH", **gone}, {"lei": C, "name": "Taken Quorvex GmbH", **gone},
            {"lei": B, "name": "Neue Zetta GmbH", "country": "DE", "status": "ACTIVE", "other": "Olde Zetta GmbH",
             "sort": "PREVIOUS_LEGAL_NAME"},
        )  # fmt: skip
        assert "2 companies new" in imported(run, tmp_path, lei(*records))
        assert show(run, "Olde Zetta")["id"] == show(run, "Neue Zetta")["id"] != show(run, "Taken Quorvex")["id"]

    def test_a_former_name_that_another_bears_is_the_others(self, run: Run, tmp_path: Path) -> None:
        records = (
            {
                "lei": B,
                "name": "Neue Zetta GmbH",
                "country": "DE",
                "other": "Zettabau AG",
                "sort": "PREVIOUS_LEGAL_NAME",
            },
            {"lei": A, "name": "Zettabau AG", "country": "DE"},
        )
        imported(run, tmp_path, lei(*records))
        assert f"lei:{A}" in show(run, "Zettabau")["identifiers"]

    def test_a_known_company_is_known_where_it_is_only_registered(self, run: Run, tmp_path: Path) -> None:
        records = (
            {"lei": A, "name": "AIRBUS SE", "country": "NL"}, {"lei": B, "name": "Alibaba Group Holding Limited", "country": "KY"},
            {"lei": C, "name": "Airbus GmbH", "country": "CH"},
        )  # fmt: skip
        assert "1 company new" in imported(run, tmp_path, lei(*records))
        assert show(run, A)["id"] == show(run, "Airbus SE")["id"] == "airbus"
        assert show(run, B)["id"] == show(run, "Alibaba")["id"]

    def test_two_records_of_one_name_in_one_country_are_one_company(self, run: Run, tmp_path: Path) -> None:
        records = (
            {"lei": A, "name": "Zetta Family LLC", "country": "US"},
            {"lei": B, "name": "ZETTA FAMILY, LLC", "country": "US"},
        )
        assert "1 company new" in imported(run, tmp_path, lei(*records))
        assert show(run, "Zetta Family")["id"] == show(run, A)["id"] == show(run, B)["id"]


class TestOneName:
    """Second lines and units under a name by which any text means a known company."""

    def test_they_are_that_companys_and_found_by_all_their_codes(self, run: Run, tmp_path: Path) -> None:
        rows = [(887028, "RIO", "RIO TINTO LTD"), (863064, "RTPPF", "RIO TINTO PLC"), (1610520, "UBS", "UBS Group AG"),
                (1114446, "AMUB", "UBS AG"), (831001, "C", "CITIGROUP INC"), (1472033, "JTGEY", "Citibank,N.A."),
                (41091, "GPJA", "GEORGIA POWER CO"), (92122, "SO", "SOUTHERN CO")]  # fmt: skip
        assert "0 companies new" in imported(run, tmp_path, sec(*rows), "company_tickers.json")
        assert show(run, "RTPPF")["id"] == show(run, "Rio Tinto plc")["id"] == show(run, "Rio Tinto")["id"]
        assert {"cik:887028", "cik:863064"} <= set(show(run, "Rio Tinto")["identifiers"])
        assert show(run, "AMUB")["id"] == show(run, "UBS AG")["id"] == "ubs"
        assert show(run, "JTGEY")["id"] == "citigroup"
        assert show(run, "Georgia Power Co")["id"] == "southern-company"
        assert "0 companies new, 0 known" in imported(run, tmp_path, sec(*rows), "company_tickers.json")
        run("export", "--format", "jsonl", "-o", str(tmp_path / "out.jsonl"))
        run("undo")
        assert run("companies", "show", "RTPPF").code == 1
        run("import", str(tmp_path / "out.jsonl"))
        assert {"cik:887028", "cik:863064"} <= set(show(run, "RTPPF")["identifiers"])

    def test_other_companies_keep_their_own_names_and_only_those(self, run: Run, tmp_path: Path) -> None:
        rows = [(875320, "VRTX", "VERTEX PHARMACEUTICALS INC"), (1806837, "VERX", "Vertex, Inc."),
                (733099, "RCI", "ROGERS COMMUNICATIONS INC"), (84748, "ROG", "ROGERS CORP")]  # fmt: skip
        assert "2 companies new" in imported(run, tmp_path, sec(*rows), "company_tickers.json")
        assert show(run, "Vertex")["id"] == "vertex-pharmaceuticals" != show(run, "VERX")["id"]
        assert show(run, "Rogers Corp")["id"] == show(run, "ROG")["id"] != show(run, "Rogers")["id"]
        assert show(run, "Rogers Corporation")["id"] == show(run, "ROG")["id"]
        assert show(run, "Vertex Incorporated")["id"] == show(run, "VERX")["id"]

    def test_units_abroad_go_by_the_whole_name_alone(self, run: Run, tmp_path: Path) -> None:
        records = (
            {"lei": A, "name": "Siemens Mobility, s.r.o.", "country": "CZ", "other": "Olde Zettabahn s.r.o.",
             "sort": "PREVIOUS_LEGAL_NAME"},
            {"lei": B, "name": "Honda Ltd", "country": "GB"}, {"lei": C, "name": "Commercial Metals Limited", "country": "NZ"},
        )  # fmt: skip
        assert "2 companies new" in imported(run, tmp_path, lei(*records))
        assert show(run, A)["id"] == show(run, "Siemens Mobility, s.r.o.")["id"] == "siemens-mobility"
        assert run("companies", "show", "Olde Zettabahn").code == 1
        assert show(run, "Commercial Metals")["id"] == "commercial-metals" != show(run, C)["id"]

    def test_no_list_gives_a_known_name_another_meaning(self, run: Run, tmp_path: Path) -> None:
        names = ["Rogers", "Vertex", "Honda", "Gap", "Target", "GM", "Nestlé", "BofA", "F", "HMC", "Bank of America"]
        imported(run, tmp_path, "name\nZettaron Ltd\n")
        before = {name: show(run, name)["id"] for name in names}
        forms = ("Corp", "Holdings Inc", "Group plc", "")
        rows = [(9000000 + 10 * i + j, f"ZZ{i}{j}", f"{name} {form}".upper())
                for i, name in enumerate(names) for j, form in enumerate(forms)]  # fmt: skip
        imported(run, tmp_path, sec(*rows), "company_tickers.json")
        imported(run, tmp_path, "name;country;ticker\n" + "".join(f"{name} Ltd;NZ;{name}\n" for name in names))
        assert {name: show(run, name)["id"] for name in names} == before

    def test_a_name_in_translation_is_the_known_companys(self, run: Run, tmp_path: Path) -> None:
        rows = [(1061736, "FMX", "MEXICAN ECONOMIC DEVELOPMENT INC"), (1347557, "PAC", "Pacific Airport Group")]
        assert "0 companies new" in imported(run, tmp_path, sec(*rows), "company_tickers.json")
        assert show(run, "FMX")["id"] == "femsa"

    def test_of_two_that_go_by_it_the_one_that_is_called_so(self, run: Run, tmp_path: Path) -> None:
        rows = [(1116578, "PUK", "PRUDENTIAL PLC"), (1137774, "PRU", "PRUDENTIAL FINANCIAL INC")]
        assert "0 companies new" in imported(run, tmp_path, sec(*rows), "company_tickers.json")
        assert show(run, "PUK")["id"] == "prudential"
        assert show(run, "Prudential Financial")["id"] == "prudential-financial"


def gleif_json(*records: dict[str, str]) -> str:
    """The golden copy: each value in an object of its own."""
    made = []
    for r in records:
        other = {"@xml:lang": "de", "@type": r.get("sort", "TRADING_OR_OPERATING_NAME"), "$": r.get("other", "")}
        entity = {"LegalName": {"@xml:lang": "de", "$": r["name"]}, "OtherEntityNames": {"OtherEntityName": [other]},
                  "TransliteratedOtherEntityNames": {"TransliteratedOtherEntityName": {"@type": "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME", "$": r.get("ascii", "")}},
                  "LegalAddress": {"Country": {"$": r["country"]}}, "EntityStatus": {"$": r.get("status", "ACTIVE")}}  # fmt: skip
        if "heir" in r:
            entity["SuccessorEntity"] = [{"SuccessorLEI": {"$": r["heir"]}}]
        registration = {"RegistrationStatus": {"$": r.get("registration", "ISSUED")}}
        made.append({"LEI": {"$": r["lei"]}, "Entity": entity, "Registration": registration})
    return json.dumps({"records": made}, ensure_ascii=False)


def gleif_api(*records: dict[str, str]) -> str:
    """An answer of the API."""
    made = []
    for r in records:
        entity = {"legalName": {"name": r["name"], "language": "de"}, "legalAddress": {"country": r["country"]},
                  "otherNames": [{"name": r["other"], "type": r["sort"]}] if "other" in r else [],
                  "transliteratedOtherNames": [{"name": r["ascii"], "type": "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME"}] if "ascii" in r else [],
                  "status": r.get("status", "ACTIVE"), "successorEntity": {"lei": r.get("heir"), "name": None}}  # fmt: skip
        attributes = {"lei": r["lei"], "entity": entity, "registration": {"status": r.get("registration", "ISSUED")}}
        made.append({"type": "lei-records", "id": r["lei"], "attributes": attributes})
    return json.dumps({"meta": {"goldenCopy": {"publishDate": "2026-01-01"}}, "data": made}, indent=2)


def gleif_xml(*records: dict[str, str]) -> str:
    """The golden copy in the LEI-CDF format."""
    made = []
    for r in records:
        other = f'<lei:OtherEntityNames><lei:OtherEntityName type="{r["sort"]}">{r["other"]}</lei:OtherEntityName></lei:OtherEntityNames>' if "other" in r else ""  # fmt: skip
        ascii_ = f'<lei:TransliteratedOtherEntityNames><lei:TransliteratedOtherEntityName type="AUTO_ASCII_TRANSLITERATED_LEGAL_NAME">{r["ascii"]}</lei:TransliteratedOtherEntityName></lei:TransliteratedOtherEntityNames>' if "ascii" in r else ""  # fmt: skip
        heir = f"<lei:SuccessorEntity><lei:SuccessorLEI>{r['heir']}</lei:SuccessorLEI></lei:SuccessorEntity>" if "heir" in r else ""  # fmt: skip
        made.append(
            f'<lei:LEIRecord><lei:LEI>{r["lei"]}</lei:LEI><lei:Entity><lei:LegalName xml:lang="de">{r["name"]}</lei:LegalName>'
            f"{other}{ascii_}<lei:LegalAddress><lei:Country>{r['country']}</lei:Country></lei:LegalAddress>"
            f"<lei:EntityStatus>{r.get('status', 'ACTIVE')}</lei:EntityStatus>{heir}</lei:Entity><lei:Registration>"
            f"<lei:RegistrationStatus>{r.get('registration', 'ISSUED')}</lei:RegistrationStatus></lei:Registration></lei:LEIRecord>"
        )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?><lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016">'
        f"<lei:LEIHeader/><lei:LEIRecords>{''.join(made)}</lei:LEIRecords></lei:LEIData>"
    )


def zipped(text: str, *names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text)
    return held.getvalue()


RECORDS = (
    {"lei": A, "name": "株式会社野澤産業", "country": "JP", "ascii": "NOZAWA SANGYO K.K."},
    {"lei": B, "name": "Neue Zetta GmbH", "country": "DE", "other": "Olde Zetta GmbH", "sort": "PREVIOUS_LEGAL_NAME"},
    {"lei": C, "name": "Neue Zetta GmbH", "country": "DE", "registration": "DUPLICATE", "status": "INACTIVE", "heir": B},
    {"lei": D, "name": "Zetta &amp; Söhne", "country": "AT", "registration": "ANNULLED"},
)  # fmt: skip


@pytest.mark.parametrize("made", [lei, gleif_json, gleif_api, gleif_xml])
@pytest.mark.parametrize("packed", ["", "zip", "gz"])
def test_lei_records_are_the_same_in_each_form(made: Any, packed: str, run: Run, tmp_path: Path) -> None:
    text = made(*RECORDS)
    raw = {"zip": lambda: zipped(text, "lei2.txt"), "gz": lambda: gzip.compress(text.encode())}.get(
        packed, text.encode
    )()
    assert "4 rows (gleif): 2 companies new" in imported(run, tmp_path, raw, f"lei2.{packed}")
    assert f"lei:{A}" in show(run, "Nozawa Sangyo")["identifiers"]
    assert show(run, "Olde Zetta")["id"] == show(run, C)["id"] == show(run, "Neue Zetta")["id"]


def test_lei_records_come_one_by_one_and_in_lines(run: Run, tmp_path: Path) -> None:
    one = json.dumps({"data": json.loads(gleif_api(RECORDS[1]))["data"][0]})
    assert "1 row (gleif): 1 company new" in imported(run, tmp_path, one, "one.json")
    lines = "\n".join(json.dumps(record) for record in json.loads(gleif_json(*RECORDS))["records"])
    assert "4 rows (gleif): 1 company new" in imported(run, tmp_path, lines, "lines.jsonl")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (gleif_json(*RECORDS)[:-40].encode(), "to its end"), (gleif_xml(*RECORDS)[:-60].encode(), "to its end"),
        (gzip.compress(gleif_json(*RECORDS).encode())[:-30], "cut short"),
        (zipped(lei(*RECORDS), "a.csv", "b.csv"), "several lists"), (zipped("x", "picture.png"), "no list"),
        (zipped(lei(*RECORDS) + "\n" * 12_000_000, "a.csv"), "unpacks to more"),
        (gleif_xml(*RECORDS).replace("<lei:LEIHeader/>", "<x>" + ("<lei:y>" + "z" * 4_000_000 + "</lei:y>") * 5 + "</x>").encode(), "too long"),
        (b'{"records": [{"LEI": ' + b"[" * 100_000, "nested"),
    ],
    ids=range(8),
)  # fmt: skip
def test_lists_that_are_damaged_or_meant_to_do_harm_are_refused_whole(
    raw: bytes, said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "list").write_bytes(raw)
    result = run("companies", "import", str(tmp_path / "list"))
    assert (result.code, result.err.count("\n")) == (65, 1)
    assert said in result.err
    assert run("companies", "show", "Neue Zetta").code == 1


def test_a_workbook_is_a_list_too(run: Run, tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "list.xlsx") as book:
        for at, cells in enumerate(
            [["Our companies"], ["Name", "Country", "Ticker", "CIK"], ["Nägele Werke AG", "DE", "NAG", 77]]
        ):
            book.add_worksheet() if not at else None
            book.worksheets()[0].write_row(at, 0, cells)
    assert "1 row (csv): 1 company new" in run("companies", "import", str(tmp_path / "list.xlsx")).err
    assert show(run, "NAG")["identifiers"] == ["ticker:NAG", "cik:77"]


def test_a_company_that_only_reports_have_named_gets_no_second_meaning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nissan Motor and Zettabau AG are in talks on a merger, the companies said.\n")
    run("ingest", "-q", str(tmp_path / "a.txt"))
    known = show(run, "Zettabau")["id"]
    imported(run, tmp_path, "name,country\nZettabau AG,DE\nZettabau Ltd,GB\nZettabau Inc,US\n")
    assert show(run, "Zettabau")["id"] == show(run, "Zettabau AG")["id"] == known
    assert show(run, "Zettabau Ltd")["id"] != known
    assert run("timeline", "Zettabau").code == 0
