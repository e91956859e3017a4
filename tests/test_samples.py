"""The sample reports: sound as files, and read as their expectation files say."""

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from alliance_cli import gazetteer, names, readers
from alliance_cli.models import Basis, Claim, Kind, Report, Stage, Status
from tests.samples import SAMPLES, Talk, kinds, mains, report_of, take, talks_of

FIELDS = {
    "parties", "optional", "kind", "also_kinds", "status", "stage", "also_stages", "basis", "denied", "origin",
    "also_origins", "region", "subject", "event_date", "main",
}  # fmt: skip

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")


# The files themselves


@each_sample
def test_report_is_whole(path: Path) -> None:
    report = report_of(path)
    published = report.published
    assert published is not None
    assert published.day_only
    assert published.day == date.fromisoformat(path.stem[:10])
    assert report.title
    assert report.publisher
    assert 90 <= len(report.text.split()) <= 260


@each_sample
def test_address_is_of_the_reserved_domain(path: Path) -> None:
    url = urlsplit(report_of(path).url)
    assert (url.scheme, url.netloc) == ("https", "news.example")
    assert url.path.endswith(path.stem[:10].replace("-", "/") + "/" + path.stem[11:])


@each_sample
def test_expectation_keeps_to_the_vocabulary(path: Path) -> None:
    for talk in talks_of(path):
        assert talk.keys() <= FIELDS
        assert len(talk["parties"]) >= 2
        for kind in (talk["kind"], *talk["also_kinds"]):
            Kind(kind)
        for stage in (talk["stage"], *talk.get("also_stages", [])):
            Stage(stage)
        Basis(talk["basis"])
        assert isinstance(talk["main"], bool)
        assert isinstance(talk["denied"], bool)
        assert (Status(talk["status"]) is Status.ABANDONED) == (talk["stage"] == "ended")


@each_sample
def test_expected_names_stand_in_the_report(path: Path) -> None:
    report = report_of(path)
    words = f" {names.fold(report.title + ' . ' + report.text)} "
    for talk in talks_of(path):
        for name in (*talk["parties"], *talk.get("optional", [])):
            assert f" {names.fold(name)} " in words, name


def test_samples_cover_the_hard_cases() -> None:
    texts = {path: report_of(path).text for path in SAMPLES}
    talks = {path: talks_of(path) for path in SAMPLES}
    assert len(SAMPLES) >= 48
    assert len({path.parent.name for path in SAMPLES}) >= 15
    assert sum(any(talk["denied"] for talk in found) for found in talks.values()) >= 2
    assert sum("declined to comment" in text for text in texts.values()) >= 2
    assert sum(any(talk["origin"] not in {"company", "sources", "unknown"} for talk in t) for t in talks.values()) >= 3
    assert sum(not found for found in talks.values()) >= 6
    assert len(texts) - len(set(texts.values())) >= 2
    assert any(len(mains(path)) >= 3 for path in SAMPLES)


def test_copies_at_another_publisher_expect_the_same() -> None:
    first: dict[str, Path] = {}
    for path in SAMPLES:
        original = first.setdefault(report_of(path).text, path)
        if original != path:
            assert talks_of(path) == talks_of(original)
            assert report_of(path).publisher != report_of(original).publisher


def test_days_of_the_week_fit_the_dates() -> None:
    for path in SAMPLES:
        report = report_of(path)
        for month, day in re.findall(r"(?m)^(?:[A-Z/ ]+, )?(\w{3,4})\.? (\d{1,2}) (?:\([A-Z]\w+\) )?-", report.text):
            at = date.fromisoformat(path.stem[:10])
            assert (at.strftime("%b"), str(at.day)) == (month[:3], day), path


# What is read from them


def differences(claim: Claim, talk: Talk, report: Report) -> list[str]:
    """In which fields a claim is not what was expected."""
    allowed = {
        "kind": kinds(talk),
        "status": [talk["status"]],
        "stage": [talk["stage"], *talk.get("also_stages", [])],
        "denied": [talk["denied"]],
        "main": [True],
    }
    found = [
        f"{name} {getattr(claim, name)!s}, not {' or '.join(map(str, values))}"
        for name, values in allowed.items()
        if getattr(claim, name) not in values
    ]
    origins = [talk["origin"], *talk.get("also_origins", [])]
    if names.key(claim.origin) not in {names.key(origin) for origin in origins}:
        found.append(f"origin {claim.origin}, not {' or '.join(origins)}")
    assert report.published is not None
    happened = str(claim.event_date or report.published.day.isoformat())
    if happened != talk.get("event_date", happened):
        found.append(f"event date {happened}, not {talk['event_date']}")
    return found


def shown(claim: Claim) -> str:
    return f"{' + '.join(party.name for party in claim.parties)}, {claim.kind}, {claim.status}"


def problems_of(path: Path) -> list[str]:
    """What is read otherwise than expected, a line each."""
    report = report_of(path)
    claims = readers.RULES.read(report, gazetteer.packaged()).claims
    open_talks = talks_of(path)
    problems = []
    for claim in sorted(claims, key=lambda claim: not claim.main):
        talk = take(claim, open_talks)
        if talk is None and (claim.main or not talks_of(path)):
            problems.append(f"not reported: {shown(claim)}")
        elif talk is not None and talk["main"]:
            problems += [f"{shown(claim)}: {text}" for text in differences(claim, talk, report)]
    return problems + [f"missed: {' + '.join(talk['parties'])}, {talk['kind']}" for talk in open_talks if talk["main"]]


MISREADS = Path(__file__).with_name("sample_misreads.json")
"""What is known to be read otherwise than a sample's expectation says, by sample: `python -m tests.test_samples` writes it."""


@each_sample
def test_sample_is_read_as_expected(path: Path) -> None:
    """All of an expectation holds but for the misreads that are listed, each by itself; a list that is out of date fails."""
    known = json.loads(MISREADS.read_text(encoding="utf-8"))
    assert problems_of(path) == known.get(f"{path.parent.name}/{path.stem}", [])


def test_most_samples_are_read_without_a_misread() -> None:
    assert len(json.loads(MISREADS.read_text(encoding="utf-8"))) <= 0.3 * len(SAMPLES)


@each_sample
def test_evidence_stands_in_the_report(path: Path) -> None:
    report = report_of(path)
    for claim in readers.RULES.read(report, gazetteer.packaged()).claims:
        assert claim.evidence
        for evidence in claim.evidence:
            source = report.title if evidence.field == "title" else report.text
            assert source[evidence.start : evidence.end] == evidence.quote


if __name__ == "__main__":
    found = {f"{path.parent.name}/{path.stem}": problems_of(path) for path in SAMPLES}
    listed = {name: problems for name, problems in found.items() if problems}
    MISREADS.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
