"""Running a worker from a configuration: everything is opened in order, and closed in reverse."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TypeAlias

from pipeline import logs
from pipeline.bus import Bus, BusError, SqliteBus
from pipeline.bus.kafka_library import kafka_library
from pipeline.cases.lookup import CaseLookup
from pipeline.cases.store import CaseStoreError
from pipeline.contract import BadInput
from pipeline.metrics import Health, Metrics
from pipeline.metrics.parts import Readiness
from pipeline.metrics.server import serve_metrics
from pipeline.quarantine import KeyFileError, load_recipients
from pipeline.worker.case_access import open_cases
from pipeline.worker.config import Config
from pipeline.worker.exit_codes import DONE, FAILED, WRONG_USE
from pipeline.worker.first_run import README_FILE, prepare
from pipeline.worker.guards import noting, watched
from pipeline.worker.inspector import Inspector
from pipeline.worker.loop import Worker
from pipeline.worker.signals import Stop, StoppedAtStart, stop_on_signals
from pipeline.worker.time_limit import TimedInspector

InspectorFactory: TypeAlias = Callable[[Config], Inspector]


def run(
    config: Config,
    *,
    until_idle: bool = False,
    build_inspector: InspectorFactory | None = None,
    tie: Callable[[Stop], None] = lambda _: None,
) -> int:
    """Run the worker until a signal stops it, or with `until_idle` until nothing is left to do.

    Returns the exit code: 0 done, 1 the bus failed on the way, 2 the configuration or a file it names is
    wrong, which one line on stderr explains. `build_inspector` replaces the functional core, for tests.
    `tie` is given the event that stops the worker, for others than signals to set.
    """
    with stop_on_signals() as stop:  # before anything is opened: a stop during the start is a stop, too
        tie(stop)
        return _run(config, until_idle, build_inspector, stop)


def _run(config: Config, until_idle: bool, build_inspector: InspectorFactory | None, stop: Stop) -> int:
    committed = 0
    try:
        logs.configure(instance=config.instance_name)
        prepare(config)
        with watched(config, stop) as beat, _worker(config, build_inspector, stop, beat) as worker:
            committed = worker.run(until_idle)
    except StoppedAtStart:
        pass
    except (BadInput, KeyFileError) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_USE
    except (BusError, CaseStoreError) as error:
        sys.stderr.write(f"{error}\n")
        logs.get_logger("worker").error("bus_failed", exc_info=error)
        return FAILED
    logs.get_logger("worker").info("worker_stopped", records=committed)
    return DONE


@contextmanager
def _worker(
    config: Config, build_inspector: InspectorFactory | None, stop: Stop, beat: Callable[[], None]
) -> Iterator[Worker]:
    """Open the parts that a worker needs. The probes answer from the start and say what is still missing."""
    health = Health(config.worker.live_s, on_turn=beat)
    metrics = Metrics(route.name for route in config.routes)
    metrics.registry.register(Readiness(health))
    place = config.metrics
    with (
        closing(serve_metrics(metrics.registry, health, place.host, place.port)) as server,
        ExitStack() as made,
    ):
        recipients = load_recipients(config.reviewer_public_path)
        health.set_ready("keys")
        _require_admission(config)
        inspector, between = made.enter_context(_inspector(config, build_inspector, health, stop, metrics))
        health.set_ready("policy")
        note = made.enter_context(noting(config))
        with closing(_open_bus(config, health)) as bus:
            _announce(config, inspector.policy, server.url)
            gc.freeze()  # what is there now stays: the collector need not look through it for every batch
            yield Worker(
                bus,
                TimedInspector(inspector, config.worker.inspect_timeout_s),
                recipients,
                routes=config.routes,
                metrics=metrics,
                health=health,
                batch_size=config.worker.batch_size,
                batch_s=config.worker.batch_s,
                poll_timeout_s=config.worker.poll_timeout_s,
                stop=stop,
                in_hand=note,
                between=between,
            )


def _open_bus(config: Config, health: Health) -> Bus:
    """Open the bus. On Kafka it is ready when the group has given this worker its partitions."""
    if config.bus.kind == "kafka":
        return _open_kafka(config, lambda: health.set_ready("bus"))
    bus = SqliteBus(
        config.log_path,
        config.group,
        durability=config.bus.durability,
        busy_timeout_s=config.bus.busy_timeout_s,
    )
    health.set_ready("bus")
    return bus


def _require_admission(config: Config) -> None:
    """Raise `BusError` at once if Kafka turns us away for good; what waits for it later would see nothing but silence."""
    if config.bus.kind == "kafka":
        with kafka_library():
            from pipeline.bus.kafka.admission import require_admission
        require_admission(config.kafka, [route.input for route in config.routes])


def _open_kafka(config: Config, on_assigned: Callable[[], None]) -> Bus:
    """Open the bus on Kafka. Imported here because only those who use it have its library installed."""
    with kafka_library():
        from pipeline.bus.kafka import KafkaBus
    outputs = [topic for route in config.routes for topic in route.topics()[1:]]
    return KafkaBus(
        config.kafka, config.group, config.instance_name, outputs=outputs, on_assigned=on_assigned
    )


def _announce(config: Config, policy: str, metrics_url: str) -> None:
    """Say once where everything is."""
    logs.get_logger("worker").info(
        "worker_started",
        policy=policy,
        data=str(config.data),
        log=str(config.log_path),
        readme=str(config.data / README_FILE),
        reviewer_public_key=str(config.reviewer_public_path),
        pseudonym_key=str(config.pseudonym_key_path),
        metrics=metrics_url,
    )


@contextmanager
def _inspector(
    config: Config, build: InspectorFactory | None, health: Health, stop: threading.Event, metrics: Metrics
) -> Iterator[tuple[Inspector, Callable[[], None]]]:
    """Yield the inspector, and what is to be done between batches."""
    if build is not None:
        inspector = build(config)
        metrics.build(inspector.policy)
        health.set_ready("cases")
        yield inspector, lambda: None
        return
    with open_cases(config, health, stop, metrics) as cases:
        yield _core(config, cases, metrics)


def _core(config: Config, cases: CaseLookup, metrics: Metrics) -> tuple[Inspector, Callable[[], None]]:
    """Build the functional core and its chores. Imported here because loading the detectors takes a second."""
    from pipeline.policy import load_policy
    from pipeline.redaction.keys import KEY_FILE_VARIABLE, load_key
    from pipeline.worker.between import chores_of
    from pipeline.worker.core import CoreInspector

    key = load_key({KEY_FILE_VARIABLE: str(config.pseudonym_key_path)})
    policy = load_policy(config.policy)
    metrics.build(policy.id, policy.columns, policy.rule_ids())
    core = CoreInspector(cases, policy, key)
    return core, chores_of(config, core, metrics).run
