"""The comparison at the end of a soak: it finds nothing where nothing is wrong, and everything that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from kafka import KafkaProducer

from pipeline.quarantine.keys import load_identity
from pipeline.worker.config_file import load_config
from pipeline.worker.exit_codes import DONE
from pipeline.worker.run import run
from tests.kafka.broker import Broker
from tests.soak.compare import FAULTS, Comparison
from tests.soak.ground import Ground, Stock
from tests.soak.plan import Message

_SEED = 5
_MESSAGES = 300


@pytest.fixture
def compared(kafka: Broker, stock: Stock, tmp_path: Path) -> Ground:
    """Return a ground on which everything has been done well."""
    with Ground(kafka, stock, tmp_path, seed=_SEED, messages=_MESSAGES, faults=0) as ground:
        ground.feed()
    assert run(load_config(tmp_path / "mifeng.toml"), until_idle=True) == DONE
    return ground


def compare(ground: Ground, stock: Stock) -> Comparison:
    """Compare both routes."""
    comparison = Comparison(ground.kafka, ground.plan, load_identity(stock.config.reviewer_identity_path))
    for is_notes, route in enumerate(ground.routes):
        comparison.route(route, bool(is_notes))
    return comparison


def some(ground: Ground, outcome: str) -> list[Message]:
    """Return the messages, not the notes, that belong in a topic."""
    return [m for m in ground.plan.made if m.text.outcome == outcome and not m.text.is_note]


def early(messages: list[Message]) -> Message:
    """Return a message that is not the last one of its conversation."""
    last = {message.key: message.number for message in messages}
    return next(message for message in messages if message.number < last[message.key])


def test_every_kind_of_fault_is_counted(compared: Ground, stock: Stock) -> None:
    """Untouched there is none; with a few records put in by hand, and one message more, there is each kind."""
    comparison = compare(compared, stock)
    assert not comparison.faults.total(), comparison.examples
    (messages, _) = compared.routes
    cleared, poison = early(some(compared, "cleared")), some(compared, "dead_letter")[0]
    planted = next(m for m in some(compared, "quarantine") if m.text.fields["case_id"].startswith("planted"))
    lost = Message(_MESSAGES, b"conversation-0", cleared.text)
    compared.plan.made.append(lost)
    producer = KafkaProducer(**compared.kafka.client_config())
    producer.send(messages.input, lost.value, key=lost.key)
    for value, key in (
        (cleared.value, cleared.key),  # repeated, and behind later ones of its conversation
        (poison.value, poison.key),  # misplaced
        (planted.value, planted.key),  # leaked
        (b"{}", b"nobody's"),  # strange
    ):
        producer.send(messages.cleared, value, key=key)
    producer.close()
    comparison = compare(compared, stock)
    assert {kind: count for kind, count in comparison.faults.items() if not count} == {}
    assert set(comparison.faults) == set(FAULTS)
    assert len(comparison.examples) >= len(FAULTS)
