"""What is sealed can be opened by reviewers, and by nobody else."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from pipeline.bus import Record
from pipeline.quarantine import (
    Identity,
    KeyFileError,
    SealError,
    generate_keypair,
    load_identity,
    load_recipients,
    open_record,
    open_sealed,
    seal,
    seal_record,
)

PLAIN = "张三欠款五千".encode()
RECORD = Record("mifeng.messages", 0, 7, b"C-1", PLAIN, (("h", b"\xff"),), 1234)


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """Return the paths of a new identity and its public key."""
    return generate_keypair(tmp_path)


def test_opens_with_the_identity_only(keys: tuple[Path, Path]) -> None:
    """The identity opens it; another one does not; the sealed bytes do not show the plain ones."""
    identity, public = keys
    sealed = seal(PLAIN, load_recipients(public))
    assert open_sealed(sealed, load_identity(identity)) == PLAIN
    assert PLAIN not in sealed
    with pytest.raises(SealError):
        open_sealed(sealed, Identity.generate())


def test_is_the_age_format(keys: tuple[Path, Path]) -> None:
    """Reviewers need no program of ours: the header is age's, version 1."""
    assert seal(PLAIN, load_recipients(keys[1])).startswith(b"age-encryption.org/v1\n-> X25519 ")


def test_any_of_several_reviewers_can_open(tmp_path: Path) -> None:
    """A public key file with two keys seals to both."""
    identities = [Identity.generate(), Identity.generate()]
    public = tmp_path / "reviewers.pub"
    public.write_text("# two reviewers\n" + "".join(f"{one.to_public()}\n" for one in identities))
    sealed = seal(PLAIN, load_recipients(public))
    assert [open_sealed(sealed, one) for one in identities] == [PLAIN, PLAIN]


@pytest.mark.parametrize("spoil", [lambda s: s[:-1], lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: b""])
def test_notices_damage(keys: tuple[Path, Path], spoil: object) -> None:
    """Bytes that were cut or changed do not open."""
    sealed = seal(PLAIN, load_recipients(keys[1]))
    with pytest.raises(SealError, match="damaged"):
        open_sealed(spoil(sealed), load_identity(keys[0]))  # type: ignore[operator]


def test_sealing_to_nobody_is_an_error() -> None:
    """Without a recipient nothing could ever be opened."""
    with pytest.raises(SealError):
        seal(PLAIN, ())


def test_keys_are_made_once(keys: tuple[Path, Path]) -> None:
    """The identity is for its owner only, and a second key is never written over the first."""
    identity, _ = keys
    assert stat.S_IMODE(identity.stat().st_mode) == 0o600
    before = identity.read_text()
    with pytest.raises(KeyFileError, match="there is a key already"):
        generate_keypair(identity.parent)
    assert identity.read_text() == before


def test_an_identity_others_can_read_is_refused(keys: tuple[Path, Path]) -> None:
    """As with SSH, a secret that lies open is not used."""
    keys[0].chmod(0o644)
    with pytest.raises(KeyFileError, match="0600"):
        load_identity(keys[0])


def test_the_worker_refuses_a_secret_key(keys: tuple[Path, Path]) -> None:
    """A worker that is given the identity says so, and does not repeat it."""
    with pytest.raises(KeyFileError, match="found a secret key") as caught:
        load_recipients(keys[0])
    assert "AGE-SECRET-KEY" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "# only a comment\n", "age1nonsense\n", "张三\n"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, content: str) -> None:
    """The error names the file and what was expected, and not what is in it."""
    path = tmp_path / "reviewer.pub"
    path.write_text(content, "utf-8")
    for load in (load_recipients, load_identity):
        path.chmod(0o600)
        with pytest.raises(KeyFileError, match=r"reviewer\.pub: expected") as caught:
            load(path)
        assert "nonsense" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(KeyFileError, match=r"gone\.pub"):
        load_recipients(tmp_path / "gone.pub")


def test_an_envelope_gives_the_whole_record_back(keys: tuple[Path, Path]) -> None:
    """Key, headers, time and place come back with the value, which is what a release needs."""
    envelope = seal_record(RECORD, load_recipients(keys[1]), {"id": "m-1"})
    assert open_record(envelope, load_identity(keys[0])) == RECORD


def test_an_envelope_shows_ids_only(keys: tuple[Path, Path]) -> None:
    """Outside are the given fields and the reference; key and value are sealed."""
    envelope = json.loads(seal_record(RECORD, load_recipients(keys[1]), {"id": "m-1", "action": "hold"}))
    sealed = envelope.pop("sealed") + envelope.pop("sealed_meta")
    assert "C-1" not in sealed
    assert envelope == {
        "id": "m-1", "action": "hold",
        "topic": "mifeng.messages", "partition": 0, "offset": 7, "timestamp_ms": 1234,
    }  # fmt: skip


@pytest.mark.parametrize("envelope", [b"", b"{}", b'{"sealed": "!"}', b"\xff"])
def test_what_is_no_envelope_is_refused(keys: tuple[Path, Path], envelope: bytes) -> None:
    """Anything else than an envelope is a `SealError`."""
    with pytest.raises(SealError):
        open_record(envelope, load_identity(keys[0]))
