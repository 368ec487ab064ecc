"""What a user may do on a secure broker, and how that is put into effect."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
)

_EFFECT_S = 20


@dataclass(frozen=True)
class Allow:
    """One permission. `operation` and `resource` are named as in Kafka's documentation of ACLs.

    For example `Allow("worker", "READ", "TOPIC", "messages")` or, for every name that begins so,
    `Allow("worker", "WRITE", "TRANSACTIONAL_ID", "mifeng-", prefixed=True)`. The name of a CLUSTER is "kafka-cluster".
    """

    user: str
    operation: str
    resource: str
    name: str
    prefixed: bool = False

    def acl(self) -> ACL:
        """Return it as kafka-python wants it. Raises KeyError for an operation or resource that Kafka does not know."""
        kind = ACLResourcePatternType.PREFIXED if self.prefixed else ACLResourcePatternType.LITERAL
        pattern = ResourcePattern(ResourceType[self.resource], self.name, kind)
        operation = ACLOperation[self.operation]
        return ACL(f"User:{self.user}", "*", operation, ACLPermissionType.ALLOW, pattern)


def apply(admin: KafkaAdminClient, permissions: Sequence[Allow]) -> None:
    """Add permissions and return once the broker goes by them. Raises what the broker refuses, or TimeoutError."""
    wanted = [permission.acl() for permission in permissions]
    if not wanted:
        return
    failed = admin.create_acls(wanted)["failed"]
    if failed:
        raise failed[0]
    deadline = time.monotonic() + _EFFECT_S
    # The controller has written them; the broker learns of them a little later.
    while not set(wanted) <= _in_force(admin):
        if time.monotonic() > deadline:
            raise TimeoutError("the broker does not go by the new ACLs")
        time.sleep(0.05)


def _in_force(admin: KafkaAdminClient) -> set[ACL]:
    everything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    described, _ = admin.describe_acls(
        ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, everything)
    )
    return set(described)
