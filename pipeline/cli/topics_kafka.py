"""``mifeng topics create`` and ``mifeng topics acls``: what Kafka needs to have before the first run."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline.bus import BusError
from pipeline.bus.kafka_library import kafka_library
from pipeline.cli.exits import CHECK_FAILED
from pipeline.cli.lines import write_line
from pipeline.contract import BadInput
from pipeline.contract.decode import MAX_BYTES
from pipeline.provision.permissions import Role, command_of, permissions
from pipeline.provision.plan import Keep, TopicPlan, plan
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config

ConfigOption = Annotated[Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")]
_DAYS = {"min": 1, "max": 36_500}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(create)
    app.command()(acls)


def create(
    config: ConfigOption = None,
    partitions: Annotated[int, typer.Option(min=1, max=10_000, help="Partitions of each topic.")] = 6,
    replication: Annotated[
        int | None,
        typer.Option(
            min=1, max=100, help="Copies of each partition; without it 3, or as many as there are brokers."
        ),
    ] = None,
    retention_days: Annotated[int, typer.Option(**_DAYS, help="For inputs.")] = Keep.inputs,
    quarantine_days: Annotated[
        int, typer.Option(**_DAYS, help="For quarantine, restricted and dead-letter: longer than reviews take.")
    ] = Keep.quarantine,
    decisions_days: Annotated[int, typer.Option(**_DAYS, help="For decisions; five years.")] = Keep.decisions,
    max_message_bytes: Annotated[
        int, typer.Option(min=1024, max=MAX_BYTES, help="Largest input record; outputs admit what it may become.")
    ] = Keep.message_bytes,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be made, and make nothing.")] = False,
) -> None:  # fmt: skip
    """Make every topic that is missing on Kafka. What is there is left alone; in what it differs is said.

    The user of the configuration needs the permissions that `mifeng topics acls --role creator` lists.

    Example: `mifeng topics create --config mifeng.toml --dry-run`
    """
    loaded = load_config(config)
    if loaded.bus.kind != "kafka":
        typer.echo("nothing to do: on the embedded bus topics make themselves")
        return
    keep = Keep(retention_days, quarantine_days, decisions_days, max_message_bytes)
    try:
        complete = _create(loaded, keep, partitions, replication, dry_run)
    except BusError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CHECK_FAILED) from None
    if not complete:
        raise typer.Exit(CHECK_FAILED)


def _create(config: Config, keep: Keep, partitions: int, replication: int | None, dry_run: bool) -> bool:
    """Go through the plan; return whether all topics are there now, or would be."""
    with kafka_library():
        from pipeline.bus.kafka.admission import require_admission
        from pipeline.provision import kafka_topics

    require_admission(config.kafka)
    complete = True
    with kafka_topics.admin(config.kafka) as client:
        copies = replication or kafka_topics.copies(client)
        topics = plan(config, keep, copies)
        there = kafka_topics.look(client, [topic.name for topic in topics])
        for topic in topics:
            found = there[topic.name]
            if found.error is None:
                differs = ", ".join(kafka_topics.differences(topic, found, partitions, copies))
                typer.echo(f"{topic.name}: exists" + (f", left alone; differs: {differs}" if differs else ""))
            elif not found.missing:
                complete = _failed(topic, f"cannot be looked at: {found.error}")
            elif dry_run:
                typer.echo(f"{topic.name}: would be made: {_words(topic, partitions, copies)}")
            elif (refused := kafka_topics.make(client, topic, partitions, copies)) is not None:
                complete = _failed(topic, f"cannot be made: {refused}")
            else:
                typer.echo(f"{topic.name}: made: {_words(topic, partitions, copies)}")
    return complete


def _failed(topic: TopicPlan, why: str) -> bool:
    typer.echo(f"{topic.name}: {why}", err=True)
    return False


def _words(topic: TopicPlan, partitions: int, copies: int) -> str:
    settings = ", ".join(f"{name}={value}" for name, value in topic.settings.items())
    return f"{partitions} partitions, {copies} copies, {settings}"


def acls(
    user: Annotated[str, typer.Option(help="User:NAME, as Kafka knows the user.")],
    role: Annotated[
        Role,
        typer.Option(
            help="worker; reviewer (quarantine and dead-letter commands); producer (to the inputs); reader (of what is "
            "cleared); cases (publishes cases); check (what `mifeng check` needs more); creator (makes the topics)."
        ),
    ] = "worker",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    config: ConfigOption = None,
) -> None:
    """Print the least permissions that a role needs on Kafka, as calls of kafka-acls.sh with a reason above each.

    Example: `mifeng topics acls --user User:mifeng --config mifeng.toml`
    """
    kind, _, name = user.partition(":")
    if kind != "User" or not name.strip() or not name.isprintable():
        raise BadInput("expected --user User:NAME")
    loaded = load_config(config)
    for permission in permissions(loaded, role):
        if as_json:
            fields = {"principal": user, **dataclasses.asdict(permission)}
            write_line(msgspec.json.encode(fields))
        else:
            typer.echo(f"# {permission.place}: {permission.reason}")
            typer.echo(command_of(permission, user, loaded.kafka.bootstrap))
