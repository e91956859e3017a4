"""Views by hand, for tests of what the screens show: every status, every mark, long silences, wide letters."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from alliance_cli.claim_fields import CLAIM_FIELDS
from alliance_cli.models import Evidence, PartialDate, Precision
from alliance_cli.overviews import (
    Count,
    DashboardView,
    MatrixView,
    NetworkView,
    NodeView,
    Outcomes,
    SourceTrouble,
    StatsView,
    TieView,
)
from alliance_cli.views import CompanyView, EventView, StepView, TalkView, TimelineView, WhyView
from alliance_cli.vocabulary import Basis, Kind, Stage, Status
from tests.builders import claim

HOSTILE = (
    "[red]x[/red] :smile: \x1b[31mred\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\"
    "\x1b]52;c;ZXZpbA==\x07\x9b31m \u202egnp.exe\u2066 e\u0301\u0301 日産自動車 👩‍👩‍👧 "
    '<script>alert(1)</script>" onload="x" \'&amp; =1+1\nnew line\u2028para\rback\x00\x7f'
    "so\u00adft \u200bzero\u2060 \ufeffmark \u180e \U000e0041\U000e0042tags \u200eleft"
)
"""A text that tries to act on a terminal, a page, a spreadsheet and a picture."""


def event(day: str, status: str = "rumoured", **values: Any) -> EventView:
    """An event published on this day; by default an anonymous rumour of Nikkei that Reuters relayed."""
    at = date.fromisoformat(day)
    usual: dict[str, Any] = {
        "date": PartialDate(at), "published": at, "status": Status(status), "publisher": "Reuters",
        "title": "Carmakers to talk", "url": "https://news.example/1", "report_id": "r1",
        "quote": "The two are to begin talks on a merger under one holding company",
        "claim_id": f"c{day.replace('-', '')}", "rule": "opens", "changed": True,
    }  # fmt: skip
    claimed: dict[str, Any] = {
        "basis": Basis.ANONYMOUS, "origin": "Nikkei", "stage": Stage.ENDED if status == "abandoned" else Stage.TALKS,
    }  # fmt: skip
    claimed |= {field.name: values.pop(field.name) for field in CLAIM_FIELDS if field.name in values}
    claimed["status"] = values.pop("claimed", status)
    return EventView(claim=claim(**claimed), **(usual | values))


def talk(talk_id: str, *parties: str, events: tuple[EventView, ...] = (), **values: Any) -> TalkView:
    """A talk of these companies; its status, dates and counts follow from its events unless given."""
    last = events[-1] if events else event("2024-01-01")
    days = [e.published or e.date.start for e in events] or [date(2024, 1, 1)]
    usual: dict[str, Any] = {
        "id": talk_id, "slug": "-".join(parties).lower().replace(" ", "-") + "-merger-2024", "parties": parties,
        "party_ids": tuple(p.lower().replace(" ", "-") for p in parties), "kind": Kind.MERGER, "status": last.status,
        "stage": last.claim.stage, "stale": False, "end_reported": False, "origins": 2, "reports": 5,
        "first_reported": min(days), "last_reported": max(days), "last_turn": max(days),
        "events": tuple(e._replace(number=i) for i, e in enumerate(events, 1)),
    }  # fmt: skip
    return TalkView(**(usual | values))


def merger() -> TalkView:
    return talk(
        "tmerger1", "Nissan Motor", "Honda Motor",
        events=(
            event("2024-12-17", origin="sources", publisher="Nikkei", more_reports=12),
            event("2024-12-18", denied=True, origin="company", basis=Basis.ON_RECORD, rule="denial", changed=False,
                  quote="Nothing has been decided", speaker="a spokesman"),
            event("2024-12-23", "confirmed", origin="company", basis=Basis.ON_RECORD, stage=Stage.MOU, rule="confirms"),
            event("2025-02-05", "confirmed", claimed=Status.ABANDONED, rule="end-reported", stage=Stage.MOU,
                  relayed_by=("Kyodo",), quote="Nissan will withdraw"),
            event("2025-02-13", "abandoned", origin="company", basis=Basis.FILING, rule="ends-on-record"),
        ),
    )  # fmt: skip


def development() -> TalkView:
    return talk(
        "tdevelo1", "Nissan Motor", "Honda Motor", "Mitsubishi Motors", kind=Kind.DEVELOPMENT,
        regions=("North America", "Japan"), subjects=("software", "electric vehicles"),
        events=(
            event("2023-08-30", kind=Kind.DEVELOPMENT, stage=Stage.EXPLORING, url=""),
            event("2024-03-15", "confirmed", kind=Kind.DEVELOPMENT, stage=Stage.MOU, origin="company",
                  date=PartialDate(date(2024, 1, 1), Precision.QUARTER)),
            event("2025-06-02", "confirmed", kind=Kind.DEVELOPMENT, stage=Stage.AGREED, quote=""),
        ),
    )  # fmt: skip


def supply() -> TalkView:
    return talk(
        "tsupply1", "Honda Motor", "日産自動車", kind=Kind.SUPPLY, stale=True, origins=1, reports=1,
        events=(event("2024-12-17", kind=Kind.SUPPLY, origin="日本経済新聞", publisher="共同通信",
                      quote="両社はピックアップトラックの供給について協議している", title="供給を協議"),),
    )  # fmt: skip


def flagged() -> TalkView:
    return talk("tstake01", "Hon Hai Precision Industry", "Nissan Motor", kind=Kind.STAKE, end_reported=True,
                events=(event("2019-05-01", "confirmed", kind=Kind.STAKE, basis=Basis.JUDGEMENT,
                              origin="your judgement", publisher=""),))  # fmt: skip


def doubted() -> TalkView:
    return talk("tdoubt01", "Renault", "Honda Motor", kind=Kind.ACQUISITION, confirmation_reported=True, doubtful=True,
                on_hold=True, confidence=0.62, origins=1, reports=1,
                events=(event("2024-11-03", kind=Kind.ACQUISITION, confidence=0.62, on_hold=True),
                        event("2024-11-04", kind=Kind.ACQUISITION, claimed=Status.CONFIRMED, confidence=0.55,
                              rule="confirmation-reported")))  # fmt: skip


def talks() -> list[TalkView]:
    return [merger(), development(), supply(), flagged(), doubted()]


def timeline() -> TimelineView:
    return TimelineView(("Nissan Motor", "Honda Motor"), None, (development(), merger(), supply()))


def one_company() -> TimelineView:
    return TimelineView(("Nissan Motor",), date(2025, 6, 30), (flagged(), development(), merger()))


_DOUBTS = ("the speaker is not clear",)


def why() -> WhyView:
    evidence = (Evidence("Nothing has been decided", 10, 34, "denial-noun"), Evidence("Talks", 0, 5, "lead", "title"))
    steps = tuple(
        StepView(i, e._replace(claim=replace(e.claim, main=i != 2, confidence=0.8, doubts=_DOUBTS if i == 2 else ())),
                 "the first claim opens the talk with its status", evidence)
        for i, e in enumerate(merger().events, 1)
    )  # fmt: skip
    return WhyView(merger(), steps)


def companies() -> list[CompanyView]:
    return [
        CompanyView(
            "nissan-motor", "Nissan Motor", "JP", "automotive", 8, "gazetteer", ("Nissan", "日産自動車"), ("7201",)
        ),
        CompanyView(
            "hon-hai", "Hon Hai Precision Industry Company Limited", "TW", "electronics", 3, "user", ("Foxconn",)
        ),
        CompanyView("nakagawa", "中川ロボティクス", "", "", 0, "report"),
    ]


NODES = (
    NodeView("nissan-motor", "Nissan Motor", 0, 4), NodeView("honda-motor", "Honda Motor", 1, 3),
    NodeView("mitsubishi-motors", "Mitsubishi Motors", 1, 1), NodeView("日産自動車", "日産自動車", 2, 1),
)  # fmt: skip


def ties() -> tuple[TieView, ...]:
    return (
        TieView("honda-motor", "nissan-motor", (development(), merger())),
        TieView("mitsubishi-motors", "nissan-motor", (development(),)),
        TieView("honda-motor", "mitsubishi-motors", (development(),)),
        TieView("honda-motor", "日産自動車", (supply(),)),
    )


def network() -> NetworkView:
    return NetworkView(("nissan-motor",), 2, None, NODES, ties())


def matrix() -> MatrixView:
    return MatrixView(date(2025, 6, 30), NODES, ties())


def stats() -> StatsView:
    return StatsView(
        as_of=None, talks=4, reports=16, origins=7,
        statuses=(Count("rumoured", 1), Count("confirmed", 2), Count("abandoned", 1)),
        kinds=(Count("merger", 1), Count("supply", 1), Count("licensing", 0)),
        years=(Count("2019", 1), Count("2020", 0), Count("2024", 3)),
        companies=(Count("Nissan Motor", 3), Count("日産自動車", 1)), outcomes=Outcomes(3, 1, 1, 0, 1),
    )  # fmt: skip


def dashboard() -> DashboardView:
    return DashboardView(
        "/home/ana/ledger.db", 78, 91, 4, 5, date(2019, 5, 1), date(2025, 6, 2),
        (Count("rumoured", 1), Count("confirmed", 2), Count("abandoned", 1)), tuple(talks()), (supply(),),
        (SourceTrouble("Example Wire", "answered 503", "2025-06-01"),), date(2025, 6, 30),
    )  # fmt: skip


def empty_dashboard() -> DashboardView:
    return DashboardView("/home/ana/ledger.db", 0, 0, 0, 0, None, None, (), (), (), (), date(2025, 6, 30))


Rows = list[dict[str, Any]]
AT = "2025-06-01T08:30:00+00:00"


def transitions() -> Rows:
    """What `alliance changes` tells."""
    from alliance_cli.render import structured

    def turned(view: TalkView, what: str, before: str | None, quote: str, url: str) -> dict[str, Any]:
        said = {"what": what, "was": "", "now": "", "before": before}
        return {**said, **structured.talk(view), "quote": quote, "title": "", "url": url}

    long = "https://news.example/2024/12/17/" + "a-long-address-that-goes-on-" * 4
    return [
        turned(merger(), "turned", "confirmed", "The two companies ended their talks on a merger, they said.", long),
        turned(supply(), "stale", "rumoured", "両社はピックアップトラックの供給について協議している", ""),
        turned(development(), "new", None, "", "https://news.example/2"),
    ]


def records() -> Rows:
    """What `alliance sources` tells."""
    names = ("origin", "rumours", "confirmed", "abandoned", "stale", "open", "median_days", "shown", "hit_rate")
    rows = (
        ("Nikkei", 12, 7, 2, 2, 1, 41.5, "64% (37% to 85% of 11)", 0.6364),
        ("日本経済新聞", 1, 0, 0, 1, 0, None, "insufficient (1 resolved)", None),
    )
    return [dict(zip(names, row, strict=True)) | {"low": None, "high": None, "resolved": 0} for row in rows]


def publishers() -> Rows:
    names = ("publisher", "reports", "own", "relayed", "relays")
    rows = (("Reuters", 30, 20, 10, "Nikkei"), ("Deutsche Presse-Agentur", 3, 3, 0, ""))
    return [dict(zip(names, row, strict=True)) for row in rows]


def rumours() -> Rows:
    names = ("talk", "slug", "parties", "kind", "origin", "first", "outcome", "days")
    rows = (
        ("tmerger1", "a", ["Nissan Motor", "Honda Motor"], "merger", "Nikkei", "2024-12-17", "abandoned", 58),
        ("tsupply1", "b", ["Honda Motor", "日産自動車"], "supply", "Nikkei", "2024-12-17", "stale", None),
        (
            "tstake01",
            "c",
            ["Hon Hai Precision Industry", "Nissan Motor"],
            "stake",
            "Nikkei",
            "2019-05-01",
            "open",
            None,
        ),
        ("tdevelo1", "d", ["Nissan Motor", "Honda Motor"], "development", "Nikkei", "2023-08-30", "confirmed", 198),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def operations() -> Rows:
    names = ("number", "at", "command", "effect", "undoes", "taken_back")
    rows = (
        (12, AT, "alliance undo 11", "takes back 11", 11, False),
        (11, AT, "alliance ingest --feeds --full -q --log /var/log/alliance.log", "78 reports, 91 claims", None, True),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def doubtful() -> Rows:
    names = (
        "status",
        "claim",
        "companies",
        "kind",
        "doubts",
        "title",
        "publisher",
        "url",
        "quotes",
        "confidence",
        "effect",
    )
    rows = (
        ("rumoured", "c5k2abcdefgh2", ["Geely", "Smart"], "stake", ["Smart: known only from context",
         "2 talks of these companies could have had it"], "Smart goes Chinese: Daimler shares its city car brand", "", "",
         [], 0.5, "turns it from rumoured to confirmed"),
    )  # fmt: skip
    return [dict(zip(names, row, strict=True)) | {"date": None} for row in rows]


def watches() -> Rows:
    names = ("number", "companies", "company_ids", "kinds", "statuses", "region")
    rows = (
        (1, ["Nissan Motor"], ["nissan-motor"], ["merger", "acquisition"], [], ""),
        (2, [], [], [], ["abandoned"], "China"),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def feeds() -> Rows:
    names = (
        "id",
        "name",
        "state",
        "url",
        "last_success",
        "next_due",
        "failures",
        "last_error",
        "last_attempt",
        "paused",
    )
    rows = (
        (1, "Example News", "fine", "https://news.example/feed.xml", AT, AT, 0, "", AT, ""),
        (2, "", "failing", "https://wire.example/rss/companies-and-markets.xml", None, AT, 3, "answered 503", AT, ""),
        (3, "日本経済新聞", "paused", "https://x.example/", AT, None, 0, "", AT, "paused by hand"),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def checked() -> Rows:
    names = ("id", "name", "entries", "latest", "undated", "problem", "url", "faults")
    rows = (
        (1, "Example News", 50, AT, 0, "", "https://news.example/feed.xml", 0),
        (
            None,
            "https://wire.example/rss",
            0,
            None,
            0,
            "answered 503: the server is overloaded",
            "https://w.example",
            1,
        ),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def held() -> Rows:
    names = ("id", "locator", "reason", "kind", "tries", "first_seen", "next_try", "publisher", "source", "last_seen")
    rows = (
        (4, "reports/2025/a-folder/news.jsonl:17", "not a publication date: '01/02/2025' (day and month could be either "
         "way round)", "date", 1, AT, None, "", "input", AT),
        (5, "https://news.example/story", "answered 503", "http", 3, AT, AT, "Example News", "feed", AT),
    )  # fmt: skip
    return [dict(zip(names, row, strict=True)) | {"bytes": 72} for row in rows]


class FoundReport(NamedTuple):
    """What a search finds."""

    report: str
    title: str
    publisher: str
    published: str
    url: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    talks: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def hits() -> list[FoundReport]:
    return [
        FoundReport("rabc", "A title that is long enough to need a second line where the terminal is only sixty wide",
                    "Reuters", "2024-12-18", "https://news.example/1", "… Nissan and Honda are in merger talks …",
                    ((28, 34),), ("tmerger1", "tdoubt01"), ("tdoubt01",)),
        FoundReport("rdef", "", "", "", "", "合併 協議", ((0, 2),), ()),
    ]  # fmt: skip
