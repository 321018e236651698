"""Batches of a known PC that were refused are kept, sealed and limited, for the administrator (sync 16)."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.ids import new_secret
from app.keystore import write_whole
from sync.protocol.envelope import tag_of

FOLDER = "quarantine"
QUOTA_BYTES = 50 << 20
NONCE_BYTES = 12


def set_aside(home: Path, secret: bytes, replica_id: str, code: str, wire: bytes) -> Path | None:
    """Keep ``wire`` under its code; None where the PC's quota is used up. The same bytes are kept once."""
    folder = home / FOLDER / replica_id
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{code}-{tag_of(wire)}.dbn"
    used = sum(kept.stat().st_size for kept in folder.iterdir())
    if place.exists() or used + len(wire) > QUOTA_BYTES:
        return place if place.exists() else None
    nonce = new_secret(NONCE_BYTES)
    write_whole(place, nonce + AESGCM(secret).encrypt(nonce, wire, replica_id.encode()))
    return place


def read_back(place: Path, secret: bytes) -> bytes:
    """The bytes as they came."""
    kept = place.read_bytes()
    return AESGCM(secret).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], place.parent.name.encode())
