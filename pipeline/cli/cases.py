"""``mifeng cases``: give the workers cases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from pipeline.bus import BusError
from pipeline.bus.kafka_library import kafka_library
from pipeline.cases.publish import CaseOutput, CasePublisher, StorePublisher
from pipeline.cases.records import CaseSourceError
from pipeline.cases.store import CaseStoreError
from pipeline.cli.exits import BAD_INPUT, CHECK_FAILED
from pipeline.cli.lines import Lines
from pipeline.contract import BadInput, decode_case
from pipeline.worker.case_access import open_store
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config
from pipeline.worker.first_run import prepare

app = typer.Typer(help="Load cases for the workers.", no_args_is_help=True)
ConfigOption = Annotated[Path | None, typer.Option(help="TOML configuration; without it, ./mifeng-data.")]
#: Cases of one transaction, or of one wait for acknowledgements.
_BATCH = 1000


@app.callback()
def _options() -> None:
    """Load cases for the workers."""


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="JSONL file of cases.")], config: ConfigOption = None
) -> None:
    """Check a file of cases and, if every line is good, publish them; a case that is there already is replaced.

    With Kafka they go to the cases topic, else straight into the sealed store in the data directory.

    Example: `mifeng cases load cases.jsonl`
    """
    lines = Lines(str(file))
    for _ in lines.each(_output):
        pass
    if not lines.finish():
        typer.echo("no case was loaded", err=True)
        raise typer.Exit(BAD_INPUT)
    try:
        with closing(_publisher(load_config(config))) as publisher:
            total = _publish(Lines(str(file)).each(_output), publisher)
    except (CaseStoreError, CaseSourceError, BusError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CHECK_FAILED) from None
    typer.echo(f"{total} case(s) loaded")


def _output(line: bytes) -> CaseOutput:
    case_id = decode_case(line).case_id
    if not case_id:
        raise BadInput("expected a case_id that is not empty", "case_id")
    return CaseOutput(case_id, line.strip())


def _publish(outputs: Iterator[CaseOutput], publisher: CasePublisher) -> int:
    total = 0
    while batch := list(islice(outputs, _BATCH)):
        publisher.publish(batch)
        total += len(batch)
    return total


def _publisher(config: Config) -> CasePublisher:
    if config.bus.kind == "kafka":
        with kafka_library():
            from pipeline.bus.kafka.admission import require_admission
            from pipeline.bus.kafka_config import client_options
            from pipeline.cases.kafka_publisher import KafkaCasePublisher

        require_admission(config.kafka)
        return KafkaCasePublisher(config.cases_topic.name, client_options(config.kafka))
    prepare(config)
    return StorePublisher(open_store(config))
