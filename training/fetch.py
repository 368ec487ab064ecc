"""Fetches the one package whose tables the training reads, and keeps the three that are needed in the ignored cache.

jionlp (Apache-2.0): the divisions of China down to the village, and how frequent words and characters are. Nothing of it is imported.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from training.tables import CACHE

REQUIREMENT = "jionlp==1.5.31"
MEMBERS = ("china_location", "word_distribution", "char_distribution")


def fetch() -> None:
    """Fetch what is not there yet. Raises CalledProcessError when pip cannot download the package."""
    if all((CACHE / f"{name}.zip").exists() for name in MEMBERS):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            folder,
            REQUIREMENT,
        ]
        subprocess.run(command, check=True)  # noqa: S603  # our own arguments only
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for name in MEMBERS:
                (CACHE / f"{name}.zip").write_bytes(archive.read(f"jionlp/dictionary/{name}.zip"))
