"""The jars of Apache Kafka, fetched once by Maven as pom.xml pins them and kept in .cache/kafka/<version>."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

_POM = Path(__file__).with_name("pom.xml")
_CACHE = Path(__file__).parents[2] / ".cache" / "kafka"
# A first fetch is about 45 MB; an hour-long hang would look like a stuck test.
_FETCH_S = 600


class FetchFailed(RuntimeError):
    """Maven did not deliver the jars; the text is what Maven said."""


def version() -> str:
    """Kafka's version, as pom.xml pins it."""
    namespace = {"m": "http://maven.apache.org/POM/4.0.0"}
    # The file is ours and lies beside this one.
    found = ElementTree.parse(_POM).findtext("m:properties/m:kafka.version", namespaces=namespace)  # noqa: S314
    if not found:
        raise FetchFailed(f"{_POM.name} pins no kafka.version")
    return found


def missing() -> str | None:
    """Say which command a broker lacks here ("java" always, "mvn" while the jars are not there yet), or None."""
    needed = ["java"] if _is_complete(_CACHE / version()) else ["java", "mvn"]
    absent = [command for command in needed if shutil.which(command) is None]
    return f"Kafka needs {' and '.join(absent)}" if absent else None


def jars() -> str:
    """Return the class path of a broker, fetching the jars first if need be. Raises FetchFailed."""
    folder = _CACHE / version()
    with _alone():
        if not _is_complete(folder):
            _fetch(folder)
    return os.pathsep.join(str(jar) for jar in sorted(folder.glob("*.jar")))


def _is_complete(folder: Path) -> bool:
    """The copy of pom.xml is written last: it marks a whole folder, and one made from this very pom.xml."""
    mark = folder / _POM.name
    return mark.is_file() and mark.read_bytes() == _POM.read_bytes()


@contextmanager
def _alone() -> Iterator[None]:
    """Two test runs may come here at once; the second waits and finds the jars. The lock ends with its process."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    with (_CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        "mvn",
        "-B",
        "-q",
        "-f",
        str(_POM),
        "dependency:copy-dependencies",
        f"-DoutputDirectory={folder}",
    ]
    command.append("-DincludeScope=runtime")
    done = subprocess.run(command, capture_output=True, text=True, timeout=_FETCH_S, check=False)
    if done.returncode != 0:
        raise FetchFailed(done.stdout[-4000:] + done.stderr[-2000:])
    shutil.copyfile(_POM, folder / _POM.name)
