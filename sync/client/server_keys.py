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
        times = key_changes.follow(state, changes)
        if not times:
            return None
        session.commit()
    log.info("the township changed its keys %d times since the last contact", times)
    return state
