"""Test doubles for the worker: an inspector that does as a record tells it, and helpers around an embedded bus."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.bus import Output, Record, SqliteBus
from pipeline.contract import BadInput
from pipeline.worker.inspector import Verdict

#: Stands in for personal data; no test may find it anywhere but in cleared values and opened seals.
CANARY = "张三 13800138000"


class UnluckyDetectorError(RuntimeError):
    """What a detector may raise, with a text that must not be seen."""


def message(number: int, action: str = "allow", channel: str = "sms") -> bytes:
    """Return a record that asks `TellingInspector` for `action`."""
    fields = {"id": f"m-{number}", "action": action, "channel": channel, "text": CANARY}
    return json.dumps(fields, ensure_ascii=False).encode()


class TellingInspector:
    """Returns the verdict that the record asks for; `watch` is called with each record first."""

    policy = "fake@1"

    def __init__(self, watch: Callable[[bytes], None] = lambda _: None) -> None:
        self._watch = watch

    def prepare(self, raws: Sequence[bytes]) -> None:
        """Nothing to do ahead."""

    def inspect(self, raw: bytes) -> Verdict:
        """Return the verdict, or raise as told."""
        self._watch(raw)
        try:
            wanted = json.loads(raw)
        except ValueError:
            raise BadInput("expected one JSON object") from None
        action = wanted["action"]
        if action == "crash":
            raise UnluckyDetectorError(f"cannot read {wanted['text']}")
        return Verdict(
            message_id=wanted["id"],
            action="allow" if action == "allow_nothing" else action,
            cleared=raw if action in ("allow", "redact", "block_but_cleared") else None,
            decision=json.dumps({"id": wanted["id"], "action": action}).encode(),
            labels={"channel": wanted["channel"], "group": "contact"},
            findings=(("PHONE_NUMBER", "contact", "redact"),) if action == "redact" else (),
            reasons=("fake/told",),
        )


def fill(path: Path, topic: str, values: list[bytes]) -> None:
    """Publish `values` as a producer would."""
    producer = SqliteBus(path)
    producer.publish([Output(topic, value) for value in values])
    producer.close()


def read_all(path: Path, topic: str) -> list[Record]:
    """Return every record of a topic, read by a group of its own that commits nothing."""
    bus = SqliteBus(path, "reader")
    records: list[Record] = []
    while more := bus.poll([topic], 10_000, 0):
        records += more
    bus.close()
    return records
