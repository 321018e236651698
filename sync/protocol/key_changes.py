"""A register changes its keys: the old one signs who comes after it, the new one that it agrees (design: sync 9.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app import keystore
from app.models.lines import UNREADABLE

PATH = "/v1/keys"
FILE = "daiban-township-keys.json"
"""Beside the answers on a stick: public, and worth nothing without its signatures."""
MOST_CHANGES = 1_000


class KeyChange(msgspec.Struct, frozen=True, kw_only=True):
    """From one pair of keys to the next, of one register. Keys and signatures are hex; ``since`` is for the eye."""

    replica_id: str
    before: str
    signing_public: str
    receiving_public: str
    signed: str = ""
    proof: str = ""
    since: str = ""

    def said(self) -> bytes:
        """What both keys sign."""
        parts = (self.replica_id, self.before, self.signing_public, self.receiving_public)
        return b"daiban-key-change-1|" + "|".join(parts).encode()


def change_of(keys: keystore.Keys, fresh: keystore.Keys, since: str = "") -> KeyChange:
    """The signed change from ``keys`` to ``fresh``, which are of the same register."""
    before, after = keys.identity, fresh.identity
    return signed_change(
        KeyChange(
            replica_id=before.replica_id,
            before=before.signing_public.hex(),
            signing_public=after.signing_public.hex(),
            receiving_public=after.receiving_public.hex(),
            since=since,
        ),
        Ed25519PrivateKey.from_private_bytes(keys.signing),
        Ed25519PrivateKey.from_private_bytes(fresh.signing),
    )


def signed_change(change: KeyChange, old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> KeyChange:
    """The change with both signatures."""
    said = change.said()
    return msgspec.structs.replace(change, signed=old.sign(said).hex(), proof=new.sign(said).hex())


def holds(change: KeyChange, replica_id: str, before: str) -> bool:
    """Whether the holder of the key ``before`` (hex) says that this register goes on under the new one."""
    if (change.replica_id, change.before) != (replica_id, before):
        return False
    try:
        for key, signature in ((before, change.signed), (change.signing_public, change.proof)):
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
            public.verify(bytes.fromhex(signature), change.said())
        return len(bytes.fromhex(change.receiving_public)) == 32
    except (InvalidSignature, ValueError):
        return False


def of_entry(fields: Mapping[str, Any], before: str) -> KeyChange | None:
    """The change that a ``slip_key`` entry speaks of; None where it only publishes a key."""
    words = {
        name: fields.get(name) for name in ("replica_id", "receiving_key", "signed", "proof", "public_key")
    }
    if not all(isinstance(word, str) for word in words.values()) or not words["signed"]:
        return None
    return KeyChange(
        replica_id=str(words["replica_id"]),
        before=before,
        signing_public=str(words["public_key"]),
        receiving_public=str(words["receiving_key"]),
        signed=str(words["signed"]),
        proof=str(words["proof"]),
    )


def written(changes: Sequence[KeyChange]) -> bytes:
    """Changes as they are told to whoever asks."""
    return msgspec.json.encode(changes)


def read(said: bytes) -> tuple[KeyChange, ...]:
    """What ``written`` made; nothing for anything else."""
    try:
        found = msgspec.json.decode(said, type=list[KeyChange])
    except UNREADABLE:
        return ()
    return tuple(found[:MOST_CHANGES])


def followed(changes: Sequence[KeyChange], replica_id: str, known: str) -> tuple[KeyChange, ...]:
    """The changes that lead on from the key we know, each signed by the one before it."""
    way: list[KeyChange] = []
    met = {known}
    while True:
        at = way[-1].signing_public if way else known
        onward = [one for one in changes if one.before == at and one.signing_public not in met]
        change = next((one for one in onward if holds(one, replica_id, at)), None)
        if change is None:
            return tuple(way)
        way.append(change)
        met.add(change.signing_public)


class Followed(Protocol):
    """A server as whoever talks to it knows it; ``server_changes``: every change that was followed so far."""

    server_replica_id: str
    server_public_key: str
    server_receiving_key: str
    server_changes: str


def follow(server: Followed, changes: Sequence[KeyChange]) -> int:
    """Take over the newest key to which ``changes`` prove the way from the key we know; how many lead there."""
    way = followed(changes, server.server_replica_id, server.server_public_key)
    if way:
        before = read(server.server_changes.encode())
        server.server_changes = written([*before, *way]).decode()
        server.server_public_key, server.server_receiving_key = (
            way[-1].signing_public,
            way[-1].receiving_public,
        )
    return len(way)
