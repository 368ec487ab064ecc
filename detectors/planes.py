"""Which of many needs a text meets, told by a few operations on whole numbers instead of a look at each need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detectors.needs import Need


class Planes:
    """A bit for each need, in as many planes as any of them has sets of characters.

    In plane k a need's bit says whether a text has a character of its k-th set; it meets the need if the bit is there in every
    plane, and the text has digits enough.
    """

    def __init__(self, needs: Sequence[Need]) -> None:
        """Note for each character the bits of the sets it is in. The need at place i has the bit ``1 << i``."""
        self._size = len(needs)
        self._planes = max((len(need.one_of) for need in needs), default=0)
        self._with: dict[str, int] = {}
        #: The bits of sets that are not there, which any text has.
        self._any = 0
        for place, need in enumerate(needs):
            for plane in range(self._planes):
                bit = 1 << plane * self._size + place
                if plane >= len(need.one_of):
                    self._any |= bit
                    continue
                for character in need.one_of[plane]:
                    self._with[character] = self._with.get(character, 0) | bit
        most = max((need.digits for need in needs), default=0)
        #: By number of digits, the bits of needs that ask for no more.
        self._enough = [
            sum(1 << place for place, need in enumerate(needs) if need.digits <= digits)
            for digits in range(most + 1)
        ]

    def met(self, letters: Iterable[str], digits: int) -> int:
        """Return the bits of the needs that are met by a text of these distinct characters with so many ASCII digits."""
        bits, known = self._any, self._with
        for character in letters:
            if character in known:
                bits |= known[character]
        met = self._enough[min(digits, len(self._enough) - 1)]
        for _ in range(self._planes):
            met &= bits
            bits >>= self._size
        return met
