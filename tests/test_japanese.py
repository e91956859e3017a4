"""Japanese news from the file to the ledger: the same companies, talks and origins as in English."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from alliance_cli import gazetteer, readers
from alliance_cli.dates import japanese
from alliance_cli.models import Report
from alliance_cli.reader import check
from tests import accuracy
from tests.conftest import Run
from tests.test_ingest import lines

NIKKEI = {
    "title": "日産・ホンダが経営統合へ 持ち株会社設立で協議",
    "text": "日産自動車とホンダは経営統合に向けた協議に入る。持ち株会社の下に両社が入る形を検討していることが17日分かった。",
    "publisher": "日本経済新聞", "published": "2024-12-18T01:00:00+09:00", "url": "https://nikkei.example/a",
}  # fmt: skip
RELAY = {
    "title": "Nissan, Honda to enter merger talks, Nikkei reports",
    "text": "TOKYO, Dec 18 (Reuters) - Honda Motor and Nissan Motor are in talks to merge, the Nikkei newspaper reported.",
    "publisher": "Reuters", "published": "2024-12-18T02:00:00Z", "url": "https://reuters.example/b",
}  # fmt: skip
STATEMENT = {
    "title": "経営統合に向けた検討に関する基本合意書締結のお知らせ",
    "text": "日産自動車株式会社と本田技研工業株式会社は23日、経営統合に向けた基本合意書を締結したと発表しました。",
    "publisher": "日産自動車", "published": "2024-12-23T09:00:00+09:00", "url": "https://nissan.example/c",
}  # fmt: skip


def ingest(run: Run, tmp_path: Path, *records: dict[str, str]) -> list[dict[str, object]]:
    assert run("ingest", lines(tmp_path / "news.jsonl", *records)).code == 0
    talks: list[dict[str, object]] = json.loads(run("talks", "--json").out)["talks"]
    return talks


class TestLedger:
    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_a_story_and_its_relay_in_english_are_one_talk_of_one_origin(
        self, run: Run, tmp_path: Path, order: tuple[int, int]
    ) -> None:
        (talk,) = ingest(run, tmp_path, *((NIKKEI, RELAY)[i] for i in order))
        assert (talk["status"], talk["origins"], talk["reports"]) == ("rumoured", 1, 2)
        told = run("timeline", "日産自動車", "Honda").out
        assert "Nissan Motor – Honda Motor" in told
        assert "1 origin · 2 reports" in told

    def test_the_word_of_the_companies_confirms_it_as_a_second_origin(self, run: Run, tmp_path: Path) -> None:
        (talk,) = ingest(run, tmp_path, NIKKEI, RELAY, STATEMENT)
        assert (talk["status"], talk["stage"], talk["origins"]) == ("confirmed", "mou", 2)

    def test_each_claim_keeps_the_reader_that_read_it(self, run: Run, tmp_path: Path) -> None:
        (talk,) = ingest(run, tmp_path, NIKKEI, RELAY)
        claims = json.loads(run("why", str(talk["id"]), "--json").out)["claims"]
        assert {claim["reader"].partition("/")[0] for claim in claims} == {"rules-ja", "rules-en"}

    def test_names_are_found_in_the_texts_and_by_their_companies(self, run: Run, tmp_path: Path) -> None:
        ingest(run, tmp_path, NIKKEI, STATEMENT)
        assert "nikkei.example/a" in run("search", "日産").out
        assert "nissan.example/c" in run("search", "基本合意書").out
        assert "2 reports" in run("timeline", "日産自動車").out

    def test_no_line_is_wider_than_the_terminal(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        long = {
            "title": "株式会社東亜精機製作所と中央電装ホールディングス株式会社との資本業務提携に関するお知らせ",
            "text": "東亜精機製作所と中央電装ホールディングスは次世代の電気自動車に向けた部品の開発で資本業務提携を締結したと発表した。",
            "publisher": "PR TIMES", "published": "2024-12-23T09:00:00+09:00", "url": "https://pr.example/d",
        }  # fmt: skip
        ingest(run, tmp_path, NIKKEI, long)
        told = run("timeline", "日産自動車").out + run("timeline", "東亜精機製作所").out
        told += run("search", "提携").out
        assert "東亜精機製作所" in told
        assert max(map(cell_len, told.splitlines())) <= 80


def read(text: str, title: str = "") -> list[str]:
    report = Report(title, text)
    reading, dropped = check(readers.choose(report).read(report, gazetteer.packaged()), report)
    assert not dropped
    return [f"{' '.join(sorted(party.company for party in c.parties))} {c.kind} {c.status}" for c in reading.claims]


class TestReading:
    def test_what_is_denied_is_a_denial_and_what_others_announced_is_none(self) -> None:
        for said, denied in (("そのような事実はない", True), ("当社が発表したものではない", False)):
            report = Report(
                "", f"ホンダがマツダの買収を検討しているとの報道について、ホンダは「{said}」とコメントした。"
            )
            (claim,) = readers.choose(report).read(report, gazetteer.packaged()).claims
            assert (claim.status, claim.denied) == ("rumoured", denied)

    @pytest.mark.parametrize(
        "text",
        [
            "ホンダと日立製作所は政策保有株の持ち合いを解消した。資本効率を高める狙いだ。",
            "トヨタ自動車とホンダは販売台数で首位を争っている。",
            "企業の合併・買収（M&A）が増えている。日立製作所やソニーグループの株価が上がった。",
        ],
    )
    def test_what_is_no_tie_up_is_none(self, text: str) -> None:
        assert read(text) == []

    @pytest.mark.parametrize(
        "deed",
        [
            "を買収しない", "を買収する考えはない", "を買収しません", "の買収を行わない", "の買収は行っていない",
            "を買収する計画を持っていない", "を買収することはない", "との経営統合には応じない", "に出資するつもりはない",
            "との経営統合はしない", "を買収したわけではない",
        ],
    )  # fmt: skip
    def test_what_a_party_says_it_does_not_do_it_denies(self, deed: str) -> None:
        report = Report("", f"ホンダは20日、日産自動車{deed}と述べた。")
        (claim,) = readers.choose(report).read(report, gazetteer.packaged()).claims
        assert (claim.status, claim.denied, claim.basis) == ("rumoured", True, "on-record")

    @pytest.mark.parametrize(
        "text",
        [
            "ホンダは日産自動車を買収しない。", "ホンダが日産自動車を買収する方針はない。",
            "ホンダが日産自動車を買収する予定はない。", "ホンダは日産自動車と提携せず、単独で開発する。",
            "ホンダは日産自動車と提携しなかった。", "ホンダは日産自動車を買収しようとしていない。",
        ],
    )  # fmt: skip
    def test_what_is_not_done_is_no_talk(self, text: str) -> None:
        assert read(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "ホンダは日産自動車を買収すると発表した。従業員は削減しない。",
            "ホンダは日産自動車を買収すると発表したが、ブランドはなくさない方針だ。",
            "ホンダは日産自動車を買収し、工場は閉鎖しない方針だと発表した。",
            "ホンダは日産自動車を買収すると発表した。買収額は公表していない。",
            "ホンダは日産自動車を買収することで合意した。他社と提携する考えはない。",
        ],
    )
    def test_what_else_is_not_done_leaves_the_talk_as_it_is(self, text: str) -> None:
        assert read(text) == ["honda-motor nissan-motor acquisition confirmed"]

    def test_what_is_not_decided_is_explored(self) -> None:
        assert read("ホンダは日産自動車を買収するかどうか決めていない。") == [
            "honda-motor nissan-motor acquisition rumoured"
        ]

    @pytest.mark.parametrize(
        ("title", "found"),
        [
            ("ＮＥＣ・富士通、量子計算機で共同開発", "fujitsu nec development confirmed"),
            ("独ＶＷ、米ＧＭと電池で提携", "general-motors volkswagen cooperation confirmed"),
            ("仏ルノー、米フォードに出資", "ford-motor renault stake confirmed"),
            ("米GM・仏ルノー、電池で合弁", "general-motors renault joint-venture confirmed"),
            ("ＮＴＴがＫＤＤＩを買収", "kddi ntt acquisition confirmed"),
        ],
    )
    def test_short_and_wide_names_of_headlines_are_their_companies(self, title: str, found: str) -> None:
        assert read("両社が20日、発表した。", title) == [found]

    @pytest.mark.parametrize(
        "title", ["昭・帝、経営統合へ", "昭と帝が経営統合", "日・米、電池で提携", "仏、独と電池で提携"]
    )
    def test_one_sign_is_nobody(self, title: str) -> None:
        assert read("両社が20日、発表した。", title) == []

    def test_one_sign_beside_its_company_adds_nobody(self) -> None:
        text = "帝人と昭和電工は提携すると発表した。帝は素材を、昭は樹脂を供給する。"
        assert read(text) == ["resonac teijin cooperation confirmed"]

    def test_a_name_that_a_blank_parts_is_still_the_name(self) -> None:
        assert read("日産　自動車とホンダは20日、経営統合で合意したと発表した。") == [
            "honda-motor nissan-motor merger confirmed"
        ]

    @pytest.mark.parametrize(
        "code",
        [
            "<7203.T>",
            "【7203】",
            "＜7203＞",
            "［東証：7203］",
            " <TM.N> ",
            "(7203.T), opens new tab ",
            "（7203）、新しいタブで開く",
        ],
    )
    def test_codes_of_shares_say_nothing(self, code: str) -> None:
        assert read(f"トヨタ自動車{code}とマツダ<7261.T>は20日、経営統合で合意したと発表した。") == [
            "mazda-motor toyota-motor merger confirmed"
        ]

    def test_a_business_is_no_company(self) -> None:
        assert read("日立は20日、東芝のエレベーター事業を買収すると発表した。") == [
            "hitachi toshiba acquisition confirmed"
        ]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (
                "ルノーは、FCAによる統合提案が2019年に撤回された後、20日に吉利と合弁会社を設立することで合意した。",
                ["renault zhejiang-geely joint-venture confirmed"],
            ),
            (
                "2019年に統合提案を撤回したFCAに代わり、ルノーは20日、吉利と資本提携で合意したと発表した。",
                ["renault zhejiang-geely stake confirmed"],
            ),
            (
                "日産自動車は昨年の提案を撤回したが、ホンダと新たに資本提携の協議に入った。",
                ["honda-motor nissan-motor stake confirmed"],
            ),
            (
                "ホンダは20日、日産自動車に出資すると発表した。以前の買収提案は撤回した。",
                ["honda-motor nissan-motor stake confirmed"],
            ),
            (
                "ニデックは牧野フライス製作所への買収提案を昨年撤回した。"
                "牧野フライス製作所は20日、オークマと資本業務提携を結んだと発表した。",
                ["makino-milling-machine nidec acquisition abandoned", "makino-milling-machine okuma stake confirmed"],
            ),
        ],
    )
    def test_an_older_offer_that_was_withdrawn_ends_no_other_talk(self, text: str, found: list[str]) -> None:
        assert sorted(read(text)) == found

    @pytest.mark.parametrize(
        "text",
        [
            "ホンダが打ち切った日産自動車との統合協議は20日で1年となる。",
            "破談となった日産自動車とホンダの経営統合を振り返る。",
        ],
    )
    def test_what_is_over_is_told_before_its_parties(self, text: str) -> None:
        assert read(text) == ["honda-motor nissan-motor merger abandoned"]

    def test_several_deals_of_a_report_are_kept_apart(self) -> None:
        text = (
            "日立製作所は14日、独シーメンスと鉄道信号事業で提携すると発表した。"
            "一方、東芝はルネサスエレクトロニクスに半導体工場を売却する交渉を打ち切った。"
        )
        assert sorted(read(text)) == [
            "hitachi siemens cooperation confirmed",
            "renesas-electronics toshiba acquisition abandoned",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "日产汽车与本田汽车正就合并事宜进行谈判，两家公司周三在东京证实了这一消息。",
            "丰田汽车（トヨタ）宣布与铃木汽车建立资本联盟，双方将在电动汽车领域展开合作，并计划在印度合资建厂。",
            "현대자동차와 기아는 미국 배터리 업체와 합작법인을 설립하기로 합의했다고 목요일 밝혔다.",
            "Nissan (日産自動車) and Honda (ホンダ) are in talks on a merger, the Nikkei reported on Tuesday.",
        ],
    )
    def test_other_languages_are_never_read_as_japanese(self, text: str) -> None:
        report = Report("", text)
        assert readers.choose(report).read(report, gazetteer.packaged()).language != "ja"

    def test_every_claim_of_the_passages_stands_up_to_its_text(self) -> None:
        companies = gazetteer.packaged()
        for group in ("japanese", "japanese-deals", "japanese-desk"):
            for passage in accuracy.passages(group):
                reading = readers.choose(passage.report).read(passage.report, companies)
                assert reading.language == "ja"
                assert check(reading, passage.report).dropped == 0

    @pytest.mark.parametrize(
        "text",
        [
            "スーパーマーケット" * 120 + "ヴと日産が経営統合。",
            "日産とホンダ、" * 150 + "が経営統合。",
            "「" * 4000 + "日産とホンダが経営統合。" * 200,
            "日産とホンダは経営統合した。" * 3000,
            "日産（" + "あ" * 79 + "）" * 300 + "とホンダが経営統合。",
        ],
        ids=["words in a row", "a long list", "open quotations", "a long report", "open brackets"],
    )
    def test_a_hostile_text_takes_no_time(self, text: str) -> None:
        started = time.process_time()
        read(text, text[:200])
        assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("令和7年11月13日に発表した", "2025-11-13"),
        ("平成元年に提携した", "1989"),
        ("2024年8月、合意した", "2024-08"),
        ("11月13日に発表した", "2025-11-13"),
        ("12月24日に発表した", "2024-12-24"),
        ("13日に発表した", "2025-11-13"),
        ("30日に発表した", "2025-10-30"),
        ("昨年秋に発表した", "2024-Q4"),
        ("来春をめどに統合する", "2026-Q2"),
        ("2026年上期に完了する", "2026-H1"),
        ("年内に合意する", "2025"),
        ("前日に発表した", "2025-11-13"),
    ],
)
def test_dates_mean_what_they_say_on_the_day_of_publication(text: str, meant: str) -> None:
    assert [str(found.date) for found in japanese.find(text, date(2025, 11, 14))] == [meant]


@pytest.mark.parametrize(
    "text", ["3日間の予定だ", "2月31日に", "同日に発表した", "証券コード7201", "2026年度に完了する"]
)
def test_what_is_no_date_or_a_doubtful_one_is_left_out(text: str) -> None:
    assert japanese.find(text, date(2025, 11, 14)) == []


def test_the_same_day_is_that_of_the_date_before() -> None:
    found = japanese.find("10月3日に開いた取締役会で決め、同日発表した", date(2025, 11, 14))
    assert [str(one.date) for one in found] == ["2025-10-03", "2025-10-03"]
