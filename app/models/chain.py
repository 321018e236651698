"""The hash chain of a log: one comparison decides duplicates, gaps, forks and edits behind our back."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

ZERO = bytes(32)
"""The hash before the first line."""


def link(prev: bytes, replica_id: str, raw: bytes) -> bytes:
    """The chain's next hash: SHA-256(prev ‖ SHA-256(replica ‖ line)).

    ``prev`` is 32 bytes, ``replica_id`` 32 hex digits (16 bytes), ``raw`` the stored bytes of the line.
    Two steps, so that a line with personal data can be erased by law and the chain still verifies from
    its inner hash (design: sync 3; the replica in it: docs/decisions/0002).
    """
    leaf = sha256(_bytes_of(replica_id) + raw).digest()
    return sha256(prev + leaf).digest()


@lru_cache(maxsize=64)
def _bytes_of(replica_id: str) -> bytes:
    return bytes.fromhex(replica_id)
