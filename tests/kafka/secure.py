"""A broker as a security team wants it: TLS, a password for each user, and nothing allowed that is not listed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.kafka.acls import Allow, apply
from tests.kafka.broker import Broker
from tests.kafka.certificates import Authority
from tests.kafka.settings import HOST, Node, free_port

ADMIN = "admin"
_BROKER = "broker"
_MECHANISM = "SCRAM-SHA-512"
_AUTHORIZER = "org.apache.kafka.metadata.authorizer.StandardAuthorizer"


class SecureBroker(Broker):
    """A Broker whose clients speak SASL_SSL with SCRAM-SHA-512, or SSL with a certificate of their own on another port.

    Users have the passwords that `password` tells and, at first, no permission at all; only the user "admin", and the
    broker itself, may do everything. See `secure_broker`.
    """

    def __init__(self, folder: Path, users: Sequence[str] = ()) -> None:
        self._authority = Authority(folder / "certificates")
        self._passwords = {user: secrets.token_urlsafe(16) for user in (_BROKER, ADMIN, *users)}
        self._certificate_port = free_port()
        node = Node()
        properties = self._listeners(node) | self._identity() | _authorization()
        scram = [f"{_MECHANISM}=[name={user},password={word}]" for user, word in self._passwords.items()]
        options = [part for credential in scram for part in ("--add-scram", credential)]
        super().__init__(folder, properties, node=node, format_options=options)

    @property
    def cafile(self) -> Path:
        """The certificate by which clients know the broker (PEM)."""
        return self._authority.cafile

    @property
    def certificate_bootstrap(self) -> str:
        """The address for clients that show a certificate instead of a password, "127.0.0.1:PORT"."""
        return f"{HOST}:{self._certificate_port}"

    def password(self, user: str) -> str:
        """The password of "admin" or one of the users given at the start. Raises KeyError for anyone else."""
        return self._passwords[user]

    def client_config(self, user: str = ADMIN) -> dict[str, Any]:
        """Return kafka-python's keyword arguments for a user with a password."""
        return {
            "bootstrap_servers": self.bootstrap,
            "security_protocol": "SASL_SSL",
            "ssl_cafile": str(self.cafile),
            "sasl_mechanism": _MECHANISM,
            "sasl_plain_username": user,
            "sasl_plain_password": self.password(user),
        }

    def certificate_config(self, user: str) -> dict[str, Any]:
        """Return kafka-python's keyword arguments for any user by a new client certificate; ACLs know it by this name."""
        certfile, keyfile = self._authority.issue(user)
        return {
            "bootstrap_servers": self.certificate_bootstrap,
            "security_protocol": "SSL",
            "ssl_cafile": str(self.cafile),
            "ssl_certfile": str(certfile),
            "ssl_keyfile": str(keyfile),
        }

    def allow(self, *permissions: Allow) -> None:
        """Add permissions and return once they are in force."""
        with self.admin() as client:
            apply(client, permissions)

    def _listeners(self, node: Node) -> dict[str, str]:
        clients = f"CLIENTS://{HOST}:{node.port},CERTIFIED://{HOST}:{self._certificate_port}"
        login = "org.apache.kafka.common.security.scram.ScramLoginModule required"
        own = f'{login} username="{_BROKER}" password="{self._passwords[_BROKER]}";'
        return {
            "listeners": f"{clients},CONTROLLER://{HOST}:{node.controller_port}",
            "advertised.listeners": clients,
            # The controller's own listener knows the broker by its certificate: passwords are only known once it runs.
            "listener.security.protocol.map": "CLIENTS:SASL_SSL,CERTIFIED:SSL,CONTROLLER:SSL",
            "listener.name.certified.ssl.client.auth": "required",
            "listener.name.controller.ssl.client.auth": "required",
            "sasl.enabled.mechanisms": _MECHANISM,
            "sasl.mechanism.inter.broker.protocol": _MECHANISM,
            f"listener.name.clients.{_MECHANISM.lower()}.sasl.jaas.config": own,
        }

    def _identity(self) -> dict[str, str]:
        certfile, keyfile = self._authority.issue(_BROKER)
        both = certfile.with_name("broker-with-key.pem")
        both.touch(mode=0o600)
        both.write_bytes(keyfile.read_bytes() + certfile.read_bytes())
        return {
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": str(both),
            "ssl.truststore.type": "PEM",
            "ssl.truststore.location": str(self.cafile),
            # "CN=worker" of a certificate is the user "worker" of an ACL.
            "ssl.principal.mapping.rules": "RULE:^CN=([^,]+)$/$1/",
        }


def _authorization() -> dict[str, str]:
    return {
        "authorizer.class.name": _AUTHORIZER,
        "super.users": f"User:{_BROKER};User:{ADMIN}",
        "allow.everyone.if.no.acl.found": "false",
    }


def secure_broker(folder: Path, users: Sequence[str] = ("worker",)) -> SecureBroker:
    """Return a SecureBroker, not started yet: `with secure_broker(tmp_path, ["worker", "reviewer"]) as kafka: ...`."""
    return SecureBroker(folder, users)
