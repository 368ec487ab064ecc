"""Workers for `test_supervisor`: ``python -m tests.pipeline.supervised FOLDER [--until-idle] NAME=DEED …`` supervises them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.worker.config import Config
from pipeline.worker.config_file import parse_config
from pipeline.worker.signals import Stop, stop_on_signals
from pipeline.worker.supervisor import supervise
from tests.pipeline.worker_fakes import TellingInspector


class Work:
    """Each worker does its deed. What it says and its process number, in a file of its name, tell how far it is."""

    def __init__(self, folder: Path, deeds: Mapping[str, str]) -> None:
        self._folder = folder
        self._deeds = deeds

    def __call__(self, config: Config, until_idle: bool, tie: Callable[[Stop], None]) -> int:
        """Be a worker."""
        name = config.instance_name
        deed = self._deeds[name]
        if deed == "run":  # the real one, on an embedded bus of its own
            from pipeline.worker.run import run  # takes seconds, which the others need not wait for

            inspector = TellingInspector()
            return run(config, until_idle=until_idle, build_inspector=lambda _: inspector, tie=tie)
        with stop_on_signals() as stop:
            tie(stop)
            (self._folder / name).write_text(str(os.getpid()))
            _say(f"{name} began")
            return self._do(name, deed, stop)

    def _do(self, name: str, deed: str, stop: Stop) -> int:
        match deed.split(":"):
            case ["end", code]:
                return int(code)
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["outlast", other]:  # whose end is no reason to tell this one anything
                _wait_until_gone(self._folder / other)
                return int(stop.wait(1))
            case ["wait", seconds]:  # which it takes to end when it was told to
                stop.wait()
                _say(f"{name} was told")
                time.sleep(float(seconds))
        return 0


def _wait_until_gone(note: Path) -> None:
    while not note.exists() or Path("/proc", note.read_text() or "self").exists():
        time.sleep(0.01)


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _config(name: str, folder: Path) -> Config:
    text = f'instance = "{name}"\ndata_dir = "data-{name}"\nmetrics.port = 0\nworker.poll_timeout_s = 0.02\n'
    return parse_config(text, name).under(folder)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    deeds = dict(word.split("=") for word in sys.argv[2:] if not word.startswith("-"))
    members = {name: _config(name, place) for name in deeds}
    sys.exit(supervise(members, Work(place, deeds), until_idle="--until-idle" in sys.argv))
