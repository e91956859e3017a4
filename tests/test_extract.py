"""What the reader makes of short reports: parties, kind, status, origin, and quotes that stand where they say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli import gazetteer, readers
from alliance_cli.models import Basis, Claim, Kind, PartialDate, Precision, Published, Report, Role, Stage, Status
from tests.sizes import examples

COMPANIES = gazetteer.packaged()
DAY = Published(datetime(2024, 8, 7, tzinfo=UTC), day_only=True)


def read(text: str, title: str = "", publisher: str = "Reuters") -> tuple[Claim, ...]:
    return readers.RULES.read(Report(title, text, publisher=publisher, published=DAY), COMPANIES).claims


def only(text: str, title: str = "", publisher: str = "Reuters") -> Claim:
    claims = [claim for claim in read(text, title, publisher) if claim.main]
    assert len(claims) == 1, claims
    return claims[0]


def ids(claim: Claim) -> set[str]:
    return {party.company for party in claim.parties}


def roles(claim: Claim) -> dict[str, Role]:
    return {party.company: party.role for party in claim.parties}


class TestParties:
    def test_short_forms_are_the_company_that_was_named_in_full(self) -> None:
        claim = only("Nissan Motor Co. and Honda Motor Co. are in talks. Nissan said it would merge with Honda.")
        assert ids(claim) == {"nissan-motor", "honda-motor"}
        assert "Nissan" in next(p for p in claim.parties if p.company == "nissan-motor").mentions

    def test_a_name_nobody_listed_gets_an_id_from_itself(self) -> None:
        claim = only("Ford Motor Co said it agreed to buy battery maker Quillvolt Systems Inc for $90 million.")
        assert ids(claim) == {"ford-motor", "quillvolt-systems"}

    def test_buyer_and_target(self) -> None:
        claim = only("Renault said on Tuesday it had agreed to acquire Volvo Cars for $3 billion.")
        assert sorted(roles(claim).values()) == [Role.BUYER, Role.TARGET]

    def test_seller_and_unit_stand_with_the_buyer(self) -> None:
        claim = only("General Motors said it had agreed to sell its Saab unit to Koenigsegg.")
        assert roles(claim)["general-motors"] is Role.SELLER
        assert Role.BUYER in roles(claim).values()

    def test_talks_with_several_suitors_are_a_talk_with_each(self) -> None:
        claims = read("Peugeot said it was in merger talks with Fiat, Ford Motor Co and Toyota Motor Corp.")
        assert sorted(len(claim.parties) for claim in claims) == [2, 2, 2]

    @pytest.mark.parametrize(
        "text",
        [
            "Nissan will have to compete with Toyota and General Motors, analysts at UBS said.",
            "Toyota sued Honda in a California court over brake patents.",
            "Lufthansa signed a deal to buy 40 Airbus jets, the airline said.",
            "Ford reached a wage agreement with the United Auto Workers union.",
            "If Apple ever bought Ford, both would regret it.",
            "Chief executive Mary Barra met Jim Farley in Detroit.",
        ],
    )
    def test_no_tie_up(self, text: str) -> None:
        assert not [claim for claim in read(text) if claim.main]


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Nissan and Honda said they agreed to merge.", Kind.MERGER),
            ("Volkswagen said it would buy Navistar for $3.7 billion.", Kind.ACQUISITION),
            ("Toyota said it would take a 5 percent stake in Suzuki.", Kind.STAKE),
            ("Sony and Honda said they would set up a joint venture.", Kind.JOINT_VENTURE),
            ("BMW and Toyota said they would jointly develop fuel cells.", Kind.DEVELOPMENT),
            ("Ford said it signed a licensing agreement with Toyota.", Kind.LICENSING),
            ("Panasonic said it signed a supply agreement with Tesla.", Kind.SUPPLY),
            ("Renault said it formed an alliance with Nissan.", Kind.COOPERATION),
        ],
    )
    def test_kind(self, text: str, kind: Kind) -> None:
        assert only(text).kind is kind


class TestStatus:
    def test_unnamed_people_make_a_rumour(self) -> None:
        claim = only("Nissan is in talks to merge with Honda, two people familiar with the matter said on Monday.")
        assert (claim.status, claim.basis, claim.origin) == (Status.RUMOURED, Basis.ANONYMOUS, "sources")

    def test_a_partys_own_word_confirms(self) -> None:
        claim = only("Nissan said on Monday it was in talks with Honda about a merger.")
        assert (claim.status, claim.basis, claim.origin) == (Status.CONFIRMED, Basis.ON_RECORD, "company")

    def test_an_outlet_is_the_origin(self) -> None:
        claim = only("Nissan and Honda are in merger talks, the Nikkei reported on Monday.")
        assert (claim.status, claim.origin) == (Status.RUMOURED, "Nikkei")

    def test_a_headline_names_its_source(self) -> None:
        claim = only("", "Peugeot, GM in alliance talks: sources")
        assert (claim.status, claim.origin) == (Status.RUMOURED, "sources")

    def test_a_declined_comment_changes_nothing(self) -> None:
        text = "Nissan is in talks to merge with Honda, sources said. Nissan and Honda declined to comment."
        assert only(text).status is Status.RUMOURED

    def test_a_denial_is_kept_beside_the_rumour(self) -> None:
        claim = only("Fiat denied a report that it was in merger talks with Peugeot.")
        assert claim.denied
        assert claim.status is Status.RUMOURED

    def test_talks_that_ended(self) -> None:
        claim = only("Nissan and Honda called off their merger talks, the companies said on Thursday.")
        assert (claim.status, claim.stage) == (Status.ABANDONED, Stage.ENDED)

    def test_what_may_end_has_not_ended(self) -> None:
        claim = only("Nissan and Honda could call off their merger talks, people familiar with the matter said.")
        assert claim.status is not Status.ABANDONED

    def test_a_rejected_bid_goes_on(self) -> None:
        claim = only("Cadbury rejected a $16 billion bid from Kraft Foods, the company said.")
        assert claim.status is Status.CONFIRMED

    def test_an_outsiders_word_confirms_nothing(self) -> None:
        claim = only("Ford has begun merger talks with Fiat, a U.S. congressman said on Wednesday.")
        assert claim.status is Status.RUMOURED

    def test_renewed_talks(self) -> None:
        claim = only("Renault and Geely said they had resumed talks on a merger.")
        assert claim.renewed

    def test_history_beside_the_news_has_its_date(self) -> None:
        text = (
            "Honda said on Tuesday it would build engines with General Motors.\n\nThe two are old partners.\n\n"
            "Honda sells cars in Ohio too.\n\nDaimler bought Chrysler in 1998."
        )
        past = next(claim for claim in read(text) if not claim.main)
        assert past.event_date == PartialDate(datetime(1998, 1, 1, tzinfo=UTC).date(), Precision.YEAR)


ENGLISH = """
Renault and Nissan said on Tuesday that they have agreed to set up a joint venture in Lyon which will build small vans for
customers in Europe and in Africa. The two carmakers will each hold half of the shares of the new company. The first of the
vans is expected to leave the plant in the spring, and about 900 people will be employed there by the end of the year. The
plant has been idle since it was closed in 2019, and the region had asked for a new use of the site for a long time. It is
to be run by a manager from the supplier who was at the head of the works before it had to close its doors.
"""
FRENCH = """
Renault et Nissan ont annoncé mardi la création à Lyon d'une coentreprise qui assemblera de petites camionnettes pour les
clients en Europe et en Afrique. Les deux constructeurs détiendront chacun la moitié des parts de la nouvelle société. Les
premières camionnettes sont attendues au printemps, et près de 900 personnes seront employées sur le site à la fin de
l'année. L'usine est fermée depuis 2019 et la région demandait depuis longtemps une nouvelle activité pour ce site, qui
sera dirigé par un cadre du fournisseur, dans les murs que celui-ci avait dû quitter.
"""
GERMAN = """
Renault und Nissan haben am Dienstag die Gründung eines Unternehmens in Lyon angekündigt, das kleine Lieferwagen für die
Kunden in Europa und in Afrika bauen soll. Die beiden Hersteller werden jeweils die Hälfte der Anteile an der neuen Firma
halten. Die ersten Wagen sollen im Frühjahr aus dem Werk kommen, und bis zum Ende des Jahres werden dort etwa 900 Menschen
arbeiten. Das Werk steht seit 2019 still, und die Region hatte sich schon lange um eine neue Nutzung für das Gelände
bemüht. Es wird von einem Mann geleitet, der schon vor der Schließung an der Spitze des Werks stand.
"""
JAPANESE = """
ルノーと日産自動車は火曜日、欧州とアフリカの顧客向けに小型の商用車を組み立てる合弁会社をリヨンに設立すると発表した。両社は新会社の株式を半分ずつ保有する。最初の車両は春に工場から
出荷される見通しで、年末までに約九百人がそこで働くことになる。工場は二〇一九年に閉鎖されて以来使われておらず、地元は長い間、跡地の新しい使い道を求めてきた。新しい会社は、閉鎖の前に工場を率い
ていた部品会社の幹部が経営する。両社は今後、販売網についても話し合いを続け、詳しい計画を秋までに公表する予定だという。従業員の採用は来月から始まり、地元の学校とも協力して若い人を育てるとしている。
また、両社は電池の調達についても共同で進める考えを示し、費用を抑えながら品質を高めることを目指すと説明した。周辺の道路の整備については、地域の自治体が費用の一部を負担する方向で調整が続いている。
"""


class TestReading:
    def test_publisher_and_date_come_from_the_text_where_metadata_is_missing(self) -> None:
        text = "Nissan and Honda are exploring a tie-up. The news was reported by Reuters on November 13, 2025."
        reading = readers.RULES.read(Report("", text), COMPANIES)
        assert reading.publisher == "Reuters"
        assert reading.published is not None
        assert (reading.published.day.isoformat(), reading.published.source) == ("2025-11-13", "text")

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("Honda and LG Energy Solution formed a venture on March 5, 2019. Honda now seeks a stake in it.", None),
            ("On March 5, 2019, Honda and LG Energy Solution formed a joint venture for batteries.", None),
            ("March 5, 2019 was the day on which Honda and LG Energy Solution formed a venture.", None),
            ("TOKYO, Nov. 13, 2025 (Example Wire) -- Honda and Nissan signed a memorandum.", "2025-11-13"),
            ("By Jane Roe, November 13, 2025\nHonda and Nissan signed a memorandum.", "2025-11-13"),
            ("Detroit, Michigan – 13 November 2025 – Honda and Nissan signed a memorandum.", "2025-11-13"),
        ],
    )
    def test_a_date_of_a_dateline_is_that_of_the_report_and_one_of_a_sentence_is_not(
        self, text: str, day: str | None
    ) -> None:
        published = readers.RULES.read(Report("", text), COMPANIES).published
        assert (published.day.isoformat() if published else None) == day

    @pytest.mark.parametrize(
        ("dateline", "day"),
        [
            ("TOKYO, Aug. 6, 2024 (GLOBE NEWSWIRE) -- ", "2024-08-06"),
            ("PR Newswire\n\nTOKYO, Aug. 6 /PRNewswire-Example/ -- ", "2024-08-06"),
            ("TOKYO--(BUSINESS WIRE)--August 6, 2024-- ", "2024-08-06"),
            ("Tokyo, 6 August 2024 (GLOBE NEWSWIRE) -- ", "2024-08-06"),
            ("TOKYO, JAPAN / ACCESS Newswire / August 6, 2024 / ", "2024-08-06"),
            ("TOKYO, March 6, 2024 (GLOBE NEWSWIRE) -- ", "2024-08-07"),
            ("Business Wire, 6 August sale over. ", "2024-08-07"),
        ],
    )
    def test_today_in_a_release_is_the_day_of_its_dateline_if_that_is_not_long_ago(
        self, dateline: str, day: str
    ) -> None:
        claim = only(f"{dateline}Honda and Nissan today announced a partnership on batteries.", publisher="")
        assert str(claim.event_date) == day

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("日産自動車とホンダは経営統合に向けた協議に入ったと発表した。", "ja"),
            ("Renault et Nissan ont annoncé mardi la création d'une coentreprise pour les voitures électriques.", "fr"),
            ("Volkswagen und Porsche haben sich nach langem Streit auf eine Fusion der beiden Firmen geeinigt.", "de"),
        ],
    )
    def test_another_language_is_told_and_left_alone(self, text: str, language: str) -> None:
        reading = readers.RULES.read(Report("", text), COMPANIES)
        assert reading.language == language
        assert reading.claims == ()

    @pytest.mark.parametrize(("other", "name"), [(FRENCH, "French"), (GERMAN, "German"), (JAPANESE, "Japanese")])
    @pytest.mark.parametrize("english_first", [True, False])
    def test_a_report_in_two_languages_is_read_and_marked(self, other: str, name: str, english_first: bool) -> None:
        halves = (ENGLISH, other)
        reading = readers.RULES.read(Report("", "\n\n".join(halves if english_first else halves[::-1])), COMPANIES)
        assert reading.language == "en"
        assert [claim.kind for claim in reading.claims] == [Kind.JOINT_VENTURE]
        assert reading.claims[0].doubts == (f"language mixed: partly {name}, which is not read",)

    def test_a_report_in_another_language_that_is_read_is_no_mixture(self) -> None:
        report = Report("", "日産自動車とホンダが経営統合に向けた協議を始めたことが17日、分かった。")
        reading = readers.choose(report).read(report, COMPANIES)
        assert (reading.language, [claim.doubts for claim in reading.claims]) == ("ja", [()])

    def test_a_foreign_name_or_line_is_no_mixture(self) -> None:
        line = "Le Groupe de la Poste et du Rail est une filiale de la Caisse des Dépôts. "
        assert only(ENGLISH + line).doubts == ()

    def test_links_are_read_for_their_words(self) -> None:
        text = (
            'Honda ([HMC](https://example.com/a "Honda Motor")) said it agreed to merge with [Nissan](https://x.y/z).'
        )
        claim = only(text)
        assert ids(claim) == {"honda-motor", "nissan-motor"}

    def test_explain_tells_why_a_candidate_was_dropped(self) -> None:
        reading = readers.RULES.read(Report("", "Lufthansa signed a deal to buy 40 Airbus jets."), COMPANIES)
        assert reading.trace is not None
        assert any("customer's order" in cue["dropped"] for cue in reading.trace()["cues"])
        assert reading.claims == ()


PIECES = st.sampled_from(
    "Nissan Honda Ford 's and , . ; : ( ) said to buy merge with talks in a joint venture stake of from sources called "
    "off \n \n\n “ ” -- - / & 5 % $ [x](http://y) U.S. Inc. Corp the its who which denied Nikkei reported Toyota-led "
    "GM/Fiat é 日本 \x00 \u200b".split(" ")
)


class TestLaws:
    @settings(max_examples=examples(150), deadline=None)
    @given(st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=12).map(" ".join))
    def test_every_quote_stands_where_it_says(self, text: str, title: str) -> None:
        for claim in read(text, title):
            assert claim.evidence
            assert len(ids(claim)) >= 2
            for evidence in claim.evidence:
                source = text if evidence.field == "text" else title
                assert source[evidence.start : evidence.end] == evidence.quote
                assert evidence.quote
                assert evidence.rule
                assert len(evidence.quote) <= 240

    @settings(max_examples=examples(80), deadline=None)
    @given(st.text(max_size=400), st.text(max_size=80))
    def test_any_text_can_be_read(self, text: str, title: str) -> None:
        reading = readers.RULES.read(Report(title, text), COMPANIES)
        assert len(reading.language) in {2, 3}

    def test_the_same_words_give_the_same_claims(self) -> None:
        text = "Nissan and Honda are in talks with Mitsubishi Motors on a merger, sources said. Ford may join them."
        assert read(text) == read(text)

    @pytest.mark.parametrize(
        "piece", ["[", "(", '"', "Nissan ", "and ", ", ", "a's ", "x-Y ", "\n", "U.S. ", "merge with Honda "]
    )
    def test_long_repetition_is_read_in_time(self, piece: str) -> None:
        read(piece * (60_000 // len(piece)))


def test_who_is_meant_by_it_stands_in_another_sentence_longer_than_the_one_that_merges() -> None:
    report = Report("", "The aim is to make a more stable system for all, said Ford. It integrated Currency.")
    assert readers.RULES.read(report, COMPANIES).claims == ()
