"""Each held record is decided once: the output and the audit event are there together, or neither is."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from pipeline.bus import Output, SqliteBus
from pipeline.bus.retention import trim
from pipeline.contract import BadInput
from pipeline.quarantine import Identity, SealError
from pipeline.review import decisions
from pipeline.review.errors import Refused
from pipeline.review.event import Event
from pipeline.review.expire import age_ms, expire
from pipeline.review.reason import Reason, reason_of
from pipeline.review.search import find, items
from pipeline.worker.routes import MESSAGES
from tests.pipeline.review_fakes import HEADERS, KEY, REVIEWER, TIMESTAMP_MS, WHY, Plant, reference
from tests.pipeline.worker_fakes import CANARY, message

ALARM = Reason("false-alarm")
HOUR_MS = 3_600_000


def _fail(error: BadInput) -> None:
    raise error


def _release(plant: Plant, wanted: str, *, reason: Reason = ALARM, blocked_too: bool = False) -> Event:
    with plant.desk() as desk:
        item, envelope = find(desk, "quarantine", wanted)
        return decisions.release(
            desk, item, envelope, plant.identity, REVIEWER, reason, blocked_too=blocked_too
        )


def _reject(plant: Plant, wanted: str) -> Event:
    with plant.desk() as desk:
        return decisions.reject(desk, find(desk, "quarantine", wanted)[0], REVIEWER, ALARM)


def _replay(plant: Plant, wanted: str) -> Event:
    with plant.desk() as desk:
        item, envelope = find(desk, "dead-letter", wanted)
        return decisions.replay(desk, item, envelope, plant.identity, REVIEWER, ALARM)


def _open(plant: Plant, kind: str = "quarantine") -> list[str]:
    with plant.desk() as desk:
        found = items(desk, kind, _fail)  # type: ignore[arg-type]
        return [item.id for item in found if desk.ledger(item.route).state(item) == "open"]


def test_a_release_brings_the_original_back(tmp_path: Path) -> None:
    """Bytes, key, headers and time are the original's; the stamp is ours, and a forged one is gone."""
    plant = Plant(tmp_path, ["hold"])
    event = _release(plant, "m-0")
    (cleared,) = plant.topic("cleared")
    assert (cleared.value, cleared.key, cleared.timestamp_ms) == (message(0, "hold"), KEY, TIMESTAMP_MS)
    assert cleared.headers == (HEADERS[0], ("mifeng-released", f"{REVIEWER}/{event.time}".encode()))


def test_the_event_of_a_release(tmp_path: Path) -> None:
    """It is compact, keyed by the reference, says who, what, when and why, and holds no text of anybody."""
    plant = Plant(tmp_path, ["hold"])
    with plant.desk() as desk:
        item, envelope = find(desk, "quarantine", "m-0")
        why = reason_of(WHY, [plant.identity.to_public()])
        event = decisions.release(desk, item, envelope, plant.identity, REVIEWER, why)
    (record,) = plant.topic("reviews")
    told = json.loads(record.value)
    reason = told.pop("reason")
    assert told == {
        "id": "m-0",
        "reference": reference(0),
        "action": "release",
        "was": "hold",
        "reviewer": REVIEWER,
        "time": event.time,
    }
    assert (reason["code"], reason["length"]) == ("text", len(WHY))
    assert record.key == reference(0).encode()
    assert b": " not in record.value
    assert not [secret for secret in (CANARY, WHY, "13800138000") if secret.encode() in record.value]


@pytest.mark.parametrize("second", [_release, _reject])
@pytest.mark.parametrize("first", [_release, _reject])
def test_a_second_decision_is_refused(tmp_path: Path, first: object, second: object) -> None:
    """Whatever came first stays, and the refusal says who decided what and when."""
    plant = Plant(tmp_path, ["hold"])
    event = first(plant, "m-0")  # type: ignore[operator]
    with pytest.raises(Refused, match=rf"{reference(0)}: {event.state} already, by lin\.q at 20"):
        second(plant, "m-0")  # type: ignore[operator]
    assert [told["action"] for told in plant.events()] == [event.action]
    assert len(plant.topic("cleared")) == (first is _release)


def test_a_blocked_record_needs_to_be_meant(tmp_path: Path) -> None:
    """What the policy blocks is released only by somebody who says so, and the event says what it was."""
    plant = Plant(tmp_path, ["block"])
    with pytest.raises(Refused, match="--even-if-blocked"):
        _release(plant, "m-0")
    assert plant.topic("cleared") == plant.topic("reviews") == []
    assert _release(plant, "m-0", blocked_too=True).was == "block"


def test_a_record_that_was_held_twice_is_released_once(tmp_path: Path) -> None:
    """After the input was read again the same record is in quarantine twice; it is one record all the same."""
    plant = Plant(tmp_path, ["hold"])
    with closing(SqliteBus(plant.config.log_path)) as bus:
        bus.seek(MESSAGES.input, 0, 0)
    plant.work()
    assert len(plant.topic("quarantine")) == 2
    _release(plant, "m-0")
    with pytest.raises(Refused):
        _release(plant, "m-0")
    assert _open(plant) == []


def test_an_id_that_several_have_is_no_name(tmp_path: Path) -> None:
    """Two messages with one id: the references are asked for, and each can be released by its own."""
    plant = Plant(tmp_path, ["hold"])
    plant.publish([message(0, "hold")])
    plant.work()
    with pytest.raises(BadInput, match=f"{reference(0)}, {reference(1)}"):
        _release(plant, "m-0")
    _release(plant, reference(1))
    with plant.desk() as desk:
        desk.ledger(MESSAGES).catch_up()
        states = [desk.ledger(MESSAGES).state(item) for item in items(desk, "quarantine", _fail)]
    assert states == ["open", "released"]


