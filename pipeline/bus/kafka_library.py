"""Saying that kafka-python is not installed. Only those who use Kafka need it: the extra ``kafka``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.contract import BadInput


@contextmanager
def kafka_library() -> Iterator[None]:
    """Around imports of what needs kafka-python: raise `BadInput` if it is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "kafka":
            raise
        raise BadInput('expected kafka-python for bus.kind = "kafka": pip install "mifeng[kafka]"') from None
