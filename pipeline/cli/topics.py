"""``mifeng topics``: put messages into topics, read what came of them; on Kafka, set the topics up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from pipeline.bus import BusError, Output
from pipeline.cli import topics_kafka
from pipeline.cli.exits import BAD_INPUT, CHECK_FAILED
from pipeline.cli.lines import Lines, write_line
from pipeline.cli.topic_access import open_publisher, records_of
from pipeline.contract import decode_object
from pipeline.worker.config_file import load_config

app = typer.Typer(
    help="Publish to and read from topics, on the embedded bus or on Kafka; set up those on Kafka.",
    no_args_is_help=True,
)
topics_kafka.register(app)
ConfigOption = Annotated[Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")]
_BATCH = 1000


@app.command()
def publish(
    topic: Annotated[str, typer.Argument(help="For example mifeng.messages or mifeng.notes.")],
    source: Annotated[str, typer.Argument(help="JSONL file, or - for standard input.")] = "-",
    config: ConfigOption = None,
) -> None:
    """Publish each line as a record; it must be a JSON object. On Kafka the topic must be there.

    Example: `mifeng topics publish mifeng.messages messages.jsonl`
    """
    lines = Lines(source)
    with _told(), closing(open_publisher(load_config(config), topic)) as publisher:
        outputs = (Output(topic, line) for line in lines.each(_checked))
        while batch := list(islice(outputs, _BATCH)):
            publisher.publish(batch)
    if not lines.finish():
        raise typer.Exit(BAD_INPUT)


@app.command()
def read(
    topic: Annotated[str, typer.Argument(help="For example mifeng.messages.cleared.")],
    config: ConfigOption = None,
) -> None:
    """Print every committed record of a topic, one a line, from the beginning.

    Example: `mifeng topics read mifeng.messages.decisions`
    """
    with _told():
        for record in records_of(load_config(config), topic):
            write_line(record.value)
    sys.stdout.flush()


@contextmanager
def _told() -> Iterator[None]:
    """Say in one line what is wrong with the bus, and exit with 1."""
    try:
        yield
    except BusError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CHECK_FAILED) from None


def _checked(line: bytes) -> bytes:
    decode_object(line)
    return line.strip()
