"""One Apache Kafka server for the tests, to be started, stopped, killed and paused."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from tests.kafka.jars import jars
from tests.kafka.process import Process
from tests.kafka.settings import HOST, Node, new_cluster_id, server_properties, written

_LOGGING = Path(__file__).with_name("log4j2.xml")
# Compiled once and lightly, one collector thread: half the start-up time, and the tests never get far enough to miss more.
_JAVA = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={_LOGGING}")
# Seconds; a start takes a few. The rest is for machines that do much else.
_START_S = 90
_STOP_S = 30
_TAIL_LINES = 60


class NotStarted(RuntimeError):
    """A broker ended, or did not answer in time; the text holds the tail of its log."""


class Broker:
    """A broker and controller in one process, on free ports of 127.0.0.1, with its data, settings and log in `folder`.

    As a context manager it is running inside the block, and gone with SIGKILL behind it. When the block fails, the path
    of the log is printed; nothing is removed. `properties` are put over those of tests/kafka/settings.py.
    """

    def __init__(
        self,
        folder: Path,
        properties: Mapping[str, str] | None = None,
        *,
        node: Node | None = None,
        nodes: Sequence[Node] = (),
        cluster_id: str | None = None,
        format_options: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.log = folder / "broker.log"
        self.node = node or Node()
        self.start_s = 0.0
        self.is_paused = False
        self._cluster_id = cluster_id or new_cluster_id()
        self._format_options = tuple(format_options)
        self._properties = server_properties(self.node, nodes or [self.node], folder / "data")
        self._properties |= properties or {}
        self._process: Process | None = None

    @property
    def bootstrap(self) -> str:
        """The address for clients, "127.0.0.1:PORT"; the same one for as long as this object lives."""
        return f"{HOST}:{self.node.port}"

    def client_config(self) -> dict[str, Any]:
        """Return the keyword arguments with which kafka-python's clients connect."""
        return {"bootstrap_servers": self.bootstrap}

    @contextmanager
    def admin(self) -> Iterator[KafkaAdminClient]:
        """Lend a client that may do everything, closed after the block."""
        with closing(KafkaAdminClient(**self.client_config(), bootstrap_timeout_ms=5000)) as client:
            yield client

    def start(self) -> None:
        """Start, again after an end on the same ports and data, and return when it answers. Raises NotStarted."""
        self.launch()
        self.await_ready()

    def launch(self) -> None:
        """Start without waiting: for several at once, followed by `await_ready` on each."""
        if self.is_running():
            raise RuntimeError("this broker runs already")
        self._began = time.monotonic()
        class_path = jars()
        self._format(class_path)
        command = [_java(), *_JAVA, "-cp", class_path, "kafka.Kafka", str(self.folder / "server.properties")]
        self._process = Process(command, self.log)

    def await_ready(self) -> None:
        """Return once an admin client can list topics; `start_s` then holds the seconds since the launch."""
        deadline = time.monotonic() + _START_S
        while not self._answers():
            if not self.is_running():
                raise NotStarted(f"Kafka ended at its start\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise NotStarted(f"Kafka did not answer in {_START_S} s\n{self.log_tail()}")
            time.sleep(0.05)
        self.start_s = time.monotonic() - self._began

    def is_running(self) -> bool:
        """Whether the process is there (a paused one is)."""
        return self._process is not None and self._process.is_alive()

    def stop(self) -> None:
        """Stop in order (SIGTERM), which hands over leadership and flushes; SIGKILL if that takes longer than 30 s."""
        if self._process is None:
            return
        self._process.send(signal.SIGTERM)
        self.resume()  # a paused process heeds no SIGTERM
        if not self._process.wait(_STOP_S):
            self._process.kill()

    def kill(self) -> None:
        """End at once (SIGKILL), as when the machine is lost; its data stay."""
        if self._process is not None:
            self._process.kill()
        self.is_paused = False

    def pause(self) -> None:
        """Freeze (SIGSTOP): connections stay open, and nothing answers."""
        if self._process is not None:
            self._process.send(signal.SIGSTOP)
            self.is_paused = True

    def resume(self) -> None:
        """Go on after `pause` (SIGCONT)."""
        if self._process is not None:
            self._process.send(signal.SIGCONT)
        self.is_paused = False

    def log_tail(self) -> str:
        """The last lines that the broker, of this start or an earlier one, logged; with the file's path above them."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join([f"The end of {self.log}:", *lines[-_TAIL_LINES:]])

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if error is not None and not isinstance(error, KeyboardInterrupt):
            print(f"Kafka's log: {self.log}", file=sys.stderr)

    def _format(self, class_path: str) -> None:
        """Make the data folder, as KRaft wants it before the first start. A formatted one is left as it is."""
        if (self.folder / "data" / "meta.properties").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.folder / "server.properties"
        settings.write_text(written(self._properties), encoding="utf-8")
        command = [_java(), *_JAVA, "-cp", class_path, "kafka.tools.StorageTool", "format"]
        command += ["--cluster-id", self._cluster_id, "--config", str(settings), *self._format_options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_START_S, check=False)
        if done.returncode != 0:
            raise NotStarted(
                f"Kafka's storage could not be formatted\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
            )

    def _answers(self) -> bool:
        """Whether topics can be listed and the controller has let this broker in."""
        if not _is_open(self.node.port):
            return False
        try:
            with self.admin() as client:
                client.list_topics()
                brokers = client.describe_cluster()["brokers"]
        except KafkaError:
            return False
        return any(broker["broker_id"] == self.node.number for broker in brokers)


def _java() -> str:
    """JAVA_HOME's java if that is set, as Kafka's own scripts choose, else the first on the path."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java") or "java"


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
