"""The cases that were looked up last, decoded: bounded in number and in bytes."""

from __future__ import annotations

from collections import OrderedDict

from pipeline.contract import Case


class Recent:
    """A least-recently-used cache. What is pushed out or cleared is read from the store again."""

    def __init__(self, most: int = 1024, most_bytes: int = 16 * 1024 * 1024) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._entries: OrderedDict[bytes, tuple[Case, int]] = OrderedDict()

    def get(self, tag: bytes) -> Case | None:
        """Return the case, which is then the last to be pushed out."""
        if (entry := self._entries.get(tag)) is None:
            return None
        self._entries.move_to_end(tag)
        return entry[0]

    def put(self, tag: bytes, case: Case, size: int) -> None:
        """Keep a case of `size` bytes. One that is larger than everything together may be is not kept."""
        if size > self._most_bytes or tag in self._entries:
            return
        self._entries[tag] = (case, size)
        self._bytes += size
        while len(self._entries) > self._most or self._bytes > self._most_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)
