"""Buses: where records come from and go to, with positions and transactions."""

from pipeline.bus.base import (
    Aborted,
    Bus,
    BusError,
    Busy,
    Output,
    PositionMoved,
    Record,
    Refused,
    Transaction,
)
from pipeline.bus.sqlite import SqliteBus

__all__ = [
    "Aborted",
    "Bus",
    "BusError",
    "Busy",
    "Output",
    "PositionMoved",
    "Record",
    "Refused",
    "SqliteBus",
    "Transaction",
]
