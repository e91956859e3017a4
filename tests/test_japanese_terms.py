"""The terms of deals in Japanese: figures with what they rest on, and figures that are of something else."""

from datetime import UTC, datetime

import pytest

from alliance_cli import gazetteer, readers
from alliance_cli.models import Claim, Published, Report
from alliance_cli.reader import check
from alliance_cli.terms import EVIDENCE, NAMES, UNSAID


def claims(text: str, title: str = "") -> list[Claim]:
    """The claims of a report of 20 January 2026."""
    report = Report(title, text, published=Published(datetime(2026, 1, 20, tzinfo=UTC), day_only=True))
    reading, dropped = check(readers.choose(report).read(report, gazetteer.packaged()), report)
    assert not dropped
    for claim in reading.claims:
        for quote in claim.evidence:
            held = report.text if quote.field == "text" else report.title
            assert held[quote.start : quote.end] == quote.quote
    return list(reading.claims)


def told(claim: Claim) -> str:
    """The terms of a claim in one line: "value 300000000000, currency JPY, exactness about"."""
    pairs = ((name, getattr(claim, name)) for name in NAMES)
    return ", ".join(f"{name} {value}" for name, value in pairs if value != getattr(UNSAID, name))


VALUES = [
    ("ホンダは20日、日産自動車を約3000億円で買収すると発表した。", "value 300000000000, currency JPY, exactness about"),
    ("日立製作所は、独シーメンスを１兆２０００億円で買収する方針を固めた。", "value 1200000000000, currency JPY, exactness exact"),
    ("ソフトバンクグループは米インテルに最大20億ドルを出資すると発表した。", "value 2000000000, currency USD, exactness up-to"),
    ("パナソニックは米ブルーヨンダーを買収すると発表した。買収額は71億ドル。", "value 7100000000, currency USD, exactness exact"),
    ("武田薬品工業はアステラス製薬を買収する。取得総額は8,500億円を超える見通しだ。", "value 850000000000, currency JPY, exactness at-least"),
    ("仏ルノーは独フォルクスワーゲンを40億ユーロ程度で買収する交渉に入った。", "value 4000000000, currency EUR, exactness about"),
    ("キリンホールディングスは20日、ファンケルを買収すると発表した。買い付け総額は約2200億円となる。", "value 220000000000, currency JPY, exactness about"),
    ("トヨタ自動車はスズキに出資すると発表した。出資額は960億円。", "value 96000000000, currency JPY, exactness exact"),
    ("ルネサスエレクトロニクスは半導体大手の米ウルフスピードを５０００万ドルで買収する。", "value 50000000, currency USD, exactness exact"),
    ("東芝は富士通に半導体事業を1千億円で売却すると発表した。", "value 100000000000, currency JPY, exactness exact"),
    ("クシュタールはセブン&アイ・ホールディングスへの買収提案額を6兆円から7兆円に引き上げた。", "value 7000000000000, currency JPY, exactness exact"),
    ("デンソーはロームに対し3000億〜4000億円での買収を提案した。", "value 400000000000, currency JPY, exactness up-to"),
    ("ホンダは20日、日産自動車を約五千億円で買収すると発表した。", "value 500000000000, currency JPY, exactness about"),
    ("日立製作所は独シーメンスを一兆二千億円で買収する方針を固めた。", "value 1200000000000, currency JPY, exactness exact"),
    ("ルネサスエレクトロニクスは米ウルフスピードを3億5千万ドルで買収する。", "value 350000000, currency USD, exactness exact"),
    ("ソフトバンクグループは米インテルに最大二十億ドルを出資すると発表した。", "value 2000000000, currency USD, exactness up-to"),
]  # fmt: skip
STAKES = [
    ("トヨタ自動車はスバルの株式の51%を取得すると発表した。", "stake 51.0, stake_exactness exact"),
    ("トヨタ自動車はいすゞ自動車への出資比率を20%から34%に引き上げると発表した。", "stake 34.0, stake_exactness exact, stake_from 20.0"),
    ("三菱商事はローソンに約2割出資する方針を固めた。", "stake 20.0, stake_exactness about"),
    ("ソニーグループはKADOKAWAの株式の過半数を取得する方向で協議している。", "control True"),
    ("パナソニックはホンダを完全子会社化すると発表した。", "stake 100.0, stake_exactness exact"),
    ("ＮＴＴはＫＤＤＩの全株式を取得すると発表した。", "stake 100.0, stake_exactness exact"),
    ("日産自動車は三菱自動車に３４％出資することで合意した。", "stake 34.0, stake_exactness exact"),
    ("スズキはマツダの発行済み株式の最大10%を取得する。", "stake 10.0, stake_exactness up-to"),
    ("三菱UFJ銀行はマネーフォワードを買収すると発表した。TOBを行い、完全子会社にする。", "stake 100.0, stake_exactness exact"),
    ("ハウス食品グループ本社は壱番屋を買収する。保有比率は51%に高まる。", "stake 51.0, stake_exactness exact"),
    ("ルノーは日産自動車への出資比率を約43%から15%に引き下げることで合意した。", "stake 15.0, stake_exactness exact, stake_from 43.0"),
    ("三菱商事はローソンに三割出資する方針を固めた。", "stake 30.0, stake_exactness exact"),
    ("三菱商事はローソンの株式の3分の1を取得すると発表した。", "stake 33.33, stake_exactness about"),
    ("三菱商事はローソンの株式の三分の二を取得する。", "stake 66.67, stake_exactness about"),
    ("トヨタ自動車はいすゞ自動車への出資比率を二十%から三十四%に引き上げると発表した。", "stake 34.0, stake_exactness exact, stake_from 20.0"),
    ("日産自動車は三菱自動車の株式の七割五分を取得する。", "stake 75.0, stake_exactness exact"),
    ("パナソニックはスズキの株式の半分を取得することで合意した。", "stake 50.0, stake_exactness about"),
]  # fmt: skip
PAID = [
    ("ホンダは20日、日産自動車を株式交換で完全子会社化すると発表した。", "stake 100.0, stake_exactness exact, consideration shares"),
    ("ホンダは20日、日産自動車を全額現金で買収すると発表した。", "consideration cash"),
    ("ホンダは20日、日産自動車を買収すると発表した。対価は現金と自社株式の組み合わせとなる。", "consideration mixed"),
    ("ホンダは20日、日産自動車を3000億円の現金で買収すると発表した。", "value 300000000000, currency JPY, exactness exact, consideration cash"),
]  # fmt: skip
CLOSES = [
    ("ホンダは20日、日産自動車を買収すると発表した。2026年4月に買収を完了する予定。", "closes 2026-04"),
    ("ホンダと日産自動車は経営統合で合意したと発表した。2027年8月の統合完了を目指す。", "closes 2027-08"),
    ("ホンダは20日、マツダを買収すると発表した。買収は年内に完了する見通しだ。", "closes 2026"),
    ("パナソニックはスズキを買収すると発表した。手続きは来春の完了を見込む。", "closes 2027-Q2"),
    ("トヨタ自動車は豊田自動織機を買収すると発表した。6月に取得を完了する見込み。", "closes 2026-06"),
    ("明治製菓と明治乳業は来年4月に経営統合する。", "closes 2027-04"),
    ("日本製鉄は米USスチールを買収すると発表した。2026年6月末までに取得を完了する。", "closes 2026-06"),
    ("ホンダは日産自動車を買収した。1月15日に買収を完了した。", "closed 2026-01-15"),
    ("ホンダは日産自動車を買収したと発表した。1月19日付で株式取得を完了した。", "closed 2026-01-19"),
]  # fmt: skip
NOTHING = [
    "ホンダは20日、日産自動車の買収を完了したと発表した。",
    "ホンダは日産自動車を買収する。数千億円で買収する見通し。",
    "ホンダは日産自動車を買収する。十数億円で買収する見通し。",
    "ホンダは日産自動車を買収すると発表した。株式交換ではなく現金で買い取る。",
    "ホンダは日産自動車を買収すると発表した。手元現金は1兆円ある。",
    "ホンダは日産自動車を買収する。第三者割当増資を引き受ける。",
    "ホンダは日産自動車を買収する。三割安い価格で部品を調達できる。",
    "売上高3兆円のホンダは20日、日産自動車を買収すると発表した。",
    "ホンダは20日、時価総額1兆5000億円の日産自動車を買収すると発表した。",
    "ホンダは日産自動車を買収する。1株当たり2000円でTOBを実施する。",
    "ホンダは資本金100億円の部品会社ショーワを買収した。",
    "ホンダは日産自動車と経営統合する。営業利益は合わせて2兆円となる。",
    "ホンダと日産自動車は経営統合で合意した。統合効果は年1000億円を見込む。",
    "ルノーが36%を保有する日産自動車は20日、ホンダに買収を提案した。",
    "ホンダは日産自動車を買収する。世界シェアは10%になる。",
    "トヨタ自動車はスズキと電池の共同開発で合意した。電池の性能は2割高まる。",
    "日産自動車の完全子会社である愛知機械工業はホンダと提携すると発表した。",
    "ホンダは日産自動車を買収すると発表した。買収は2026年度中に完了する見込み。",
    "ホンダは日産自動車を買収すると発表した。3年内に工場の改修を完了する。",
    "ホンダは日産自動車を買収すると発表した。株価は5%上昇した。",
    "三菱商事はローソンの株式を50%保有している。三菱商事は20日、ローソンへの追加出資を検討すると発表した。",
    "パナソニックとトヨタ自動車は合弁会社を設立する。出資比率はトヨタが51%、パナソニックが49%。資本金は50億円。",
    "ホンダは20日、2015年に3000億円で買収した日産自動車をマツダに売却する方針を固めた。",
    "ホンダは日産自動車を買収する。買収で数千億円を投じる。",
    "ホンダは日産自動車を買収する。違約金は300億円。",
    "ホンダは日産自動車を買収すると発表した。市場規模は5000億円に上る。",
    "日産自動車を完全子会社化する計画はない。ホンダは日産自動車との提携で合意した。",
]  # fmt: skip


