"""A district that changed its keys is followed from the key its township knows, signature by signature."""

from __future__ import annotations

from app.models.tables import Superior
from sync.protocol import key_changes
from sync.server.township import Township
from sync.server.upward.enrolling import superior_of


def follow(township: Township, said: bytes, known: Superior) -> bool:
    """Take over the district's newest key where ``said`` (from wherever) proves the way to it.

    ``known`` is brought up to date; another process may have followed already.
    """
    changes = key_changes.read(said)
    if not changes:
        return False
    with township.register.writing() as session:
        superior = superior_of(session)
        if superior is None:
            return False
        way = key_changes.followed(changes, superior.server_replica_id, superior.server_public_key)
        if way:
            before = key_changes.read(superior.server_changes.encode())
            superior.server_changes = key_changes.written([*before, *way]).decode()
            superior.server_public_key = way[-1].signing_public
            superior.server_receiving_key = way[-1].receiving_public
        is_new = superior.server_public_key != known.server_public_key
        known.server_public_key = superior.server_public_key
        known.server_receiving_key = superior.server_receiving_key
        session.commit()
    return is_new
