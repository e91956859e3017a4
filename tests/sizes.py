"""How much the tests try: little by default, all of it with `pytest --long`."""

import os
from datetime import timedelta

import pytest
from hypothesis import settings

_SHARE = 8
"""Without `--long` a law is tried on one example in so many."""

_USUAL = 100
_LEAST = 4


def choose(config: pytest.Config) -> None:
    """Before tests are collected: hypothesis at the size of this run.

    `HYPOTHESIS_PROFILE=explore` tries other examples on each run, else the same ones always.
    """
    settings.register_profile("small", max_examples=_USUAL // _SHARE, derandomize=True, deadline=None)
    settings.register_profile("full", max_examples=_USUAL, derandomize=True, deadline=timedelta(seconds=2))
    settings.register_profile("explore", max_examples=_USUAL, derandomize=False, deadline=timedelta(seconds=2))
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "full" if config.getoption("--long") else "small"))


def examples(full: int) -> int:
    """How many examples this run tries of something that is tried on `full` with `--long`."""
    return max(full // _SHARE, _LEAST) if settings.get_current_profile_name() == "small" else full


def among(full: int, small: int) -> int:
    """Of how many something is tried: `full` with `--long`."""
    return small if settings.get_current_profile_name() == "small" else full


def share(full: int) -> int:
    """One in how many is tried of what is tried on one in `full` with `--long`."""
    return full * _SHARE if settings.get_current_profile_name() == "small" else full


def leave_out_long(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without `--long`, tests marked so are not run, unless they were asked for by name or mark."""
    if config.getoption("--long") or config.option.markexpr or any("::" in word for word in config.args):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)
