"""What our user may do on Kafka, against what a worker has to do.

Asked in ways that change nothing: topics tell what we may do with them; a heartbeat of a member that no group knows and
the end of a transaction that nobody began are refused in one way if we may, and in another if we may not. A worker's own
transactional id is never used, for that could push out a worker that runs.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from kafka import errors
from kafka.protocol.consumer import HeartbeatRequest
from kafka.protocol.metadata import CoordinatorType, FindCoordinatorRequest
from kafka.protocol.producer import EndTxnRequest

from pipeline.bus.kafka.errors import kafka_errors
from pipeline.checking.finding import Finding, ok, unknown, wrong
from pipeline.provision.kafka_topics import Found
from pipeline.provision.permissions import Permission, permissions
from pipeline.worker.config import Config

#: A broker that has just started looks for its coordinators for a while.
_NOT_YET = (errors.CoordinatorNotAvailableError, errors.CoordinatorLoadInProgressError, errors.NotCoordinatorError)  # fmt: skip
_PAUSE_S = 0.3
_UNTRIED = "could not be tried; a worker may be allowed its own name only, which is left alone here"


def check_rights(config: Config, client: Any, found: Mapping[str, Found]) -> Iterator[Finding]:
    """Tell each permission of a worker that our user lacks. Raises `BusError` if Kafka does not answer."""
    wanted = permissions(config, "worker")
    doubtful: list[Permission] = []
    for permission in wanted:
        answer = _may(config, client, found, permission)
        if answer is None:
            doubtful.append(permission)
            yield unknown(f"permission {permission.operation} on {permission.place}", _UNTRIED)
        elif not answer:
            doubtful.append(permission)
            yield wrong(
                f"permission {permission.operation} on {permission.place}",
                f"is lacking; a worker {permission.reason}; mifeng topics acls lists all",
            )
    if not doubtful:
        yield ok(f"permissions of a worker ({len(wanted)})")


def _may(config: Config, client: Any, found: Mapping[str, Found], permission: Permission) -> bool | None:
    if permission.resource == "TOPIC":
        return permission.operation in found[permission.name].operations
    until = time.monotonic() + config.kafka.request_timeout_s
    with kafka_errors("ask for permissions"):
        if permission.resource == "GROUP":
            return _may_in_group(client, permission.name, until)
        name = f"{permission.name}mifeng-check-{uuid.uuid4().hex}"
        return _may_commit(client, name, until) or _unless_by_name(config, client)


def _unless_by_name(config: Config, client: Any) -> bool | None:
    """Return None if we may see the worker's own transactional id: it is then allowed by itself. Seeing fences nobody."""
    own = f"{config.group}.{config.instance_name}"
    error = _coordinator(client, CoordinatorType.TRANSACTION, own).error_code
    return False if errors.for_code(error) is errors.TransactionalIdAuthorizationFailedError else None


def _may_in_group(client: Any, group: str, until: float) -> bool | None:
    beat = HeartbeatRequest(group_id=group, generation_id=-1, member_id=uuid.uuid4().hex, max_version=3)
    return _admitted(client, CoordinatorType.GROUP, group, beat, errors.GroupAuthorizationFailedError, until)


def _may_commit(client: Any, name: str, until: float) -> bool | None:
    end = EndTxnRequest(
        transactional_id=name, producer_id=0, producer_epoch=0, committed=False, max_version=3
    )
    refused = errors.TransactionalIdAuthorizationFailedError
    return _admitted(client, CoordinatorType.TRANSACTION, name, end, refused, until)


def _admitted(
    client: Any, kind: Any, key: str, request: Any, refused: type[Exception], until: float
) -> bool | None:
    """Return whether a request that cannot succeed fails for another reason than `refused`; None if nobody can say."""
    while True:
        error = _answer(client, kind, key, request)
        if error not in _NOT_YET:
            return error is not refused
        if time.monotonic() > until:
            return None
        time.sleep(_PAUSE_S)


def _answer(client: Any, kind: Any, key: str, request: Any) -> Any:
    coordinator = _coordinator(client, kind, key)
    if coordinator.error_code:
        return errors.for_code(coordinator.error_code)
    answer = client._manager.run(client._manager.send, request, coordinator.node_id)
    return errors.for_code(answer.error_code)


def _coordinator(client: Any, kind: Any, key: str) -> Any:
    request = FindCoordinatorRequest(key=key, key_type=kind.value, max_version=3)
    return client._manager.run(client._manager.send, request)
