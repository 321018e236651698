"""Who a register is and what it can open: identity for everyone, keys for the one who unlocked it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this register is; readable without any secret. Public keys are 32 raw bytes each."""

    site_code: str
    replica_id: str
    pc_code: str
    signing_public: bytes
    receiving_public: bytes

    @property
    def key_id(self) -> str:
        """First 8 hex digits of SHA-256 over the public signing key: printed with every signature."""
        return hashlib.sha256(self.signing_public).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class FormerKeys:
    """The private keys before a change: they sign our lines up to ``until_seq``, and open what was sent to them."""

    until_seq: int
    signing: bytes = field(repr=False)
    receiving: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """An opened key file: three 32-byte secrets (SQLCipher, Ed25519 seed, X25519 private) and the identity.

    ``former``: those of the same identity before it changed its keys, the oldest first.
    """

    identity: Identity
    register_key: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    receiving: bytes = field(repr=False)
    former: tuple[FormerKeys, ...] = field(default=(), repr=False)

    def signing_at(self, seq: int) -> bytes:
        """The signing key that our line ``seq`` goes out under."""
        return next((one.signing for one in self.former if seq <= one.until_seq), self.signing)

    @property
    def openers(self) -> bytes:
        """Every private key that may open what was sent to us, the newest first, one behind the other."""
        return b"".join([self.receiving, *(one.receiving for one in reversed(self.former))])
