"""Sealing the keys: for the credential store, for a passphrase, for the recovery key; each good by itself."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from app.ids import new_secret
from app.keystore.identity import Identity, Keys

SECRET_BYTES = 32
NONCE_BYTES = 12
ARGON2_MEMORY_KIB = 64 * 1024
ARGON2_PASSES = 3
ARGON2_LANES = 4
ARGON2_MEMORY_LIMIT_KIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wrap:
    """One way to the secrets. ``kind`` is keyring | passphrase | recovery; Argon2id costs are kept beside the salt."""

    kind: str
    nonce: bytes
    sealed: bytes
    salt: bytes = b""
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0


def wrap_with_secret(keys: Keys, secret: bytes) -> Wrap:
    """Seal under 32 random bytes that the credential store keeps."""
    return _seal(keys, Wrap("keyring", new_secret(NONCE_BYTES), b""), secret)


def wrap_with_passphrase(keys: Keys, passphrase: str) -> Wrap:
    wrap = Wrap(
        kind="passphrase",
        nonce=new_secret(NONCE_BYTES),
        sealed=b"",
        salt=new_secret(16),
        memory_kib=ARGON2_MEMORY_KIB,
        passes=ARGON2_PASSES,
        lanes=ARGON2_LANES,
    )
    return _seal(keys, wrap, stretch(wrap, passphrase))


def wrap_with_recovery(keys: Keys, secret: bytes) -> Wrap:
    """Seal under the 20 random bytes that stand on the recovery sheet."""
    wrap = Wrap("recovery", new_secret(NONCE_BYTES), b"", salt=new_secret(16))
    return _seal(keys, wrap, expand(wrap, secret))


def expand(wrap: Wrap, secret: bytes) -> bytes:
    """The recovery key as 32 bytes (HKDF-SHA256): it is random already and needs no stretching."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), SECRET_BYTES, salt=wrap.salt, info=b"daiban-recovery-1").derive(secret)


def stretch(wrap: Wrap, passphrase: str) -> bytes:
    """A passphrase as 32 bytes (Argon2id); one passphrase, one result, whichever input method typed it."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=wrap.salt,
        length=SECRET_BYTES,
        iterations=wrap.passes,
        lanes=wrap.lanes,
        memory_cost=wrap.memory_kib,
    ).derive(unicodedata.normalize("NFKC", passphrase).encode())


def _bound_to(identity: Identity) -> bytes:
    """What a wrap is valid for: its bytes cannot be moved into another register's key file."""
    parts = (
        b"daiban-keys-1",
        bytes.fromhex(identity.replica_id),
        identity.signing_public,
        identity.receiving_public,
    )
    return b"|".join(parts)


def _seal(keys: Keys, wrap: Wrap, secret: bytes) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = keys.register_key + keys.signing + keys.receiving
    return replace(wrap, sealed=AESGCM(secret).encrypt(wrap.nonce, plain, _bound_to(keys.identity)))


def unseal(identity: Identity, wrap: Wrap, secret: bytes) -> Keys | None:
    """The keys, or None where the secret is not the right one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        plain = AESGCM(secret).decrypt(wrap.nonce, wrap.sealed, _bound_to(identity))
    except InvalidTag:
        return None
    return Keys(
        identity,
        plain[:SECRET_BYTES],
        plain[SECRET_BYTES : 2 * SECRET_BYTES],
        plain[2 * SECRET_BYTES :],
    )
