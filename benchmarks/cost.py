"""What a decision costs: CPU time by stage and by recognizer, on the development sets.

Each message is timed several times and its least time counts, so that a busy machine adds little. Numbers of two versions are
comparable only when they were taken in turns on the same machine.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from detectors.record import RecordRecognizer
from detectors.registry import recognizers
from pipeline.cases import load_cases
from pipeline.cases.lookup import IdentifierLookup
from pipeline.contract import Case, Message, decode_message
from pipeline.inspecting import inspect, prepare
from pipeline.policy import load_policy

SETS = Path(__file__).resolve().parents[1] / "tests" / "development"
NAMES = ("b", "c", "e")
ROUNDS = 9

#: Seconds by part of the work.
Spent = dict[str, float]
#: Messages, each with its case and a directory of all borrowers.
Work = Sequence[tuple[Message, Case | None, IdentifierLookup]]


class _Meter:
    """Adds up the time that is spent in each part of one decision; it is a `Lap`, and counts a recognizer as a part."""

    def __init__(self) -> None:
        self.spent: Spent = defaultdict(float)
        self._last = time.process_time()

    def __call__(self, stage: str) -> None:
        now = time.process_time()
        self.spent[stage] += now - self._last
        self._last = now

    def start(self) -> None:
        """Begin with the next message."""
        self.spent = defaultdict(float)
        self._last = time.process_time()

    @contextmanager
    def watching(self, cls: Any) -> Iterator[None]:
        """Time a class of recognizers."""
        analyze: Callable[..., Any] = cls.analyze

        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            found = analyze(*given, **named)
            self.spent[cls.__name__] += time.process_time() - began
            return found

        with patch.object(cls, "analyze", timed):
            yield


def _least(rounds: Iterable[list[Spent]]) -> Spent:
    """Return the sum over messages of the least that each part took in any round."""
    least: Spent = defaultdict(float)
    for of_one in zip(*rounds, strict=True):
        for part in frozenset().union(*of_one):
            least[part] += min(spent[part] for spent in of_one)
    return least


def _development() -> Work:
    work: list[tuple[Message, Case | None, IdentifierLookup]] = []
    for name in NAMES:
        cases = load_cases(SETS / name / "cases.jsonl")
        for line in (SETS / name / "messages.jsonl").read_bytes().splitlines():
            message, _ = decode_message(line)
            work.append((message, cases.get(message.case_id), cases.directory))
    return work


def _rounds(meter: _Meter, work: Work, count: int) -> list[list[Spent]]:
    """Return for each round but the first what was spent on folding and tagging side by side, and then on each message."""
    policy = load_policy("cn")
    rounds: list[list[Spent]] = []
    for _ in range(count):
        meter.start()
        prepared = prepare([message.text for message, *_ in work])
        meter("prepare")
        spent = [meter.spent]
        for message, case, directory in work:
            meter.start()
            inspect(message, case, policy, directory=directory, prepared=prepared, lap=meter)
            meter("rest")
            spent.append(meter.spent)
        rounds.append(spent)
    return rounds[1:]


def by_stage(work: Work, rounds: int = ROUNDS) -> Spent:
    """Return seconds of CPU per message, by stage. Recognizers are not watched, for that costs something itself."""
    least = _least(_rounds(_Meter(), work, rounds))
    return {stage: seconds / len(work) for stage, seconds in least.items()}


def run() -> None:
    """Print microseconds of CPU per message: each stage, and each recognizer (a part of the stage `detect`)."""
    meter, work = _Meter(), _development()
    with ExitStack() as watched:
        for cls in (*map(type, recognizers()), RecordRecognizer):
            watched.enter_context(meter.watching(cls))
        rounds = _rounds(meter, work, ROUNDS)
    for part, seconds in sorted(_least(rounds).items(), key=lambda one: -one[1]):
        print(f"{part:<28}{seconds / len(work) * 1e6:8.0f} us")
