"""Topics on Kafka: there, and set up so that nothing is lost, replaced or kept too short.

The rules are wider than what `mifeng topics create` makes: they complain only of what goes wrong sooner or later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from pipeline.cases.feed import TOMBSTONES_KEPT_S
from pipeline.checking.finding import Finding, ok, unknown, wrong
from pipeline.provision.kafka_topics import Found
from pipeline.provision.plan import DAY_MS, Keep, TopicPlan, Use, plan
from pipeline.review.event import reviews_topic
from pipeline.worker.config import Config
from pipeline.worker.routes import Route

_COMPACTED: frozenset[Use] = frozenset({"reviews", "cases"})
#: Reviewers need some time; `mifeng quarantine expire` is documented with thirty days.
_REVIEW_DAYS = 30
#: A sealed record may be so much longer than the original: its headers are in Base64 twice.
_SEALED = 16 / 9
_UNSEEN = "its settings are not shown to this user; mifeng topics acls --role check lists what that takes"


def check_topics(config: Config, found: Mapping[str, Found], brokers: int) -> Iterator[Finding]:
    """Look at every topic of the configuration."""
    for topic in plan(config, Keep(), replication=brokers):
        there = found[topic.name]
        what = f"topic {topic.name} ({topic.use})"
        if topic.use == "cases" and config.cases_path is not None:
            continue  # the file is used instead
        if there.missing:
            yield wrong(what, "is not there; make it with mifeng topics create")
        elif there.error is not None and topic.use == "reviews":  # no worker needs it
            yield unknown(what, _UNSEEN)
        elif there.error is not None:
            yield wrong(what, f"the broker does not show it to us ({there.error}); see the permissions below")
        elif not there.settings:
            yield unknown(what, _UNSEEN)
        else:
            yield from _verdict(what, [*_faults(topic, there, brokers), *_beside(config, topic, found)])


def _verdict(what: str, faults: list[str]) -> Iterator[Finding]:
    yield from (wrong(what, fault) for fault in faults)
    if not faults:
        yield ok(what)


def _faults(topic: TopicPlan, there: Found, brokers: int) -> Iterator[str]:
    """Yield what is wrong with a topic by itself."""
    policy = there.settings.get("cleanup.policy", "")
    if topic.use in _COMPACTED and policy != "compact":
        yield f"cleanup.policy is {policy}; expected compact, or what it keeps is deleted with time"
    if topic.use not in _COMPACTED and policy != "delete":
        yield f"cleanup.policy is {policy}; expected delete, or records with the same key replace each other"
    if topic.use == "cases" and _number(there, "delete.retention.ms") < TOMBSTONES_KEPT_S * 1000:
        yield (
            f"delete.retention.ms is below {TOMBSTONES_KEPT_S * 1000:.0f}; expected {DAY_MS}, or a worker that was away "
            "does not hear of withdrawn cases"
        )
    if topic.use not in _COMPACTED and _number(there, "retention.bytes") != float("inf"):
        yield "retention.bytes is set; expected -1, or records are deleted before their time"
    if there.settings.get("unclean.leader.election.enable") == "true":
        yield "unclean.leader.election.enable is true; expected false, or committed records can be lost"
    yield from _copies(there, brokers)


def _copies(there: Found, brokers: int) -> Iterator[str]:
    in_sync = _number(there, "min.insync.replicas")
    if there.replication < min(brokers, 2):
        yield f"replication is {there.replication} on {brokers} brokers; expected {min(brokers, 3)}"
    elif there.replication > 1 and in_sync >= there.replication:
        yield f"min.insync.replicas is {in_sync:.0f} of {there.replication}; expected less, or one lost broker stops it"
    elif there.replication > 2 and in_sync < 2:
        yield "min.insync.replicas is 1; expected 2, or one lost broker can lose committed records"


def _beside(config: Config, topic: TopicPlan, found: Mapping[str, Found]) -> Iterator[str]:
    """Yield what is wrong with a topic as compared with the others of its route."""
    route = next((one for one in config.routes if topic.name in (*one.topics(), reviews_topic(one))), None)
    if route is None or topic.use == "input" or topic.use == "reviews":
        return
    yield from _too_small(topic, route, found)
    yield from _too_short(topic, route, found)


def _too_small(topic: TopicPlan, route: Route, found: Mapping[str, Found]) -> Iterator[str]:
    if topic.use == "dead-letter" or not found[route.input].settings:
        return
    factor = _SEALED if topic.use in ("quarantine", "restricted") else 1
    needed = ceil(factor * _number(found[route.input], "max.message.bytes"))
    if (admits := _number(found[topic.name], "max.message.bytes")) < needed:
        yield (
            f"max.message.bytes is {admits:.0f}; expected {needed} or more, or what becomes of the largest record that "
            f"{route.input} admits does not fit, and becomes a dead letter by reference alone"
        )


def _too_short(topic: TopicPlan, route: Route, found: Mapping[str, Found]) -> Iterator[str]:
    kept = _number(found[topic.name], "retention.ms")
    if topic.use in ("quarantine", "restricted", "dead-letter"):
        if kept < _REVIEW_DAYS * DAY_MS:
            yield f"retention.ms is {kept:.0f}; expected at least {_REVIEW_DAYS} days, for reviews take their time"
        return
    quarantine = found[route.quarantine]
    if quarantine.settings and kept < _number(quarantine, "retention.ms"):
        why = (
            "a record that is released late has its old time, and would be deleted at once"
            if topic.use == "cleared"
            else "decisions would be gone before the records that they are about"
        )
        yield f"retention.ms is {kept:.0f}, less than that of {route.quarantine}; {why}"


def _number(there: Found, name: str) -> float:
    """Return a setting; -1 and a setting that this broker does not have stand for no limit."""
    value = float(there.settings.get(name, "-1"))
    return float("inf") if value < 0 else value
