"""Legal forms of the world and their written variants: in lists, on the command line, in reports."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli import names
from tests.conftest import Run

WRITTEN = (
    "Zettaron Pvt. Ltd.", "Zettaron Pvt Ltd", "Zettaron Private Limited", "Zettaron (Pvt.) Ltd.", "Zettaron A/S",
    "Zettaron, S.A. de C.V.", "Zettaron SA de CV", "Zettaron S.A.B. de C.V.", "Zettaron S. de R.L. de C.V.",
    "Zettaron Sp. z o.o.", "Zettaron sp. z o.o.", "Zettaron Public Company Limited", "Zettaron Public Co., Ltd.",
    "PT Zettaron Tbk", "JSC Zettaron", "Public Joint Stock Company Zettaron", "OOO Zettaron", 'OOO "Zettaron"',
    "SIA Zettaron", "Zettaron SIA", "UAB Zettaron", "Zettaron Sdn. Bhd.", "Zettaron Ltd. Şti.", "Zettaron A.Ş.",
    "Zettaron, a.s.,", "Zettaron d.o.o.", "Zettaron spol. s r.o.", "Zettaron S.p.A.", "Zettaron Co., Ltd.",
    "Zettaron GmbH & Co. KG", "Zettaron Aktiebolag", "Zettaron Société Anonyme", "Zettaron K.K.", "Zettaron OÜ",
    "Zettaron Limited Liability Company", "Zettaron ApS",
)  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_company_is_one_in_whichever_form_it_is_written(written: str, run: Run, tmp_path: Path) -> None:
    assert names.company_id(written) == "zettaron"
    path = tmp_path / "a.txt"
    path.write_text(f"{written} agreed to buy Honda, the companies said.\n")
    result = run("extract", "--json", str(path))
    ((talk,), err) = json.loads(result.out)["talks"], result.err
    assert ([party["company"] for party in talk["parties"]], err) == (["zettaron", "honda-motor"], "")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("株式会社ノザワ", "ノザワ"), ("ノザワ株式会社", "ノザワ"), ("㈱ノザワ", "ノザワ"), ("野泽股份有限公司", "野泽"),
        ("노자와 주식회사", "노자와"), ("ПАО «Зеттарон»", "зеттарон"), ("PT Bank Zettaron (Persero) Tbk", "bank zettaron"),
        ("Zettaron spółka z ograniczoną odpowiedzialnością", "zettaron"), ("Zettaron UG (haftungsbeschränkt)", "zettaron"), ("Zettaron, National Association", "zettaron"),
    ],
)  # fmt: skip
def test_forms_of_other_letters_go_too(written: str, key: str) -> None:
    assert names.key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("SIA Engineering Company", "sia engineering"), ("Pão de Açúcar", "pao de acucar"), ("Société Générale", "societe generale"),
        ("The Company", "company"), ("Holdings Ltd", "holdings"), ("S.A.", "sa"), ("A/S", "a s"), ("PT", "pt"), ("株式会社", "株式会社"),
        ("Private Limited", "private"), ("Plan A S", "plan"), ("Joint Stock Company", "joint stock"),
    ],
)  # fmt: skip
def test_a_name_is_never_nothing_but_a_form(written: str, key: str) -> None:
    assert names.key(written) == key


@given(st.text(st.sampled_from("aAsS./ ,&()zZ日株é-"), max_size=20))
def test_a_key_is_its_own_key_and_a_form_at_its_end_changes_nothing(written: str) -> None:
    key = names.key(written)
    assert bool(key) is bool(names.fold(written))
    if key and " " not in key and key not in names.legal_forms() and not key.startswith("株"):
        for form in ("Ltd.", "A/S", "S.A. de C.V.", "Sp. z o.o.", "Pvt. Ltd.", "Public Company Limited"):
            assert names.key(f"{key} {form}") == names.key(key)


def test_each_form_of_the_table_goes_from_a_name() -> None:
    for several in names.forms_by_first_word().values():
        for form in several:
            assert names.key(f"Zettaron Werke {' '.join(form)}") == "zettaron werke", form


def test_an_abbreviation_in_prose_is_no_form(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Nissan, e.g. through Renault, may buy Honda. Ford Ltd. Nissan A S said on Monday it was talking to Honda.\n"
    )
    assert run("extract", str(path)).code == 0
