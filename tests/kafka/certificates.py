"""A certificate authority for one test run, and what it signs: PEM files, valid for a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_LIFE = timedelta(days=1)


class Authority:
    """A certificate authority whose own certificate lies in `folder`/ca.pem; its key is never written."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("test authority")
        basic = x509.BasicConstraints(ca=True, path_length=0)
        unsigned = self._unsigned(self._name, self._key.public_key(), basic)
        unsigned = unsigned.add_extension(_usage(signs_certificates=True), critical=True)
        self.cafile = folder / "ca.pem"
        self.cafile.write_bytes(_pem(unsigned.sign(self._key, hashes.SHA256())))

    def issue(self, common_name: str) -> tuple[Path, Path]:
        """Make a certificate for a server on 127.0.0.1 or a client; return its file and that of its key (PKCS #8)."""
        key = ec.generate_private_key(ec.SECP256R1())
        unsigned = self._unsigned(_name(common_name), key.public_key(), x509.BasicConstraints(False, None))
        names = x509.SubjectAlternativeName(
            [x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("localhost")]
        )
        uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
        unsigned = unsigned.add_extension(names, critical=False).add_extension(uses, critical=False)
        unsigned = unsigned.add_extension(_usage(signs_certificates=False), critical=True)
        certfile, keyfile = self._folder / f"{common_name}.pem", self._folder / f"{common_name}.key"
        certfile.write_bytes(_pem(unsigned.sign(self._key, hashes.SHA256())))
        _write_private(keyfile, key)
        return certfile, keyfile

    def _unsigned(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, basic: x509.BasicConstraints
    ) -> x509.CertificateBuilder:
        # An hour back: clocks differ.
        begins = datetime.now(UTC) - timedelta(hours=1)
        signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder(issuer_name=self._name, subject_name=subject, public_key=key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + _LIFE)
            .add_extension(basic, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(signer, critical=False)
        )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_private(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
