"""The group on Kafka: who is in it, and whether a worker can join them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kafka import errors
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor

from pipeline.checking.finding import Finding, ok, unknown, wrong
from pipeline.contract import BadInput
from pipeline.worker.config import Config

#: How the broker names groups of consumers that do not speak the protocol of newer clients.
_CLASSIC = ("classic", "")


def check_group(config: Config, client: Any) -> Iterator[Finding]:
    """See whether the group is free or one of workers, and whether a worker of this name is in it."""
    what = f"group {config.group}"
    try:
        kinds = {one["group_id"]: one.get("group_type") or "" for one in client.list_groups()}
        described = client.describe_groups([config.group])[config.group]
    except errors.GroupAuthorizationFailedError:
        return  # told with the permissions
    if (kind := kinds.get(config.group, "")).lower() not in _CLASSIC:
        yield wrong(what, f"is in use as a {kind} group, which a worker cannot join; choose another group")
        return
    members = described["members"]
    protocol = described["protocol_data"]
    if members and protocol not in (CooperativeStickyAssignor.name, ""):
        yield wrong(
            what, f"is in use by consumers with the assignor {protocol}; choose a group for workers only"
        )
        return
    yield from _named(config, what, members)


def _named(config: Config, what: str, members: list[dict[str, Any]]) -> Iterator[Finding]:
    try:
        name = f"{config.group}.{config.instance_name}"
    except BadInput:
        return  # told with the instance
    if any(member.get("group_instance_id") == name for member in members):
        yield unknown(
            what, f"a worker with the name {name} is in it now; well if it is this one, else rename one"
        )
    else:
        yield ok(f"{what} ({len(members)} members)")
