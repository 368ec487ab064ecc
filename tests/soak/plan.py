"""What is produced: message number n has the same id, conversation, text and topic whenever the seed is the same."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tests.soak.texts import Text, Texts

CONVERSATIONS = 97
#: One message in so many cannot be read by anyone.
_POISON_EVERY = 50
_ID = re.compile(rb"soak-([0-9]{7})")


@dataclass(frozen=True)
class Message:
    """A message to be produced."""

    number: int
    key: bytes
    text: Text

    @property
    def id(self) -> str:
        """Return its id."""
        return f"soak-{self.number:07}"

    @property
    def value(self) -> bytes:
        """Return its bytes."""
        return self.text.value(self.id)


class Plan:
    """Draws messages from `texts`, one after the other; `made` are those drawn until now."""

    def __init__(self, texts: Texts, seed: int) -> None:
        self.texts = texts
        self.made: list[Message] = []
        self._chance = random.Random(seed)  # noqa: S311 - a plan that can be repeated, not keys

    def draw(self, count: int) -> list[Message]:
        """Return the next `count` messages."""
        start = len(self.made)
        self.made += [self._message(number) for number in range(start, start + count)]
        return self.made[start:]

    def _message(self, number: int) -> Message:
        kind = self.texts.readable if self._chance.randrange(_POISON_EVERY) else self.texts.poison
        key = b"conversation-%d" % self._chance.randrange(CONVERSATIONS)
        return Message(number, key, self._chance.choice(kind))

    def find(self, value: bytes) -> Message | None:
        """Return the message that these bytes were made from, by the id that stands in them."""
        found = _ID.search(value)
        number = int(found[1]) if found else -1
        return self.made[number] if 0 <= number < len(self.made) else None
