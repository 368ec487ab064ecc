"""``mifeng dead-letter``: what could not be inspected, and trying it again."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from pipeline.cli.lines import write_line
from pipeline.cli.review_options import (
    Complaints,
    ConfigOption,
    JsonOption,
    KeyOption,
    NewerOption,
    OlderOption,
    ReasonOption,
    ReviewerOption,
    RouteOption,
    StateOption,
    desk_of,
    identity_of,
    reason_given,
    show_table,
)
from pipeline.review import decisions
from pipeline.review.event import checked_reviewer
from pipeline.review.items import Item
from pipeline.review.listing import Filter, age_text, as_object
from pipeline.review.search import find, items

app = typer.Typer(
    help="Look at what could not be inspected, and try it again once the cause is mended.",
    no_args_is_help=True,
)


@app.command("list")
def list_dead(
    route: RouteOption = None,
    state: StateOption = "open",
    older_than: OlderOption = None,
    newer_than: NewerOption = None,
    error: Annotated[str | None, typer.Option(help="Only this class of error.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List dead letters: where the original is, the class of the error, the age. Nothing is opened.

    Example: `mifeng dead-letter list --error BadInput --newer-than 1h`
    """
    complaints = Complaints()
    with desk_of(config) as (desk, _):
        wanted = Filter(state, route, older_than, newer_than).checked(desk)
        found = [
            item
            for item in items(desk, "dead-letter", complaints)
            if wanted.admits(desk, item) and error in (None, *item.why)
        ]
        if as_json:
            for item in found:
                shown = as_object(desk, item)
                write_line(msgspec.json.encode({**shown, "error": _error(item)}))
        else:
            ledgers = {r.name: desk.ledger(r) for r in desk.routes}
            rows = [
                (i.reference, _error(i), age_text(desk, i), ledgers[i.route.name].state(i)) for i in found
            ]
            show_table(("reference", "error", "age", "state"), rows)
    complaints.finish()


def _error(item: Item) -> str:
    return ", ".join(item.why)


@app.command()
def replay(
    references: Annotated[list[str], typer.Argument(help="References (TOPIC/PARTITION/OFFSET), as listed.")],
    reviewer: ReviewerOption,
    reason: ReasonOption = "cause-fixed",
    key: KeyOption = None,
    config: ConfigOption = None,
) -> None:
    """Publish the sealed bytes to the input topic again, each once, as a new record, which is inspected like any other.

    Example: `mifeng dead-letter replay mifeng.messages/0/40 --reviewer lin.q --key reviewer.identity`
    """
    with desk_of(config) as (desk, loaded):
        handle, why, identity = checked_reviewer(reviewer), reason_given(reason, loaded), identity_of(key)
        for reference in references:
            item, envelope = find(desk, "dead-letter", reference)
            decisions.replay(desk, item, envelope, identity, handle, why)
            typer.echo(f"{item.reference}: published to {item.route.input} again")
