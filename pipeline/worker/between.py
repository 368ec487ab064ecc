"""Which chores a worker has between batches: a look at the policy's file, and the canaries."""

from __future__ import annotations

from pathlib import Path

from pipeline.canary import Canaries
from pipeline.logs import get_logger
from pipeline.metrics import Metrics
from pipeline.policy import BUILT_IN
from pipeline.worker.chores import Chores
from pipeline.worker.config import Config
from pipeline.worker.core import CoreInspector
from pipeline.worker.policy_watch import PolicyWatch


def chores_of(config: Config, core: CoreInspector, metrics: Metrics) -> Chores:
    """Return the chores of a worker that inspects with `core`."""
    chores = Chores()
    if config.policy not in BUILT_IN:
        chores.every(config.worker.policy_look_s, PolicyWatch(Path(config.policy), core.use, metrics).look)
    if config.worker.canary_s:
        chores.every(config.worker.canary_s, lambda: inspect_canaries(Canaries(core.judge), metrics))
    return chores


def inspect_canaries(canaries: Canaries, metrics: Metrics) -> None:
    """Have the canaries judged, and tell of it."""
    result = canaries.inspect()
    metrics.canaries(result.recall, result.pass_rate, result.missed, result.stopped)
    if result.missed or result.stopped:
        get_logger("canary").error("canary_failed", missed=result.missed, stopped=result.stopped)
