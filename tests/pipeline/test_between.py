"""Between batches: canaries are judged by what is in force, a changed policy comes into force, a broken one does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.policy
from pipeline.canary import Canaries
from pipeline.cases import Cases
from pipeline.contract import Case, Decision, Message
from pipeline.inspecting import inspect
from pipeline.metrics import Metrics
from pipeline.policy import BUILT_IN, load_policy
from pipeline.redaction import RedactionKey
from pipeline.worker.between import chores_of, inspect_canaries
from pipeline.worker.chores import Chores
from pipeline.worker.config import Config, WorkerConfig
from pipeline.worker.core import CoreInspector
from pipeline.worker.policy_watch import PolicyWatch

KEY = RedactionKey(b"a key of the tests only")
SOURCE = Path(pipeline.policy.__file__).parent.parent / "policies" / "cn.yaml"


@pytest.mark.parametrize("policy", BUILT_IN)
def test_canaries_are_judged_rightly_by_every_policy(policy: str) -> None:
    """With the detectors and policies that ship, every leak is stopped and every benign message goes on as it was."""
    core = CoreInspector(Cases(), load_policy(policy), KEY)
    result = Canaries(core.judge).inspect()
    assert (result.recall, result.pass_rate) == (1.0, 1.0)
    assert result.leaks >= 10
    assert result.benign >= 5


def blind(message: Message, case: Case) -> Decision:
    """Let everything through."""
    return Decision(id=message.id, action="allow", text=message.text, policy="none@1")


def deaf(message: Message, case: Case) -> Decision:
    """Raise, as a detector that is broken."""
    raise RuntimeError


@pytest.mark.parametrize(("judge", "recall", "pass_rate"), [(blind, 0.0, 1.0), (deaf, 0.0, 0.0)])
def test_broken_detectors_show(
    judge: Callable[[Message, Case], Decision], recall: float, pass_rate: float
) -> None:
    """What lets leaks through, or fails, is in the numbers."""
    metrics = Metrics(["messages"])
    inspect_canaries(Canaries(judge), metrics)
    value = metrics.registry.get_sample_value
    assert value("mifeng_canary_recall") == recall
    assert value("mifeng_canary_pass_rate") == pass_rate
    assert value("mifeng_canary_failures_total", {"kind": "leak"}) == 10
    assert value("mifeng_canary_runs_total") == 1


def test_a_canary_that_is_redacted_must_not_show_what_it_planted() -> None:
    """An action alone does not make a leak stopped: the value itself must be gone."""

    def careless(message: Message, case: Case) -> Decision:
        decision = inspect(message, case, load_policy("cn"))
        return Decision(id=message.id, action="redact", text=message.text, policy=decision.policy)

    assert Canaries(careless).inspect().recall == 0.0


class Watched:
    """A policy's file, and what a watch makes of its changes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "policy.yaml"
        self.path.write_text(SOURCE.read_text("utf-8"), "utf-8")
        self.metrics = Metrics(["messages"])
        self.core = CoreInspector(Cases(), load_policy(str(self.path)), KEY)
        self.watch = PolicyWatch(self.path, self.core.use, self.metrics)

    def change(self, before: str, after: str) -> None:
        """Change the file and have the watch look."""
        self.path.write_text(self.path.read_text("utf-8").replace(before, after), "utf-8")
        self.watch.look()

    def value(self, name: str, **labels: str) -> float | None:
        """Return a metric."""
        return self.metrics.registry.get_sample_value(name, labels)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """Return a watched policy."""
    return Watched(tmp_path)


def test_a_changed_policy_comes_into_force(watched: Watched) -> None:
    """Decisions name its new version from then on, and so does the build information."""
    watched.watch.look()
    assert watched.value("mifeng_policy_reloads_total", result="ok") == 0
    watched.change("version: 2026.11.1", "version: 2027.1")
    assert watched.core.policy == "cn@2027.1"
    assert watched.value("mifeng_policy_reloads_total", result="ok") == 1
    assert watched.value("mifeng_policy_reload_ok") == 1


def test_a_broken_policy_changes_nothing(watched: Watched) -> None:
    """The old one stays in force, the metrics say that the file is another; mended, it comes into force."""
    before = watched.core.policy
    watched.change("ignore_below: 0.35", "ignore_below: lots")
    assert watched.core.policy == before
    assert watched.value("mifeng_policy_reload_ok") == 0
    assert watched.value("mifeng_policy_reloads_total", result="failed") == 1
    watched.watch.look()
    assert watched.value("mifeng_policy_reloads_total", result="failed") == 1
    watched.change("ignore_below: lots", "ignore_below: 0.35")
    assert watched.value("mifeng_policy_reload_ok") == 1


def test_a_policy_that_is_gone_stays_in_force(watched: Watched) -> None:
    """A file that was deleted is a failed reload, not an empty policy."""
    before = watched.core.policy
    watched.path.unlink()
    watched.watch.look()
    assert watched.core.policy == before
    assert watched.value("mifeng_policy_reload_ok") == 0


def test_chores_keep_their_rhythm() -> None:
    """Each is done at once and then when it is due; one that fails does not keep the others from it."""
    now, done = [0.0], []

    def fail() -> None:
        done.append("fails")
        raise RuntimeError

    chores = Chores(lambda: now[0])
    chores.every(5, fail)
    chores.every(2, lambda: done.append("works"))
    for now[0] in (0.0, 1.0, 2.0, 5.0):
        chores.run()
    assert done == ["fails", "works", "works", "fails", "works"]


def test_a_worker_has_the_chores_of_its_configuration(tmp_path: Path) -> None:
    """Canaries can be turned off; a built-in policy has no file to be looked at."""
    metrics = Metrics(["messages"])
    core = CoreInspector(Cases(), load_policy("cn"), KEY)
    chores_of(Config(worker=WorkerConfig(canary_s=0)), core, metrics).run()
    assert metrics.registry.get_sample_value("mifeng_canary_runs_total") == 0
    chores_of(Config(), core, metrics).run()
    assert metrics.registry.get_sample_value("mifeng_canary_runs_total") == 1
