"""Everything that lies in the topics in the end, beside what was produced and what the pure core makes of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from pipeline.contract import Decision
from pipeline.quarantine import Identity
from pipeline.quarantine.envelope import open_record
from pipeline.worker.routes import Route
from tests.soak.plan import Message, Plan
from tests.soak.topics import Kafka, read_topics

#: What may be wrong. All of these must be 0.
FAULTS = ("lost", "unseen", "repeated", "misordered", "misplaced", "different", "leaked", "strange")
_EXAMPLES = 10


class Comparison:
    """Counts faults by kind, over all routes; `examples` name some of the messages.

    lost: not in its topic; unseen: without a decision; repeated: twice in any topic; misordered: before an earlier
    one of its conversation; misplaced: in a topic where it must not be; different: not what the core gives; leaked:
    cleared with a planted value; strange: not from a message that was produced.
    """

    def __init__(self, kafka: Kafka, plan: Plan, identity: Identity) -> None:
        self.faults: Counter[str] = Counter(dict.fromkeys(FAULTS, 0))
        self.examples: list[str] = []
        self._kafka = kafka
        self._plan = plan
        self._identity = identity
        self._planted = re.compile("|".join(plan.texts.planted).encode())
        self._inputs: dict[str, Message] = {}
        self._found: dict[str, list[Any]] = {}
        self._seen: dict[str, Counter[int]] = {}

    def route(self, route: Route, is_notes: bool) -> None:
        """Compare one route."""
        self._found = read_topics(self._kafka, route.topics())
        wanted = [message for message in self._plan.made if message.text.is_note == is_notes]
        self._read_input(route.input, wanted)
        self._seen = {name: Counter() for name in ("cleared", "quarantine", "dead_letter", "restricted")}
        self._seen["decisions"] = Counter()
        self._cleared(route.cleared)
        self._sealed("quarantine", route.quarantine)
        self._sealed("restricted", route.restricted)
        self._dead_letters(route.dead_letter)
        self._decisions(route.decisions)
        for message in wanted:
            self._count(message)

    def _read_input(self, topic: str, wanted: list[Message]) -> None:
        """Take note of the places, and make sure that the producer of the soak has done its own part."""
        produced: list[int] = []
        for record in self._found[topic]:
            message = self._plan.find(record.value)
            assert message is not None, "the input holds something else"
            assert (record.value, record.key) == (message.value, message.key), "the input was garbled"
            self._inputs[f"{topic}/{record.partition}/{record.offset}"] = message
            produced.append(message.number)
        assert sorted(produced) == [m.number for m in wanted], "the soak's producer has lost or repeated"

    def _records(self, outcome: str, topic: str) -> Iterator[tuple[Any, Message]]:
        for record in self._found[topic]:
            message = self._message_of(record)
            if message is None:
                self._fault("strange", f"in {topic}")
                continue
            self._seen[outcome][message.number] += 1
            yield record, message

    def _message_of(self, record: Any) -> Message | None:
        """Find the message by the id or, for what has none, by the reference: the key has either but in cleared."""
        found = self._plan.find(record.value)
        return found or self._inputs.get(record.key.decode())

    def _cleared(self, topic: str) -> None:
        latest: dict[bytes, int] = {}
        for record, message in self._records("cleared", topic):
            if self._planted.search(record.value):
                self._fault("leaked", message.id)
            if not _is_as_expected(record, message):
                self._fault("different", message.id)
            if message.number < latest.get(record.key, -1):
                self._fault("misordered", message.id)
            latest[record.key] = max(message.number, latest.get(record.key, -1))

    def _sealed(self, outcome: str, topic: str) -> None:
        for record, message in self._records(outcome, topic):
            opened = open_record(record.value, self._identity)
            if (opened.value, opened.key) != (message.value, message.key):
                self._fault("different", message.id)

    def _dead_letters(self, topic: str) -> None:
        for record, message in self._records("dead_letter", topic):
            place = json.loads(record.value)
            if self._inputs.get(f"{place['topic']}/{place['partition']}/{place['offset']}") is not message:
                self._fault("different", message.id)

    def _decisions(self, topic: str) -> None:
        for record, message in self._records("decisions", topic):
            decision = msgspec.json.decode(record.value, type=Decision)
            if not _is_same(decision, message):
                self._fault("different", message.id)

    def _count(self, message: Message) -> None:
        for outcome, seen in self._seen.items():
            count = seen[message.number]
            is_wanted = outcome in _outcomes(message)
            if count > 1:
                self._fault("repeated", f"{message.id} in {outcome}")
            if count and not is_wanted:
                self._fault("misplaced", f"{message.id} in {outcome}")
            if is_wanted and not count:
                self._fault("unseen" if outcome == "decisions" else "lost", f"{message.id} in {outcome}")

    def _fault(self, kind: str, example: str) -> None:
        self.faults[kind] += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(f"{kind}: {example}")


def _outcomes(message: Message) -> tuple[str, ...]:
    if message.text.outcome == "dead_letter":
        return "dead_letter", "restricted", "decisions"
    return message.text.outcome, "decisions"


def _is_as_expected(record: Any, message: Message) -> bool:
    decision = message.text.decision
    if record.key != message.key or decision is None:
        return False
    if decision.action == "allow":
        return bool(record.value == message.value)
    return bool(json.loads(record.value) == message.text.cleared(message.id))


def _is_same(decision: Decision, message: Message) -> bool:
    expected = message.text.decision
    if expected is None:
        return decision.action == "block" and decision.reasons[0].startswith("dead-letter/")
    bare = msgspec.structs.replace(expected, id=message.id, text=None, subject=None, elapsed_us=0)
    return msgspec.structs.replace(decision, elapsed_us=0) == bare
