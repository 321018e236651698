"""A new identity for a register whose wraps stay as they are: its private keys sealed under the register's own key."""

from __future__ import annotations

import struct
from dataclasses import replace

from app.errors import Refusal
from app.ids import new_secret
from app.keystore.identity import FormerKeys, Identity, Keys
from app.keystore.key_file import KeyFile
from app.keystore.wraps import NONCE_BYTES, SECRET_BYTES

_FORMER = struct.Struct(f">Q{SECRET_BYTES}s{SECRET_BYTES}s")


def renewed(key_file: KeyFile, keys: Keys) -> KeyFile:
    """The key file that says ``keys`` from now on; the passphrase and the keyring open it as before."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = new_secret(NONCE_BYTES)
    former = b"".join(_FORMER.pack(one.until_seq, one.signing, one.receiving) for one in keys.former)
    plain = keys.signing + keys.receiving + former
    sealed = nonce + AESGCM(keys.register_key).encrypt(nonce, plain, _bound_to(keys.identity))
    root = key_file.root or key_file.identity
    return replace(key_file, identity=keys.identity, root=root, renewed=sealed)


def current(key_file: KeyFile, first: Keys) -> Keys:
    """The keys of today from those that the wraps hold; Refusal ``key-file-damaged``."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if key_file.root is None:
        return first
    sealed = key_file.renewed
    try:
        plain = AESGCM(first.register_key).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(key_file.identity)
        )
    except (InvalidTag, ValueError) as fault:
        raise Refusal(
            "登记簿的钥匙文件已损坏，打不开；登记簿本身没有改动。请从备份恢复。", code="key-file-damaged"
        ) from fault
    signing, receiving = plain[:SECRET_BYTES], plain[SECRET_BYTES : 2 * SECRET_BYTES]
    former = tuple(FormerKeys(*one) for one in _FORMER.iter_unpack(plain[2 * SECRET_BYTES :]))
    return Keys(key_file.identity, first.register_key, signing, receiving, former)


def _bound_to(identity: Identity) -> bytes:
    parts = (
        b"daiban-renewed-1",
        bytes.fromhex(identity.replica_id),
        identity.signing_public,
        identity.receiving_public,
    )
    return b"|".join(parts)
