"""How each topic should be set up on Kafka, and why so.

*Time.* Inputs and cleared topics carry the time that the producer gave (CreateTime), for that is passed on. All the
others have the broker's (LogAppendTime), so that nobody's clock decides how long evidence is kept.

*How long.* A record that is released on its last day in quarantine goes on with its old time, so a cleared topic is kept
for as long as the quarantine and twice as long as the input: once for the time that it had waited in the input, and once
to be read. Reviews and cases are compacted: what is decided stays decided, and the last version of a case is kept.

*How large.* A sealed value is 4/3 as long as the original and sealed headers 16/9 (they are in Base64 twice), and a
message with names masked may be longer than before. Producers may compress; what is sealed does not shrink again. So
outputs admit twice the largest record that is inspected at all, or that the input admits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.contract.decode import MAX_BYTES
from pipeline.review.event import reviews_topic
from pipeline.worker.config import Config
from pipeline.worker.routes import Route

Use = Literal["input", "cleared", "quarantine", "dead-letter", "restricted", "decisions", "reviews", "cases"]
DAY_MS = 86_400_000
#: Room for keys, headers and the rest of a batch, in bytes.
_ROOM = 64 * 1024


@dataclass(frozen=True)
class Keep:
    """For how many days records are kept, and how large a message may be in bytes (compressed, as the broker counts).

    `decisions`: five years with a leap day in two of them.
    """

    inputs: int = 7
    quarantine: int = 90
    decisions: int = 1827
    message_bytes: int = 1024 * 1024

    @property
    def cleared(self) -> int:
        """Return the days for cleared topics, see above."""
        return 2 * self.inputs + self.quarantine


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A topic to be: its use, and the settings that it should have."""

    name: str
    use: Use
    settings: Mapping[str, str]


def plan(config: Config, keep: Keep, replication: int) -> tuple[TopicPlan, ...]:
    """Return all topics of a configuration. `replication` is the number of copies of each partition."""
    common = {"min.insync.replicas": str(2 if replication > 2 else 1)}
    topics = [one for route in config.routes for one in _of_route(route, keep)]
    topics.append(TopicPlan(config.cases_topic.name, "cases", _cases()))
    return tuple(TopicPlan(one.name, one.use, {**one.settings, **common}) for one in topics)


def output_bytes(input_bytes: int) -> int:
    """Return what an output must admit, in bytes, if inputs admit `input_bytes`."""
    return 2 * max(input_bytes, MAX_BYTES) + _ROOM


def _of_route(route: Route, keep: Keep) -> tuple[TopicPlan, ...]:
    out = output_bytes(keep.message_bytes)
    return (
        TopicPlan(route.input, "input", _kept(keep.inputs, keep.message_bytes, "CreateTime")),
        TopicPlan(route.cleared, "cleared", _kept(keep.cleared, out, "CreateTime")),
        TopicPlan(route.quarantine, "quarantine", _kept(keep.quarantine, out)),
        TopicPlan(route.dead_letter, "dead-letter", _kept(keep.quarantine, out)),
        TopicPlan(route.restricted, "restricted", _kept(keep.quarantine, out)),
        TopicPlan(route.decisions, "decisions", _kept(keep.decisions, out)),
        TopicPlan(reviews_topic(route), "reviews", _reviews()),
    )


def _kept(days: int, max_bytes: int, time: str = "LogAppendTime") -> dict[str, str]:
    return {
        "cleanup.policy": "delete",
        "retention.ms": str(days * DAY_MS),
        "max.message.bytes": str(max_bytes),
        "message.timestamp.type": time,
    }


def _reviews() -> dict[str, str]:
    return {
        "cleanup.policy": "compact",
        "retention.ms": "-1",
        "max.message.bytes": str(1024 * 1024),
        "message.timestamp.type": "LogAppendTime",
    }


def _cases() -> dict[str, str]:
    """A case that is withdrawn is gone from the topic's files about a day later, however little is published."""
    return {
        "cleanup.policy": "compact",
        "retention.ms": "-1",
        "delete.retention.ms": str(DAY_MS),
        "max.compaction.lag.ms": str(DAY_MS),
        "max.message.bytes": str(MAX_BYTES + _ROOM),
        "message.timestamp.type": "LogAppendTime",
    }
