"""Routes: where records come from and where each outcome goes."""

from __future__ import annotations

from typing import Annotated

import msgspec

_Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,99}$")]
#: Kafka's rule for the names of topics.
_Topic = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,249}$")]
_OptionalTopic = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{0,249}$")]


class Route(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input topic and its outcome topics. A topic that is not given is the input's name with a suffix.

    `cleared` is what may be sent. `quarantine` takes hold and block, sealed. `dead_letter` takes references
    to records that could not be inspected, `restricted` their sealed bytes. `decisions` takes one decision
    for each input record.
    """

    name: _Name
    input: _Topic
    cleared: _OptionalTopic = ""
    quarantine: _OptionalTopic = ""
    dead_letter: _OptionalTopic = ""
    restricted: _OptionalTopic = ""
    decisions: _OptionalTopic = ""

    def complete(self) -> Route:
        """Return the route with every topic named."""
        suffixes = ("cleared", "quarantine", "dead_letter", "restricted", "decisions")
        topics = {
            suffix: getattr(self, suffix) or f"{self.input}.{suffix.replace('_', '-')}" for suffix in suffixes
        }
        return Route(name=self.name, input=self.input, **topics)

    def topics(self) -> tuple[str, ...]:
        """Return every topic of the route, the input first."""
        return self.input, self.cleared, self.quarantine, self.dead_letter, self.restricted, self.decisions


MESSAGES = Route(name="messages", input="mifeng.messages").complete()
NOTES = Route(name="notes", input="mifeng.notes").complete()
ROUTES = (MESSAGES, NOTES)
