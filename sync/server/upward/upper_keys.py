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
        key_changes.follow(superior, changes)
        is_new = superior.server_public_key != known.server_public_key
        known.server_public_key = superior.server_public_key
        known.server_receiving_key = superior.server_receiving_key
        session.commit()
    return is_new
