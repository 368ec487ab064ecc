"""Which record is in hand, on disk: so that a record that kills the process is known to the one after it.

A record on which an inspection ends the process, by exhausting memory or by a fault in a library, would otherwise be polled
and would kill again, for ever. What is written survives the process (not the machine) and costs a copy of some bytes: the
file is mapped into memory. It names records by topic, partition and offset and holds nothing of what they say.
"""

from __future__ import annotations

import mmap
from pathlib import Path

#: What is in hand while a batch is made ready: any of its records.
BATCH = "batch"
#: So many deaths in a row with the same record in hand are its fault: a supervisor's kill seldom meets one record twice.
DEATHS = 3
#: Room for a reference: topics have 249 characters at most.
_WIDTH = 320
_LIFE, _CRIME = slice(0, _WIDTH), slice(_WIDTH, 2 * _WIDTH)


class InHand:
    """The file at `path`, for one worker at a time. Raises `OSError` where it cannot be made."""

    def __init__(self, path: Path) -> None:
        if not path.exists() or path.stat().st_size != 2 * _WIDTH:
            path.write_bytes(b" " * (2 * _WIDTH))
            path.chmod(0o600)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 2 * _WIDTH)
        #: Whether the process before this one died with something in hand.
        self.died = bool(last := self._read(_LIFE))
        self._suspect, self._deaths = self._reported(last)
        self.put_down()  # a death before anything is taken up again must not count once more

    def _reported(self, last: str) -> tuple[str, int]:
        suspect, _, deaths = self._read(_CRIME).rpartition(" ")
        if not last or last == BATCH:
            return suspect, int(deaths or 0)
        counted = (last, int(deaths) + 1 if last == suspect else 1)
        self._write(_CRIME, f"{counted[0]} {counted[1]}")
        return counted

    def take(self, reference: str) -> None:
        """Note that a record, or `BATCH`, is in hand from now on."""
        self._write(_LIFE, reference)

    def put_down(self) -> None:
        """Note that nothing is in hand."""
        self._write(_LIFE, "")

    def is_deadly(self, reference: str) -> bool:
        """Return whether the process has died `DEATHS` times in a row with this record in hand."""
        return self._deaths >= DEATHS and reference == self._suspect

    def acquit(self, reference: str) -> None:
        """Forget the suspect if it is this record: it has been dealt with."""
        if reference == self._suspect:
            self._suspect, self._deaths = "", 0
            self._write(_CRIME, "")

    def close(self) -> None:
        """Close the file."""
        self.put_down()
        self._map.close()

    def _read(self, place: slice) -> str:
        return self._map[place].decode("ascii", "replace").strip()

    def _write(self, place: slice, text: str) -> None:
        self._map[place] = text.encode("ascii", "replace").ljust(_WIDTH)[:_WIDTH]
