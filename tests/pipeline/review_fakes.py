"""A quarantine to review: a log that a worker with a telling inspector has filled, and a desk on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.bus import Output, Record, SqliteBus
from pipeline.bus.sqlite_reader import SqliteReader
from pipeline.quarantine import Identity, load_identity
from pipeline.review.desk import Desk
from pipeline.review.opening import open_desk
from pipeline.worker.config import Config
from pipeline.worker.first_run import prepare
from pipeline.worker.loop import Worker
from pipeline.worker.routes import MESSAGES
from tests.pipeline.worker_fakes import TellingInspector, message, read_all

REVIEWER = "lin.q"
#: What a reviewer might write; it must be seen nowhere.
WHY = "她母亲 13800138000 来电核实"
#: The original's own things, which a release has to bring back.
KEY, HEADERS, TIMESTAMP_MS = (
    b"case-1",
    (("traceparent", b"00-1"), ("mifeng-released", b"forged/now")),
    1_750_000_000_123,
)


class Plant:
    """A data directory whose worker has handled `actions`, one message each: m-0, m-1, …"""

    def __init__(self, folder: Path, actions: Sequence[str]) -> None:
        self.folder = folder
        self.config = Config().under(folder)
        prepare(self.config)
        self.publish([message(number, action) for number, action in enumerate(actions)])
        self.work()

    def publish(self, values: Sequence[bytes]) -> None:
        """Publish to the input topic, as a producer would."""
        with closing(SqliteBus(self.config.log_path)) as bus:
            bus.publish([Output(MESSAGES.input, value, KEY, HEADERS, TIMESTAMP_MS) for value in values])

    def work(self) -> None:
        """Have a worker handle what there is."""
        from pipeline.quarantine import load_recipients

        with closing(SqliteBus(self.config.log_path, durability="process")) as bus:
            recipients = load_recipients(self.config.reviewer_public_path)
            Worker(bus, TellingInspector(), recipients, poll_timeout_s=0).run(until_idle=True)

    @property
    def identity_path(self) -> Path:
        """Return the file of the reviewer's private key."""
        return self.config.reviewer_identity_path

    @property
    def identity(self) -> Identity:
        """Return the reviewer's private key."""
        return load_identity(self.identity_path)

    @contextmanager
    def desk(self, later_ms: int = 0) -> Iterator[Desk]:
        """Yield a desk, whose clock is `later_ms` ahead."""
        with open_desk(self.config) as desk:
            clock = desk.clock
            desk.clock = lambda: clock() + later_ms
            yield desk

    def topic(self, name: str) -> list[Record]:
        """Return the records of an outcome topic, or of the topic of audit events (``reviews``)."""
        topic = f"{MESSAGES.input}.reviews" if name == "reviews" else getattr(MESSAGES, name)
        return read_all(self.config.log_path, topic)

    def events(self) -> list[dict[str, object]]:
        """Return the audit events."""
        return [json.loads(record.value) for record in self.topic("reviews")]

    def reader(self) -> SqliteReader:
        """Return a reader of the log."""
        return SqliteReader(self.config.log_path)


def reference(offset: int) -> str:
    """Return the reference of the input record at `offset`."""
    return f"{MESSAGES.input}/0/{offset}"
