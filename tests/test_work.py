"""How much work a decision is, counted in calls: a clock on a shared machine tells nothing, and this is the same every time.

What it was is noted here. When it grows beyond the margin, either something is done twice, or there is more to do: then say so
in the commit, and note the new number (`docs/performance.md` tells how to see where the calls are).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest

from pipeline.cases import load_cases
from pipeline.contract import decode_message
from pipeline.inspecting import inspect, prepare
from pipeline.inspecting.detection import Prepared
from pipeline.policy import load_policy

_SETS = Path(__file__).parent / "development"
_POLICY = load_policy("cn")


class Work(NamedTuple):
    """For one message of a set, on average: calls of functions, those written in C included, and of patterns among them."""

    calls: float
    searches: float


#: By development set, as of Python 3.11; later ones make fewer calls, since comprehensions are none there.
NOTED = {"b": Work(2602, 112), "c": Work(2319, 100), "e": Work(2422, 93)}
#: How much more is put down to small changes, and how much less means that the note would let the next growth pass.
MARGIN, STALE = 1.10, 0.80


@cache
def _work(name: str) -> Work:
    """Count for one decision; the texts have been folded and tagged before, as in a worker's batch."""
    cases = load_cases(_SETS / name / "cases.jsonl")
    lines = (_SETS / name / "messages.jsonl").read_bytes().splitlines()
    messages = [decode_message(line)[0] for line in lines]
    texts = [message.text for message in messages]
    seen: Counter[str] = Counter()

    def count(_: FrameType, event: str, called: object) -> None:
        seen[event] += 1
        if event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern):
            seen["search"] += 1

    def decide(prepared: Prepared) -> None:
        for message in messages:
            inspect(
                message, cases.get(message.case_id), _POLICY, directory=cases.directory, prepared=prepared
            )

    decide(prepare(texts))  # what is made once a process is no work of a message
    prepared = prepare(texts)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        decide(prepared)
    finally:
        sys.setprofile(before)
    return Work((seen["call"] + seen["c_call"]) / len(messages), seen["search"] / len(messages))


@pytest.mark.parametrize("name", sorted(NOTED))
def test_a_decision_is_no_more_work_than_noted(name: str) -> None:
    """Neither the calls nor the searches of a message have grown beyond the margin."""
    found, noted = _work(name), NOTED[name]
    assert found.calls <= noted.calls * MARGIN
    assert found.searches <= noted.searches * MARGIN


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the numbers were noted on Python 3.11")
@pytest.mark.parametrize("name", sorted(NOTED))
def test_the_note_is_up_to_date(name: str) -> None:
    """A note far above what is needed would hide that work has grown again."""
    found, noted = _work(name), NOTED[name]
    assert found.calls >= noted.calls * STALE
    assert found.searches >= noted.searches * STALE
