"""No label names anybody: after every fixture has gone through a worker, each label and value is of a closed set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from prometheus_client import CollectorRegistry, Counter

from pipeline.bus import Output, SqliteBus
from pipeline.canary import Canaries
from pipeline.cases import Cases
from pipeline.cases.feed import FeedState
from pipeline.contract.vocabulary import CHANNELS, ENTITY_TYPES, FINDING_ACTIONS, Action, Owner
from pipeline.fixtures import Prepared, load_fixtures
from pipeline.metrics import Health, Metrics
from pipeline.metrics.facts import BUCKETS, Confidence
from pipeline.metrics.labels import OTHER, STAGES
from pipeline.metrics.parts import CaseStoreGauges, Readiness
from pipeline.policy import BUILT_IN, Policy, load_policy
from pipeline.policy.model import Subject
from pipeline.quarantine import Identity
from pipeline.redaction import RedactionKey
from pipeline.review.backlog import Backlog
from pipeline.review.watch import registry_of
from pipeline.worker.between import inspect_canaries
from pipeline.worker.core import CoreInspector
from pipeline.worker.loop import Worker
from pipeline.worker.routes import MESSAGES, ROUTES
from tests.command import ROOT

_SENDER = "周远航 13812345678"
_TRACE = "0af7651916cd43dd8448eb211c80319c"
_HEADERS = (("traceparent", f"00-{_TRACE}-b7ad6b7169203331-01".encode()), ("customer", _SENDER.encode()))
#: What is no message, or says strange things where labels come from.
_STRANGE: tuple[dict[str, object], ...] = (
    {"id": _SENDER},
    {"id": _SENDER, "text": _SENDER, "channel": _SENDER, "recipients": [{"relation": "borrower", "address": _SENDER}]},
    {"id": _SENDER, "text": _SENDER, "case_id": _SENDER, "recipients": [{"relation": _SENDER, "address": _SENDER}]},
    {"id": _SENDER, "text": _SENDER, "kind": "note", "channel": "note", "recipients": [{"relation": "internal"}]},
)  # fmt: skip
_STATE = FeedState(caught_up=True, age_s=0.0, cases=1, behind=0, broken={}, error=None)


def _closed_sets(policy: Policy) -> dict[str, frozenset[str]]:
    """Return every label that there may be, with every value that it may have."""
    actions = {*get_args(Action), *FINDING_ACTIONS}
    return {
        name: frozenset({*values, OTHER})
        for name, values in {
            "route": [route.name for route in ROUTES],
            "channel": CHANNELS,
            "group": policy.columns,
            "action": actions,
            "type": ENTITY_TYPES,
            "owner": (*get_args(Owner), *get_args(Subject)),
            "rule": policy.rule_ids(),
            "confidence": get_args(Confidence),
            "error": ("BadInput", "InspectionTimeout", "ProcessDied", "ContradictedDecision"),
            "stage": STAGES,
            "result": ("committed", "aborted", "ok", "failed"),
            "kind": ("leak", "benign"),
            "bucket": [f"{number:02}" for number in range(BUCKETS)],
            "part": Health.PARTS,
            "state": ("released", "rejected", "expired", "replayed"),
            "policy": (policy.id,),
        }.items()
    }


_FREE = {"le": re.compile(r"[0-9.]+|\+Inf"), "version": re.compile(r"[0-9]+(\.[0-9]+)*")}


def _open_labels(registries: Iterable[CollectorRegistry], policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Yield each metric, label and value that is not in a closed set."""
    closed = _closed_sets(policy)
    for family in (family for registry in registries for family in registry.collect()):
        for sample in family.samples:
            for name, value in sample.labels.items():
                if name in _FREE:
                    fine = _FREE[name].fullmatch(value) is not None
                else:
                    fine = value in closed.get(name, ())
                if not fine:
                    yield sample.name, name, value
            if sample.exemplar is not None and sample.exemplar.labels != {"trace_id": _TRACE}:
                yield sample.name, "exemplar", str(sample.exemplar.labels)


def _records(fixtures: Iterable[Prepared]) -> Iterator[bytes]:
    for number, fixture in enumerate(fixtures):
        fields = json.loads(msgspec.json.encode(fixture.message))
        case_id = None if fixture.case is None else _case_id(fixture)
        yield json.dumps(
            {**fields, "id": f"m-{number}", "case_id": case_id, "sender": {"id": f"{_SENDER}{number}"}},
            ensure_ascii=False,
        ).encode()
    for strange in _STRANGE:
        yield json.dumps(strange, ensure_ascii=False).encode()
    yield _SENDER.encode()


def _case_id(fixture: Prepared) -> str:
    """Return an id that is no other file's: they all call their cases by the same names."""
    assert fixture.case is not None
    return f"{fixture.theme}/{fixture.case.case_id}"


def _cases(fixtures: Iterable[Prepared]) -> Cases:
    found = {_case_id(one): one.case for one in fixtures if one.case is not None}
    return Cases([msgspec.structs.replace(case, case_id=name) for name, case in found.items()])


class Driven:
    """A worker with one policy, and what is in its registries after all fixtures of that policy went through it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.policy = load_policy(name)
        fixtures = [one for one in load_fixtures([ROOT / "fixtures"]) if one.policy == name]
        self.metrics = Metrics(route.name for route in ROUTES)
        self.metrics.build(self.policy.id, self.policy.columns, self.policy.rule_ids())
        self.metrics.registry.register(Readiness(Health()))
        self.metrics.registry.register(CaseStoreGauges(lambda: _STATE))
        core = CoreInspector(_cases(fixtures), self.policy, RedactionKey(b"a key of the tests only"))
        inspect_canaries(Canaries(core.judge), self.metrics)
        with closing(SqliteBus(folder / f"{name}.db")) as bus:
            with bus.transaction() as transaction:
                numbers = count()
                transaction.publish(
                    [
                        Output(ROUTES[next(numbers) % 2].input, value, headers=_HEADERS)
                        for value in _records(fixtures)
                    ]
                )
            recipients = (Identity.generate().to_public(),)
            Worker(bus, core, recipients, metrics=self.metrics, poll_timeout_s=0.01).run(until_idle=True)
        self.inspected = len(fixtures)

    @property
    def registries(self) -> list[CollectorRegistry]:
        """Return the worker's registry and that of the quarantine's exporter."""
        return [self.metrics.registry, registry_of([Backlog(MESSAGES)])]


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_label_is_of_a_closed_set(name: str, tmp_path: Path) -> None:
    """Whatever messages, senders, cases, headers and errors say: no id, address, name or text is a label or an exemplar."""
    driven = Driven(tmp_path, name)
    total = sum(
        sample.value
        for family in driven.metrics.registry.collect() if family.name == "mifeng_messages"
        for sample in family.samples if sample.name.endswith("_total")
    )  # fmt: skip
    assert total >= driven.inspected
    assert list(_open_labels(driven.registries, driven.policy)) == []


def test_what_is_open_is_found() -> None:
    """The check can fail: on a label that nobody listed, and on a value that is not in its set."""
    registry = CollectorRegistry()
    Counter("mifeng_bad", "A counter by message", ["message_id"], registry=registry).labels("m-1").inc()
    Counter("mifeng_worse", "A counter by channel", ["channel"], registry=registry).labels(_SENDER).inc()
    found = {(name, value) for _, name, value in _open_labels([registry], load_policy("cn"))}
    assert found == {("message_id", "m-1"), ("channel", _SENDER)}
