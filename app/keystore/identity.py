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
class Keys:
    """An opened key file: three 32-byte secrets (SQLCipher, Ed25519 seed, X25519 private) and the identity."""

    identity: Identity
    register_key: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    receiving: bytes = field(repr=False)
