"""Files on a stick between a register and the server above it: opened, and contents written for it (sync 12, 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import Refusal
from app.models.blobs import store_of
from app.models.register import Register
from app.models.tables import SyncState
from sync.protocol import sticks
from sync.protocol.blobs import Lists, Route, pieces, seal_message
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import KeyFinder

Said = TypeVar("Said", covariant=True)


class Unseal(Protocol[Said]):
    """How one kind of envelope is opened."""

    def __call__(self, wire: bytes, find_key: KeyFinder, *, receiving: bytes) -> Said:
        """Raises EnvelopeRefused."""


def opened(
    unseal: Unseal[Said], wire: bytes, register: Register, server_public_key: str, words: Callable[[str], str]
) -> Said:
    """What the server above wrote to us; a Refusal in ``words`` where it is not that."""
    try:
        return unseal(wire, lambda _header: bytes.fromhex(server_public_key), receiving=register.keys.openers)
    except EnvelopeRefused as refused:
        raise Refusal(words(refused.code), code=refused.code) from None


def put_contents(
    register: Register,
    state: SyncState,
    route: Route,
    folder: Path,
    lists: Lists,
    contents: Mapping[str, int],
) -> list[Path]:
    """What is asked, then ``contents`` (with their sizes) in chunks, encrypted to the server above."""
    store = store_of(register)
    key = Ed25519PrivateKey.from_private_bytes(register.keys.signing)
    to = bytes.fromhex(state.server_receiving_key)
    opaque = store.opaque(route.site_code, "lists")
    asked = seal_message(route, lists, key, receiving_public=to, opaque=opaque)
    files = [sticks.put(folder, asked)]
    for sha256, size in contents.items():
        opaque = store.opaque(route.site_code, sha256)
        for piece, chunks in pieces(store, route.site_code, sha256, size):
            wire = seal_message(route, piece, key, chunks=chunks, receiving_public=to, opaque=opaque)
            files.append(sticks.put(folder, wire))
    return files
