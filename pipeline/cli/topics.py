"""``mifeng topics``: put messages on the embedded bus and read what came of them; on Kafka, set the topics up."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from pipeline.bus import Output, SqliteBus
from pipeline.cli import topics_kafka
from pipeline.cli.exits import BAD_INPUT
from pipeline.cli.lines import Lines, write_line
from pipeline.contract import BadInput, decode_object
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.first_run import prepare

app = typer.Typer(
    help="Publish to and read from the topics of the embedded bus; set up those on Kafka.",
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
    """Publish each line as a record; it must be a JSON object.

    Example: `mifeng topics publish mifeng.messages messages.jsonl`
    """
    lines = Lines(source)
    batch: list[Output] = []
    with closing(_open(config, "mifeng-publish")) as bus:
        for line in lines.each(_checked):
            batch.append(Output(topic, line))
            if len(batch) == _BATCH:
                bus.publish(batch)
                batch = []
        bus.publish(batch)
    if not lines.finish():
        raise typer.Exit(BAD_INPUT)


@app.command()
def read(
    topic: Annotated[str, typer.Argument(help="For example mifeng.messages.cleared.")],
    config: ConfigOption = None,
) -> None:
    """Print every record of a topic, one a line, from the beginning.

    Example: `mifeng topics read mifeng.messages.decisions`
    """
    with closing(_open(config, "mifeng-read")) as bus:
        while records := bus.poll([topic], _BATCH, timeout=0):
            for record in records:
                write_line(record.value)
    sys.stdout.flush()


def _checked(line: bytes) -> bytes:
    decode_object(line)
    return line.strip()


def _open(path: Path | None, group: str) -> SqliteBus:
    config: Config = load_config(path)
    if config.bus.kind == "kafka":
        raise BadInput("expected the embedded bus: these topics are on Kafka, which has commands of its own")
    prepare(config)
    return SqliteBus(config.log_path, group, busy_timeout_s=config.bus.busy_timeout_s)
