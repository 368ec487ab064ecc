"""The fixtures in the repository are many, mostly about ordinary traffic, and leave no part of the contract out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest

from pipeline.contract import Decision
from pipeline.contract.vocabulary import CHANNELS, ENTITY_TYPES, RELATIONS
from pipeline.fixtures import Prepared, load_fixtures, run_fixture
from pipeline.policy import load_policy

FIXTURES = Path(__file__).parent.parent / "fixtures"
CN = load_policy("cn")


@cache
def decided() -> tuple[tuple[Prepared, Decision], ...]:
    """Return every fixture with what comes of it; each is inspected once for the whole module."""
    return tuple((fixture, run_fixture(fixture)[0]) for fixture in load_fixtures([FIXTURES]))


def reasons(policy: str) -> set[str]:
    """Return the ids of all rules of one policy that decided anything."""
    return {
        reason for _, decision in decided() for reason in decision.reasons if reason.startswith(f"{policy}/")
    }


def test_enough_of_them() -> None:
    """There are at least 320 tests in at least twenty files."""
    files = {fixture.place.rsplit(":", 1)[0] for fixture, _ in decided()}
    assert len(decided()) >= 320
    assert len(files) >= 20


def test_ordinary_traffic_has_its_share() -> None:
    """At least 40 % say that a message passes: a false alarm is as bad as a miss."""
    benign = sum(fixture.expect.action == "allow" for fixture, _ in decided())
    assert benign >= 0.4 * len(decided())


def test_names_are_unique() -> None:
    """No two tests share a name, so that a name in a report leads to one place."""
    counted = Counter(fixture.name for fixture, _ in decided())
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_test_expects_an_action() -> None:
    """Each test says what is to become of the message, not only what is found in it."""
    assert [fixture.place for fixture, _ in decided() if fixture.expect.action is None] == []


def test_exact_texts_and_findings_are_asserted_often() -> None:
    """At least 60 tests give the exact text that is sent, and at least 60 name findings or reasons."""
    expected = [fixture.expect for fixture, _ in decided()]
    assert sum(one.text is not None for one in expected) >= 60
    assert sum(bool(one.findings or one.reasons) for one in expected) >= 60


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_is_written_to(relation: str) -> None:
    """Each relation of the contract is the recipient of some message."""
    assert any(one.relation == relation for fixture, _ in decided() for one in fixture.message.recipients)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_used(channel: str) -> None:
    """Each channel of the contract carries some message."""
    assert any(fixture.message.channel == channel for fixture, _ in decided())


@pytest.mark.parametrize("entity_type", ENTITY_TYPES)
def test_every_entity_type_is_found(entity_type: str) -> None:
    """Each entity type is expected somewhere and found there."""
    assert any(
        wanted.type == entity_type and any(one.type == entity_type for one in decision.findings)
        for fixture, decision in decided()
        for wanted in fixture.expect.findings or ()
    )


@pytest.mark.parametrize("action", ["allow", "redact", "block"])
def test_every_action_is_taken(action: str) -> None:
    """Some message is sent, some is redacted, some is blocked."""
    assert any(decision.action == action for _, decision in decided())


@pytest.mark.parametrize("action", ["allow", "mask", "redact", "block"])
def test_every_kind_of_cell_is_reached(action: str) -> None:
    """Each thing that a cell of the matrix may do to a finding is done to some finding."""
    assert any(one.action == action for _, decision in decided() for one in decision.findings)


def test_a_guess_is_held() -> None:
    """Where nothing is sure enough to act on, what would be redacted or blocked is held for a person."""
    unsure = msgspec.structs.replace(CN, act_from=1.01)
    held = [run_fixture(fixture, unsure)[0] for fixture, decision in decided() if decision.action == "block"][
        :5
    ]
    assert {decision.action for decision in held} == {"hold"}
    assert all(decision.text is None for decision in held)


@pytest.mark.parametrize("column", CN.columns)
def test_every_column_decides(column: str) -> None:
    """Each column of the Chinese matrix decides over some finding."""
    assert any(reason.startswith(f"cn/{column}/") for reason in reasons("cn"))


@pytest.mark.parametrize("category", sorted(set(CN.category_of.values())))
def test_every_category_decides(category: str) -> None:
    """Each kind of data of the Chinese matrix decides over some finding."""
    assert any(reason.endswith(f".{category}") for reason in reasons("cn"))


@pytest.mark.parametrize("exception", [one.id for one in CN.exceptions])
def test_every_exception_applies(exception: str) -> None:
    """Each named exception of the Chinese policy spares some finding."""
    assert f"cn/{exception}" in reasons("cn")


@pytest.mark.parametrize(
    "route", ["borrower_not_verified", "obligor_not_verified", "contact_with_obligor_flag"]
)
def test_every_route_is_taken(route: str) -> None:
    """Each way in which a claimed relation is not taken at its word occurs."""
    assert f"cn/routing/{route}" in reasons("cn")


@pytest.mark.parametrize("policy", ["cn", "tw", "us"])
def test_every_policy_is_exercised(policy: str) -> None:
    """Each policy that is shipped has tests that pass, redact and block."""
    actions = {decision.action for fixture, decision in decided() if fixture.policy == policy}
    assert {"allow", "redact", "block"} <= actions
