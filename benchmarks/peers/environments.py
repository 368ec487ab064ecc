"""A virtual environment for one release of one package, made with pip on first use and kept in ``.cache/peers/``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "peers"
#: Seconds that making an environment or installing into it may take.
_PATIENCE = 900


class Unavailable(RuntimeError):
    """A peer cannot be installed or asked; the text is one line that says why."""


def environment(name: str, release: str, folder: Path = FOLDER) -> Path:
    """Return the interpreter of an environment with ``name==release``. Raises `Unavailable` when it cannot be made."""
    home = folder / f"{name}-{release}"
    python = home / "bin" / "python"
    ready = home / ".ready"  # written last: an environment without it was never finished
    if ready.exists():
        return python
    what = f"{name} {release}"
    print(f"setting up {what} ...", file=sys.stderr, flush=True)
    _call([sys.executable, "-m", "venv", "--clear", str(home)], what)
    # Wheels only: a package of that name which has to run code in order to be installed is not the one we mean.
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
        "--only-binary",
        ":all:",
    ]
    _call([str(python), "-m", "pip", "install", *options, f"{name}=={release}"], what)
    ready.touch()
    return python


def _call(command: list[str], what: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unavailable(f"{what} cannot be installed: pip took more than {_PATIENCE} s") from None
    if done.returncode:
        raise Unavailable(f"{what} cannot be installed: {last_line(done.stderr or done.stdout)}")


def last_line(output: str) -> str:
    """Return the line of a program's output that says most: pip's last error, or else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it said nothing"]
    return next((line for line in reversed(lines) if line.startswith("ERROR:")), lines[-1])
