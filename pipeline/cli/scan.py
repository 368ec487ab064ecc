"""``mifeng scan``: messages in, decisions out."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline.cases import Cases, load_cases
from pipeline.cli.exits import BAD_INPUT, FAIL_ON
from pipeline.cli.lines import Jobs, Lines, write_line
from pipeline.contract import Decision, Message, decode_message
from pipeline.contract.sealed import Sealed
from pipeline.contract.vocabulary import Action
from pipeline.inspecting.closed import inspect_closed
from pipeline.policy import Policy, load_policy
from pipeline.redaction import RedactionKey, load_key

_ORDER = ("allow", "redact", "hold", "block")


class FailOn(StrEnum):
    """From which action on `scan` fails."""

    redact = "redact"
    hold = "hold"
    block = "block"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(scan)


def scan(
    messages: Annotated[str, typer.Argument(help="JSONL file of messages, or - for standard input.")] = "-",
    cases: Annotated[Path | None, typer.Option(help="JSONL file of cases.")] = None,
    policy: Annotated[str, typer.Option(help="cn, tw, us or a policy file.")] = "cn",
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit 3 when a message gets this action or a stricter one.")
    ] = None,
    timing: Annotated[
        bool, typer.Option(help="Fill elapsed_us (0 otherwise: same input, same bytes).")
    ] = False,
    jobs: Jobs = 1,
) -> None:
    """Inspect messages and print one decision a line.

    Example: `mifeng scan --cases cases.jsonl messages.jsonl > decisions.jsonl`

    Example: `cat messages.jsonl | mifeng scan --cases cases.jsonl --fail-on block -`

    Example: `mifeng scan --jobs 4 --cases cases.jsonl messages.jsonl > decisions.jsonl`
    """
    scanner = _Scanner(load_cases(cases) if cases else Cases(), load_policy(policy), load_key(), timing)
    lines = Lines(messages)
    worst = 0
    with closing(lines.each(scanner, jobs)) as decisions:
        for decision in decisions:
            write_line(decision.line)
            worst = max(worst, _ORDER.index(decision.action))
    sys.stdout.flush()
    if not lines.finish():
        raise typer.Exit(BAD_INPUT)
    if fail_on is not None and worst >= _ORDER.index(fail_on.value):
        raise typer.Exit(FAIL_ON)


class _Printed(Sealed, frozen=True):
    """A decision as it is printed, encoded where it was made."""

    line: bytes
    action: Action


class _Scanner:
    """Turns one line into one decision. Can be pickled."""

    def __init__(self, cases: Cases, policy: Policy, key: RedactionKey | None, timing: bool) -> None:
        self._cases = cases
        self._policy = policy
        self._key = key
        self._timing = timing

    def __call__(self, line: bytes) -> _Printed:
        message, _ = decode_message(line)
        started = time.perf_counter_ns()
        decision = self._decide(message)
        if self._timing:
            elapsed = (time.perf_counter_ns() - started) // 1000
            decision = msgspec.structs.replace(decision, elapsed_us=elapsed)
        return _Printed(msgspec.json.encode(decision), decision.action)

    def _decide(self, message: Message) -> Decision:
        case = self._cases.get(message.case_id)
        return inspect_closed(message, case, self._policy, directory=self._cases.directory, key=self._key)
