"""Failing closed: whatever goes wrong during an inspection, the message is not sent."""

from __future__ import annotations

from pipeline.cases.lookup import IdentifierLookup
from pipeline.contract import BadInput, Case, Decision, Message
from pipeline.inspecting.core import inspect
from pipeline.policy import Policy
from pipeline.redaction import RedactionKey


def inspect_closed(
    message: Message,
    case: Case | None,
    policy: Policy,
    *,
    directory: IdentifierLookup | None = None,
    key: RedactionKey | None = None,
) -> Decision:
    """Inspect, and turn any failure into a block whose reason names the class of the error and nothing else.

    A missing key is the operator's mistake, not the message's: its `BadInput` is raised.
    """
    try:
        return inspect(message, case, policy, directory=directory, key=key)
    except BadInput:
        raise
    except Exception as error:  # noqa: BLE001  # failing closed is the point
        reason = f"error/{type(error).__name__}"
        return Decision(id=message.id, action="block", reasons=(reason,), policy=policy.id)
