"""A township that changed its keys is followed from the key we know to the one it has, signature by signature."""

from __future__ import annotations

import logging

from app.models.feed import TOWNSHIP
from app.models.register import Register
from app.models.tables import SyncState
from sync.protocol import key_changes

log = logging.getLogger(__name__)


def follow(register: Register, said: bytes) -> SyncState | None:
    """Take over the township's newest key where ``said`` (from wherever) proves the way to it; else None.

    Whoever has only a later key, or none, proves nothing: then everything stays as it was.
    """
    changes = key_changes.read(said)
    if not changes:
        return None
    with register.writing() as session:
        state = session.get(SyncState, TOWNSHIP)
        if state is None:
            return None
        way = key_changes.followed(changes, state.server_replica_id, state.server_public_key)
        if not way:
            return None
        known = key_changes.read(state.server_changes.encode())
        state.server_changes = key_changes.written([*known, *way]).decode()
        state.server_public_key = way[-1].signing_public
        state.server_receiving_key = way[-1].receiving_public
        session.commit()
    log.info("the township changed its keys %d times since the last contact", len(way))
    return state
