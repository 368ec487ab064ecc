"""The entry point of the command: everything is imported with the garbage collector at rest.

What is imported stays until the end, and to look through it for garbage again and again takes a quarter of the start; set aside, it
is not looked through later, either.
"""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Import the command and run it; see `pipeline.cli.main`."""
    gc.disable()
    from pipeline.cli.main import main as run  # with the collector at rest

    gc.freeze()
    gc.enable()
    run()
