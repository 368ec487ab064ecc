"""The demo's summary, for a person: a table, a few messages before and after, and where to look next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.demo.stream import Outcome

_ACTIONS = ("allow", "redact", "hold", "block")
_HEADINGS = ("allowed", "redacted", "held", "blocked")
_COLOURS = {"allow": "green", "redact": "yellow", "hold": "magenta", "block": "red"}
_EXAMPLES = {"allow": 2, "redact": 4, "hold": 1, "block": 3}
_NEXT = (
    ("mifeng policy show", "the matrix that decided"),
    ("mifeng test fixtures", "the same messages as tests"),
    ("mifeng topics read mifeng.messages.decisions", "every decision (from the folder above that directory)"),
)


def show(outcomes: list[Outcome], directory: Path, console: Console) -> None:
    """Print the summary."""
    console.print(_table(outcomes))
    console.print()
    for outcome in _examples(outcomes):
        for line in _before_after(outcome):
            console.print(line)
        console.print()
    console.print(
        f"Topics, sealed quarantine and keys of this run: {directory}", highlight=False, soft_wrap=True
    )
    for command, what in _NEXT:
        console.print(f"  {command:<46} {what}", highlight=False, markup=False)


def _table(outcomes: list[Outcome]) -> Table:
    counts: Counter[tuple[str, str, str]] = Counter(
        (o.message.channel, o.group, o.decision.action) for o in outcomes
    )
    table = Table(title=f"{len(outcomes)} messages and notes")
    table.add_column("channel")
    table.add_column("recipient group")
    for heading in _HEADINGS:
        table.add_column(heading, justify="right")
    for channel, group in sorted({key[:2] for key in counts}):
        table.add_row(channel, group, *(_cell(counts[channel, group, action]) for action in _ACTIONS))
    totals: Counter[str] = Counter(o.decision.action for o in outcomes)
    table.add_section()
    table.add_row("all", "", *(_cell(totals[action]) for action in _ACTIONS))
    return table


def _cell(count: int) -> str:
    return str(count) if count else "·"


def _examples(outcomes: list[Outcome]) -> Iterator[Outcome]:
    """Yield a few outcomes of each action, from as many different groups as there are."""
    for action in _ACTIONS:
        seen: set[str] = set()
        for outcome in outcomes:
            if (
                outcome.decision.action == action
                and outcome.group not in seen
                and len(seen) < _EXAMPLES[action]
            ):
                seen.add(outcome.group)
                yield outcome


def _before_after(outcome: Outcome) -> Iterator[Text]:
    action = outcome.decision.action
    to = ", ".join(recipient.relation for recipient in outcome.message.recipients)
    yield Text.assemble(
        (f"{action:<7}", _COLOURS[action]), f"{outcome.message.channel} to {to} ({outcome.group})"
    )
    yield Text(f"  before  {outcome.message.text}")
    if outcome.decision.action == "redact":
        yield Text(f"  after   {outcome.sent}")
    yield Text(f"  because {', '.join(outcome.decision.reasons)}", style="dim")
