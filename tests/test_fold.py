"""The rules that decide a status and what is one talk."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_cli.ledger import fold
from alliance_cli.ledger.confidence import Trust, trust_of
from alliance_cli.ledger.identity import founder, talk_id
from alliance_cli.ledger.status import RULES
from alliance_cli.models import Entry, Kind, PartialDate, Party, Precision, Role, Talk
from alliance_cli.vocabulary import SURE_FROM
from tests.builders import entry


def statuses(*entries: Entry) -> list[str]:
    (talk,) = fold(entries)
    return [str(step.status) for step in talk.steps]


def rules(*entries: Entry) -> list[str]:
    (talk,) = fold(entries)
    return [step.rule for step in talk.steps]


class TestStatus:
    def test_the_first_claim_opens_the_talk_with_its_status(self) -> None:
        for status in ("rumoured", "confirmed", "abandoned"):
            assert statuses(entry(1, "2025-01-01", status=status)) == [status]

    @pytest.mark.parametrize("basis", ["on-record", "filing"])
    def test_the_record_confirms_and_a_later_rumour_never_turns_it_back(self, basis: str) -> None:
        first = entry(1, "2025-01-01")
        second = entry(2, "2025-01-02", status="confirmed", basis=basis)
        third = entry(3, "2025-01-03", origin="Bloomberg")
        assert statuses(first, second, third) == ["rumoured", "confirmed", "confirmed"]
        assert rules(first, second, third)[2] == "rumour-after-confirmation"

    def test_a_nameless_confirmation_does_not_confirm(self) -> None:
        nameless = entry(2, "2025-01-02", status="confirmed", basis="anonymous", origin="Bloomberg")
        assert statuses(entry(1, "2025-01-01"), nameless) == ["rumoured", "rumoured"]

    def test_any_report_of_its_end_ends_a_rumour(self) -> None:
        end = entry(2, "2025-01-02", status="abandoned", basis="anonymous", origin="Bloomberg")
        assert statuses(entry(1, "2025-01-01"), end) == ["rumoured", "abandoned"]

    def test_one_nameless_end_only_flags_a_confirmed_talk(self) -> None:
        opened = entry(1, "2025-01-01", status="confirmed")
        end = entry(2, "2025-01-02", status="abandoned", basis="anonymous", origin="Nikkei")
        (talk,) = fold([opened, end])
        assert (talk.status, talk.end_reported) == ("confirmed", True)

    def test_two_independent_origins_end_a_confirmed_talk_but_one_twice_does_not(self) -> None:
        opened = entry(1, "2025-01-01", status="confirmed")
        nikkei = entry(2, "2025-01-02", status="abandoned", basis="anonymous", origin="Nikkei")
        relay = entry(3, "2025-01-03", status="abandoned", basis="anonymous", origin="Nikkei", publisher="AFP")
        other = entry(4, "2025-01-04", status="abandoned", basis="anonymous", origin="Bloomberg")
        (talk,) = fold([opened, nikkei, relay])
        assert (talk.status, talk.end_reported, talk.origins) == ("confirmed", True, 2)
        (talk,) = fold([opened, nikkei, relay, other])
        assert (talk.status, talk.end_reported, talk.steps[-1].rule) == ("abandoned", False, "ends-by-two-origins")

    def test_a_report_that_names_no_source_is_no_second_origin_of_an_end(self) -> None:
        opened = entry(1, "2025-01-01", status="confirmed")
        nikkei = entry(2, "2025-01-02", status="abandoned", basis="anonymous", origin="Nikkei")
        nameless = entry(3, "2025-01-03", status="abandoned", basis="anonymous", origin="unknown")
        (talk,) = fold([opened, nikkei, nameless])
        assert (talk.status, talk.end_reported, talk.steps[2].rule) == ("confirmed", True, "end-reported")

    def test_the_record_takes_a_reported_end_back(self) -> None:
        opened = entry(1, "2025-01-01", status="confirmed")
        end = entry(2, "2025-01-02", status="abandoned", basis="anonymous", origin="Nikkei")
        on = entry(3, "2025-01-03", status="confirmed")
        (talk,) = fold([opened, end, on])
        assert (talk.status, talk.end_reported, talk.steps[-1].rule) == ("confirmed", False, "goes-on")

    def test_a_denial_never_changes_the_status(self) -> None:
        denial = entry(2, "2025-01-02", denied=True, basis="on-record", origin="company")
        (talk,) = fold([entry(1, "2025-01-01"), denial])
        assert (talk.status, talk.steps[1].rule) == ("rumoured", "denial")

    def test_a_judgement_outranks_what_is_earlier_or_of_the_same_day_and_no_more(self) -> None:
        record = entry(1, "2025-01-05", status="confirmed")
        judged = entry(2, "2025-01-05", status="rumoured", basis="judgement", origin="unknown")
        later = entry(3, "2025-01-06", status="confirmed")
        assert statuses(record, judged) == ["confirmed", "rumoured"]
        assert statuses(record, judged, later) == ["confirmed", "rumoured", "confirmed"]

    def test_the_stage_is_the_furthest_reached_and_ended_in_the_end(self) -> None:
        steps = [
            entry(1, "2025-01-01", stage="talks"),
            entry(2, "2025-01-02", stage="exploring", origin="Bloomberg"),
            entry(3, "2025-01-03", status="confirmed", stage="mou"),
            entry(4, "2025-01-04", status="abandoned"),
        ]
        (talk,) = fold(steps)
        assert [str(step.stage) for step in talk.steps] == ["talks", "talks", "mou", "ended"]

    def test_every_rule_has_its_words(self) -> None:
        assert all(len(words) > 20 for words in RULES.values())


class TestOrigins:
    def test_forty_copies_are_one_origin(self) -> None:
        copies = [entry(i, "2025-01-01", origin="Nikkei", publisher=f"Paper {i}") for i in range(40)]
        (talk,) = fold(copies)
        assert (talk.origins, talk.reports) == (1, 40)

    def test_an_outlets_own_sources_and_its_relay_are_one_origin(self) -> None:
        own = entry(1, "2025-01-01", origin="sources", publisher="Nikkei")
        relayed = entry(2, "2025-01-02", origin="Nikkei", publisher="Reuters")
        (talk,) = fold([own, relayed])
        assert talk.origins == 1
        assert not talk.steps[1].new_origin

    def test_a_report_that_names_no_source_adds_none(self) -> None:
        (talk,) = fold([entry(1, "2025-01-01"), entry(2, "2025-01-02", origin="unknown")])
        assert talk.origins == 1
        assert talk.steps[1].rule == "repeat"


DENIED = {"denied": True, "basis": "on-record", "origin": "company"}


def bid(number: int, day: str, *, speaker: str, **values: object) -> Entry:
    """A claim of a takeover of `bb` by `aa`."""
    made = entry(number, day, kind="acquisition", speaker=speaker, **values)
    roles = (Party("aa", "aa", role=Role.BUYER), Party("bb", "bb", role=Role.TARGET))
    return replace(made, claim=replace(made.claim, parties=roles))


class TestDenialOfWhatWasConfirmed:
    def test_a_party_that_had_confirmed_talks_and_denies_them_ends_them(self) -> None:
        talk = one(entry(1, "2021-01-08", status="confirmed"), entry(2, "2021-02-08", **DENIED))
        assert (talk.status, talk.stage, talk.steps[1].rule) == ("abandoned", "ended", "ends-by-denial")

    def test_one_that_only_others_told_of_stands_as_it_is(self) -> None:
        denial = entry(2, "2021-02-08", **DENIED)
        assert rules(entry(1, "2021-01-08"), denial)[1] == "denial"
        nameless = entry(1, "2021-01-08", status="confirmed", basis="anonymous", origin="Bloomberg")
        assert rules(nameless, denial)[1] == "denial"

    @pytest.mark.parametrize(
        "values", [{"basis": "anonymous", "origin": "Bloomberg"}, {"main": False}], ids=["nobody's word", "background"]
    )
    def test_a_denial_that_is_no_party_s_word_of_the_day_ends_nothing(self, values: dict[str, object]) -> None:
        opened = entry(1, "2021-01-08", status="confirmed")
        assert rules(opened, entry(2, "2021-02-08", **{**DENIED, **values}))[1] == "denial"

    def test_a_denial_in_a_report_that_tells_of_the_talks_as_confirmed_ends_nothing(self) -> None:
        opened = entry(1, "2021-01-08", status="confirmed")
        assert rules(opened, entry(2, "2021-02-08", status="confirmed", **DENIED))[1] == "denial"

    def test_a_denial_of_the_day_of_the_confirmation_ends_nothing(self) -> None:
        assert rules(entry(1, "2021-01-08", status="confirmed"), entry(2, "2021-01-08", **DENIED))[1] == "denial"

    @pytest.mark.parametrize("stage", ["mou", "agreed", "operating"])
    def test_a_deal_that_is_struck_is_not_denied_away(self, stage: str) -> None:
        struck = entry(1, "2021-01-08", status="confirmed", stage=stage)
        assert rules(struck, entry(2, "2021-02-08", **DENIED))[1] == "denial"

    def test_an_offer_stands_whatever_its_target_says_of_it(self) -> None:
        offered = bid(1, "2021-01-08", speaker="aa", status="confirmed")
        talk = one(offered, bid(2, "2021-01-20", speaker="bb", **DENIED))
        assert (talk.status, talk.stage, talk.steps[1].rule) == ("confirmed", "talks", "denial")
        assert one(offered, bid(2, "2021-01-20", speaker="aa", **DENIED)).status == "abandoned"

    def test_an_offer_under_review_and_new_terms_from_unnamed_people_leave_it_confirmed_in_talks(self) -> None:
        offered = bid(1, "2021-01-08", speaker="aa", status="confirmed", stage="talks")
        reviewed = bid(2, "2021-01-09", speaker="bb", status="confirmed", stage="exploring")
        higher = bid(3, "2021-01-15", speaker="", status="rumoured", stage="talks", origin="sources")
        talk = one(offered, reviewed, higher)
        assert (talk.status, talk.stage) == ("confirmed", "talks")

    def test_news_long_after_it_opens_another_talk(self) -> None:
        ended = [entry(1, "2021-01-08", status="confirmed"), entry(2, "2021-02-08", **DENIED)]
        assert len(fold([*ended, entry(3, "2021-02-12", origin="Bloomberg")])) == 1
        assert len(fold([*ended, entry(3, "2021-06-12", origin="Bloomberg")])) == 2


def one(*entries: Entry) -> Talk:
    """The one talk of these claims."""
    (talk,) = fold(entries)
    return talk


class TestConfidence:
    def test_a_claim_of_too_little_confidence_turns_nothing(self) -> None:
        unsure = entry(2, "2025-01-02", status="confirmed", stage="agreed", confidence=0.43)
        talk = one(entry(1, "2025-01-01"), unsure)
        assert (talk.status, talk.stage, talk.origins, talk.reports) == ("rumoured", "talks", 1, 1)
        assert (talk.steps[1].rule, talk.steps[1].new_origin, talk.steps[1].changed) == ("unreviewed", False, False)

    def test_what_counts_opens_a_talk_that_rested_on_what_does_not(self) -> None:
        unsure = entry(1, "2025-01-01", status="confirmed", stage="agreed", confidence=0.43)
        alone = one(unsure)
        assert (alone.status, alone.doubtful, alone.confidence) == ("confirmed", True, 0.43)
        talk = one(unsure, entry(2, "2025-01-02"))
        assert (talk.status, talk.stage, talk.doubtful) == ("rumoured", "talks", False)
        assert [step.rule for step in talk.steps] == ["unreviewed", "opens"]

    def test_a_talk_of_doubtful_claims_is_doubtful_however_many_they_are(self) -> None:
        doubtful = [entry(n, f"2025-01-0{n}", origin=f"Paper {n}", confidence=0.6) for n in range(1, 6)]
        talk = one(*doubtful)
        assert (talk.doubtful, talk.confidence, talk.origins) == (True, 0.6, 5)
        talk = one(*doubtful, entry(6, "2025-01-06", confidence=0.7))
        assert not talk.doubtful
        assert talk.confidence == pytest.approx(1 - 0.4**5 * 0.3, abs=1e-4)

    def test_claims_of_one_origin_are_one_and_the_best_of_them_stands_for_all(self) -> None:
        talk = one(*(entry(n, f"2025-01-0{n}", confidence=0.8) for n in range(1, 6)))
        assert talk.confidence == 0.8
        both = one(entry(1, "2025-01-01", confidence=0.8), entry(2, "2025-01-02", origin="Bloomberg", confidence=0.9))
        assert both.confidence == pytest.approx(0.98)

    def test_the_user_s_own_word_is_never_doubtful(self) -> None:
        talk = one(entry(1, "2025-01-01", basis="judgement", origin="unknown", confidence=0.1))
        assert (talk.doubtful, talk.confidence) == (False, 1.0)

    def test_one_doubtful_claim_flags_what_a_second_of_another_origin_turns(self) -> None:
        rumour = entry(1, "2025-01-01")
        first = entry(2, "2025-01-02", status="confirmed", confidence=0.6, origin="Nikkei", stage="agreed")
        again = entry(3, "2025-01-03", status="confirmed", confidence=0.6, origin="Nikkei", publisher="AFP")
        other = entry(3, "2025-01-03", status="confirmed", confidence=0.6, origin="company")
        talk = one(rumour, first, again)
        assert (talk.status, talk.stage, talk.confirmation_reported) == ("rumoured", "talks", True)
        assert talk.steps[1].rule == "confirmation-reported"
        talk = one(rumour, first, other)
        assert (talk.status, talk.confirmation_reported) == ("confirmed", False)
        assert talk.steps[2].rule == "confirms-by-two"

    def test_one_doubtful_claim_of_its_end_flags_a_rumour_and_a_confirmed_talk(self) -> None:
        end = entry(2, "2025-01-02", status="abandoned", confidence=0.6)
        for status in ("rumoured", "confirmed"):
            talk = one(entry(1, "2025-01-01", status=status), end)
            assert (talk.status, talk.end_reported, talk.steps[1].rule) == (status, True, "end-reported")
            second = entry(3, "2025-01-03", status="abandoned", origin="Nikkei", confidence=0.6, basis="on-record")
            talk = one(entry(1, "2025-01-01", status=status), end, second)
            assert (talk.status, talk.end_reported, talk.steps[2].rule) == ("abandoned", False, "ends-by-two-origins")

    def test_two_doubtful_origins_weigh_as_one_where_two_are_needed(self) -> None:
        opened = entry(1, "2025-01-01", status="confirmed")
        ends = [
            entry(n, f"2025-01-0{n}", status="abandoned", basis="anonymous", origin=f"Paper {n}", confidence=0.6)
            for n in (2, 3, 4, 5)
        ]
        assert one(opened, *ends[:3]).status == "confirmed"
        assert one(opened, *ends).status == "abandoned"
        sure = entry(4, "2025-01-04", status="abandoned", basis="anonymous", origin="Paper 4")
        assert one(opened, *ends[:2], sure).status == "abandoned"

    def test_the_first_sure_claim_decides_what_one_doubtful_one_had_said(self) -> None:
        doubtful = entry(1, "2025-01-01", status="confirmed", stage="agreed", confidence=0.6)
        talk = one(doubtful, entry(2, "2025-01-02"))
        assert (talk.status, talk.stage, talk.confirmation_reported) == ("rumoured", "talks", True)
        assert talk.steps[1].rule == "settles"
        ended = entry(1, "2025-01-01", status="abandoned", confidence=0.6)
        talk = one(ended, entry(2, "2025-01-02"))
        assert (talk.status, talk.end_reported) == ("rumoured", True)

    def test_a_doubtful_claim_moves_the_stage_of_a_doubtful_talk_alone(self) -> None:
        doubtful = entry(2, "2025-01-02", stage="mou", confidence=0.6, origin="Bloomberg")
        assert one(entry(1, "2025-01-01"), doubtful).stage == "talks"
        assert one(entry(1, "2025-01-01", confidence=0.5), doubtful).stage == "mou"
        assert one(entry(1, "2025-01-01", confidence=0.5), doubtful, entry(3, "2025-01-03")).stage == "talks"


class TestPause:
    def test_a_talk_is_on_hold_from_the_claim_that_says_so_until_it_moves_on(self) -> None:
        opened = entry(1, "2025-01-01")
        paused = entry(2, "2025-02-01", on_hold=True)
        talk = one(opened, paused, entry(3, "2025-02-03", origin="Bloomberg"))
        assert (talk.status, talk.stage, talk.on_hold) == ("rumoured", "talks", True)
        for goes_on in ({"stage": "mou"}, {"status": "confirmed"}, {"status": "abandoned"}, {"renewed": True}):
            assert not one(opened, paused, entry(3, "2025-03-01", **goes_on)).on_hold

    def test_neither_background_nor_a_doubtful_claim_puts_a_sure_talk_on_hold(self) -> None:
        opened = entry(1, "2025-01-01")
        assert not one(opened, entry(2, "2025-02-01", on_hold=True, main=False)).on_hold
        assert not one(opened, entry(2, "2025-02-01", on_hold=True, confidence=0.6)).on_hold


class TestThreads:
    def test_a_merger_and_a_joint_development_are_two_talks(self) -> None:
        talks = fold([entry(1, "2025-01-01"), entry(2, "2025-01-02", kind="development")])
        assert [str(talk.kind) for talk in talks] == ["merger", "development"]

    @pytest.mark.parametrize(
        ("kind", "first", "second", "talks"),
        [
            ("joint-venture", "ab", "abc", 1), ("joint-venture", "abcd", "ab", 1), ("joint-venture", "ab", "abcde", 2),
            ("joint-venture", "abcde", "ab", 2), ("joint-venture", "abc", "abcdef", 1), ("acquisition", "ab", "abcde", 1),
        ],
    )  # fmt: skip
    def test_a_partner_more_joins_and_a_consortium_is_another_talk(
        self, kind: str, first: str, second: str, talks: int
    ) -> None:
        made = fold([entry(1, "2025-01-01", *first, kind=kind), entry(2, "2025-01-05", *second, kind=kind)])
        assert len(made) == talks

    def test_a_consortium_named_by_some_of_its_members_stays_what_it_was(self) -> None:
        shrinking = [
            entry(i, f"2025-01-0{i}", *names, kind="supply") for i, names in enumerate(("abcde", "abc", "ab"), 1)
        ]
        (talk,) = fold([*shrinking, entry(4, "2025-01-04", *"abcde", kind="supply")])
        assert talk.reports == 4

    def test_not_a_merger_never_abandons_a_joint_development(self) -> None:
        talks = fold(
            [
                entry(1, "2025-01-01", kind="development", status="confirmed"),
                entry(2, "2025-02-01", kind="merger", status="abandoned"),
            ]
        )
        assert {str(talk.kind): str(talk.status) for talk in talks} == {
            "development": "confirmed",
            "merger": "abandoned",
        }

    def test_merger_acquisition_and_stake_are_one_family(self) -> None:
        assert len(fold([entry(1, "2025-01-01"), entry(2, "2025-01-02", kind="stake")])) == 1

    def test_a_claim_without_a_clear_kind_joins_the_open_talk(self) -> None:
        (talk,) = fold([entry(1, "2025-01-01"), entry(2, "2025-01-02", kind="cooperation")])
        assert talk.kind == "merger"

    def test_other_companies_are_another_talk(self) -> None:
        assert len(fold([entry(1, "2025-01-01", "aa", "bb"), entry(2, "2025-01-02", "aa", "cc")])) == 2

    def test_a_third_company_joins(self) -> None:
        (talk,) = fold([entry(1, "2025-01-01", "aa", "bb"), entry(2, "2025-01-02", "bb", "aa", "cc")])
        assert talk.parties == ("aa", "bb", "cc")

    def test_what_one_report_adds_is_not_what_the_talk_is_about(self) -> None:
        """A third company in one report does not make talks between it and one of the two the same talk."""
        two, three = entry(1, "2025-01-01"), entry(2, "2025-01-02", "aa", "bb", "cc")
        assert len(fold([two, three, entry(3, "2025-01-03", "bb", "cc")])) == 2
        assert len(fold([two, three, entry(3, "2025-01-03", "aa", "bb")])) == 1

    def test_a_company_that_few_claims_name_is_no_party(self) -> None:
        claims = [entry(n, f"2025-01-{n:02}", origin=f"Paper {n}") for n in range(1, 9)]
        (talk,) = fold([*claims, entry(9, "2025-01-09", "aa", "bb", "cc")])
        assert talk.parties == ("aa", "bb")

    def test_talks_of_three_that_turn_out_to_be_of_two(self) -> None:
        three, two = entry(1, "2025-01-01", "aa", "bb", "cc"), entry(2, "2025-01-02")
        assert len(fold([three, two])) == 1
        assert len(fold([three, two, entry(3, "2025-01-03", "bb", "cc")])) == 2

    def test_a_cooperation_of_more_companies_is_not_the_merger_of_two(self) -> None:
        merger = entry(1, "2025-01-01")
        of_three = entry(2, "2025-01-02", "aa", "bb", "cc", kind="cooperation")
        assert [str(talk.kind) for talk in fold([merger, of_three])] == ["merger", "cooperation"]
        of_two = entry(2, "2025-01-02", "bb", "aa", kind="cooperation")
        assert len(fold([merger, of_two])) == 1

    def test_an_owner_stands_for_its_unit_but_is_not_a_partner_of_it(self) -> None:
        unit = replace(entry(1, "2025-01-01", "aa", "bb"), owned=(("aa", "pp"),))
        assert len(fold([unit, entry(2, "2025-01-02", "pp", "bb")])) == 1
        assert len(fold([unit, replace(entry(2, "2025-01-02", "aa", "pp"), owned=(("aa", "pp"),))])) == 2

    def test_collaborations_for_other_markets_are_other_talks(self) -> None:
        here = entry(1, "2025-01-01", kind="development", region="United States")
        there = entry(2, "2025-01-02", kind="development", region="China")
        wider = entry(3, "2025-01-03", kind="development", region="North America")
        assert len(fold([here, there])) == 2
        assert len(fold([here, wider])) == 1

    def test_early_rumours_long_after_a_struck_deal_are_about_something_new(self) -> None:
        struck = entry(1, "2024-03-01", kind="development", status="confirmed", stage="mou")
        soon = entry(2, "2024-04-01", kind="development", stage="exploring")
        late = entry(3, "2025-11-01", kind="development", stage="exploring")
        assert len(fold([struck, soon])) == 1
        assert [str(talk.status) for talk in fold([struck, soon, late])] == ["confirmed", "rumoured"]

    def test_another_kind_of_collaboration_much_later_is_another_talk(self) -> None:
        supply = entry(1, "2025-07-05", kind="supply", subject="pickup trucks")
        soon = entry(2, "2025-07-20", kind="development")
        late = entry(3, "2025-11-13", kind="development")
        assert len(fold([supply, soon])) == 1
        assert [str(talk.kind) for talk in fold([supply, late])] == ["supply", "development"]
        related = entry(3, "2025-11-13", kind="manufacturing", also_kinds=(Kind.SUPPLY,))
        assert len(fold([supply, related])) == 1

    def test_news_after_an_ending_opens_a_new_episode(self) -> None:
        ended = [entry(1, "2025-01-01"), entry(2, "2025-02-01", status="abandoned")]
        first, second = fold([*ended, entry(3, "2025-06-01")])
        assert (first.status, second.status) == ("abandoned", "rumoured")
        assert first.slug != second.slug

    def test_echoes_of_an_ending_do_not_reopen_it_unless_they_say_so(self) -> None:
        ended = [entry(1, "2025-01-01"), entry(2, "2025-02-01", status="abandoned")]
        (talk,) = fold([*ended, entry(3, "2025-02-05", origin="Bloomberg")])
        assert (talk.status, talk.steps[-1].rule) == ("abandoned", "after-the-end")
        assert len(fold([*ended, entry(3, "2025-02-05", renewed=True)])) == 2
        assert len(fold([*ended, entry(3, "2025-02-05", basis="judgement")])) == 2

    def test_background_never_opens_an_episode(self) -> None:
        ended = [entry(1, "2025-01-01"), entry(2, "2025-02-01", status="abandoned")]
        (talk,) = fold([*ended, entry(3, "2026-02-01", main=False)])
        assert talk.status == "abandoned"

    def test_what_happened_earlier_is_put_where_it_happened(self) -> None:
        late = entry(2, "2025-06-01", event_date=PartialDate(date(2024, 3, 15)), status="confirmed", main=False)
        (talk,) = fold([entry(1, "2024-12-18"), late])
        assert [step.entry.id for step in talk.steps] == ["c0002", "c0001"]

    def test_an_event_date_never_lies_after_publication(self) -> None:
        future = entry(1, "2025-06-01", event_date=PartialDate(date(2026, 7, 1), Precision.HALF))
        assert future.day == date(2025, 6, 1)


COMPANIES = ("aa", "bb", "cc", "dd")
ENDS_CONFIRMED = {"ends-on-record", "ends-by-denial", "ends-by-two-origins", "judgement", "opens", "settles"}
"""`opens` and `settles`: what claims had confirmed that do not count, or one doubtful claim, was never settled."""


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """A small ledger's worth of claims: few companies and few days, so that threads meet."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        parties = draw(st.lists(st.sampled_from(COMPANIES), min_size=2, max_size=3, unique=True))
        day = date(2025, 1, 1).toordinal() + draw(st.integers(0, 400))
        made.append(
            entry(
                number, date.fromordinal(day).isoformat(), *parties,
                kind=draw(st.sampled_from(["merger", "stake", "development", "manufacturing", "cooperation"])),
                status=draw(st.sampled_from(["rumoured", "confirmed", "abandoned"])),
                basis=draw(st.sampled_from(["anonymous", "on-record", "filing", "judgement"])),
                origin=draw(st.sampled_from(["Nikkei", "Bloomberg", "sources", "company", "unknown"])),
                region=draw(st.sampled_from(["", "United States", "China"])),
                denied=draw(st.booleans()), main=draw(st.booleans()), renewed=draw(st.booleans()),
                confidence=draw(st.sampled_from([0.4, 0.49, 0.5, 0.69, 0.7, 0.9])),
            )
        )  # fmt: skip
    return made


unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


class TestLaws:
    @unhurried
    @given(entries(), st.randoms())
    def test_the_order_of_arrival_does_not_matter(self, made: list[Entry], random: object) -> None:
        shuffled = list(made)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert fold(shuffled) == fold(made)

    @unhurried
    @given(entries())
    def test_every_claim_is_in_exactly_one_talk(self, made: list[Entry]) -> None:
        placed = [step.entry.id for talk in fold(made) for step in talk.steps]
        assert sorted(placed) == sorted(e.id for e in made)

    @unhurried
    @given(entries())
    def test_ids_and_slugs_are_unique(self, made: list[Entry]) -> None:
        talks = fold(made)
        assert len({talk.id for talk in talks}) == len({talk.slug for talk in talks}) == len(talks)

    @unhurried
    @given(entries())
    def test_a_confirmed_talk_ends_only_by_the_record_a_judgement_or_two_origins(self, made: list[Entry]) -> None:
        for talk in fold(made):
            for before, step in zip(talk.steps, talk.steps[1:], strict=False):
                if (before.status, step.status) == ("confirmed", "abandoned"):
                    assert step.rule in ENDS_CONFIRMED

    @unhurried
    @given(entries())
    def test_claims_that_do_not_count_change_nothing_of_those_that_do_but_what_the_talk_is_called(
        self, made: list[Entry]
    ) -> None:
        def told(talk: Talk) -> Talk:
            return replace(talk, id="", slug="", steps=tuple(s for s in talk.steps if s.counts))

        def by_first(talks: list[Talk]) -> dict[str, Talk]:
            bare = (told(talk) for talk in talks)
            return {talk.steps[0].entry.id: talk for talk in bare if talk.steps}

        sure = [e for e in made if trust_of(e.claim) is not Trust.UNSURE]
        assert by_first(fold(made)) == by_first(fold(sure))

    @unhurried
    @given(entries())
    def test_a_talk_is_called_the_same_whichever_of_its_claims_count(self, made: list[Entry]) -> None:
        for talk in fold(made):
            assert talk.id == talk_id(min(founder(step.entry) for step in talk.steps))

    @unhurried
    @given(entries())
    def test_no_single_doubtful_claim_confirms_or_ends_a_talk_that_is_not_doubtful(self, made: list[Entry]) -> None:
        for talk in fold(made):
            sure = [s for s in talk.steps if trust_of(s.entry.claim) is Trust.SURE]
            others = {s.origin for s in talk.steps if s.counts}
            if sure and len(others) == 1 and talk.status != "rumoured":
                assert any(s.entry.claim.status == talk.status or s.entry.claim.denied for s in sure)

    @unhurried
    @given(entries())
    def test_a_talk_is_doubtful_exactly_where_no_claim_of_it_is_sure(self, made: list[Entry]) -> None:
        for talk in fold(made):
            sure = any(trust_of(step.entry.claim) is Trust.SURE for step in talk.steps)
            assert talk.doubtful is not sure
            assert talk.doubtful is (talk.confidence < SURE_FROM)

    @unhurried
    @given(entries())
    def test_steps_are_in_order_of_their_days(self, made: list[Entry]) -> None:
        for talk in fold(made):
            days = [step.entry.day for step in talk.steps]
            assert days == sorted(days)


def test_an_undated_report_counts_from_the_day_it_was_read() -> None:
    undated = replace(entry(1, "2025-01-01"), published=None, read_at=datetime(2026, 5, 4, tzinfo=UTC))
    assert undated.day == date(2026, 5, 4)