@pytest.mark.parametrize(("text", "terms"), [*VALUES, *STAKES, *PAID, *CLOSES])
def test_terms_are_read_with_their_exactness_and_a_quote(text: str, terms: str) -> None:
    (claim,) = claims(text)
    assert told(claim) == terms
    assert any(quote.rule.startswith(EVIDENCE) for quote in claim.evidence)


@pytest.mark.parametrize("text", NOTHING)
def test_a_figure_of_something_else_is_no_term(text: str) -> None:
    assert [told(claim) for claim in claims(text) if told(claim)] == []


def test_terms_are_of_the_talk_whose_clause_has_them() -> None:
    text = (
        "日立製作所は20日、独シーメンスを約5000億円で買収すると発表した。"
        "一方、東芝はルネサスエレクトロニクスに20%出資する交渉に入った。"
    )
    found = {frozenset(party.company for party in claim.parties): told(claim) for claim in claims(text)}
    assert found == {
        frozenset({"hitachi", "siemens"}): "value 500000000000, currency JPY, exactness about",
        frozenset({"toshiba", "renesas-electronics"}): "stake 20.0, stake_exactness exact",
    }


def test_two_deals_of_one_sentence_keep_each_its_own_sum() -> None:
    text = "日立製作所は独シーメンスを5000億円で買収し、東芝をソニーグループが300億円で買収する。"
    sums = {claim.value for claim in claims(text) if claim.value}
    assert sums <= {500_000_000_000, 30_000_000_000}
    for claim in claims(text):
        if {party.company for party in claim.parties} == {"hitachi", "siemens"}:
            assert claim.value == 500_000_000_000


def test_a_sum_of_a_headline_is_quoted_from_the_headline() -> None:
    (claim,) = claims("両社が20日、発表した。", "ホンダ、日産自動車を3000億円で買収")
    quote = next(quote for quote in claim.evidence if quote.rule == "terms-value")
    assert (quote.field, quote.quote) == ("title", "3000億円")
