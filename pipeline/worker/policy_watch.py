"""A policy that changes on disk comes into force without a restart, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.contract import BadInput
from pipeline.logs import get_logger
from pipeline.metrics import Metrics
from pipeline.policy import Policy, load_policy


class PolicyWatch:
    """Looks at the file `path`; gives a changed policy to `use`. One that is wrong changes nothing but the metrics.

    A batch is judged by one policy: this is called between batches. Every decision names the policy that made it.
    """

    def __init__(self, path: Path, use: Callable[[Policy], None], metrics: Metrics) -> None:
        self._path = path
        self._use = use
        self._metrics = metrics
        self._seen = self._state()

    def look(self) -> None:
        """Read the policy again if the file is not the one that was read last."""
        if (state := self._state()) == self._seen:
            return
        self._seen = state
        try:
            policy = load_policy(str(self._path))
        except BadInput as error:
            self._metrics.reloaded(fine=False)
            get_logger("policy").error("policy_not_reloaded", exc_info=error)
            return
        self._use(policy)
        self._metrics.build(policy.id, policy.columns, policy.rule_ids())
        self._metrics.reloaded(fine=True)
        get_logger("policy").info("policy_reloaded", policy=policy.id)

    def _state(self) -> tuple[int, int, int] | None:
        try:
            now = self._path.stat()
        except OSError:
            return None
        return now.st_ino, now.st_mtime_ns, now.st_size
