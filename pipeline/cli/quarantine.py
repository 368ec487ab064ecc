"""``mifeng quarantine``: what was held or blocked, and what a reviewer makes of it."""

from __future__ import annotations

from contextlib import closing
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
    WantedArgument,
    desk_of,
    identity_of,
    reason_given,
    require_terminal,
    show_table,
)
from pipeline.logs import get_logger
from pipeline.metrics import Health
from pipeline.metrics.server import serve_metrics
from pipeline.quarantine import Identity
from pipeline.review import decisions
from pipeline.review.backlog import Backlog
from pipeline.review.desk import Desk
from pipeline.review.event import Event, checked_reviewer
from pipeline.review.expire import age_ms
from pipeline.review.expire import expire as expire_items
from pipeline.review.items import Item
from pipeline.review.listing import Filter, age_text, as_object
from pipeline.review.reason import open_reason
from pipeline.review.search import find, items
from pipeline.review.visible import original_lines, visible
from pipeline.review.watch import registry_of
from pipeline.review.watch import watch as watch_backlogs
from pipeline.worker.signals import stop_on_signals

app = typer.Typer(
    help="Review what was held or blocked. `list` needs no key, `show` and `release` need the reviewer's private one. "
    "Each decision is made once and leaves an audit event, without text, on INPUT.reviews.",
    no_args_is_help=True,
)


@app.command("list")
def list_held(
    route: RouteOption = None,
    state: StateOption = "open",
    older_than: OlderOption = None,
    newer_than: NewerOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what waits and why, without opening anything.

    Example: `mifeng quarantine list --route messages --older-than 12h`

    Example: `mifeng quarantine list --state all --json | jq -r .reference`
    """
    complaints = Complaints()
    with desk_of(config) as (desk, _):
        wanted = Filter(state, route, older_than, newer_than).checked(desk)
        rows: list[tuple[str, ...]] = []
        for item in items(desk, "quarantine", complaints):
            if wanted.admits(desk, item):
                if as_json:
                    write_line(msgspec.json.encode(as_object(desk, item)))
                else:
                    rows.append(_row(desk, item))
        if not as_json:
            show_table(("id", "reference", "action", "reasons", "policy", "age", "state"), rows)
    complaints.finish()


def _row(desk: Desk, item: Item) -> tuple[str, ...]:
    state = desk.ledger(item.route).state(item)
    why = "\n".join(item.why)
    return item.id, item.reference, item.was, why, item.policy, age_text(desk, item), state


@app.command()
def show(wanted: WantedArgument, key: KeyOption = None, config: ConfigOption = None) -> None:
    """Open one record and print it, on a terminal only. Invisible characters are printed as \\\\uXXXX.

    Example: `mifeng quarantine show mifeng.messages/0/12 --key reviewer.identity`
    """
    require_terminal()
    with desk_of(config) as (desk, _):
        identity = identity_of(key)
        item, envelope = find(desk, "quarantine", wanted)
        ledger = desk.ledger(item.route)
        ledger.catch_up()
        original = decisions.opened(item, envelope, identity)
        typer.echo(f"{item.reference}: {item.was} ({visible(', '.join(item.why))}), {ledger.state(item)}")
        if (event := ledger.event(item)) is not None:
            typer.echo(_decided(event, identity))
        for line in original_lines(original):
            typer.echo(line)


def _decided(event: Event, identity: Identity) -> str:
    return (
        f"{event.state} by {event.reviewer} at {event.time}: {visible(open_reason(event.reason, identity))}"
    )


@app.command()
def release(
    wanted: WantedArgument,
    reason: ReasonOption,
    reviewer: ReviewerOption,
    key: KeyOption = None,
    even_if_blocked: Annotated[
        bool,
        typer.Option("--even-if-blocked", help="Release a record that the policy blocks, not only holds."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Send one record on as it was written, to the cleared topic, once, with the header mifeng-released: REVIEWER/TIME.

    Example: `mifeng quarantine release m-7 --reviewer lin.q --reason recipient-verified --key reviewer.identity`
    """
    with desk_of(config) as (desk, loaded):
        handle, why, identity = checked_reviewer(reviewer), reason_given(reason, loaded), identity_of(key)
        item, envelope = find(desk, "quarantine", wanted)
        decisions.release(desk, item, envelope, identity, handle, why, blocked_too=even_if_blocked)
        typer.echo(f"{item.reference}: released to {item.route.cleared}")


@app.command()
def reject(
    wanted: WantedArgument, reason: ReasonOption, reviewer: ReviewerOption, config: ConfigOption = None
) -> None:
    """Decide that one record never leaves. It stays sealed until the topic's retention deletes it.

    Example: `mifeng quarantine reject m-7 --reviewer lin.q --reason confirmed-leak`

    Example: `mifeng quarantine reject m-7 --reviewer lin.q --reason - < why.txt`
    """
    with desk_of(config) as (desk, loaded):
        handle, why = checked_reviewer(reviewer), reason_given(reason, loaded)
        item, _ = find(desk, "quarantine", wanted)
        decisions.reject(desk, item, handle, why)
        typer.echo(f"{item.reference}: rejected")


@app.command()
def expire(
    older_than: Annotated[str, typer.Option(help="Reject what waits longer than this, such as 30d.")],
    reviewer: ReviewerOption = "mifeng-expire",
    config: ConfigOption = None,
) -> None:
    """Reject everything that nobody has decided about in time, with the reason `expired`.

    Example: `mifeng quarantine expire --older-than 30d`
    """
    complaints = Complaints()
    with desk_of(config) as (desk, _):
        for event in expire_items(desk, age_ms(older_than), checked_reviewer(reviewer), complaints):
            typer.echo(f"{event.reference}: expired")
    complaints.finish()


@app.command()
def watch(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where /metrics is served; 0: a free port.")
    ] = 9465,
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    interval: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds between two looks.")] = 15.0,
    config: ConfigOption = None,
) -> None:
    """Serve depth and age of the quarantine as metrics, until it is stopped. One for all workers; it opens nothing.

    Example: `mifeng quarantine watch --port 9465`
    """
    with stop_on_signals() as stop, desk_of(config) as (desk, _):
        backlogs = [Backlog(route) for route in desk.routes]
        health = Health(live_s=max(60.0, 4 * interval), parts=("bus",))
        with closing(serve_metrics(registry_of(backlogs), health, host, port)) as server:
            get_logger("watch").info("watch_started", metrics=server.url)
            watch_backlogs(desk, backlogs, health, stop, interval)
