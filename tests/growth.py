"""Whether work grows in proportion to its input: the one place where tests look at time, and only at ratios of it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

#: How many times more than in proportion is put down to a noisy machine. Quadratic work exceeds it for sizes 1 to 8.
_SLACK = 4.0
#: CPU seconds below which a clock tells nothing.
_NOISE = 0.05
_TRIES = 3


def assert_linear(work: Callable[[int], object], small: int, large: int) -> None:
    """Fail if ``work(large)`` costs much more than ``large / small`` times ``work(small)``; CPU time, best of some."""
    assert large >= 8 * small, "too close together to tell linear from quadratic"
    work(small)
    for _ in range(_TRIES):
        least = max(_seconds(work, small), _NOISE)
        most = _seconds(work, large)
        if most < _SLACK * least * large / small:
            return
    raise AssertionError(f"{most:.2f} s for {large}, {least:.2f} s for {small}")


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    started = time.process_time()
    work(size)
    return time.process_time() - started
