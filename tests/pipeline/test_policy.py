"""Policies: what the built-in ones say, and that a wrong file is refused with its line."""

from __future__ import annotations

from importlib import resources

import pytest

from pipeline.contract import BadInput
from pipeline.contract.vocabulary import ENTITY_TYPES, RELATIONS
from pipeline.policy import BUILT_IN, load_policy, parse_policy

CN = (resources.files("pipeline") / "policies" / "cn.yaml").read_text("utf-8")
ALWAYS = frozenset({"always"})


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_policies_are_complete(name: str) -> None:
    """Every relation has a column, every entity type a category, every cell an action."""
    policy = load_policy(name)
    assert set(policy.relations) == set(RELATIONS)
    assert set(policy.category_of) == set(ENTITY_TYPES)
    assert {len(row) for row in policy.rows.values()} == {len(policy.columns)}


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("column", ["contact", "employer", "public", "unverified"])
def test_debt_never_reaches_a_third_party(name: str, column: str) -> None:
    """Whatever the jurisdiction: a debt fact and a third party make a block."""
    policy = load_policy(name)
    for subject in ("borrower", "recipient", "obligor", "other", "unknown"):
        assert policy.cell(subject, "debt", column, ALWAYS).action == "block"


@pytest.mark.parametrize("name", BUILT_IN)
def test_secrets_go_to_nobody(name: str) -> None:
    """Passwords and one-time codes are sent to no one, not even to the lender's own staff."""
    policy = load_policy(name)
    assert policy.cell("unknown", "secret", "contact", ALWAYS).rule == f"{name}/contact/any.secret"
    assert {policy.cell("borrower", "secret", column, ALWAYS).action for column in policy.columns} <= {
        "redact",
        "block",
    }


WRONG = [
    ("redact, allow,  allow]", "redct, allow, allow]", "expected the action to be one of allow, block, hold, mask, redact"),
    ("relations:\n", "relation:\n", "expected only name, version"),
    ("block,  redact, allow,  allow]", "block]", "actions in borrower.name, one a column"),
    ("name: cn\n", "name: &x cn\n", "expected no anchors or aliases"),
    ("act_from: 0.5", "act_from: 5", "expected act_from between 0.35 and 1"),
    ("act_from: 0.5", "act_from: high", "expected a number for act_from"),
    ("  spouse: contact\n", "", "expected spouse in relations"),
    ("  spouse: contact\n", "  spouse: freinds\n", "expected the column to be one of"),
    ("  trace: [CN_VEHICLE_PLATE, IP_ADDRESS]", "  trace: [CN_VEHICLE_PLATE]", "expected every entity type in a category, missing IP_ADDRESS"),
    ("  unknown.*:", "  unknwon.*:", "expected a row named SUBJECT.CATEGORY"),
    ("when: no_debt_fact", "when: full_moon", "expected when to be one of"),
    ("  redact: placeholder", "  redact: forget", "expected redact to be one of"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), WRONG)
def test_a_wrong_policy_is_refused_with_its_line(old: str, new: str, expected: str) -> None:
    """The error names FILE:LINE and what was expected there."""
    assert old in CN
    with pytest.raises(BadInput) as caught:
        parse_policy(CN.replace(old, new, 1), "mine.yaml")
    place, _, text = str(caught.value).partition(": ")
    assert place.startswith("mine.yaml:")
    assert int(place.partition(":")[2]) >= 1
    assert expected in text


HOSTILE = ["", "[" * 50_000, "a: [1,", "{a: 1}{", "a: b: c", "\0", "- 1\n---\n- 2\n", "x: " + "y" * 2_000_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_an_error_and_no_more(text: str) -> None:
    """Whatever the file holds, the answer is one `BadInput`."""
    with pytest.raises(BadInput):
        parse_policy(text, "mine.yaml")


def test_aliases_cannot_multiply() -> None:
    """The billion laughs end at the first anchor."""
    laughs = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(40))
    with pytest.raises(BadInput, match=r"mine\.yaml:1: expected no anchors"):
        parse_policy(laughs, "mine.yaml")
