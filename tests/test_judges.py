"""The learnt judges: odds are odds, ends and memoranda are the rules' own, and what is doubtful says why."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli import gazetteer
from alliance_cli.extract.aggregation.assemble import claims
from alliance_cli.extract.aggregation.circumstances import of_parties
from alliance_cli.extract.aggregation.grounds import grounds
from alliance_cli.extract.aggregation.progress import progress_told
from alliance_cli.extract.aggregation.wording import PAIR, wording
from alliance_cli.extract.document import Document
from alliance_cli.extract.en.english import English
from alliance_cli.extract.pipeline import analyse
from alliance_cli.extract.scoring.judges import ALWAYS, QUESTIONS, Judge, Judges
from alliance_cli.models import Basis, Published, Report, Stage, Status
from tests import accuracy, samples

PACK = English()
WORDED = {Status.ABANDONED, Stage.ENDED, Stage.MOU}
JUDGE = Judge(("yes", "no"), {ALWAYS: (0.5, 0.0), "sun": (1.0, -1.0), "rain": (-2.0, 1.0), "wind": (0.25, 0.0)})
weather = st.lists(st.sampled_from(["sun", "rain", "wind", "fog"]), unique=True)


@given(weather)
def test_odds_are_shares_of_one_and_unknown_circumstances_say_nothing(named: list[str]) -> None:
    odds = JUDGE.odds(named)
    assert sum(odds.values()) == pytest.approx(1.0)
    assert all(0 < share < 1 for share in odds.values())
    assert JUDGE.odds([*named, "snow"]) == odds


@given(weather.flatmap(lambda named: st.tuples(st.just(named), st.permutations(named))))
def test_the_order_of_circumstances_makes_no_difference(both: tuple[list[str], list[str]]) -> None:
    one, other = (JUDGE.odds(named) for named in both)
    assert one == pytest.approx(other)


def test_reasons_are_those_that_speak_for_the_answer_the_strongest_first() -> None:
    everything = ("fog", "rain", "sun", "wind")
    assert JUDGE.reasons(everything, "yes", "no") == ("sun", "wind")
    assert JUDGE.reasons(everything, "no", "yes") == ("rain",)
    assert JUDGE.reasons(everything, "yes", "no", most=1) == ("sun",)


ROWS = [(question, ALWAYS, "a:0.5 b:-0.5") for question in QUESTIONS]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (ROWS[:2], "not status, stage, real, main"),
        ([*ROWS, ROWS[0]], "given twice"),
        ([*ROWS, ("status", "sun", "a:0.5 c:1")], "other answers"),
    ],
)
def test_a_table_of_weights_that_contradicts_itself_is_refused(rows: list[tuple[str, str, str]], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Judges(rows)


def _reports() -> Iterator[Report]:
    yield from (samples.report_of(path) for path in samples.SAMPLES)
    yield from (passage.report for group in accuracy.groups() for passage in accuracy.passages(group))


@cache
def _read() -> list[tuple[Document, Document]]:
    """Each sample and passage as the rules read it, and as the judges leave it."""
    companies = gazetteer.packaged()
    both = [(analyse(r, companies, PACK, judged=False), analyse(r, companies, PACK)) for r in _reports()]
    return [(ruled, judged) for ruled, judged in both if len(ruled.talks) == len(judged.talks)]


@pytest.mark.long
def test_no_judge_adds_or_takes_an_end_or_a_memorandum() -> None:
    seen = 0
    for ruled, judged in _read():
        for by_rules, talk in zip(ruled.talks, judged.talks, strict=True):
            if talk in judged.kept:
                before, after = ruled.verdicts[by_rules], judged.verdicts[talk]
                assert {before.status, before.stage} & WORDED == {after.status, after.stage} & WORDED
                seen += bool({after.status, after.stage} & WORDED)
    assert seen > 50


def test_a_judge_that_overrules_the_rules_says_so_and_turns_no_rumour_in_the_ledger() -> None:
    overruled = 0
    for ruled, judged in _read():
        for by_rules, talk in zip(ruled.talks, judged.talks, strict=True):
            if talk in judged.kept and ruled.verdicts[by_rules].status is not judged.verdicts[talk].status:
                verdict = judged.verdicts[talk]
                assert any(f"rather {verdict.status} than" in reason for reason in verdict.why)
                assert verdict.basis is Basis.ANONYMOUS
                overruled += 1
    assert overruled


def test_a_judge_that_puts_a_talk_in_another_place_says_so() -> None:
    moved = 0
    for ruled, judged in _read():
        for by_rules, talk in zip(ruled.talks, judged.talks, strict=True):
            if talk in judged.kept and by_rules.main is not talk.main:
                place = "main" if talk.main else "background"
                assert any(reason.startswith(f"rather {place} than") for reason in judged.verdicts[talk].why)
                moved += 1
    assert moved


def test_a_doubtful_claim_says_what_speaks_against_it_and_a_sure_one_does_not() -> None:
    found = [claim for _, judged in _read() for claim in claims(judged, PACK.scorer)]
    told = [claim for claim in found if any(doubt.startswith("confidence ") for doubt in claim.doubts)]
    assert {claim.confidence < 0.7 for claim in told} == {True}
    assert all(claim in told or claim.confidence >= 0.65 for claim in found)
    assert told


def test_a_judge_that_gives_a_main_talk_another_origin_says_so_and_makes_no_rumour_the_companys() -> None:
    given = 0
    for ruled, judged in _read():
        for by_rules, talk in zip(ruled.talks, judged.talks, strict=True):
            if talk in judged.kept:
                before, after = ruled.verdicts[by_rules], judged.verdicts[talk]
                if after.origin != before.origin and before.status is after.status:
                    assert any(reason.startswith(f"rather {after.origin} than") for reason in after.why)
                    assert after.status is not Status.RUMOURED or after.origin != "company"
                    given += 1
    assert given


def test_a_date_is_one_that_the_report_tells_or_that_of_the_rules() -> None:
    chosen = 0
    for ruled, judged in _read():
        for by_rules, talk in zip(ruled.talks, judged.talks, strict=True):
            if talk in judged.kept:
                before, after = ruled.slots[by_rules].event_date, judged.slots[talk].event_date
                told = [one.date for one in PACK.dates(judged, talk, judged.verdicts[talk], before)]
                assert after in {None, before, *told}
                chosen += before != after
    assert chosen


FAR_DOWN = Report(
    "Nissan to buy Subaru's engine plant",
    "Nissan has agreed to buy an engine plant from Subaru. The plant employs 900. It makes boxer engines. "
    "Workers were told of it by letter. Analysts welcomed the price.\n\n"
    "Subaru opened an auction of three plants in May, and Komatsu bid. "
    "Renault sold a foundry to Komatsu in August.",
    published=Published(datetime(2023, 11, 20, tzinfo=UTC), day_only=True),
)


def test_a_date_far_down_is_told_where_a_party_is_named_beside_it() -> None:
    document = analyse(FAR_DOWN, gazetteer.packaged(), PACK)
    talk = next(one for one in document.kept if {party.name for party in one.parts} == {"Nissan", "Subaru"})
    told = PACK.dates(document, talk, document.verdicts[talk], None)
    assert [str(one.date) for one in told] == ["2023-05"]
    assert {"near: the word auction", "tells of something else"} <= told[0].circumstances


def test_the_day_of_a_papers_story_is_no_day_of_the_deal() -> None:
    passage = next(one for one in accuracy.passages("relative-dates") if one.id == "relative-dates-38")
    document = analyse(passage.report, gazetteer.packaged(), PACK)
    assert [document.slots[talk].event_date for talk in document.kept] == [None]


def test_what_is_probably_none_is_dropped_with_the_reason() -> None:
    for _, judged in _read():
        assert all(judged.sureness[talk].confidence >= 0.3 for talk in judged.kept)
        for talk in judged.talks:
            if talk.dropped.startswith("probably none"):
                assert talk not in judged.kept
                assert talk.dropped.count(";") == 2 or talk.dropped.endswith("): told in passing")


def test_most_circumstances_that_are_weighed_are_met_in_the_samples_and_passages() -> None:
    met = {ALWAYS}
    for ruled, _ in _read():
        for talk, verdict in ruled.verdicts.items():
            met = met.union(*grounds(ruled, talk, verdict, PACK.scorer, gazetteer.packaged()))
            for told in PACK.dates(ruled, talk, verdict, ruled.slots[talk].event_date):
                met |= told.circumstances
    judges = [getattr(PACK.judges, question) for question in QUESTIONS]
    weighed = {name for judge in judges for name in judge.circumstances}
    named = {one for one in weighed if ": the word " not in one and PAIR not in one}
    assert len(named - met) < 0.15 * len(named), sorted(named - met)
    assert len(weighed - met) < 0.5 * len(weighed)


def test_what_is_written_to_be_read_teaches_less_of_what_is_real_than_news_does() -> None:
    pytest.importorskip("sklearn")
    from benchmarks import learn

    def rain(*, own: bool) -> float:
        wet = [learn.Example(str(n), {"real": frozenset({"rain"})}, {"real": "no"}, {}, own=False) for n in range(40)]
        dry = [learn.Example(str(n), {"real": frozenset({"rain"})}, {"real": "yes"}, {}, own=own) for n in range(40)]
        rows = dict(learn.weights("real", [*wet, *dry]))
        return float(rows[ALWAYS].split()[0].removeprefix("yes:"))

    assert rain(own=True) < rain(own=False)


def test_a_name_of_nothing_but_words_that_are_written_small_speaks_against_a_tie_up() -> None:
    companies = gazetteer.packaged()
    for name, plain in (("Volmarin Ostreva", False), ("Liquefied Natural Gas", True)):
        text = f"Renault signed a supply agreement with {name} on Monday."
        document = analyse(Report("", text), companies, PACK, judged=False)
        (talk,) = document.kept
        named = of_parties(document, talk, PACK.scorer, companies)
        said = {circumstance for circumstance in named if "only words that are mostly written small" in circumstance}
        assert bool(said) == plain
        if said:
            assert PACK.judges.real.odds(named)["yes"] < PACK.judges.real.odds(named - said)["yes"]


def test_words_are_counted_inside_of_sentences_where_a_capital_says_a_name() -> None:
    from benchmarks import small_words

    texts = ["The gas of Renault, gas that is piped, goes to Lyon."] * small_words.LEAST
    assert small_words.small_words(texts) == ["gas", "goes", "is", "of", "piped", "that", "to"]


def test_words_near_a_cue_are_told_in_pairs_with_one_sign_for_names_and_figures() -> None:
    text = "Renault will buy a 20 percent stake in Nissan, Fiat said on Monday."
    document = analyse(Report("", text), gazetteer.packaged(), PACK, judged=False)
    (talk,) = document.kept
    told = wording(talk, document.verdicts[talk])
    assert {
        f"near its cue: {one}{PAIR}{other}" for one, other in pairwise(("a figure", "percent", "stake", "in"))
    } <= told
    assert {"near its cue: in + a party", "near its cue: , + a name"} <= told
    assert not any("nissan" in one or "fiat" in one or "20" in one for one in told)


def test_odds_are_brought_to_what_is_found() -> None:
    pytest.importorskip("sklearn")
    from benchmarks import learn

    def example(number: int) -> learn.Example:
        named = frozenset({"sun"} if number % 2 else {"rain"})
        return learn.Example(str(number), {"real": named}, {"real": "yes" if number % 10 else "no"}, {}, own=False)

    examples = [example(number) for number in range(200)]
    made, bare = (_judge_of(learn.weights("real", examples, *level)) for level in ((learn.levelled(examples),), ()))
    found = {"rain": 0.8, "sun": 1.0}
    for named, share in found.items():
        assert abs(made.odds({named})["yes"] - share) < abs(bare.odds({named})["yes"] - share)


def _judge_of(rows: Iterable[tuple[str, str]]) -> Judge:
    cells = {name: [float(part.split(":")[1]) for part in cell.split()] for name, cell in rows}
    return Judge(("yes", "no"), cells)


def test_the_weights_are_learnt_from_examples() -> None:
    pytest.importorskip("sklearn")
    from benchmarks import learn

    def example(number: int) -> learn.Example:
        sunny = number % 2 == 0
        named = frozenset({"sun", "warm"} if sunny else {"rain"})
        return learn.Example(str(number), {"real": named}, {"real": "yes" if sunny else "no"}, {}, own=False)

    rows = dict(learn.weights("real", [example(number) for number in range(80)]))
    assert rows.keys() == {ALWAYS, "sun", "warm", "rain"}
    made = _judge_of(rows.items())
    assert made.odds({"sun", "warm"})["yes"] > 0.6
    assert made.odds({"rain"})["yes"] < 0.4


def test_how_far_things_got_is_told_by_the_parties_that_a_sentence_names_and_beside_the_cue() -> None:
    text = "Renault agreed to buy Nissan. Shareholders of Nissan approved it, and Fiat is considering a rival bid."
    document = analyse(Report("Renault plans Nissan takeover", text), gazetteer.packaged(), PACK, judged=False)
    talk = next(talk for talk in document.kept if len(talk.parts) == 2)
    told = progress_told(document, talk)
    assert {"plan, of both parties, in the headline", "plan before its cue in the headline"} <= told
    assert {"agreed, of both parties, in the opening", "agreed, of both parties: the word agreed"} <= told
    assert {"agreed, of one party, in the body", "exploring, of one party: the word considering"} <= told
    assert not any("nissan" in one or "fiat" in one for one in told)
