"""kafka-python's errors in our own words. Only their class is told: their text may quote what the broker or a record said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kafka import errors

from pipeline.bus.base import Aborted, BusError, Refused

#: Trying again cannot help: somebody has to change a configuration, a permission or the installation.
_FOR_GOOD = (
    errors.AuthorizationError,
    errors.SaslAuthenticationFailedError,
    errors.UnsupportedSaslMechanismError,
    errors.IllegalSaslStateError,
    errors.KafkaConfigurationError,
    errors.InconsistentGroupProtocolError,
    errors.InvalidSessionTimeoutError,
    errors.InvalidGroupIdError,
    errors.InvalidTopicError,
    errors.InvalidTransactionTimeoutError,
    errors.UnsupportedVersionError,
    errors.UnsupportedCodecError,
    errors.CorruptRecordError,
)
#: The broker, or the client itself, does not take a record for what it is.
_REFUSALS = (
    errors.MessageSizeTooLargeError,
    errors.RecordListTooLargeError,
    errors.InvalidRecordError,
    errors.InvalidTimestampError,
)
#: Another member has joined the group under our instance name; the broker has dropped this one.
_REPLACED = (errors.FencedInstanceIdError,)


def translated(error: errors.KafkaError, what: str) -> BusError:
    """Return `Aborted` if `what` may work the next time, else `BusError`."""
    return _in_our_words(error, what).because(type(error).__name__)


def _in_our_words(error: errors.KafkaError, what: str) -> BusError:
    name = type(error).__name__
    if isinstance(error, _REPLACED):
        return BusError(
            f"cannot {what}: another worker runs under this instance name and has taken over ({name}); "
            "give each worker a name of its own"
        )
    if isinstance(error, errors.ProducerFencedError):
        return Aborted(
            f"cannot {what}: this worker was fenced ({name}), by its time-out or by another worker of its name"
        )
    if isinstance(error, _REFUSALS):
        return Refused(f"cannot {what}: a record was refused ({name})")
    kind = BusError if isinstance(error, _FOR_GOOD) else Aborted
    return kind(f"cannot {what}: {name}")


@contextmanager
def kafka_errors(what: str) -> Iterator[None]:
    """Raise what kafka-python raises as `Aborted` or `BusError` that name `what` was tried."""
    try:
        yield
    except errors.KafkaError as error:
        raise translated(error, what) from None
