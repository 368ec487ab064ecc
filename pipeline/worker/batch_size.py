"""How many records the next batch may have: fewer after trouble, so that the record that makes it stands alone in the end."""

from __future__ import annotations


class BatchSize:
    """Starts at `full` records, or at one after a death; is halved by a refusal and doubled by a success."""

    def __init__(self, full: int, careful: bool = False) -> None:
        self._full = full
        self.now = 1 if careful else full

    def succeeded(self) -> None:
        """Note that a batch went through."""
        self.now = min(self.now * 2, self._full)

    def refused(self, records: int) -> None:
        """Note that a batch of `records` was refused for one of them."""
        self.now = max(records // 2, 1)