@pytest.mark.parametrize("wanted", ["m-1", "m-9", "", reference(9)])
def test_what_is_not_in_quarantine_cannot_be_decided(tmp_path: Path, wanted: str) -> None:
    """An allowed message, an unknown id, and nothing."""
    with pytest.raises(BadInput):
        _release(Plant(tmp_path, ["hold", "allow"]), wanted)


def test_another_key_releases_nothing(tmp_path: Path) -> None:
    """Without the right key there is no output and no event, and the record stays open."""
    plant = Plant(tmp_path, ["hold"])
    with plant.desk() as desk:
        item, envelope = find(desk, "quarantine", "m-0")
        with pytest.raises(SealError):
            decisions.release(desk, item, envelope, Identity.generate(), REVIEWER, ALARM)
    assert plant.topic("cleared") == plant.topic("reviews") == []
    assert _open(plant) == ["m-0"]


@pytest.mark.parametrize("field", ["id", "topic"])
def test_an_envelope_with_another_label_is_refused(tmp_path: Path, field: str) -> None:
    """Who can write to the quarantine cannot have one message released under the name or to the topic of another."""
    plant = Plant(tmp_path, ["hold"])
    forged = json.loads(plant.topic("quarantine")[0].value) | {field: "m-7", "offset": 7}
    with closing(SqliteBus(plant.config.log_path)) as bus:
        bus.publish([Output(MESSAGES.quarantine, json.dumps(forged).encode())])
    with pytest.raises((Refused, BadInput)):
        _release(plant, f"{forged['topic']}/0/7")
    assert plant.topic("cleared") == plant.topic("reviews") == []


def test_an_unreadable_event_stops_everything(tmp_path: Path) -> None:
    """It could be about any record, so nothing is decided until somebody has looked at it."""
    plant = Plant(tmp_path, ["hold"])
    with closing(SqliteBus(plant.config.log_path)) as bus:
        bus.publish([Output(f"{MESSAGES.input}.reviews", CANARY.encode())])
    with pytest.raises(Refused, match=rf"{MESSAGES.input}\.reviews/0/0: expected an audit event") as refused:
        _release(plant, "m-0")
    assert CANARY not in str(refused.value)
    assert plant.topic("cleared") == []


def test_deleted_events_are_not_taken_for_none(tmp_path: Path) -> None:
    """When events are gone, records that are as old as they cannot be shown to be open; younger ones can."""
    plant = Plant(tmp_path, ["hold", "hold"])
    _release(plant, "m-0")
    trim(plant.config.log_path, f"{MESSAGES.input}.reviews", 2**50)
    for wanted in ("m-0", "m-1"):
        with pytest.raises(Refused, match="older than what is left"):
            _release(plant, wanted)
    _reject(plant, "m-1")  # nothing leaves, and what comes from now on can be decided again
    time.sleep(0.002)
    plant.publish([message(2, "hold")])
    plant.work()
    _release(plant, "m-2")
    with pytest.raises(Refused, match="older than what is left"):
        _release(plant, "m-0")
    assert [json.loads(record.value)["id"] for record in plant.topic("cleared")] == ["m-0", "m-2"]


def test_replay_publishes_once(tmp_path: Path) -> None:
    """The bytes are in the input again, as a record of its own that is inspected; the dead letter is done."""
    plant = Plant(tmp_path, ["crash"])
    assert _open(plant, "dead-letter") == [reference(0)]
    event = _replay(plant, reference(0))
    again = plant.topic("input")[1]
    assert (again.value, again.key) == (message(0, "crash"), KEY)
    assert again.headers == (HEADERS[0], ("mifeng-replayed", event.stamp))
    assert [(told["action"], told["was"]) for told in plant.events()] == [("replay", "dead-letter")]
    with pytest.raises(Refused, match="replayed already"):
        _replay(plant, reference(0))
    assert len(plant.topic("input")) == 2
    plant.work()
    assert _open(plant, "dead-letter") == [reference(1)]  # it crashes again, and may be tried again
    _replay(plant, reference(1))


def test_expiry(tmp_path: Path) -> None:
    """What is old enough and open is rejected as expired, once; what is young or decided stays as it is."""
    plant = Plant(tmp_path, ["hold", "block", "hold", "allow"])
    _release(plant, "m-2")
    for later_ms, expected in ((HOUR_MS // 2, []), (2 * HOUR_MS, ["m-0", "m-1"]), (2 * HOUR_MS, [])):
        with plant.desk(later_ms) as desk:
            assert [event.id for event in expire(desk, age_ms("1h"), "night-shift", _fail)] == expected
    told = [(event["id"], event["action"], event["reason"]) for event in plant.events()]
    expired = {"code": "expired"}
    assert told == [
        ("m-2", "release", {"code": "false-alarm"}),
        ("m-0", "reject", expired),
        ("m-1", "reject", expired),
    ]
    with pytest.raises(Refused, match="expired already, by night-shift"):
        _release(plant, "m-0")


@pytest.mark.parametrize("age", ["", "30", "d", "-1d", "1.5h", "1y", "999999d", "３d", "1d "])
def test_ages_that_are_none(age: str) -> None:
    """An age is a whole number and a unit."""
    with pytest.raises(BadInput, match="expected an age"):
        age_ms(age)


def test_events_read_back(tmp_path: Path) -> None:
    """An event with a field of a later version is still one."""
    plant = Plant(tmp_path, ["hold"])
    _reject(plant, "m-0")
    later = {**plant.events()[0], "ticket": 7}
    assert msgspec.json.decode(json.dumps(later).encode(), type=Event).state == "rejected"
