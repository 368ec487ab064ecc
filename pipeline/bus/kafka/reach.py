"""Why Kafka does not let us in, in words that say what to look at.

kafka-python answers a wrong password, a certificate that it does not trust and a broker that is switched off with the
same time-out. So each address is tried once, step by step (connection, TLS, login, one harmless request), and what
matters is how far that gets.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from kafka import errors
from kafka.net.compat import KafkaNetClient
from kafka.protocol.metadata import MetadataRequest

from pipeline.bus.kafka_config import KafkaConfig, client_options

_Cause: TypeAlias = Literal["network", "certificate", "tls", "credentials", "listener"]
_MECHANISM = (errors.UnsupportedSaslMechanismError, errors.IllegalSaslStateError)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One address that did not let us in. `words`: where, why as far as can be told, and what to do.

    Only a `network` refusal may pass by itself; the others have a configuration to be changed.
    """

    cause: _Cause
    words: str


def refusals(config: KafkaConfig) -> tuple[Refusal, ...]:
    """Try the bootstrap addresses in order; return nothing once one has let us in, else a refusal for each.

    Takes no longer than about the request time-out in all. Raises `BadInput` for a password or file that is not there.
    """
    options = client_options(config)
    servers: list[str] = options["bootstrap_servers"]
    until = time.monotonic() + config.request_timeout_s
    found: list[Refusal] = []
    for tried, server in enumerate(servers):
        share_s = max(until - time.monotonic(), 0.1) / (len(servers) - tried)
        refusal = _refusal(config, options | {"bootstrap_servers": [server]}, server, share_s)
        if refusal is None:
            return ()
        found.append(refusal)
    return tuple(found)


def _refusal(config: KafkaConfig, options: dict[str, Any], server: str, limit_s: float) -> Refusal | None:
    client = KafkaNetClient(**options)
    step = _Step()
    try:
        client._manager.run(_enter, client._manager, step, limit_s * 1000)
    except (errors.KafkaError, ssl.SSLError) as error:  # an unreadable PEM file is the latter
        cause, why = _explained(error, step.reached, config)
        return Refusal(cause, f"{server}: {why}")
    finally:
        client.close()
    return None


class _Step:
    """How far an attempt has come: the broker has told its versions (after TLS, before any login); we are in."""

    reached: Literal["nothing", "versions", "login"] = "nothing"


async def _enter(manager: Any, step: _Step, limit_ms: float) -> None:
    (address,) = manager.cluster.bootstrap_brokers()
    connection = manager.get_connection(
        address.node_id, timeout_ms=limit_ms, pop_on_close=False, refresh_metadata_on_err=False
    )
    try:
        await connection
        step.reached = "login"
    except errors.KafkaError:
        if connection.broker_version_data is not None:
            step.reached = "versions"
        raise
    await connection.send_request(MetadataRequest(topics=[]), request_timeout_ms=limit_ms)


def _explained(error: Exception, reached: str, config: KafkaConfig) -> tuple[_Cause, str]:
    """Return the cause and the words. Of what the libraries say only the reason of a certificate's refusal is quoted."""
    protocol = config.security_protocol
    below = error if isinstance(error, ssl.SSLError) else error.__context__
    if isinstance(below, ssl.SSLCertVerificationError):
        return "certificate", (
            f"the broker's certificate is not trusted ({below.verify_message}); expected kafka.ssl_cafile "
            "to hold the authority that signed it, and kafka.bootstrap the name that it was made for"
        )
    if isinstance(below, ssl.SSLError):
        return "tls", (
            f"no TLS could be agreed on ({below.reason or 'no reason given'}); expected the port of a "
            f"TLS listener for kafka.security_protocol {protocol}, and PEM files of certificates and keys"
        )
    if "[SSL" in str(error):
        return "certificate", (
            "the broker refuses our certificate; expected kafka.ssl_certfile and kafka.ssl_keyfile that it trusts"
        )
    if isinstance(error, _MECHANISM):
        return "credentials", f"the broker does not take kafka.sasl_mechanism {config.sasl_mechanism} here"
    return _by_step(error, reached, config)


def _by_step(error: Exception, reached: str, config: KafkaConfig) -> tuple[_Cause, str]:
    protocol, name = config.security_protocol, type(error).__name__
    timed_out = isinstance(error, errors.KafkaTimeoutError | errors.RequestTimedOutError)
    if isinstance(error, errors.SaslAuthenticationFailedError) or (
        reached == "versions" and protocol.startswith("SASL") and not timed_out
    ):
        return "credentials", (
            f"the login was refused, most likely for a wrong password or an unknown user: look at "
            f"kafka.sasl_username {config.sasl_username}, its password and kafka.sasl_mechanism {config.sasl_mechanism}"
        )
    if reached == "login" and not timed_out:
        return "listener", (
            f"connected, and cut off at the first request; expected another kafka.security_protocol than {protocol}: "
            "this listener seems to want a login"
        )
    if reached == "nothing" and "socket disconnected" in str(error):
        # Kafka closes a connection that begins with something else than it expects; so does one that just stops.
        return "network", (
            f"connected, and cut off at once; expected another kafka.security_protocol than {protocol} "
            "if this listener wants TLS, or the broker is just starting or stopping"
        )
    return "network", f"cannot be reached ({name}); expected a broker at kafka.bootstrap that runs"
