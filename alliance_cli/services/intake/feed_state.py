"""What a feed's state becomes after a try. Pure: the time is a parameter."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alliance_cli.sources import Fault
from alliance_cli.sources.http import Answer
from alliance_cli.store.feeds import Feed

WHOLE_AGAIN = timedelta(days=7)
"""A feed that was only said to be unchanged for so long is asked for in whole: servers err."""

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(days=1)
_TIMES_MOVED = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the answer, why it is no feed to go by, and whether its body is the one read before."""

    answer: Answer
    fault: Fault | None = None
    same: bool = False

    @property
    def unchanged(self) -> bool:
        """True where there was nothing to read."""
        return self.fault is None and (self.same or self.answer.not_modified)


def validators(feed: Feed, now: datetime) -> dict[str, str]:
    """What to send so that an unchanged feed is not sent again."""
    if feed.last_whole is None or abs(now - feed.last_whole) > WHOLE_AGAIN:
        return {}
    return {"etag": feed.etag, "last_modified": feed.last_modified}


def after(feed: Feed, outcome: Outcome, now: datetime) -> Feed:
    """The state after a try."""
    return _failed(feed, outcome, outcome.fault, now) if outcome.fault else _read(feed, outcome.answer, now)


def _read(feed: Feed, answer: Answer, now: datetime) -> Feed:
    state = replace(
        feed, last_attempt=now, last_success=now, failures=0, last_error="", error_passes=False,
        etag=answer.etag, last_modified=answer.last_modified, next_due=_after(now, feed.every),
    )  # fmt: skip
    if not answer.not_modified:
        state = replace(state, last_whole=now, digest=answer.digest)
    return _moved(state, answer.moved_to)


def _moved(feed: Feed, target: str) -> Feed:
    """A new address is taken over when it has been named in two tries in a row."""
    if not target or target == feed.url:
        return replace(feed, moved_to="", moved_times=0)
    times = feed.moved_times + 1 if target == feed.moved_to else 1
    if times < _TIMES_MOVED:
        return replace(feed, moved_to=target, moved_times=times)
    return replace(feed, url=target, moved_to="", moved_times=0)


def _failed(feed: Feed, outcome: Outcome, fault: Fault, now: datetime) -> Feed:
    failures = feed.failures + 1
    state = replace(
        feed, last_attempt=now, failures=failures, last_error=fault.reason, error_passes=fault.passing,
        next_due=_wait(feed, failures, outcome.answer.retry_after, now), moved_to="", moved_times=0,
    )  # fmt: skip
    return replace(state, paused=f"gone for good since {now:%Y-%m-%d}") if fault.kind == "gone" else state


def _wait(feed: Feed, failures: int, asked: float | None, now: datetime) -> datetime:
    """The first failure is tried again as if it were none, then after waits that double up to a day.

    A server that says when it wants to be asked again is left alone until then.
    """
    growing = min(_FIRST_WAIT * 2 ** min(failures - 2, 20), _LONGEST_WAIT) if failures > 1 else timedelta()
    return now + max(growing, timedelta(seconds=feed.every), timedelta(seconds=asked or 0))


def _after(now: datetime, seconds: int) -> datetime:
    return now + timedelta(seconds=seconds)
