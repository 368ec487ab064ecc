"""What is to become of each finding, and of the message: the policy's cells, the strictest reader, the hold band."""

from __future__ import annotations

from typing import NamedTuple

from detectors import View
from pipeline.contract import Case
from pipeline.contract.vocabulary import Action, FindingAction
from pipeline.inspecting import cues
from pipeline.inspecting.attribution import Attributed, Context
from pipeline.inspecting.audience import Reader
from pipeline.inspecting.overlap import DEBT_TYPES
from pipeline.policy import Cell, Condition, Policy, strictness

_MASKED: tuple[Condition, ...] = ("already_masked",)


class Judged(NamedTuple):
    """A finding with the strictest action that any reader asks for, and the rules that asked for it."""

    attributed: Attributed
    action: FindingAction
    rules: tuple[str, ...]


def judge(
    attributed: list[Attributed], views: tuple[View, ...], context: Context, policy: Policy
) -> list[Judged]:
    """Judge every finding of a message; those below the policy's lower bound have been dropped before."""
    if not attributed:
        return []
    facts = message_facts(attributed, views)
    of_masked = facts.union(_MASKED)
    return [_judge_one(one, of_masked if one.masked else facts, context, policy) for one in attributed]


def message_facts(attributed: list[Attributed], views: tuple[View, ...]) -> frozenset[Condition]:
    """Return the conditions of the policy's exceptions that hold for the message as a whole."""
    facts: set[Condition] = {"always"}
    if not any(one.found.entity_type in DEBT_TYPES and one.cue != "institution" for one in attributed):
        facts.add("no_debt_fact")
        if any(cues.CONTACT_REQUEST.search(view.text) for view in views):
            facts.add("contact_request")
    return frozenset(facts)


def _judge_one(one: Attributed, facts: frozenset[Condition], context: Context, policy: Policy) -> Judged:
    cells = [_cell(one, reader, facts, context.case, policy) for reader in context.readers]
    strictest = max([cell.action for cell in cells], key=strictness)
    return Judged(one, strictest, tuple(dict.fromkeys([c.rule for c in cells if c.action == strictest])))


def _cell(
    one: Attributed, reader: Reader, facts: frozenset[Condition], case: Case | None, policy: Policy
) -> Cell:
    subject = one.subject(reader, case)
    category = policy.category_of[one.found.entity_type]
    if subject is None and category != "secret":
        return Cell("allow", f"{policy.name}/institution")
    cell = policy.cell(subject or "unknown", category, reader.column, facts)
    if cell.action == "mask" and one.masked:
        return Cell("allow", cell.rule)
    if cell.action not in ("allow", "hold") and one.found.score < policy.act_from:
        return Cell("hold", f"{policy.name}/hold/confidence")
    return cell


def message_action(judged: list[Judged]) -> Action:
    """Return the action for the message: block before hold before redact before allow."""
    actions = {one.action for one in judged}
    if "block" in actions:
        return "block"
    if "hold" in actions:
        return "hold"
    return "redact" if actions & {"mask", "redact"} else "allow"
